"""Totals in a text whose parts it names, too: 共109116份。其中，许可94538份、函395份……"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from perftui.evaluation.quantities import Quantity
from perftui.rules.passage import Passage
from perftui.rules.reading.said import Said, rough_place, said

_STRETCH = re.compile(r"[^。！？\n]+")
_MARK = re.compile(r"[，,；;：:。（(）)、\s]")
# Shares and ages do not add up, and what is counted by nothing may be anything.
_NOT_ADDITIVE = frozenset({"", "%", "‰", "百分点", "倍", "岁", "年", "℃", "度"})

_TOTAL = re.compile("共|合计|总|累计|全[年部]|所有")
_SURE_TOTAL = re.compile(
    "合计|总[计数量额面人和]|所有|全部|上述|以上|各[类项种]|[两三四五六七八九十].{0,3}[共合]"
)
_SUM = re.compile("合计|总[计数量]")
_PARTS_FOLLOW = re.compile(
    "其中|分别|(?P<open>包括|包含|涵盖)|(?<!立)即(?![将时可使刻])|[：:（(]"
    "|[，,；;](?=线[上下]|[上下]半年|男|女|[市境国省][内外])|(?P<implied>[，,](?!其中|分别|包括|包含|涵盖|即|主要))"
)
_LONGEST_BETWEEN = 12
_LIST_ENDS = re.compile(
    r"(?P<open>等(?=[，,；;、）)\s]|$))"
    "|[，,；;](?:同时|此外|另外?|还|并|均|已|共|合计|总计|累计|全部|占|办结|受益|完成率|同比|[较比])"
)
# What is no part of a total: 较上年增加3场, 计划12场, 每场80人.
_APART = re.compile(
    "(?<!人)计划|目标|原定|预计|上年|去年|同期|往年|同比|环比|[较超]|(?<!评)比(?![赛例武对选])|剩余"
    "|每|[平人日月户]均|最[多高大少低]|单[场次个家户]|(?:增加|增长|减少|下降|提高|节约)[了到至约]*$"
)
# One may belong to several such parts.
_CROSSING = re.compile("(?:女[性生工职]?|党员|团员|少数民族|残疾人|退役军人)[约为有]*$")
_IDLE = re.compile(
    "共计?|合计|总[共计]?|累计|全[年部市]|本?年度?|约|为|达到?|已|了|的|在|项目|实际|完成|举办|开展|组织"
    "|办[理结]|受理|回收|收到|走访|培训|服务|提供|发放|印制|制作|处理|接待|召开|举行|支出|投入|活动|各[类种项]|人员|业务"
)
_SOME_MORE = re.compile("[余多几]")
_MORE_THAN = re.compile("(?:近|超过?|逾|突破|不[少低超高]于|不[足到]|至[少多])[过达有]?$")
_OR_MORE = re.compile("及?以[上下内]|左右")
_CENT = Decimal("0.01")
# From which share of the total on a list that does not call itself open names all of its parts.
_NEARLY, _MOSTLY, _MOST_OVER = Decimal("0.8"), Decimal("0.5"), Decimal("1.25")


@dataclass(frozen=True)
class Breakdown:
    """A total and the parts named with it, which do not make it up."""

    total: Quantity
    parts: tuple[Quantity, ...]

    @property
    def sum(self) -> Decimal:
        """What the parts come to."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def is_approximate(self) -> bool:
        """Whether the total or a part is only approximate."""
        return any(quantity.is_approximate for quantity in (self.total, *self.parts))


@dataclass(frozen=True)
class _Stretch:
    """A stretch of text up to a full stop, with its counts; `before` are those just before it."""

    text: str
    start: int
    end: int
    counts: tuple[Said, ...]
    before: tuple[Said, ...]


def wrong_breakdowns(passage: Passage) -> tuple[Breakdown, ...]:
    """Return the totals of a text that its own parts contradict."""
    text, found = passage.text, dict[int, Breakdown]()
    if len(passage.quantities) > 1 and (_TOTAL.search(text) or _PARTS_FOLLOW.search(text)):
        for stretch in _stretches(passage):
            for wrong in (*_followed_by_parts(stretch), *_after_parts(stretch)):
                found.setdefault(wrong.total.start, wrong)
    return tuple(found.values())


def _stretches(passage: Passage) -> Iterator[_Stretch]:
    before: tuple[Said, ...] = ()
    counts = tuple(count for count in said(passage) if count.quantity.unit not in _NOT_ADDITIVE)
    cuts = [point.start for point in passage.points if point.marker]
    for match in _STRETCH.finditer(passage.text):
        inner = [cut for cut in cuts if match.start() < cut < match.end()]
        for start, end in pairwise([match.start(), *inner, match.end()]):
            told = tuple(count for count in counts if start <= count.quantity.start < end)
            if told:
                yield _Stretch(passage.text, start, end, told, before)
            before = told


def _followed_by_parts(stretch: _Stretch) -> Iterator[Breakdown]:
    """Yield totals like 共12场，其中线上5场、线下6场."""
    for cue in _PARTS_FOLLOW.finditer(stretch.text, stretch.start, stretch.end):
        parts, is_open = _listed(stretch, cue)
        total = _total_before(stretch, cue, parts[0].quantity.unit) if parts else None
        if not total or (cue["implied"] and not _is_implied(total, parts, cue)):
            continue
        # 其中骨干40人，合格100人: that is all of them again
        parts = [part for part in parts if part.quantity.value != total.quantity.value]
        if _contradict(stretch.text, total, parts, is_open):
            yield _breakdown(total, parts)


def _is_implied(total: Said, parts: list[Said], cue: re.Match[str]) -> bool:
    """Whether a list right after a total is of its parts: 共12场，校园专场5场、行业专场6场."""
    what = _IDLE.sub("", total.label)
    is_next = total.quantity.end == cue.start() and parts[0].start == cue.end()
    is_of_all = _SUM.search(total.label) or all(what in part.label for part in parts)
    return is_next and len(parts) > 1 and bool(is_of_all)


def _listed(stretch: _Stretch, cue: re.Match[str]) -> tuple[list[Said], bool]:
    """Return the parts that a list names, all of one unit, and whether it says there are more."""
    text, start = stretch.text, cue.end()
    later = [count for count in stretch.counts if count.quantity.start >= start]
    if not later:
        return [], False
    first = later[0].quantity
    ends = _LIST_ENDS.search(text, first.end, stretch.end)
    end = ends.start() if ends else stretch.end
    fitting = [c for c in later if c.quantity.start < end and c.quantity.unit == first.unit]
    parts = [c for c in fitting if not _is_apart(c) and _is_level(text, start, c.quantity.start)]
    is_open = cue["open"] or (ends and ends["open"]) or "主要" in text[start:end]
    return parts, bool(is_open)


def _total_before(stretch: _Stretch, cue: re.Match[str], unit: str) -> Said | None:
    """Return the count that a list of parts is about."""
    counts = [count for count in stretch.counts if count.quantity.end <= cue.start()]
    if not stretch.text[stretch.start : cue.start()].strip():
        counts = list(stretch.before)
    fitting = [count for count in counts if count.quantity.unit == unit and not _is_apart(count)]
    if not fitting:
        return None
    between = stretch.text[fitting[-1].quantity.end : cue.start()]
    if cue[0] in "（(" and (len(between) > _LONGEST_BETWEEN or _MARK.search(between)):
        return None
    is_told = cue[0] in "其中（(" or (cue[0] in "分别：:" and not between.strip("，,"))
    return fitting[-1] if is_told or _TOTAL.search(fitting[-1].label) else None


def _contradict(text: str, total: Said, parts: list[Said], is_open: bool) -> bool:
    """Whether parts named after a total cannot be those of it."""
    if _adds_up(text, parts, total):
        return False
    value, whole = total.quantity.value, _sum(parts)
    most = value + sum((_slack(text, count) for count in (*parts, total)), Decimal(0))
    if whole > most:
        labels = [part.label for part in parts]
        is_crossing = any(map(_CROSSING.search, labels)) and not any("男" in one for one in labels)
        return not is_crossing or any(part.quantity.value > most for part in parts)
    if is_open or len(parts) < 2:
        return False
    return whole >= value * (_MOSTLY if len(parts) > 2 else _NEARLY)


def _after_parts(stretch: _Stretch) -> Iterator[Breakdown]:
    """Yield totals like 线上5场，线下6场，共12场."""
    since = 0
    for place, total in enumerate(stretch.counts):
        if _is_apart(total) or not _TOTAL.search(total.label):
            continue
        unit, value = total.quantity.unit, total.quantity.value
        told = [c for c in stretch.counts[:place] if c.quantity.unit == unit and not _is_apart(c)]
        parts = [count for count in told if count.quantity.start >= since]
        if len(parts) < 2 or not _is_of_all(stretch, parts, total):
            continue
        since = total.quantity.end
        outer = [count for count in told if not _is_inner(stretch, count)]
        if any(_adds_up(stretch.text, some[::-1], total) for some in (told, outer)):
            continue
        if value * _NEARLY <= _sum(parts) <= value * _MOST_OVER:
            yield _breakdown(total, parts)


def _is_of_all(stretch: _Stretch, parts: list[Said], total: Said) -> bool:
    """Whether a total counts what its parts count, not something else: 培训3场……招聘会共8场."""
    if _SURE_TOTAL.search(total.label):
        return True
    return _IDLE.sub("", total.label) in stretch.text[parts[0].start : total.start]


def _is_inner(stretch: _Stretch, count: Said) -> bool:
    """Whether a count is itself part of another before it."""
    return "其中" in count.label or not _is_level(stretch.text, stretch.start, count.quantity.start)


def _is_level(text: str, start: int, end: int) -> bool:
    """Whether a stretch neither leaves the brackets it begins in nor ends in inner ones."""
    depth = 0
    for char in text[start:end]:
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return False
    return depth == 0


def _is_apart(count: Said) -> bool:
    return bool(_APART.search(count.label))


def _adds_up(text: str, parts: Sequence[Said], total: Said) -> bool:
    """Whether the first of some parts make up a total, as many of them as it takes."""
    value, slack = Decimal(0), _slack(text, total)
    for number, part in enumerate(parts, 1):
        value, slack = value + part.quantity.value, slack + _slack(text, part)
        if number > 1 and abs(value - total.quantity.value) <= slack:
            return True
    return False


def _slack(text: str, count: Said) -> Decimal:
    """Return how far off the value may be: 60余 by ten, 124.55万 by half its last digit."""
    quantity = count.quantity
    written = text[quantity.start : quantity.end]
    if (
        _SOME_MORE.search(written)
        or _MORE_THAN.search(count.label)
        or _OR_MORE.match(text, quantity.end)
    ):
        return rough_place(quantity)
    is_rounded = quantity.is_approximate or ("." in written and quantity.quantum > _CENT)
    return quantity.quantum / 2 if is_rounded else Decimal(0)


def _sum(parts: Sequence[Said]) -> Decimal:
    return sum((part.quantity.value for part in parts), Decimal(0))


def _breakdown(total: Said, parts: Sequence[Said]) -> Breakdown:
    return Breakdown(total.quantity, tuple(part.quantity for part in parts))
