"""`Room`, a form in a folder of its own, with a user's data folder of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import SUFFIX, load, save

_IN_MEMORY = Path("/dev/shm")
_DATA = "PERFTUI_DATA"


@dataclass(frozen=True)
class Room:
    """The folder `top` holds the form, in a folder beside that of the user's data."""

    top: Path

    @property
    def form(self) -> Path:
        return self.top / "forms" / f"表{SUFFIX}"

    @property
    def data(self) -> Path:
        return self.top / "data"

    def begin(self, evaluation: Evaluation) -> None:
        """Have the form there as if it had been copied here, and no data yet."""
        self.clear()
        self.form.parent.mkdir(parents=True)
        save(evaluation, self.form)

    def clear(self) -> None:
        for path in self.top.iterdir():
            shutil.rmtree(path)

    def files(self) -> dict[Path, bytes]:
        """Return all files and what they hold."""
        return {path: path.read_bytes() for path in self.top.rglob("*") if path.is_file()}

    def put(self, files: dict[Path, bytes]) -> None:
        """Have just these files there."""
        self.clear()
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@contextmanager
def room(*, in_memory: bool = False) -> Iterator[Room]:
    """Yield a room, its data folder being the user's; `in_memory` where no disk is needed."""
    where = _IN_MEMORY if in_memory and _IN_MEMORY.is_dir() else None
    before = os.environ.get(_DATA)
    with tempfile.TemporaryDirectory(prefix="soak-", dir=where, ignore_cleanup_errors=True) as name:
        made = Room(Path(name).resolve())
        os.environ[_DATA] = str(made.data)
        try:
            yield made
        finally:
            os.environ.pop(_DATA)
            if before is not None:
                os.environ[_DATA] = before


def sample(name: str = "人才大厦", **changed: object) -> Evaluation:
    """Return one of the real forms."""
    (path,) = sample_projects().glob(f"2019-*{name}*{SUFFIX}")
    return load(path).model_copy(update=changed)
