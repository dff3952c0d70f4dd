"""The list of forms: a row each, more columns where there is room for them."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from perftui.evaluation.values import print_number, print_rate
from perftui.jobs.home.catalog import Line
from perftui.rules.finding import Level
from perftui.storage.errors import shown

_TITLES = {
    "year": "  年度",
    "name": "项目名称",
    "unit": "预算单位",
    "score": "得分",
    "grade": "等级",
    "rate": "执行率",
    "findings": "检查",
    "progress": "进度",
    "modified": "修改时间",
}
_NARROW = {"year": 6, "name": 0, "score": 5, "grade": 6, "findings": 12, "progress": 4}
_WIDE = {
    **{"year": 6, "name": 0, "score": 5, "grade": 6, "rate": 8},
    **{"findings": 18, "progress": 16},
}
_VAST = {
    **{"year": 6, "name": 0, "unit": 30, "score": 6, "grade": 6, "rate": 8},
    **{"findings": 20, "progress": 16, "modified": 16},
}
_FROM_WIDE, _FROM_VAST = 100, 160
_AROUND, _LEAST_NAME = 4, 16
_RIGHT = ("score", "rate")


def columns_for(width: int) -> dict[str, int]:
    """Return the columns and their widths; the name takes what the others leave."""
    columns = dict(_NARROW if width < _FROM_WIDE else _WIDE if width < _FROM_VAST else _VAST)
    taken = sum(columns.values()) + 2 * len(columns) + _AROUND
    columns["name"] = max(width - taken, _LEAST_NAME)
    return columns


class FormTable(DataTable[Text]):
    """Rows of forms. The cursor stays on its form while rows change around it."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False)
        self.can_focus = False
        self._columns: dict[str, int] = {}
        self._sorted_by = ""
        self._lines: tuple[Line, ...] = ()
        self._drawn: list[list[Text]] = []
        self._kept: dict[Path, tuple[Line, bool, bool, list[Text]]] = {}

    @property
    def current(self) -> Line | None:
        """The form under the cursor."""
        row = self.cursor_row
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def show(
        self,
        lines: Sequence[Line],
        marked: Collection[Path],
        *,
        at: Path | None = None,
        sorted_by: str = "year",
    ) -> None:
        """Show forms, the cursor on one of them or else in the row where it was."""
        before, row = [line.path for line in self._lines], self.cursor_row
        self._lines = tuple(lines)
        paths = [line.path for line in self._lines]
        columns = columns_for(self.app.size.width)
        is_headed = (columns, sorted_by) == (self._columns, self._sorted_by)
        if not is_headed:
            self._columns, self._sorted_by = columns, sorted_by
            self._head()
            self._kept.clear()
        twins = _twins(lines)
        drawn = [
            self._row(line, line.path in marked, (line.year, line.name) in twins) for line in lines
        ]
        if is_headed and paths == before:
            self._redraw(drawn)
        else:
            self._rebuild(drawn)
        self._drawn = drawn
        row = paths.index(at) if at in paths else min(row, len(paths) - 1)
        if paths and row != self.cursor_row:
            self.move_cursor(row=row)

    def forget(self) -> None:
        """Draw all anew at the next showing: the colours have changed."""
        self._columns = {}

    def _head(self) -> None:
        self.clear(columns=True)
        for column, width in self._columns.items():
            title = Text(_TITLES[column], justify=_side(column))
            if column == self._sorted_by:
                indent = len(title.plain) - len(title.plain.lstrip())
                title.stylize("underline", indent)
            self.add_column(title, width=width)

    def _rebuild(self, drawn: Sequence[Sequence[Text]]) -> None:
        """Draw all rows anew, as far scrolled as they were."""
        scrolled = self.scroll_offset.y
        self.clear()
        self.add_rows(drawn)
        if scrolled:
            self.scroll_to(y=scrolled, animate=False)

    def _redraw(self, drawn: Sequence[Sequence[Text]]) -> None:
        """Draw the cells that have changed."""
        for row, (new, old) in enumerate(zip(drawn, self._drawn, strict=True)):
            if new is old:
                continue
            for column, (cell, was) in enumerate(zip(new, old, strict=True)):
                if cell.plain != was.plain or cell.style != was.style or cell.spans != was.spans:
                    self.update_cell_at(Coordinate(row, column), cell)

    def _row(self, line: Line, is_marked: bool, is_twin: bool) -> list[Text]:
        """Return the cells of a form, those drawn before where nothing has changed."""
        kept = self._kept.get(line.path)
        if kept is None or kept[0] is not line or kept[1:3] != (is_marked, is_twin):
            kept = (line, is_marked, is_twin, self._cells(line, is_marked, is_twin))
            self._kept[line.path] = kept
        return kept[3]

    def _cells(self, line: Line, is_marked: bool, is_twin: bool) -> list[Text]:
        columns = self._columns
        cells = {
            "year": Text(f"{'✓' if is_marked else ' '} {line.year}"),
            "name": _name(line, is_twin),
            "findings": self._findings(line),
        }
        return [
            _fitted(cells.get(column) or Text(_plain(line, column, columns)), column, is_marked)
            for column in columns
        ]

    def _findings(self, line: Line) -> Text:
        theme = self.app.current_theme
        if line.evaluation is None:
            return Text("读不出来", style=f"bold {theme.error}")
        if line.findings is None:
            return Text("...", style="dim")
        styles = {Level.ERROR: f"bold {theme.error}", Level.WARNING: f"{theme.warning}"}
        parts = [
            (f"{level.label}{line.count(level)}", styles[level])
            for level in styles
            if line.count(level)
        ]
        text = Text()
        for part, style in parts:
            text.append(f"{' ' if text else ''}{part}", style=style)
        return text or Text("通过", style=f"{theme.success}")


def _plain(line: Line, column: str, columns: Collection[str]) -> str:
    form = line.evaluation
    if column == "modified":
        return line.modified.strftime("%Y-%m-%d %H:%M")
    if form is None:
        return ""
    share = f"{line.done}/{line.parts}"
    told = f"待填{line.wants}" if line.wants else "已填完"
    return {
        "unit": " ".join(form.unit.split()),
        "score": "" if line.score is None else print_number(line.score),
        "rate": "" if line.rate is None else print_rate(line.rate),
        "grade": line.grade or "未评完",
        "progress": f"{share} {told}" if "rate" in columns else share,
    }[column]


def _name(line: Line, is_twin: bool) -> Text:
    """Return the name; where another form of the list has it too, with that of the file."""
    name = Text(line.name, style="dim" if line.evaluation is None else "")
    if is_twin:
        name.append(f"  {shown(Path(line.path.name)).partition('.')[0]}", style="dim")
    return name


def _twins(lines: Sequence[Line]) -> set[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    twins: set[tuple[str, str]] = set()
    for line in lines:
        key = (line.year, line.name)
        (twins if key in seen else seen).add(key)
    return twins


def _fitted(text: Text, column: str, is_marked: bool) -> Text:
    text.justify = _side(column)
    text.overflow = "ellipsis"
    text.no_wrap = True
    if is_marked and column in ("year", "name"):
        text.stylize("bold")
    return text


def _side(column: str) -> Literal["left", "right"]:
    return "right" if column in _RIGHT else "left"
