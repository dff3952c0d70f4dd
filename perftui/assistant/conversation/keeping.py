"""`Keeper`, which keeps with a form what is said about it, and brings it back."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from perftui.assistant.conversation.memory import notes_of, recalled
from perftui.assistant.conversation.recalling import last_words, transcript
from perftui.assistant.parts import Echo, Fail, Part, Warn
from perftui.assistant.speaking import lines
from perftui.assistant.state import State
from perftui.evaluation.safe_text import safe_text
from perftui.storage.atomic import write_atomic
from perftui.storage.conversation_file import ConversationFile, Utterance
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.user_data import login_name, typed_path
from perftui.storage.workspace import free_path

_TALK = r"(?:这次|本次|我们的)?(?:对话|聊天)(?:记录)?"
_STORE = r"(?:保?存|导出)(?:下来|起来|一下|成文件)?"
_WISH = re.compile(
    rf"[/／、]?\s*(?:请|帮我)?(?:{_STORE}{_TALK}|把{_TALK}{_STORE}|{_TALK}{_STORE})"
    r"(?:[\s到为成：:]+(?P<name>\S.*))?"
)


def wished_transcript(line: str) -> str | None:
    """Return the file that a line wants the conversation stored in; "" for any, None for none."""
    match = _WISH.fullmatch(" ".join(safe_text(line).split()))
    return None if match is None else match["name"] or ""


class Keeper:
    """Notes each line of the user's at once, and the answer with what is to be remembered."""

    def __init__(self, form: Path, folder: Path | None = None, who: str | None = None) -> None:
        """`folder` is the user's data folder."""
        self._form = form
        self._file = ConversationFile.of(form, folder)
        self._who = login_name() if who is None else who
        self._before: tuple[Utterance, ...] | None = None
        self._noted: State | None = None
        self._is_answering = False
        self._error = ""
        self._told = ""

    @property
    def has_past(self) -> bool:
        """Whether anything was said about the form before."""
        return bool(self._past())

    def recall(self, state: State) -> State:
        """Return a state that knows what was said before."""
        self._noted = recalled(state, self._past())
        return self._noted

    def last_words(self, now: datetime) -> tuple[str, ...]:
        """Return in a few lines what was said last, when the conversation began."""
        return last_words(self._past(), now)

    def hear(self, line: str, now: datetime) -> None:
        """Note what the user said."""
        self._is_answering = True
        self._add([Utterance(now, self._who, tuple(safe_text(line).split("\n")))])

    def go_on(self) -> None:
        """Take what is said next for a further answer to what the user said."""
        self._is_answering = True

    def answer(self, parts: Iterable[Part], state: State, now: datetime) -> tuple[Part, ...]:
        """Note what was answered to the user; returns what is to be told if it cannot be kept."""
        if self._is_answering:
            notes = notes_of(state, self._noted or State(state.evaluation))
            self._noted = state
            self._is_answering = False
            self._add([Utterance(now, "", tuple(lines(parts)), notes, is_users=False)])
        if self._error and self._error != self._told:
            self._told = self._error
            return (Warn(f"{self._error}对话没有留下来，填的表不受影响。"),)
        return ()

    def transcript(self, name: str) -> str:
        """Return all that was said as text; raises StorageError."""
        return transcript(self._file.read(), name)

    def store(self, wished: str, name: str) -> tuple[Part, ...]:
        """Write all that was said into a file, beside the form if none is named; says where."""
        if wished:
            path = self._form.parent / typed_path(wished)
        else:
            stem = f"{self._form.name.removesuffix(SUFFIX)}-对话"
            path = free_path(self._form.parent, stem, ".txt")
        try:
            if path.exists():
                return (Fail(f"「{shown(path)}」已经有了，没有覆盖；请换一个名字。"),)
            write_atomic(path, self.transcript(name).encode("utf-8", "replace"))
        except (StorageError, OSError, ValueError) as error:
            return (Fail(str(error)),)
        return (Echo(f"对话存到了「{shown(path)}」。"),)

    def _past(self) -> tuple[Utterance, ...]:
        if self._before is None:
            try:
                self._before = self._file.read()
            except StorageError as error:
                self._before, self._error = (), str(error)
        return self._before

    def _add(self, utterances: list[Utterance]) -> None:
        try:
            self._file.append(utterances)
        except StorageError as error:
            self._error = str(error)
