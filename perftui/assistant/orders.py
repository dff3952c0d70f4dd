"""What a turn wants done that the dialogue itself cannot: by the document, the disk or a screen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TakeBack:
    """So many steps are undone, or done again where it is negative."""

    steps: int = 1


@dataclass(frozen=True)
class Save:
    """The form is saved at once, and that is said."""


@dataclass(frozen=True)
class Leave:
    """The conversation ends; everything is saved."""


@dataclass(frozen=True)
class Run:
    """An action of the table, by its full id, that needs a disk or a screen: export, preview."""

    action: str
    argument: str = ""


Order = TakeBack | Save | Leave | Run
