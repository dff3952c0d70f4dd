"""Workbooks read back with openpyxl."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from perftui.writers.exporting import ExportError, render


def opened(evaluation, values=False):
    return load_workbook(BytesIO(render(evaluation, "xlsx")), data_only=values).active


def position(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def merged(sheet):
    return {str(area) for area in sheet.merged_cells.ranges}


@pytest.fixture
def sheet(realistic):
    return opened(realistic)


def test_the_header_block_has_labels_and_values(sheet):
    assert [sheet.cell(2, column).value for column in (1, 2, 4, 5)] == [
        "项目名称：",
        "人才大厦管理维护专项",
        "预算单位：",
        "上海市人才服务中心",
    ]
    assert {"A1:G1", "B2:C2", "E2:G2"} <= merged(sheet)


def test_long_fields_take_the_whole_row(sheet, realistic):
    label = position(sheet, "主要绩效：")
    assert sheet.cell(label.row, 2).value == realistic.achievements
    assert f"B{label.row}:G{label.row}" in merged(sheet)


def test_money_and_rate_are_numbers_shown_as_printed(sheet):
    shown = {cell.number_format: cell.value for row in sheet["A2:G5"] for cell in row}
    assert shown["#,##0.00"] == 11666020.85
    assert shown["0.00%"] == 0.8851


def test_weights_and_scores_are_numbers_and_names_texts(sheet):
    top = position(sheet, "一级指标").row
    row = [cell.value for cell in sheet[top + 7]]
    assert row == ["产出目标\n（34分）", "工程审价完成率", None, None, 2, 2, None]


def test_category_cells_are_merged_over_their_rows(sheet):
    top = position(sheet, "一级指标").row
    assert {f"A{top + 1}:A{top + 6}", f"A{top + 7}:A{top + 18}"} <= merged(sheet)


def test_totals_are_formulas_with_their_values(sheet, realistic):
    top = position(sheet, "一级指标").row
    total = position(sheet, "合计").row
    assert total == top + 27
    assert sheet.cell(total, 5).value == f"=SUM(E{top + 1}:E{top + 26})"
    assert sheet.cell(total, 6).value == f"=SUM(F{top + 1}:F{top + 26})"
    cached = opened(realistic, values=True)
    assert [cached.cell(total, column).value for column in (5, 6)] == [100, 94.5]


def test_an_unscored_draft_has_a_formula_that_shows_no_zero(build):
    sheet = opened(build({"category": "产出目标", "name": "甲", "weight": "34"}))
    score = sheet.cell(position(sheet, "合计").row, 6)
    assert score.value.startswith("=SUM(")
    assert score.number_format == "General;-General;;"


def test_a_form_without_indicators_has_no_formula(build):
    sheet = opened(build())
    assert sheet.cell(position(sheet, "合计").row, 5).value is None


def test_numbers_that_a_spreadsheet_would_round_stay_texts(build):
    weight = "0.12345678901234567"
    row = {"category": "产出目标", "name": "甲", "weight": weight, "score": "2.50"}
    sheet = opened(build(row, budget="12345678901234567.89"))
    assert position(sheet, weight).data_type == "s"
    assert position(sheet, "12,345,678,901,234,567.89").data_type == "s"
    assert sheet.cell(position(sheet, "合计").row, 5).value == weight


def test_the_sheet_prints_on_a4_one_page_wide_with_its_heading_row(sheet):
    top = position(sheet, "一级指标").row
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${top}:${top}"
    assert "&P" in sheet.oddFooter.center.text


def test_rows_grow_with_their_text(build):
    rows = [{"category": "产出目标", "name": text} for text in ("短", "长" * 60)]
    sheet = opened(build(*rows))
    heights = [sheet.row_dimensions[position(sheet, row["name"]).row].height for row in rows]
    assert heights[0] == 24
    assert heights[1] > 5 * 13


def test_a_row_higher_than_a_sheet_allows_is_merged_from_several(build):
    row = {"category": "产出目标", "name": "长" * 2000, "weight": "34", "score": "30"}
    sheet = opened(build(row))
    name = position(sheet, row["name"])
    area = next(a for a in sheet.merged_cells.ranges if name.coordinate in a)
    heights = [sheet.row_dimensions[n].height for n in range(area.min_row, area.max_row + 1)]
    assert len(heights) > 1
    assert max(heights) <= 409
    assert f"E{area.min_row}:E{area.max_row}" in merged(sheet)
    formula = sheet.cell(position(sheet, "合计").row, 5).value
    assert formula == f"=SUM(E{area.min_row}:E{area.max_row})"


def test_a_text_too_long_for_a_cell_is_refused(build):
    with pytest.raises(ExportError, match="32768 字"):
        render(build({"category": "产出目标"}, goal="长" * 32_768), "xlsx")


def test_the_national_form_has_its_columns(national):
    sheet = opened(national)
    top = position(sheet, "一级指标").row
    assert [cell.value for cell in sheet[top + 2]] == [
        "产出指标\n（50分）",
        "维修维护完成率",
        "≥95%",
        "94%",
        50,
        49.47,
        None,
    ]
    budget = position(sheet, "全年预算数\n（万元）：")
    assert Decimal(str(sheet.cell(budget.row, 2).value)) == Decimal("1318.0638")
    assert sheet.cell(budget.row, 2).number_format == "#,##0.0000"


def test_properties_name_the_project_and_the_unit(realistic):
    properties = load_workbook(BytesIO(render(realistic, "xlsx"))).properties
    assert properties.title == "人才大厦管理维护专项项目绩效自我评价"
    assert properties.creator == "上海市人才服务中心"
