"""Traces of conversion in a cell: markup, entities, and the blanks that line wraps leave."""

import html
import re
import unicodedata
from dataclasses import replace

from perftui.evaluation.safe_text import safe_text
from perftui.readers.grid import Row
from perftui.readers.report import Note, Repair

_TAGS = "p|br|div|span|td|th|tr|table|tbody|thead|ul|ol|li|b|i|u|em|strong|font|a|o:p"
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|tr|li)\s*>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_NUMBERING = (
    r"\d{1,2}[、.．)）]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十][是、]"
)
_BLANKS = re.compile(rf"(.?)\s+(?!{_NUMBERING})(?=(.))", re.DOTALL)


def without_markup(row: Row) -> tuple[Row, tuple[Note, ...]]:
    """Return the row without the remnants of a web page, and the repair if there were any."""
    cells = tuple(_plain(cell) if "<" in cell or "&" in cell else cell for cell in row.cells)
    if cells == row.cells:
        return row, ()
    return replace(row, cells=cells), (Repair(row.where, "去掉了网页标记（如 <p>）"),)


def unwrap(text: str) -> str:
    """Delete the blanks that line wraps left in a name, an explanation or a remark.

    Chinese is written without blanks, so one beside a Chinese character goes, unless a number
    of a list follows it; between Latin words one blank stays.
    """
    return _BLANKS.sub(_joint, safe_text(text)).strip()


def glue(first: str, second: str) -> str:
    """Join two halves of a text that a page break cut apart."""
    if first[-1:].isascii() and second[:1].isascii():
        return f"{first} {second}".strip()
    return first + second


def _plain(cell: str) -> str:
    marked = _TAG.sub("", _LINE_END.sub("\n", cell))
    return safe_text(_ENTITY.sub(lambda entity: html.unescape(entity[0]), marked)).strip()


def _joint(blanks: re.Match[str]) -> str:
    before, after = blanks[1], blanks[2]
    return f"{before} " if _is_latin(before) and _is_latin(after) else before


def _is_latin(char: str) -> bool:
    return unicodedata.normalize("NFKC", char).isascii()
