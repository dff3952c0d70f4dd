"""Line breaking for Chinese: fill lines character by character, no ，or 。at their start.

textual and rich each find the units of wrapping with one private pattern, under which a run of
Chinese is a single word. `install` replaces both patterns; where a version has moved them, stock
wrapping stays (a test tells us).
"""

import re
from contextlib import suppress

_HAN = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OPENING = "（〔［｛〈《「『【“‘(\\[{"
_CLOSING = "，。、；：？！）〕］｝〉》」』】”’％‰…—,.;:?!)\\]}%"
_UNIT = (
    rf"[{_OPENING}]*"
    rf"(?:[{_HAN}]|[^\s{_HAN}{_OPENING}{_CLOSING}]+(?:[,.:%][^\s{_HAN}{_OPENING}{_CLOSING}]+)*)?"
    rf"[{_CLOSING}]*"
)
CHUNK = re.compile(rf"(?=\S){_UNIT}\s*|\s+")
WORD = re.compile(rf"\s*(?=\S){_UNIT}\s*")


def install() -> None:
    """Teach textual's text areas and rich's texts to wrap Chinese."""
    with suppress(ImportError, AttributeError):
        import rich._wrap
        import textual._wrap

        if hasattr(textual._wrap, "re_chunk") and hasattr(rich._wrap, "re_word"):
            textual._wrap.re_chunk = CHUNK
            rich._wrap.re_word = WORD
