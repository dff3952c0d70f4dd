"""A model of a disk that loses its power: what may be there then, after calls of `perftui.disk`.

What was synced is there. Of what was written to a file since, any part may be there: each write
alone, half of the last one, or room for it that reads as zeros. Of the names made, changed and
removed in a folder since that was synced, any may have been. A call itself, such as a rename, is
done or not. Stricter than the journalled file systems in use, which keep the order of names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any, NamedTuple

_MOST_SUBSETS = 6
_STATES_OF_A_MOMENT = 600

Call = tuple[str, tuple[Any, ...], Any]
"""The name of a call, its arguments, and what it returned."""


class Write(NamedTuple):
    """Bytes on their way to a place in a file; `content` of None is room that reads as zeros."""

    start: int
    content: bytes | None
    size: int

    def on(self, old: bytes) -> bytes:
        """Return what a file holds with it."""
        end = self.start + self.size
        padded = old.ljust(end, b"\0")
        if self.content is None:
            return padded
        return padded[: self.start] + self.content + padded[end:]


@dataclass
class File:
    """What a file holds for sure, and what was written since."""

    synced: bytes = b""
    pending: list[Write] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        return _written(self.synced, self.pending)

    def sync(self) -> None:
        self.synced, self.pending = self.content, []

    def states(self) -> set[bytes]:
        """Return all that it may hold after a cut."""
        found = {_written(self.synced, part) for part in _subsets(self.pending)}
        for number, write in enumerate(self.pending):
            if write.content is not None:
                half = write.size // 2
                torn = Write(write.start, write.content[:half], half)
                zeros = Write(write.start, None, write.size)
                before = self.pending[:number]
                found |= {_written(self.synced, [*before, last]) for last in (torn, zeros)}
        return found


class Naming(NamedTuple):
    """A change of a folder: `name` is now that of a file, and `gone` is nobody's any more."""

    name: str
    file: File | None
    gone: str = ""


@dataclass
class Folder:
    """The names in a folder that are there for sure, and what became of them since."""

    synced: dict[str, File] = field(default_factory=dict)
    pending: list[Naming] = field(default_factory=list)

    @property
    def names(self) -> dict[str, File]:
        return _named(self.synced, self.pending)

    def sync(self) -> None:
        self.synced, self.pending = self.names, []

    def states(self) -> list[dict[str, File]]:
        """Return all names that may be there after a cut."""
        return [_named(self.synced, part) for part in _subsets(self.pending)]


class Disk:
    """A disk, as calls change it."""

    def __init__(self, files: Mapping[Path, bytes]) -> None:
        """Begin with files that are there for sure."""
        self.folders: dict[Path, Folder] = {}
        self._made: set[Path] = set()
        self._open: dict[int, File] = {}
        for path, content in files.items():
            self._folder(path.parent).synced[path.name] = File(content)

    def do(self, call: Call) -> None:
        """Do a call."""
        name, arguments, result = call
        act = getattr(self, f"_{name}", None)
        if act is not None:
            act(result, *arguments)

    def states(self) -> Iterator[dict[Path, bytes]]:
        """Yield what may be on the disk after a cut; of very many states some."""
        where = list(self.folders)
        namings = product(*(self.folders[folder].states() for folder in where))
        for count, names in enumerate(namings):
            if count >= _STATES_OF_A_MOMENT:
                return
            there = {
                folder / name: file
                for folder, files in zip(where, names, strict=True)
                if not any(made in self._made for made in (folder, *folder.parents))
                for name, file in files.items()
            }
            yield from _contents(there)

    def _folder(self, path: Path) -> Folder:
        return self.folders.setdefault(path, Folder())

    def _make_new(self, descriptor: int, path: Path, *_: object) -> None:
        self._open[descriptor] = file = File()
        self._folder(path.parent).pending.append(Naming(path.name, file))

    def _append_to(self, descriptor: int, path: Path, *_: object) -> None:
        file = self._folder(path.parent).names.get(path.name)
        if file is None:
            self._make_new(descriptor, path)
        else:
            self._open[descriptor] = file

    def _write(self, _: object, descriptor: int, content: bytes | memoryview) -> None:
        file = self._open[descriptor]
        file.pending.append(Write(len(file.content), bytes(content), len(content)))

    def _write_at(self, _: object, descriptor: int, start: int, content: bytes) -> None:
        self._open[descriptor].pending.append(Write(start, content, len(content)))

    def _reserve(self, _: object, descriptor: int, start: int, size: int) -> None:
        file = self._open[descriptor]
        if len(file.content) < start + size:
            file.pending.append(Write(start, None, size))

    def _sync(self, _: object, descriptor: int) -> None:
        self._open[descriptor].sync()

    _sync_content = _sync

    def _sync_folder(self, _: object, folder: Path) -> None:
        self._folder(folder).sync()
        self._made = {made for made in self._made if made.parent != folder}

    def _replace(self, _: object, old: Path, new: Path) -> None:
        file = self._folder(old.parent).names[old.name]
        if old.parent == new.parent:
            self._folder(new.parent).pending.append(Naming(new.name, file, old.name))
        else:
            self._folder(new.parent).pending.append(Naming(new.name, file))
            self._remove(None, old)

    def _rename(self, _: object, old: Path, new: Path) -> None:
        file = self._folder(old.parent).names[old.name]
        self._folder(new.parent).pending.append(Naming(new.name, file))
        self._remove(None, old)

    def _remove(self, _: object, path: Path) -> None:
        self._folder(path.parent).pending.append(Naming(path.name, None))

    def _make_one_folder(self, _: object, folder: Path, *__: object) -> None:
        self._folder(folder)
        self._made.add(folder)


def _contents(there: Mapping[Path, File]) -> Iterator[dict[Path, bytes]]:
    """Yield what files may hold; those of which that is sure are not tried in turn."""
    paths = list(there)
    options = [sorted(there[path].states()) for path in paths]
    for count, contents in enumerate(product(*options)):
        if count >= _STATES_OF_A_MOMENT:
            return
        yield dict(zip(paths, contents, strict=True))


def _written(content: bytes, writes: Iterable[Write]) -> bytes:
    for write in writes:
        content = write.on(content)
    return content


def _named(names: Mapping[str, File], changes: Iterable[Naming]) -> dict[str, File]:
    found = dict(names)
    for name, file, gone in changes:
        found.pop(gone, None)
        found.pop(name, None)
        if file is not None:
            found[name] = file
    return found


def _subsets(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield all parts of a few things in their order; of many what may be cut off the end."""
    if len(things) > _MOST_SUBSETS:
        ends = (things[:end] for end in range(len(things) + 1))
        alone = ([*things[:n], *things[n + 1 :]] for n in range(len(things)))
        return chain(ends, alone)
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))
