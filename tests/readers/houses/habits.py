"""The small habits of an office, drawn from a seed: punctuation, blanks, numbers, dates, widths."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from perftui.evaluation.model import Evaluation
from tests.readers.houses.paper import Cell

LABELS = {
    "name": "项目名称",
    "unit": "预算单位",
    "department": "具体实施处（科室）",
    "recurring": "是否为经常性项目",
    "budget": "当年预算数（元）",
    "last_year_budget": "上年预算金额（元）",
    "executed": "预算执行数（元）",
    "execution_rate": "预算执行率（%）",
    "goal": "项目年度总目标",
    "date": "自评时间",
    "grade": "绩效等级",
    "achievements": "主要绩效",
    "problems": "主要问题",
    "measures": "改进措施",
}
COLUMNS = {
    "category": "一级指标",
    "name": "指标名称",
    "explanation": "指标解释",
    "weight": "权重",
    "score": "自评分",
    "remark": "备注",
}
NOTES = (
    "说明：1、依据本项目应实现的绩效目标或工作计划，对照已完成的情况，进行绩效自评。",
    "2、绩效等级说明：自评分合计90（含）-100分为优秀，75（含）-90分为良好，"
    "60（含）-75分为合格，0-60分为不合格。",
    "3、产出目标、效果目标和影响力目标可根据项目情况自行增加绩效指标。",
)
MONEY = ("budget", "last_year_budget", "executed")
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_ITEM = re.compile(r" +|(?<=[。；])(?=\d、|[二三四五六]是)")


@dataclass(frozen=True)
class Habits:
    """How one office types; all drawn by chance unless a style fixes them.

    `points` frames a category's name and points, `money` an amount, `day` a date, `yes` and `no`
    answer questions, `blank` stands in empty optional cells, `wan` states amounts in 万元,
    `spaced` blows up short labels with blanks of that kind, `wide` types figures full-width,
    `decimals` prints scores with so many, `wrapped` breaks names after so many characters,
    `rate` prints a rate.
    """

    font: str = "仿宋_GB2312"
    colon: str = "："
    percent: str = "%"
    points: str = "{name} ({points}分)"
    money: str = "{:,.2f}"
    after_money: str = ""
    day: str = "{:%Y-%m-%d}"
    yes: str = "是"
    no: str = "否"
    blank: str = ""
    wan: bool = False
    spaced: str = ""
    wide: bool = False
    wrapped: int = 0
    decimals: int = 0
    rate: str = "{}%"
    columns: Mapping[str, str] = field(default_factory=lambda: COLUMNS)
    labels: Mapping[str, str] = field(default_factory=lambda: LABELS)

    def label(self, name: str) -> str:
        """Print the label of a field, without its colon."""
        text = self.labels[name]
        if self.wan and name in MONEY:
            text = text.replace("（元）", "（万元）")
        text = text.replace("%", self.percent)
        return self.spaced.join(text) if len(text) <= 4 else text

    def category(self, name: str, points: Decimal | int) -> str:
        """Print the label of a category with its points."""
        return self.points.format(name=name, points=points).translate(
            WIDE if "（" in self.points and self.wide else {}
        )

    def figure(self, value: Decimal) -> str:
        """Print a weight or a score."""
        text = f"{value:.{self.decimals}f}" if self.decimals else f"{value.normalize():f}"
        return text.translate(WIDE if self.wide else {})

    def cell(self, form: Evaluation, name: str, across: int = 1) -> Cell:
        """Make the cell that holds a field of the header."""
        made = _MADE.get(name, _text)(self, form, name)
        return replace(made, across=across, key=made.key or name)


def _text(habits: Habits, form: Evaluation, name: str) -> Cell:
    return Cell(getattr(form, name) or habits.blank)


def _narrative(habits: Habits, form: Evaluation, name: str) -> Cell:
    return Cell("\n".join(items(getattr(form, name))) or habits.blank)


def _amount(habits: Habits, form: Evaluation, name: str) -> Cell:
    value = getattr(form, name)
    if habits.wan:
        value = value / 10000
        text = f"{value.normalize():f}"
        return Cell(text + habits.after_money, value=None if habits.after_money else value)
    return Cell(habits.money.format(value), value=value, shown="#,##0.00")


def _rate(habits: Habits, form: Evaluation, name: str) -> Cell:
    number = ((form.stated and form.stated.execution_rate) or "").rstrip("%")
    text = habits.rate.format(number).replace("%", habits.percent)
    if not text.endswith(("%", "％")):
        return Cell(text, value=Decimal(number), shown="0.00")
    return Cell(
        text,
        value=Decimal(number) / 100,
        shown="0.00%",
        formula="ROUND({executed}/{budget},2)",
    )


def _day(habits: Habits, form: Evaluation, name: str) -> Cell:
    day = date.fromisoformat(str(form.date))
    text = habits.day.format(day, year=day.year, month=day.month, day=day.day)
    if "." in text or " " in text:
        return Cell(text)
    return Cell(text, value=day, shown="yyyy-mm-dd" if "-" in text else 'yyyy"年"m"月"d"日"')


def _grade(habits: Habits, form: Evaluation, name: str) -> Cell:
    return Cell((form.stated.grade if form.stated else "") or habits.blank)


def _answer(habits: Habits, form: Evaluation, name: str) -> Cell:
    return Cell(habits.yes if form.recurring else habits.no)


_MADE = {
    **dict.fromkeys(MONEY, _amount),
    **dict.fromkeys(("goal", "achievements", "problems", "measures"), _narrative),
    "execution_rate": _rate,
    "date": _day,
    "grade": _grade,
    "recurring": _answer,
}


def items(text: str) -> list[str]:
    """Split a narrative where its lines broke: at blanks, and before the next numbered item."""
    return [item for item in _ITEM.split(text) if item]


def drawn(random: Random, **fixed: object) -> Habits:
    """Draw the habits of an office; what its style fixes is not drawn."""
    choices: dict[str, object] = {
        "font": random.choice(("仿宋_GB2312", "宋体", "SimSun", "FangSong", "华文中宋")),
        "colon": random.choice(("：", "：", ":", "")),
        "percent": random.choice("%％"),
        "points": random.choice(
            (
                "{name} ({points}分)",
                "{name}（{points}分）",
                "{name}\n({points}分)",
                "{name}({points}分)",
            )
        ),
        "money": random.choice(("{:,.2f}", "{:.2f}", "{:,.2f}", "￥{:,.2f}", "{:,.2f}元")),
        "day": random.choice(
            (
                "{:%Y-%m-%d}",
                "{year}年{month}月{day}日",
                "{:%Y/%m/%d}",
                "{year} 年 {month} 月 {day} 日",
            )
        ),
        "rate": random.choice(("{}%", "{}%", "{}%", "{}")),
        "decimals": random.choice((0, 0, 0, 1, 2)),
        "blank": random.choice(("", "", "/", "无", "—")),
    }
    return Habits(**(choices | fixed))  # type: ignore[arg-type]
