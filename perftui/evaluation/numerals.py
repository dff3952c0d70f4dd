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
_ZEROS = "零〇○"
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}

NUMERAL_CHARS = "".join((*_DIGITS, *_STEPS, *_MYRIADS))

_LONGEST, _LARGEST = 40, 10**16
_DIGIT = f"[{''.join(_DIGITS)}]"
_MONEY = re.compile(
    rf"(?:(?P<whole>[{NUMERAL_CHARS}]+)(?:[元圆圓]|(?=[整正]?\Z)))?"
    rf"(?:零?(?P<jiao>{_DIGIT})角)?(?:零?(?P<fen>{_DIGIT})分)?[整正]?"
)


def read_numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 九十五点五, or None if it is not one."""
    whole, _, fraction = text.partition("点")
    value = _read_number(whole)
    if value is None or ("点" in text and not fraction):
        return None
    digits = [_DIGITS.get(char) for char in fraction]
    if None in digits or len(digits) > _LONGEST:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}" if digits else value)


def read_capital_amount(text: str) -> Decimal | None:
    """Return the 元 of an amount in words such as 壹佰贰拾元伍角整, or None if it is not one."""
    match = _MONEY.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    whole = _read_number(match["whole"] or "零")
    jiao, fen = (_DIGITS[match[part] or "零"] for part in ("jiao", "fen"))
    return None if whole is None else whole + Decimal(f"0.{jiao}{fen}")


def _read_number(text: str) -> int | None:
    """Read a whole number of the size that money and scores have."""
    value = _read_whole(text) if len(text) <= _LONGEST else None
    return None if value is None or value > _LARGEST else value


def _read_whole(text: str) -> int | None:
    """Read a whole number; a run of bare digits (二〇一九) is read digit by digit."""
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        if 1 < len(text) < 4 and not set(text) & set(_ZEROS):
            return None  # 两三 is not 23
        return int("".join(str(_DIGITS[char]) for char in text))
    for unit, factor in _MYRIADS.items():
        if unit in text:
            head, _, tail = text.rpartition(unit)
            left, right = _read_whole(head), _read_tail(tail, factor)
            if left is None or right is None or right >= factor:
                return None
            return left * factor + right
    return _read_below_myriad(text)


def _read_tail(text: str, factor: int) -> int | None:
    """Read what follows 万 or 亿; 一万二 and 一亿二千 leave their last unit open."""
    rest = text.lstrip(_ZEROS)
    if not rest:
        return 0
    if len(rest) > 1 and all(char in _DIGITS for char in rest):
        return None
    value, least = _read_whole(rest), 10_000 if factor == 10**8 else 10
    return None if value is None or (rest == text and value < least) else value


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
    if digit and last_step > 10 and text[-2] not in _ZEROS:
        return None  # 三百五 is 350 to one reader and 305 to another
    return total + (digit or 0)
