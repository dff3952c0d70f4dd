"""Word documents (.docx) in: every paragraph and table in its order, tracked changes accepted.

Elements are known by their local names, so that the strict and the transitional namespaces read
alike. What stands inside content controls, smart tags and hyperlinks counts as if it stood bare.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from perftui.evaluation.safe_text import safe_text
from perftui.readers.boxes import Box, Line, rows_of
from perftui.readers.formats.docx.numbering import Numbering
from perftui.readers.formats.docx.text import children, find, has, is_hidden, name, text_of, value
from perftui.readers.grid import Grid, Row
from perftui.readers.guard.archives import DAMAGE
from perftui.readers.report import DocumentError, LeftOut, Note, Repair

MOST_ROWS = 20_000
WIDEST = 200

_DAMAGED = (*DAMAGE, etree.XMLSyntaxError, KeyError)


@dataclass
class _Place:
    """Where the walk is: how many tables and paragraphs were met, and whether a page just ended."""

    numbering: Numbering
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    paragraphs: Iterator[int] = field(default_factory=lambda: count(1))
    rows: int = 0
    broken: bool = False

    def after_break(self) -> bool:
        """Tell whether a page ended since the last row, and forget it."""
        broken, self.broken = self.broken, False
        return broken

    def add_row(self) -> None:
        """Count a row; raises ValueError where there are far more than a form has."""
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise ValueError(self.rows)


def read(data: bytes, source: str) -> Grid:
    """Read a document; `source` is its name. Raises DocumentError for a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            main = _main_part(parts)
            body = find(_parse(parts.read(main)), "body")
            numbering = Numbering(_part(parts, f"{posixpath.dirname(main)}/numbering.xml"))
    except _DAMAGED as error:
        what = "不是完整的 Word 文档，可能没有下载完或已损坏；请用 Word 打开，另存后再读入"
        raise DocumentError(f"「{source}」{what}") from error
    if body is None:
        raise DocumentError(f"「{source}」里没有正文，请核对是不是选错了文件")
    try:
        rows = tuple(_rows(body, _Place(numbering)))
    except ValueError:
        what = "里的行或列太多，不像自评表，请只留下自评表再读入"
        raise DocumentError(f"「{source}」{what}") from None
    return Grid(rows, source, _notes(body))


def _main_part(parts: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text: the office document of the package."""
    for relation in _part(parts, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(parts: zipfile.ZipFile, name_: str) -> etree._Element:
    """Return the root of a part, an empty one where the package has no such part."""
    try:
        return _parse(parts.read(name_))
    except KeyError:
        return etree.Element("none")


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _rows(block: etree._Element, at: _Place) -> Iterator[Row]:
    """Yield the rows of paragraphs and tables, in their order."""
    for element in children(block):
        if name(element) == "p":
            yield from _paragraph(element, at)
        elif name(element) == "tbl":
            yield from _table(element, at)


def _paragraph(paragraph: etree._Element, at: _Place) -> Iterator[Row]:
    text, ends_page = _text(paragraph, at.numbering)
    where = f"第{next(at.paragraphs)}段"
    at.broken |= _begins_page(paragraph)
    if text:
        at.add_row()
        yield Row((text,), where, at.after_break())
    at.broken |= ends_page
    for box in paragraph.iter("{*}txbxContent"):
        if not _is_repeated(box):
            yield from _rows(box, at)


def _table(table: etree._Element, at: _Place) -> Iterator[Row]:
    number = next(at.tables)
    rows = [row for row in children(table) if name(row) == "tr" and not _is_deleted(row)]
    lines: list[Line] = []
    inner: list[list[etree._Element]] = []
    for index, row in enumerate(rows, 1):
        at.add_row()
        where = f"表{number}第{index}行"
        boxes, nested = _boxes(row, where, at.numbering)
        lines.append(Line(boxes, where, at.after_break()))
        inner.append(nested)
    for ready, nested in zip(rows_of(lines), inner, strict=True):
        if ready.filled or not nested:
            yield ready
        for deeper in nested:
            yield from _table(deeper, at)


def _boxes(
    row: etree._Element, where: str, numbering: Numbering
) -> tuple[list[Box], list[etree._Element]]:
    """Return the cells of a row by the columns of its grid, and the tables inside them."""
    boxes: list[Box] = []
    nested: list[etree._Element] = []
    left = int(value(find(row, "trPr", "gridBefore"), "0"))
    cells = (cell for cell in children(row) if name(cell) == "tc")
    for number, cell in enumerate(cells, 1):
        right = left + int(value(find(cell, "tcPr", "gridSpan"), "1"))
        if right > WIDEST:
            raise ValueError(right)
        from_above = _continues(cell, "vMerge")
        if _continues(cell, "hMerge") and boxes:
            boxes[-1] = Box(boxes[-1].text, boxes[-1].left, right, from_above, boxes[-1].place)
        else:
            text = "" if from_above else _cell_text(cell, numbering)
            boxes.append(Box(text, left, right, from_above, f"{where}第{number}格"))
        nested += [table for table in children(cell) if name(table) == "tbl" and _is_wide(table)]
        left = right
    return boxes, nested


def _continues(cell: etree._Element, merge: str) -> bool:
    """Whether a cell goes on with the merged one above it or to its left."""
    mark = find(cell, "tcPr", merge)
    return mark is not None and value(mark, "continue") == "continue"


def _cell_text(cell: etree._Element, numbering: Numbering) -> str:
    """Return what a cell says; a table in it that is one row or one column is part of that."""
    texts: list[str] = []
    for block in children(cell):
        if name(block) == "p":
            texts.append(_text(block, numbering)[0])
        elif name(block) == "tbl" and not _is_wide(block):
            cells = (inner for row in children(block) for inner in children(row))
            texts += [_cell_text(inner, numbering) for inner in cells if name(inner) == "tc"]
    return "\n".join(texts).strip("\n")


def _is_wide(table: etree._Element) -> bool:
    """Whether a table has several rows and several columns."""
    sizes = [sum(name(cell) == "tc" for cell in children(row)) for row in children(table)]
    return sum(map(bool, sizes)) > 1 and max(sizes) > 1


def _text(paragraph: etree._Element, numbering: Numbering) -> tuple[str, bool]:
    """Return what a paragraph says with its automatic number, and whether it ends a page."""
    text, ends_page = text_of(paragraph)
    said = safe_text(text).strip()
    return (numbering.mark(paragraph) + said if said else ""), ends_page


def _begins_page(paragraph: etree._Element) -> bool:
    mark = find(paragraph, "pPr", "pageBreakBefore")
    return mark is not None and value(mark, "1") not in ("0", "false", "off")


def _is_deleted(row: etree._Element) -> bool:
    return find(row, "trPr", "del") is not None


def _is_repeated(box: etree._Element) -> bool:
    """Whether a text box is the copy that old programs see, beside the real one."""
    return any(name(parent) == "Fallback" for parent in box.iterancestors())


def _notes(body: etree._Element) -> tuple[Note, ...]:
    notes: list[Note] = []
    if has(body, "del", "ins", "moveFrom", "moveTo"):
        notes.append(Repair("全文", "文档里有修订，按全部接受读入，删去的文字没有读入"))
    if any(is_hidden(run) for run in body.iter("{*}r")):
        notes.append(LeftOut("全文", "设为隐藏的文字没有读入"))
    return tuple(notes)
