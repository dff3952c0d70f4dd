"""Which of the times that a measure names it promises something for.

A measure also tells what was done (2020年3月已完成), names what it answers (针对2019年下半年的问题)
and says from when on a thing holds (自2020年1月起): those are no promises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from perftui.evaluation.periods import Period, periods
from perftui.evaluation.sentences import Span, sentences
from perftui.rules.passage import Passage

_DUE_BEFORE = re.compile(
    r"(?:[在于到至拟须应]|应当|务必|力争|争取|确保|计划|预计|最迟|不晚于|安排)$"
)
_DUE_AFTER = re.compile(r"(?:之|以)?前(?![期段所一])|[之以]?内(?![部容控])")
_AT_ONCE = re.compile(
    r"(?:年?度?[，,]?(?:我们?|本?中心|各?科室|单位)?)(?:[将拟须要]|应当|力争|争取|确保|务必|继续|进一步|计划[在于])"
)
_TOLD_BEFORE = re.compile(
    r"(?:已经?|业已|曾|未能?|没有?|没能|无法|原计划|原定|原拟|本应|[自从较比]|截[至止])[在于到]?$"
)
_ANSWERED_BEFORE = re.compile(
    r"针对|鉴于|由于|因|根据|按|依据|依照|结合|总结|[吸汲]取|参照|[对较比与同自从]|围绕|落实|贯彻|关于"
    r"|截[至止]|已|未|没|原|曾|印发|发布|验收|解决|整改|处理|完成|将$"
)
_TOLD_AFTER = re.compile(
    r"起(?!草)|以来|之?后|以后|开始|至今|尚?未|没有"
    r"|[^，,。；;]*?(?:已(?![^，,。；;]{0,8}的)|[^为除，,]了(?!解)|未能)"
    r"|(?:(?!解决|整改|纠正|改进|消除|梳理|排查|完成|落实|补)[^，,。；;])*?"
    r"(?:的(?:问题|现象|情况|教训|状况|意见|不足|短板|偏差|原因|经验|基础)|基础上)"
    r"|(?![之以]?前)(?:(?!完成)[^，,。；;])*?(?:移交|划转)"
)
# 编制下一年度预算 says what is done, not when.
_OBJECT_AFTER = re.compile("的?(?:预算|绩效|目标|指标|计划|工作|项目|任务|申报|部门)")
_CLAUSE_END = "，,：:。；;！？\n"


@dataclass(frozen=True)
class Promise:
    """A time that a sentence of a measure promises something for.

    `start` is the place of the sentence in the passage; `point` the number of the point, from 0.
    `latest` is the last day that the sentence speaks of.
    """

    point: int
    start: int
    sentence: str
    period: Period
    latest: date

    def is_past(self, day: date) -> bool:
        """Whether it is over by a day; what is no dated limit is so if nothing later is said."""
        is_limit = self.period.names_year and self._end > self.period.end
        return (self.period.last if is_limit else self.latest) <= day

    @property
    def said(self) -> str:
        """The time as the sentence says it, with the 前 that makes it a limit."""
        return self.sentence[self.period.start : self._end]

    @property
    def span(self) -> tuple[int, int]:
        """Where the passage says it."""
        return self.start + self.period.start, self.start + self._end

    @property
    def _end(self) -> int:
        due = _DUE_AFTER.match(self.sentence, self.period.end)
        return due.end() if due else self.period.end


def promises(measures: Passage, year: int) -> tuple[Promise, ...]:
    """Return the times that measures promise something for.

    `year` is that of a bare month, unless the measures speak of a later one: then no one can tell.
    """
    named = [period for period in periods(measures.text, year) if period.names_year]
    is_open = any(period.last.year > year for period in named)
    found = (
        promise
        for number, point in enumerate(measures.points)
        for sentence in sentences(point.text)
        for promise in _promised(number, point.start, sentence, year)
    )
    return tuple(p for p in found if p.period.names_year or not is_open)


def _promised(number: int, start: int, sentence: Span, year: int) -> Iterator[Promise]:
    text = sentence.text
    said = periods(text, year)
    times = [p.last for p in said if not _OBJECT_AFTER.match(text, p.end)]
    for period in said:
        if _is_due(text, period):
            latest = max([*times, period.last])
            yield Promise(number, start + sentence.start, text, period, latest)


def _is_due(sentence: str, period: Period) -> bool:
    before, after = sentence[: period.start], sentence[period.end :]
    clause = before[1 + max(before.rfind(mark) for mark in _CLAUSE_END) :].strip()
    said = sentence[period.start : period.end]
    # A bare 年初 or 年底 is that of any year.
    if said[0] == "年" or _TOLD_BEFORE.search(clause) or _TOLD_AFTER.match(after):
        return False
    if said[-1] == "内" or _DUE_AFTER.match(after):
        return True
    is_answer = bool(_ANSWERED_BEFORE.search(clause))
    if _is_whole_year(period):
        return not is_answer and bool(_AT_ONCE.match(after))
    return bool(_DUE_BEFORE.search(clause)) or (period.names_year and not is_answer)


def _is_whole_year(period: Period) -> bool:
    return (period.first.month, period.last.month) == (1, 12)
