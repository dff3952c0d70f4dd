"""Which category each row belongs to: the printed labels, and those a page break made late.

A conversion writes the label of a category that begins on a page's last rows after the page
break, so it comes up to five rows late. Labels move up only where there is exactly one way for
every category to add up to its points with every fixed indicator in its own category.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perftui.evaluation.values import print_number
from perftui.readers.layout.labels import Vocabulary
from perftui.readers.layout.rows import TableRow
from perftui.readers.layout.table import label_of_fixed
from perftui.readers.report import Note, Question, Repair, quoted

MOST_ROWS_LATE = 5

Starts = tuple[int, ...]


def assign(rows: Sequence[TableRow], words: Vocabulary) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Return the category of each row; labels stay as printed where they cannot surely move."""
    printed = _carried(rows)
    unknown = _unknown_labels(rows, words)
    if not rows or not any(row.weight for row in rows):
        return printed, unknown
    if all(row.label for row in rows):
        told = unknown or _add_up(rows, printed, words)
        asked = f"{_sums_in_words(rows, printed, words)}；请核对各行的权重有没有读错"
        return printed, unknown if told else (Question(rows[0].where, asked, field="indicators"),)
    starts = _printed_starts(rows, words)
    fits = _fits(rows, starts, words) if starts else []
    if starts in fits:
        return printed, ()
    if len(fits) == 1:
        moved = _spread(fits[0], len(rows), words)
        return moved, _repairs(rows, printed, moved)
    question = _question(rows, printed, fits, words)
    return printed, (*unknown, question)


def _carried(rows: Sequence[TableRow]) -> tuple[str, ...]:
    """Return the labels as printed, each carried down to the next; nothing before the first."""
    result, label = [], ""
    for row in rows:
        label = row.label or label
        result.append(label)
    return tuple(result)


def _printed_starts(rows: Sequence[TableRow], words: Vocabulary) -> Starts:
    """Return where the categories begin as printed; nothing if one is missing or out of order."""
    carried = _carried(rows)
    starts = tuple(i for i, c in enumerate(carried) if c and (i == 0 or carried[i - 1] != c))
    names = tuple(category.name for category in words.profile.categories)
    return starts if tuple(carried[i] for i in starts) == names else ()


def _fits(rows: Sequence[TableRow], printed: Starts, words: Vocabulary) -> list[Starts]:
    """Return every way to move labels up so that all categories come out."""
    due = [category.points for category in words.profile.categories]
    partial: list[Starts] = [(0,)] if 0 in _reach(rows, printed[0]) else []
    for label, points in zip(printed[1:], due, strict=False):
        reach = _reach(rows, label)
        partial = [
            (*starts, start)
            for starts in partial
            for start in reach
            if start > starts[-1] and _sum(rows[starts[-1] : start]) == points
        ]
    whole = [starts for starts in partial if _sum(rows[starts[-1] :]) == due[-1]]
    return [starts for starts in whole if _keeps_fixed(rows, starts, words)]


def _reach(rows: Sequence[TableRow], label: int) -> tuple[int, ...]:
    """Return where a printed label may belong: there, or if a break made it late, above.

    Without any break marks every label may be late. No label passes a row that has its own.
    """
    may_be_late = rows[label].after_break or not any(row.after_break for row in rows)
    result = [label]
    while may_be_late and len(result) <= MOST_ROWS_LATE and result[-1] > 0:
        if rows[result[-1] - 1].label:
            break
        result.append(result[-1] - 1)
    return tuple(result)


def _sum(rows: Sequence[TableRow]) -> Decimal | None:
    """Sum the weights; None, which equals no points, where one cannot be read."""
    weights = [row.weight for row in rows]
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if len(known) == len(weights) else None


def _keeps_fixed(rows: Sequence[TableRow], starts: Starts, words: Vocabulary) -> bool:
    """Whether every fixed indicator is in the category it belongs to."""
    pairs = zip(rows, _spread(starts, len(rows), words), strict=True)
    return all(label_of_fixed(row.text("name"), words) in (None, name) for row, name in pairs)


def _spread(starts: Starts, count: int, words: Vocabulary) -> tuple[str, ...]:
    ends = (*starts[1:], count)
    sizes = (end - start for start, end in zip(starts, ends, strict=True))
    named = zip(words.profile.categories, sizes, strict=True)
    return tuple(category.name for category, size in named for _ in range(size))


def _repairs(
    rows: Sequence[TableRow], printed: Sequence[str], moved: Sequence[str]
) -> tuple[Note, ...]:
    has_breaks = any(row.after_break for row in rows)
    why = "原表的标签落在换页之后" if has_breaks else "原表的标签晚了，按各类权重合计推定"
    return tuple(
        Repair(row.where, f"{quoted(row.text('name'))}改归{right}：{why}")
        for row, wrong, right in zip(rows, printed, moved, strict=True)
        if wrong != right
    )


def _add_up(rows: Sequence[TableRow], printed: Sequence[str], words: Vocabulary) -> bool:
    """Whether the rows of every category that is printed add up to its points."""
    return all(
        _sum([row for row, own in zip(rows, printed, strict=True) if own == name])
        == words.profile.points_of(name)
        for name in set(printed)
    )


def _question(
    rows: Sequence[TableRow], printed: Sequence[str], fits: Sequence[Starts], words: Vocabulary
) -> Question:
    labels = [row.where for row in rows if row.label]
    found = "不止一种分法合得上" if fits else "没有一种分法合得上"
    sums = _sums_in_words(rows, printed, words)
    asked = f"{sums}，{found}；请核对各行属于哪一类、权重有没有错"
    where = labels[-1] if labels else rows[0].where
    return Question(where, asked, _choices(rows, fits, words), "indicators")


def _sums_in_words(rows: Sequence[TableRow], printed: Sequence[str], words: Vocabulary) -> str:
    sums = "、".join(f"{name}{total}" for name, total in _sums(rows, printed))
    due = "、".join(f"{c.name}{print_number(c.points)}" for c in words.profile.categories)
    return f"各类权重按原表标签合计为{sums}，应为{due}"


def _sums(rows: Sequence[TableRow], printed: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(printed):
        total = _sum([row for row, own in zip(rows, printed, strict=True) if own == name])
        yield name or "（无标签）", "？" if total is None else print_number(total)


def _choices(
    rows: Sequence[TableRow], fits: Sequence[Starts], words: Vocabulary
) -> tuple[str, ...]:
    """Describe each way to set the labels by the rows the categories begin with."""
    names = [category.name for category in words.profile.categories]
    return tuple(
        "，".join(
            f"{name}从{quoted(rows[start].text('name'))}起"
            for name, start in zip(names[1:], starts[1:], strict=True)
        )
        for starts in fits
    )


def _unknown_labels(rows: Sequence[TableRow], words: Vocabulary) -> tuple[Note, ...]:
    known = tuple(category.name for category in words.profile.categories)
    asked = "不是这种表的类别，它是哪一类？"
    return tuple(
        Question(row.place("category"), f"{quoted(row.label)}{asked}", known)
        for row in rows
        if row.label and row.label not in known
    )
