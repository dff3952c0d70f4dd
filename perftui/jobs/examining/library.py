"""Is the user's library whole: where it is, what is in it, whether it can be written."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from perftui.jobs.examining import Check, noted, wrong
from perftui.storage.errors import shown

_ELSEWHERE = "请管理员开通写入，或把环境变量 PERFTUI_DATA 设为可以写的文件夹"


def examine_library() -> Iterator[Check]:
    """Tell where the library is and what is in it; nothing is made or mended."""
    from perftui.jobs.library import data_folder
    from perftui.phrases.library.sqlite import DATABASE

    folder = data_folder()
    yield from _place(folder)
    if (folder / DATABASE).is_file():
        yield _content(folder)
    elif folder.is_dir() or not folder.exists():
        yield Check("短语库", "还没有，第一次推荐或学习措辞时自动建立")


def examine_own_wording() -> Iterator[Check]:
    """Read the user's own wording."""
    from perftui.jobs.library import OWN_FILE, data_folder
    from perftui.phrases.bank.file import BankError
    from perftui.phrases.own import read_own

    path = data_folder() / OWN_FILE
    try:
        own = read_own(path)
    except BankError as error:
        found = str(error).partition("\n")[0]
        yield wrong("自己的写法", found, f"请改正 {shown(path)}")
        return
    yield Check("自己的写法", f"添加 {len(own.phrases)} 句，停用 {len(own.withdrawn)} 句")


def _place(folder: Path) -> Iterator[Check]:
    if folder.exists() and not folder.is_dir():
        yield wrong("位置", f"{shown(folder)} 不是文件夹", _ELSEWHERE)
        return
    place = next((p for p in (folder, *folder.absolute().parents) if p.is_dir()), Path("/"))
    if not _is_writable(place, is_ours=place == folder):
        yield wrong("位置", f"{shown(folder)} 不能写入，学过的措辞留不下来", _ELSEWHERE)
        return
    yield Check("位置", f"{shown(folder)}，可以写入")


def _is_writable(folder: Path, is_ours: bool) -> bool:
    """Whether files can be made in a folder; in one that is not ours, none is tried."""
    if not is_ours:
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _content(folder: Path) -> Check:
    from perftui.phrases.library import LibraryError
    from perftui.phrases.library.database import DamagedLibraryError
    from perftui.phrases.library.sqlite import SqliteLibrary

    try:
        library = SqliteLibrary(folder)
        counts = library.statistics()
        library.close()
    except DamagedLibraryError:
        return noted("短语库", "已经损坏", "不用管它：下次使用时会按学过的表自动重建")
    except LibraryError as error:
        return wrong("短语库", str(error), _ELSEWHERE)
    return Check("短语库", f"{sum(counts.kinds.values())} 句，学过 {counts.forms} 份自评表")
