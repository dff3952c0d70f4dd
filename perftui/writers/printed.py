"""`Form`, a self-evaluation as it is printed: the plain texts every writer lays out.

Everything a writer shows is decided and cleaned here. The first column of a profile is its
category column; a writer prints it once for each `Group`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from perftui.evaluation import fields, totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import print_number
from perftui.writers.cell import Cell, cell_of, on_one_line
from perftui.writers.header import Block, header_of

DRAFT_LINE = "草稿：尚有错误未改，不作为正式件"
"""What stands on each page of a draft."""

_NUMBER_FIELDS = ("weight", "score")


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

    `profile` is the id of its kind. `grades` are the grades with the lowest total that earns each,
    the best first. A form that is a `draft` says so on each page. `total` has one cell for each
    column that is left when the total's label has taken the first `total_span` columns.
    """

    profile: str
    title: str
    subtitle: str
    name: str
    unit: str
    year: str
    header: tuple[Block, ...]
    headings: tuple[Heading, ...]
    groups: tuple[Group, ...]
    total_label: str
    total_span: int
    total: tuple[Cell, ...]
    notes: tuple[str, ...]
    grades: tuple[tuple[str, Decimal], ...] = ()
    draft: bool = False


def printed(evaluation: Evaluation, profile: Profile, *, draft: bool = False) -> Form:
    """Return the evaluation as the profile prints it."""
    headings = tuple(Heading(c.label, c.width, c.field) for c in profile.columns)
    year = "" if evaluation.known_year is None else str(evaluation.known_year)
    span = next((n for n, heading in enumerate(headings) if heading.is_number), len(headings))
    return Form(
        profile=profile.id,
        title=profile.title,
        subtitle=profile.subtitle.format(year=year) if year else "",
        name=on_one_line(evaluation.name),
        unit=on_one_line(evaluation.unit),
        year=year,
        header=header_of(evaluation, profile),
        headings=headings,
        groups=tuple(_groups(evaluation, profile)),
        total_label=profile.total_label,
        total_span=span,
        total=tuple(_total(evaluation, column.field) for column in profile.columns[span:]),
        notes=_notes(profile.notes),
        grades=tuple((band.label, band.at_least) for band in profile.grades),
        draft=draft,
    )


def _notes(notes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{'说明：' if n == 1 else ''}{n}、{note}" for n, note in enumerate(notes, 1))


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
            yield Group(on_one_line(category), points, cells)


def _row(evaluation: Evaluation, profile: Profile, index: int) -> tuple[Cell, ...]:
    return tuple(_cell(evaluation, profile, index, c.field) for c in profile.columns[1:])


def _cell(evaluation: Evaluation, profile: Profile, index: int, field: str) -> Cell:
    printed_cell = cell_of(evaluation, profile, fields.cell(index, field))
    if field in ("target", "actual") and printed_cell.text[-1:].isdigit():
        unit = on_one_line(evaluation.indicators[index].measure_unit)
        return replace(printed_cell, text=printed_cell.text + unit)
    return printed_cell


def _total(evaluation: Evaluation, field: str) -> Cell:
    """Return the sum of the numbers in a column, empty where there is none."""
    if field not in _NUMBER_FIELDS:
        return Cell()
    if not any(isinstance(getattr(row, field), Decimal) for row in evaluation.indicators):
        return Cell()
    total = totals.total_weight if field == "weight" else totals.total_score
    return Cell(print_number(total(evaluation)), total(evaluation))
