"""Characters that stand in one place, as a cell, -> its text, line wraps undone.

Chinese goes on over a line's end without a blank. A line's end is kept as a line break only where
the line surely ended early: the next one's first word would have fitted, or it begins an item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from perftui.readers.formats.pdf.page import Char
from perftui.readers.formats.pdf.upright import upright_text

_SAME_LINE = 0.42
_SAME_SIZE = 0.15
_WORD_GAP = 0.2
_WIDE_GAP = 1.0
_SPREAD_GAP = 0.45
_SLACK = 1.2
_CENTRED = 0.6
_INDENT = 1.3
_WIDE_PITCH = 2.3
_LOOSER = 1.5
_SET_APART = 1.08
_EVEN = 1.04
_BLANK_LINE = 0.05
_STRETCHED = 1.002
_FLUSH = 0.08
_OVERFLOW = 0.8
_WIDEST_PAD = 0.6
_IN_NUMBERS = str.maketrans("", "", ".,，%％-")
_CLOSING = "，。；：、！？）》〉」』】〕”’％…,.;:!?)]}%"
_OPENING = "（《〈「『【〔“‘([{"
_SENTENCE_END = tuple("。；！？;!?.…")
_LABEL = re.compile("[^，。；、：:]{2,16}[：:]")
_ITEM = re.compile(
    r"\d{1,2}(?:[、)）]|[.．](?!\d))|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,2}[)）]"
    r"|[①-⑳⑴-⒛㈠-㈩]|[一二三四五六七八九]是"
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """The characters of one line from left to right; `text` is what they say, ends included."""

    chars: tuple[Char, ...]
    text: str

    @property
    def left(self) -> float:
        """Where its ink begins."""
        return self.chars[0].left

    @property
    def right(self) -> float:
        """Where its ink ends."""
        return max(char.right for char in self.chars[-2:])

    @property
    def top(self) -> float:
        """Where it begins down the page."""
        return min(char.top for char in self.chars)

    @property
    def base(self) -> float:
        """Its base line."""
        return median(char.base for char in self.chars)

    @property
    def size(self) -> float:
        """The size of its type."""
        return type_size(self.chars)


def cell_text(chars: Sequence[Char], left: float, right: float) -> str:
    """Return the text of a cell between two edges, whichever way it is set."""
    upright = upright_text(chars)
    if upright is not None:
        return upright
    lines = lines_of(chars)
    if not lines:
        return ""
    pad = min(min(line.left - left, right - line.right) for line in lines)
    pad = min(max(pad, 0.0), _WIDEST_PAD * lines[0].size)
    return _with_blank_lines(list(paragraphs(lines, left + pad, right - pad)), lines)


def _with_blank_lines(
    found: Sequence[tuple[str, Sequence[TextLine]]], lines: Sequence[TextLine]
) -> str:
    """Join paragraphs, those with the room of one line between them with a blank line."""
    pitch = min((after.base - before.base for before, after in pairwise(lines)), default=0.0)
    text = found[0][0]
    for (_, before), (paragraph, own) in pairwise(found):
        gap = (own[0].base - before[-1].base) / pitch
        is_blank = abs(gap - 2) < _BLANK_LINE and pitch < _WIDE_PITCH * own[0].size
        text += ("\n\n" if is_blank else "\n") + paragraph
    return text


def lines_of(chars: Sequence[Char]) -> list[TextLine]:
    """Set characters into lines by their base lines, from the top down."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if char.text.isspace() and not rows:
            continue
        last = rows[-1][-1] if rows else None
        if last and char.base - last.base <= _SAME_LINE * max(char.size, last.size):
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = (_line(row) for row in rows)
    return [line for line in lines if line is not None]


def paragraphs(
    lines: Sequence[TextLine], left: float, right: float
) -> Iterator[tuple[str, Sequence[TextLine]]]:
    """Yield each paragraph of lines set between two edges: its text, and its lines."""
    centred = _is_centred(lines, left, right)
    pitches = [after.base - before.base for before, after in pairwise(lines)]
    pitch = min(pitches, default=0.0)
    sure = [_ends(b, a, (left, right), pitch, centred) for b, a in pairwise(lines)]
    ends = _set_apart(lines, pitches, sure) or _not_flush(lines, sure) or sure
    begun: list[TextLine] = []
    for line, is_last in zip(lines, [*ends, True], strict=False):
        begun.append(line)
        if is_last:
            yield joined(begun, right), tuple(begun)
            begun = []


def _set_apart(
    lines: Sequence[TextLine], pitches: Sequence[float], sure: Sequence[bool]
) -> list[bool]:
    """Return which lines end a paragraph by the wider gaps below them; nothing if gaps don't tell.

    They tell where there are just two kinds of gaps, the wider ones below each line that surely
    ends a paragraph and else below sentences.
    """
    near = min(pitches, default=0.0)
    ends = [gap > near * _SET_APART for gap in pitches]
    wide = [gap for gap, is_wide in zip(pitches, ends, strict=True) if is_wide]
    close = [gap for gap, is_wide in zip(pitches, ends, strict=True) if not is_wide]
    is_even = all(max(gaps) <= min(gaps) * _EVEN for gaps in (wide, close) if gaps)
    fits = (
        (is_wide or not is_sure) and (is_sure or not is_wide or _is_sentence(line))
        for line, is_wide, is_sure in zip(lines, ends, sure, strict=False)
    )
    return ends if wide and is_even and all(fits) else []


def _not_flush(lines: Sequence[TextLine], sure: Sequence[bool]) -> list[bool]:
    """Return which lines end a paragraph in justified text; nothing for another.

    There lines that go on are stretched to one edge, which a mark behind them may overhang, and
    no line that ends a paragraph is.
    """
    paces = [_pace(line) for line in lines]
    natural = min(filter(None, paces), default=0.0)
    stretched = [pace > natural * _STRETCHED for pace in paces]
    lasting = [line for line, is_stretched in zip(lines, stretched, strict=True) if is_stretched]
    edges = [edge for line in lasting for edge in (line.right, line.right - _overhang(line))]
    if not edges:
        return []
    edge = max(edges, key=lambda at: sum(_is_flush(line, at) for line in lines))
    flush = [_is_flush(line, edge) for line in lines]
    if (False, True) in zip(flush, stretched, strict=True):
        return []
    return [
        not is_stretched and (is_sure or not is_flush)
        for is_sure, is_flush, is_stretched in zip(sure, flush, stretched, strict=False)
    ]


def _pace(line: TextLine) -> float:
    """Return how far Chinese characters stand from one another, for their size; 0 without any."""
    steps = [
        (after.left - before.left) / after.size
        for before, after in pairwise(line.chars)
        if before.text not in _CLOSING and before.is_wide and after.is_wide
    ]
    return median(steps) if steps else 0.0


def _is_flush(line: TextLine, edge: float) -> bool:
    nearest = min(abs(line.right - edge), abs(line.right - _overhang(line) - edge))
    return nearest <= _FLUSH * line.size


def _overhang(line: TextLine) -> float:
    """Return how far the mark at a line's end may stand out over the edge of its text."""
    return 0.5 * line.size if line.text[-1] in _CLOSING else 0.0


def _is_sentence(line: TextLine) -> bool:
    return line.text.rstrip().endswith(_SENTENCE_END)


def goes_on(before: TextLine, after: TextLine, left: float, right: float) -> bool:
    """Whether a paragraph goes on from the last line of a page to the first of the next."""
    is_same = abs(before.size - after.size) < _SAME_SIZE * after.size
    return is_same and not _ends(before, after, (left, right), 0.0, False)


def joined(lines: Sequence[TextLine], right: float) -> str:
    """Join the lines of a paragraph: Chinese without a blank, words of letters with one."""
    pieces = [lines[0].text]
    for before, after in pairwise(lines):
        if _needs_blank(before, after, right):
            pieces.append(" ")
        pieces.append(after.text)
    return "".join(pieces).strip()


def _line(chars: Sequence[Char]) -> TextLine | None:
    """Return a line of characters; None where they are all blank."""
    kept: list[Char] = []
    for char in sorted(chars, key=lambda char: (char.left, char.order)):
        if not any(_is_overprint(char, before) for before in kept[-2:]):
            kept.append(char)
    inked = [char for char in kept if not char.text.isspace()]
    return TextLine(tuple(inked), _spaced(kept)) if inked else None


def _is_overprint(char: Char, before: Char) -> bool:
    """Whether a character is printed again over itself to look bold; a ligature is not."""
    width = max(char.right - char.left, 0.1)
    return (
        char.text == before.text
        and not (char.text == "f" and char.order == before.order + 1)
        and not char.text.isspace()
        and abs(char.left - before.left) < 0.3 * width
    )


def _spaced(chars: Sequence[Char]) -> str:
    """Write the characters of a line, with a blank where there is a gap that means one."""
    spread = _is_spread(chars)
    pieces = [chars[0].text]
    for before, after in pairwise(chars):
        if not spread and _means_blank(before, after):
            pieces.append(" ")
        pieces.append(after.text)
    return "".join(pieces)


def _means_blank(before: Char, after: Char) -> bool:
    if before.text.isspace() or after.text.isspace():
        return False
    is_word = _is_latin(before.text) and _is_latin(after.text)
    size = min(before.size, after.size)
    return after.left - before.right > (_WORD_GAP if is_word else _WIDE_GAP) * size


def _is_spread(chars: Sequence[Char]) -> bool:
    """Whether a few characters are set evenly apart to fill their line."""
    gaps = [(after.left - before.right) / before.size for before, after in pairwise(chars)]
    return len(gaps) > 1 and min(gaps) > _SPREAD_GAP and max(gaps) < 1.5 * min(gaps) + 0.2


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _is_centred(lines: Sequence[TextLine], left: float, right: float) -> bool:
    sides = [(line.left - left, right - line.right, line.size) for line in lines]
    is_even = all(abs(before - behind) <= _CENTRED * size for before, behind, size in sides)
    return is_even and any(behind > size for _, behind, size in sides)


def _ends(
    line: TextLine, after: TextLine, edges: tuple[float, float], pitch: float, centred: bool
) -> bool:
    """Whether a paragraph surely ends between two lines."""
    left, right = edges
    room = right - line.right + (line.left - left if centred else 0.0)
    if is_number(line.text) and is_number(after.text):
        return room >= after.chars[0].right - after.chars[0].left
    if len(line.chars) == 1 and len(after.chars) == 1:
        return False
    is_whole = _is_sentence(line)
    is_far = after.base - line.base > max(_WIDE_PITCH * line.size, _LOOSER * pitch)
    if is_far or (is_whole and _LABEL.match(after.text.strip())):
        return True
    if _ITEM.match(after.text):
        return room >= line.size or is_whole
    if room >= _first_word(after) + _SLACK * line.size:
        return True
    is_indented = after.left - line.left > _INDENT * after.size and not centred
    return is_indented and not _ITEM.match(line.text)


def _first_word(line: TextLine) -> float:
    """Return the width of what cannot be parted at the beginning of a line."""
    chars = line.chars
    end = 0
    while end < len(chars) - 1 and chars[end].text in _OPENING:
        end += 1
    if _is_latin(chars[end].text):
        while end < len(chars) - 1 and _stays_with(chars[end], chars[end + 1]):
            end += 1
    while end < len(chars) - 1 and chars[end + 1].text in _CLOSING:
        end += 1
    return chars[end].right - chars[0].left


def _stays_with(before: Char, after: Char) -> bool:
    return after.text.isascii() and after.left - before.right <= _WORD_GAP * after.size


def _needs_blank(before: TextLine, after: TextLine, right: float) -> bool:
    """Whether two words meet at a line's end, and not the halves of one that was too long."""
    if not (_is_latin(before.text[-1]) and _is_latin(after.text[0])):
        return False
    return right - before.right > _OVERFLOW * before.size


def is_number(text: str) -> bool:
    """Whether a text is one number."""
    return text.strip().translate(_IN_NUMBERS).isdigit()


def type_size(chars: Sequence[Char]) -> float:
    """Return the size of the type of characters, by the Chinese among them if there are any."""
    return median([char.size for char in chars if char.is_wide] or [char.size for char in chars])
