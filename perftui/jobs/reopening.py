"""What is said of a form that is opened again: what was found, was being typed, was changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from perftui.evaluation import fields
from perftui.evaluation.fields import FieldError
from perftui.evaluation.history.changes import PAUSE, changes_of, shortened
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.sources import FOUND_AGAIN
from perftui.evaluation.history.telling import tell, when
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.storage.taking_up import TakenUp

TALK = "talk"
"""By this name the line of the conversation is kept, which is no field of the form."""
_MOST_NAMED, _LONGEST_NAMED, _LONGEST = 3, 24, 16


@dataclass(frozen=True)
class Reopened:
    """What is said, a line each, "" where there is nothing to say.

    `recovered` is what was in no file, `elsewhere` what others have changed in the file meanwhile,
    `typing` what was being typed and not taken.
    """

    recovered: str = ""
    elsewhere: str = ""
    typing: str = ""

    @property
    def has_changes(self) -> bool:
        """Whether the form is another one than the user has left."""
        return bool(self.recovered or self.elsewhere)

    @property
    def lines(self) -> tuple[str, ...]:
        """What there is to say."""
        return tuple(filter(None, (self.recovered, self.elsewhere, self.typing)))


def reopened(found: TakenUp | None, profile: Profile, now: datetime) -> Reopened:
    """Say what was found when a form was opened; nothing of one that was closed well."""
    if found is None:
        return Reopened()
    outside = tuple(found.edits[: found.outside])
    return Reopened(
        _recovered(found.recovered, found.final, profile, now),
        _elsewhere(outside, found.held, profile),
        _typing(found, profile),
    )


def has_place(form: Evaluation, path: str, profile: Profile) -> bool:
    """Whether a path is one of a field that a form has, and that is typed into."""
    try:
        fields.get(form, path)
        fields.kind_of(path, profile)
    except FieldError:
        return False
    step = fields.parse_path(path)
    return (step.index is None) == (step.sub is None)


def _recovered(edits: Sequence[Edit], form: Evaluation, profile: Profile, now: datetime) -> str:
    names = tuple(_names(edits, form, profile))
    if not names:
        return ""
    times = [edit.time for edit in edits if edit.source != FOUND_AGAIN]
    last = f"，最后一处在{when(max(times), now.astimezone())}" if times else ""
    return f"上次没有正常退出，找回了没存上的{len(names)}处改动{last}。"


def _elsewhere(edits: Sequence[Edit], form: Evaluation, profile: Profile) -> str:
    names = tuple(_names(edits, form, profile))
    return f"这份表在别处改过{len(names)}处：{_named(names)}。" if names else ""


def _typing(found: TakenUp, profile: Profile) -> str:
    typing = found.typing
    if typing is None:
        return ""
    text = _shortened(" ".join(typing.text.split()))
    if typing.path == TALK:
        return f"对话里写了一半的「{text}」还没有说出。"
    if not has_place(found.final, typing.path, profile):
        return f"写了一半的「{text}」没有记下，它那一行已经不在了。"
    name = fields.name_of(found.final, typing.path, profile)
    return f"写了一半的「{text}」还没有记下：{_shortened(name)}。"


def _names(edits: Sequence[Edit], form: Evaluation, profile: Profile) -> Iterator[str]:
    """Yield what fields are called that edits have led to a form by, the latest first."""
    told = tell(changes_of(shortened(edits), PAUSE), form, profile)
    parts = (one for change in told for one in change.parts if one.part.path != "stated")
    yield from dict.fromkeys(one.field for one in parts)


def _named(names: Sequence[str]) -> str:
    """Return as many names as there is room for in a line, the first in any case."""
    shown = [_shortened(name) for name in names[:_MOST_NAMED]]
    while len(shown) > 1 and len("、".join(shown)) > _LONGEST_NAMED:
        shown.pop()
    return f"{'、'.join(shown)}{'等' if len(shown) < len(names) else ''}"


def _shortened(text: str) -> str:
    """Leave out the middle of a text that is long."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}..{text[-half:]}"
