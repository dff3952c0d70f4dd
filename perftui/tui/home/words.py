"""What home says beside the list: its shelves, the list, the form at hand, what to do if empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.content import Content
from textual.dom import DOMNode

from perftui.evaluation.profile import load_profile
from perftui.jobs.guidance import in_words, to_do
from perftui.jobs.home.catalog import Line
from perftui.jobs.home.picking_forms import Order
from perftui.storage.errors import shown
from perftui.storage.shelves import Shelf
from perftui.tui.bindings import key_of

_KEYS = {
    Shelf.IN_USE: {"open_form": "打开", "mark": "选中"},
    Shelf.ARCHIVE: {"open_form": "打开", "archive": "放回在用"},
    Shelf.TRASH: {"archive": "放回在用", "delete": "彻底删除"},
}


@dataclass(frozen=True)
class Listed:
    """How the list stands: its shelf, what is typed, its order, how many are there, are marked."""

    shelf: Shelf
    typed: str
    order: Order
    total: int
    shown: int
    marked: int
    left: int


def shelf_tabs(node: DOMNode, counts: Mapping[Shelf, int], here: Shelf) -> Content:
    """Return the shelves with their counts, the one at hand set off, and the keys of the list."""
    styles = {True: "bold $background on $primary", False: "$text-muted"}
    shelves = [(f" {s.label} {counts.get(s, 0)} ", styles[s is here]) for s in Shelf]
    keys = {"next_shelf": "换栏", **_KEYS[here]}
    hints = [f"{key_of(node, f'home.{name}')} {does}" for name, does in keys.items()]
    return Content.assemble(*shelves, ("  " + "  ".join(hints), "dim"))


def about_list(node: DOMNode, listed: Listed) -> str:
    """Say how many forms are listed and marked, and in which order."""
    count = f"列出{listed.shown}份" if listed.shown == listed.total else ""
    parts = (
        count or f"列出{listed.shown}份，共{listed.total}份",
        f"选中{listed.marked}份" if listed.marked else "",
        f"按{listed.order.label}排（{key_of(node, 'home.sort')} 换）",
        f"正在检查，还有{listed.left}份" if listed.left else "",
    )
    return "  ".join(filter(None, parts))


def about_form(line: Line | None) -> str:
    """Say what is to do on the form at hand, or why it cannot be read."""
    if line is None:
        return ""
    form = line.evaluation
    if form is None:
        return line.entry.error
    name = shown(Path(line.path.name))
    things = to_do(form, load_profile(form.profile), line.findings or (), exported=True)
    if not things and line.findings is None:
        return name
    return f"{name}  {in_words(things) if things else '填好了，没有错误和警告。'}"


def empty_words(node: DOMNode, listed: Listed) -> str:
    """Say what to do where no form is listed; "" if there are some."""

    def key(full_id: str) -> str:
        return key_of(node, full_id)

    if listed.shown:
        return ""
    if listed.typed and listed.total:
        return f"没有符合「{listed.typed}」的表。\n\n按 {key('home.leave')} 清除筛选。"
    if listed.shelf is Shelf.IN_USE:
        return (
            "这个文件夹里还没有自评表。\n\n"
            f"按 {key('home.import_documents')} 导入以往的表：Word、Excel、PDF 都可以\n"
            f"按 {key('home.new_form')} 新建一份空白的表\n"
            f"按 {key('app.show_help')} 看全部按键\n"
            f"按 {key('app.tour')} 用示例走一遍，约两分钟"
        )
    what = {Shelf.ARCHIVE: ("归档", "home.archive"), Shelf.TRASH: ("回收站", "home.delete")}
    name, action = what[listed.shelf]
    return (
        f"{name}里没有表。\n\n"
        f"在「{Shelf.IN_USE.label}」里按 {key(action)}，就把选中的表移到这里；"
        f"按 {key('home.next_shelf')} 换栏。"
    )


def count_of(lines: Sequence[Line]) -> str:
    """Name one form, count several."""
    return f"「{lines[0].name}」" if len(lines) == 1 else f"{len(lines)}份表"
