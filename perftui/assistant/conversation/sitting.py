"""`Sitting`, one call of the line mode: which form, its lock, the conversation, and how it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.assistant.conversation.arriving import Arrival, arrive, listed, rolled
from perftui.assistant.conversation.bringing_in import NotKeptError
from perftui.assistant.conversation.conversation import Conversation, Reply, Terms
from perftui.assistant.conversation.keeping import Keeper
from perftui.assistant.conversation.line_hands import LineHands
from perftui.assistant.conversation.making import aids_for, ranked
from perftui.assistant.conversation.reception import Reception
from perftui.assistant.language_model.switching import language_model
from perftui.assistant.parts import Explain, Fail, Part, Warn
from perftui.jobs.browsing import is_folder
from perftui.storage.atomic import clear_strays
from perftui.storage.document import Document
from perftui.storage.errors import StorageError, shown
from perftui.storage.holder import Holder, told, told_taken_over
from perftui.storage.lock import FormLock, clear_dead_locks
from perftui.storage.workspace import Workspace

if TYPE_CHECKING:
    from perftui.assistant.language_model.helper import Proposal
    from perftui.assistant.language_model.polishing import Request


_WAYS = (
    "要一起填，运行时加 --join，保存时自动合到一起；"
    "确知对方已经不在填，加 --take-over，由您接着填。"
)


class Ending(IntEnum):
    """How a sitting ended, as the exit status of the program."""

    COMPLETE = 0
    REFUSED = 2
    INCOMPLETE = 3
    LOCKED = 4
    NOT_SAVED = 5


@dataclass(frozen=True)
class Settings:
    """What was said when the sitting was called: which form, how it is made, how it is spoken.

    A form that somebody else is filling in is refused, unless one `joins` them or `takes_over`.
    """

    form: Path | None = None
    last_year: Path | None = None
    profile: str = ""
    is_brief: bool = False
    is_strict: bool = False
    joins: bool = False
    takes_over: bool = False


class SittingError(Exception):
    """A sitting that cannot begin. Its message is for the user, its `ending` for scripts."""

    def __init__(self, message: str, ending: Ending) -> None:
        super().__init__(message)
        self.ending = ending


class Sitting:
    """Takes line after line: first which form, then what is said about it."""

    def __init__(self, settings: Settings, today: date) -> None:
        self._settings = settings
        self._today = today
        self._reception: Reception | None = None
        self._lock: FormLock | None = None
        self._document: Document | None = None
        self._notices: list[str] = []
        self.conversation: Conversation | None = None

    @property
    def ending(self) -> Ending:
        """How it would end now."""
        talk = self.conversation
        if talk is None:
            return Ending.INCOMPLETE
        if talk.save_error:
            return Ending.NOT_SAVED
        return Ending.COMPLETE if talk.is_complete else Ending.INCOMPLETE

    def begin(self) -> Reply:
        """Open what was named, or ask which form; raises SittingError."""
        try:
            arrival = self._arrival()
        except NotKeptError as error:
            raise SittingError(str(error), Ending.NOT_SAVED) from None
        except StorageError as error:
            raise SittingError(str(error), Ending.REFUSED) from None
        if arrival is None:
            return self._reception.begin() if self._reception else Reply()
        if arrival.document is None:
            return self._receive(arrival.forms, Path(), arrival.parts)
        refusal = self._locked_out(arrival.document)
        if refusal:
            raise SittingError(refusal, Ending.LOCKED)
        return self._talk(arrival)

    def say(self, line: str) -> Reply:
        """Take a line of the user's."""
        if self.conversation is not None:
            return self._noticed(self.conversation.say_safely(line))
        assert self._reception is not None
        reply, arrival = self._reception.say(line)
        if arrival is None or arrival.document is None:
            return reply
        refusal = self._locked_out(arrival.document)
        if refusal:
            return Reply((Fail(refusal), *self._reception.begin().parts), is_understood=False)
        return self._talk(arrival)

    def finish(self, request: "Request", proposal: "Proposal") -> Reply:
        """Go on with what the language model has made of a text."""
        assert self.conversation is not None
        return self._noticed(self.conversation.finish(request, proposal))

    def put_by(self, line: str) -> Reply:
        """Keep a line that did not arrive as it was typed, without acting on it."""
        talk = self.conversation
        return talk.put_by(line) if talk else Reply(is_understood=False)

    def end(self) -> Reply:
        """Save and say what is missing: the input has ended."""
        if self.conversation is not None:
            return self._noticed(self.conversation.end())
        return Reply((Explain("没有选定自评表，什么也没有改。"),), is_over=True)

    def close(self) -> None:
        """Let go of the form, and give its lock back."""
        if self._document is not None:
            self._document.close()
        if self._lock is not None:
            self._lock.give_back()
        self._document = self._lock = None

    def _arrival(self) -> Arrival | None:
        """Open what was named; None where it is a folder, whose forms are then on the list."""
        form, last_year = self._settings.form, self._settings.last_year
        if last_year is not None:
            return self._rolled(last_year, form)
        if form is not None and not is_folder(form):
            return arrive(form, self._settings.profile)
        folder = form or Path()
        self._reception = Reception(
            listed(Workspace(folder).files()), folder, self._settings.profile
        )
        return None

    def _rolled(self, last_year: Path, form: Path | None) -> Arrival:
        profile = self._settings.profile
        if form is None or is_folder(form):
            return rolled(last_year, form or Path(), profile=profile)
        target = (
            form if form.name.endswith(".perf.json") else form.with_name(f"{form.name}.perf.json")
        )
        if form.exists() or target.exists():
            raise StorageError(f"「{shown(form)}」已经有了，接着填它就不用写 --from。")
        return rolled(last_year, target.parent, target, profile)

    def _receive(self, forms: Iterable[Path], folder: Path, parts: tuple[Part, ...]) -> Reply:
        self._reception = Reception(listed(forms), folder, self._settings.profile)
        begun = self._reception.begin()
        return replace(begun, parts=(*parts, *begun.parts))

    def _locked_out(self, document: Document) -> str:
        """Take the lock of a form; returns why it may not be filled in, "" if it may."""
        self._document = document
        if document.path is None:
            return ""
        lock = FormLock(document.path, self._lost)
        holder = lock.take()
        if holder is not None and self._settings.takes_over:
            holder = lock.take_over()
        if holder is not None and not self._settings.joins:
            self.close()
            return f"「{shown(document.path)}」：{told(holder, _now())}{_WAYS}"
        self._lock = lock
        if holder is not None:
            self._notices.append(f"{told(holder, _now())}一起填，保存时自动合到一起。")
        elif lock.took_over and not (lock.took_over.is_own and lock.took_over.is_gone):
            self._notices.append(told_taken_over(lock.took_over, _now()))
        clear_strays(document.path.parent)
        clear_dead_locks(document.path.parent)
        return ""

    def _lost(self, holder: Holder) -> None:
        who = holder.user or "别人"
        self._notices.append(f"这份表由 {who} 接管了。接着填也不会丢：保存时自动合到一起。")

    def _talk(self, arrival: Arrival) -> Reply:
        document, path = arrival.document, arrival.document.path if arrival.document else None
        assert document is not None and path is not None
        folder = path.parent
        aids = aids_for(document.evaluation, folder, path, self._today, self._notices.append)
        model = language_model()
        self.conversation = Conversation(
            document,
            ranked(aids, model),
            LineHands(folder, self._today),
            Keeper(path),
            Terms(saves=True, strict=self._settings.is_strict, model=model),
        )
        if self._settings.is_brief:
            self.conversation.state = replace(self.conversation.state, is_brief=True)
        status = (Explain(f"{model.status}。"),) if model.status else ()
        return self._noticed(self.conversation.begin(*status, *arrival.parts, asks=arrival.asks))

    def _noticed(self, reply: Reply) -> Reply:
        """Put before a reply what is to be told of rules and wording that could not be used."""
        notices, self._notices[:] = tuple(dict.fromkeys(self._notices)), []
        return replace(reply, parts=(*map(Warn, notices), *reply.parts)) if notices else reply


def _now() -> datetime:
    return datetime.now().astimezone()
