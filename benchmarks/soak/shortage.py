"""Figures 7 and 8: no room on the disk, and folders that take nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from errno import EACCES, ENOSPC, EROFS
from pathlib import Path
from typing import Any

from benchmarks.soak.children import in_child
from benchmarks.soak.figures import Figure
from benchmarks.soak.rooms import Room, room, sample
from perftui import disk
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load
from perftui.storage.workspace import place_apart

_GROWS = ("write", "write_at", "reserve", "make_new", "make_one_folder")
_CHANGES = (*_GROWS, "append_to", "replace", "rename", "remove", "set_mode", "touch")
_TYPED = "资金下达晚于计划，部分设备没有验收，已督促施工单位加快进度。"
_NOBODY = 65534
_MOUNTED = 'mount -t tmpfs -o size=600k,mode=700 soak "$0" && exec "$@" "$0"'


class Full:
    """A disk without room, as long as `is_on`."""

    is_on = False

    def __call__(self, name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        if self.is_on and name in _GROWS:
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        return act()


def type_on_full_disk(here: Room) -> tuple[int, int, int]:
    """Type while the disk is full, at each time; then have room again, and be killed.

    Returns how many of the characters were kept, of how many, and after how many of them it was
    said that there is no room.
    """
    kept = said_after = 0
    for saves in (True, False):
        here.begin(sample(measures=""))
        said_after = max(said_after, in_child(_type_without_room, here, saves))
        found = Document.open(here.form)
        kept += _kept(found.evaluation.measures, _TYPED)
        found.close(gives_up=True)
    return kept, 2 * len(_TYPED), said_after


def _kept(found: str, typed: str) -> int:
    """Return how much of the beginning of what was typed is there; a wrong end counts for none."""
    return len(found) if typed.startswith(found) else 0


def _type_without_room(here: Room, saves: bool) -> int:
    full, said_after = Full(), 0
    with disk.watched(full):
        document = Document.open(here.form)
        for end in range(1, len(_TYPED)):
            full.is_on = end > 5
            document.type("measures", _TYPED[:end])
            if full.is_on and not document.journal_error:
                said_after = end - 5
        try:
            document.save()
            said_after = len(_TYPED)  # it cannot have been saved
        except StorageError:
            pass
        full.is_on = False
        document.type("measures", _TYPED)
        if saves:
            document.save()
        else:
            document.close()  # what is not saved lies in the journal
    return max(said_after, 1)


class Closed:
    """A folder in which nothing may be changed."""

    def __init__(self, folder: Path, number: int) -> None:
        self._folder = folder
        self._number = number

    def __call__(self, name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        first = arguments[0]
        inside = isinstance(first, Path) and self._folder in (first, *first.parents)
        if inside and name in _CHANGES:
            raise OSError(self._number, os.strerror(self._number))
        return act()


def work_in_closed_folder(here: Room, closed: Path, number: int) -> str:
    """Type and save a form where a folder is closed; returns what is wrong, "" for nothing."""
    with disk.watched(Closed(closed, number)):
        return type_and_save_elsewhere(here)


def type_and_save_elsewhere(here: Room) -> str:
    """Type a form, save it, and where that is refused save it elsewhere."""
    document = Document.open(here.form)
    document.set("measures", _TYPED)
    told = document.journal_error or document.history_error
    try:
        document.save()
    except StorageError as error:
        told = str(error)
        elsewhere = here.top / "elsewhere"
        document.keep_at(place_apart(document.evaluation, elsewhere))
        document.save()
    told = told or document.history_error
    assert document.path is not None
    is_whole = load(document.path).measures == _TYPED
    document.close()
    return "" if is_whole and told else f"whole: {is_whole}, told: {told}"


def _as_nobody(here: Room) -> str:
    """Do the same in a folder that the system itself keeps closed."""
    here.top.chmod(0o755)
    elsewhere = here.top / "elsewhere"
    for folder in (here.data, elsewhere):
        folder.mkdir(exist_ok=True)
        os.chown(folder, _NOBODY, _NOBODY)
    here.form.chmod(0o644)
    here.form.parent.chmod(0o555)
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)
    return type_and_save_elsewhere(here)


def measure_full() -> Figure:
    with room(in_memory=True) as here:
        kept, typed, said_after = type_on_full_disk(here)
    note = "refused by the layer of all calls"
    real = _on_small_disk()
    if real is not None:
        kept, typed, note = kept + real[0], typed + real[1], f"{note}, and on a real full tmpfs"
    return Figure(
        7,
        "full disk: typed characters kept until there is room again; said after",
        "100 %, at once",
        f"{kept} of {typed}; with key {said_after}",
        kept == typed and said_after == 1,
        note,
    )


def measure_closed() -> Figure:
    faults = []
    with room(in_memory=True) as here:
        for folder in (here.form.parent, here.data, here.top / "forms"):
            for number in (EACCES, EROFS):
                here.begin(sample(measures=""))
                faults.append(work_in_closed_folder(here, folder, number))
    note = "refused by the layer of all calls"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        with room() as here:
            here.begin(sample(measures=""))
            faults.append(in_child(_as_nobody, here))
        note = f"{note}, and as another user in a closed folder"
    wrong = [fault for fault in faults if fault]
    return Figure(
        8,
        "read-only folder: a sentence, no traceback, saved elsewhere",
        "100 %",
        f"{len(faults) - len(wrong)} of {len(faults)}",
        not wrong,
        "; ".join([note, *wrong]),
    )


def fill_up(folder: Path, leave: int) -> Path:
    """Take up what room there is in a folder but for so many bytes; returns what takes it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\1" * 4096)
        except OSError:
            file.truncate(max(file.tell() - leave, 0))
    return filler


def on_small_disk(here: Room) -> tuple[int, int]:
    """Fill a small disk while typing, then make room; returns characters kept, and typed."""
    here.begin(sample(measures=""))
    in_child(_type_while_filling, here)
    found = Document.open(here.form)
    found.close(gives_up=True)
    return _kept(found.evaluation.measures, _LONG), len(_LONG)


_LONG = _TYPED * 60


def _type_while_filling(here: Room) -> bool:
    document = Document.open(here.form)
    filler = fill_up(here.top, 0)
    was_told = False
    for end in range(1, len(_LONG)):
        document.type("measures", _LONG[:end])
        was_told = was_told or bool(document.journal_error)
    filler.unlink()
    document.type("measures", _LONG)
    document.close()
    return was_told


def _on_small_disk() -> tuple[int, int] | None:
    """Do it on a file system of its own, that goes with the process it was made for."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return None
    with room(in_memory=True) as here:
        small = here.top / "small"
        small.mkdir()
        command = ["unshare", "--mount", "sh", "-c", _MOUNTED, str(small)]
        again = [sys.executable, "-m", "benchmarks.soak.shortage"]
        done = subprocess.run([*command, *again], capture_output=True, text=True, check=False)
    kept, _, typed = done.stdout.strip().partition(" ")
    return (int(kept), int(typed)) if done.returncode == 0 and typed else None


if __name__ == "__main__":
    small = Room(Path(sys.argv[1]))
    os.environ["PERFTUI_DATA"] = str(small.data)
    print(*on_small_disk(small))
