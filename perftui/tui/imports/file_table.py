"""The list of the file picker: folders and documents, each marked or not."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from rich.text import Text
from textual.widgets import DataTable

from perftui.jobs.browsing import Item, shown_size

_WIDTHS = {"": 3, "名称": 0, "大小": 8, "修改日期": 10}
MOST = 500


class FileTable(DataTable[Text]):
    """The items of a folder; names are text, whatever they hold."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False)
        self.can_focus = False
        self._items: tuple[Item, ...] = ()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        row = self.cursor_row
        return self._items[row] if 0 <= row < len(self._items) else None

    def show(self, items: Sequence[Item], marked: Collection[Path], at: Path | None) -> None:
        """Show items, the cursor on one of them or else on the first that is no way up."""
        self._items = tuple(items[:MOST])
        self.clear(columns=True)
        for title, width in _WIDTHS.items():
            justify: Literal["left", "right"] = "right" if title == "大小" else "left"
            self.add_column(Text(title, justify=justify), width=width or self._name_width())
        for item in self._items:
            self.add_row(*_cells(item, item.path in marked))
        paths = [item.path for item in self._items]
        first = 1 if len(paths) > 1 and self._items[0].name == ".." else 0
        self.move_cursor(row=paths.index(at) if at in paths else first)
        if self.cursor_row <= 1:
            self.scroll_home(animate=False)

    def _name_width(self) -> int:
        around = 2 * len(_WIDTHS) + 1
        return max(self.size.width - sum(_WIDTHS.values()) - around, 16)


def _cells(item: Item, is_marked: bool) -> list[Text]:
    is_up = item.name == ".."
    mark = "" if is_up else "[x]" if is_marked else "[ ]"
    size = "" if is_up else "文件夹" if item.is_folder else shown_size(item.size)
    strong = "bold" if item.is_folder or is_marked else ""
    return [
        _text(mark, "bold" if is_marked else "dim"),
        _text(f"{item.name}/" if item.is_folder else item.name, strong),
        _text(size, "dim", "right"),
        _text("" if item.modified is None else item.modified.isoformat(), "dim"),
    ]


def _text(text: str, style: str, justify: Literal["left", "right"] = "left") -> Text:
    return Text(text, style=style, justify=justify, overflow="ellipsis", no_wrap=True)
