"""The user's library: opened from the data folder, and made anew when it is damaged.

Beside the database lie the two things it cannot be made from otherwise: `own.toml`, the user's own
wording, and `learned.txt`, the paths of what was learnt.
"""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.jobs.opening import open_all
from perftui.phrases.bank import Bank
from perftui.phrases.bank.file import BankError
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.harvest import harvest
from perftui.phrases.library import LibraryError, Origin, Phrase
from perftui.phrases.library.database import DamagedLibraryError, explained
from perftui.phrases.library.sqlite import DAMAGED, DATABASE, INDEX, SqliteLibrary
from perftui.phrases.own import OwnWording, read_own
from perftui.storage import user_data

OWN_FILE, LEARNED_FILE = "own.toml", "learned.txt"

Tell = Callable[[str], None]

data_folder = user_data.data_folder


def open_library(
    bank: Bank, tell: Tell, folder: Path | None = None, to_write: bool = False
) -> SqliteLibrary:
    """Open the user's library with the bank and the user's own wording in it.

    A damaged one is set aside and made anew. Where the folder cannot be used, the library is held
    in memory for this time; `to_write`, LibraryError is raised. Both are told in one sentence.
    """
    folder = folder or data_folder()
    try:
        return _opened_or_made(bank, tell, folder)
    except LibraryError as error:
        if to_write:
            raise
        tell(f"{error}这次只用词库和当前文件夹里的表。")
        return _kept(SqliteLibrary(None, tell), bank, OwnWording())


def remembered(folder: Path) -> tuple[Path, ...]:
    """Return the paths of what was learnt."""
    try:
        lines = disk.read(folder / LEARNED_FILE).decode("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return tuple(Path(line) for line in dict.fromkeys(lines) if line)


def remember(folder: Path, path: Path) -> None:
    """Note the path of what was learnt, for the day the library must be made anew."""
    file = disk.append_to(folder / LEARNED_FILE, 0o666)
    try:
        disk.write(file, f"{path.resolve()}\n".encode("utf-8", "replace"))
    finally:
        disk.close(file)


def _opened_or_made(bank: Bank, tell: Tell, folder: Path) -> SqliteLibrary:
    before = _identity(folder)
    is_lost = not _is_filled(folder) and bool(remembered(folder))
    try:
        if is_lost or (folder / DAMAGED).exists():
            raise DamagedLibraryError("短语库损坏。")
        return _opened(bank, tell, folder)
    except DamagedLibraryError:
        return _made_anew(bank, tell, folder, before)


def _opened(bank: Bank, tell: Tell, folder: Path) -> SqliteLibrary:
    library = SqliteLibrary(folder, tell)
    try:
        return _kept(library, bank, _own(folder, tell))
    except DamagedLibraryError:
        library.close()
        raise


def _kept(library: SqliteLibrary, bank: Bank, own: OwnWording) -> SqliteLibrary:
    of_bank, of_own = _version(bank), _version(own)
    library.keep(Origin.BANK, of_bank, tuple(bank_phrases(bank)))
    phrases = [Phrase(p.text, p.kind, p.topic, origin=Origin.OWN) for p in own.phrases]
    withdrawn = [(phrase.kind, phrase.text) for phrase in own.withdrawn]
    library.keep(Origin.OWN, of_bank + of_own, phrases, withdrawn)
    return library


def _own(folder: Path, tell: Tell) -> OwnWording:
    try:
        return read_own(folder / OWN_FILE)
    except BankError as error:
        tell(f"自己的写法读不出来，这次没有用上：{str(error).splitlines()[0]}")
        return OwnWording()


def _version(model: Bank | OwnWording) -> str:
    return sha256(model.model_dump_json().encode()).hexdigest()[:32]


def _made_anew(bank: Bank, tell: Tell, folder: Path, damaged: int) -> SqliteLibrary:
    """Learn again all that was learnt, in a folder of its own, and put it in the damaged place.

    Killed meanwhile, it leaves everything as it was, to be begun anew.
    """
    paths = remembered(folder)
    found = [path for path in paths if _is_there(path)]
    with explained(), tempfile.TemporaryDirectory(dir=folder, prefix="new-") as place:
        made = Path(place)
        library = _kept(SqliteLibrary(made, tell), bank, _own(folder, tell))
        for lesson in harvest(_evaluations(found), bank):
            if lesson.phrases or lesson.topics:
                library.learn(lesson)
        library.settle()
        library.close()
        if _identity(folder) == damaged:  # else another process was faster
            _put_in_place(made, folder)
    lost = len(paths) - len(found)
    missing = f"，{lost}处原文件已不在" if lost else ""
    tell(f"短语库损坏，已按词库和学过的{len(found)}处自评表重建{missing}。")
    return _opened(bank, tell, folder)


def _evaluations(paths: Iterable[Path]) -> Iterator[Evaluation]:
    for opened in open_all(paths):
        yield from opened.evaluations


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _is_filled(folder: Path) -> bool:
    """Whether there is a database that is more than an empty file."""
    return _identity(folder) != 0 and (folder / DATABASE).stat().st_size > 0


def _identity(folder: Path) -> int:
    """Return what tells the database from one made in its place; 0 without one."""
    path = folder / DATABASE
    return path.stat().st_ino if _is_there(path) else 0


def _put_in_place(made: Path, folder: Path) -> None:
    """Set the damaged database aside and let the new one stand for it, its index included."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for ending in ("-wal", "-shm", ""):
        path = folder / f"{DATABASE}{ending}"
        if path.exists() and path.stat().st_size:
            disk.replace(path, folder / f"{DATABASE}.damaged-{stamp}{ending}")
    with suppress(FileNotFoundError):
        disk.remove(folder / DAMAGED)
    disk.make_folder(folder / INDEX)
    for file in (made / INDEX).glob("*"):
        disk.replace(file, folder / INDEX / file.name)
    disk.replace(made / DATABASE, folder / DATABASE)
