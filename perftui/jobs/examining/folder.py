"""Is a folder of forms in order: every form readable, its `perftui.toml` valid."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from perftui.jobs.examining import Check, noted, wrong
from perftui.jobs.examining.shares import share_of
from perftui.storage.errors import StorageError, reason_of, shown
from perftui.storage.probing import probe

_MOST_TOLD = 20


def examine_forms(folder: Path) -> Iterator[Check]:
    """Read every evaluation file of a folder."""
    from perftui.storage.workspace import Workspace

    try:
        entries = Workspace(folder).entries()
    except StorageError as error:
        yield wrong("自评表", str(error), "请换一个文件夹再查，如 perftui doctor 自评表")
        return
    bad = [entry for entry in entries if entry.evaluation is None]
    for entry in bad[:_MOST_TOLD]:
        yield wrong("自评表", entry.error, "请按上面说的改，或从备份恢复")
    if len(bad) > _MOST_TOLD:
        more = f"还有 {len(bad) - _MOST_TOLD} 份读不出来"
        yield wrong("自评表", more, "请先处理前面的，再运行一次 perftui doctor")
    place = shown(folder.absolute())
    if not entries:
        yield noted("自评表", f"{place} 里没有自评表文件", "用 perftui new 新建，或用 import 读入")
    else:
        yield Check(
            "自评表", f"{place} 里有 {len(entries)} 份，读得出 {len(entries) - len(bad)} 份"
        )
    yield from _writing(folder)


def _writing(folder: Path) -> Iterator[Check]:
    """Tell whether forms can be saved there, and how safe they are."""
    tried, share = probe(folder), share_of(folder)
    if tried.refusal is not None:
        why = reason_of(tried.refusal, is_reading=False).partition("，")[0]
        found = f"这个文件夹不能写入（{why}），填了存不下来"
        yield noted("写入", found, "请管理员开通，或复制到自己的文件夹")
    elif tried.unsynced is not None:
        found = "存得下，但不能确认已写到盘上，断电会丢刚存的"
        yield noted("写入", found, "请在本机的文件夹里填，填好再复制过来")
    if share:
        yield Check("共享", f"在{share}上；几个人同填一份，保存时按内容合到一起")


def examine_configuration(folder: Path) -> Iterator[Check]:
    """Read the `perftui.toml` that holds for a folder, with all it says of rules and exports."""
    from perftui.jobs.exporting import ExportOrder, completed
    from perftui.jobs.keymap import keys_for
    from perftui.jobs.rulebook import rulebook_for
    from perftui.storage.configuration import FILE
    from perftui.writers.book import ExportError

    here = folder.absolute()
    path = next((p / FILE for p in (here, *here.parents) if (p / FILE).is_file()), None)
    if path is None:
        yield Check("设置", f"没有 {FILE}，都按默认的")
        return
    faults = []
    for read in (rulebook_for, lambda place: completed(ExportOrder(place), place)):
        try:
            read(folder)
        except (StorageError, ExportError) as error:
            faults.append(str(error))
    with suppress(StorageError):  # told above
        faults += keys_for(folder)[1]
    for fault in dict.fromkeys(faults):
        yield wrong("设置", fault, f"请改正 {shown(path)}")
    if not faults:
        yield Check("设置", f"{shown(path)} 没有问题")
