"""Copies of text that LibreOffice leaves where a document had content controls.

It writes the control as a text field of a form, and that field once more before and behind each
part of the control's text, with the part itself in between.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from perftui.readers.formats.word97.fields import Field

_TEXT_FIELD = re.compile(r"\s*FORMTEXT\b")
_CONTROL = re.compile("[\x00-\x20]+")
_CELL_MARK, _COMMENT = "\x07", "\x05"


def copies(units: str, found: Iterable[Field]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that only repeat the text field before them."""
    text_fields = sorted(
        (field for field in found if _TEXT_FIELD.match(units, field.start + 1, field.code_end)),
        key=lambda field: field.start,
    )
    for before, field in pairwise(text_fields):
        if field.start >= before.end and _is_copy(units, before, field):
            yield before.end, field.end


def _is_copy(units: str, before: Field, field: Field) -> bool:
    size = before.end - before.code_end
    if field.end - field.code_end != size or field.start - before.end > size + 2:
        return False
    result, between = units[before.code_end : before.end], units[before.end : field.start]
    if not units.startswith(result, field.code_end) or _CELL_MARK in between:
        return False
    part = _plain(between)
    return bool(_plain(result)) and (part in _plain(result) if part else _COMMENT in between)


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)
