"""House style B: everything in one table of twelve columns, categories set as vertical text."""

from random import Random

from perftui.evaluation.model import Evaluation
from tests.readers.houses.habits import NOTES, drawn
from tests.readers.houses.paper import Cell, Paper, Paragraph, Sheet, Table
from tests.readers.houses.parts import LONG, PAIRS, fields_row, head, indicator_rows, total_row

SPANS = {"category": 1, "name": 3, "explanation": 4, "weight": 1, "score": 1, "remark": 2}
TITLE = "项目绩效自我评价"


def paper(form: Evaluation, seed: int) -> Paper:
    """Set a form in style B."""
    random = Random(f"B{seed}")
    points = random.choice(("{name}（{points}分）", "{name}\n（{points}分）", "{name}({points}分)"))
    habits = drawn(
        random, spaced=random.choice(("\u3000", "\u3000", " ", "  ")), wide=True, points=points
    )
    one_a_line, inside = random.random() < 0.5, random.random() < 0.5
    rows = [
        *([(Cell(TITLE, across=12, bold=True),)] if inside else []),
        *(fields_row(habits, form, names, (2, 4, 2, 4)) for names in PAIRS),
        *(fields_row(habits, form, (name,), (2, 10)) for name in LONG),
        head(habits, SPANS),
        *(
            _upright(row) if one_a_line else row
            for row in indicator_rows(habits, form, SPANS, True)
        ),
        total_row(form, SPANS, random.choice(("合计", "合　　计", "合 计"))),
        *([(Cell("\n".join(NOTES), across=12),)] if inside else []),
    ]
    title = () if inside else (Paragraph(TITLE, "title"),)
    notes = () if inside else tuple(Paragraph(note, "small") for note in NOTES)
    return Paper(
        (Sheet("Sheet1", (*title, Table(tuple(rows), (800,) * 12), *notes)),), habits.font, seed
    )


def _upright(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Set a vertical label as one character a line instead."""
    first, *rest = row
    if not first.vertical:
        return row
    name, _, points = first.text.replace("\n", "").replace("(", "（").partition("（")
    text = "\n".join((*name, f"（{points.replace(')', '）')}"))
    return (Cell(text, across=first.across, down=first.down), *rest)
