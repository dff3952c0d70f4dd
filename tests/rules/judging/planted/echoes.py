"""Scores that the words and the other rows contradict: PT014, PT018, PT021."""

from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Evaluation
from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    can_lose,
    deadline,
    full_rows,
    light,
    losing,
    lost_rows,
    outputs,
    place_of,
    settled,
    stranger,
    texts_of,
    way,
    with_points,
    with_row,
)

# PT014


def _unmentioned(subject: Subject, name: str, remark: str) -> Planted | None:
    form = subject.form
    places = [p for p in full_rows(form, outputs(form)) if can_lose(form, p)]
    if not places or (subject.is_real and not form.measures):
        return None  # the problems of that real form are a status note, which says it all
    place = places[-1]
    form = with_row(form, place, **subject.fulfilled)
    twin = with_row(form, place, name=name)
    changed = settled(losing(twin, place, remark))
    return Planted(changed, ("problems", f"indicators[{place}]"), twin)


for _name, _remark in (
    ("标识标牌制作合格率", "一批标牌字体有误"),
    ("热线电话接通率", "话务高峰时段占线"),
    ("驻点律师到岗率", "两名律师请假"),
    ("国际交流活动完成率", "受疫情影响，改为线上"),
):
    way("PT014", f"not a word of {_name}")(partial(_unmentioned, name=_name, remark=_remark))


@way("PT014", "its problem left out")
def _(subject: Subject) -> Planted | None:
    base = subject.again(flaws=3)
    problems, measures = texts_of(base.form, "problems"), texts_of(base.form, "measures")
    own = [base.form.indicators[place] for place in lost_rows(base.form)]
    if subject.is_real or subject.is_national or len(problems) < 2 or not own:
        return None
    named = [
        n
        for n, text in enumerate(problems)
        if any(row.remark[-4:] in text or row.name[:4] in text for row in own)
    ]
    if not named:
        return None
    gone = problems[named[0]]
    problem, measure = stranger(base.form, 1)
    kept = [problem if text == gone else text for text in problems]
    form = with_points(base.form, "problems", kept)
    form = with_points(form, "measures", [*measures, measure])
    return Planted(form, ("problems", "indicators"), base.form)


@way("PT014", "a fixed row nobody speaks of")
def _(subject: Subject) -> Planted | None:
    if subject.is_national or (subject.is_real and not subject.form.measures):
        return None
    name = "财务（资产）管理制度的健全性和执行的有效性"
    base = subject.again(without=frozenset({"asset", "rules", "goal", "setup"}))
    place = place_of(base.form, name)
    form = with_row(base.form, place, score=Decimal(4), remark="固定资产盘点滞后")
    return Planted(settled(form), ("problems", f"indicators[{place}]"), base.form)


# PT018


def _named(subject: Subject, name: str) -> tuple[Evaluation, int] | None:
    form = light(subject).form
    places = full_rows(form, outputs(form))
    if not places:
        return None
    return with_row(form, places[0], name=name, **subject.fulfilled), places[0]


def _contradicted(subject: Subject, name: str, said: str, remedy: str) -> Planted | None:
    named = _named(subject, name)
    if named is None:
        return None
    twin, place = named
    form = adding(twin, "problems", said)
    form = adding(form, "measures", remedy.format(by=deadline(twin)))
    return Planted(form, (f"indicators[{place}]", "problems"), twin)


for _name, _said, _remedy in (
    ("档案库房改造完成率", "档案库房改造因资金到位晚，至年末尚未完成。",
     "由工程科在{by}完成档案库房改造剩余工程，并组织验收。"),
    ("监控平台验收合格率", "监控平台建设进度慢，年内未能通过验收。",
     "由信息科在{by}会同监理完成监控平台验收。"),
    ("外出考察活动完成率", "原定的外出考察活动因行程冲突取消。",
     "由综合科在{by}重新安排外出考察活动1次，提前确认行程。"),
    ("展厅布展及时率", "展厅布展较计划延期两个月。",
     "由宣传科在{by}制定展厅布展节点表，逾期5日启动纠偏。"),
    ("自助服务机安装及时率", "自助服务机安装进度滞后，比合同晚了一个半月。",
     "由运维科在{by}完成自助服务机安装节点复核，合同写明逾期扣款比例。"),
):  # fmt: skip
    way("PT018", _name)(partial(_contradicted, name=_name, said=_said, remedy=_remedy))


@way("PT018", "said among the achievements")
def _(subject: Subject) -> Planted | None:
    named = _named(subject, "专家评审会召开完成率")
    if named is None:
        return None
    twin, place = named
    form = adding(twin, "achievements", "专家评审会推迟到次年召开，本年度未完成。")
    return Planted(form, (f"indicators[{place}]", "achievements"), twin)


# PT021


def _disagreeing(subject: Subject, stem: str, suffix: str, share: str) -> Planted | None:
    form = light(subject).form
    places = [p for p in full_rows(form, outputs(form), Decimal(1)) if can_lose(form, p)]
    if len(places) < 2:
        return None
    one, other = places[:2]
    twin = with_row(form, one, name=f"{stem}完成率", **subject.fulfilled)
    twin = with_row(twin, other, name=f"{stem}{suffix}", **subject.fulfilled)
    weight = twin.indicators[one].weight
    assert isinstance(weight, Decimal)
    changes = {"score": weight * Decimal(share), "remark": f"{stem}未按计划开展"}
    if subject.is_national:
        changes["actual"] = f"{int(Decimal(share) * 100)}%"
    changed = with_row(twin, one, **changes)
    said = f"{stem}因场地原因{'全年未能举办' if share == '0' else '只举办了一半场次'}。"
    changed = adding(changed, "problems", said)
    changed = adding(changed, "measures", f"由综合科在{deadline(form)}落实场地，补办{stem}2场。")
    level = Level.WARNING if share == "0" else Level.HINT
    return Planted(
        settled(changed), (f"indicators[{other}]", f"indicators[{one}]", "indicators"), twin, level
    )


for _stem, _suffix, _share in (
    ("专题研讨会", "参与率", "0"),
    ("市民开放日活动", "合格率", "0"),
    ("项目路演", "及时率", "0"),
    ("青年论坛", "完成及时率", "0.5"),
    ("技能比武", "及时性", "0.5"),
):
    way("PT021", f"{_stem}{_suffix}, {_share}")(
        partial(_disagreeing, stem=_stem, suffix=_suffix, share=_share)
    )
