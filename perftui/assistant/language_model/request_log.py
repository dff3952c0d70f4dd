"""One line a request to a language model: when, where, what kind of thing; never what was said."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from perftui import disk
from perftui.assistant.language_model.queries import Query

FILE = "language_model.jsonl"


def _now() -> datetime:
    return datetime.now(UTC)


class RequestLog:
    """A file to which each request adds a line."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = _now) -> None:
        self._file = folder / FILE
        self._now = now

    def prepare(self) -> None:
        """See that a line can be added; raises OSError. What cannot be noted must not be sent."""
        disk.make_folder(self._file.parent)
        disk.close(disk.append_to(self._file))

    def note(self, address: str, query: Query, answered: str, received: int, fault: str) -> None:
        """Add the line of a request; raises OSError."""
        line = {
            "time": self._now().isoformat(timespec="seconds"),
            "address": address,
            "level": query.level.value,
            "fields": query.fields,
            "sent": len(query.body),
            "received": received,
            "sent_sha256": sha256(query.body).hexdigest(),
            "answer_sha256": sha256(answered.encode("utf-8", "replace")).hexdigest(),
            "fault": fault,
        }
        file = disk.append_to(self._file)
        try:
            disk.write(file, f"{json.dumps(line, ensure_ascii=False)}\n".encode())
        finally:
            disk.close(file)
