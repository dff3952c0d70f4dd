"""House style A: a table for the header and the narratives, a table for the indicators."""

from random import Random

from perftui.evaluation.model import Evaluation
from tests.readers.houses.habits import NOTES, drawn
from tests.readers.houses.paper import Paper, Paragraph, Sheet, Table
from tests.readers.houses.parts import LONG, PAIRS, fields_row, head, indicator_rows, total_row

SPANS = {"category": 1, "name": 1, "explanation": 1, "weight": 1, "score": 1, "remark": 1}


def paper(form: Evaluation, seed: int) -> Paper:
    """Set a form in style A."""
    random = Random(f"A{seed}")
    habits = drawn(random)
    header = [
        *(fields_row(habits, form, names, (1, 1, 1, 1)) for names in PAIRS),
        *(fields_row(habits, form, (name,), (1, 3)) for name in LONG),
    ]
    table = [
        head(habits, SPANS),
        *indicator_rows(habits, form, SPANS),
        total_row(form, SPANS),
    ]
    return Paper(
        (
            Sheet(
                "项目绩效自评",
                (
                    Paragraph(random.choice(("项目绩效自我评价", "项目绩效自评价")), "title"),
                    Table(tuple(header), (2100, 2700, 2100, 2700)),
                    Paragraph(""),
                    Table(tuple(table), (1300, 2200, 3000, 900, 900, 1300), head=1),
                    *(Paragraph(note, "small") for note in NOTES),
                ),
            ),
        ),
        habits.font,
        seed,
    )
