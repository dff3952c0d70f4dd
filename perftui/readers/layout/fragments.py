"""Rows without numbers: the second half of a row that a page break cut, or a row not filled in."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from perftui.evaluation.profile import Profile
from perftui.readers.layout.cleaning import glue, unwrap
from perftui.readers.layout.labels import POINTS, key
from perftui.readers.layout.rows import TableRow
from perftui.readers.report import Note, Question, Repair, quoted

_TEXTS = ("name", "explanation", "remark", "target", "actual")
_LONGEST_ENDING = 4
_CHOICES = ("是上一行的后半", "是单独的一行，还没有填分")


@dataclass(frozen=True)
class _Evidence:
    """What a table as a whole says about its fragments.

    `is_balanced`: the weights add up to the whole, so that no row can lack one. `endings` counts
    the last one and the last two characters of the names. `explanations` are the fixed ones by
    the keys of their names.
    """

    is_balanced: bool
    endings: Mapping[str, int]
    explanations: Mapping[str, str]


def glue_fragments(
    rows: Sequence[TableRow], profile: Profile
) -> tuple[tuple[TableRow, ...], tuple[Note, ...]]:
    """Glue each row without numbers to the row before, where it is surely its second half.

    It is if it completes a fixed explanation, or if two of three signs agree: it comes after a
    page break; no weight is missing from the table; it gives a name that ends as no other does
    the ending of others. For a row without a name one sign is enough. Any other row stays a row
    and is asked about. A form without any numbers is a draft and stays as it is.
    """
    if not any(row.is_numbered for row in rows):
        return tuple(rows), ()
    evidence = _evidence(rows, profile)
    done: list[TableRow] = []
    notes: list[Note] = []
    pending = deque(rows)
    while pending:
        row = _under_its_column(pending.popleft(), done[-1] if done else None, evidence)
        heir = pending[0] if pending else None
        if done and _is_torn_number(done[-1], row):
            done[-1] = _with_numbers(_glued(done[-1], row), done[-1], row)
            notes.append(_repair(done[-1], row))
        elif row.is_numbered:
            done.append(row)
        elif heir and _is_first_half(row, heir, evidence):
            pending[0] = _glued_forward(row, heir)
            notes.append(_repair(pending[0], row))
        elif _is_bare(row) and _can_leave(row, heir):
            if heir:
                pending[0] = _inherit(heir, row)
        elif done and _is_second_half(done[-1], row, evidence) and _can_leave(row, heir):
            done[-1] = _glued(done[-1], row)
            notes.append(_repair(done[-1], row))
            if heir:
                pending[0] = _inherit(heir, row)
        else:
            done.append(row)
            notes.append(_question(row))
    return tuple(done), tuple(notes)


def _evidence(rows: Sequence[TableRow], profile: Profile) -> _Evidence:
    weights = [row.weight for row in rows]
    due = sum(category.points for category in profile.categories)
    names = [row.text("name") for row in rows if row.is_numbered]
    return _Evidence(
        is_balanced=None not in weights and sum(filter(None, weights)) == due,
        endings=Counter(unwrap(name)[-size:] for name in names for size in (1, 2)),
        explanations={key(f.name): key(f.explanation) for f in profile.fixed_indicators},
    )


def _is_second_half(before: TableRow, row: TableRow, evidence: _Evidence) -> bool:
    if not before.is_numbered:
        return False
    if _completes_explanation(before, row.text("explanation"), evidence):
        return not row.text("name")
    if row.text("name") and key(before.text("name")) in evidence.explanations:
        return False
    signs = (row.after_break, evidence.is_balanced, _completes_name(before, row, evidence))
    return sum(signs) >= 2 or (not row.text("name") and any(signs))


def _is_torn_number(before: TableRow, row: TableRow) -> bool:
    """Whether a page ended within a number: 5. here and 0 there."""
    is_rest = row.after_break and not row.text("name")
    return is_rest and any(key(before.text(field)).endswith(".") for field in POINTS)


def _with_numbers(glued: TableRow, before: TableRow, row: TableRow) -> TableRow:
    """Return a row with the halves of its numbers put together."""
    numbers = {field: before.text(field) + row.text(field) for field in POINTS}
    return replace(glued, texts={**glued.texts, **numbers})


def _is_first_half(row: TableRow, after: TableRow, evidence: _Evidence) -> bool:
    """Whether a page ended within a row whose numbers stand on the next page."""
    is_torn = after.is_numbered and after.after_break and not row.after_break
    if not is_torn or not row.text("name") or after.label:
        return False
    is_open = evidence.endings.get(unwrap(row.text("name"))[-1:], 0) == 0
    return _completes_name(row, after, evidence) or (evidence.is_balanced and is_open)


def _under_its_column(row: TableRow, before: TableRow | None, evidence: _Evidence) -> TableRow:
    """Return the row with what completes an explanation moved there from the name's column."""
    name = row.text("name")
    if row.is_numbered or before is None or not _completes_explanation(before, name, evidence):
        return row
    return replace(row, texts={**row.texts, "name": "", "explanation": name})


def _completes_explanation(before: TableRow, rest: str, evidence: _Evidence) -> bool:
    """Whether a text is what the row before lacks of its fixed explanation."""
    whole = evidence.explanations.get(key(before.text("name")))
    return bool(rest) and key(before.text("explanation") + rest) == whole


def _completes_name(before: TableRow, row: TableRow, evidence: _Evidence) -> bool:
    """Whether a name ends like no other, and with the few characters of the row, like others."""
    first, second = unwrap(before.text("name")), unwrap(row.text("name"))
    whole = glue(first, second)
    return (
        0 < len(second) <= _LONGEST_ENDING
        and evidence.endings.get(first[-1:], 0) <= 1
        and evidence.endings.get(whole[-2:], 0) > 0
    )


def _is_bare(row: TableRow) -> bool:
    """Whether a row holds at most a label, as where a label has a line of its own."""
    return not any(row.texts.values())


def _can_leave(row: TableRow, heir: TableRow | None) -> bool:
    """Whether the row after a fragment can take over its label."""
    return not row.label or (heir is not None and heir.label in ("", row.label))


def _inherit(heir: TableRow, row: TableRow) -> TableRow:
    """Pass label and break of a fragment on to the row after it."""
    after_break = heir.after_break or row.after_break
    return replace(heir, label=heir.label or row.label, after_break=after_break)


def _glued(before: TableRow, row: TableRow) -> TableRow:
    joined = {field: glue(before.text(field), row.text(field)) for field in _TEXTS}
    filled = {field: text for field, text in joined.items() if text}
    return replace(before, texts={**before.texts, **filled})


def _glued_forward(row: TableRow, after: TableRow) -> TableRow:
    """Return the row after a page's end with what stood before it."""
    whole = _glued(row, after)
    numbers = {field: after.text(field) for field in POINTS}
    places = {**after.places, **row.places, **{f: after.place(f) for f in numbers}}
    texts = {**whole.texts, **numbers}
    return replace(whole, texts=texts, is_numbered=True, damage=after.damage, places=places)


def _repair(glued: TableRow, row: TableRow) -> Repair:
    halves = "、".join(quoted(row.text(field)) for field in _TEXTS if row.text(field))
    return Repair(row.where, f"{halves}接回{quoted(glued.text('name'))}一行：原表在这里断开")


def _question(row: TableRow) -> Question:
    words = " ".join(row.text(field) for field in _TEXTS if row.text(field))
    asked = f"{quoted(words or row.label)}这一行没有权重和自评分，它是哪一种？"
    return Question(row.where, asked, _CHOICES)
