"""Amounts, rates, dates, yes/no and scores as people type them, read exactly or refused.

Every reader takes the text of one field. It returns the value, None for a blank (nothing, a dash,
a slash, 无), or raises `UnreadableError` with one Chinese sentence saying what is wrong and what
to type instead. Nothing is guessed: what has two readings is refused. The rules are those of the
form's own field: amounts in 元, rates in per cent, rounding half up.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeVar

from perftui.evaluation.numerals import NUMERAL_CHARS, read_capital_amount, read_numeral

BLANKS = frozenset({"", "-", "--", "—", "——", "–", "/", "／", "无"})
CENT = Decimal("0.01")

_WIDTHS = str.maketrans(
    dict(
        zip(
            "０１２３４５６７８９％﹪．。，－−＋\u3000\u00a0\u202f\u2009",
            "0123456789%%..,--+    ",
            strict=True,
        )
    )
)
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u2060]")
_PLAIN = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?")
_APPROXIMATE = re.compile(r"约|近|余|多|以上|以下|左右|大概|不到|超过|几")
_FACTORS = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
}
_FACTOR = re.compile(r"(?P<number>[-+]?[\d., ]++)\s*+(?P<factor>[十百千]?万|[百千亿]|)")
_NAMED_UNIT = re.compile("[元圆圓角分整正万萬亿億]")
_YUAN = re.compile(r"(?<!\s)\s*[元圆圓]?[整正]?$")
_MOST_DIGITS = 20
_EXACT = Context(prec=60)
_DATE = re.compile(
    r"(?P<year>\d+)\s*[-./年]\s*(?P<month>\d{1,2})\s*(?:(?:[-./月]\s*(?P<day>\d{1,2})\s*日?)|月)?"
)
_TIME = re.compile(r"(?:(?<![T\s])[T\s]+|(?<=日))\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_COMPACT_DATE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_YES = frozenset({"是", "√", "✓", "✔", "☑", "Y", "YES", "1", "有", "经常性", "经常性项目"})
_NO = frozenset({"否", "×", "✗", "N", "NO", "0", "不是", "一次性", "一次性项目", "非经常性项目"})
_TICK, _BOX, _OPTION = "[☑√✓✔■]", "[□☐]", "(?:是|否)"
_TICKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_TICK}\s*(?P<ticked>是|否)(?:\s*{_BOX}?\s*{_OPTION})?",
        rf"(?:{_OPTION}\s+|{_BOX}\s*{_OPTION}\s*){_TICK}(?P<ticked>是|否)",
        rf"{_BOX}\s*{_OPTION}\s*{_TICK}\s*(?P<ticked>是|否)",
        rf"(?P<ticked>是|否)\s*{_TICK}(?:\s*{_OPTION}\s*{_BOX})?",
        rf"(?P<ticked>是|否){_TICK}\s+{_OPTION}",
        rf"{_OPTION}\s*{_BOX}?\s*(?P<ticked>是|否)\s*{_TICK}",
    )
)
_EXCEL_DAY_ZERO = date(1899, 12, 30)

T = TypeVar("T")


class UnreadableError(ValueError):
    """A text that is not, or not surely, a value of its field. Its message is for the user."""


@dataclass(frozen=True)
class Unread:
    """What was typed into a field and could not be read: kept as it is, with the reason."""

    text: str
    reason: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, order=True)
class FormDate:
    """A date of the form; `day` is None where only the month is known."""

    year: int
    month: int
    day: int | None = None

    def __str__(self) -> str:
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"

    @property
    def latest(self) -> date:
        """The last calendar day this date can mean."""
        day = self.day or calendar.monthrange(self.year, self.month)[1]
        return date(self.year, self.month, day)


def round_half_up(value: Decimal, quantum: Decimal = CENT) -> Decimal:
    """Round as finance offices do: a half goes away from zero."""
    return value.quantize(quantum, ROUND_HALF_UP, _EXACT)


def read_amount(text: str, unit: Decimal = Decimal(1)) -> Decimal | None:
    """Read an amount of money and return it in 元.

    `unit` is what a bare number counts in (10000 where the label says 万元). The exponent of the
    result keeps the precision that was typed: 124.55万 is `1.2455E+6`, exact to 100 元.
    """
    cleaned = _clean(text)
    if cleaned in BLANKS:
        return None
    _refuse_approximate(cleaned, "金额")
    number = re.sub(r"^(?:人民币|RMB|CNY)?\s*[￥¥]?\s*", "", cleaned, flags=re.IGNORECASE)
    factor = Decimal(1) if _NAMED_UNIT.search(number) else unit
    capital = read_capital_amount(number)
    if capital is not None:
        return capital * factor
    match = _FACTOR.fullmatch(_YUAN.sub("", number))
    if match is None:
        raise UnreadableError(
            f"金额「{text.strip()}」读不懂，请只填数字，如 1245505.00 或 124.55万"
        )
    value = _number(match["number"].strip(), text, "金额")
    return _scale(value, _FACTORS[match["factor"]] if match["factor"] else factor)


def read_rate(text: str) -> Decimal | None:
    """Read a rate and return it in per cent; a bare number from 1 to 1.5 is refused."""
    cleaned = _clean(text)
    if cleaned in BLANKS:
        return None
    _refuse_approximate(cleaned, "比率")
    words = _read_rate_in_words(cleaned)
    if words is not None:
        return words
    value = _number(cleaned.removesuffix("%").strip(), text, "比率")
    if cleaned.endswith("%") or value > Decimal("1.5"):
        return value
    if value < 1:
        return _scale(value, Decimal(100))
    raise UnreadableError(
        f"「{text.strip()}」可以是 {value}%，也可以是 {value * 100:f}%，请写上百分号"
    )


def read_number(text: str) -> Decimal | None:
    """Read a weight or a score: digits with at most one decimal point, 分 may follow."""
    cleaned = _clean(text)
    if cleaned in BLANKS:
        return None
    _refuse_approximate(cleaned, "分数")
    bare = cleaned.removesuffix("分").strip()
    words = read_numeral(bare) if bare and set(bare) <= set(NUMERAL_CHARS + "点") else None
    return words if words is not None else _number(bare, text, "分数")


def read_date(text: str, from_sheet: bool = False) -> FormDate | None:
    """Read a date or a month. `from_sheet` allows the serial day numbers of spreadsheets."""
    cleaned = re.sub(r"\s", "", _TIME.sub("", _clean(text)))
    if cleaned in BLANKS:
        return None
    if from_sheet and re.fullmatch(r"\d{5}(?:\.0+)?", cleaned):
        serial = _EXCEL_DAY_ZERO + timedelta(days=int(cleaned.split(".")[0]))
        return FormDate(serial.year, serial.month, serial.day)
    digits = _date_in_digits(cleaned)
    match = _DATE.fullmatch(digits) or _COMPACT_DATE.fullmatch(digits)
    if match is None:
        raise UnreadableError(f"日期「{text.strip()}」读不懂，请写成 2020-04-20")
    if len(match["year"]) != 4:
        raise UnreadableError(f"日期「{text.strip()}」的年份要写四位，如 2020-04-20")
    return _checked_date(match, text)


def read_year(text: str) -> int | None:
    """Read the year of a form: four digits, 年 or 年度 may follow."""
    cleaned = _clean(text)
    bare = cleaned.removesuffix("度").removesuffix("年").strip()
    if bare in BLANKS:
        return None
    if not re.fullmatch(r"(?:19|20)\d\d", bare):
        raise UnreadableError(f"年度「{text.strip()}」要写四位数字，如 2020")
    return int(bare)


def read_yes_no(text: str) -> bool | None:
    """Read 是 or 否 in any of its spellings."""
    cleaned = _clean(text)
    if cleaned in BLANKS - {"无"}:
        return None
    answer = _ticked(cleaned) or cleaned.upper()
    if answer in _YES:
        return True
    if answer in _NO:
        return False
    raise UnreadableError(f"「{text.strip()}」不能判断是或否，请填「是」或「否」")


def attempt(read: Callable[[str], T | None], text: str) -> T | Unread | None:
    """Read a text, or keep it as it was typed together with the reason it cannot be read."""
    try:
        return read(text)
    except UnreadableError as error:
        return Unread(text, str(error))


def print_amount(value: Decimal) -> str:
    """Print 元 as the form does: 1,245,505.00. Digits beyond cents are kept."""
    places = max(2, -int(value.as_tuple().exponent))
    return f"{value:,.{places}f}"


def print_number(value: Decimal) -> str:
    """Print a weight or a score without idle zeros: 6, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_rate(value: Decimal) -> str:
    """Print a rate with two decimals and its sign: 95.33%."""
    return f"{round_half_up(value):f}%"


def print_yes_no(value: bool) -> str:
    """Print 是 or 否."""
    return "是" if value else "否"


def _clean(text: str) -> str:
    return _INVISIBLE.sub("", text.translate(_WIDTHS)).strip()


def _refuse_approximate(text: str, what: str) -> None:
    if _APPROXIMATE.search(text):
        raise UnreadableError(f"「{text}」是约数，{what}要填准确的数")


def _ticked(text: str) -> str | None:
    """Return which of 是 and 否 is ticked; None where that is not certain."""
    spaced = re.sub("[,、;；/]", " ", text)
    matches = (pattern.fullmatch(spaced) for pattern in _TICKED)
    return next((match["ticked"] for match in matches if match), None)


def _number(text: str, typed: str, what: str) -> Decimal:
    if len(re.findall(r"\d", text)) > _MOST_DIGITS:
        raise UnreadableError(f"{what}「{typed.strip()}」的位数太多，请核对")
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text) and not ("," in text and " " in text):
        return Decimal(text.replace(",", "").replace(" ", ""))
    if "," in text and set(text) <= set("0123456789,.-+ "):
        raise UnreadableError(f"{what}「{typed.strip()}」的千分位逗号位置不对，请改正或去掉逗号")
    raise UnreadableError(f"{what}「{typed.strip()}」不是一个数，请只填数字")


def _scale(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply by a power of ten and keep the number of digits that were typed."""
    return value.scaleb(factor.adjusted())


def _read_rate_in_words(text: str) -> Decimal | None:
    if text.startswith("百分之"):
        rest = text.removeprefix("百分之")
        return _number(rest, text, "比率") if _PLAIN.fullmatch(rest) else read_numeral(rest)
    match = re.fullmatch(rf"([{NUMERAL_CHARS}])成([{NUMERAL_CHARS}]?)", text)
    if match is None:
        return None
    tens, ones = read_numeral(match[1]), read_numeral(match[2] or "零")
    if tens is None or ones is None or tens > 10 or ones > 9:
        return None
    return tens * 10 + ones


def _date_in_digits(text: str) -> str:
    """Turn the Chinese numerals of 二〇二〇年四月二十日 into digits."""

    def digits(match: re.Match[str]) -> str:
        value = read_numeral(match[0])
        return match[0] if value is None else str(value)

    return re.sub(rf"[{NUMERAL_CHARS}]+", digits, text)


def _checked_date(match: re.Match[str], text: str) -> FormDate:
    year, month = int(match["year"]), int(match["month"])
    day = int(match["day"]) if match["day"] else None
    try:
        date(year, month, day or 1)
    except ValueError:
        raise UnreadableError(f"日期「{text.strip()}」在日历上没有，请核对年月日") from None
    return FormDate(year, month, day)
