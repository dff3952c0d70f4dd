"""Quantities in running Chinese text: 109116份, 近17万人次, 10万余个, 十七场, 124.55万元, 95.33%.

Years, dates, ordinals, numbering and the figures of names are no quantities.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from perftui.evaluation.measure_words import (
    COUNT_WITH_NUMERALS,
    COUNT_WITH_ONE,
    LATIN_MEASURE,
    MEASURE_WORD,
    standard_measure,
)
from perftui.evaluation.numerals import read_numeral

_MOST_DIGITS = 15  # a longer one is an account or a person's number
_LONGEST_BARE = 7
_ONE, _TEN = Decimal(1), Decimal(10)
_YEARS, _SHORT_YEARS = range(1900, 2100), range(15, 36)

# The same length as before, so that places hold.
_WIDTHS = str.maketrans("０１２３４５６７８９％．－～", "0123456789%.-~")
_WIDE = re.compile("[０-９％．－～]")

_FIGURE = r"(?:\d{1,3}(?:[,，]\d{3})++(?!\d)|\d++)(?:\.\d++)?+"
_HAN = "[一二两三四五六七八九十百千万亿零〇]"
_NUMERAL = rf"{_HAN}++(?:点[一二三四五六七八九零〇]++)?+"
_FACTOR = "万亿|[十百千]?万|[百千]?亿|[百千](?![米克瓦分])"
_EXPONENTS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
# What makes a figure an ordinal: 4月, 10号, 3楼, 第一季度.
_PLACE = (
    r"年(?=[度底初末级代\d])|学年|周年|年代|世纪|季度|月|日(?!内)|号|点(?=\d)"
    "|时(?![段长代间效候期])"
    "|楼|室|届|级|版|路|弄|热线|后"
)
_AND = "[、至到和及~-]"
_NO_QUANTITY = (
    r"[A-Za-z][A-Za-z0-9]*(?:[-._][A-Za-z0-9]+)*",  # G60, IBM3, COVID-19
    rf"第\s?(?:\d++|{_HAN}++)(?:{_AND}第?(?:\d{{1,2}}|{_HAN}{{1,3}})"
    rf"(?={_AND}|季度|[期届批轮条款项节章号次]))*+",
    rf"(?:附件|附表|附图|编号|序号)\s?(?:\d++|{_HAN}++)",
    r"(?:\d{4}|\d\d)[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
    r"(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?!\d)",
    rf"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])(?![\d十百千万亿%]|{MEASURE_WORD})",
    r"(?!\d{1,3}(?:,\d{3})+(?!,?\d))\d++(?:,\d++)++",  # 100,00 is no number
    r"\d{1,2}[:：]\d\d(?!\d)(?:[:：]\d\d)?",
    r"\d{1,2}[时点]\d{1,2}分",
    r"\d{3,4}-\d{7,8}(?!\d)",
    r"\d+(?:\.\d+){2,}",
    r"\d{1,2}(?:[+×xX*]\d{1,3})+",  # 1+16, 7×24小时
    rf"\d{{1,4}}(?:[、至到和及~—–-]\d{{1,4}}){{1,12}}(?=\s?(?:年|{_PLACE}))",  # 2、3月
    r"(?:^|(?<=[\s。；;：:！，]))\d{1,2}(?:、(?!\d{1,3}、)|[)）]|\.(?=\D|(?:19|20)\d\d年|\Z))",
    r"(?<=[（(])\d{1,3}(?=[）)])",
    rf"\d++(?:\.\d++)?+(?!{LATIN_MEASURE})[A-Za-z][A-Za-z0-9]*",  # 5G, 3D
    rf"[“「『‘《]{_HAN}++",  # names: “五位一体”
)
_TOKEN = (
    rf"(?=[A-Za-z\d第附编序百两“「『‘《]|{_HAN})"
    rf"(?:(?:{'|'.join(_NO_QUANTITY)})"
    rf"|百分之(?P<percent>{_FIGURE}|{_NUMERAL})"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半])?"
    r"(?![员立为果功本都就效绩熟长品交套人年不])"
    rf"|(?P<number>{_FIGURE}|{_NUMERAL})\s?(?:(?P<place>{_PLACE})"
    rf"|(?P<open>[余多几]|来(?![华沪自源]))?(?P<factor>{_FACTOR})?(?P<more>[余多])?\s?"
    rf"(?P<unit>(?:{MEASURE_WORD})(?:/(?:{MEASURE_WORD}))?)?))"
)
_NO_BEGINNING = "百千万亿零〇"
# Before a lone numeral these make it part of a word: 统一, 同一场, 每一次, 周三.
_BOUND = frozenset("同统单唯之逐任每某这那另哪万周期跑初专不如合再又首近当数几上至")
_FIXED = re.compile(
    "四个(?:意识|自信|全面|服务|自我)|两个(?:维护|确立|一百年|毫不|统一|责任)|三个(?:代表|一批)|五个统筹"
    "|[四五]位一体|三支一扶|[三四五六七八九]年[行规计级制]|[三四五六七]期(?:工程|项目|建设)"
)
_ABOUT = re.compile(
    "(?:(?<![预签节合履续邀解违公条契特制简])约|(?<![最附靠临邻新])近|接近|大概|大致|超过?|逾|突破"
    "|不(?:少于|低于|超过|高于|大于|小于|足|到)|至少|至多|最[多少]|[低高少多大小]于|[≥≤><＞＜])"
    r"(?:达到|[为达有到了计])?\s?$"
)
_LONGEST_ABOUT = 6
_OR_SO = re.compile(r"\s?(?:左右|(?:及|（含）)?以[上下内]|上下|不等|余|多(?=[，。；、！\s]|\Z))")
_RANGE = re.compile(r"\s?[~—–至到-]{1,2}\s?")
_SHARED = re.compile(r"\s?[、/和及]\s?")
_FACTOR_OF = re.compile(_FACTOR)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as a text says it, at `start:end` of the text.

    `value` is the number with 万 and 亿 worked out (17万人次 is 170000), `unit` what is counted in:
    人次, 份, 元 (万元 is 元, too), % or an empty text; words for the same measure are one unit:
    平米 and ㎡ are 平方米. `quantum` is the place value of the last digit written: 100 for 124.55
    万元. `is_approximate` is True beside 约, 近, 余, 多 and the like.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    quantum: Decimal
    is_approximate: bool


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of all that looks like a number; made when first needed: 50 ms."""
    return re.compile(_TOKEN)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text by place."""
    plain = text.translate(_WIDTHS) if _WIDE.search(text) else text
    read = (_read(match, plain) for match in _token().finditer(plain))
    found = [quantity for quantity in read if quantity]
    for place in range(len(found) - 2, -1, -1):
        found[place : place + 2] = _together(plain, found[place], found[place + 1])
    return tuple(found)


def _read(match: re.Match[str], plain: str) -> Quantity | None:
    """Return the quantity that a token of the text is, None if it is none."""
    percent, tenths, number = match.group("percent", "tenths", "number")
    if percent:
        return _quantity(match, plain, percent, 0, "%")
    if tenths:
        half = (match["half"] or "").replace("半", "五")
        return _quantity(match, plain, f"{tenths}点{half}" if half else tenths, 1, "%")
    if not number or match["place"]:
        return None
    counts = _figure_counts if number[0].isdecimal() else _numeral_counts
    if not counts(match, plain):
        return None
    factor, unit = match.group("factor", "unit")
    return _quantity(match, plain, number, _exponent(factor), unit or "")


def _figure_counts(match: re.Match[str], plain: str) -> bool:
    """Tell a count from a year and from the number of an account."""
    number, unit = match["number"], match["unit"] or ""
    if sum(map(str.isdecimal, number)) > _MOST_DIGITS:
        return False
    if match["factor"] or match["open"] or unit not in ("", "年") or not number.isdecimal():
        return True
    if unit:  # 19年 is a year, 10年 a time
        return int(number) not in _YEARS and int(number) not in _SHORT_YEARS
    return len(number) <= _LONGEST_BARE and int(number) not in _YEARS


def _numeral_counts(match: re.Match[str], plain: str) -> bool:
    """Tell a count in Chinese numerals from the many words and names they are part of."""
    number, unit, start = match["number"], match["unit"], match.start()
    if number[0] in _NO_BEGINNING or _FIXED.match(plain, start):
        return False
    if unit not in COUNT_WITH_NUMERALS:
        return bool(match["open"] and (match["factor"] or number[-1] in "万亿"))  # 十余万, 十万余
    if len(number) > 1:
        return unit != "年" or len(number) < 4
    if number == "二" or (start and plain[start - 1] in _BOUND):
        return False
    return number != "一" or unit in COUNT_WITH_ONE


def _quantity(
    match: re.Match[str], plain: str, written: str, exponent: int, unit: str
) -> Quantity | None:
    start, end = match.start(), match.start() + len(match[0].rstrip())
    if written[0].isdecimal():
        value: Decimal | None = Decimal(written.replace(",", "").replace("，", ""))
        last = exponent - len(written.partition(".")[2])
    else:
        value = read_numeral(written)
        last = exponent - len(written.partition("点")[2])
        last += _EXPONENTS[written[-1]] if written[-1] in "万亿" else 0
    if value is None:
        return None
    is_about = bool(
        match["open"]
        or match["more"]
        or _ABOUT.search(plain, max(0, start - _LONGEST_ABOUT), start)
        or _OR_SO.match(plain, end)
    )
    whole, _, part = unit.partition("/")
    unit = f"{standard_measure(whole)}/{part}" if part else standard_measure(whole)
    if exponent:
        value *= _TEN**exponent
    return Quantity(start, end, value, unit, _TEN**last if last else _ONE, is_about)


def _together(plain: str, one: Quantity, other: Quantity) -> tuple[Quantity, ...]:
    """Give the first of 10、20人 the unit of the second; 10-20人 are both approximate."""
    between = plain[one.end : other.start]
    if not between and not one.unit and other.value < one.quantum:  # 1亿2000万元
        return (replace(other, start=one.start, value=one.value + other.value),)
    is_range = _RANGE.fullmatch(between) is not None
    if not (is_range or _SHARED.fullmatch(between)) or one.unit not in ("", other.unit):
        return one, other
    if one.unit != other.unit:
        factor = _FACTOR_OF.search(plain, other.start, other.end)
        times = _TEN ** _exponent(factor[0] if factor else "")
        one = replace(one, unit=other.unit, value=one.value * times, quantum=one.quantum * times)
    if is_range:
        one, other = (replace(quantity, is_approximate=True) for quantity in (one, other))
    return one, other


def _exponent(factor: str | None) -> int:
    return sum(_EXPONENTS[char] for char in factor or "")
