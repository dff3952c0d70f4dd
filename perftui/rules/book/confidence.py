"""Rules about scores that are too good for what stands behind them: money spent, people asked."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.fields import cell
from perftui.evaluation.model import ZERO, points
from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_number, print_rate, round_half_up
from perftui.rules.finding import Evidence, Found
from perftui.rules.form import Form
from perftui.rules.reading.samples import tells_sample
from perftui.rules.reading.table import cells, is_execution_row, is_full, named
from perftui.rules.registry import rule

_SATISFACTION = re.compile("满意[度率]|满意情况|满意程度")
_NO_COMPLAINTS = re.compile(
    "(?:无|没有|未|零)[^，。；]{0,10}?(?:投诉|举报|意见|不满|差评)[^。；]{0,16}?满意"
    "|满意[^。；]{0,16}?(?:无|没有|未|零)[^，。；]{0,10}?(?:投诉|举报|不满|差评)"
)


@rule("PT024", level="hint", title="得分比执行率好得多")
def better_than_spent(form: Form) -> Iterator[Found]:
    """除预算执行率外各行的得分率，不应比预算执行率高出很多。

    钱没有用完而工作几乎满分，要么是预算编多了，要么是得分打高了，平台会列为预警。有的地方还按执行率
    规定总分上限。
    错：预算执行率70%，其余各行得分率98%。
    对：预算执行率70%，受影响的完成率、及时率如实扣分。
    """
    if form.rate is None or form.rate < 0 or not form.is_scored:
        return
    others = [row for _, row in form.rows if not is_execution_row(form, row)]
    weight = sum((points(row.weight) for row in others), ZERO)
    score = sum((points(row.score) for row in others), ZERO)
    message = _over_cap(form, form.rate)
    if not message and 0 < score <= weight:
        message = _over_rate(form, form.rate, score / weight * HUNDRED)
    if message:
        hint = "请对照没有用完的资金逐项核对得分；因节约而结余的，请在文字中写明。"
        evidence = (Evidence("indicators"), Evidence("executed"), Evidence("budget"))
        yield Found("indicators", message, hint, evidence=evidence)


@rule("PT040", level="hint", title="满意度满分而没有调查依据")
def satisfaction_without_survey(form: Form) -> Iterator[Found]:
    """满意度得满分，文中应写明调查的办法和样本数。

    没有调查的满意度，审核时往往不给分；没有人投诉也不等于满意。主要绩效等各栏、备注、指标解释或完成值中
    写明了问卷、访谈等的样本数（多少份、人、户、家）即可。
    错：「参会单位满意度」满分，全表没有写问卷多少份。
    对：主要绩效写明「回收问卷480份，参会单位满意度96%」。
    """
    full = [p for p, row in form.rows if is_full(row) and _SATISFACTION.search(row.name)]
    if not full or tells_sample(form):
        return
    lacking = "全表没有写明调查的样本数"
    told = (passage for passage in form.passages.values() if _NO_COMPLAINTS.search(passage.text))
    if excuse := next(told, None):
        lacking = f"{form.name_of(excuse.field)}只说没有投诉或意见，这不等于满意"
    hint = "请写明满意度怎样调查、收回多少份；没有调查的，请如实评分。"
    message, field = f"{named(form, full)}是满分，{lacking}。", cell(full[0], "score")
    yield Found(field, message, hint, evidence=cells(full, "score"))


def _over_cap(form: Form, rate: Decimal) -> str:
    total = totals.total_score(form.evaluation)
    caps = (cap for cap in form.thresholds.caps if round_half_up(rate) < cap.rate_below)
    cap = next(caps, None)
    if cap is None or total <= cap.total_at_most:
        return ""
    name = form.name_of("execution_rate")
    return (
        f"{name}{print_rate(rate)}低于{print_number(cap.rate_below)}%，"
        f"总分不应超过{print_number(cap.total_at_most)}，现为{print_number(total)}。"
    )


def _over_rate(form: Form, rate: Decimal, earned: Decimal) -> str:
    gap, bound = (earned - rate) / earned * HUNDRED, form.thresholds.rate_gap
    if gap <= bound:
        return ""
    name = form.name_of("execution_rate")
    return (
        f"其余各行得分率{print_rate(earned)}，{name}只有{print_rate(rate)}，"
        f"相对高出{print_rate(gap)}，超过{print_number(bound)}%。"
    )
