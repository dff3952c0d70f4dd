"""What is counted more than once in a form: 举办招聘会9场 here, 招聘会8场 there.

A mention says exactly how many of a thing there were over the whole year; plans, parts, changes
and what is to be are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from perftui.evaluation.fields import NARRATIVES, cell
from perftui.evaluation.measure_words import standard_measure
from perftui.evaluation.model import Indicator
from perftui.evaluation.quantities import Quantity, quantities
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.reading.said import Said, said
from perftui.rules.reading.texts import place_of
from perftui.rules.reading.things import NO_THING, Thing, thing_counted, thing_of_row

# The clause tells of a plan, a part, a change or a lack.
_NOT_SO_MANY = re.compile(
    "计划|原定|目标|预[计定期]|(?<!模)拟|(?<![响相适供对])应(?![届急用聘])|须|(?<![主重])要|将|不[少低超高足]|[低高多大小]于"
    "|力争|争取|确保|少(?![儿年先])|未(?!成年|就业|来)|没|取消|推迟|延[期迟]|补(?![贴助充])|缺|增[加至长]|减[为至]|[提升]至|[提升]高"
    "|上升|下降|[降缩]|[每均]|第|首(?!都)|最|前(?![往台])|单(?=[场次个家户])|其[中余他]|另|还|剩|分别|各(?![类种项])|之[外后]"
    "|由(?=.*[至到为])|从(?!业|事)|(?<!评)比(?![赛武选])|较|满分|扣"
)
_NOT_DONE = re.compile("计划|未|没|取消|推迟|延[期迟]|缺|下降|提高|减少")
_TIME = re.compile(
    r"(?P<whole>全年|年度|年[末终底]|12月)|[上下]半年|季度|年中|(?<!\d)(?:\d|1[01])月|[上去往下明来]年|近[一二两三几]"
)
_YEAR = re.compile(r"(20\d\d)年")
_AT_A_PLACE = re.compile("在[^，,；;。]{2,12}(?:[区市县镇]|街道|高校|大学|学校|社区|园|馆)")
# A measure is about what is to be; these words in the clause say that it was so already.
_DONE = re.compile("已|举办的|完成的|开展的|实际|仅|只有")
_TO_REACH = re.compile("达到?|[提降]到|为$")
_ACTUALLY = re.compile("实际|共|已|举办|开展|组织|召开|完成|实施|进行")
_SAME_UNIT = {"名": "人", "位": "人"}
_NOT_COUNTED = frozenset(
    {"", "分", "年", "月", "天", "日", "周", "小时", "工作日", "倍", "百分点", "岁"}
)


@dataclass(frozen=True)
class Mention:
    """A thing counted in a text, and in which sentence of it."""

    passage: Passage
    thing: Thing
    quantity: Quantity
    sentence: int

    @property
    def subject(self) -> tuple[str, str]:
        """What is counted, however its words are ordered: 参会单位 and 单位参会 are one."""
        unit = self.quantity.unit
        return "".join(sorted(self.thing.core)), _SAME_UNIT.get(unit, unit)

    @property
    def field(self) -> str:
        """The path of the point or the cell."""
        return place_of(self.passage, [(self.quantity.start, self.quantity.end)])

    @property
    def text(self) -> str:
        """How the text says it."""
        return self.passage.text[self.quantity.start : self.quantity.end]

    def contradicts(self, other: "Mention") -> bool:
        """Whether two mentions of one subject cannot both be right."""
        is_here = self.passage.field == other.passage.field
        if is_here and (self.sentence == other.sentence or not self.thing.is_one):
            return False
        if self.thing.whom != other.thing.whom and (
            is_here or (self.thing.whom and other.thing.whom)
        ):
            return False
        quanta = (mention.quantity.quantum for mention in (self, other))
        loose = sum((quantum for quantum in quanta if quantum > 1), Decimal(0)) / 2
        is_apart = abs(self.quantity.value - other.quantity.value) > loose
        return is_apart and self.thing.may_be(other.thing)


def contradictions(form: Form) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each thing that a form counts differently, in the form's order."""
    by_subject: dict[tuple[str, str], list[Mention]] = {}
    for mention in _mentions(form):
        by_subject.setdefault(mention.subject, []).append(mention)
    groups = (
        tuple(one for one in several if any(one.contradicts(other) for other in several))
        for several in by_subject.values()
        if len({one.quantity.value for one in several}) > 1
        and len({one.thing.whom for one in several} - {""}) < 2
    )
    return tuple(group for group in groups if group)


def _mentions(form: Form) -> Iterator[Mention]:
    for field in NARRATIVES:
        yield from _told(form, form.passage(field), NO_THING)
    for place, row in form.rows:
        remark = form.passages.get(cell(place, "remark"))
        if remark and remark.quantities:
            yield from _told(form, remark, thing_of_row(row.name, ""))
        if row.actual:
            yield from _reached(cell(place, "actual"), row)


def _told(form: Form, passage: Passage, topic: Thing) -> Iterator[Mention]:
    """Yield the mentions of a text; `topic` is what it is about where it does not say."""
    sentence, about = -1, topic
    for told in said(passage):
        if told.sentence != sentence:
            sentence, about = told.sentence, topic
        if told.quantity.unit in _NOT_COUNTED:
            continue
        thing = thing_counted(told)
        if thing.core:
            about = thing
        elif _ACTUALLY.search(told.label):
            thing = about
        if (
            thing.is_told
            and not told.quantity.is_approximate
            and not _NOT_SO_MANY.search(told.label)
            and not _NOT_DONE.search(told.rest)
            and _is_of_the_year(form, passage.field, told)
        ):
            yield Mention(passage, thing, told.quantity, sentence)


def _reached(path: str, row: Indicator) -> Iterator[Mention]:
    """Yield what the table says was reached."""
    passage = Passage(path, row.actual or "")
    for quantity in _only(passage.text, row.measure_unit):
        thing = thing_of_row(row.name, quantity.unit)
        is_exact = not quantity.is_approximate and quantity.unit not in _NOT_COUNTED
        if is_exact and thing.is_told:
            yield Mention(passage, thing, quantity, 0)


@lru_cache(maxsize=1024)
def _only(actual: str, unit: str) -> tuple[Quantity, ...]:
    """Return the quantity that a cell holds, with the unit of its row; none for several."""
    found = quantities(actual)
    if len(found) != 1:
        return ()
    return (replace(found[0], unit=found[0].unit or standard_measure(unit.strip())),)


def _is_of_the_year(form: Form, field: str, told: Said) -> bool:
    """Whether a clause speaks of the whole year that is evaluated, and of no place in it."""
    before = told.context + told.label
    years = _YEAR.findall(before)
    if (years and int(years[-1]) != form.year) or "其中" in told.context:
        return False
    if field == "measures" and not _reports(told.label):
        return False
    times = [match["whole"] for match in _TIME.finditer(before)]
    return not (times and times[-1] is None) and not _AT_A_PLACE.search(told.context)


def _reports(label: str) -> bool:
    """Whether a clause of a measure says what was, like 2019年举办的8场, and not what is to be.

    A year in another clause of its sentence may be that of the problem it answers.
    """
    if _DONE.search(label):
        return True
    return bool(_YEAR.search(label)) and not _TO_REACH.search(label)
