"""Narratives as points: split a text at whatever numbering it uses, and number it anew.

A narrative is plain text and stays so: `Point`s are a view of it, with the place of each point in
the text. Without numbering the points are what line breaks, ；or blanks between Chinese characters
set apart, in this order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from perftui.evaluation.numbering import NUMBERINGS, Marker, Numbering, sequence

_FIRST_STYLE = NUMBERINGS[0]
_HAN = "\u3400-\u9fff"
_LINE_BREAK = re.compile(r"\n")
_SEMICOLON = re.compile("[；;]")
_LOST_BREAK = re.compile(rf"(?<=[{_HAN}。；）”])[ \u3000\u00a0]+(?=[{_HAN}（“])")


@dataclass(frozen=True)
class Point:
    """One point of a narrative.

    `text` is its wording without marker and separator; it stands at `text[start:end]` of the
    narrative. `marker` is the numbering as written, empty if there is none; `number` its value.
    """

    text: str
    start: int
    end: int
    marker: str = ""
    number: int | None = None


def split(narrative: str) -> tuple[Point, ...]:
    """Split a narrative into its points; an empty narrative has none."""
    found = sequence(narrative)
    if not found:
        return _points(narrative, _pieces(narrative))
    lead = _points(narrative, [(0, found[0].start)])
    ends = [following.start for _, following in pairwise(found)] + [len(narrative)]
    return lead + tuple(_numbered(narrative, m, end) for m, end in zip(found, ends, strict=True))


def numbering_of(narrative: str) -> Numbering | None:
    """Return the style of a narrative's first marker, or None if it is not numbered."""
    found = sequence(narrative)
    return found[0].style if found else None


def join(texts: Iterable[str], numbering: Numbering | None = None) -> str:
    """Write points as a narrative, one a line, numbered from 1 in the style given."""
    stripped = [text.strip() for text in texts if text.strip()]
    if numbering is None:
        return "\n".join(stripped)
    return "\n".join(f"{numbering.write(n)}{text}" for n, text in enumerate(stripped, 1))


def renumber(narrative: str, numbering: Numbering | None = None) -> str:
    """Number the points from 1 on, in the style given or the one it begins with.

    Only markers change; a narrative that has none and is given no style comes back as it is.
    """
    found = sequence(narrative)
    if not found:
        texts = (point.text for point in split(narrative))
        return narrative if numbering is None else join(texts, numbering)
    style = numbering or found[0].style
    if not style.counts:
        return narrative
    pieces, position = [], 0
    for number, marker in enumerate(found, 1):
        pieces += [narrative[position : marker.start], style.write(number)]
        position = marker.end
    return "".join([*pieces, narrative[position:]])


def append(narrative: str, wording: str) -> str:
    """Add a wording as one more point, in the narrative's own numbering."""
    present = split(narrative)
    if not present:
        return wording
    found = sequence(narrative)
    if found:
        blank = " " if narrative[found[-1].end :].startswith(" ") else ""
        marker = found[0].style.write(len(found) + 1) + blank
        return f"{narrative.rstrip()}\n{marker}{wording}"
    if "\n" in narrative.strip("\n"):
        return f"{narrative.rstrip()}\n{wording}"
    # A blank may only be where a cell was wrapped: beside a new point the text is one, not several.
    is_listed = _SEMICOLON.search(narrative.strip("；; \t"))
    starts = [point.start for point in present] if is_listed else [present[0].start]
    written = (narrative[slice(*span)] for span in pairwise([*starts, len(narrative)]))
    return join((*written, wording), _FIRST_STYLE)


def _numbered(narrative: str, marker: Marker, end: int) -> Point:
    start, stop = _trimmed(narrative, marker.end, end)
    return Point(narrative[start:stop], start, stop, marker.text, marker.number)


def _pieces(narrative: str) -> list[tuple[int, int]]:
    """Cut an unnumbered narrative at the strongest separator it has."""
    for separator in (_LINE_BREAK, _SEMICOLON, _LOST_BREAK):
        cuts = list(separator.finditer(narrative.strip("\n")))
        if cuts:
            inner = separator.finditer(narrative)
            edges = [0, *(edge for cut in inner for edge in cut.span()), len(narrative)]
            return list(zip(edges[::2], edges[1::2], strict=True))
    return [(0, len(narrative))]


def _points(narrative: str, pieces: Iterable[tuple[int, int]]) -> tuple[Point, ...]:
    spans = [_trimmed(narrative, *piece) for piece in pieces]
    return tuple(Point(narrative[start:end], start, end) for start, end in spans if start < end)


def _trimmed(narrative: str, start: int, end: int) -> tuple[int, int]:
    while start < end and narrative[start].isspace():
        start += 1
    while end > start and (narrative[end - 1].isspace() or narrative[end - 1] in "；;"):
        end -= 1
    return start, end
