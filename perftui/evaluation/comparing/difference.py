"""`Difference`, a field as two forms have it, and `Part`, the part of a form it belongs to."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from perftui.evaluation.values import print_number, print_rate

_SENTENCES = 8
"""A text of so many characters may be asked to be new each year."""


class Kind(StrEnum):
    """What became of something since the old form."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    BLANK = "blank"
    COPIED = "copied"
    SAME = "same"

    @property
    def is_told(self) -> bool:
        """Whether it is worth a look: all but what may well be the same, or is still to come."""
        return self not in (Kind.BLANK, Kind.SAME)


@dataclass(frozen=True)
class Difference:
    """A field, a row or a point of a text, as both forms have it.

    `path` is its field in the new form, or the one it would stand at. `COPIED` are sentences that
    are word for word those of the old form. `note` says how much more or less it is.
    """

    path: str
    label: str
    kind: Kind
    old: str = ""
    new: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the form: its fields, a row of a `table` with its cells, a text with its points."""

    name: str
    differences: tuple[Difference, ...]
    table: str = ""
    is_text: bool = False


def held_together(
    path: str, label: str, texts: tuple[str, str], note: str = "", *, is_prose: bool = False
) -> Difference:
    """Return a field that both forms have, as the old and the new one print it."""
    old, new = texts
    if "".join(old.split()) == "".join(new.split()):
        is_copied = is_prose and len("".join(new.split())) >= _SENTENCES
        return Difference(path, label, Kind.COPIED if is_copied else Kind.SAME, old, new)
    return Difference(path, label, Kind.CHANGED if new.strip() else Kind.BLANK, old, new, note)


def growth(was: Any, now: Any) -> str:
    """Say by how many per cent an amount is more or less; nothing where that cannot be said."""
    if not isinstance(was, Decimal) or not isinstance(now, Decimal) or was == now:
        return ""
    if was == 0:
        return "上年为0"
    rate = (now - was) / abs(was) * 100
    return f"{'增' if rate > 0 else '减'}{print_rate(abs(rate))}"


def points_more(was: Any, now: Any) -> str:
    """Say by how many points a score is more or less; nothing where that cannot be said."""
    if not isinstance(was, Decimal) or not isinstance(now, Decimal) or was == now:
        return ""
    return f"{'加' if now > was else '减'}{print_number(abs(now - was))}分"
