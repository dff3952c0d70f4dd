"""Changes in words: when, which field, from what to what."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

from perftui.evaluation import fields
from perftui.evaluation.fields import FieldError, bare_label, parse_path
from perftui.evaluation.history.changes import Change, Part
from perftui.evaluation.history.row_tracking import TABLES, Rows, follow
from perftui.evaluation.history.taking_back import touched_part
from perftui.evaluation.model import Evaluation, Stated
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import Unread

_SHORT, _LONGEST = 12, 24
_JOINED = "0123456789.,%"
_WORD = re.compile(r"[0-9.,%]+|.", re.DOTALL)
_MOST_COMPARED, _LEAST_BETWEEN = 1_000_000, 4
KINDS = {"undo": "撤销：", "redo": "重做："}


@dataclass(frozen=True)
class Told:
    """A part of a change in words: which field, from what to what in full, and in brief."""

    part: Part
    field: str
    old: str
    new: str
    brief: str


@dataclass(frozen=True)
class ToldChange:
    """A change in words: of which field, what became of it, and each of its parts."""

    change: Change
    field: str
    brief: str
    parts: tuple[Told, ...]

    @property
    def shows_texts(self) -> bool:
        """Whether it is about one field, whose text before and after says it best."""
        return len(self.parts) == 1 and self.parts[0].part.path not in TABLES


def tell(
    changes: Sequence[Change], evaluation: Evaluation, profile: Profile
) -> tuple[ToldChange, ...]:
    """Return the changes that led to a form in words, newest first.

    Fields are called what they were called then, as far as the history tells.
    """
    told = []
    then = evaluation
    for change in reversed(changes):
        told.append(_told(change, then, profile))
        for part in reversed(change.parts):
            then = _put(then, part.path, part.old)
    return tuple(told)


def in_words(path: str, value: Any, profile: Profile) -> str:
    """Return a value of a field as it is printed; of a table how many rows it has."""
    if value is None or isinstance(value, Unread):
        return value.text if value else ""
    if isinstance(value, tuple):
        return f"{len(value)}行"
    if isinstance(value, Stated):
        printed = value.model_dump(exclude_none=True, include=set(Stated.model_fields))
        return "、".join(f"{bare_label(profile, field)}{text}" for field, text in printed.items())
    try:
        return fields.kind_of(path, profile).show(value)
    except FieldError:
        return str(getattr(value, "name", value))


def when(time: datetime, now: datetime) -> str:
    """Return a time as one says it now: 今天 14:05, 4月2日 14:05, 2025年4月2日."""
    there = time.astimezone(now.tzinfo)
    clock = f"{there:%H:%M}"
    days = (now.date() - there.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {clock}"
    date = f"{there.month}月{there.day}日"
    return f"{date} {clock}" if there.year == now.year else f"{there.year}年{date}"


def brief_change(old: str, new: str) -> str:
    """Return what became of a text on one line, long texts shortened to what changed."""
    if not old or not new:
        return f"填入{_quoted(new)}" if new else f"清空，原为{_quoted(old)}"
    if max(len(old), len(new)) <= _SHORT:
        return f"{_quoted(old)}改为{_quoted(new)}"
    spans = differences(old, new)
    if not spans:
        return "没有变"
    start, end, first, last = spans[0]
    removed, added = old[start:end], new[first:last]
    if removed and added:
        said = f"{_quoted(removed)}改为{_quoted(added)}"
    else:
        said = f"加上{_quoted(added)}" if added else f"删去{_quoted(removed)}"
    return f"{said}等{len(spans)}处" if len(spans) > 1 else said


def differences(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Return where two texts differ: from where to where in the one, and in the other.

    A number is told as a whole; what little two changes have between them belongs to both.
    """
    start, end = touched_words(old, new)
    was, now = old[start : len(old) - end], new[start : len(new) - end]
    if len(was) * len(now) > _MOST_COMPARED:
        return [(start, len(old) - end, start, len(new) - end)]
    words, others = _WORD.findall(was), _WORD.findall(now)
    before, after = ([*accumulate(map(len, one), initial=start)] for one in (words, others))
    spans: list[tuple[int, int, int, int]] = []
    for what, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        span = (before[a], before[b], after[c], after[d])
        if spans and span[0] - spans[-1][1] < _LEAST_BETWEEN:
            span = (spans[-1][0], span[1], spans.pop()[2], span[3])
        spans.append(span)
    return spans


def touched_words(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share before and behind all that differs.

    A number that differs does so as a whole.
    """
    start, end = touched_part(old, new)
    differs = len(old) - start - end > 0 and len(new) - start - end > 0
    while differs and start and old[start - 1] in _JOINED:
        start -= 1
    while differs and end and old[-end] in _JOINED:
        end -= 1
    return start, end


def _told(change: Change, then: Evaluation, profile: Profile) -> ToldChange:
    parts = tuple(_told_part(part, then, profile) for part in change.parts)
    shown = [one for one in parts if one.part.path != "stated"] or list(parts)
    first = shown[0]
    field, brief = first.field, first.brief
    if len(shown) > 1:
        field = _common_name([one.part for one in shown], profile)
        brief = f"{first.field}{first.brief}等{len(shown)}处"
    return ToldChange(change, field, f"{KINDS.get(change.kind, '')}{brief}", tuple(shown))


def _told_part(part: Part, then: Evaluation, profile: Profile) -> Told:
    old, new = (in_words(part.path, value, profile) for value in (part.old, part.new))
    if part.path in TABLES:
        lines = list(_row_changes(part, profile))
        more = f"等{len(lines)}处" if len(lines) > 1 else ""
        brief = f"{lines[0]}{more}" if lines else "重排"
    else:
        brief = brief_change(old, new)
    return Told(part, _name(then, part.path, profile), old, new, brief)


def _common_name(parts: Sequence[Part], profile: Profile) -> str:
    """Return what the fields of several parts are called together: 6个指标的自评分."""
    steps = [parse_path(part.path) for part in parts]
    columns = {step.sub for step in steps if step.is_row_field}
    if len(columns) == 1 and all(step.is_row_field for step in steps):
        label = next((c.label for c in profile.columns if c.field in columns), "")
        return f"{len(parts)}个指标{f'的{label}' if label else ''}"
    return f"{len(parts)}处"


def _name(then: Evaluation, path: str, profile: Profile) -> str:
    try:
        fields.get(then, path)
        return fields.name_of(then, path, profile)
    except (FieldError, IndexError):  # a history that does not lead to this form
        step = parse_path(path)
        return f"第{(step.index or 0) + 1}行" if step.field in TABLES else path


def _row_changes(part: Part, profile: Profile) -> Iterator[str]:
    """Yield what became of the rows of a table."""
    old: Rows = part.old
    new: Rows = part.new
    places = follow(old, new)
    origins = {place: index for index, place in enumerate(places) if place is not None}
    for index, row in enumerate(new):
        if index not in origins:
            yield f"加了{_called(row, index)}"
    for index, row in enumerate(old):
        if places[index] is None:
            yield f"删了{_called(row, index)}"
    yield from _moves(old, origins, len(new))
    for place, index in origins.items():
        yield from _cell_changes(part.path, old[index], new[place], place, profile)


def _moves(old: Rows, origins: dict[int, int], count: int) -> Iterator[str]:
    """Yield which row was moved: the one without which the others keep their order."""
    order = [origins[place] for place in range(count) if place in origins]
    if order == sorted(order):
        return
    for index in order:
        rest = [other for other in order if other != index]
        if rest == sorted(rest):
            yield f"移动了{_called(old[index], index)}"
            return
    yield "重排了各行"


def _cell_changes(
    table: str, before: Any, after: Any, place: int, profile: Profile
) -> Iterator[str]:
    for field in type(after).model_fields:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            path = f"{table}[{place}].{field}"
            shown = brief_change(*(in_words(path, value, profile) for value in (old, new)))
            label = next((c.label for c in profile.columns if c.field == field), "")
            label = label or bare_label(profile, field)
            yield f"{_called(after, place)}的{label}{shown}"


def _called(row: Any, index: int) -> str:
    return f"「{row.name}」" if row.name else f"第{index + 1}行"


def _quoted(text: str) -> str:
    """Quote a text on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        half = _LONGEST // 2 - 1
        line = f"{line[:half]}...{line[-half:]}"
    return f"「{line}」"


def _put(evaluation: Evaluation, path: str, value: Any) -> Evaluation:
    try:
        return fields.replace(evaluation, path, value)
    except FieldError:
        return evaluation


def lines_of(told: Iterable[Told], profile: Profile) -> list[str]:
    """Return each part in a line; a table has a line for each row that changed."""
    lines: list[str] = []
    for one in told:
        if one.part.path in TABLES:
            lines += _row_changes(one.part, profile)
        else:
            lines.append(f"{one.field}：{one.brief}")
    return lines
