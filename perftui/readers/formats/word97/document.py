"""A Word document as its readers see it: the blocks of its text, text boxes among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.word97 import TOO_LARGE, UnreadableError
from perftui.readers.formats.word97.blocks import Block, blocks
from perftui.readers.formats.word97.container import Streams, read_streams
from perftui.readers.formats.word97.fonts import read_fonts
from perftui.readers.formats.word97.lists import Numbering, read_lists
from perftui.readers.formats.word97.looks import looks
from perftui.readers.formats.word97.paragraphs import Paragraph, Paragraphs, joined_where
from perftui.readers.formats.word97.pieces import Text, read_text
from perftui.readers.formats.word97.runs import character_runs, paragraph_runs
from perftui.readers.formats.word97.shown import Shown, Why, shown
from perftui.readers.formats.word97.styles import Styles, read_styles
from perftui.readers.formats.word97.text_boxes import read_boxes, with_boxes

MOST_PARAGRAPHS = 100_000


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of the text, and what else the document has.

    `has_notes` tells of footnotes, endnotes and comments.
    """

    blocks: list[Block]
    has_changes: bool
    has_hidden: bool
    has_pictures: bool
    has_notes: bool


def read_document(data: bytes) -> Document:
    """Read a document; raises UnreadableError, or struct.error and the like for damage."""
    streams = read_streams(data)
    tables, stories = streams.tables, streams.tables.stories
    text = read_text(
        streams.text, streams.cut(tables.pieces), stories.main, stories.end_of_text_boxes
    )
    styles = read_styles(streams.cut(tables.styles))
    paragraphs = _paragraphs(streams, text, styles)
    runs = character_runs(streams.text, streams.cut(tables.character_pages))
    stretches = list(looks(text, runs, styles))
    seen = shown(
        text.units,
        stretches,
        [paragraph for paragraph in paragraphs if paragraph.is_hidden],
        read_fonts(streams.cut(tables.fonts)),
        streams.data,
    )
    numbering = Numbering(read_lists(streams.table, tables.lists.offset, tables.list_uses.offset))
    return Document(
        blocks=_blocks(paragraphs, seen, numbering),
        has_changes=any(look.is_change for _, _, look in stretches),
        has_hidden=seen.leaves_out(Why.HIDDEN, 0, stories.main),
        has_pictures=seen.has_picture(0, stories.main, drawings=not stories.text_boxes),
        has_notes=stories.footnotes + stories.comments + stories.endnotes > 0,
    )


def _paragraphs(streams: Streams, text: Text, styles: Styles) -> list[Paragraph]:
    tables, stories = streams.tables, streams.tables.stories
    runs = paragraph_runs(streams.text, streams.cut(tables.paragraph_pages))
    finder = Paragraphs(text, runs, styles, streams.elsewhere)
    found = list(islice(finder.between(0, stories.main), MOST_PARAGRAPHS + 1))
    if len(found) > MOST_PARAGRAPHS:
        raise UnreadableError(TOO_LARGE)
    if not stories.text_boxes:
        return found
    in_boxes = finder.between(stories.text_boxes_at, len(text.units))
    boxes = read_boxes(
        streams.cut(tables.text_boxes), streams.cut(tables.shapes), stories.text_boxes_at
    )
    return list(with_boxes(found, in_boxes, boxes))


def _blocks(found: Iterable[Paragraph], seen: Shown, numbering: Numbering) -> list[Block]:
    def text_of(paragraph: Paragraph) -> str:
        said = safe_text(seen.text(paragraph.start, paragraph.end)).strip()
        return numbering.mark(paragraph.list_use, paragraph.list_depth) + said if said else ""

    joined = joined_where(lambda place: not seen.is_shown(place), found)
    return blocks(joined, text_of, seen.is_shown)
