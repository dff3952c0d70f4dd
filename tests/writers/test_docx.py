"""Word documents read back with python-docx."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from perftui.writers.exporting import render


def opened(evaluation):
    return Document(BytesIO(render(evaluation, "docx")))


def grid_texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def has(row, tag):
    return row._tr.find(f"{qn('w:trPr')}/{qn(tag)}") is not None


@pytest.fixture
def document(realistic):
    return opened(realistic)


def test_the_header_block_has_four_columns_and_long_fields_span_three(document):
    rows = document.tables[0].rows
    assert grid_texts(document.tables[0])[:2] == [
        ["项目名称：", "人才大厦管理维护专项", "预算单位：", "上海市人才服务中心"],
        ["具体实施处（科室）：", "", "是否为经常性项目：", "是"],
    ]
    assert [cell.grid_span for cell in rows[4]._tr.tc_lst] == [1, 3]
    assert rows[4].cells[0].text == "项目年度总目标："


def test_each_line_of_a_narrative_is_a_paragraph(document, realistic):
    narrative = document.tables[0].rows[7].cells[1]
    assert [p.text for p in narrative.paragraphs] == realistic.achievements.split("\n")


def test_the_indicator_table_holds_every_row(document, realistic):
    texts = grid_texts(document.tables[1])
    assert texts[0] == ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"]
    assert len(texts) == 1 + 26 + 1
    first = realistic.indicators[0]
    assert texts[1] == ["投入与管理\n（36分）", first.name, first.explanation, "6", "6", ""]
    assert texts[-1] == ["合计", "合计", "合计", "100", "94.5", ""]


def test_category_cells_are_merged_over_their_rows(document):
    first_cells = [row._tr.tc_lst[0] for row in document.tables[1].rows]
    merges = [cell.vMerge for cell in first_cells]
    expected = [None]
    for count in (6, 12, 5, 3):
        expected += ["restart"] + ["continue"] * (count - 1)
    assert merges == [*expected, None]


def test_the_heading_row_repeats_and_indicator_rows_do_not_split(document):
    rows = list(document.tables[1].rows)
    assert [has(row, "w:tblHeader") for row in rows] == [True] + [False] * 27
    assert all(has(row, "w:cantSplit") for row in rows)


def test_only_long_header_rows_may_split(document):
    splitting = [not has(row, "w:cantSplit") for row in document.tables[0].rows]
    assert splitting == [False] * 4 + [True] * 6


def test_widths_stand_in_the_grid_and_in_every_cell(document):
    for table in document.tables:
        columns = [column.width for column in table.columns]
        for row in table.rows:
            at = 0
            for cell in row._tr.tc_lst:
                assert cell.width == sum(columns[at : at + cell.grid_span])
                at += cell.grid_span
            assert at == len(columns)


def test_fonts_are_named_for_han_characters(document):
    fonts = {}
    for style in document.styles:
        if style.name.startswith("自评表"):
            fonts[style.name] = style.element.rPr.rFonts.get(qn("w:eastAsia"))
    assert fonts["自评表标题"] == "黑体"
    assert fonts["自评表栏目"] == "宋体"
    assert fonts["自评表内容"] == "仿宋_GB2312"


def test_the_page_is_a4_and_numbered(document):
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    footer = section.footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_title_and_notes_stand_around_the_tables(document):
    texts = [p.text for p in document.paragraphs if p.text]
    assert texts[0] == "项目绩效自我评价"
    assert texts[1].startswith("说明：1、")
    assert len(texts) == 4


def test_properties_name_the_project_and_the_unit(document):
    properties = document.core_properties
    assert properties.title == "人才大厦管理维护专项项目绩效自我评价"
    assert properties.author == "上海市人才服务中心"


def test_overlong_names_are_cut_in_the_properties_only(build):
    document = opened(build({"category": "产出目标"}, name="名" * 300, unit="位" * 300))
    assert document.core_properties.title == "名" * 255
    assert document.tables[0].rows[0].cells[1].text == "名" * 300


def test_the_national_form_has_its_columns(national):
    texts = grid_texts(opened(national).tables[1])
    assert texts[0][2:4] == ["年度指标值", "实际完成值"]
    assert texts[2][1:] == ["维修维护完成率", "≥95%", "94%", "50", "49.47", ""]
    assert texts[-1] == ["总分"] * 4 + ["100", "96.32", ""]


def test_a_form_without_indicators_is_written(build):
    assert grid_texts(opened(build()).tables[1])[1:] == [["合计", "合计", "合计", "", "", ""]]


def test_every_member_has_the_same_time(realistic):
    with ZipFile(BytesIO(render(realistic, "docx"))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
