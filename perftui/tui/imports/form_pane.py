"""The form as it was read: a line a field, a line an indicator, the field at hand marked."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from perftui.evaluation import fields
from perftui.evaluation.values import Unread
from perftui.jobs.reviewing import Review, category_before, label_of, lines_of
from perftui.tui.widgets.hanging_list import HangingList, shortened

_LABEL_WIDTH, _NUMBER_WIDTH = 20, 7
_EMPTY = "（空）"
_MARKED = "bold $background on $warning"
_WRONG, _CHANGED = "bold $text-error", "$text-success"
_NUMERIC = ("weight", "score")

Line = tuple[str, ...]


class FormPane(HangingList):
    """The fields of a form under review; left and right go from cell to cell of an indicator.

    The line at hand opens: a long text is shown whole, an indicator with all its cells.
    """

    @dataclass
    class Moved(Message):
        """The user went to a field."""

        path: str

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        self._entries: tuple[Line | str, ...] = ()
        self._path = ""

    @property
    def path(self) -> str:
        """The path of the field at hand, empty where there is none."""
        return self._path

    def show(self, review: Review) -> None:
        """Show a form: another one from its beginning, else what it has become."""
        is_other, here = review is not self._review, self.highlighted
        self._review, self._entries = review, _entries_of(review)
        if is_other:
            self._path = ""
        entries = enumerate(self._entries)
        self.set_options(Option(self.entry(i), disabled=isinstance(e, str)) for i, e in entries)
        if is_other:
            self.scroll_home(animate=False)
        else:
            self.highlighted = here

    def point_at(self, path: str) -> None:
        """Mark a field and bring it into sight; an empty path marks nothing and stays."""
        here = self._mark(path)
        if here is not None:
            self.go_to(here)

    def on_option_list_option_highlighted(self, event: HangingList.OptionHighlighted) -> None:
        """Moving to another line goes to its first field."""
        line = self._entries[event.option_index]
        if self.has_focus and event.option_index != self._line_of(self._path):
            self._step_to(line[0])

    def on_key(self, event: events.Key) -> None:
        """Left and right go to the neighbouring cell of an indicator."""
        step = {"left": -1, "right": 1}.get(event.key)
        here = self._line_of(self._path)
        if step is not None and here is not None:
            event.stop()
            cells = self._entries[here]
            index = cells.index(self._path) + step
            if 0 <= index < len(cells):
                self._step_to(cells[index])

    def entry(self, index: int) -> Content:
        """Return a line: a category, a field beside its label, or an indicator."""
        line = self._entries[index]
        if isinstance(line, str):
            return self._heading(line)
        is_open = self._path in line
        if len(line) == 1:
            return self._field(line[0], is_open=is_open)
        return self._indicator(line, is_open=is_open)

    def _step_to(self, path: str) -> None:
        self._mark(path)
        self.call_after_refresh(self.scroll_to_highlight)
        self.post_message(self.Moved(path))

    def _mark(self, path: str) -> int | None:
        before, self._path = self._line_of(self._path), path
        here = self._line_of(path)
        self.draw(*{index for index in (before, here) if index is not None})
        return here

    def _line_of(self, path: str) -> int | None:
        lines = enumerate(self._entries)
        return next((i for i, line in lines if not isinstance(line, str) and path in line), None)

    def _field(self, path: str, *, is_open: bool) -> Content:
        assert self._review is not None
        label = shortened(label_of(path, self._review.document.profile), _LABEL_WIDTH)
        pad = " " * (_LABEL_WIDTH - cell_len(label))
        head = Content.assemble(pad, (label, "$text-muted"), "  ")
        text, style = self._shown(path)
        if not is_open:
            return head + Content.styled(shortened(text, self.room - _LABEL_WIDTH - 2), style)
        value = fields.get(self._review.document.evaluation, path)
        why = f"\n{value.reason}" if isinstance(value, Unread) else ""
        return self.hang(head, Content.assemble((text, style), (why, "$text-error")))

    def _heading(self, category: str) -> Content:
        """Return a category, above the columns of numbers their labels."""
        assert self._review is not None
        columns = self._review.document.profile.columns
        labels = [c.label for c in columns if c.field in _NUMERIC]
        above = "".join(" " * (_NUMBER_WIDTH - cell_len(label)) + label for label in labels)
        room = self.room - cell_len(above)
        name = shortened(category, room)
        pad = " " * (room - cell_len(name))
        return Content.assemble((name, "bold $text-primary"), pad, (above, "$text-muted"))

    def _indicator(self, cells: Line, *, is_open: bool) -> Content:
        """Return name and numbers on one line, and if it is open the other cells beneath."""
        numbers = [path for path in cells if path.endswith(_NUMERIC)]
        room = self.room - len(numbers) * _NUMBER_WIDTH - 2
        whole, style = self._shown(cells[0])
        name = shortened(whole, room)
        parts = [Content.assemble("  ", (name, style), " " * (room - cell_len(name)))]
        for path in numbers:
            text, style = self._shown(path)
            parts.append(Content(" " * max(_NUMBER_WIDTH - cell_len(text), 1)))
            parts.append(Content.styled(text, style))
        first = Content("").join(parts)
        if not is_open:
            return first
        others = cells[1:] if name == whole else cells
        beneath = [self._field(path, is_open=True) for path in others if path not in numbers]
        return Content("\n").join([first, *beneath])

    def _shown(self, path: str) -> tuple[str, str]:
        """Return what a field holds, and how: at hand, unreadable, changed, empty or plain."""
        assert self._review is not None
        value = fields.get(self._review.document.evaluation, path)
        was = fields.get(self._review.imported.evaluation, path)
        text = self._review.document.show(path).replace("\t", " ")
        style = _CHANGED if value != was else _WRONG if isinstance(value, Unread) else ""
        if path == self._path:
            style = _MARKED
        return text or _EMPTY, style or ("" if text else "dim")


def _entries_of(review: Review) -> tuple[Line | str, ...]:
    """Return the lines of a form, and before the first indicator of each category its name."""
    rows = review.document.evaluation.indicators
    entries: list[Line | str] = []
    for line in lines_of(review.document.evaluation, review.document.profile):
        index = fields.parse_path(line[0]).index
        category = "" if index is None else category_before(rows, index)
        entries += [category, line] if category else [line]
    return tuple(entries)
