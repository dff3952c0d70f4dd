"""The shelves of a workspace: the forms in use, those put away, those thrown away.

A form is put on another shelf by moving its file. No file is ever written over, and none leaves
the folder.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from perftui import disk
from perftui.storage.errors import StorageError, explain, shown
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.form_data import follow, forget
from perftui.storage.workspace import (
    ARCHIVE_FOLDER,
    TRASH_FOLDER,
    Workspace,
    free_path,
    is_form,
    make_folder,
)

_TRIES = 100


class Shelf(Enum):
    """A shelf: what people call it, and its folder inside that of the forms."""

    IN_USE = ("在用", "")
    ARCHIVE = ("归档", ARCHIVE_FOLDER)
    TRASH = ("回收站", TRASH_FOLDER)

    @property
    def label(self) -> str:
        """What people call it."""
        return self.value[0]


@dataclass(frozen=True)
class Move:
    """A file that was moved: from where, to where."""

    old: Path
    new: Path


class Shelves:
    """The shelves of a folder of forms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def workspace(self, shelf: Shelf) -> Workspace:
        """Return a shelf as a workspace of its own."""
        return Workspace(self._folder(shelf))

    def files(self, shelf: Shelf) -> list[Path]:
        """Return the files of a shelf, none where it was never used; raises StorageError."""
        if shelf is not Shelf.IN_USE and not self._folder(shelf).is_dir():
            return []
        return self.workspace(shelf).files()

    def counts(self) -> dict[Shelf, int]:
        """Return how many forms are on each shelf; one that is closed counts as empty."""
        return {shelf: _count(self._folder(shelf)) for shelf in Shelf}

    def shelf_of(self, path: Path) -> Shelf | None:
        """Return the shelf a file is on."""
        return next((shelf for shelf in Shelf if self._folder(shelf) == path.parent), None)

    def move(self, path: Path, shelf: Shelf) -> Move:
        """Put a form on another shelf, numbered where its name is taken; raises StorageError."""
        folder = self._folder(shelf)
        make_folder(folder)
        if folder.resolve().parent != self.folder.resolve() and shelf is not Shelf.IN_USE:
            raise StorageError(f"「{shown(folder)}」是指向别处的链接，没有移动；请先改掉它的名字。")
        return Move(path, _move(path, folder, path.name.removesuffix(SUFFIX)))

    def move_back(self, move: Move) -> Path:
        """Put a form back where it was, beside what has taken its name; raises StorageError."""
        make_folder(move.old.parent)
        return _move(move.new, move.old.parent, move.old.name.removesuffix(SUFFIX))

    def discard(self, paths: Iterable[Path]) -> None:
        """Delete forms that are in the trash for good; raises StorageError."""
        for path in paths:
            if self.shelf_of(path) is not Shelf.TRASH:
                raise StorageError(f"「{shown(path)}」不在回收站里，没有删除。")
            try:
                disk.remove(path)
            except OSError as error:
                raise explain(error, path, "删除") from error
            forget(path)

    def _folder(self, shelf: Shelf) -> Path:
        return self.folder / shelf.value[1]


def _count(folder: Path) -> int:
    try:
        return sum(map(is_form, folder.iterdir()))
    except OSError:
        return 0


def _move(path: Path, folder: Path, stem: str) -> Path:
    """Move a file to the first free name; another program may take one while we look."""
    for _ in range(_TRIES):
        target = free_path(folder, stem, SUFFIX)
        try:
            disk.rename(path, target)
        except FileExistsError:
            continue
        except OSError as error:
            raise explain(error, path, "移动") from error
        follow(path, target)
        return target
    raise StorageError(f"不能移动「{shown(path)}」：同名的文件太多，请换一个名字。")
