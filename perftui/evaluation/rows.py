"""What is done to the rows of the indicator table: added, moved, filled, pasted into.

Every operation takes rows and returns new ones. Rows of a category need not stand together in the
form; they are moved and added in the order in which the table shows them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perftui.evaluation.drafting import place_of_new_row
from perftui.evaluation.fields import bare_label, cell, read
from perftui.evaluation.model import ZERO, Direction, Evaluation, Indicator
from perftui.evaluation.profile import Profile
from perftui.evaluation.scoring import Proposal, propose, propose_for_execution, refuse_score
from perftui.evaluation.values import Unread, UnreadableError, attempt, print_number, read_number

Rows = tuple[Indicator, ...]
NUMERIC = ("weight", "score")
TYPED = str.maketrans(
    dict(zip("０１２３４５６７８９．。、－＝＋", "0123456789...-=+", strict=True))
)
"""Full-width signs as an input method types them, into those of a number."""

_TURNS = (None, Direction.POSITIVE, Direction.NEGATIVE, Direction.EQUAL, Direction.QUALITATIVE)
_MOST_NAMED = 3


@dataclass(frozen=True)
class Reading:
    """What was typed into a cell means: a value, or why it cannot stand there."""

    value: Any
    refusal: str = ""


@dataclass(frozen=True)
class Filled:
    """Rows after several cells were filled; which were not, each with the reason, in Chinese."""

    rows: Rows
    count: int
    told: tuple[str, ...] = ()


# Rows as wholes.


def add(evaluation: Evaluation, profile: Profile, category: str, below: int | None) -> Rows:
    """Add a blank row below another, or as the first of its category."""
    place = place_of_added(evaluation, profile, category, below)
    rows = evaluation.indicators
    return (*rows[:place], Indicator(category=category), *rows[place:])


def place_of_added(
    evaluation: Evaluation, profile: Profile, category: str, below: int | None
) -> int:
    """Return the index that a row gets which is added."""
    return place_of_new_row(evaluation, category, profile) if below is None else below + 1


def duplicate(rows: Rows, index: int) -> Rows:
    """Put a copy of a row below it."""
    return (*rows[: index + 1], *rows[index:])


def delete(rows: Rows, indices: Collection[int]) -> Rows:
    """Take rows away."""
    return tuple(row for index, row in enumerate(rows) if index not in indices)


def move(
    evaluation: Evaluation, profile: Profile, categories: Sequence[str], index: int, step: int
) -> tuple[Rows, int] | None:
    """Move a row up (-1) or down (1), at the edge of its category over into the next one.

    `categories` are those of the table, in its order. Returns the rows and the new index of the
    row; None where it stands at the edge of the table.
    """
    rows, row = evaluation.indicators, evaluation.indicators[index]
    fellows = [i for i, other in enumerate(rows) if other.category == row.category]
    place = fellows.index(index) + step
    rest = delete(rows, {index})
    if 0 <= place < len(fellows):
        return _inserted(rest, row, fellows[place])
    beyond = categories.index(row.category) + step
    if not 0 <= beyond < len(categories):
        return None
    there = [i for i, other in enumerate(rest) if other.category == categories[beyond]]
    row = row.model_copy(update={"category": categories[beyond]})
    if there:
        return _inserted(rest, row, there[0] if step > 0 else there[-1] + 1)
    without = evaluation.model_copy(update={"indicators": rest})
    return _inserted(rest, row, place_of_new_row(without, row.category, profile))


def _inserted(rows: Rows, row: Indicator, place: int) -> tuple[Rows, int]:
    return (*rows[:place], row, *rows[place:]), place


# Cells.


def read_typed(row: Indicator, field: str, typed: str, profile: Profile) -> Reading:
    """Read what was typed into a cell; in the score column -1 takes a point off the weight."""
    if field not in NUMERIC:
        return Reading(read(cell(0, field), typed, profile))
    text = typed.strip().translate(TYPED)
    if field == "score" and text.startswith("-"):
        return _deduct(row, text)
    value = read(cell(0, field), text, profile)
    if isinstance(value, Unread):
        return Reading(value, value.reason)
    if field == "score":
        return Reading(value, refuse_score(row, value) or "")
    negative = isinstance(value, Decimal) and value < 0
    return Reading(value, f"权重 {value:f} 是负数，请填大于 0 的数" if negative else "")


def _deduct(row: Indicator, text: str) -> Reading:
    off = attempt(read_number, text.removeprefix("-"))
    if isinstance(off, Unread):
        return Reading(None, off.reason)
    if off is None or off < 0:
        return Reading(None, "减号后面写扣几分，如 -1、-0.5")
    if not isinstance(row.weight, Decimal):
        return Reading(None, "这一行没有权重，算不出扣完剩几分，请先填权重")
    if off > row.weight:
        return Reading(None, f"扣 {off:f} 分超过了权重 {print_number(row.weight)}，请改小")
    return Reading(Decimal(print_number(row.weight - off)))


def put(rows: Rows, values: Iterable[tuple[int, str, Any]]) -> Rows:
    """Put values into cells, given by row and field."""
    changed = list(rows)
    for index, field, value in values:
        changed[index] = changed[index].model_copy(update={field: value})
    return tuple(changed)


def fill(
    rows: Rows, indices: Sequence[int], field: str, typed: str, profile: Profile
) -> Filled | Reading:
    """Put what was typed into one column of rows; if any refuses it, none gets it."""
    readings = [read_typed(rows[index], field, typed, profile) for index in indices]
    refused = [(rows[i], r) for i, r in zip(indices, readings, strict=True) if r.refusal]
    if refused:
        row, reading = refused[0]
        where = f"选中的{len(refused)}格不能填，如「{row.name}」：" if len(indices) > 1 else ""
        return Reading(None, where + reading.refusal)
    cells = zip(indices, readings, strict=True)
    return Filled(put(rows, ((i, field, r.value) for i, r in cells)), len(indices))


def full_marks(rows: Rows, indices: Sequence[int]) -> Filled:
    """Score rows full; one without a weight is left and told."""
    known = [index for index in indices if isinstance(rows[index].weight, Decimal)]
    without = [rows[index].name for index in indices if index not in known]
    told = (f"{_names(without)}没有权重，没有打分",) if without else ()
    return Filled(put(rows, ((i, "score", rows[i].weight) for i in known)), len(known), told)


def proposed_scores(evaluation: Evaluation, profile: Profile, indices: Sequence[int]) -> Filled:
    """Give rows the score that their figures earn; those that have none are left and told."""
    values, told = [], []
    for index in indices:
        name = evaluation.indicators[index].name
        try:
            proposal = proposal_for(evaluation, profile, index)
        except UnreadableError as error:
            told.append(f"「{name}」{error}")
            continue
        if proposal is None:
            told.append(f"「{name}」{_wants(evaluation, profile, index)}")
        else:
            values.append((index, "score", Decimal(print_number(proposal.score))))
    return Filled(put(evaluation.indicators, values), len(values), tuple(told))


def _wants(evaluation: Evaluation, profile: Profile, index: int) -> str:
    """Say what is missing for a score to be proposed."""
    row = evaluation.indicators[index]
    if not isinstance(row.weight, Decimal):
        return "没有权重，算不出分数"
    if row.name == profile.execution_indicator:
        wanted = f"{bare_label(profile, 'budget')}和{bare_label(profile, 'executed')}"
        return f"要先填{wanted}，才算得出分数"
    return "要先填指标值和完成值，才算得出分数"


def proposal_for(evaluation: Evaluation, profile: Profile, index: int) -> Proposal | None:
    """Return the score that the figures of a row give, or those of the form for its rate.

    Raises UnreadableError where they are there but cannot be compared.
    """
    row = evaluation.indicators[index]
    if row.name == profile.execution_indicator:
        return propose_for_execution(evaluation, row)
    return propose(row)


def next_direction(direction: object) -> Direction | None:
    """Return the direction after one, going round; after what cannot be read, the first."""
    turns = _TURNS.index(direction) + 1 if direction in _TURNS else 1
    return _TURNS[turns % len(_TURNS)]


def wants_reason(row: Indicator) -> bool:
    """Whether a row has lost points and nobody has said why."""
    return row.lost > ZERO and not row.remark.strip()


# A block of cells from a spreadsheet.


def is_heading(cells: Sequence[str], profile: Profile) -> bool:
    """Whether a pasted row holds headings of columns instead of values."""
    labels = {label for column in profile.columns for label in column.labels}
    labels.update(label for names in profile.unprinted.values() for label in names)
    written = ["".join(text.split()) for text in cells if text.strip()]
    return bool(written) and labels.issuperset(written)


def paste(
    rows: Rows,
    places: Sequence[int],
    columns: Sequence[str],
    block: Sequence[Sequence[str]],
    profile: Profile,
) -> Filled:
    """Put a block of cells into rows and columns, from the first of each on.

    What cannot be read is kept as it was typed and told; a score that its row refuses and what
    has no place is told and left out.
    """
    count, told, values = 0, [], []
    for index, texts in zip(places, block, strict=False):
        row = rows[index]
        # A weight comes first, for the score beside it is held against it.
        cells = sorted(zip(columns, texts, strict=False), key=lambda one: one[0] == "score")
        for field, text in cells:
            value, complaint = _pasted(row, field, text, profile)
            if complaint:
                told.append(f"「{row.name or f'第{index + 1}行'}」{complaint}")
            if value is not _LEFT:
                row = row.model_copy(update={field: value})
                values.append((index, field, value))
                count += 1
    told += _homeless(block, len(places), len(columns))
    return Filled(put(rows, values), count, tuple(told))


_LEFT = object()


def _pasted(row: Indicator, field: str, text: str, profile: Profile) -> tuple[Any, str]:
    """Return the value of a pasted cell and what is wrong with it; `_LEFT` if it must stay out."""
    typed = text.strip().translate(TYPED) if field in NUMERIC else text
    value = read(cell(0, field), typed, profile)
    if isinstance(value, Unread):
        return value, f"{value.reason}，先照原样记下"
    refusal = refuse_score(row, value) if field == "score" else None
    return (_LEFT, f"{refusal}，没有填") if refusal else (value, "")


def _homeless(block: Sequence[Sequence[str]], height: int, width: int) -> list[str]:
    below = sum(any(text.strip() for text in texts) for texts in block[height:])
    beside = sum(bool(text.strip()) for texts in block[:height] for text in texts[width:])
    return [
        *([f"下面没有行了，多出的{below}行没有填"] if below else []),
        *([f"右边没有列了，多出的{beside}格没有填"] if beside else []),
    ]


def tell(filled: Filled, verb: str = "填了") -> str:
    """Say in one sentence how many cells were filled, and which were not and why."""
    said = f"{verb}{filled.count}格"
    if not filled.told:
        return f"{said}，可撤销"
    more = len(filled.told) - _MOST_NAMED
    rest = f"；还有{more}处" if more > 0 else ""
    return f"{said}。{'；'.join(filled.told[:_MOST_NAMED])}{rest}"


def _names(names: Sequence[str]) -> str:
    more = f"等{len(names)}行" if len(names) > _MOST_NAMED else ""
    return "、".join(f"「{name}」" for name in names[:_MOST_NAMED]) + more
