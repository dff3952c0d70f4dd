"""The WordprocessingML of paragraphs, cells, rows and tables.

python-docx's own table methods look a cell up in the whole grid each time; a form is built ten
times faster from its elements.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

CELL_MARGINS = {"top": 30, "left": 70, "bottom": 30, "right": 70}
"""Space between the text of a cell and its borders, in twips."""


@dataclass(frozen=True)
class TableCell:
    """A cell to be drawn: its lines, paragraph style, and how many grid columns it spans.

    `merge` is "restart" where a cell merged over rows begins and "continue" where it goes on.
    `keep` holds the cell's lines together and with the next row.
    """

    lines: Sequence[str] = ("",)
    style: str = ""
    span: int = 1
    merge: str = ""
    shaded: bool = False
    keep: bool = False


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Make a `w:` element with `w:` attributes."""
    values = {qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    made: Element = OxmlElement(f"w:{tag}", values)
    made.extend(children)
    return made


def text_run(text: str) -> Element:
    """Make a run; a line feed in its text becomes a line break."""
    run = element("r")
    for n, line in enumerate(text.split("\n")):
        if n:
            run.append(element("br"))
        run.append(_text(line))
    return run


def field_run(instruction: str) -> Element:
    """Make a field that the word processor computes, such as PAGE."""
    return element("fldSimple", text_run("1"), instr=instruction)


def paragraph(style: str, *runs: Element, keep: bool = False) -> Element:
    """Make a paragraph in a style; `keep` holds it together and with the next one."""
    properties = element("pPr", element("pStyle", val=style))
    if keep:
        properties.extend([element("keepNext"), element("keepLines")])
    return element("p", properties, *runs)


def table(widths: Sequence[int], rows: Iterable[Element]) -> Element:
    """Make a table of fixed column widths in twips with single lines around every cell."""
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", _table_properties(sum(widths)), grid, *rows)


def table_row(
    cells: Iterable[TableCell],
    widths: Sequence[int],
    height: int,
    may_split: bool = False,
    is_heading: bool = False,
) -> Element:
    """Make a row at least `height` twips high; a heading row is repeated on each page."""
    properties = element("trPr")
    if not may_split:
        properties.append(element("cantSplit"))
    properties.append(element("trHeight", val=height, hRule="atLeast"))
    if is_heading:
        properties.append(element("tblHeader"))
    row = element("tr", properties)
    column = 0
    for cell in cells:
        row.append(_cell(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    return row


def _cell(cell: TableCell, width: int) -> Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if cell.span > 1:
        properties.append(element("gridSpan", val=cell.span))
    if cell.merge:
        properties.append(element("vMerge", val=cell.merge))
    if cell.shaded:
        properties.append(element("shd", val="clear", color="auto", fill="F2F2F2"))
    properties.append(element("vAlign", val="center"))
    lines = (paragraph(cell.style, text_run(line), keep=cell.keep) for line in cell.lines)
    return element("tc", properties, *lines)


def _table_properties(width: int) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (element(side, val="single", sz=4, space=0, color="000000") for side in sides)
    margins = (element(side, w=space, type="dxa") for side, space in CELL_MARGINS.items())
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
    )


def _text(line: str) -> Element:
    made = element("t")
    made.text = line
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
