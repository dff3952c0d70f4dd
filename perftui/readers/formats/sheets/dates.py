"""Days as spreadsheets count them: a serial number and a date format -> 2020-04-17."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

_PLACEHOLDERS = re.compile("[0#?]")
_DAY_PARTS = re.compile("[ymdhs]")
_OTHER_PARTS = re.compile("[aeg]")
_LAST_DAY = 2_958_465
_LEAP_DAY_THAT_WAS_NONE = 60
_BASE = date(1899, 12, 30)
_BASE_1904 = date(1904, 1, 1)


def is_date(codes: str) -> bool:
    """Whether the codes of a number format, in small letters, are those of a date or a time."""
    if _DAY_PARTS.search(codes):
        return True
    return bool(_OTHER_PARTS.search(codes)) and not _PLACEHOLDERS.search(codes)


def day_of(serial: int, since_1904: bool = False) -> date | None:
    """Return the day with a serial number; None where spreadsheets have none, or a false one."""
    if since_1904:
        return _BASE_1904 + timedelta(serial) if 0 <= serial <= _LAST_DAY - 1462 else None
    if not 0 < serial <= _LAST_DAY or serial == _LEAP_DAY_THAT_WAS_NONE:
        return None
    # They take 1900 for a leap year, so the days before its March count from a day later.
    return _BASE + timedelta(serial + (serial < _LEAP_DAY_THAT_WAS_NONE))


def serial_of(day: date, since_1904: bool = False) -> int:
    """Return the serial number of a day."""
    if since_1904:
        return (day - _BASE_1904).days
    serial = (day - _BASE).days
    return serial - (serial <= _LEAP_DAY_THAT_WAS_NONE)


def date_text(value: Decimal, codes: str, since_1904: bool = False) -> str:
    """Show a date or a time; nothing for a number that is none.

    A format with only year and month shows 2020年4月, one with only the year 2020年, one with only
    hours and minutes 9:30. A time behind a date is dropped.
    """
    has_year, has_day = "y" in codes or "e" in codes, "d" in codes or "a" in codes
    if re.search("[hs]", codes) and not has_year and not has_day:
        return _time_text(value, is_elapsed="[" in codes)
    day = day_of(int(value), since_1904) if 0 <= value <= _LAST_DAY + 1 else None
    if day is None:
        return ""
    if has_day or not (has_year or "m" in codes):
        return day.isoformat()
    return f"{day.year}年{day.month}月" if "m" in codes else f"{day.year}年"


def set_date(
    value: Decimal, pieces: Sequence[tuple[str, str]], since_1904: bool = False
) -> str | None:
    """Set a day as the pieces of a format say: yyyy年m月d日; None for what is not known here."""
    day = day_of(int(value), since_1904) if 0 <= value <= _LAST_DAY + 1 else None
    if day is None:
        return None
    result = ""
    for code, run in groupby(pieces, lambda piece: piece[1].lower() if piece[0] == "code" else ""):
        written = [text for _, text in run]
        if code and code in "ymdhsaeg":
            part = _parts(day).get(code * len(written))
            if part is None:
                return None
            result += part
        else:
            result += "".join(written)
    return result


def _parts(day: date) -> dict[str, str]:
    """Return what the codes of a date format stand for."""
    return {
        "yyyy": f"{day.year:04}",
        "yy": f"{day.year % 100:02}",
        "mm": f"{day.month:02}",
        "m": str(day.month),
        "dd": f"{day.day:02}",
        "d": str(day.day),
    }


def _time_text(value: Decimal, is_elapsed: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return ""
    days = value if is_elapsed else value % 1
    minutes, seconds = divmod(round(days * 86_400), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}"
    return f"{text}:{seconds:02}" if seconds else text
