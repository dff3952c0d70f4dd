"""The conversation about a form, kept in the user's data folder: one utterance a line, as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from perftui.evaluation.safe_text import safe_text
from perftui.storage.form_data import CONVERSATIONS
from perftui.storage.form_log import FormLog


@dataclass(frozen=True)
class Utterance:
    """What the user or the assistant said: when, who, in which lines.

    `who` may be "" where the system does not tell. `notes` is what else is to be known when the
    conversation goes on, as plain data.
    """

    time: datetime
    who: str
    lines: tuple[str, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)
    is_users: bool = True


class ConversationFile(FormLog):
    """What was said about one form, oldest first."""

    KIND: ClassVar[tuple[str, str]] = CONVERSATIONS

    def read(self) -> tuple[Utterance, ...]:
        """Return all that was said; raises StorageError."""
        found = map(_from_json, self._entries())
        return tuple(one for one in found if one is not None)

    def append(self, utterances: Iterable[Utterance]) -> None:
        """Add what was said; raises StorageError."""
        self._add(map(_to_json, utterances))


def _to_json(one: Utterance) -> dict[str, Any]:
    data: dict[str, Any] = {"time": one.time.isoformat(timespec="seconds")}
    if one.is_users:
        data["who"] = one.who
    data["lines"] = list(one.lines)
    return {**data, "notes": dict(one.notes)} if one.notes else data


def _from_json(data: object) -> Utterance | None:
    """Return the utterance that plain data holds; None for what is none."""
    if not isinstance(data, Mapping):
        return None
    try:
        time = datetime.fromisoformat(data["time"])
        lines, who, notes = data["lines"], data.get("who"), data.get("notes", {})
    except (KeyError, TypeError, ValueError):
        return None
    if time.tzinfo is None or not isinstance(lines, list) or not isinstance(notes, dict):
        return None
    said = tuple(" ".join(safe_text(str(line)).split("\n")) for line in lines)
    name = "" if who is None else " ".join(safe_text(str(who)).split())
    return Utterance(time, name, said, notes, is_users=who is not None)
