"""Figure 4: every state in which a cut of the power may leave the disk, and what is found then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Condition
from typing import Any

from benchmarks.soak.children import in_child
from benchmarks.soak.disk_states import Call, Disk
from benchmarks.soak.figures import Figure
from benchmarks.soak.rooms import Room, room, sample
from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.history import History

_PATIENCE = 20.0
_LONG = "部分工程未验收。"


@dataclass
class Recording:
    """The calls of a session, and what stood when: forms by number, and which of them is safe.

    At each place in the calls the form is at least number `safe`, and at most number `made`.
    """

    calls: list[Call] = field(default_factory=list)
    forms: list[Evaluation] = field(default_factory=list)
    made: list[tuple[int, int]] = field(default_factory=list)
    safe: list[tuple[int, int]] = field(default_factory=list)


class Recorder:
    """Does calls and notes them, one at a time."""

    def __init__(self) -> None:
        self.recording = Recording()
        self._condition = Condition()
        self._journal = -1
        self._noted = self._on_disk = 0
        self._is_named = False

    def __call__(self, name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        with self._condition:
            result = act()
            self.recording.calls.append((name, _plain(arguments), result))
            self._follow(name, arguments, result)
            self._condition.notify_all()
            return result

    def made(self, evaluation: Evaluation) -> None:
        """Note that an edit has made another form, and was written to the journal."""
        with self._condition:
            self.recording.forms.append(evaluation)
            self._noted = len(self.recording.forms) - 1
            self.recording.made.append((len(self.recording.calls), self._noted))

    def kept(self) -> None:
        """Note that the form as it is has been said to be saved."""
        with self._condition:
            self.recording.safe.append((len(self.recording.calls), self._noted))

    def wait_for_sync(self) -> None:
        """Wait until the journal has what was noted on the disk itself."""
        with self._condition:
            noted = self._noted
            self._condition.wait_for(lambda: self._on_disk >= noted, _PATIENCE)

    def _follow(self, name: str, arguments: tuple[Any, ...], result: Any) -> None:
        """Note when the journal has been synced, and its name."""
        if name == "make_new" and arguments[0].suffix == ".journal":
            self._journal, self._is_named = result, False
        elif name == "sync_content" and arguments[0] == self._journal:
            self._on_disk = self._noted if self._is_named else self._on_disk
        elif name == "sync_folder" and arguments[0].name == "journal":
            self._is_named = True
            self._on_disk = self._noted
        else:
            return
        self.recording.safe.append((len(self.recording.calls), self._on_disk))


def _plain(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(one) if isinstance(one, memoryview) else one for one in arguments)


Session = Callable[[Document, Recorder], None]


def first_session(document: Document, recorder: Recorder) -> None:
    """Type, save, go on, take back, put figures, save again, and leave with the last unsaved."""
    _type(document, recorder, "measures", _LONG)
    recorder.wait_for_sync()
    _type(document, recorder, "measures", f"{_LONG}甲，")
    _save(document, recorder)
    _type(document, recorder, "measures", f"{_LONG}甲，乙")
    _do(document, recorder, document.undo)
    _do(document, recorder, lambda: document.set("indicators[3].score", "5"))
    recorder.wait_for_sync()
    _do(document, recorder, lambda: document.set("indicators[4].remark", "晚于计划"))
    _save(document, recorder)
    _do(document, recorder, lambda: document.set("unit", "甲单位"))


def next_session(document: Document, recorder: Recorder) -> None:
    """Take over what the one before has left, go back into it, and save."""
    _do(document, recorder, document.undo)
    recorder.wait_for_sync()
    _type(document, recorder, "problems", "丁戊")
    _save(document, recorder)


def _type(document: Document, recorder: Recorder, path: str, text: str) -> None:
    there = document.show(path)
    begun = len(there) if text.startswith(there) else 0
    for end in range(begun + 1, len(text) + 1):
        _do(document, recorder, partial(document.type, path, text[:end]))


def _do(document: Document, recorder: Recorder, act: Callable[[], Any]) -> None:
    act()
    recorder.made(document.evaluation)


def _save(document: Document, recorder: Recorder) -> None:
    document.save()
    recorder.kept()


def record(form: Path, session: Session) -> Recording:
    """Record a session on a form; it ends as if the program had been killed."""
    recorder = Recorder()
    with disk.watched(recorder):
        document = Document.open(form, "李")
        recorder.made(document.evaluation)
        session(document, recorder)
    return recorder.recording


@dataclass(frozen=True)
class Cut:
    """What may be on the disk after a cut, and which forms may be found then."""

    files: dict[Path, bytes]
    least: int
    most: int


def cuts(before: dict[Path, bytes], recording: Recording) -> Iterator[Cut]:
    """Yield every state of the disk at every moment of a session, each once."""
    modelled = Disk(before)
    seen: set[tuple[int, int, int]] = set()
    for place in range(len(recording.calls) + 1):
        if place:
            modelled.do(recording.calls[place - 1])
        least = max((n for at, n in recording.safe if at <= place), default=0)
        # An edit whose record was just written may be there before it is noted.
        most = max((n for at, n in recording.made if at <= place), default=0) + 1
        for files in modelled.states():
            key = (hash(frozenset(files.items())), least, most)
            if key not in seen:
                seen.add(key)
                yield Cut(files, least, most)


def fault_in(here: Room, cut: Cut, forms: list[Evaluation]) -> str:
    """Open what a cut has left; returns what is wrong with it, "" for nothing."""
    here.put(cut.files)
    try:
        with disk.watched(_without_waiting):
            document = Document.open(here.form, "李")
    except StorageError as error:
        return f"unreadable: {error}"
    try:
        known = [_without_printed(form) for form in forms]
        found = _without_printed(document.evaluation)
        if found not in known[cut.least : cut.most + 1]:
            which = known.index(found) if found in known else "none"
            return f"form {which} instead of {cut.least} to {cut.most}"
        with disk.watched(_without_waiting):
            document.save()
        if History.of(here.form).audit().broken:
            return "the chain of the history is broken"
    finally:
        document.close(gives_up=True)
    return ""


def _without_printed(form: Evaluation) -> Evaluation:
    """Leave out what is forgotten, by a record of its own, of what a document had printed."""
    return form.model_copy(update={"stated": None})


def _without_waiting(name: str, _: tuple[Any, ...], act: Callable[[], Any]) -> Any:
    return None if name == "pause" else act()


def measure(*, short: bool = False, most: int = 0) -> Figure:
    """Cut the power everywhere in two sessions; `most` bounds how many states are tried of each."""
    states, faults = 0, []
    sessions = [first_session] if short else [first_session, next_session]
    with room(in_memory=True) as here:
        here.begin(sample(measures="", problems=""))
        for session in sessions:
            before = here.files()
            recording = in_child(record, here.form, session)
            after = here.files()
            found = list(cuts(before, recording))
            step = max(len(found) // most, 1) if most else 1
            for cut in found[::step]:
                states += 1
                if fault := fault_in(here, cut, recording.forms):
                    faults.append(fault)
            here.put(after)
    unreadable = sum(fault.startswith("unreadable") for fault in faults)
    return Figure(
        4,
        "modelled power cuts: unreadable forms, saved or synced edits lost",
        "0, 0",
        f"{unreadable}, {len(faults) - unreadable} in {states} states",
        not faults,
        "; ".join(sorted(set(faults))[:3]),
    )
