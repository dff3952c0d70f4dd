"""The history of a form, kept in the user's data folder: one edit a line, as JSON.

A line that was torn when the power failed is passed over, and the next one begins below it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from perftui.evaluation.history.changes import shortened
from perftui.evaluation.history.edits import Edit, from_json, to_json
from perftui.storage.errors import StorageError, explain
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.user_data import data_folder
from perftui.storage.workspace import safe_stem

_FOLDER, _ENDING = "history", ".jsonl"
_TAIL = 65_536


class History:
    """The edits of one form, oldest first, in a file that only its user may read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of(cls, form: Path, folder: Path | None = None) -> "History":
        """Return the history of a form, which may be empty; `folder` is the user's data folder."""
        path = form.resolve()
        stem = safe_stem(path.name.removesuffix(SUFFIX))
        digest = sha256(os.fsencode(path)).hexdigest()[:16]
        return cls((folder or data_folder()) / _FOLDER / f"{stem}-{digest}{_ENDING}")

    def read(self) -> tuple[Edit, ...]:
        """Return all edits; raises StorageError."""
        found = map(from_json, _parsed(self._content(0)))
        return tuple(edit for edit in found if edit is not None)

    def last_step(self) -> int:
        """Return the highest step there is, 0 for none; looks at the end of the file only."""
        try:
            lines = list(_parsed(self._content(_TAIL))) or list(_parsed(self._content(0)))
        except StorageError:
            return 0
        steps = (line.get("step") for line in lines if isinstance(line, dict))
        return max((step for step in steps if type(step) is int), default=0)

    def append(self, edits: Iterable[Edit]) -> None:
        """Add edits, each run of typing as one; raises StorageError."""
        lines = [json.dumps(to_json(e), ensure_ascii=False) + "\n" for e in shortened(edits)]
        text = "".join(lines).encode("utf-8", "backslashreplace")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(b"\n" + text if self._is_torn() else text)
        except OSError as error:
            raise explain(error, self.file, "保存") from error

    def move(self, form: Path) -> None:
        """Follow a form that was moved or named anew; raises StorageError."""
        target = History.of(form, self.file.parent.parent).file
        try:
            if self.file.exists():
                self.file.replace(target)
        except OSError as error:
            raise explain(error, self.file, "移动") from error

    def _is_torn(self) -> bool:
        content = self._content(1)
        return bool(content) and content != b"\n"

    def _content(self, last: int) -> bytes:
        """Return the last bytes of the file, all of them for 0."""
        try:
            with self.file.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(size - last, 0) if last else 0)
                return file.read()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise explain(error, self.file, "读取") from error


def _parsed(content: bytes) -> Iterator[Any]:
    """Yield what the lines hold; a line that is not whole is passed over."""
    for line in content.split(b"\n"):
        try:
            if line.strip():
                yield json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            continue
