"""Workbooks of one form read back with openpyxl: its cells, merges and numbers."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from perftui.writers.exporting import ExportError, render


def opened(evaluation, values=False, **how):
    return load_workbook(BytesIO(render(evaluation, "xlsx", **how)), data_only=values).active


def position(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def merged(sheet):
    return {str(area) for area in sheet.merged_cells.ranges}


def shown(sheet, row):
    """Return what a row shows, without the cells that merged ones cover."""
    return [c.value for c in sheet[row] if type(c).__name__ != "MergedCell"]


@pytest.fixture
def sheet(realistic):
    return opened(realistic, values=True)


def test_the_header_block_has_labels_and_values(sheet):
    assert sheet.title == "自评表"
    assert shown(sheet, 2) == [
        *("项目名称：", "人才大厦管理维护专项"),
        *("预算单位：", "上海市人才服务中心"),
    ]
    assert {"A1:H1", "A2:B2", "C2:D2", "E2:F2", "G2:H2"} <= merged(sheet)


def test_long_fields_take_the_whole_row(sheet, realistic):
    label = position(sheet, "主要绩效：")
    assert shown(sheet, label.row) == ["主要绩效：", realistic.achievements]
    assert f"C{label.row}:H{label.row}" in merged(sheet)


def test_money_and_rate_are_numbers_shown_as_printed(sheet):
    found = {c.number_format: c.value for row in sheet["A2:H5"] for c in row if c.value}
    assert found["#,##0.00"] == 11666020.85
    assert found["0.00%"] == 0.8851


def test_weights_and_scores_are_numbers_and_names_texts(sheet):
    top = position(sheet, "一级指标").row
    assert shown(sheet, top + 7) == ["产出目标\n（34分）", "工程审价完成率", None, 2, 2, None]


def test_category_cells_are_merged_over_their_rows(sheet):
    top = position(sheet, "一级指标").row
    assert {f"A{top + 1}:A{top + 6}", f"A{top + 7}:A{top + 18}"} <= merged(sheet)


def test_numbers_that_a_spreadsheet_would_round_stay_texts(build):
    weight = "0.12345678901234567"
    row = {"category": "产出目标", "name": "甲", "weight": weight, "score": "2.50"}
    sheet = opened(build(row, budget="12345678901234567.89"))
    assert position(sheet, weight).data_type == "s"
    assert position(sheet, "12,345,678,901,234,567.89").data_type == "s"
    assert shown(sheet, position(sheet, "合计").row)[1] == weight


def test_a_long_number_is_shown_with_all_its_digits(build):
    row = {"category": "产出目标", "name": "甲", "weight": "123456789012.5", "score": "0"}
    sheet = opened(build(row), values=True)
    cells = [c for row in sheet.iter_rows() for c in row if c.value == 123456789012.5]
    assert [(c.number_format, c.alignment.shrink_to_fit) for c in cells] == [("0.0", True)] * 2


def test_rows_grow_with_their_text(build):
    rows = [{"category": "产出目标", "name": text} for text in ("短", "长" * 60)]
    sheet = opened(build(*rows))
    heights = [sheet.row_dimensions[position(sheet, row["name"]).row].height for row in rows]
    assert heights[0] < 24
    assert heights[1] > 5 * 13


def test_a_row_higher_than_a_sheet_allows_is_merged_from_several(build):
    row = {"category": "产出目标", "name": "长" * 2000, "weight": "34", "score": "30"}
    sheet = opened(build(row))
    name = position(sheet, row["name"])
    area = next(a for a in sheet.merged_cells.ranges if name.coordinate in a)
    heights = [sheet.row_dimensions[n].height for n in range(area.min_row, area.max_row + 1)]
    assert len(heights) > 1
    assert max(heights) <= 409
    assert sum(heights) > 200 * 12
    assert name.alignment.vertical == "top"
    assert f"F{area.min_row}:F{area.max_row}" in merged(sheet)
    assert shown(sheet, position(sheet, "合计").row)[1] == f"=SUM(F{area.min_row}:F{area.max_row})"


@pytest.mark.parametrize("text", ["长" * 32_768, "😀" * 16_384])
def test_a_text_too_long_for_a_cell_is_refused(build, text):
    with pytest.raises(ExportError, match="32768 字"):
        render(build({"category": "产出目标"}, goal=text), "xlsx")


def test_a_form_of_many_rows_has_them_all(build):
    rows = [
        {
            "category": ("产出目标", "效果目标")[n > 200],
            "name": f"第{n}项",
            "weight": "1",
            "score": "1",
        }
        for n in range(300)
    ]
    sheet = opened(build(*rows), values=True)
    total = position(sheet, "合计").row
    assert total == position(sheet, "一级指标").row + 301
    assert shown(sheet, total)[1:3] == [300, 300]


def test_a_form_without_anything_has_its_labels_and_no_formula(build):
    blank = {"name": "", "unit": "", "budget": None, "last_year_budget": None, "executed": None}
    sheet = opened(build(**blank, goal="", achievements="", problems="", measures="", date=None))
    assert shown(sheet, 2) == ["项目名称：", None, "预算单位：", None]
    assert shown(sheet, position(sheet, "合计").row) == ["合计", None, None, None]


def test_the_national_form_has_its_columns(national):
    sheet = opened(national, values=True)
    top = position(sheet, "一级指标").row
    assert shown(sheet, top + 2) == [
        *("产出指标\n（50分）", "维修维护完成率", "≥95%", "94%", 50, 49.47, None)
    ]


def test_the_national_form_has_its_subtitle_and_money_block(national):
    source = {"name": "当年财政拨款", "budget": "13180638", "executed": "11666020.85"}
    form = national.model_copy(update={"funds": type(national)(funds=[source]).funds})
    sheet = opened(form, values=True)
    assert sheet["A2"].value == "（2019年度）"
    block = position(sheet, "项目资金（万元）").row
    assert shown(sheet, block)[1:] == [
        None,
        "全年预算数（A）",
        "全年执行数\n（B）",
        "执行率（B/A）",
    ]
    assert shown(sheet, block + 1) == ["年度资金总额", 1318.0638, 1166.602085, 0.8851]
    assert shown(sheet, block + 2)[0] == "其中：当年财政拨款"
    assert f"A{block}:B{block + 2}" in merged(sheet)
    budget = position(sheet, 1318.0638)
    assert Decimal(str(budget.value)) == Decimal("1318.0638")
    assert budget.number_format == "#,##0.0000_ "


def test_goal_and_achievements_of_the_national_form_stand_side_by_side(national):
    sheet = opened(national)
    label = position(sheet, "年度总体目标")
    assert shown(sheet, label.row) == ["年度总体目标", "预期目标", "实际完成情况"]
    assert shown(sheet, label.row + 1) == [national.goal, national.achievements]
    assert f"A{label.row}:B{label.row + 1}" in merged(sheet)


def test_few_columns_are_needed(sheet, national):
    assert sheet.max_column == 8
    assert opened(national).max_column == 9


def test_properties_name_the_project_and_the_unit(realistic):
    properties = load_workbook(BytesIO(render(realistic, "xlsx"))).properties
    assert properties.title == "人才大厦管理维护专项项目绩效自我评价"
    assert properties.creator == "上海市人才服务中心"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "http://a.b/c", "mailto:a@b.c", "<r>x</r>"],
)
def test_a_text_is_nothing_else_even_when_somebody_edits_it(build, text):
    row = {"category": "产出目标", "name": text, "remark": text, "weight": "1", "score": "1"}
    sheet = opened(build(row, name=text, goal=text))
    cells = [c for r in sheet.iter_rows() for c in r if c.value == text]
    assert len(cells) == 4
    assert {c.data_type for c in cells} == {"s"}
    assert not any(c.hyperlink for c in cells)
    assert {bool(c.quotePrefix) for c in cells} == {text[0] in "=+-@"}
