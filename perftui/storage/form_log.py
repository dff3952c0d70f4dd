"""`FormLog`, what is noted of one form in the user's data folder: an entry a line, as JSON.

A line that was torn when the power failed is passed over, and the next one begins below it.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, Self

from perftui import disk
from perftui.storage.errors import explain
from perftui.storage.form_data import place_of

_TAIL = 65_536


class FormLog:
    """The entries of one form, oldest first, in a file that only its user may read.

    Each kind of log has a `KIND`, a folder of its own among the user's data.
    """

    KIND: ClassVar[tuple[str, str]]

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of(cls, form: Path, folder: Path | None = None) -> Self:
        """Return the log of a form, which may be empty; `folder` is the user's data folder."""
        return cls(place_of(form, cls.KIND, folder))

    def _entries(self, most: int = -1) -> Iterator[Any]:
        """Yield what all lines hold, or those in the first so many bytes; raises StorageError."""
        return _parsed(self._content(most))

    def _last_entries(self) -> list[Any]:
        """Return what the last lines hold, or all where those are torn; raises StorageError."""
        return list(_parsed(self._content(_TAIL, of_end=True))) or list(self._entries())

    def _add(self, entries: Iterable[Any], *, synced: bool = False) -> None:
        """Add entries, plain data each; `synced`: on the disk itself. Raises StorageError."""
        lines = [json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries]
        text = "".join(lines).encode("utf-8", "backslashreplace")
        try:
            disk.make_folder(self.file.parent, 0o700)
            is_new = not self.file.exists()
            file = disk.append_to(self.file)
            try:
                disk.write(file, b"\n" + text if self._is_torn() else text)
                if synced:
                    disk.sync(file)
            finally:
                disk.close(file)
            if synced and is_new:
                with suppress(OSError):
                    disk.sync_folder(self.file.parent)
        except OSError as error:
            raise explain(error, self.file, "保存") from error

    def _is_torn(self) -> bool:
        content = self._content(1, of_end=True)
        return bool(content) and content != b"\n"

    def _content(self, most: int, *, of_end: bool = False) -> bytes:
        """Return the first bytes of the file, or the last ones; all of them for -1."""
        try:
            return disk.read_end(self.file, most) if of_end else disk.read(self.file, most)
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
