"""Which years that a text names are not those a form is about.

History is no mistake: 于2017年成立, 自2015年起, 比2017年增长, 《……规划（2016—2020年）》.
"""

import re

from perftui.evaluation.periods import Period, is_relative, periods
from perftui.rules.passage import Passage

_HISTORY_BEFORE = re.compile(
    r"(?:自|从|始于|建于|源于|[较比与同由]|相较于?|[高低]于|超过|不及)[到在于]?$"
)
_FOUNDED = (
    "成立|设立|组建|创立|创建|建成|落成|挂牌|揭牌|启用|投入使用|投用|投运|竣工|交付|开工|动工|立项|上线|开业"
    "|颁布|施行|批准|批复|购置|购入|改建|扩建|迁入|搬迁|认定|荣获|获评|移交|转交|划转"
)
_FOUNDED_AFTER = re.compile(
    rf"(?:(?!完成|举办|组织|开展)[^，,。；;：:\n]){{0,10}}?(?:{_FOUNDED})|.{{0,2}}启动"
)
_HISTORY_AFTER = re.compile(
    r"起(?!草)|以来|之?后|以后|至今|开始|相比|同期|基数|基础上|水平"
    r"|[^，,。；;\n]{0,15}(?:精神|讲话|文件|通知|号文|会议(?:审议|通过|决定))"
    r"|(?!度?存在)[^，,。；;：:\n]{2,8}的|[^，,。；;：:\n]{0,6}《"
)
_AIM_BEFORE = re.compile(
    r"(?:(?<!截)[到至为拟将]|面向|迎接|备战|规划|预计|计划|力争|争取|纳入|列入|编制|申报)[在于到]?$"
)
_AIM_AFTER = re.compile(
    r"前|[，,]?[^，,。；;：:\n]{0,8}(?:[将拟要]|计划(?!完成率)|规划|目标|继续|力争|争取|进一步)"
)
# What was done cannot be dated later than the form; 今年完成一期 has a date of its own.
_ELSEWHEN = (
    "目前|现|今年|本年|当年|计划|预计|将|拟|力争|争取|确保|继续|目标|规划|方案|[上下]半年|月"
)
_DONE_AFTER = re.compile(
    rf"[之以]?前?(?:(?!{_ELSEWHEN})[^。；;！？\n]){{0,24}}?"
    r"(?:已(?!经?(?:纳入|列入|编[制入]|制[定订]|启动|立项|申[报请]|报|签|明确|确定))"
    rf"|(?:累计|完成|建成)(?:(?!{_ELSEWHEN})[^，,。；;！？\n]){{0,16}}?\d)"
)
_LEAD = re.compile(r"\W*(?:[一二三四五六七八九十\d]{1,3}[、.．是)）]?)?\W*在?")
_CLAUSE_END = "，,：:。；;！？\n"
_OPEN_AND_CLOSE = (("《", "》"), ("“", "”"), ("「", "」"), ("『", "』"))


def strange_to_goal(goal: Passage, year: int) -> tuple[Period, ...]:
    """Return the years of a goal if none of those it names is this one."""
    named = _named(goal, year)
    if any(_covers(period, year) for period in named):
        return ()
    return tuple(p for p in named if not _is_history(goal.text, p, year))


def far_from(passage: Passage, year: int) -> tuple[Period, ...]:
    """Return the years two or more away that a text speaks of as if they were this one.

    A sentence that names this year, too, compares. In the achievements what is told as done by a
    later year is no aim.
    """
    tells_deeds = passage.field == "achievements"
    text, named = passage.text, _named(passage, year)
    compared = [passage.sentence_at(p.start) for p in named if _covers(p, year)]
    return tuple(
        period
        for period in named
        if period.first.year == period.last.year
        and abs(period.first.year - year) > 1
        and not any(sentence.start <= period.start < sentence.end for sentence in compared)
        and not _is_history(text, period, year)
        and not (_is_aim(text, period, year) and not (tells_deeds and _is_done(text, period)))
    )


def reported_for_another(achievements: Passage, year: int) -> tuple[Period, ...]:
    """Return the whole years next to this one that are told of, if this one never is."""
    text = achievements.text
    if any(_covers(p, year) for p in periods(text, year) if p.names_year):
        return ()
    return tuple(
        period
        for period in _named(achievements, year)
        if period.first.year == period.last.year
        and abs(period.first.year - year) == 1
        and (period.first.month, period.last.month) == (1, 12)
        and _LEAD.fullmatch(_clause_before(text, period))
        and not _is_history(text, period, year)
        and not _is_aim(text, period, year)
    )


def _named(passage: Passage, year: int) -> list[Period]:
    """Return the periods whose year is written in digits, outside titles and names."""
    text = passage.text
    return [
        period
        for period in periods(text, year)
        if period.names_year and not is_relative(text, period) and not _in_title(text, period)
    ]


def _covers(period: Period, year: int) -> bool:
    return period.first.year <= year <= period.last.year


def _in_title(text: str, period: Period) -> bool:
    """Whether a period stands between marks that are opened before it and not yet closed."""
    return any(
        text.count(opened, 0, period.start) > text.count(closed, 0, period.start)
        for opened, closed in _OPEN_AND_CLOSE
    )


def _is_history(text: str, period: Period, year: int) -> bool:
    if period.first.year >= year:
        return False
    if _HISTORY_BEFORE.search(_clause_before(text, period)):
        return True
    # 2017年度 is a year reported on, 2017年 may be the one of an event.
    is_year_of_account = text[period.start : period.end].endswith(("度", "全年"))
    is_event = not is_year_of_account and _FOUNDED_AFTER.match(text, period.end)
    return bool(is_event or _HISTORY_AFTER.match(text, period.end))


def _is_aim(text: str, period: Period, year: int) -> bool:
    is_meant = _AIM_BEFORE.search(_clause_before(text, period))
    return period.first.year > year and bool(is_meant or _AIM_AFTER.match(text, period.end))


def _is_done(text: str, period: Period) -> bool:
    """Whether a text tells of a deed that was done by then: 至2023年底，已建成网点60个."""
    before = _clause_before(text, period).removesuffix("到").removesuffix("至")
    return bool(_LEAD.fullmatch(before) and _DONE_AFTER.match(text, period.end))


def _clause_before(text: str, period: Period) -> str:
    before = text[: period.start]
    return before[1 + max(before.rfind(mark) for mark in _CLAUSE_END) :]
