"""The tables of a web page as rows, their cells set into columns by what they span."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from perftui.readers.formats.html.style import Style, begins_page
from perftui.readers.formats.html.text import text_of
from perftui.readers.grid import Row

MOST_COLUMNS = 200
MOST_CELLS = 200_000
_PARTS = frozenset(("thead", "tbody", "tfoot", "form", "div", "center"))


class TooLargeError(Exception):
    """A table that is far larger than a form."""


@dataclass(frozen=True)
class _Carried:
    """A cell that goes on below: for how many rows, its name, and whether it begins here."""

    rows: int
    place: str
    is_first: bool


@dataclass
class _Line:
    """A row being set: the texts of its columns, their places and what is merged."""

    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    from_left: set[int] = field(default_factory=set)
    from_above: set[int] = field(default_factory=set)

    def add(self, text: str, place: str, *, from_left: bool, from_above: bool = False) -> None:
        """Set the next column."""
        column = len(self.texts)
        if column >= MOST_COLUMNS:
            raise TooLargeError
        if from_left:
            self.from_left.add(column)
        if from_above:
            self.from_above.add(column)
        self.texts.append(text)
        self.places.append(place)

    def row(self, where: str, width: int) -> Row:
        """Return the row, filled up to the width of its table."""
        missing = width - len(self.texts)
        last = f"{where}第{len(set(self.places)) + 1}格"
        return Row(
            (*self.texts, *[""] * missing),
            where,
            from_left=frozenset(self.from_left),
            from_above=frozenset(self.from_above),
            places=(*self.places, *[last] * missing),
        )


def table_rows(table: etree._Element, style: Style, numbers: Iterator[int]) -> Iterator[Row]:
    """Yield the rows of a table; a table in a cell follows the row of that cell.

    `numbers` counts the tables of the page. Raises TooLargeError.
    """
    name = f"表{next(numbers)}"
    yield from _caption(table, style, name)
    lines: list[tuple[_Line, etree._Element, str]] = []
    carried: dict[int, _Carried] = {}
    for number, tr in enumerate(_lines(table, style), 1):
        where = f"{name}第{number}行"
        line = _set(tr, style, carried, where)
        lines.append((line, tr, where))
        if len(line.texts) * number > MOST_CELLS:
            raise TooLargeError
    width = max((len(line.texts) for line, _, _ in lines), default=0)
    for line, tr, where in lines:
        row = line.row(where, width)
        if row.filled:
            yield replace(row, break_before=begins_page(tr))
        for inner in _inner_tables(tr, style):
            yield from table_rows(inner, style, numbers)


def _caption(table: etree._Element, style: Style, name: str) -> Iterator[Row]:
    captions = (child for child in table if child.tag == "caption" and style.is_shown(child))
    texts = (text_of(caption, style) for caption in captions)
    yield from (Row((text,), f"{name}标题") for text in texts if text)


def _lines(element: etree._Element, style: Style) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in _PARTS and style.is_shown(child):
            yield from _lines(child, style)
        elif child.tag == "tr" and style.is_shown(child):
            yield child


def _set(tr: etree._Element, style: Style, carried: dict[int, _Carried], where: str) -> _Line:
    """Set the cells of a row into columns, between those that go on from above."""
    line = _Line()
    cells = (child for child in tr if child.tag in ("td", "th") and style.is_shown(child))
    for number, cell in enumerate(cells, 1):
        _carry(line, carried)
        column, place = len(line.texts), f"{where}第{number}格"
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        for n in range(across):
            line.add("" if n else text_of(cell, style), place, from_left=n > 0)
            if down > 1:
                carried[column + n] = _Carried(down, place, n == 0)
    while any(column >= len(line.texts) for column in carried):
        before = len(line.texts)
        _carry(line, carried)
        if len(line.texts) == before:
            line.add("", f"{where}第{len(tr) + 1}格", from_left=False)
    for column, above in list(carried.items()):
        if above.rows > 1:
            carried[column] = _Carried(above.rows - 1, above.place, above.is_first)
        else:
            del carried[column]
    return line


def _carry(line: _Line, carried: dict[int, _Carried]) -> None:
    """Set the columns that go on from above, up to the next free one."""
    while (above := carried.get(len(line.texts))) is not None:
        line.add("", above.place, from_left=not above.is_first, from_above=True)


def _span(cell: etree._Element, name: str) -> int:
    """Return how many columns or rows a cell spans; 0 and nonsense are one, as browsers do."""
    text = cell.get(name, "").strip()
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1


def _inner_tables(element: etree._Element, style: Style) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == "table" and style.is_shown(child):
            yield child
        elif isinstance(child.tag, str) and style.is_shown(child):
            yield from _inner_tables(child, style)
