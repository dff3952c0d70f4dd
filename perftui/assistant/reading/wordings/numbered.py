"""Numbers of a list or of sentences as people say them: 2, #2, 第2条, 第二个, 1 3, 1、3, 1-3."""

import re

from perftui.evaluation.numerals import read_numeral

WIDTHS = str.maketrans(
    "０１２３４５６７８９＃－～．！（）\u3000①②③④⑤⑥⑦⑧⑨", "0123456789#-~.!() 123456789"
)
"""Full-width signs into narrow ones, each for one, so that places hold."""

HAN = "[一二两三四五六七八九十]{1,3}"
"""A number in numerals."""

_MEASURE = "(?:条|个|句话?|点|种|项|段|款|号)"
NUMBER = rf"(?:#\s*\d{{1,2}}|第\s*(?:\d{{1,2}}|{HAN})\s*{_MEASURE}?|\d{{1,2}}(?!\d)(?:条|句话?)?)"
_JOINED = r"\s*(?:[、,，和及与跟]|以及|还有)\s*|\s+"
_TO = r"\s*(?:-|~|—|–|到|至)\s*"
NUMBERS = rf"{NUMBER}(?:(?:{_TO}|{_JOINED}){NUMBER}){{0,12}}"
"""Several numbers or a range of them."""

_ONE = re.compile(NUMBER)
_RANGE = re.compile(r"\s*(?:-|~|—|–|到|至)\s*")
_DIGITS = re.compile(r"\d{1,2}")
_NUMERAL = re.compile(HAN)
_LONGEST_RANGE = 20


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers that a text of `NUMBERS` names, each once, ranges counted out."""
    found: list[int] = []
    end = 0
    for match in _ONE.finditer(text):
        number = one_number(match[0])
        is_to = bool(found) and _RANGE.fullmatch(text[end : match.start()])
        if is_to and found[-1] < number <= found[-1] + _LONGEST_RANGE:
            found += range(found[-1] + 1, number + 1)
        else:
            found.append(number)
        end = match.end()
    return tuple(dict.fromkeys(found))


def one_number(text: str) -> int:
    """Return the number that a text says in digits or numerals; 0 for none."""
    digits = _DIGITS.search(text)
    if digits:
        return int(digits[0])
    numeral = _NUMERAL.search(text)
    value = read_numeral(numeral[0].replace("两", "二")) if numeral else None
    return int(value) if value is not None else 0
