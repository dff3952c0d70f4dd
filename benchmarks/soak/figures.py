"""`Figure`, a line of the table that says what was measured, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEADS = ("nr", "what", "target", "measured", "met", "note")
_MET = {True: "yes", False: "**NO**", None: "–"}


@dataclass(frozen=True)
class Figure:
    """What was measured; `is_met` is None where that was not done here, and `note` says why."""

    number: int
    what: str
    target: str
    measured: str
    is_met: bool | None
    note: str = ""


def table(figures: Iterable[Figure]) -> str:
    """Return figures as a Markdown table, by their numbers."""
    ordered = sorted(figures, key=lambda figure: figure.number)
    rows = [_HEADS, ("---",) * len(_HEADS), *map(_row, ordered)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that a share of all do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def all_of(found: int, tried: int) -> str:
    """Say how many of how many."""
    return f"{found} of {tried}"


def _row(figure: Figure) -> Sequence[str]:
    said = (figure.what, figure.target, figure.measured, _MET[figure.is_met], figure.note)
    return (str(figure.number), *(text.replace("|", "\\|") for text in said))
