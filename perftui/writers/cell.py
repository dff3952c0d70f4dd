"""`Cell`, what stands in one place of a printed form, cleaned of all that breaks a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_rate, round_half_up

MONEY_FIELDS = ("budget", "last_year_budget", "executed")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; `number` is the same as a number, None where it is no number.

    A rate such as 88.51% is the number 0.8851. `field` is the path of what it prints, where that is
    a field of the form or computed from it: budget, execution_rate, funds[0].budget.
    """

    text: str = ""
    number: Decimal | None = None
    field: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as typed, at least one."""
        return tuple(self.text.split("\n"))


def cell_of(evaluation: Evaluation, profile: Profile, path: str) -> Cell:
    """Return a field as it is printed; amounts are numbers in the unit of the profile."""
    value = fields.get(evaluation, path)
    number = value if isinstance(value, Decimal) else None
    if number is not None and path.rpartition(".")[2] in MONEY_FIELDS:
        number /= profile.money_factor
    return Cell(clean(fields.show(evaluation, path, profile)), number, path)


def rate_cell(rate: Decimal | None, field: str = "") -> Cell:
    """Return a rate in per cent as it is printed, empty where there is none."""
    if rate is None:
        return Cell(field=field)
    return Cell(print_rate(rate), round_half_up(rate) / HUNDRED, field)


def texts_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the texts of cells."""
    return tuple(cell.text for cell in cells)


def clean(text: str) -> str:
    """Return the text with nothing in it that breaks a document: lines, blanks, characters."""
    return safe_text(text).replace("\t", " ").strip("\n")


def on_one_line(text: str) -> str:
    """Return the text cleaned and with every white space a blank."""
    return " ".join(clean(text).split())
