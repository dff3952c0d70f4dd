"""The rules about problems and the measures that answer them, whatever their numbers."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from perftui.evaluation.model import Indicator
from perftui.phrases.tone import Tone, tone_of_measure
from perftui.rules.finding import Found
from perftui.rules.form import Form
from perftui.rules.reading.deeds import deed_of
from perftui.rules.reading.kinship import OF_ANY_TASK, telling_of
from perftui.rules.reading.matching import Matching, matching_of
from perftui.rules.reading.statements import Statement
from perftui.rules.reading.words import excerpt, is_named
from perftui.rules.registry import rule
from perftui.rules.requirements import TOPICS

# What answers every problem that stands above.
_ANSWERS_ALL = re.compile(
    "(?:上述|以上|存在的|所列|这些)[^，。；]{0,6}(?:问题|不足|情况)|逐[项条]整改"
)
# To say what law demands is no measure but for what law demands.
_OBEYS = "(?:符合|遵守|遵循|遵照|按照|执行)[^。；]{0,12}"
_NORM = re.compile(
    f"(?:资金|经费|财务|支出)[^。；]{{0,16}}{_OBEYS}(?:法规|法律)"
    f"|{_OBEYS}(?:财经|财务)[^。；]{{0,6}}(?:纪律|制度|法规)"
)
_BY_LAW = frozenset({"P09", "P26"})


@rule("PT016", level="warning", title="问题没有对应的改进措施", needs=TOPICS)
def unanswered_problems(form: Form) -> Iterator[Found]:
    """主要问题中的每一个问题，改进措施都要有回应。

    按所说的事对照，不看序号、科室名称和时限；一句话里并列几个问题的，逐个看。原因和后果随问题一起算一个。
    改进措施空着的，另有规则。
    错：问题写了服务流程有待优化和预算集中支付，措施只写了制定预算执行推进表。
    对：两个问题各有措施：梳理服务流程并公布办理时限；制定预算执行推进表。
    """
    matching = form.once(matching_of)
    if any(_ANSWERS_ALL.search(measure.text) for measure in matching.measures):
        return
    name, other = form.name_of("problems"), form.name_of("measures")
    passage = form.passage("problems")
    left = (problem.statement for problem in matching.unanswered)
    for point, group in groupby(left, key=attrgetter("point")):
        inner = tuple(group)
        quoted = "、".join(f"「{excerpt(statement.text)}」" for statement in inner)
        message = f"{name}中的{quoted}，在{other}里没有对应的做法。"
        hint = "请针对这个问题写明谁来做、做什么、何时完成。"
        evidence = tuple(passage.evidence(one.start, one.end) for one in inner)
        yield Found(f"problems[{point}]", message, hint, evidence=evidence)


@rule("PT017", level="hint", title="改进措施没有针对任何问题", needs=TOPICS)
def unasked_measures(form: Form) -> Iterator[Found]:
    """每一条改进措施，都应当针对主要问题中的某个问题，或某项扣了分的指标。

    只引用法规要求的话，只有资金或财务方面有问题、有扣分时才算针对。泛泛的表态不在此列。
    错：问题是招聘会满意度调研不够，措施写「资金使用应符合国家财经法规」，而资金合规性得满分。
    对：问题是招聘会满意度调研不够，措施写「每场招聘会后回访100家单位」。
    """
    matching = form.once(matching_of)
    name, passage = form.name_of("measures"), form.passage("measures")
    for measure in _left_over(form, matching):
        message = f"{name}中的「{excerpt(measure.text)}」没有针对哪个问题或扣分。"
        hint = "请改为针对某个问题的做法，或在主要问题中补上它要解决的问题，否则可以删去。"
        evidence = (passage.evidence(measure.start, measure.end),)
        yield Found(f"measures[{measure.point}]", message, hint, evidence=evidence)


def _left_over(form: Form, matching: Matching) -> Iterator[Statement]:
    """Yield the sentences that answer nothing; of several points, those where no sentence does."""
    if not matching.problems:
        return
    unasked = matching.unasked
    left = [one for one in matching.measures if _is_idle(form, matching, one, one in unasked)]
    answering = {one.point for one in matching.measures if one not in left}
    is_one = len({one.point for one in matching.measures}) == 1
    for one in left:
        # in a single paragraph a sentence may carry on from the one before
        stands_alone = matching.fits_nothing(one) if is_one else one.point not in answering
        if stands_alone or _NORM.search(one.text):
            yield one


def _is_idle(form: Form, matching: Matching, measure: Statement, is_unasked: bool) -> bool:
    is_norm = bool(_NORM.search(measure.text))
    if not is_norm and (not is_unasked or _ANSWERS_ALL.search(measure.text)):
        return False
    rows = [row for row in form.evaluation.indicators if row.lost > 0]
    if is_norm:
        told = ({problem.main, *problem.called} for problem in matching.problems)
        return not _BY_LAW & frozenset().union(*told, *(telling_of(form, r.name).own for r in rows))
    if tone_of_measure(measure.text) is not Tone.PLAIN:
        return False
    about = matching.about_of(measure)
    return not any(_is_for_row(form, row, about, measure) for row in rows)


def _is_for_row(form: Form, row: Indicator, about: frozenset[str], measure: Statement) -> bool:
    """Whether a measure is meant for a row that lost points: by its words or by its topics."""
    telling, text = telling_of(form, row.name), deed_of(measure.text)
    if (telling.called and telling.called.search(text)) or is_named(row.name, text):
        return True
    # 设立专窗服务体系完成率 is about a task, not about whatever else is a 流程
    is_of_a_task = bool(telling.own & OF_ANY_TASK)
    return not is_of_a_task and bool(about & telling.own)
