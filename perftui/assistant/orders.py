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


@dataclass(frozen=True)
class Polish:
    """The language model is asked for words that stand in a text, in other words.

    `path` is a narrative with `number` of the point from 1, or another text, whose number is 0.
    """

    path: str
    number: int
    words: str
    is_agreed: bool = False


@dataclass(frozen=True)
class AllowSending:
    """What the language model was to be asked may be sent to another machine, once it is agreed."""

    is_agreed: bool = False


Order = TakeBack | Save | Leave | Run | Polish | AllowSending
