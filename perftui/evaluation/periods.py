"""Years, dates and periods in running Chinese text: 2020年第一季度, 7月1日, 上半年, 明年3月底前.

What comes back every year or month (每年6月底前, 每季度) and what lasts (3个月内) is no period.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache


@dataclass(frozen=True)
class Period:
    """A stretch of time as a text says it, at `start:end` of the text.

    `first` and `last` are the days it reaches from and to (2月底前 ends on the last of February).
    `names_year` is True where the text itself says the year, by number or as 今年, 明年, 上年.
    """

    start: int
    end: int
    first: date
    last: date
    names_year: bool


# Same length as before, so that places hold.
_WIDTHS = str.maketrans("０１２３４５６７８９．－／～\u3000\u00a0", "0123456789.-/~  ")
_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_VALUES |= {"零": 0, "○": 0, "O": 0, "o": 0, "元": 1}

_TO = "(?:[-—–~至到]|——)"
_AND = rf"(?:{_TO}|[、和与及或])"
_YEAR = "(?:(?:19|20)[0-9]{2}|(?:一九|二[〇零○Oo0])[〇零○Oo0一二三四五六七八九]{2})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER = "第?[一二三四1-4]"
_EDGE = (
    "底(?![层部线数蕴座气])|末(?![端梢位])|终(?![端点止])"
    "|初(?![步始级衷审评次心期创中一核选试稿])|内(?![部容控外设审地在涵需网])"
    "|中(?![国心央期共小外华介标高层级医东西部学等考秋职转断间央])"
)
_ISO = (
    r"(?P<iso>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<iso_month>1[0-2]|0?[1-9])"
    r"(?P=mark)(?P<iso_day>3[01]|[12][0-9]|0?[1-9])日?(?![0-9])"
)
_HEAD = (
    rf"(?P<year>{_YEAR}) ?(?:(?:年度? ?)?{_TO} ?(?P<until>{_YEAR}) ?|、(?P<also>{_YEAR}) ?)?年度?"
    r"|(?P<short>[0-9]{2})年(?=[0-9]{1,2}月)"
    r"|(?P<every>(?:每[一1个]?|[各历逐])年度?的?|每[逢到])"
    r"|(?P<relative>[今本当去明来次翌]|[上下]一?个?)年度?(?![会检龄轻均报审鉴代薪金级青奖产味利限])"
)
_DAYS = rf"(?P<day>{_DAY}) ?(?:[日号]?{_TO}(?P<days>{_DAY}) ?)?[日号]"
# Lists are bounded, so that a text of nothing but numbers costs no more than another.
_PART = (
    r"(?P<half>[上下])半年度?"
    rf"|(?P<so_far>前)?(?P<quarter>{_QUARTER})(?:{_AND}(?P<quarters>{_QUARTER})){{0,3}}季度末?"
    rf"|(?P<month>{_MONTH}) ?(?:月份? ?)?(?:{_AND} ?(?P<months>{_MONTH}) ?){{0,11}}"
    rf"月(?![一1]次)份? ?(?:(?P<third>上旬|中旬|下旬|初(?![步始级])|底|末)|{_DAYS})?"
)
_PERIOD = re.compile(
    rf"(?=[0-9一二三四五六七八九十元第前上下年今本当去明来次翌每各历逐])(?:{_ISO}|(?P<head>{_HEAD})?"
    rf"(?:(?(head)(?:的|全年的?|, ?| )?)(?:{_PART})|(?(head)年?|年)(?P<edge>{_EDGE})"
    r"|(?(head)(?:全年)?|(?!))))"
)
_JOINT = re.compile(rf"{_TO}|[、和与及或]")

# What a period of each kind may not follow, by its first character: 成本年均, 线上年会, 3个月.
_DIGITS = "0123456789"
_NUMERALS = "〇零一二三四五六七八九十百千万"
_NOT_AFTER = dict.fromkeys(_DIGITS, _DIGITS + "个第每各") | dict.fromkeys(
    "一二三四五六七八九十元", _DIGITS + _NUMERALS + "个第每各上下"
)
_NOT_AFTER |= {
    "年": _DIGITS + _NUMERALS + "年几多近全半周青少中老两余往",
    "上": "以线网海晚船市早",
    "下": "以线乡地",
    "次": _DIGITS + _NUMERALS + "首每人场几多",
    "本": "基成资样文版书课日脚",
    "当": "适相担充恰正",
    "来": "近年历以",
    "去": "过失",
    "第": "每各",
    "前": "",
}
_OFFSETS = dict.fromkeys("上去", -1) | dict.fromkeys("今本当", 0) | dict.fromkeys("明来次翌下", 1)
# The months that 年初 and the like may mean, and the days of 月初: a text says no more.
_EDGES = {"初": (1, 3), "中": (6, 7), "内": (1, 12)} | dict.fromkeys("底末终", (12, 12))
_THIRDS = {"上": (1, 10), "初": (1, 10), "中": (11, 20)} | dict.fromkeys("下底末", (21, 31))

_Match = re.Match[str]


@lru_cache(maxsize=256)
def periods(text: str, year: int) -> tuple[Period, ...]:
    """Return the periods of a text by place; `year` is the one that 今年 and bare months mean."""
    if "年" not in text and "月" not in text and "季" not in text and not _has_digits(text):
        return ()
    found: list[Period] = []
    for match in _matches(text):
        before = found[-1] if found else None
        joint = _joint(text, before, match)
        period = _inheriting(match, before, year) if joint and before else _period(match, year)
        if period is None:
            continue
        if before and joint == "to" and before.first <= period.last:
            found[-1] = _joined(before, period)
        else:
            found.append(period)
    return tuple(found)


def is_relative(text: str, period: Period) -> bool:
    """Whether a period says its year as 今年 or 上年, not by number."""
    return period.names_year and text[period.start] in _OFFSETS


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _matches(text: str) -> Iterator[_Match]:
    plain = text.translate(_WIDTHS)
    for match in _PERIOD.finditer(plain):
        first, before = match[0][0], plain[match.start() - 1] if match.start() else ""
        if not match["every"] and (not before or before not in _NOT_AFTER.get(first, "")):
            yield _without_numbering(match)


def _without_numbering(match: _Match) -> _Match:
    """Leave off the number of a point: 3、2月 is the second month, 2、3月 both."""
    for one, last in (("month", "months"), ("quarter", "quarters")):
        after = match.end(one) + 1
        if match[last] and match.string[after - 1] == "、" and not match["head"]:
            first, other = (_number(match[name].lstrip("第")) for name in (one, last))
            return (first > other and _PERIOD.match(match.string, after)) or match
    return match


def _joint(text: str, before: Period | None, match: _Match) -> str:
    """Say how a match without a year hangs on the period before it: `to`, `and` or not at all."""
    between = text[before.end : match.start()].translate(_WIDTHS) if before else ""
    if not _JOINT.fullmatch(between):
        return ""
    return "and" if between in "、和与及或" else "to"


def _inheriting(match: _Match, before: Period, year: int) -> Period | None:
    """Read a match in the year of the period before it, or the next if it would else be over."""
    period = _period(match, year)
    if period is None or period.names_year:
        return period
    period = _period(match, before.first.year)
    if period and period.last < before.first:
        period = _period(match, before.first.year + 1)
    if period is None:
        return None
    return Period(period.start, period.end, period.first, period.last, before.names_year)


def _joined(one: Period, other: Period) -> Period:
    names_year = one.names_year or other.names_year
    return Period(one.start, other.end, one.first, other.last, names_year)


def _period(match: _Match, year: int) -> Period | None:
    first_year, last_year, names_year = _years(match, year)
    first_month, last_month = _months(match)
    if last_month < first_month:
        last_year += 1
    years = range(MINYEAR, MAXYEAR + 1)
    if first_year not in years or last_year not in years:
        return None
    first_day, last_day = _days(match)
    ends = [
        _day(first_year, first_month, first_day),
        _day(last_year, last_month, last_day),
    ]
    return Period(match.start(), match.end(), min(ends), max(ends), names_year)


def _years(match: _Match, year: int) -> tuple[int, int, bool]:
    """Return the first and the last year of a period, and whether the text says them."""
    if match["iso"]:
        return int(match["iso"]), int(match["iso"]), True
    if match["year"]:
        last = match["until"] or match["also"] or match["year"]
        return _year(match["year"]), _year(last), True
    if match["short"]:
        return 2000 + int(match["short"]), 2000 + int(match["short"]), True
    said = match["relative"]
    meant = year + _OFFSETS[said[0]] if said else year
    return meant, meant, bool(said)


def _months(match: _Match) -> tuple[int, int]:
    if match["iso"]:
        return int(match["iso_month"]), int(match["iso_month"])
    if match["month"]:
        return _number(match["month"]), _number(match["months"] or match["month"])
    if match["quarter"]:
        first, last = (_number(q.lstrip("第")) for q in _ends(match, "quarter", "quarters"))
        return 1 if match["so_far"] else 3 * first - 2, 3 * max(first, last)
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    return _EDGES[match["edge"][-1]] if match["edge"] else (1, 12)


def _days(match: _Match) -> tuple[int, int]:
    if match["iso"]:
        return int(match["iso_day"]), int(match["iso_day"])
    if match["third"]:
        return _THIRDS[match["third"][0]]
    if match["day"]:
        first, last = _ends(match, "day", "days")
        return _number(first), _number(last)
    return 1, 31


def _ends(match: _Match, first: str, last: str) -> tuple[str, str]:
    return match[first], match[last] or match[first]


def _day(year: int, month: int, day: int) -> date:
    """Return a day; one that the month has not (2月30日) is its last."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _year(text: str) -> int:
    return int("".join(str(_VALUES.get(char, char)) for char in text))


def _number(text: str) -> int:
    """Read a month, a day or a quarter: 12, 十二, 二十一, 元."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_VALUES.get(tens, 1) * 10 if ten else 0) + (_VALUES[ones] if ones else 0)
