"""House styles E: what real offices make of the form, one plan each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from perftui.evaluation.model import Evaluation
from tests.readers.houses.habits import LABELS
from tests.readers.houses.paper import Block, Cell, PageBreak, Paper, Table
from tests.readers.houses.plan import LABELLED_FREELY, LABELLED_OTHERWISE, Plan, setting

UNITLESS = {name: text.replace("（元）", "") for name, text in LABELS.items()}
PLANS: Mapping[str, Plan] = {
    "above": Plan(header_as="above"),
    "pairs": Plan(
        header=(
            ("unit", "name", "department"),
            ("date", "grade", "recurring"),
            ("executed", "budget", "execution_rate"),
            ("last_year_budget",),
            ("goal",),
        ),
        habits={"labels": LABELLED_OTHERWISE},
    ),
    "columns": Plan(
        columns=("number", "category", "name", "score", "weight", "remark", "explanation")
    ),
    "second": Plan(
        columns=("category", "second", "name", "explanation", "weight", "score", "remark"),
        labelled="repeated",
    ),
    "banner": Plan(
        columns=("number", "name", "weight", "score"),
        labelled="banner",
        suffix="分",
        heads={"name": "指标名称", "weight": "分值", "score": "自评得分"},
    ),
    "subtotal": Plan(subtotal="小计", habits={"wide": True}, labelled="first"),
    "repeated": Plan(labelled="repeated", gap=True),
    "first": Plan(order=("title", "notes", "table", "header", "told")),
    "matrix": Plan(header_as="matrix", told="rows"),
    "inside": Plan(header_as="inside", told="inside"),
    "lines": Plan(header_as="lines", told="inside", labelled="repeated"),
    "points": Plan(
        columns=("category", "points", "name", "weight", "score", "remark"),
        heads={"weight": "指标\n权重", "score": "自评\n得分", "name": "指标\n名称"},
    ),
    "margin": Plan(
        columns=("margin", "number", "category", "name", "explanation", "weight", "score", "remark")
    ),
    "standard": Plan(
        columns=("category", "name", "explanation", "standard", "weight", "score", "remark"),
        heads={"remark": "扣分原因", "explanation": "指标说明"},
        total="总计",
    ),
    "unit_line": Plan(
        above="单位：万元",
        habits={"labels": UNITLESS, "wan": True, "day": "{:%Y.%m.%d}"},
    ),
    "summed": Plan(
        above="自评总分：{form.stated.total_score}分　　自评等级：{form.stated.grade}",
        subtotal="本类小计",
        labelled="banner",
        banner="{name}（{points}分）",
        columns=("name", "explanation", "weight", "score", "remark"),
    ),
    "grouped": Plan(header_as="grouped", told="above", habits={"wrapped": 8}),
    "lost": Plan(columns=("category", "name", "explanation", "weight", "lost", "score", "remark")),
    "measured": Plan(columns=("category", "name", "target", "actual", "weight", "score", "remark")),
    "tail": Plan(
        tail="填表人：陈敏　　审核人：周立　　填表日期：2020年4月　　联系电话：12345678",
        heads={"weight": "权重（分）", "score": "自评分（分）"},
        labelled="first",
    ),
    "report": Plan(
        order=("cover", "title", "header", "told", "table", "notes"),
        cover=(
            "关于2019年度项目绩效自评情况的报告",
            "市财政局：",
            "根据预算绩效管理的有关要求，我单位对{form.name}开展了绩效自评，现将有关情况报告如下。",
            "一、项目概况",
            "项目由我单位组织实施，资金全部由财政安排，预算执行率较高，主要绩效和主要问题详见附表。",
            "二、自评结论",
            "本项目自评得分{form.stated.total_score}分，等级为{form.stated.grade}。",
            "附件：项目绩效自评表",
        ),
    ),
    "numbered": Plan(header_as="lines", told="paragraphs"),
    "wan_cells": Plan(
        header_as="above",
        habits={"labels": UNITLESS, "wan": True, "after_money": "万元"},
    ),
    "freely": Plan(
        habits={"labels": LABELLED_FREELY},
        heads={"name": "评价指标", "weight": "标准分", "score": "实际得分", "remark": "说明"},
    ),
    "percent": Plan(weighed_in="%", heads={"weight": "权重（%）"}),
    "leftovers": Plan(leftovers=("", "……"), labelled="merged"),
    "boxed": Plan(boxed=True, order=("title", "header", "told", "gap", "table", "gap", "notes")),
}
MULTIPLE = ("several", "sheets")
TORN = ("torn", "shifted")


def printed(name: str, form: Evaluation) -> Evaluation:
    """Return what of a form stands in one of the styles E: some have no column for a field."""
    plan = PLANS.get(name, Plan())
    missing = {field: "" for field in ("explanation", "remark") if field not in plan.columns}
    if "target" in plan.columns:
        rows = tuple(
            row.model_copy(
                update=missing | {"target": "100", "actual": "98" if row.lost else "100"}
            )
            for row in form.indicators
        )
    else:
        rows = tuple(row.model_copy(update=missing) for row in form.indicators)
    return form.model_copy(update={"indicators": rows})


def paper(name: str, forms: Sequence[Evaluation], seed: int) -> Paper:
    """Set forms in one of the styles E."""
    if name in MULTIPLE:
        return setting(Plan(), forms, seed, apart=name == "sheets")
    if name in TORN:
        whole = setting(Plan(labelled="first", habits={"colon": "："}), forms, seed)
        sheet = whole.sheets[0]
        return replace(whole, sheets=(replace(sheet, blocks=_damaged(name, sheet.blocks)),))
    return setting(PLANS[name], forms, seed)


def _damaged(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Damage the table of the indicators, whose formulas would no longer name its cells."""
    last = max(index for index, block in enumerate(blocks) if isinstance(block, Table))
    table = blocks[last]
    assert isinstance(table, Table)
    rows = tuple(tuple(replace(cell, formula="") for cell in cells) for cells in table.rows)
    table = replace(table, rows=rows)
    starts = [number for number, cells in enumerate(rows[1:-1], 1) if cells[0].text]
    made = _shifted(table, starts) if name == "shifted" else _torn(table, starts)
    return (*blocks[:last], *made, *blocks[last + 1 :])


def _torn(table: Table, starts: list[int]) -> tuple[Block, ...]:
    """Break the page before the label of the second category, which comes a row late.

    The name of the row before the break is cut, its end stands alone on the next page.
    """
    rows = [list(cells) for cells in table.rows]
    second = starts[1]
    named = rows[second][1].text
    rows[second + 1][0], rows[second][0] = rows[second][0], Cell()
    rows[second][1] = Cell(named[:-2])
    rest = [Cell(), Cell(named[-2:]), *(Cell() for _ in rows[0][2:])]
    pages = rows[: second + 1], [rest, *rows[second + 1 :]]
    first, next_page = (
        replace(table, rows=tuple(tuple(cells) for cells in page)) for page in pages
    )
    return first, PageBreak(), next_page


def _shifted(table: Table, starts: list[int]) -> tuple[Block, ...]:
    """Shift the third category: its label a column to the right, its other names to the left."""
    rows = [list(cells) for cells in table.rows]
    third, fourth = starts[2:4]
    rows[third] = [Cell(), *rows[third][:-1]]
    for number in range(third + 1, fourth):
        category, name, *rest = rows[number]
        rows[number] = [name, category, *rest]
    return (replace(table, rows=tuple(tuple(cells) for cells in rows)),)
