"""House style D: content controls, tracked changes, smart tags, nested tables, 续表, 万元."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from perftui.evaluation.model import Evaluation, Indicator
from tests.readers.houses.habits import NOTES, Habits, drawn
from tests.readers.houses.paper import (
    Block,
    Cell,
    Cells,
    PageBreak,
    Paper,
    Paragraph,
    Sheet,
    Table,
)
from tests.readers.houses.parts import LONG, POINTS, column, fields_row, groups, head, total_row

SPANS = {"category": 1, "name": 1, "explanation": 1, "weight": 1, "score": 1, "remark": 1}
WIDTHS = (1300, 2200, 3000, 900, 900, 1300)
FIRST = (("name", "unit"), ("department", "recurring"))
SECOND = (("budget", "last_year_budget"), ("executed", "execution_rate"))
CELL_DRESSES = (
    "run_control",
    "cell_control",
    "inserted",
    "moved",
    "smart_tag",
    "link",
    "field",
    "simple_field",
    "remarked",
    "nested",
    "paragraph_control",
    "",
)


def paper(form: Evaluation, seed: int) -> Paper:
    """Set a form in style D."""
    random = Random(f"D{seed}")
    habits = drawn(
        random,
        colon=random.choice(("：", "")),
        wan=True,
        day="{year}年{month}月{day}日",
        yes="☑是 □否",
        no="□是 ☑否",
        points=random.choice(("{name}（{points}分）", "{name} ({points}分)")),
    )
    title = f"{form.unit}{form.year}年度项目绩效自我评价"
    blocks: list[Block] = [
        Paragraph(title, "title", random.choice(("", "inserted", "run_control"))),
        Paragraph("填报人：王芳　　　联系电话：021-12345678　　　单位（盖章）：", "small"),
        _header(habits, form, FIRST, random),
        Paragraph(""),
        _header(habits, form, (*SECOND, *((name,) for name in LONG)), random),
        Paragraph(""),
        *_indicators(habits, form, random),
        *(Paragraph(note, "small") for note in NOTES),
        Paragraph("填报单位负责人（签字）：李强　　　填报日期：2020年4月", "small"),
    ]
    return Paper((Sheet("自评表", tuple(blocks)),), habits.font, seed)


def _header(
    habits: Habits, form: Evaluation, lines: tuple[tuple[str, ...], ...], random: Random
) -> Table:
    rows = tuple(
        _dress_values(
            fields_row(habits, form, names, (1, 1, 1, 1) if len(names) > 1 else (1, 3)), random
        )
        for names in lines
    )
    return Table(
        rows,
        (2100, 2700, 2100, 2700),
        dress=random.choice(("", "block_control", "boxed")),
        dressed_rows={1: random.choice(("row_control", "inserted_row", ""))},
    )


def _dress_values(cells: Cells, random: Random) -> Cells:
    return tuple(
        replace(cell, dress=random.choice(CELL_DRESSES)) if index % 2 else cell
        for index, cell in enumerate(cells)
    )


def _indicators(habits: Habits, form: Evaluation, random: Random) -> Iterator[Block]:
    """Yield the table in two halves: the second has a heading 续表 and the column heads again."""
    counts = [len(rows) for _, rows in groups(form)]
    cut = counts[0] + random.randint(1, counts[1] - 1)
    again = random.choice(("{}", "{}（续）", ""))
    before, after = _halves(habits, form, cut, again)
    gone = tuple(
        Cell(text, dress="deleted") for text in ("", "已取消的指标完成率", "", "3", "3", "")
    )
    yield Table(
        (head(habits, SPANS), *(_dress_row(row, random) for row in before)),
        WIDTHS,
        dress=random.choice(("", "block_control")),
        dressed_rows={3: "row_control", 4: "inserted_row"},
    )
    yield PageBreak()
    yield Paragraph(random.choice(("续表", "（续表）", "续表1")))
    rows = (head(habits, SPANS), *(_dress_row(row, random) for row in after))
    yield Table(
        (*rows, gone, total_row(form, SPANS)),
        WIDTHS,
        dressed_rows={len(rows): "deleted_row", 2: "row_control"},
    )


def _halves(
    habits: Habits, form: Evaluation, cut: int, again: str
) -> tuple[list[Cells], list[Cells]]:
    before: list[Cells] = []
    after: list[Cells] = []
    for category, rows in groups(form):
        text = habits.category(category, POINTS[category])
        here = max(cut - len(before), 0) if not after else 0
        before += _part(habits, rows[:here], text)
        after += _part(habits, rows[here:], again.format(text) if 0 < here < len(rows) else text)
    return before, after


def _part(habits: Habits, rows: Sequence[Indicator], text: str) -> list[Cells]:
    names = list(SPANS)[1:]
    return [
        (
            *([Cell(text, down=len(rows))] if index == 0 else []),
            *(column(habits, row, name) for name in names),
        )
        for index, row in enumerate(rows)
    ]


def _dress_row(row: Cells, random: Random) -> Cells:
    if random.random() < 0.4:
        return row
    chosen = random.randrange(len(row))
    return tuple(
        replace(cell, dress=random.choice(CELL_DRESSES))
        if index == chosen and cell.down == 1
        else cell
        for index, cell in enumerate(row)
    )
