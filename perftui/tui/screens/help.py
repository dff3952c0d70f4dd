"""Help: every key that works here, from the table of actions."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.actions.keys import key_label
from perftui.actions.table import PLACES, Action, actions_of

_OTHER_KEYS = {
    "grid": (
        ("数字", "直接改写当前的权重或自评分"),
        ("回车", "记下并到下一行"),
        ("Tab", "到右边一格"),
        ("Esc", "放弃正在输入的数"),
    ),
    "pick": (
        ("文字", "只列出名称里有它的；写到 / 就进入那个文件夹"),
        ("粘贴", "文件或文件夹的路径，一行一个，也可把文件拖进终端"),
    ),
    "review": (("左 右", "在表里到指标的前后一格"),),
}


class HelpScreen(ModalScreen[None]):
    """A list of keys by place; any of Esc, Enter and F1 closes it."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [("escape,enter,f1", "dismiss", "关闭")]

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """Lay out the keys, one line each."""
        with Vertical(classes="dialog tall"):
            yield Static("按键", markup=False, classes="title")
            with VerticalScroll():
                for place in (*self._places, "app"):
                    yield Static(_section(place))
            yield Static("上下键翻看  Esc 关闭", markup=False, classes="keys")


def _section(place: str) -> Content:
    lines: list[Content | tuple[str, str]] = [(f"{PLACES[place]}\n", "bold $text-primary")]
    for key, does in (*_OTHER_KEYS.get(place, ()), *map(_line, actions_of(place))):
        pad = " " * (11 - cell_len(key))
        lines += [(f"  {key}{pad}", "bold"), Content(f"{does}\n")]
    return Content.assemble(*lines)


def _line(action: Action) -> tuple[str, str]:
    return key_label(action.key), f"{action.name}：{action.does}"
