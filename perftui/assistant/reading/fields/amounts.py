"""Amounts of money as people say them: 124.55万, 124万5505元, 118万7千块, 一百二十四万五千."""

import re
from decimal import Decimal
from functools import lru_cache

from perftui.evaluation.numerals import read_numeral
from perftui.evaluation.values import UnreadableError, read_amount

_DIGITS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_STEPS = "十百千拾佰仟"
_HAN = f"(?=[{_DIGITS}点]*[{_STEPS}万亿萬億元圆块])[{_DIGITS}{_STEPS}万亿萬億点]++"
_UNIT = "(?:[十百千]?[万萬]|[百千]?[亿億]|[百千])"
_FIGURE = r"(?:\d{1,3}(?:[,，]\d{3})++(?!\d)|[1-9]\d{0,2}(?: \d{3})++(?!\d)|\d++)(?:[.。]\d++)?+"
_ABOUT = "好像是?|大概是?|大约是?|约为?|将近|接近|差不多是?|估计是?|可能是?|超过|不到|不足|至少|近"
_OR_SO = "左右|上下|出头|不到|以上|以下|多点?|来块|余"
# What makes a figure something else: a count, a date, a share, the points of a row.
_RANGE = r"(?:\s?[~～—–到至]\s?\d[\d.]*+)"
_NO_MONEY = (
    r"(?!\s?[%％‰])(?![\d分场家人个次名份月日号年项台套期条件批位所篇])"
    r"(?!(?<=\d)[-/.]\d)(?!(?<=\d)(?<!\d{4})[,，]\d{1,2}(?!\d))"
)
AMOUNT = re.compile(
    rf"(?:人民币|RMB|[￥¥])?\s?(?P<about>{_ABOUT})?\s?(?:人民币|RMB|[￥¥])?\s?[-+负]?"
    rf"(?:{_FIGURE}|{_HAN}){_RANGE}?+(?:\s?{_UNIT}|[wW](?![a-zA-Z]))?+(?:[余多来几][万亿]?)?+"
    rf"(?:(?:\d++(?:\.\d++)?+|{_HAN}){_UNIT}?+){{0,6}}+"
    rf"(?:\s?(?:元|圆|块钱?)(?:[\d{_DIGITS}][角毛][\d{_DIGITS}]?+(?:分|(?!\d))"
    rf"|[\d{_DIGITS}](?![\d万亿分]))?(?:[\d{_DIGITS}]分)?"
    r"|(?=\D|\Z))"
    rf"[整正]?(?:{_OR_SO})?(?:人民币|RMB)?{_NO_MONEY}",
    re.IGNORECASE,
)
"""An amount from where it begins to where it ends, approximate ones too, in `plain` text."""

_ABOUT_ANYWHERE = re.compile(f"{_ABOUT}|{_OR_SO}|[余多几]|来万")
_NAMED_UNIT = re.compile("[元圆块万萬亿億wW角毛整正]")
_WORDS = (("块钱", "元"), ("块", "元"), ("毛", "角"), ("负", "-"), ("。", "."))
_SPOKEN = re.compile(rf"(?<![\d.])[{_DIGITS}十拾][{_DIGITS}{_STEPS}点]*+")
_PART = re.compile(rf"零?(?P<number>\d+(?:\.\d+)?)(?P<unit>{_UNIT})?")
_COMPOSED = re.compile(
    r"(?P<whole>[\d.百千万亿萬億十零]+)(?P<yuan>元)?(?:(?P<jiao>\d)角(?P<rest>\d)?分?|(?P<only>\d)(?!分))?(?:(?P<fen>\d)分)?[整正]?"
)
_FACTORS = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7}
_FACTORS |= {"亿": 8, "百亿": 10, "千亿": 11}
# Digits behind 万 or 亿 without a unit of their own: fewer leave open what they count.
_ALL_DIGITS = {2: 2, 3: 3, 4: 4, 8: 8}

_MOST_DIGITS = 20
_PLAIN = str.maketrans(
    "０１２３４５６７８９．％－＋：＝（）／\u3000ＷｗＱ", "0123456789.%-+:=()/ WwQ"
)


@lru_cache(16)
def plain(text: str) -> str:
    """Return a text with narrow digits and marks, each in its old place."""
    return text.translate(_PLAIN)


def names_unit(text: str) -> bool:
    """Whether an amount says what it counts in."""
    return bool(_NAMED_UNIT.search(text))


def read_spoken_amount(text: str, unit: Decimal = Decimal(1)) -> Decimal | None:
    """Read an amount in any spelling; like `read_amount`, which it extends."""
    if _ABOUT_ANYWHERE.search(text):
        raise UnreadableError(f"「{text.strip()}」是约数，金额要填准确的数")
    if sum(map(str.isdecimal, text)) > _MOST_DIGITS:
        raise UnreadableError(f"金额「{text.strip()}」的位数太多，请核对")
    if re.search(rf"\d{_RANGE}", text):
        raise UnreadableError(f"「{text.strip()}」是一个范围，金额要填准确的数")
    said = re.sub("(?<=[0-9])[wW]", "万", plain(text)).strip()
    said = re.sub("人民币|RMB", "", said, flags=re.IGNORECASE).strip()
    for spoken, written in _WORDS:
        said = said.replace(spoken, written)
    try:
        return read_amount(said, unit)
    except UnreadableError:
        composed = _composed(_in_digits(said).replace("萬", "万").replace("億", "亿"))
        if composed is None:
            raise
        return composed


def _in_digits(text: str) -> str:
    """Turn numerals below a myriad into digits: 124万五千 is 124万5000."""

    def digits(match: re.Match[str]) -> str:
        value = read_numeral(match[0])
        return match[0] if value is None else f"{value:f}"

    return _SPOKEN.sub(digits, text)


def _composed(text: str) -> Decimal | None:
    """Read 124万5505元; None where it is left open what a part counts: 124万5."""
    match = _COMPOSED.fullmatch(text)
    parts = list(_PART.finditer(match["whole"])) if match else []
    if match is None or "".join(part[0] for part in parts) != match["whole"]:
        return None
    value, least = Decimal(0), 99
    for part in parts:
        factor = _FACTORS[part["unit"] or ""]
        number = Decimal(part["number"])
        if number.adjusted() + factor >= least:
            return None
        is_open = not part["unit"] and not match["yuan"] and not part[0].startswith("零")
        if parts[0] is not part and is_open and _ALL_DIGITS.get(least) != len(part["number"]):
            return None
        value, least = value + number.scaleb(factor), factor
    jiao, fen = match["jiao"] or match["only"], match["fen"] or match["rest"]
    if (jiao or fen) and not match["yuan"]:
        return None
    return value + Decimal(f"0.{jiao or 0}{fen or 0}") if jiao or fen else value
