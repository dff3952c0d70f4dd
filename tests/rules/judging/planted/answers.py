"""Problems without measures, measures without problems or substance: PT016, PT017, PT038."""

from perftui.rules.finding import Level
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    light,
    stranger,
    texts_of,
    way,
    with_points,
)

# What words cannot tell, and so is not planted: each with the form it stands in.
# A problem 「服务流程有待进一步优化」 is answered by any 流程 that is revised; where a training of
# 志愿者 was late, a measure about 志愿者 may well be for it.
_OWN_MATTER = {0: "流程", 3: "志愿者"}
# Money that went to another use (「调整了培训预算用于宣传」) is what finance rules are about.
_MONEY_MOVED = "预算用于"
# A power cut is a fault of the system, too: 「系统故障1小时内到场处置」 answers both problems.
_SAME_FAULT = ("断电", "系统故障")

# PT016

for _number in range(3):

    @way("PT016", f"a problem more, without measure ({_number})")
    def _(subject: Subject, number: int = _number) -> Planted | None:
        form = light(subject).form
        if not form.measures:
            return None
        problem, measure = stranger(form, number)
        changed = adding(form, "problems", problem)
        twin = adding(changed, "measures", measure)
        place = len(texts_of(changed, "problems")) - 1
        return Planted(changed, (f"problems[{place}]", "problems", "measures"), twin)


@way("PT016", "a measure left out")
def _(subject: Subject) -> Planted | None:
    base = subject.again(flaws=3)
    measures = texts_of(base.form, "measures")
    if len(measures) < 2 or subject.is_real:
        return None
    cut, fault = _SAME_FAULT
    if cut in base.form.problems and any(fault in text for text in measures[:-1]):
        return None
    form = with_points(base.form, "measures", measures[:-1])
    return Planted(form, ("problems", "measures"), base.form)


@way("PT016", "the only measure speaks of something else")
def _(subject: Subject) -> Planted | None:
    base = subject.again(flaws=2)
    if not base.form.measures:
        return None
    form = with_points(base.form, "measures", [stranger(base.form, 3)[1]])
    return Planted(form, ("problems", "measures"), base.form if not subject.is_real else None)


# PT017

for _number in range(4):

    @way("PT017", f"a measure more, without problem ({_number})")
    def _(subject: Subject, number: int = _number) -> Planted | None:
        form = light(subject).form
        if not form.measures or _OWN_MATTER.get(number, "-") in form.problems:
            return None
        problem, measure = stranger(form, number)
        changed = adding(form, "measures", measure)
        twin = adding(changed, "problems", problem)
        place = len(texts_of(changed, "measures")) - 1
        return Planted(changed, (f"measures[{place}]",), twin, Level.HINT)


@way("PT017", "a general word on finance")
def _(subject: Subject) -> Planted | None:
    form = light(subject).form
    if not form.measures or "资产" in form.problems + form.measures:
        return None
    if _MONEY_MOVED in form.problems:
        return None
    said = "由财务科严格执行国家财经法规和专项资金管理办法，每季度检查1次资金使用的合规性。"
    changed = adding(form, "measures", said)
    return Planted(
        changed, (f"measures[{len(texts_of(changed, 'measures')) - 1}]",), form, Level.HINT
    )


# PT038

for _text in (
    "今后将进一步提高思想认识，加强管理，不断改进工作。",
    "高度重视绩效管理，切实加强组织领导。",
    "下一步要认真总结经验，努力提高工作水平。",
    "合理安排，统筹推进，争取做得更好。",
):

    @way("PT038", _text)
    def _(subject: Subject, text: str = _text) -> Planted | None:
        form = light(subject).form
        if not form.measures:
            return None
        changed = adding(form, "measures", text)
        place = len(texts_of(changed, "measures")) - 1
        twin = adding(form, "measures", stranger(form, 2)[1])
        return Planted(changed, (f"measures[{place}]", "measures"), twin, Level.HINT)


@way("PT038", "an attitude to the very problem")
def _(subject: Subject) -> Planted | None:
    form = light(subject).form
    problem, measure = stranger(form, 0)
    form = adding(form, "problems", problem)
    changed = adding(form, "measures", "进一步重视对外材料的保密审查，努力把保密审查工作做好。")
    place = len(texts_of(changed, "measures")) - 1
    return Planted(
        changed, (f"measures[{place}]", "measures"), adding(form, "measures", measure), Level.HINT
    )
