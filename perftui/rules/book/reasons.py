"""The rule that what costs points has a reason."""

from collections.abc import Iterator

from perftui.evaluation.fields import cell
from perftui.rules.finding import Found
from perftui.rules.form import Form
from perftui.rules.reading.table import cells, is_explained, listed, points_of, row_name
from perftui.rules.registry import rule


@rule("PT013", level="warning", title="扣分没有写明原因")
def deduction_without_reason(form: Form) -> Iterator[Found]:
    """自评分低于权重的每一行，都要在备注（偏差原因）中写明为什么扣分。

    审核时要求每一处扣分都有原因；只写「无」「—」或「扣1分」不算。上海表式合为一条警告，全国表式
    没有原因不能保存，所以每行一条错误。
    错：「招聘会完成率」权重5分、自评4分，备注空着。
    对：备注写明「计划10场，因场地原因取消1场，完成率90%」。
    """
    deducted = [place for place, row in form.rows if row.lost and not is_explained(row)]
    each = form.thresholds.each_reason_required
    for places in [[place] for place in deducted] if each else [deducted]:
        if places:
            yield _without_reason(form, places)


def _without_reason(form: Form, places: list[int]) -> Found:
    rows = form.evaluation.indicators
    names = listed([f"「{row_name(form, p)}」（{points_of(rows[p])}）" for p in places])
    field, remark = cell(places[0], "remark"), form.column("remark")
    message = f"{names}扣了分，{remark}没有写明原因。"
    if len(places) > 1:
        message = f"有{len(places)}行扣了分而{remark}没有写明原因：{names}。"
    hint = f"请在{remark}中写明扣分的原因，如差了多少、为什么。"
    return Found(field, message, hint, evidence=cells(places, "remark"))
