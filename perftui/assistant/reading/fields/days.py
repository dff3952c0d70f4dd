"""Days as people say them: 2020年4月20日, 4月20号, 今天, 20-4-20."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from perftui.assistant.reading.fields.amounts import plain
from perftui.evaluation.numerals import read_numeral
from perftui.evaluation.values import FormDate, UnreadableError, read_date

_HAN = "一二三四五六七八九十"
_MONTH = rf"(?:\d{{1,2}}|[{_HAN}]{{1,2}})"
_DAY = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_YEAR = "(?:[一二][九〇零○][〇零○一二三四五六七八九]{2}|\\d{4}|\\d{2})"
_RELATIVE = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "明天": 1}
_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0}
_NAMED = rf"(?P<word>{'|'.join(_RELATIVE)})"
_FULL = (
    rf"(?:\d{{8}}|(?:19|20)\d{{2}}\s\d{{1,2}}\s\d{{1,2}}(?!\d)|{_YEAR}\s?(?P<mark>[-./年])\s?{_MONTH}\s?[-./月]\s?{_DAY}\s?[日号]?(?!\d)"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}})(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
    r"(?:\s?\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s?[上中下]午)?"
)
_IN_YEAR = rf"(?:{'|'.join(_YEARS)})?的?{_MONTH}\s?月\s?{_DAY}\s?[日号]?(?!\d)"
_MONTH_ONLY = rf"(?:{_YEAR}\s?年\s?)?{_MONTH}\s?月(?:份|底|初|末|[上中下]旬)?"
DAY = re.compile(rf"{_NAMED}|{_FULL}|{_IN_YEAR}|{_MONTH_ONLY}")
"""A day from where it begins to where it ends, in `plain` text."""
SHORT_DAY = re.compile(rf"{DAY.pattern}|(?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])(?![\d%万元亿])")
"""The same where a day is expected: 4.20 and 4/20 as well."""

_SHORT_YEAR = re.compile(r"(?P<year>\d\d)[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})[日号]?")
_BACKWARDS = re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})")
_TIME = re.compile(
    r"(?:\s\d{1,2}:\d{2}(?::\d{2})?)?(?:\s?\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s?[上中下]午)?\s{0,9}\Z"
)
_SPACED = re.compile(r"((?:19|20)\d\d)\s(\d{1,2})\s(\d{1,2})")
_OF_YEAR = re.compile(
    rf"(?P<relative>{'|'.join(_YEARS)})?的?(?P<month>{_MONTH})[月./-](?P<day>{_DAY})?[日号]?份?"
)


@dataclass(frozen=True)
class Guess:
    """What a text most likely means, as it would be typed; it wants to be confirmed."""

    typed: str


def read_spoken_day(text: str, form_year: int | None, today: date) -> FormDate | Guess | None:
    """Read a day; one without a year is of the year after the form's, when forms are filled in.

    Raises UnreadableError for what is none.
    """
    said = _SPACED.sub(r"\1-\2-\3", _TIME.sub("", plain(text)).strip())
    said = re.sub(r"\s", "", said)
    if said in _RELATIVE:
        day = today + timedelta(days=_RELATIVE[said])
        return FormDate(day.year, day.month, day.day)
    for pattern in (_SHORT_YEAR, _BACKWARDS):
        match = pattern.fullmatch(said)
        if match:
            return _guess(match, text)
    match = _OF_YEAR.fullmatch(said)
    if match is None:
        return read_date(said.replace("号", "日"))
    year = today.year if form_year is None else form_year + 1
    if match["relative"]:
        year = today.year + _YEARS[match["relative"]]
    month, day_said = _number(match["month"]), match["day"]
    return read_date(f"{year}-{month}-{_number(day_said)}" if day_said else f"{year}-{month}")


def _guess(match: re.Match[str], text: str) -> Guess:
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    try:
        day = read_date(f"{year}-{match['month']}-{match['day']}")
    except UnreadableError:
        raise UnreadableError(f"日期「{text.strip()}」读不懂，请写成 2020-04-20") from None
    return Guess(str(day))


def _number(text: str) -> str:
    value = read_numeral(text)
    return text if value is None else str(value)
