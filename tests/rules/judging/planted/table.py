"""Fixed rows, rows twice, rows without weight or reason: PT010 to PT013."""

from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Indicator
from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    effects,
    execution_row,
    full_rows,
    outputs,
    place_of,
    settled,
    way,
    with_row,
    with_rows,
)

# PT010


@way("PT010", "renamed")
def _(subject: Subject) -> Planted:
    old, new = ("资金使用的合规性", "资金支出规范情况")
    if subject.is_national:
        old, new = "预算执行率", "资金到位情况"
    return Planted(with_row(subject.form, place_of(subject.form, old), name=new), ("indicators",))


@way("PT010", "renamed with a word left out")
def _(subject: Subject) -> Planted | None:
    if subject.is_national:
        return None
    place = place_of(subject.form, "财务（资产）管理制度的健全性和执行的有效性")
    return Planted(with_row(subject.form, place, name="财务管理制度的健全性"), ("indicators",))


@way("PT010", "two fixed weights exchanged")
def _(subject: Subject) -> Planted:
    form = subject.form
    if subject.is_national:
        place = execution_row(form)
        return Planted(with_row(form, place, weight=Decimal(20)), ("indicators",))
    one, other = place_of(form, "资金使用的合规性"), place_of(form, "项目设立的规范性")
    form = with_row(form, one, weight=Decimal(5), score=Decimal(5))
    lost = form.indicators[other].lost
    form = with_row(form, other, weight=Decimal(6), score=Decimal(6) - lost)
    return Planted(settled(form), ("indicators",))


@way("PT010", "missing")
def _(subject: Subject) -> Planted:
    name = "预算执行率" if subject.is_national else "项目设立的规范性"
    rows = [row for row in subject.form.indicators if row.name != name]
    return Planted(settled(with_rows(subject.form, rows)), ("indicators",))


@way("PT010", "two fixed rows in one")
def _(subject: Subject) -> Planted | None:
    if subject.is_national:
        return None
    form = subject.form
    one = place_of(form, "项目管理制度的健全性和执行的有效性")
    other = place_of(form, "财务（资产）管理制度的健全性和执行的有效性")
    kept, gone = form.indicators[one], form.indicators[other]
    merged = kept.model_copy(
        update={
            "name": "管理制度的健全性和执行的有效性",
            "weight": kept.weight + gone.weight,
            "score": kept.score + gone.score,
            "remark": kept.remark or gone.remark,
        }
    )
    rows = [merged if n == one else row for n, row in enumerate(form.indicators) if n != other]
    return Planted(with_rows(form, rows), ("indicators",))


# PT011


def _named_twice(subject: Subject, name: str, other: str, across: bool) -> Planted | None:
    form = subject.form
    first = full_rows(form, outputs(form))
    second = full_rows(form, effects(form)) if across else first[1:]
    if not first or not second:
        return None
    twin = with_row(form, first[0], name=name, **subject.fulfilled)
    if not across:
        twin = with_row(twin, second[0], **subject.fulfilled)
    changed = with_row(twin, second[0], name=other)
    return Planted(changed, ("indicators",), twin)


for _one, _two, _across in (
    ("社区走访完成率", "社区走访完成率", False),
    ("重点对象联系率", "重点对象联系率", True),
    ("便民服务热线接通率", "便民服务热线 接通率", True),
    ("基层服务网点巡回指导完成率", "基层服务网点的巡回指导完成率", False),
    ("档案资料（纸质）移交合格率", "档案资料(纸质)移交合格率", True),
):
    way("PT011", f"{_one}, {_two}")(partial(_named_twice, name=_one, other=_two, across=_across))

# PT012


def _weightless(subject: Subject, name: str, category: int, remark: str = "") -> Planted:
    form = subject.form
    row = Indicator(
        category=subject.profile.categories[category].name, name=name, weight="0", score="0",
        remark=remark,
    )  # fmt: skip
    rows = list(form.indicators)
    rows.insert(max(n for n, r in enumerate(rows) if r.category == row.category) + 1, row)
    at = rows.index(row)
    level = Level.HINT if remark else Level.WARNING
    return Planted(with_rows(form, rows), (f"indicators[{at}]", "indicators"), level=level)


for _name, _category, _remark in (
    ("专用机顶盒验收合格率", 1, ""),
    ("自助终端维护及时率", 1, ""),
    ("热线接听满意度", 2, ""),
    ("电子阅览设备完好率", 1, "/"),
    ("触摸屏维护达标率", 1, "设备已于上年移交"),
    ("老旧设备故障次数", 2, "本年度无此项任务"),
):
    _level = "remarked" if len(_remark) > 1 else "unremarked"
    if len(_remark) == 1:

        @way("PT012", f"{_level}: {_name}")
        def _(subject: Subject, name: str = _name, category: int = _category) -> Planted:
            planted = _weightless(subject, name, category)
            form = planted.form
            place = next(n for n, row in enumerate(form.indicators) if row.name == name)
            return Planted(with_row(form, place, remark="/"), planted.fields, level=planted.level)

    else:
        way("PT012", f"{_level}: {_name}")(
            partial(_weightless, name=_name, category=_category, remark=_remark)
        )

# PT013


def _without_reason(subject: Subject, remark: str) -> Planted | None:
    lost = [n for n, row in enumerate(subject.form.indicators) if row.lost > 0 and row.remark]
    if not lost:
        return None
    place = lost[0]
    return Planted(
        with_row(subject.form, place, remark=remark), (f"indicators[{place}]", "indicators")
    )


for _remark in ("", "  ", "—", "无", "/"):
    way("PT013", f"remark「{_remark}」")(partial(_without_reason, remark=_remark))


@way("PT013", "no reason anywhere")
def _(subject: Subject) -> Planted | None:
    rows = [row.model_copy(update={"remark": ""}) for row in subject.form.indicators]
    if not any(row.remark for row in subject.form.indicators if row.lost):
        return None
    return Planted(with_rows(subject.form, rows), ("indicators",))
