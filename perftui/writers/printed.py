"""`Form`, a self-evaluation as it is printed: the plain texts every writer lays out.

Everything a writer shows is decided and cleaned here. The first column of a profile is its
category column; a writer prints it once for each `Group`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation import fields, totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import print_number, print_rate, round_half_up

_NUMBER_FIELDS = ("weight", "score")
_BREAKS = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n"})


class ExportError(Exception):
    """A form that cannot be written in a format. Its message is one sentence for the user."""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; `number` is the same as a number, None where it is no number.

    A rate such as 88.51% is the number 0.8851.
    """

    text: str = ""
    number: Decimal | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as typed, at least one."""
        return tuple(self.text.split("\n"))


@dataclass(frozen=True)
class Entry:
    """A label of the header block, colon included, and what stands beside it."""

    label: str
    value: Cell


@dataclass(frozen=True)
class Heading:
    """A column of the indicator table; `width` is its share of the table's width."""

    label: str
    width: int
    field: str

    @property
    def is_number(self) -> bool:
        """Whether the column holds points, which are added up."""
        return self.field in _NUMBER_FIELDS

    @property
    def is_centred(self) -> bool:
        """Whether the column holds values that stand in the middle of their cells."""
        return self.field in (*_NUMBER_FIELDS, "target", "actual")


@dataclass(frozen=True)
class Group:
    """The rows of one category; `points` is （36分）, empty for a category unknown to the profile.

    A row has one cell for each column but the first.
    """

    name: str
    points: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def label(self) -> str:
        """The label of the category cell: 投入与管理（36分）."""
        return self.name + self.points

    @property
    def label_on_two_lines(self) -> str:
        """The label with its points on a second line, as it stands in a narrow column."""
        return "\n".join(part for part in (self.name, self.points) if part)


@dataclass(frozen=True)
class Form:
    """A form as it is printed.

    `total` has one cell for each column that is left when the total's label has taken the first
    `total_span` columns.
    """

    title: str
    name: str
    unit: str
    header: tuple[tuple[Entry, ...], ...]
    headings: tuple[Heading, ...]
    groups: tuple[Group, ...]
    total_label: str
    total_span: int
    total: tuple[Cell, ...]
    notes: tuple[str, ...]


def printed(evaluation: Evaluation, profile: Profile) -> Form:
    """Return the evaluation as the profile prints it."""
    headings = tuple(Heading(c.label, c.width, c.field) for c in profile.columns)
    span = next((n for n, heading in enumerate(headings) if heading.is_number), len(headings))
    return Form(
        title=profile.title,
        name=_on_one_line(evaluation.name),
        unit=_on_one_line(evaluation.unit),
        header=tuple(_entries(evaluation, profile, row) for row in profile.header),
        headings=headings,
        groups=tuple(_groups(evaluation, profile)),
        total_label=profile.total_label,
        total_span=span,
        total=tuple(_total(evaluation, column.field) for column in profile.columns[span:]),
        notes=_notes(profile.notes),
    )


def _notes(notes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{'说明：' if n == 1 else ''}{n}、{note}" for n, note in enumerate(notes, 1))


def clean(text: str) -> str:
    """Return the text with nothing in it that breaks a document: lines, blanks, characters."""
    return safe_text(text).translate(_BREAKS).strip("\n")


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _entries(evaluation: Evaluation, profile: Profile, row: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(
        Entry(f"{profile.label(field)}：", _header_value(evaluation, profile, field))
        for field in row
    )


def _header_value(evaluation: Evaluation, profile: Profile, field: str) -> Cell:
    if field == "execution_rate":
        return _rate(totals.execution_rate(evaluation))
    if field == "grade":
        return Cell(totals.grade(evaluation, profile) or "")
    value = fields.get(evaluation, field)
    number = value / profile.money_factor if isinstance(value, Decimal) else None
    return Cell(clean(fields.show(evaluation, field, profile)), number)


def _rate(rate: Decimal | None) -> Cell:
    if rate is None:
        return Cell()
    return Cell(print_rate(rate), round_half_up(rate) / totals.HUNDRED)


def _groups(evaluation: Evaluation, profile: Profile) -> Iterable[Group]:
    """Yield the groups that have rows, the profile's categories first and in its order."""
    known = [category.name for category in profile.categories]
    written = [row.category for row in evaluation.indicators]
    for category in dict.fromkeys([*known, *written]):
        rows = [n for n, name in enumerate(written) if name == category]
        due = profile.points_of(category)
        points = "" if due is None else f"（{print_number(due)}分）"
        if rows:
            cells = tuple(_row(evaluation, profile, n) for n in rows)
            yield Group(_on_one_line(category), points, cells)


def _row(evaluation: Evaluation, profile: Profile, index: int) -> tuple[Cell, ...]:
    return tuple(_cell(evaluation, profile, index, c.field) for c in profile.columns[1:])


def _cell(evaluation: Evaluation, profile: Profile, index: int, field: str) -> Cell:
    path = fields.cell(index, field)
    value = fields.get(evaluation, path)
    text = clean(fields.show(evaluation, path, profile))
    if field in ("target", "actual") and text[-1:].isdigit():
        text += _on_one_line(evaluation.indicators[index].measure_unit)
    return Cell(text, value if isinstance(value, Decimal) else None)


def _total(evaluation: Evaluation, field: str) -> Cell:
    """Return the sum of the numbers in a column, empty where there is none."""
    if field not in _NUMBER_FIELDS:
        return Cell()
    if not any(isinstance(getattr(row, field), Decimal) for row in evaluation.indicators):
        return Cell()
    total = totals.total_weight if field == "weight" else totals.total_score
    return Cell(print_number(total(evaluation)), total(evaluation))
