"""The lines of a journal: a checksum and a record as JSON; of a text only what has changed.

Pure: what is read and written here are bytes.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

from perftui.evaluation import fields
from perftui.evaluation.fields import FieldError
from perftui.evaluation.history.edits import Edit, from_json, to_json
from perftui.evaluation.history.taking_back import touched_part
from perftui.evaluation.model import Evaluation

_CHECKSUM = 8


@dataclass(frozen=True)
class Begin:
    """The head of a journal: whose it is, of which form, and what the form's file held then.

    `pid` and `started` tell the process on the machine `host`.
    """

    form: str
    base: Evaluation
    host: str
    pid: int
    started: str


@dataclass(frozen=True)
class Typing:
    """What is being typed into a field and has not been taken yet; "" once it is done with."""

    path: str
    text: str


@dataclass(frozen=True)
class Saving:
    """From here on the form's file may hold the first so many edits; `digest` is of its content."""

    edits: int
    digest: str


@dataclass(frozen=True)
class Saved:
    """The form's file and its history hold the first so many edits."""

    edits: int


@dataclass(frozen=True)
class Left:
    """The form was let go of, what was done to it being in no file."""


Record = Begin | Edit | Typing | Saving | Saved | Left


def line_of(record: Record, above: bytes = b"") -> bytes:
    """Return a record as a line; its checksum goes on from that of the line above."""
    text = json.dumps(_data(record), ensure_ascii=False, separators=(",", ":"))
    content = text.encode("utf-8", "backslashreplace")
    return b"%s %s\n" % (_checksum(content, above), content)


def records_in(content: bytes) -> Iterator[Record]:
    """Yield the records of a journal, up to the first line that is not whole, or of another one.

    What a record leaves out is known from those above it. A journal without a head has no records.
    """
    form: Evaluation | None = None
    above = b""
    for line in content.split(b"\n")[:-1]:  # what has no end was torn
        checksum, _, data = line.partition(b" ")
        record = _record(data, form) if checksum == _checksum(data, above) else None
        if record is None:
            return
        above = line
        if isinstance(record, Begin):
            form = record.base
        elif isinstance(record, Edit) and form is not None:
            form = fields.replace(form, record.path, record.new)
        yield record


def _data(record: Record) -> dict[str, Any]:
    data: dict[str, Any]
    match record:
        case Begin():
            base = record.base.model_dump(mode="json")
            place = {"host": record.host, "pid": record.pid, "started": record.started}
            data = {"begin": record.form, "base": base, **place}
        case Typing():
            data = {"typing": record.path, "text": record.text}
        case Saving():
            data = {"saving": record.edits, "digest": record.digest}
        case Saved():
            data = {"saved": record.edits}
        case Left():
            data = {"left": True}
        case Edit(old=str(old), new=str(new)):
            data = _text_edit(record, old, new)
        case Edit():
            data = to_json(record)
    return data


_MARKS: Mapping[str, Callable[[Mapping[str, Any]], Record]] = {
    "typing": lambda data: Typing(data["typing"], data["text"]),
    "saving": lambda data: Saving(data["saving"], data["digest"]),
    "saved": lambda data: Saved(data["saved"]),
    "left": lambda data: Left(),
}


def _text_edit(edit: Edit, old: str, new: str) -> dict[str, Any]:
    """Say of a text where it has changed, how many characters went, and which came."""
    start, end = touched_part(old, new)
    data: dict[str, Any] = {
        "time": edit.time.isoformat(timespec="milliseconds"),
        "who": edit.who,
        "path": edit.path,
        "at": start,
        "gone": len(old) - start - end,
        "came": new[start : len(new) - end],
        "step": edit.step,
    }
    return {**data, "kind": edit.kind, "source": edit.source}


def _checksum(content: bytes, above: bytes) -> bytes:
    return b"%08x" % crc32(content, int(above[:_CHECKSUM] or b"0", 16))


def _record(content: bytes, form: Evaluation | None) -> Record | None:
    """Return what a line holds, None for what is none or cannot follow upon the form."""
    try:
        data = json.loads(content)
        if form is None:
            base = Evaluation.model_validate(data["base"])
            return Begin(data["begin"], base, data["host"], data["pid"], data["started"])
        marks = [make(data) for name, make in _MARKS.items() if name in data]
        if marks:
            return marks[0]
        return from_json(data) if "at" not in data else _edited(data, form)
    except (ValueError, KeyError, TypeError, RecursionError, FieldError, IndexError):
        return None


def _edited(data: Mapping[str, Any], form: Evaluation) -> Edit | None:
    path, start = data["path"], data["at"]
    old = fields.get(form, path)
    if not isinstance(old, str) or start + data["gone"] > len(old):
        return None
    new = old[:start] + data["came"] + old[start + data["gone"] :]
    time = datetime.fromisoformat(data["time"])
    who, step = data["who"], data["step"]
    return Edit(time, who, path, old, new, step, data["kind"], data["source"])
