"""A house style as data: which cells stand where; and the setting of a form by it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from perftui.evaluation.model import Evaluation, Indicator
from tests.readers.houses.habits import COLUMNS, LABELS, NOTES, Habits, drawn, items
from tests.readers.houses.paper import Block, Cell, Cells, PageBreak, Paper, Paragraph, Sheet, Table
from tests.readers.houses.parts import POINTS, column, groups, label, total_row
from tests.readers.houses.plan_header import Fields, grid, header_blocks

HEADER = (
    ("name", "unit"),
    ("department", "recurring"),
    ("budget", "last_year_budget"),
    ("executed", "execution_rate"),
    ("goal",),
    ("date",),
    ("grade",),
)
TOLD = ("achievements", "problems", "measures")
PLAIN = ("category", "name", "explanation", "weight", "score", "remark")
TITLE = "项目绩效自我评价"


@dataclass(frozen=True)
class Plan:
    """How one office sets the form.

    `order` names the blocks; `header` its rows of fields, set as `header_as` says: beside (label,
    value), above (a row of labels, a row of values), inside (both in one cell) or lines. `told`
    sets the narratives: beside, above, inside, rows (each item in a merged row of its own) or
    paragraphs. `cover` is told before the form, `tail` in the last row of the
    table; `leftovers` are rows of the blank form, `boxed` nests each table in a cell. `columns` may
    name, beside the form's own, number, second, points, standard, lost and margin. `labelled`
    says how categories are told: merged, repeated, first, banner. `habits` fix what is else drawn.
    """

    order: tuple[str, ...] = ("title", "header", "told", "table", "notes")
    header: Fields = HEADER
    header_as: str = "beside"
    told: str = "beside"
    columns: tuple[str, ...] = PLAIN
    heads: Mapping[str, str] = field(default_factory=dict)
    labelled: str = "merged"
    banner: str = "{number}、{name}（{points}分）"
    subtotal: str = ""
    total: str = "合计"
    gap: bool = False
    above: str = ""
    suffix: str = ""
    habits: Mapping[str, object] = field(default_factory=dict)
    weighed_in: str = ""
    leftovers: tuple[str, ...] = ()
    boxed: bool = False
    cover: tuple[str, ...] = ()
    tail: str = ""


def setting(plan: Plan, forms: Sequence[Evaluation], seed: int, apart: bool = False) -> Paper:
    """Set forms by a plan, each on a page of its own, or on a sheet of its own if apart."""
    random = Random(f"E{seed}")
    habits = drawn(random, **plan.habits)
    set_forms = [tuple(_blocks(plan, habits, form)) for form in forms]
    if apart:
        sheets = [Sheet("填表说明", tuple(Paragraph(text) for text in _INSTRUCTIONS))]
        sheets += [
            Sheet(form.name[:20], blocks) for form, blocks in zip(forms, set_forms, strict=True)
        ]
        return Paper(tuple(sheets), habits.font, seed)
    joined: list[Block] = []
    for blocks in set_forms:
        joined += [*([PageBreak()] if joined else []), *blocks]
    return Paper((Sheet("自评表", tuple(joined)),), habits.font, seed)


_INSTRUCTIONS = (
    "填表说明",
    "一、本表由项目实施单位填写，一个项目填一张。",
    "二、项目名称、预算单位应与年初批复一致，金额保留两位小数。",
    "三、自评分不得超过权重，扣分的指标请在备注栏说明原因。",
)


def _blocks(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    makers = {
        "title": _title,
        "header": _header,
        "told": _told,
        "table": _table,
        "notes": _notes,
        "cover": _cover,
        "gap": _gap,
    }
    for name in plan.order:
        yield from makers[name](plan, habits, form)


def _title(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    yield Paragraph(TITLE, "title")
    if plan.above:
        yield Paragraph(plan.above.format(form=form), "small")


def _header(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    for block in header_blocks(plan.header_as, plan.header, habits, form):
        boxed = plan.boxed and isinstance(block, Table)
        yield replace(block, dress="boxed") if boxed else block


def _gap(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    yield Paragraph("")


def _cover(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    for text in plan.cover:
        yield Paragraph(text.format(form=form))
    yield PageBreak()


def _notes(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    yield from (Paragraph(note, "small") for note in NOTES)


def _told(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    rows: list[Cells] = []
    if plan.told == "paragraphs":
        for name in TOLD:
            yield Paragraph(f"{habits.label(name)}：", "heading")
            for item in items(getattr(form, name)):
                yield Paragraph(item, dress="numbered")
        return
    if plan.told == "above":
        yield grid(
            [
                (Cell(habits.label(TOLD[0]), across=2, bold=True),),
                (habits.cell(form, TOLD[0], 2),),
                tuple(Cell(habits.label(name), bold=True) for name in TOLD[1:]),
                tuple(habits.cell(form, name) for name in TOLD[1:]),
            ],
            2,
        )
        return
    for name in TOLD:
        text = habits.cell(form, name).text
        if plan.told == "inside":
            rows.append((Cell(f"{habits.label(name)}：\n{text}"),))
        elif plan.told == "rows":
            parts = items(getattr(form, name)) or [habits.blank]
            first = replace(label(habits, name), down=len(parts))
            rows += [
                (*([first] if index == 0 else []), Cell(part, across=3))
                for index, part in enumerate(parts)
            ]
        else:
            rows.append((label(habits, name), Cell(text, across=3)))
    yield grid(rows, 1 if plan.told == "inside" else 4)


def _table(plan: Plan, habits: Habits, form: Evaluation) -> Iterator[Block]:
    heads = COLUMNS | _MORE | plan.heads
    rows: list[Cells] = [tuple(Cell(heads[name], bold=True) for name in plan.columns)]
    number = 0
    for index, (category, members) in enumerate(groups(form)):
        rows += _banner(plan, category, index)
        for place, row in enumerate(members):
            number += 1
            rows.append(
                tuple(
                    cell
                    for name in plan.columns
                    if (cell := _cell(plan, habits, row, name, (place, len(members), number)))
                )
            )
        rows += _leftovers(plan)
        rows += _subtotal(plan, members)
        rows += [(Cell(across=len(plan.columns)),)] if plan.gap else []
    spans = dict.fromkeys(plan.columns, 1)
    rows.append(total_row(form, spans, plan.total))
    if plan.tail:
        rows.append((Cell(plan.tail, across=len(plan.columns)),))
    yield replace(grid(rows, len(plan.columns)), dress="boxed" if plan.boxed else "")


_MORE = {
    "number": "序号",
    "second": "二级指标",
    "points": "一级指标分值",
    "standard": "评分标准",
    "margin": "",
    "target": "目标值",
    "actual": "完成值",
    "lost": "扣分",
}


def _banner(plan: Plan, category: str, index: int) -> list[Cells]:
    if plan.labelled != "banner":
        return []
    text = plan.banner.format(number="一二三四"[index], name=category, points=POINTS[category])
    return [(Cell(text, across=len(plan.columns), bold=True),)]


def _cell(
    plan: Plan, habits: Habits, row: Indicator, name: str, at: tuple[int, int, int]
) -> Cell | None:
    """Make a cell of the table, None where the cell above covers it."""
    place, count, number = at
    if name in ("category", "points"):
        text = habits.category(row.category, POINTS[row.category])
        if name == "points":
            text = str(POINTS[row.category])
        elif "points" in plan.columns:
            text = row.category
        return _label(plan.labelled, text, place, count + len(plan.leftovers))
    if name in _FILLED:
        return Cell(_FILLED[name](row, number))
    cell = column(habits, row, name)
    suffix = plan.weighed_in if plan.weighed_in and name == "weight" else plan.suffix
    if suffix and name in ("weight", "score"):
        return Cell(cell.text + suffix)
    return cell


def _label(labelled: str, text: str, place: int, count: int) -> Cell | None:
    if labelled == "merged":
        return Cell(text, down=count) if place == 0 else None
    return Cell(text if labelled == "repeated" or place == 0 else "")


def _leftovers(plan: Plan) -> list[Cells]:
    """Make the rows of the blank form that were left when the category was filled in."""
    spare = 1 if plan.labelled == "merged" else 0
    at = plan.columns.index("name") - spare
    rows = []
    for text in plan.leftovers:
        cells = [Cell() for _ in plan.columns[spare:]]
        cells[at] = Cell(text)
        rows.append(tuple(cells))
    return rows


def _second(row: Indicator, number: int) -> str:
    if row.category in _SECONDS:
        return _SECONDS[row.category]
    return "时效" if "及时" in row.name else "质量" if "合格" in row.name else "数量"


_SECONDS = {"投入与管理": "管理情况", "效果目标": "社会效益", "影响力目标": "可持续影响"}
_FILLED = {
    "number": lambda row, number: str(number),
    "second": _second,
    "standard": lambda row, number: "达到目标得满分，每低5%扣1分，扣完为止。",
    "margin": lambda row, number: "",
    "target": lambda row, number: "100",
    "actual": lambda row, number: "98" if row.lost else "100",
    "lost": lambda row, number: f"{row.lost.normalize():f}",
}


def _subtotal(plan: Plan, members: Sequence[Indicator]) -> list[Cells]:
    if not plan.subtotal:
        return []
    cells = []
    for name in plan.columns:
        value = sum(getattr(row, name) for row in members) if name in ("weight", "score") else None
        cells.append(Cell("" if value is None else f"{value.normalize():f}", value=value))
    at = plan.columns.index("name")
    cells[at] = Cell(plan.subtotal)
    return [tuple(cells)]


LABELLED_FREELY = LABELS | {
    "name": "项目全称",
    "unit": "项目实施单位",
    "department": "责任处室",
    "recurring": "是否经常性项目",
    "budget": "年度预算金额（元）",
    "last_year_budget": "上年度预算数（元）",
    "executed": "实际支出数（元）",
    "goal": "项目总体目标",
    "date": "填表时间",
    "grade": "评价等级",
    "achievements": "项目主要绩效",
    "problems": "存在的主要问题",
    "measures": "改进措施及建议",
}
LABELLED_OTHERWISE = LABELS | {
    "unit": "实施单位",
    "budget": "本年预算数（元）",
    "executed": "实际执行数（元）",
    "goal": "年度总体目标",
    "date": "填报日期",
    "grade": "自评等级",
    "problems": "存在问题",
}
