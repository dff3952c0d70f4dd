"""`FormLog`, what is noted of one form in the user's data folder: an entry a line, as JSON.

A line that was torn when the power failed is passed over, and the next one begins below it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Self

from perftui.storage.errors import StorageError, explain
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.user_data import data_folder
from perftui.storage.workspace import safe_stem

_ENDING = ".jsonl"
_TAIL = 65_536


class FormLog:
    """The entries of one form, oldest first, in a file that only its user may read.

    Each kind of log has a `FOLDER` of its own among the user's data.
    """

    FOLDER: ClassVar[str]

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of(cls, form: Path, folder: Path | None = None) -> Self:
        """Return the log of a form, which may be empty; `folder` is the user's data folder."""
        path = form.resolve()
        stem = safe_stem(path.name.removesuffix(SUFFIX))
        digest = sha256(os.fsencode(path)).hexdigest()[:16]
        return cls((folder or data_folder()) / cls.FOLDER / f"{stem}-{digest}{_ENDING}")

    def move(self, form: Path) -> None:
        """Follow a form that was moved or named anew; raises StorageError."""
        target = type(self).of(form, self.file.parent.parent).file
        try:
            if self.file.exists():
                self.file.replace(target)
        except OSError as error:
            raise explain(error, self.file, "移动") from error

    def _entries(self) -> Iterator[Any]:
        """Yield what all lines hold; raises StorageError."""
        return _parsed(self._content(0))

    def _last_entries(self) -> list[Any]:
        """Return what the last lines hold, or all where those are torn; raises StorageError."""
        return list(_parsed(self._content(_TAIL))) or list(self._entries())

    def _add(self, entries: Iterable[Any]) -> None:
        """Add entries, plain data each; raises StorageError."""
        lines = [json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries]
        text = "".join(lines).encode("utf-8", "backslashreplace")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(b"\n" + text if self._is_torn() else text)
        except OSError as error:
            raise explain(error, self.file, "保存") from error

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


def follow(form: Path, target: Path, logs: Iterable[type[FormLog]]) -> None:
    """Let logs of a form follow it to its new path; what cannot follow stays behind.

    What was done to a form, and said of it, is not worth leaving the form behind.
    """
    for log in logs:
        try:
            log.of(form).move(target)
        except StorageError:
            continue


def _parsed(content: bytes) -> Iterator[Any]:
    """Yield what the lines hold; a line that is not whole is passed over."""
    for line in content.split(b"\n"):
        try:
            if line.strip():
                yield json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            continue
