"""Text boxes: where in the text each one is anchored, so that its paragraphs can follow there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from struct import error, unpack_from

from perftui.readers.formats.word97.paragraphs import Paragraph

_BOX, _SHAPE = 22, 26
_SHAPE_OF_BOX = 14

_NOWHERE = (float("inf"), float("inf"))

Box = tuple[int, int]
"""The place of a box's anchor in the text, and the place where the text of the box ends."""


def read_boxes(boxes: bytes, shapes: bytes, boxes_at: int) -> list[Box]:
    """Read the boxes of a document, in the order of their texts; those cut off are left out.

    `boxes_at` is where the text of the first one begins; a box without an anchor stands at 0.
    """
    try:
        anchors = {name: place for place, name in _entries(shapes, _SHAPE, 0)}
        texts = [*_entries(boxes, _BOX, _SHAPE_OF_BOX)]
    except error:
        return []
    ends = [boxes_at + start for start, _ in texts[1:]]
    return [(anchors.get(name, 0), end) for (_, name), end in zip(texts, ends, strict=False)]


def with_boxes(
    text: Sequence[Paragraph], in_boxes: Iterable[Paragraph], boxes: Iterable[Box]
) -> Iterator[Paragraph]:
    """Put the paragraphs of boxes behind the paragraph or table they are anchored in."""
    waiting = sorted(_anchored(in_boxes, boxes), key=lambda found: found[0])
    waiting.reverse()
    for paragraph, following in zip(text, (*text[1:], None), strict=True):
        yield paragraph
        while waiting and (following is None or _is_reached(waiting[-1][0], following)):
            yield waiting.pop()[1]


def _is_reached(anchor: float, following: Paragraph) -> bool:
    return anchor < following.start and following.depth == 0


def _anchored(
    in_boxes: Iterable[Paragraph], boxes: Iterable[Box]
) -> Iterator[tuple[float, Paragraph]]:
    """Yield each paragraph of a box with the place of its anchor, infinity without one."""
    waiting = iter(boxes)
    anchor, end = next(waiting, _NOWHERE)
    begins = True
    for paragraph in in_boxes:
        while paragraph.start >= end:
            anchor, end = next(waiting, _NOWHERE)
            begins = True
        yield anchor, replace(paragraph, begins_text=begins)
        begins = False


def _entries(table: bytes, size: int, named_at: int) -> Iterator[tuple[int, int]]:
    """Yield the place of each entry of a table, and the name it bears so many bytes inside."""
    count = max((len(table) - 4) // (4 + size), 0)
    for index in range(count):
        (place,) = unpack_from("<I", table, 4 * index)
        (name,) = unpack_from("<I", table, 4 * (count + 1) + size * index + named_at)
        yield place, name
