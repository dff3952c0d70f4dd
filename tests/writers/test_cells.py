"""Widths in character cells."""

from itertools import pairwise

import pytest

from perftui.writers.cells import cell_width, centre, fold_label, pad, shares, wrap
from perftui.writers.xlsx.grid import SHEET_WIDTH, Span, grid_for


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("权重", 4), ("（36分）", 8), ("ｱ", 1), ("e\u0301", 1), ("a\u200bb", 2)],
)
def test_han_characters_are_two_cells_wide_and_marks_none(text, width):
    assert cell_width(text) == width


def test_every_line_fits_and_nothing_is_lost():
    text = "2019年完成率95.33%，其中HR经理人评选（长三角地区）活动《方案》已印发；" * 3 + "W" * 50
    for width in range(2, 40):
        lines = wrap(text, width)
        assert all(cell_width(line) <= width for line in lines)
        assert "".join(lines) == text


def test_numbers_and_words_stay_whole_and_marks_do_not_begin_a_line():
    assert wrap("完成率95.33%，达标。", 12) == ["完成率", "95.33%，达", "标。"]


def test_lines_typed_are_kept():
    assert wrap("甲\n\n乙", 10) == ["甲", "", "乙"]
    assert wrap("", 10) == [""]


def test_padding_goes_by_cells():
    assert pad("权重", 6) == "权重  "
    assert centre("权重", 8) == "  权重  "
    assert centre("权重", 2) == "权重"


def test_shares_add_up():
    assert shares((14, 24, 30, 8, 9, 15), 9978)[0] == 1396
    assert sum(shares((1, 1, 1), 100)) == 100


def test_a_label_is_folded_only_where_it_does_not_fit():
    assert fold_label("项目名称（全称）：", 20) == "项目名称（全称）："
    assert fold_label("项目名称（全称）：", 10) == "项目名称\n（全称）："
    assert fold_label("是否为经常性项目：", 10) == "是否为经常性项目："


def test_the_grid_cuts_a_column_where_the_header_block_needs_it():
    grid = grid_for((14, 24, 30, 8, 9, 15), (0, 56, 120, 176, 240))
    assert sum(grid.widths) == SHEET_WIDTH
    assert grid.columns[1:3] == (Span(1, 2), Span(3, 4))
    assert [grid.between(*box) for box in pairwise((0, 56, 120, 176, 240))] == [
        *(Span(0, 1), Span(2, 3), Span(4, 5), Span(6, 7))
    ]


def test_the_grid_takes_the_columns_as_they_are_where_the_header_fits():
    grid = grid_for((60, 60, 60, 60), (0, 56, 120, 176, 240))
    assert grid.widths == (SHEET_WIDTH // 4,) * 4
    assert grid.joined(2) == grid.between(0, 120) == Span(0, 1)
    assert grid.whole == Span(0, 3)
