"""Any grid -> the evaluations in it, each with what was repaired and what must be asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from perftui.evaluation.model import Evaluation
from perftui.readers.grid import Grid, first_of, span
from perftui.readers.layout.building import build
from perftui.readers.layout.forms import choose_vocabulary, split_forms, tidy, without_cover
from perftui.readers.report import DocumentError, LeftOut, Note, Question, Repair, quoted

MOST_FORMS = 1000


@dataclass(frozen=True)
class Imported:
    """One evaluation out of a document; `source` names the document and where the form begins.

    `document` is the part of the document it was read from. `origins` tell for the path of each
    field that was found where it stood, as indicators[7].score: 表1第9行第5格.
    """

    evaluation: Evaluation
    source: str
    notes: tuple[Note, ...]
    document: Grid
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was read otherwise than it plainly stands."""
        return tuple(note for note in self.notes if isinstance(note, Repair))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only the user can settle."""
        return tuple(note for note in self.notes if isinstance(note, Question))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What of the document was not read."""
        return tuple(note for note in self.notes if isinstance(note, LeftOut))


def read_grid(grid: Grid) -> tuple[Imported, ...]:
    """Read every form of a grid; none where it holds no form.

    A part that begins like a form but has too little of one is asked about with the form before.
    What the grid's reader tells is told with the first form. Raises DocumentError for a document
    of more forms than any has.
    """
    done: list[Imported] = []
    scraps: list[Question] = []
    grid, on_cover = without_cover(grid)
    parts = split_forms(grid)
    if len(parts) > MOST_FORMS:
        raise DocumentError(
            f"「{grid.source}」里像有 {len(parts)} 份表，一次最多读 {MOST_FORMS} 份，请分开再读入"
        )
    for part in parts:
        form = _read_form(part)
        if form is None:
            scraps.append(_scrap(part))
        else:
            done.append(form)
        if done and scraps:
            done[-1] = replace(done[-1], notes=(*done[-1].notes, *scraps))
            scraps = []
    if done:
        done[0] = replace(done[0], notes=(*grid.notes, *on_cover, *done[0].notes))
    return tuple(done)


def _scrap(part: Grid) -> Question:
    where = span((part.rows[0].where, part.rows[-1].where))
    return Question(
        where, f"{quoted(' '.join(part.rows[0].filled))}起不像完整的自评表，没有读入，请核对"
    )


def _read_form(form: Grid) -> Imported | None:
    tidied, notes = tidy(form)
    words, on_kind = choose_vocabulary(tidied)
    if words is None:
        return None
    built = build(tidied, words)
    told = _in_order((*on_kind, *notes, *built.notes), form)
    return Imported(
        evaluation=built.evaluation,
        source=f"{form.source} {form.rows[0].where}起",
        notes=_with_fields(told, built.origins),
        document=tidied,
        origins=MappingProxyType(dict(built.origins)),
    )


def _with_fields(notes: Iterable[Note], origins: Mapping[str, str]) -> tuple[Note, ...]:
    """Return the notes, those about a cell that was read into a field with that field."""
    fields: dict[str, str] = {}
    for path, place in origins.items():
        fields.setdefault(place, path)
    return tuple(
        note
        if note.field or isinstance(note, LeftOut)
        else replace(note, field=fields.get(first_of(note.where), ""))
        for note in notes
    )


def _in_order(notes: Sequence[Note], form: Grid) -> tuple[Note, ...]:
    """Sort notes as their places follow one another in the document."""
    order: dict[str, int] = {}
    for index, place in enumerate(_places(form)):
        order.setdefault(place, index)
    return tuple(sorted(notes, key=lambda note: order.get(first_of(note.where), -1)))


def _places(form: Grid) -> Iterator[str]:
    for row in form.rows:
        yield row.where
        yield from (row.place(index) for index in range(len(row.cells)))
