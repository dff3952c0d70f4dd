"""Steps taken back and done again, and what came back with them, in words."""

from collections.abc import Iterator, Sequence

from perftui.assistant.parts import Echo, Explain, Part
from perftui.evaluation.history.changes import changes_of
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.row_tracking import TABLES
from perftui.evaluation.history.telling import Told, lines_of, tell
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.storage.document import Document

_MOST, _LONGEST = 3, 40


def walk(document: Document, steps: int) -> tuple[Part, ...]:
    """Take so many steps back, or do them again where it is negative, and say what came of it."""
    is_back, wanted = steps > 0, abs(steps)
    verb = "撤销" if is_back else "重做"
    said: list[Part] = []
    while len(said) < wanted and (words := _step(document, is_back=is_back)) is not None:
        said.append(Echo(f"{verb}了：{'，'.join(words) or '一步'}。"))
    if len(said) < wanted:
        only = f"只{verb}了{len(said)}步，" if said else ""
        said.append(Explain(f"{only}没有可以{verb}的了。"))
    return tuple(said)


def _step(document: Document, *, is_back: bool) -> tuple[str, ...] | None:
    """Walk one step; returns what became of the form in words, None where there is no step."""
    before, form = document.edits, document.evaluation
    if (document.undo if is_back else document.redo)() is None:
        return None
    after = document.edits
    if is_back:
        return _told(before[len(after) :], form, document.profile, is_back=True)
    return _told(after[len(before) :], document.evaluation, document.profile, is_back=False)


def _told(
    edits: Sequence[Edit], form: Evaluation, profile: Profile, *, is_back: bool
) -> tuple[str, ...]:
    """Say what edits have made of a form that are taken back, or in force again.

    `form` is the one with these edits in force.
    """
    parts = [one for change in tell(changes_of(edits), form, profile) for one in change.parts]
    lines = [line for part in parts for line in _lines(part, profile, is_back=is_back)]
    more = len(lines) - _MOST
    return (*lines[:_MOST], f"等{len(lines)}处") if more > 0 else tuple(lines)


def _lines(one: Told, profile: Profile, *, is_back: bool) -> Iterator[str]:
    old, new = (one.new, one.old) if is_back else (one.old, one.new)
    verb = "改回" if is_back else "改为"
    if one.part.path in TABLES:
        yield from (f"收回{line}" if is_back else line for line in lines_of([one], profile))
    elif len(old) + len(new) <= _LONGEST and "\n" not in old + new:
        yield f"{one.field}由 {old or '空白'} {verb} {new or '空白'}"
    else:
        yield f"{one.field}{verb}{f'「{_cut(new)}」' if new else '空白'}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    half = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[:half]}……{line[-half:]}"
