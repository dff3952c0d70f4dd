"""Figures in the text that contradict each other or the header: PT026 to PT028."""

from decimal import Decimal

from perftui.evaluation.model import Direction, Evaluation
from tests.rules.judging.correct import half_up
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    deadline,
    full_rows,
    light,
    outputs,
    texts_of,
    way,
    with_points,
    with_row,
)

# PT026: the twin says the same with parts that add up

for _wrong, _right in (
    ("全年受理咨询1,250件，其中电话860件、窗口290件、网上90件。",
     "全年受理咨询1,250件，其中电话860件、窗口290件、网上100件。"),
    ("共举办活动36场，其中线上12场、线下23场。", "共举办活动36场，其中线上12场、线下24场。"),
    ("合计发放手册5000册，分别为社区2100册、学校1800册、企业1000册。",
     "合计发放手册5000册，分别为社区2100册、学校1900册、企业1000册。"),
    ("三个片区分别完成维修120处、95处和60处，合计285处。",
     "三个片区分别完成维修120处、95处和60处，合计275处。"),
    ("总计办理证件109116份，其中居住证94538份，确认函395份，邀请函89份，就业证13272份，专家证182份，核准证590份。",
     "总计办理证件109066份，其中居住证94538份，确认函395份，邀请函89份，就业证13272份，专家证182份，核准证590份。"),
    ("培训学员共2.6万人次，其中线上1.9万人次、线下0.4万人次。",
     "培训学员共2.6万人次，其中线上1.9万人次、线下0.7万人次。"),
    ("全年接待群众来访486批次（其中个人访402批次、集体访74批次）。",
     "全年接待群众来访486批次（其中个人访402批次、集体访84批次）。"),
):  # fmt: skip

    @way("PT026", _wrong[:12])
    def _(subject: Subject, wrong: str = _wrong, right: str = _right) -> Planted:
        form = light(subject).form
        twin = adding(form, "achievements", right)
        return Planted(adding(form, "achievements", wrong), ("achievements",), twin)

# PT027


def _figures(form: Evaluation) -> dict[str, str]:
    budget, executed, last = form.budget, form.executed, form.last_year_budget
    assert isinstance(budget, Decimal) and isinstance(executed, Decimal)
    rate, ten_thousand = half_up(executed / budget * 100), Decimal(10_000)
    growth = (
        half_up(budget / last * 100 - 100) if isinstance(last, Decimal) and last else Decimal(0)
    )
    return {
        "budget": f"{budget:,.2f}", "budget_wan": f"{half_up(budget / ten_thousand)}",
        "executed": f"{executed:,.2f}", "executed_wan": f"{half_up(executed / ten_thousand)}",
        "rate": f"{rate}", "wrong_rate": f"{rate - Decimal('3.20')}", "growth": f"{growth}",
        "wrong_growth": f"{abs(growth) + Decimal('6.70')}",
        "wrong_budget": f"{budget + 20000:,.2f}",
        "wrong_budget_wan": f"{half_up((budget + 36000) / ten_thousand)}",
        "wrong_executed": f"{executed - 10000:,.2f}",
        "wrong_executed_wan": f"{half_up((executed - 52000) / ten_thousand)}",
        "unspent": f"{budget - executed:,.2f}", "wrong_unspent": f"{budget - executed + 8000:,.2f}",
    }  # fmt: skip


for _field, _said in (
    ("achievements", "全年预算执行率{wrong_rate}%。"),
    ("achievements", "年度预算{wrong_budget_wan}万元，实际支出{executed_wan}万元。"),
    ("achievements", "当年预算数{budget}元，预算执行数{wrong_executed}元。"),
    ("achievements", "项目全年支出{wrong_executed_wan}万元，全部用于项目实施。"),
    ("problems", "预算执行率为{wrong_rate}%，支付进度还可以加快。"),
    ("achievements", "当年预算{wrong_budget}元，按季度拨付。"),
):

    @way("PT027", f"{_field}: {_said}")
    def _(subject: Subject, field: str = _field, said: str = _said) -> Planted:
        base = light(subject, says_money=False, rate=Decimal("96.40"))
        figures = _figures(base.form)
        right = said.replace("wrong_", "")
        form, twin = base.form, base.form
        if field == "problems":
            remedy = f"由财务科按月通报预算执行率，{deadline(form)}支付进度达到序时进度。"
            form = twin = adding(form, "measures", remedy)
        form = adding(form, field, said.format(**figures))
        return Planted(form, (field,), adding(twin, field, right.format(**figures)))


@way("PT027", "growth over last year")
def _(subject: Subject) -> Planted | None:
    base = light(subject, says_money=False, growth=Decimal(8))
    if not base.form.last_year_budget or subject.form.last_year_budget == 0:
        return None
    figures = _figures(base.form)
    said = "当年预算比上年预算增长{growth}%。"
    twin = adding(base.form, "achievements", said.format(**figures))
    figures["growth"] = figures["wrong_growth"]
    return Planted(
        adding(base.form, "achievements", said.format(**figures)), ("achievements",), twin
    )


# PT028

for _one, _field, _other, _right in (
    ("举办法治讲座18场。", "achievements", "法治讲座虽已举办16场，仍有社区没有覆盖。",
     "法治讲座虽已举办18场，仍有社区没有覆盖。"),
    ("新增停车泊位320个。", "achievements", "新增停车泊位302个，有效缓解停车难。",
     "新增停车泊位320个，有效缓解停车难。"),
    ("全年接待研学团队46批。", "achievements", "接待研学团队64批，讲解员人手偏紧。",
     "接待研学团队46批，讲解员人手偏紧。"),
    ("安装监控探头1,280个。", "achievements", "安装监控探头1,208个，山区点位信号偏弱。",
     "安装监控探头1,280个，山区点位信号偏弱。"),
):  # fmt: skip

    @way("PT028", _other[:10])
    def _(subject: Subject, one: str = _one, field: str = _field, other: str = _other,
          right: str = _right) -> Planted:  # fmt: skip
        form = adding(light(subject).form, field, one)
        second = "achievements" if "有效" in other else "problems"
        remedies = {"法治讲座": "由普法科在{by}补办法治讲座4场，覆盖6个社区。",
                    "接待研学": "由服务科在{by}增配讲解员5名，接待研学团队实行预约。",
                    "安装监控": "由技防科在{by}为山区监控探头加装信号放大器30套。"}  # fmt: skip
        remedy = next((text for key, text in remedies.items() if other.startswith(key)), "")
        if remedy:
            form = adding(form, "measures", remedy.format(by=deadline(form)))
        places = ("achievements", "problems")
        if second == "achievements":
            texts = [*texts_of(form, second)]
            return Planted(
                with_points(form, second, [*texts, other]), places,
                with_points(form, second, [*texts, right]),
            )  # fmt: skip
        return Planted(adding(form, second, other), places, adding(form, second, right))


@way("PT028", "the row says otherwise")
def _(subject: Subject) -> Planted | None:
    form = light(subject).form
    places = full_rows(form, outputs(form))
    if not places:
        return None
    row = {"name": "科普展览举办场次", "target": "≥12场", "actual": "12场", "measure_unit": "",
           "direction": Direction.POSITIVE}  # fmt: skip
    named = with_row(form, places[0], **row)
    fields = ("achievements", f"indicators[{places[0]}]")
    return Planted(
        adding(named, "achievements", "举办科普展览15场。"), fields,
        adding(named, "achievements", "举办科普展览12场。"),
    )  # fmt: skip
