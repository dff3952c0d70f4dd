"""An imported form under review: what is doubtful in it, where that stands, and settling it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import Unread
from perftui.readers.grid import Grid
from perftui.readers.layout.evaluations import Imported
from perftui.readers.report import LeftOut, Note, Question
from perftui.storage.document import Document

_RUN = "至"
_COMPUTED = ("execution_rate", "grade")


class Kind(IntEnum):
    """How doubtful something is, the most doubtful first."""

    QUESTION = 0
    REPAIR = 1
    LEFT_OUT = 2

    @property
    def label(self) -> str:
        """What the user reads: 问, 改 or 略."""
        return "问改略"[self]


@dataclass(frozen=True)
class Spot:
    """A place in a document: its rows, first and last, and the cell in the first of them."""

    first: int
    last: int
    column: int | None = None


@dataclass(frozen=True)
class Doubt:
    """Something to look at: what is told, where it stands, which field it is about.

    `field` is empty for what went into none; `choices` are those that the field can take.
    """

    kind: Kind
    where: str
    what: str
    spot: Spot | None
    field: str = ""
    choices: tuple[str, ...] = ()


class Places:
    """Finds the places of a document by the names that readers give them."""

    def __init__(self, grid: Grid, origins: Mapping[str, str]) -> None:
        self._spots: dict[str, Spot] = {}
        for index, row in enumerate(grid.rows):
            self._spots.setdefault(row.where, Spot(index, index))
            for column in range(len(row.cells)):
                self._spots.setdefault(row.place(column), Spot(index, index, column))
        self._origins = origins
        self._fields: dict[tuple[int, int | None], str] = {}
        for path, where in origins.items():
            spot = self.spot(where)
            if spot is not None:
                field = _typed_field(path)
                self._fields.setdefault((spot.first, spot.column), field)
                self._fields.setdefault((spot.first, None), field)

    def spot(self, where: str) -> Spot | None:
        """Return the place of a name or of a run of names, None if it is not in the document."""
        if where in self._spots:
            return self._spots[where]
        cuts = (index for index, sign in enumerate(where) if sign == _RUN)
        for cut in cuts:
            first, last = self._spots.get(where[:cut]), self._spots.get(where[cut + 1 :])
            if first and last:
                return Spot(first.first, last.last)
        return None

    def origin(self, path: str) -> Spot | None:
        """Return where a field was read from; a row of the table where its first cell was."""
        where = self._origins.get(path)
        if where is None and path.startswith("indicators["):
            start = path.partition(".")[0] + "."
            where = next((w for p, w in self._origins.items() if p.startswith(start)), None)
        return None if where is None else self.spot(where)

    def field_at(self, spot: Spot | None) -> str:
        """Return the field that was read from a place, or from its row; empty if none was."""
        if spot is None:
            return ""
        exact = self._fields.get((spot.first, spot.column))
        return exact or self._fields.get((spot.first, None), "")


class Review:
    """One imported form: its document, its doubts, and which of them are settled.

    Every change goes through the `Document`, and can be taken back with the doubts it settled.
    """

    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.document = Document(imported.evaluation)
        self.places = Places(imported.document, imported.origins)
        self.doubts = self._doubts()
        self._settled: set[int] = set()
        self._decisions: list[tuple[frozenset[int], bool]] = []

    def is_settled(self, index: int) -> bool:
        """Whether a doubt has been looked at and decided."""
        return index in self._settled

    @property
    def open(self) -> tuple[int, ...]:
        """The doubts that are not settled yet."""
        return tuple(i for i in range(len(self.doubts)) if i not in self._settled)

    @property
    def has_questions(self) -> bool:
        """Whether a question waits for an answer."""
        return any(self.doubts[index].kind is Kind.QUESTION for index in self.open)

    def next_open(self, index: int) -> int | None:
        """Return the next open doubt after an index, from the top if there is none below."""
        later = [i for i in self.open if i > index]
        return next(iter((*later, *self.open)), None)

    def accept(self, *indices: int) -> None:
        """Leave what some doubts are about as it was read."""
        self._decide(indices, changed=False)

    def choose(self, index: int, number: int) -> bool:
        """Put one of a doubt's choices, counted from 1, into its field; False if there is none."""
        doubt = self.doubts[index]
        if not 1 <= number <= len(doubt.choices):
            return False
        self._set(doubt.field, doubt.choices[number - 1], {index})
        return True

    def edit(self, path: str, typed: str) -> None:
        """Put what was typed into a field; that settles the doubts about it."""
        about = {i for i in self.open if self.doubts[i].field == path}
        self._set(path, typed, about)

    def undo(self) -> int | None:
        """Take the last decision back; returns the doubt it was about, None if there is none."""
        if not self._decisions:
            return None
        indices, changed = self._decisions.pop()
        if changed:
            self.document.undo()
        self._settled -= indices
        return min(indices, default=0)

    def _set(self, path: str, typed: str, about: set[int]) -> None:
        before = self.document.evaluation
        self.document.set(path, typed)
        self._decide(about, changed=self.document.evaluation is not before)

    def _decide(self, indices: Sequence[int] | set[int], *, changed: bool) -> None:
        fresh = frozenset(indices) - self._settled
        if fresh or changed:
            self._settled |= fresh
            self._decisions.append((fresh, changed))

    def _doubts(self) -> tuple[Doubt, ...]:
        return tuple(sorted(map(self._doubt, self.imported.notes), key=lambda doubt: doubt.kind))

    def _doubt(self, note: Note) -> Doubt:
        evaluation, profile = self.document.evaluation, self.document.profile
        spot = self.places.spot(note.where)
        field = _field_of(note, profile)
        field = field if can_edit(evaluation, field, profile) else ""
        origin = self.places.origin(field) if field else None
        if spot is None or (spot.column is None and origin and origin.first == spot.first):
            spot = origin or spot
        return Doubt(
            kind=_kind(note),
            where=note.where,
            what=note.what,
            spot=spot,
            field=field or self.places.field_at(spot),
            choices=_choices(note, field, profile),
        )


def _kind(note: Note) -> Kind:
    if isinstance(note, Question):
        return Kind.QUESTION
    return Kind.LEFT_OUT if isinstance(note, LeftOut) else Kind.REPAIR


def _typed_field(path: str) -> str:
    """Return the field to type into for a path: the name of a row, the whole of a narrative."""
    row, _, cell = path.partition(".")
    field = row.partition("[")[0]
    if field == "indicators" and row != field and not cell:
        return f"{row}.name"
    return path if cell else field


def _field_of(note: Note, profile: Profile) -> str:
    """Return the field a note is about; that of a row it asks the category of is that cell."""
    if isinstance(note, Question) and note.choices and _typed_field(note.field) != note.field:
        known = {category.name for category in profile.categories}
        return f"{note.field}.category" if known.issuperset(note.choices) else ""
    return _typed_field(note.field)


def _choices(note: Note, field: str, profile: Profile) -> tuple[str, ...]:
    """Return the choices that can be put into the field as they are."""
    if not isinstance(note, Question) or not field:
        return ()
    return tuple(c for c in note.choices if not isinstance(fields.read(field, c, profile), Unread))


def can_edit(evaluation: Evaluation, path: str, profile: Profile) -> bool:
    """Whether a path names a field of the form that can be typed into."""
    try:
        fields.get(evaluation, path)
        fields.kind_of(path, profile)
        step = fields.parse_path(path)
    except fields.FieldError:
        return False
    return step.index is None or step.is_row_field


def lines_of(evaluation: Evaluation, profile: Profile) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a form as paths: the year, a header field each, a row of cells each.

    The cells of a row begin with its name.
    """
    header = [f for f in profile.header_fields if f not in _COMPUTED]
    cells = sorted((c.field for c in profile.columns), key=lambda field: field != "name")
    rows = tuple(
        tuple(fields.cell(index, field) for field in cells)
        for index in range(len(evaluation.indicators))
    )
    return (("year",), *((field,) for field in header), *rows)


def category_before(rows: Sequence[Indicator], index: int) -> str:
    """Return the category that begins with a row, empty where it goes on."""
    category = rows[index].category
    return category if index == 0 or rows[index - 1].category != category else ""


def label_of(path: str, profile: Profile) -> str:
    """Return the label of a field or of the column a cell stands in."""
    step = fields.parse_path(path)
    if step.sub is None:
        return fields.bare_label(profile, step.field)
    return next((c.label for c in profile.columns if c.field == step.sub), step.sub)
