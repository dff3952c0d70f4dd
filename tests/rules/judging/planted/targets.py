"""Targets missed, overshot or out of place: PT019, PT020, PT042."""

from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Direction, Evaluation
from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    full_rows,
    outputs,
    place_of,
    settled,
    way,
    with_row,
)


def _aimed(
    subject: Subject, name: str, target: str, actual: str, direction: Direction, score: str = ""
) -> Evaluation | None:
    form = subject.form
    places = full_rows(form, outputs(form), Decimal(2))
    if not places:
        return None
    weight = form.indicators[places[0]].weight
    assert isinstance(weight, Decimal)
    return with_row(
        form, places[0], name=name, target=target, actual=actual, measure_unit="",
        direction=direction, score=weight * Decimal(score) if score else weight, remark="",
    )  # fmt: skip


# PT019, PT020


def _missed(
    subject: Subject, name: str, target: str, actual: str, reached: str,
    direction: Direction = Direction.POSITIVE,
) -> Planted | None:  # fmt: skip
    form = _aimed(subject, name, target, actual, direction)
    twin = _aimed(subject, name, target, reached, direction)
    if form is None or twin is None:
        return None
    place = place_of(form, name)
    level = Level.ERROR if subject.is_national else Level.WARNING
    return Planted(form, (f"indicators[{place}]",), twin, level)


for _name, _target, _actual, _reached, _direction in (
    ("对口交流活动次数", "≥12次", "9次", "12次", Direction.POSITIVE),
    ("资料数字化页数", "20000页", "17500页", "20000页", Direction.POSITIVE),
    ("设备抽检合格率", "≥95%", "90%", "96%", Direction.POSITIVE),
    ("值班缺岗次数", "≤2次", "3次", "1次", Direction.NEGATIVE),
    ("网点布设个数", "=10个", "8个", "10个", Direction.EQUAL),
):
    way("PT019", f"full marks, {_actual} of {_target}")(
        partial(_missed, name=_name, target=_target, actual=_actual, reached=_reached,
                direction=_direction)
    )  # fmt: skip


@way("PT019", "out of proportion")
def _(subject: Subject) -> Planted | None:
    form = _aimed(subject, "现场指导次数", "≥10次", "8次", Direction.POSITIVE, "0.95")
    twin = _aimed(subject, "现场指导次数", "≥10次", "8次", Direction.POSITIVE, "0.8")
    if form is None or twin is None or not subject.is_national:
        return None
    place = place_of(form, "现场指导次数")
    return Planted(settled(form), (f"indicators[{place}]",), settled(twin), Level.ERROR)


def _overshot(subject: Subject, name: str, target: str, actual: str, near: str) -> Planted | None:
    form = _aimed(subject, name, target, actual, Direction.POSITIVE)
    twin = _aimed(subject, name, target, near, Direction.POSITIVE)
    if form is None or twin is None:
        return None
    return Planted(form, (f"indicators[{place_of(form, name)}]",), twin)


for _name, _target, _actual, _near in (
    ("对口交流活动次数", "≥10次", "16次", "12次"),
    ("资料汇编册数", "200册", "520册", "210册"),
    ("意见征集条数", "≥50条", "65条", "60条"),
    ("服务群众人次", "≥1.2万人次", "2万人次", "1.3万人次"),
):
    way("PT020", f"{_actual} of {_target}")(
        partial(_overshot, name=_name, target=_target, actual=_actual, near=_near)
    )

# PT042


for _name in ("资金支付率", "项目资金支付完成率", "预算执行进度完成率", "专项资金支出率"):

    @way("PT042", f"output: {_name}")
    def _(subject: Subject, name: str = _name) -> Planted | None:
        form = subject.form
        places = full_rows(form, outputs(form))
        if not places:
            return None
        changed = with_row(form, places[0], name=name, **subject.fulfilled)
        twin = with_row(form, places[0], name="台账登记完成率", **subject.fulfilled)
        return Planted(changed, (f"indicators[{places[0]}]", "indicators"), twin)


def _valued(subject: Subject, name: str, target: str, actual: str, right: str) -> Planted | None:
    form = _aimed(subject, name, target, actual, Direction.POSITIVE)
    twin = _aimed(subject, name, right, actual, Direction.POSITIVE)
    if name.endswith("率"):
        twin = _aimed(subject, name, target, right, Direction.POSITIVE)
    if form is None or twin is None:
        return None
    if not name.endswith("率"):
        twin = with_row(twin, place_of(twin, name), direction=Direction.NEGATIVE)
    return Planted(form, (f"indicators[{place_of(form, name)}]", "indicators"), twin)


for _name, _target, _actual, _right in (
    ("单场活动成本", "≥4.5万元", "4.5万元", "≤4.5万元"),
    ("人均培训成本", "不低于800元", "800元", "不超过800元"),
    ("设备验收合格率", "≥98%", "105%", "100%"),
    ("人员到岗率", "100%", "112%", "100%"),
):
    way("PT042", f"{_name} {_target} {_actual}")(
        partial(_valued, name=_name, target=_target, actual=_actual, right=_right)
    )
