"""What the characters of a PDF mean: radicals and symbols as the characters they stand for.

Fonts give many a Chinese character under the number of a radical that looks the same, and the
boxes of a form under private numbers; what a reader sees is the plain character.
"""

import unicodedata

# Radicals that Unicode's own normal forms do not equate with a character, beside their character.
_RADICALS = (
    "⺁厂⺇几⺌小⺒巳⺓幺⺔彑⺕彐⺛旡⺝月⺞歺⺠民⺩王⺬示⺮竹⺯糸⺱网⺶羊⺷羊⺻聿⺼月⺽臼⻁虎⻃西⻄西⻅见"
    "⻆角⻇角⻉贝⻊足⻋车⻑長⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐"
    "⻮齿⻰龙⻱龟⻲龟"
)
_CHARACTERS = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
# The marks of the symbol fonts of office programs, by the low byte of their private numbers.
_MARKS = {
    **dict.fromkeys((0x52, 0xFE), "☑"),
    **dict.fromkeys((0x53, 0x54, 0xFD), "☒"),
    **dict.fromkeys((0x50, 0xFC), "√"),
    **dict.fromkeys((0x6F, 0x71, 0x72, 0xA3, 0xA8), "□"),
}
_HYPHEN_AT_LINE_END = 0x02
FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""A rare character comes as two codes, as in UTF-16; these are the first of them."""


def joined(first: int, code: int) -> int:
    """Return the code of a rare character from its two halves, any other code as it is."""
    if first and code in _SECOND_HALVES:
        return 0x10000 + (first - FIRST_HALVES.start) * 0x400 + code - _SECOND_HALVES.start
    return code


def character(code: int) -> str:
    """Return the character for a code as PDFium gives it; nothing for controls."""
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        given = chr(code)
        return _CHARACTERS.get(given) or unicodedata.normalize("NFKC", given)
    if 0xF000 <= code < 0xF100:
        return _MARKS.get(code & 0xFF, chr(code))
    is_control = code < 0x20 or 0x7F <= code < 0xA0
    return "" if is_control or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
