"""Are a unit's own templates in order: each readable, each printing a sample form."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from perftui.jobs.examining import Check, noted, wrong
from perftui.storage.errors import StorageError, shown
from perftui.storage.templates import FOLDER, files_in, find_folder, read_template

_OLD = (".doc", ".dot", ".dotx", ".docm", ".dotm", ".wps", ".wpt", ".rtf", ".odt")


def examine_templates(folder: Path) -> Iterator[Check]:
    """Try every template that holds for a folder, and name the files beside them."""
    place = find_folder(folder)
    if place is None:
        yield Check("模板", f"没有「{FOLDER}」文件夹，都按官方式样导出")
        return
    try:
        templates, others = files_in(place)
    except StorageError as error:
        yield wrong("模板", str(error), "请换一个文件夹放模板")
        return
    for path in templates:
        yield from _examined(path)
    for path in others:
        if path.suffix.lower() in _OLD:
            advice = "请用 Word 或 WPS 打开，另存为 docx"
        else:
            advice = "模板只认 docx 和 j2，别的文件请移到别处"
        yield noted("模板", f"「{shown(Path(path.name))}」不会被用到", advice)
    if not templates:
        yield noted("模板", f"{shown(place)} 里没有模板", "怎么做模板，见 docs/templates.md")


def _examined(path: Path) -> Iterator[Check]:
    from perftui.writers.docx import own

    name = shown(Path(path.name))
    try:
        content = read_template(path)
    except StorageError as error:
        yield wrong("模板", str(error), "请核对这个文件")
        return
    faults = _faults(path.name, content)
    for fault in faults:
        yield wrong("模板", f"「{name}」{fault}", f"请改正 {shown(path)}")
    if not faults:
        yield Check("模板", f"「{name}」填得出来")
        hints = own.hints_for_template(content) if path.suffix.lower() == ".docx" else []
        for hint in hints:
            yield noted("模板", f"「{name}」{hint}", "要印的话，请在模板里加上")


def _faults(name: str, content: bytes) -> list[str]:
    if name.lower().endswith(".docx"):
        from perftui.writers.docx.own import check_template as check_docx

        return check_docx(name, content)
    check_text: Callable[[str, bytes], list[str]] = import_module(
        "perftui.writers.texts.own"
    ).check_template
    return check_text(name, content)
