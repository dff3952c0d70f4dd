"""Are a unit's own templates in order: each readable, each printing a sample form."""

from collections.abc import Iterator, Mapping
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
    contents: dict[str, bytes] = {}
    for path in templates:
        try:
            contents[path.name] = read_template(path)
        except StorageError as error:
            yield wrong("模板", str(error), "请核对这个文件")
    for path in templates:
        if path.name in contents:
            yield from _examined(path, contents)
    for path in others:
        if path.suffix.lower() in _OLD:
            advice = "请用 Word 或 WPS 打开，另存为 docx"
        else:
            advice = "模板只认 docx 和 j2，别的文件请移到别处"
        yield noted("模板", f"「{shown(Path(path.name))}」不会被用到", advice)
    if not templates:
        yield noted("模板", f"{shown(place)} 里没有模板", "怎么做模板，见 docs/templates.md")


def _examined(path: Path, contents: Mapping[str, bytes]) -> Iterator[Check]:
    """Try a template in a process of its own; `contents` are those of all, which it may include."""
    from perftui.jobs.apart.templates import check_template

    name = shown(Path(path.name))
    faults, hints = check_template(path.name, contents)
    for fault in faults:
        yield wrong("模板", fault, f"请改正 {shown(path)}")
    if not faults:
        yield Check("模板", f"「{name}」填得出来")
    for hint in hints:
        yield noted("模板", f"「{name}」{hint}", "要印的话，请在模板里加上")
