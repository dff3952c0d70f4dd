"""The folder of the user's own data: can it be written, is it safe there, what was left in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from perftui import disk
from perftui.jobs.examining import Check, noted, wrong
from perftui.jobs.examining.shares import share_of
from perftui.storage.errors import reason_of, shown
from perftui.storage.form_data import JOURNALS
from perftui.storage.probing import probe
from perftui.storage.user_data import data_folder

ELSEWHERE = "请管理员开通写入，或把环境变量 PERFTUI_DATA 设为可以写的文件夹"
_NEARER = "请把环境变量 PERFTUI_DATA 设为本机上的文件夹"
_JOURNALS, _JOURNAL = JOURNALS
_CRASHES, _CRASH = "crashes", ".txt"
_LARGEST_JOURNAL = 64 * 2**20
_MOST_TOLD = 5


class _LeftForm(NamedTuple):
    path: Path
    journal: Path


def examine_data() -> Iterator[Check]:
    """Look at the place; nothing is made there that stays."""
    folder = data_folder()
    try:
        yield from _place(folder)
    except OSError as error:
        yield _closed(folder, error)
    if not folder.is_absolute():
        found = f"PERFTUI_DATA 写的是 {shown(folder)}，从哪里启动就算在哪里，数据会分在几处"
        yield noted("位置", found, "请写从根开始的路径")
    share = share_of(folder)
    if share:
        found = f"放在{share}上，断了网就记不下改动，短语库也可能损坏"
        yield noted("共享", found, _NEARER)


def examine_leftovers() -> Iterator[Check]:
    """Tell of forms that were not closed as they should be, and of reports of failures."""
    folder = data_folder()
    left = list(_left_forms(folder))
    for one in left[:_MOST_TOLD]:
        yield _left(one)
    if len(left) > _MOST_TOLD:
        more = f"还有 {len(left) - _MOST_TOLD} 份表没有正常关上"
        yield noted("没关好的表", more, "请先打开前面的，再运行一次 perftui doctor")
    reports = sorted(_files(folder / _CRASHES, _CRASH))
    if reports:
        found = f"程序出过意外，报告 {len(reports)} 份，最近的是 {shown(reports[-1])}"
        yield noted("意外报告", found, "请交给维护的人（里面没有表的内容），交过就可以删去")
    if not left and not reports:
        yield Check("上次", "都正常关上了")


def _place(folder: Path) -> Iterator[Check]:
    if folder.exists() and not folder.is_dir():
        yield wrong("位置", f"{shown(folder)} 不是文件夹", ELSEWHERE)
        return
    tried = probe(folder)
    if tried.refusal is not None:
        yield _closed(folder, tried.refusal)
    elif tried.unsynced is not None:
        found = f"{shown(folder)} 可以写入，但不能确认已写到盘上，断电会丢刚写的"
        yield noted("位置", found, _NEARER)
    else:
        yield Check("位置", f"{shown(folder)}，可以写入，也能确认写到了盘上")


def _closed(folder: Path, error: OSError) -> Check:
    why = reason_of(error, is_reading=False).partition("，")[0]
    found = f"{shown(folder)} 不能写入（{why}），改动、历史和学过的措辞留不下来"
    return wrong("位置", found, ELSEWHERE)


def _left(one: _LeftForm) -> Check:
    form = shown(one.path)
    if one.path.is_file():
        found = f"「{form}」上次没有正常关上，可能有改动还没写进表里"
        return noted("没关好的表", found, "请打开这份表，改动会自动补上")
    found = f"「{form}」上次没有正常关上，现在也不在那里了"
    return noted(
        "没关好的表", found, f"把表放回原处再打开就会补上；不要了可以删去 {shown(one.journal)}"
    )


def _left_forms(folder: Path) -> Iterator[_LeftForm]:
    """Yield the forms that a program of this machine has let go of, or ended without."""
    from perftui.storage.journal.recovery import leftovers

    forms = {
        form: file
        for file in sorted(_files(folder / _JOURNALS, _JOURNAL))
        if (form := _form_of(file)) is not None
    }
    yield from (_LeftForm(form, file) for form, file in forms.items() if leftovers(form, folder))


def _form_of(journal: Path) -> Path | None:
    from perftui.storage.journal.records import Begin, records_in

    try:
        head = next(records_in(disk.read(journal, _LARGEST_JOURNAL)), None)
    except OSError:
        return None
    return Path(head.form) if isinstance(head, Begin) else None


def _files(folder: Path, ending: str) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.name.endswith(ending)]
    except OSError:
        return []
