"""Is the user's library whole, and what is in it."""

from collections.abc import Iterator
from pathlib import Path

from perftui.jobs.examining import Check, noted, wrong
from perftui.jobs.examining.own_data import ELSEWHERE
from perftui.storage.errors import shown


def examine_library() -> Iterator[Check]:
    """Tell what is in the library; nothing is made or mended."""
    from perftui.jobs.library import data_folder
    from perftui.phrases.library.sqlite import DATABASE

    folder = data_folder()
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
        return wrong("短语库", str(error), ELSEWHERE)
    return Check("短语库", f"{sum(counts.kinds.values())} 句，学过 {counts.forms} 份自评表")
