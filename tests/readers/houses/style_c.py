"""House style C: header lines, narratives as headed paragraphs; in workbooks a sheet for each."""

from random import Random

from perftui.evaluation.model import Evaluation
from tests.readers.houses.habits import LABELS, NOTES, Habits, drawn, items
from tests.readers.houses.paper import Block, Cell, Paper, Paragraph, Sheet, Table
from tests.readers.houses.parts import (
    PAIRS,
    fields_row,
    groups,
    head,
    indicator_rows,
    label,
    total_row,
)

SPANS = {"category": 1, "name": 1, "explanation": 1, "weight": 1, "score": 1, "remark": 1}
WIDTHS = (1300, 2200, 3000, 900, 900, 1300)
SHORT = (*(name for pair in PAIRS for name in pair), "date", "grade")
TOLD = ("goal", "achievements", "problems", "measures")
HEADINGS = (
    "{number}、{label}",
    "{label}：",
    "（{number}）{label}",
    "{number}、{label}：",
    "{label}",
)
GRADE = (
    'IF({total_score}>=90,"优秀",IF({total_score}>=75,"良好",'
    'IF({total_score}>=60,"合格","不合格")))'
)


def paper(form: Evaluation, seed: int) -> Paper:
    """Set a form in style C, as pages."""
    random = Random(f"C{seed}")
    habits = drawn(random, colon="：")
    heading = random.choice(HEADINGS)
    lines = random.random() < 0.6
    blocks: list[Block] = [Paragraph("项目绩效自我评价", "title")]
    blocks += _lines(habits, form) if lines else [_small_table(habits, form)]
    told = [*_told(habits, form, heading)]
    table = Table(_indicators(habits, form), WIDTHS, head=1)
    caption = Paragraph(random.choice(("", "绩效指标自评表", "指标完成情况")))
    blocks += [*told, caption, table] if random.random() < 0.6 else [caption, table, *told]
    blocks += [Paragraph(note, "small") for note in NOTES]
    return Paper((Sheet("自评", tuple(blocks)),), habits.font, seed)


def book(form: Evaluation, seed: int) -> Paper:
    """Set a form in style C, as a workbook whose sheets compute with each other's cells."""
    random = Random(f"Cx{seed}")
    habits = drawn(random)
    basics = [
        *(fields_row(habits, form, names, (1, 1, 1, 1)) for names in PAIRS),
        (label(habits, "date"), habits.cell(form, "date", 3)),
        (label(habits, "grade"), Cell(_grade(form), across=3, formula=GRADE)),
    ]
    told = [fields_row(habits, form, (name,), (1, 3)) for name in TOLD]
    total = total_row(form, SPANS)
    if random.random() < 0.5:
        total = _sum_of_parts(form, total)
    return Paper(
        (
            Sheet(
                "基本情况",
                (
                    Paragraph("项目绩效自我评价", "title"),
                    Table(tuple(basics), (2100, 2700, 2100, 2700)),
                ),
            ),
            Sheet("指标", (Table((*_indicators(habits, form)[:-1], total), WIDTHS),)),
            Sheet("文字说明", (Table(tuple(told), (2100, 2700, 2100, 2700)),)),
        ),
        habits.font,
        seed,
    )


def _grade(form: Evaluation) -> str:
    return (form.stated.grade if form.stated else None) or ""


def _sum_of_parts(form: Evaluation, total: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Sum each category apart: =SUM(D2:D7)+SUM(D8:D25)."""
    counts = [len(rows) for _, rows in groups(form)]
    return tuple(
        Cell(
            cell.text,
            cell.across,
            key=cell.key,
            value=cell.value,
            formula="+".join(
                f"SUM({{{name}:{sum(counts[:index])}:{sum(counts[: index + 1])}}})"
                for index in range(len(counts))
            ),
        )
        if (name := cell.key.removeprefix("total_")) != cell.key
        else cell
        for cell in total
    )


def _indicators(habits: Habits, form: Evaluation) -> tuple[tuple[Cell, ...], ...]:
    return (
        head(habits, SPANS),
        *indicator_rows(habits, form, SPANS),
        total_row(form, SPANS),
    )


def _lines(habits: Habits, form: Evaluation) -> list[Block]:
    return [Paragraph(f"{habits.label(name)}：{habits.cell(form, name).text}") for name in SHORT]


def _small_table(habits: Habits, form: Evaluation) -> Table:
    rows = [fields_row(habits, form, names, (1, 1, 1, 1)) for names in (*PAIRS, ("date", "grade"))]
    return Table(tuple(rows), (2100, 2700, 2100, 2700))


def _told(habits: Habits, form: Evaluation, heading: str) -> list[Block]:
    made: list[Block] = []
    for number, name in zip("一二三四", TOLD, strict=True):
        made.append(Paragraph(heading.format(number=number, label=LABELS[name]), "heading"))
        made += [Paragraph(item) for item in items(getattr(form, name)) or [habits.blank or "无"]]
    return made
