"""How a workbook prints: A4, one page wide, its heading on each page, 草稿 above a draft."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from perftui.readers.reading import read_document
from perftui.writers.exporting import render
from perftui.writers.xlsx.pages import Paper, Tall, settle
from perftui.writers.xlsx.sheet import Rows


def opened(evaluation, **how):
    return load_workbook(BytesIO(render(evaluation, "xlsx", **how))).active


def position(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def width(sheet):
    """Return the width of all columns in points, of digits seven pixels wide."""
    return sum(round(column.width * 7) * 0.75 for column in sheet.column_dimensions.values())


def test_a_form_prints_on_a4_one_page_wide_with_its_heading_row(realistic):
    sheet = opened(realistic)
    top = position(sheet, "一级指标").row
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.print_area == f"'自评表'!$A$1:$H${sheet.max_row}"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_a_form_is_as_wide_as_the_paper_between_its_margins(realistic, national):
    for form in (realistic, national):
        sheet = opened(form)
        room = 595.3 - 72 * (sheet.page_margins.left + sheet.page_margins.right)
        assert room - 6 < width(sheet) <= room


def test_columns_are_measured_in_a_font_that_is_the_same_everywhere(realistic):
    sheet = opened(realistic)
    assert sheet.parent._fonts[0].name == "Arial"
    assert sheet["A1"].font.name == "黑体"
    assert {cell.font.name for row in sheet["A2:H9"] for cell in row if cell.value} == {"宋体"}


def test_only_a_draft_says_so(realistic):
    draft, final = opened(realistic, draft=True), opened(realistic)
    assert draft["A1"].value == "草稿"
    assert "草稿" in draft.oddHeader.center.text
    assert draft.print_area.split("!")[1].startswith("$A$2:")
    assert final["A1"].value == "项目绩效自我评价"
    assert final.oddHeader.center.text is None


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_reads_as_the_same_form(realistic, tmp_path, is_draft):
    path = tmp_path / "a.xlsx"
    path.write_bytes(render(realistic, "xlsx", draft=is_draft))
    (found,) = read_document(path)
    wanted = realistic.model_dump(exclude={"stated"})
    assert found.evaluation.model_dump(exclude={"stated"}) == wanted
    assert found.evaluation.stated.grade == "优秀"


ROOM = 300


def settled(heights, *labels, parts=()):
    paper = Paper(ROOM, Rows(0, len(heights) - 1), Rows(1, 1))
    return settle(heights, parts, [Tall(rows, 40) for rows in labels], paper)


def test_a_label_stands_in_the_middle_of_rows_that_are_surely_on_one_page():
    setting = settled([20] * 40, Rows(2, 5), Rows(9, 20), Rows(24, 24), Rows(20, 23))
    assert setting.at_top == (False, True, False, False)


def test_a_label_near_the_end_of_a_page_stands_at_the_top_and_in_one_row():
    setting = settled([20] * 24, Rows(2, 6), Rows(9, 13))
    assert setting.at_top == (False, True)
    assert setting.heights[9] == 40
    assert setting.heights[2] == 20


def test_rows_give_some_height_where_that_spares_a_page():
    assert settled([20] * 10).heights == (20,) * 10
    assert settled([20] * 15).heights == (19,) * 15
    assert settled([20] * 25).heights == (20,) * 25


def test_parts_of_a_higher_row_give_nothing():
    assert settled([20] * 15, parts=range(4, 15)).heights == (*[17] * 4, *[20] * 11)


def test_headings_do_not_end_a_page():
    heights = [270, 20, 20, 20]
    assert settled(heights).headings_begin_page
    assert not settled([100, 20, 20, 20]).headings_begin_page
