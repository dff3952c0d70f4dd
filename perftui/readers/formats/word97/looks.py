"""How runs of characters look: deleted, hidden, drawn by a font of signs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perftui.readers.formats.word97.modifiers import (
    CHARACTER_STYLE,
    DATA_LOCATION,
    FONT,
    IS_DELETED,
    IS_HIDDEN,
    IS_INSERTED,
    SYMBOL,
    Lists,
    number,
)
from perftui.readers.formats.word97.pieces import Text
from perftui.readers.formats.word97.runs import Runs
from perftui.readers.formats.word97.styles import AS_STYLE, UNLIKE_STYLE, Styles


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look.

    `hidden` is None where the paragraph's style tells; `unlike_paragraph` turns what it tells.
    `font` is the number of a font, `symbol` the character of it that is drawn. `location` is where
    the data say what a picture or the box of a form is.
    """

    is_deleted: bool = False
    is_inserted: bool = False
    hidden: bool | None = None
    unlike_paragraph: bool = False
    font: int | None = None
    symbol: int | None = None
    location: int | None = None

    @property
    def is_change(self) -> bool:
        """Whether the characters are a tracked change."""
        return self.is_deleted or self.is_inserted


Stretch = tuple[int, int, Look]
"""From which place to which the characters of a text have a look."""

_PLAIN = Look()


def looks(text: Text, runs: Runs, styles: Styles) -> Iterator[Stretch]:
    """Yield the stretches of a text that do not look plain, in its order."""
    known: dict[tuple[bytes, bytes], Look] = {}
    lists = Lists()
    for piece in text.pieces:
        for first, last, run in runs.between(piece.offset, piece.offset_end):
            listed = run.modifiers, piece.modifiers
            if listed not in known:
                known[listed] = _look(dict(lists.read(b"".join(listed))), styles)
            if known[listed] != _PLAIN:
                start = piece.start + (first - piece.offset) // piece.width
                end = piece.start + (last - piece.offset) // piece.width
                yield start, end, known[listed]


def _look(said: Mapping[int, bytes], styles: Styles) -> Look:
    hides = styles.hides(_number(said.get(CHARACTER_STYLE)) or 0)
    told = number(said.get(IS_HIDDEN, b"\x80"))
    symbol = said.get(SYMBOL)
    return Look(
        is_deleted=_is_on(said.get(IS_DELETED)),
        is_inserted=_is_on(said.get(IS_INSERTED)),
        hidden=_hidden(told, hides),
        unlike_paragraph=told == UNLIKE_STYLE and not hides,
        font=_number(symbol[:2] if symbol else said.get(FONT)),
        symbol=_number(symbol[2:] if symbol else None),
        location=_number(said.get(DATA_LOCATION)),
    )


def _is_on(operand: bytes | None) -> bool:
    """Whether a property that no style has is on; Word writes that as unlike the style, too."""
    return operand is not None and number(operand) in (1, UNLIKE_STYLE)


def _hidden(told: int, by_style: bool) -> bool | None:
    """Tell whether characters are hidden by what they say themselves and by their own style."""
    if told in (0, 1):
        return told == 1
    if by_style:
        return told == AS_STYLE
    return None


def _number(operand: bytes | None) -> int | None:
    return None if operand is None else int.from_bytes(operand, "little")
