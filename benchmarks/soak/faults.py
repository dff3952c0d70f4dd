"""Figure 6: each call of a session made to fail, with each error, once and from then on."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from errno import EACCES, EDQUOT, EINTR, EIO, ENOSPC, EROFS
from itertools import cycle, product
from traceback import format_exc
from typing import Any

from benchmarks.soak.children import in_child
from benchmarks.soak.figures import Figure, all_of
from benchmarks.soak.rooms import Room, room, sample
from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load

ERRORS = (ENOSPC, EIO, EACCES, EROFS, EINTR, EDQUOT)
_WRITES = {"write": 1, "write_at": 2}
_ON_THE_WAY_BACK = ("close", "remove")
"""What fails when it was done, or is not what a full or a closed disk refuses."""


class Faults:
    """Has the n-th call fail, and the following ones too if the fault is to last."""

    def __init__(self, first: int, number: int, *, lasts: bool) -> None:
        self._first = first
        self._number = number
        self._lasts = lasts
        self.count = 0
        self.failed = ""

    def __call__(self, name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        if name == "pause":  # here nobody else is at work who would have to be waited for
            return None
        self.count += 1
        is_due = self.count == self._first
        if self._lasts and self.count > self._first:
            is_due = name not in _ON_THE_WAY_BACK and not name.startswith("read")
        if not is_due:
            return act()
        self.failed = self.failed or name
        if name == "close":
            act()
        elif name in _WRITES:
            _write_half(arguments, _WRITES[name])
        raise OSError(self._number, os.strerror(self._number))


@dataclass
class Told:
    """What a session came to: where a call failed, what was told, what was held at its end."""

    calls: int = 0
    failed: str = ""
    said: list[str] = field(default_factory=list)
    unexpected: str = ""
    saved: list[Evaluation] = field(default_factory=list)
    held: Evaluation | None = None


def session(here: Room, faults: Faults, *, tries_again: bool) -> Told:
    """Open, type, save, type, save, close, open, type, and save if what was typed is in no file."""
    told = Told()
    try:
        with disk.watched(faults):
            document = _opened(here, told)
            if document is not None:
                _fill_in(document, told)
                document.close()
                document = _opened(here, told) or document
                document.type("measures", "再开以后又写了一句。")
                told.held = document.evaluation
                if document.journal_error:
                    told.said.append(document.journal_error)
        if tries_again and document is not None:
            document.save()
            told.saved.append(document.evaluation)
    except Exception:
        told.unexpected = format_exc()
    told.calls, told.failed = faults.count, faults.failed
    return told


def _opened(here: Room, told: Told) -> Document | None:
    try:
        return Document.open(here.form, "李")
    except StorageError as error:
        told.said.append(str(error))
        return None


def _fill_in(document: Document, told: Told) -> None:
    for path, text in (("measures", "加快验收。"), ("problems", "验收晚于计划。")):
        for end in range(1, len(text) + 1):
            document.type(path, text[:end])
        document.set("indicators[3].score", str(len(text)))
        try:
            document.save()
            told.saved.append(document.evaluation)
        except StorageError as error:
            told.said.append(str(error))
        if document.history_error:
            told.said.append(document.history_error)


def fault_after(here: Room, before: Evaluation, told: Told) -> str:
    """Look at what a session has left; returns what is wrong, "" for nothing."""
    if told.unexpected:
        return told.unexpected.strip().splitlines()[-1]
    forms = [before, *told.saved]
    try:
        load(here.form)
        found = Document.open(here.form, "李")
    except StorageError as error:
        return f"the form is not whole: {error}"
    found.close(gives_up=True)
    if found.evaluation == (told.held or before):
        return ""
    if not told.said:
        return "what was typed is gone, and nothing was said"
    return "" if _holds_all(found.evaluation, forms[-1]) else "what was saved is gone"


def _holds_all(found: Evaluation, saved: Evaluation) -> bool:
    """Whether a form has what was saved, and perhaps some of what was typed since."""
    return all(
        getattr(found, name).startswith(getattr(saved, name)) for name in ("measures", "problems")
    )


def _trials(calls: int, *, short: bool) -> Iterator[tuple[int, int, bool]]:
    if short:
        places = range(1, calls + 1, 2)
        yield from zip(places, cycle(ERRORS), cycle((False, False, True)))
    else:
        yield from product(range(1, calls + 1), ERRORS, (False, True))


def _write_half(arguments: tuple[Any, ...], place: int) -> None:
    content = arguments[place]
    half = bytes(content[: len(content) // 2])
    if place == _WRITES["write_at"]:
        os.lseek(arguments[0], arguments[1], os.SEEK_SET)
    os.write(arguments[0], half)


def measure(*, short: bool = False) -> Figure:
    """Make each call fail, and look what the session has left each time."""
    form = sample(measures="", problems="")
    wrong: dict[str, str] = {}
    tried = 0
    with room(in_memory=True) as here:
        here.begin(form)
        whole = here.files()
        calls = in_child(_dry, here).calls
        for number, error, lasts in _trials(calls, short=short):
            here.put(whole)
            faults = Faults(number, error, lasts=lasts)
            told = in_child(_run, here, faults, tried % 2 == 0)
            tried += 1
            if fault := fault_after(here, form, told):
                wrong.setdefault(f"{told.failed}: {fault}", f"call {number}, error {error}")
    return Figure(
        6,
        f"each of {calls} calls of a session failing with each of {len(ERRORS)} errors: "
        "previous form whole, nothing but a sentence, what was typed still there",
        "100 %",
        all_of(tried - len(wrong), tried),
        not wrong,
        "; ".join(f"{fault} ({where})" for fault, where in sorted(wrong.items())[:3]),
    )


def _dry(here: Room) -> Told:
    return session(here, Faults(0, 0, lasts=False), tries_again=False)


def _run(here: Room, faults: Faults, tries_again: bool) -> Told:
    return session(here, faults, tries_again=tries_again)
