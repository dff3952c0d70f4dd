"""Promises already past, wrong years, dates out of season: PT029 to PT031."""

import re
from functools import partial

from perftui.evaluation.values import FormDate
from perftui.rules.finding import Level
from perftui.rules.surroundings import Surroundings
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    deadline,
    light,
    texts_of,
    typed,
    way,
    with_points,
)

# PT029

_DEADLINE = re.compile(
    r"\d{4}年(?:\d+月(?:\d+日前|底前|中旬前)|第三季度内|下半年)|今年10月底前|(?<!\d)6月底前|年底前"
)


def _past(subject: Subject, when: str, every: bool) -> Planted | None:
    base = subject.again(flaws=2)
    form, year = base.form, subject.year
    date = form.date
    if not isinstance(date, FormDate) or not form.measures:
        return None
    said = when.format(last=year, this=year + 1)
    texts = texts_of(form, "measures")
    if subject.is_real:
        remedy = f"由综合科在{said}完成资料整理，形成清单1份。"
        return Planted(adding(form, "measures", remedy), ("measures",))
    changed = [
        _DEADLINE.sub(said, text) if every or n == 0 else text for n, text in enumerate(texts)
    ]
    if changed == texts or any(
        word in text for word in ("检查反映", "每年3月", "下一年度") for text in texts
    ):
        return None
    return Planted(with_points(form, "measures", changed), ("measures",), form)


for _when in ("{this}年3月底前", "{this}年第一季度", "{last}年12月底前", "{this}年1月15日前",
              "{this}年2月中旬前", "{last}年下半年", "2月底前"):  # fmt: skip
    way("PT029", f"all: {_when}")(partial(_past, when=_when, every=True))
for _when in ("{this}年3月底前", "{last}年年底前"):
    way("PT029", f"one: {_when}")(partial(_past, when=_when, every=False))

# PT030

for _field, _said in (
    ("goal", "到{next}年，基本形成布局合理、运行高效的服务体系。"),
    ("goal", "{after}年全面完成各项建设任务。"),
    ("achievements", "{old}年全年开展活动12场。"),
    ("achievements", "截至{after}年6月，累计服务企业320家。"),
    ("problems", "{old}年台账登记不够规范，漏登36条。"),
):

    @way("PT030", f"{_field}: {_said}")
    def _(subject: Subject, field: str = _field, said: str = _said) -> Planted | None:
        form, year = light(subject).form, subject.year
        years = {"next": year + 1, "after": year + 3, "old": year - 4}
        right = {"next": year, "after": year, "old": year}
        if field == "goal":
            return Planted(
                typed(form, goal=said.format(**years)), ("goal",),
                typed(form, goal=said.format(**right)), Level.HINT,
            )  # fmt: skip
        if field == "problems":
            remedy = f"由综合科在{deadline(form)}完成台账登记规范化，补录台账1套。"
            form = adding(form, "measures", remedy)
        return Planted(
            adding(form, field, said.format(**years)), (field,),
            adding(form, field, said.format(**right)), Level.HINT,
        )  # fmt: skip

# PT031


def _dated(subject: Subject, years: int, month: int, day: int) -> Planted:
    date = FormDate(subject.year + years, month, day)
    return Planted(subject.form.model_copy(update={"date": date}), ("date",))


for _years, _month, _day in ((1, 8, 15), (0, 12, 20), (2, 4, 18), (1, 7, 2), (0, 4, 20)):
    way("PT031", f"{_years:+} years, month {_month}")(
        partial(_dated, years=_years, month=_month, day=_day)
    )


@way("PT031", "in the future")
def _(subject: Subject) -> Planted | None:
    date = subject.form.date
    if not isinstance(date, FormDate):
        return None
    early = FormDate(date.year, 3, 1).latest.replace(day=2)
    later = FormDate(date.year, 5, 30).latest
    return Planted(
        subject.form, ("date",), subject.form,
        beside=Surroundings(today=early), twin_beside=Surroundings(today=later),
    )  # fmt: skip
