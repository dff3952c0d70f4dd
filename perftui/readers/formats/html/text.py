"""The text of an element of a web page, with its blanks and line breaks as a browser shows them."""

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.html.style import Style

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_CONTROLS = frozenset(("input", "select", "textarea"))
_TYPED = frozenset(("", "text", "number", "date", "tel", "email", "url", "search"))
_WRAP, _BREAK = "\x01", "\x02"
_BLANKS = re.compile("[ \t\r\n]+")
_WIDE = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
_WRAP_IN_CHINESE = re.compile(rf"(?<={_WIDE})\x01(?={_WIDE})")
_SPACE = re.compile(r"[ \x01\u00a0]+")


def text_of(element: etree._Element, style: Style) -> str:
    """Return the text of an element, its lines set apart by line feeds; tables in it left out.

    Two breaks after one another leave a blank line, blocks of text do not.
    A line break in the source is none; between Chinese characters it is not even a blank.
    """
    raw = "".join(_pieces(element, style, keeps=False))
    blocks = ("\n".join(map(_stripped, block.split(_BREAK))) for block in raw.split("\n"))
    return safe_text("\n".join(block.strip("\n") for block in blocks if block.strip())).strip()


def _stripped(line: str) -> str:
    return _SPACE.sub(" ", _WRAP_IN_CHINESE.sub("", line)).strip()


def _pieces(element: etree._Element, style: Style, *, keeps: bool) -> Iterator[str]:
    """Yield the text of an element and of those in it, but not what follows it."""
    if element.tag in _CONTROLS:
        yield _typed_into(element)
        return
    keeps = keeps or style.keeps_breaks(element)
    numbers = _numbers(element)
    yield _spaced(element.text, keeps=keeps)
    for child in element:
        if child.tag != "table" and style.is_shown(child):
            edge = "\n" if child.tag in BLOCKS else ""
            yield _BREAK if child.tag == "br" else edge
            yield next(numbers) if child.tag == "li" else ""
            yield from _pieces(child, style, keeps=keeps)
            yield edge
        yield _spaced(child.tail, keeps=keeps)


def _spaced(text: str | None, *, keeps: bool) -> str:
    if not text or keeps:
        return (text or "").replace("\n", _BREAK)
    return _BLANKS.sub(lambda blanks: _WRAP if "\n" in blanks[0] else " ", text)


def _numbers(element: etree._Element) -> Iterator[str]:
    """Yield what a browser puts before each item of a list."""
    start = element.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    return (f"{number}." if element.tag == "ol" else "" for number in count(first))


def _typed_into(control: etree._Element) -> str:
    """Return what a control holds: its text, its choice, or its tick."""
    if control.tag == "textarea":
        return "".join(control.itertext())
    if control.tag == "select":
        chosen = [o for o in control.iter("option") if o.get("selected") is not None]
        return " ".join("".join(option.itertext()).strip() for option in chosen)
    kind = control.get("type", "").lower()
    if kind in ("checkbox", "radio"):
        return "□" if control.get("checked") is None else "☑"
    return control.get("value", "") if kind in _TYPED else ""
