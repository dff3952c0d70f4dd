"""Rules about scores: within the weight, the grade they earn, and the all-too-perfect form."""

from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.evaluation.values import print_number
from perftui.rules.finding import Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule


@rule("PT004", level="error", title="自评分或权重超出范围")
def score_range(form: Form) -> Iterator[Found]:
    """每行自评分应在0和权重之间，权重不能是负数，权重为0的行不能得分。

    逐行比较，不因第一处有错而停下。
    错：权重4分的指标自评5分；权重0分的指标自评1分。
    对：权重4分的指标自评4分；权重0分的指标自评0分。
    """
    for place, row in form.rows:
        if isinstance(row.weight, Decimal) and row.weight < 0:
            path = cell(place, "weight")
            message = f"{form.name_of(path)}{print_number(row.weight)}是负数。"
            yield Found(path, message, "请填0或大于0的数。")
        fault = _score_fault(row, form.column("weight"))
        if fault:
            path = cell(place, "score")
            yield Found(path, f"{form.name_of(path)}{fault}。", _score_hint(row))


@rule("PT007", level="error", title="绩效等级与自评总分不符")
def stated_grade(form: Form) -> Iterator[Found]:
    """原表印出的绩效等级，应是自评总分所在分数段的等级。

    分数段由表式规定，上海表式为90（含）以上优秀、75（含）以上良好、60（含）以上合格、其余不合格。
    还有行没有评分时不检查；本程序新建的表由总分算出等级，不会有错。
    错：总分89分，等级印为优秀。
    对：总分89分，等级印为良好。
    """
    earned = totals.grade(form.evaluation, form.profile)
    stated = form.profile.grade_named((form.stated.grade or "").strip())
    if earned is not None and stated is not None and stated != earned:
        total, name = print_number(totals.total_score(form.evaluation)), form.name_of("grade")
        message = f"原表所印{name}为「{stated}」，自评总分{total}分应为「{earned}」。"
        hint = f"请核对各行自评分；评分无误时等级应为「{earned}」。"
        fix = Fix("stated.grade", earned, f"等级改为「{earned}」", certain=True)
        yield Found("grade", message, hint, fix)


@rule("PT025", level="warning", title="所有指标都是满分")
def all_full(form: Form) -> Iterator[Found]:
    """所有指标都得满分、总分100的自评，审核人员往往不认可。

    各行都评了分，而且没有一行扣分时提醒。
    错：26行指标全部满分，总分100。
    对：没有达到预期的指标如实扣分，并写明原因。
    """
    total = totals.total_score(form.evaluation)
    if form.is_scored and total > 0 and not any(row.lost for row in form.evaluation.indicators):
        rows = len(form.evaluation.indicators)
        message = f"{rows}行指标全部满分，总分{print_number(total)}，自评的可信度不足。"
        yield Found("indicators", message, "请对照目标逐行复核，确有差距的如实扣分并说明原因。")


def _score_fault(row: Indicator, weight_label: str) -> str | None:
    if not isinstance(row.score, Decimal):
        return None
    score = print_number(row.score)
    if row.score < 0:
        return f"{score}是负数"
    if not isinstance(row.weight, Decimal) or row.score <= max(row.weight, Decimal(0)):
        return None
    if row.weight <= 0:
        return f"为{score}，而{weight_label}是{print_number(row.weight)}，不能得分"
    return f"{score}超过{weight_label}{print_number(row.weight)}"


def _score_hint(row: Indicator) -> str:
    highest = max(row.weight, Decimal(0)) if isinstance(row.weight, Decimal) else None
    if highest is None:
        return "请填0或大于0的数。"
    return "请把自评分改为0。" if highest == 0 else f"请填0到{print_number(highest)}之间的数。"
