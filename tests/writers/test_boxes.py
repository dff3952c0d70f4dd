"""The header block as boxes: every row takes the whole width, taller boxes go on below."""

import pytest

from perftui.evaluation.profile import load_profile
from perftui.writers.boxes import WIDTH, box_rows, columns_of, edges
from perftui.writers.header import header_of


@pytest.fixture(params=["realistic", "national"])
def rows(request):
    evaluation = request.getfixturevalue(request.param)
    return box_rows(header_of(evaluation, load_profile(evaluation.profile)))


def test_the_boxes_of_a_row_stand_beside_each_other_over_the_whole_width(rows):
    for row in rows:
        assert row.boxes[0].start == 0
        assert row.boxes[-1].end == WIDTH
        assert all(a.end == b.start for a, b in zip(row.boxes, row.boxes[1:], strict=False))


def test_a_box_continues_below_as_far_as_it_is_tall(rows):
    for number, row in enumerate(rows):
        for box in (box for box in row.boxes if not box.continues):
            below = [
                (other.start, other.end)
                for later in rows[number + 1 : number + box.down]
                for other in later.boxes
                if other.continues and other.start == box.start
            ]
            assert below == [(box.start, box.end)] * (box.down - 1)


def test_there_are_few_columns(rows):
    at = edges(rows)
    assert at[0] == 0
    assert at[-1] == WIDTH
    assert len(at) <= 8
    assert all(len(columns_of(box, at)) >= 1 for row in rows for box in row.boxes)


def test_texts_may_part_over_pages_and_amounts_may_not(realistic):
    rows = box_rows(header_of(realistic, load_profile("sh2019")))
    parting = {row.boxes[0].cell.text for row in rows if row.is_prose}
    assert {"主要绩效：", "主要问题：", "改进措施："} <= parting
    assert "当年预算数（元）：" not in parting
