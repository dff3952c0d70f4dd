"""A paragraph of a docx template: its placeholders filled, its other text and formatting kept.

Word splits what was typed into runs of its own. The text of all runs is put together, every stretch
outside placeholders stands in the jinja2 source as a mark, and what is printed is cut at the marks
again: values become the text of new runs and nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from perftui.evaluation.safe_text import safe_text
from perftui.writers.docx.ooxml import Element, element, text_element, w
from perftui.writers.docx.own.expressions import OPENS, TAG, as_typed, expression
from perftui.writers.docx.own.package import BadTemplateError, parent_of

_MARK = re.compile("\x00(\\d{1,6})\x01")
_AROUND_RUNS = frozenset(
    w(name)
    for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "hyperlink", "dir")
)
_RANGES = frozenset(
    w(f"{what}{end}") for what in ("bookmark", "commentRange", "perm") for end in ("Start", "End")
)
_DROPPED = frozenset(
    w(name)
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"),
        *("del", "moveFrom", "proofErr", "lastRenderedPageBreak"),
    )
)
_CHARACTERS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}
_OTHER = "￼"
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
_NOT_AGAIN = ("sectPr", "pageBreakBefore", "pPrChange")
_SHOWN = 24


@dataclass(frozen=True)
class _Piece:
    """A stretch of a paragraph in one look: text, or an element that is kept as it is.

    `character` stands for the element where placeholders are looked for; `beside` tells an element
    that stands beside runs from one in them.
    """

    text: str
    look: Element | None = None
    element: Element | None = None
    character: str = ""
    beside: bool = False

    @property
    def shown(self) -> str:
        return self.character or self.text


class Paragraph:
    """A paragraph with placeholders; `names` are those they use, `shown` is its beginning."""

    def __init__(self, paragraph: Element) -> None:
        """Read a paragraph; raises BadTemplateError naming it where its placeholders are wrong."""
        self._element = paragraph
        self._pieces: list[_Piece] = []
        read = list(_pieces(paragraph))
        self._text = "".join(piece.shown for piece in read)
        self.shown = _shown(self._text)
        with _naming(self.shown):
            self._expression = expression(self._source(read))
        self.names = self._expression.names

    def fill(self, values: Mapping[str, Any]) -> None:
        """Print values in the place of the placeholders; each of their lines is a paragraph.

        A paragraph in which a condition leaves nothing is taken out. Raises BadTemplateError.
        """
        with _naming(self.shown):
            lines = self._lines(self._expression.print(values))
        if "{%" in self._text and not any(lines) and _may_go(self._element):
            parent_of(self._element).remove(self._element)
        else:
            _put(self._element, lines)

    def _source(self, read: list[_Piece]) -> str:
        """Return the jinja2 source: a mark for each piece, and the tags as they were meant."""
        source, end = "", 0
        for tag in TAG.finditer(self._text):
            source += self._marks(read, end, tag.start())
            if tag[0].startswith("{{"):
                (first, *_) = _between(read, tag.start(), tag.start() + 1)
                source += self._mark(_Piece("", first.look))
            source += "" if tag[0].startswith("{#") else as_typed(tag[0])
            end = tag.end()
        _refuse_unfinished(TAG.sub("", self._text))
        return source + self._marks(read, end, len(self._text))

    def _marks(self, read: list[_Piece], start: int, end: int) -> str:
        return "".join(map(self._mark, _between(read, start, end)))

    def _mark(self, piece: _Piece) -> str:
        self._pieces.append(piece)
        return f"\x00{len(self._pieces) - 1}\x01"

    def _lines(self, printed: str) -> list[list[Element]]:
        """Return what was printed line by line, as runs."""
        lines: list[list[Element]] = [[]]
        look: Element | None = None
        used: set[int] = set()
        for index, part in enumerate(_MARK.split(printed)):
            if index % 2 == 0:
                first, *more = safe_text(part).split("\n")
                lines[-1] += _value(first, look)
                lines += (_value(line, look) for line in more)
            elif int(part) < len(self._pieces):
                piece = self._pieces[int(part)]
                look = piece.look
                lines[-1] += _kept(piece, again=int(part) in used)
                used.add(int(part))
        return lines


def has_placeholders(paragraph: Element) -> bool:
    """Whether a paragraph's own text has any; that of text boxes in it is not its own."""
    text = "".join(piece.shown for piece in _pieces(paragraph))
    return OPENS.search(text) is not None or "{#" in text


@contextmanager
def _naming(shown: str) -> Iterator[None]:
    """Put the beginning of a paragraph in front of what is wrong with it."""
    try:
        yield
    except BadTemplateError as fault:
        raise BadTemplateError(f"「{shown}」这一段：{fault}") from None


def _shown(text: str) -> str:
    line = " ".join(safe_text(text).replace(_OTHER, "").split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _refuse_unfinished(rest: str) -> None:
    found = OPENS.search(rest)
    if found:
        end = "}}" if found[0] == "{{" else "%}"
        raise BadTemplateError(f"{found[0]} 没有写完，缺 {end} 或一个引号")


def _pieces(container: Element) -> Iterator[_Piece]:
    """Yield the pieces of a paragraph; tracked changes count as accepted."""
    for child in container:
        if child.tag in _AROUND_RUNS:
            yield from _pieces(child)
        elif child.tag == w("r"):
            yield from _pieces_of_run(child)
        elif child.tag not in _DROPPED and child.tag not in _RANGES:
            yield _Piece("", None, child, _OTHER, beside=True)


def _pieces_of_run(run: Element) -> Iterator[_Piece]:
    look = run.find(w("rPr"))
    for part in run:
        if part.tag == w("t"):
            yield _Piece(part.text or "", look)
        elif part.tag not in _DROPPED:
            yield _Piece("", look, part, _CHARACTERS.get(part.tag, _OTHER))


def _between(pieces: list[_Piece], start: int, end: int) -> Iterator[_Piece]:
    """Yield what stands between two places of the text, cutting pieces of text there."""
    at = 0
    for piece in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece.shown))
        if low < high:
            yield piece if piece.element is not None else _Piece(piece.text[low:high], piece.look)
        at += len(piece.shown)


def _kept(piece: _Piece, again: bool) -> list[Element]:
    """Return a piece as runs; one that a loop prints `again` is copied."""
    if piece.element is None:
        return [_run(text_element(piece.text), piece.look)] if piece.text else []
    kept = deepcopy(piece.element) if again else piece.element
    return [kept] if piece.beside else [_run(kept, piece.look)]


def _value(text: str, look: Element | None) -> list[Element]:
    """Return a printed value as a run that looks as its placeholder does."""
    if not text:
        return []
    run = _run(text_element(text), look)
    properties = run.find(w("rPr"))
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    fonts = properties.find(w("rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        styled = properties.find(w("rStyle")) is not None
        properties.insert(1 if styled else 0, fonts)
    # Without the hint Word sets “” and … in the Latin font.
    fonts.set(w("hint"), "eastAsia")
    return [run]


def _run(content: Element, look: Element | None) -> Element:
    run = element("r")
    if look is not None:
        run.append(_without(deepcopy(look), _TRACKED))
    run.append(content)
    return run


def _put(paragraph: Element, lines: list[list[Element]]) -> None:
    """Write the first line into a paragraph, and the others into copies of it after it."""
    properties = paragraph.find(w("pPr"))
    ranges = [e for e in paragraph.iter(*_RANGES) if next(e.iterancestors(w("p"))) is paragraph]
    for child in list(paragraph):
        if child is not properties:
            paragraph.remove(child)
    paragraph.extend([*ranges, *lines[0]])
    last = paragraph
    for line in lines[1:]:
        following = element("p")
        if properties is not None:
            following.append(_without(deepcopy(properties), _NOT_AGAIN))
        following.extend(line)
        last.addnext(following)
        last = following
    section = None if properties is None else properties.find(w("sectPr"))
    if section is not None and last is not paragraph:
        last.find(w("pPr")).append(section)


def _without(parent: Element, names: tuple[str, ...]) -> Element:
    for name in names:
        for child in parent.findall(w(name)):
            parent.remove(child)
    return parent


def _may_go(paragraph: Element) -> bool:
    """Whether a paragraph is neither the last of a cell or box nor the end of a section."""
    after = (e for e in paragraph.itersiblings(w("p"), w("tbl"), w("sectPr")))
    follower = next(after, None)
    return follower is not None and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None
