"""What is blank, unreadable or no problem: PT008, PT009, PT015."""

from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    full_rows,
    stating,
    typed,
    typed_cell,
    way,
)

# PT008

for _field in ("name", "unit", "budget", "executed", "goal", "achievements", "date", "department"):

    @way("PT008", f"{_field} blank")
    def _(subject: Subject, field: str = _field) -> Planted | None:
        if subject.is_national and field in ("date", "department"):
            return None  # not asked for there
        if subject.is_real and field == "department":
            return None  # blank in all nine
        level = Level.WARNING if field == "department" else Level.ERROR
        return Planted(typed(subject.form, **{field: ""}), (field,), level=level)


@way("PT008", "only blanks in the goal")
def _(subject: Subject) -> Planted:
    return Planted(typed(subject.form, goal="   "), ("goal",), level=Level.ERROR)


@way("PT008", "a dash for the budget")
def _(subject: Subject) -> Planted:
    return Planted(typed(subject.form, budget="—"), ("budget",), level=Level.ERROR)


@way("PT008", "no measures")
def _(subject: Subject) -> Planted | None:
    if not subject.form.measures:
        return None
    return Planted(typed(subject.form, measures=""), ("measures",), level=Level.ERROR)


@way("PT008", "no problems though points are lost")
def _(subject: Subject) -> Planted:
    return Planted(
        typed(subject.form, problems=""), ("problems",), level=Level.ERROR, codes=("PT015",)
    )


@way("PT008", "no grade printed")
def _(subject: Subject) -> Planted | None:
    if subject.is_national:
        return None  # the national form does not ask for a grade
    twin = stating(subject.form)
    return Planted(stating(subject.form, grade=None), ("grade", "stated.grade"), twin)


# PT009

for _field, _text in (
    ("budget", "约120万"), ("executed", "壹佰多万元"), ("executed", "1,24,5505.00"),
    ("last_year_budget", "同上年"), ("date", "20-4-20"), ("date", "2020年13月5日"),
    ("recurring", "待定"), ("budget", "124.5S05"),
):  # fmt: skip

    @way("PT009", f"{_field}: {_text}")
    def _(subject: Subject, field: str = _field, text: str = _text) -> Planted:
        return Planted(typed(subject.form, **{field: text}), (field,), level=Level.ERROR)


for _column, _text in (("score", "八分多"), ("weight", "3分或4分"), ("score", "满分")):

    @way("PT009", f"{_column}: {_text}")
    def _(subject: Subject, column: str = _column, text: str = _text) -> Planted:
        place = full_rows(subject.form)[0]
        form = typed_cell(subject.form, place, column, text)
        return Planted(form, (f"indicators[{place}].{column}",), level=Level.ERROR)

# PT015

for _text in (
    "无", "暂无", "无。", "暂无问题。", "没有问题", "项目已按计划完成，各项工作进展顺利。",
    "根据机构改革要求，{year}年1月1日起该项工作已移交至区大数据中心。",
    "项目总体实施情况良好，达到了预期绩效目标。",
):  # fmt: skip

    @way("PT015", _text)
    def _(subject: Subject, text: str = _text) -> Planted | None:
        if subject.is_real and not subject.form.measures:
            return None  # a status note as it is
        said = text.format(year=subject.year + 1)
        return Planted(typed(subject.form, problems=said), ("problems",))


@way("PT015", "empty")
def _(subject: Subject) -> Planted:
    return Planted(
        typed(subject.form, problems=""), ("problems",), level=Level.ERROR, codes=("PT008",)
    )
