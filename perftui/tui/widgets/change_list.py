"""What differs between two forms, one entry each: side by side, or one below the other."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from perftui.evaluation.comparing.difference import Difference, Kind
from perftui.evaluation.comparing.words import Piece, word_differences
from perftui.jobs.comparing.listing import Heading, Line, Note
from perftui.tui.widgets.hanging_list import HangingList, shortened

WIDE = 100
"""So many cells are room enough for the old and the new form side by side."""

HEAD = 28
_NOTE = 12
_GAP = 2
_SIGNS = {
    Kind.CHANGED: ("改", "bold $text-warning"),
    Kind.ADDED: ("增", "bold $text-success"),
    Kind.DROPPED: ("删", "bold $text-error"),
    Kind.COPIED: ("同", "bold $text-accent"),
    Kind.BLANK: ("空", "dim"),
    Kind.SAME: ("  ", ""),
}
_GONE, _COME = "strike $text-error", "underline bold $text-success"
_OLD, _NEW = "上年", "本年"
_BLANK = "（空）"
_COPIED = "与上年完全相同"
_LEAST_MARKED = 6
_LEAST_COMMON = 0.3

Marked = tuple[Content, Content]


class ChangeList(HangingList, inherit_bindings=False):
    """The entries of a comparison; headings and sums are passed over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Line] = ()
        self._marked: dict[int, Marked] = {}

    @property
    def at(self) -> Difference | None:
        """The entry under the cursor."""
        line = None if self.highlighted is None else self._entries[self.highlighted]
        return line if isinstance(line, Difference) else None

    def show(self, lines: Sequence[Line]) -> None:
        """Show entries, the cursor on the one it was on or on the first."""
        here = self.at
        self._entries, self._marked = lines, {}
        self.set_options(
            Option(self.entry(index), disabled=not isinstance(line, Difference))
            for index, line in enumerate(lines)
        )
        same = (n for n, one in enumerate(lines) if here is not None and _is_at(one, here.path))
        self.go_to(next(same, self._next(-1, 1)))

    def step(self, by: int) -> bool:
        """Go to the next or the last entry worth a look; False where there is none that way."""
        at = self._next(-1 if self.highlighted is None else self.highlighted, by)
        if at is not None:
            self.go_to(at)
        return at is not None

    def _next(self, at: int, by: int) -> int | None:
        places = range(at + by, len(self._entries) if by > 0 else -1, by)
        return next((n for n in places if _is_told(self._entries[n])), None)

    # How an entry looks.

    def entry(self, index: int) -> Content:
        """Return a line of the list for the width at hand."""
        line = self._entries[index]
        if isinstance(line, Heading):
            return _heading(line, is_first=index == 0)
        if isinstance(line, Note):
            return Content.styled(f"   {line.text}", "dim")
        if index not in self._marked:
            self._marked[index] = _marked(line)
        old, new = self._marked[index]
        if self.room >= WIDE:
            return self._side_by_side(line, old, new)
        return self._one_below_the_other(line, old, new)

    def _side_by_side(self, one: Difference, old: Content, new: Content) -> Content:
        half = (self.room - HEAD - _NOTE - 3 * _GAP) // 2
        if one.kind is Kind.COPIED:
            old = Content.styled(_COPIED, "$text-accent")
            new = Content.styled(shortened(one.new, half), "dim")
        head = Content.assemble(_SIGNS[one.kind], " ", one.label)
        cells = (head.wrap(HEAD), old.wrap(half), new.wrap(half), _note(one).wrap(_NOTE))
        widths = (HEAD, half, half, _NOTE)
        rows = range(max(map(len, cells)))
        return Content("\n").join(
            Content(" " * _GAP).join(
                _filled(lines[row] if row < len(lines) else Content(), width)
                for lines, width in zip(cells, widths, strict=True)
            )
            for row in rows
        )

    def _one_below_the_other(self, one: Difference, old: Content, new: Content) -> Content:
        is_told = one.kind.is_told
        head = Content.assemble(_SIGNS[one.kind], " ", (one.label, "bold" * is_told), "  ")
        if one.kind is Kind.COPIED:
            text = Content.styled(shortened(one.new, self.room - 5), "dim")
            said = Content.styled(f"{_COPIED}\n", "$text-accent")
            return Content.assemble(head, said, "     ", text)
        if one.kind is Kind.SAME:
            return head + shortened(one.new or _BLANK, self.room - head.cell_length)
        note = _note(one)
        short = Content.assemble(head, old, (" 改为 ", "dim"), new, "  ", note)
        is_short = "\n" not in one.old + one.new and short.cell_length <= self.room
        if one.kind in (Kind.CHANGED, Kind.BLANK) and is_short:
            return short
        sides = ((_OLD, old, one.kind is not Kind.ADDED), (_NEW, new, one.kind is not Kind.DROPPED))
        texts = [
            self.hang(Content.assemble("   ", (side, "dim"), " "), text)
            for side, text, is_there in sides
            if is_there
        ]
        return Content("\n").join([head + note, *texts])


def _is_told(line: Line) -> bool:
    return isinstance(line, Difference) and line.kind.is_told


def _is_at(line: Line, path: str) -> bool:
    return isinstance(line, Difference) and line.path == path


def _heading(line: Heading, *, is_first: bool) -> Content:
    if line.is_row:
        return Content.styled(f"   {line.text}", "$text-secondary")
    return Content.styled(line.text if is_first else f"\n{line.text}", "bold $text-primary")


def _note(one: Difference) -> Content:
    return Content.styled(one.note, "$text-secondary")


def _filled(line: Content, width: int) -> Content:
    return line.rstrip() + " " * max(width - line.rstrip().cell_length, 0)


def _marked(one: Difference) -> Marked:
    """Return both texts, the words that only one of them has marked."""
    plain = Content(one.old.strip() or _BLANK), Content(one.new.strip() or _BLANK)
    if one.kind in (Kind.ADDED, Kind.DROPPED):
        blanks = Content.styled("没有", "dim")
        return (blanks, plain[1]) if one.kind is Kind.ADDED else (plain[0], blanks)
    if one.kind is not Kind.CHANGED or min(len(one.old), len(one.new)) < _LEAST_MARKED:
        return plain
    old, new = word_differences(one.old.strip(), one.new.strip())
    common = sum(cell_len(piece.text) for piece in new if piece.is_common)
    if common < _LEAST_COMMON * cell_len(one.new):  # written anew: marks on all of it say nothing
        return plain
    return _styled(old, _GONE), _styled(new, _COME)


def _styled(pieces: Sequence[Piece], style: str) -> Content:
    return Content.assemble(*(p.text if p.is_common else (p.text, style) for p in pieces))
