"""Rows that nobody can measure, satisfaction, incidents, heavy rows: PT039 to PT041, PT049."""

from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Direction
from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    effects,
    full_rows,
    is_fixed,
    light,
    settled,
    texts_of,
    way,
    with_points,
    with_row,
    with_rows,
)

# PT039


def _called(subject: Subject, name: str, category: int = 1) -> Planted | None:
    form = subject.form
    places = full_rows(form, subject.profile.categories[category].name)
    if not places:
        return None
    place = places[-1]
    aim = {"target": None, "actual": None, "direction": None, "measure_unit": ""}
    if subject.is_national:
        aim |= {"target": "≥95%", "actual": "96%", "direction": Direction.POSITIVE}
    return Planted(
        with_row(form, place, name=name, **aim), (f"indicators[{place}]", "indicators"),
        level=Level.HINT,
    )  # fmt: skip


for _name, _category in (("大厅电子显示终端设备", 2), ("报刊杂志制作及发放", 1),
                         ("宣传品", 2), ("会议服务保障工作", 2), ("信息系统维护", 1)):  # fmt: skip
    way("PT039", _name)(partial(_called, name=_name, category=_category))

# PT040


@way("PT040", "no sample anywhere")
def _(subject: Subject) -> Planted | None:
    return _unsampled(subject, None)


for _said in (
    "群众普遍反映良好，满意度高。",
    "全年没有收到投诉，服务对象满意。",
    "服务对象满意度达到98%。",
):

    @way("PT040", _said)
    def _(subject: Subject, said: str = _said) -> Planted | None:
        return _unsampled(subject, said)


def _unsampled(subject: Subject, said: str | None) -> Planted | None:
    form = subject.form
    rows = [n for n, row in enumerate(form.indicators) if "满意" in row.name]
    if subject.is_real and any(form.indicators[n].lost for n in rows):
        for n in rows:
            form = with_row(form, n, score=form.indicators[n].weight)
        return Planted(settled(form), ("indicators", "achievements"), level=Level.HINT)
    rows = [n for n in rows if not form.indicators[n].lost]
    if not rows or subject.is_real or any("回访" in row.name for row in form.indicators):
        return None  # the other real forms have no sample as it is; who was called back is one
    for field in ("achievements", "problems", "measures"):
        texts = texts_of(form, field)
        kept = [
            text
            for point in texts
            if (text := "".join(part for part in _sentences(point) if not _samples(part)))
        ]
        form = with_points(form, field, kept)
    if said:
        form = with_points(form, "achievements", [*texts_of(form, "achievements"), said])
    fields = (*(f"indicators[{n}]" for n in rows), "indicators", "achievements")
    return Planted(form, fields, level=Level.HINT)


def _sentences(text: str) -> list[str]:
    return [f"{part}。" for part in text.split("。") if part]


def _samples(text: str) -> bool:
    return any(word in text for word in ("问卷", "访", "样本", "复测", "抽查", "随机", "抽样"))


# PT041


def _happened(subject: Subject, name: str, said: str, denied: str) -> Planted | None:
    form = light(subject, says_money=False).form
    places = full_rows(form, effects(form))
    said_so = any(word in form.problems + form.achievements for word in ("故障", "投诉", "突发"))
    if not places or said_so:
        return None
    changes = {"name": name}
    if subject.is_national:
        changes |= {"target": "≤0次", "actual": "0次", "direction": Direction.NEGATIVE}
    named = with_row(form, places[-1], **changes)
    place = places[-1]
    return Planted(
        adding(named, "achievements", said), (f"indicators[{place}]", "achievements", "indicators"),
        adding(named, "achievements", denied), Level.HINT,
    )  # fmt: skip


for _name, _said, _denied in (
    (
        "生产安全事故发生率",
        "全年发生一般生产安全事故2起，均已妥善处置。",
        "全年未发生生产安全事故。",
    ),
    ("有效投诉发生情况", "共收到群众投诉5件，全部办结。", "全年未收到群众投诉。"),
    (
        "网络设备故障次数",
        "网络设备先后出现故障3次，均在2小时内恢复。",
        "网络设备全年没有出现故障。",
    ),
    ("突发事件发生情况", "年内发生停电突发事件1起，及时进行了疏散。", "年内没有发生突发事件。"),
):
    way("PT041", _name)(partial(_happened, name=_name, said=_said, denied=_denied))

# PT049


def _heaped(subject: Subject, category: str, weight: int) -> Planted | None:
    form = subject.form
    rows = [n for n in full_rows(form, category) if not is_fixed(form, form.indicators[n])]
    heap, gone = Decimal(0), []
    for place in rows:
        heap += form.indicators[place].weight
        gone.append(place)
        if heap >= weight:
            break
    if heap < weight or len(gone) < 2:
        return None
    kept = with_row(form, gone[0], weight=heap, score=heap)
    table = [row for n, row in enumerate(kept.indicators) if n not in gone[1:]]
    level = Level.HINT
    return Planted(with_rows(kept, table), (f"indicators[{gone[0]}]", "indicators"), level=level)


# the national form gives 20 or 30 points to one row as a rule: there only more is too much
for _number, _weight in ((1, 15), (1, 20), (1, 30), (2, 15), (2, 26), (3, 15)):

    @way("PT049", f"category {_number}, {_weight} points")
    def _(subject: Subject, number: int = _number, weight: int = _weight) -> Planted | None:
        if subject.is_national and weight < 25:
            return None
        return _heaped(subject, subject.profile.categories[number].name, weight)
