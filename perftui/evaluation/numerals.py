"""Chinese numerals, everyday (一百二十) and capital (壹佰贰拾), as exact decimals."""

import re
from decimal import Decimal

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}

NUMERAL_CHARS = "".join((*_DIGITS, *_STEPS, *_MYRIADS))

_MONEY = re.compile(
    rf"(?P<whole>[{NUMERAL_CHARS}]+)[元圆圓]?"
    rf"(?:零?(?P<jiao>[{NUMERAL_CHARS}])角)?(?:零?(?P<fen>[{NUMERAL_CHARS}])分)?[整正]?"
)


def read_numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 九十五点五, or None if it is not one."""
    whole, _, fraction = text.partition("点")
    value = _read_whole(whole)
    if value is None or ("点" in text and not fraction):
        return None
    digits = [_DIGITS.get(char) for char in fraction]
    if None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}" if digits else value)


def read_capital_amount(text: str) -> Decimal | None:
    """Return the 元 of an amount in words such as 壹佰贰拾元伍角整, or None if it is not one."""
    match = _MONEY.fullmatch(text)
    whole = _read_whole(match["whole"]) if match else None
    if match is None or whole is None:
        return None
    jiao, fen = (_DIGITS.get(match[part] or "零") for part in ("jiao", "fen"))
    return None if jiao is None or fen is None else whole + Decimal(f"0.{jiao}{fen}")


def _read_whole(text: str) -> int | None:
    """Read a whole number; a run of bare digits (二〇一九) is read digit by digit."""
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for unit, factor in _MYRIADS.items():
        if unit in text:
            head, _, tail = text.rpartition(unit)
            left, right = _read_whole(head), _read_tail(tail)
            if left is None or right is None or right >= factor:
                return None
            return left * factor + right
    return _read_below_myriad(text)


def _read_tail(text: str) -> int | None:
    rest = text.lstrip("零〇○")
    return 0 if not rest else _read_whole(rest)


def _read_below_myriad(text: str) -> int | None:
    total, digit, last_step = 0, None, 10_000
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            continue
        step = _STEPS.get(char)
        if step is None or step >= last_step or digit == 0:
            return None
        total += (1 if digit is None else digit) * step
        digit, last_step = None, step
    return total + (digit or 0)
