"""Word documents read back with python-docx."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml import etree

from perftui.evaluation.model import Fund
from perftui.writers.exporting import render

AMOUNTS = ("全年预算数（A）", "全年执行数（B）", "执行率（B/A）")


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
    fonts = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name.startswith("自评表")
    }
    assert fonts["自评表标题"] == "黑体"
    assert fonts["自评表栏目"] == "宋体"
    assert fonts["自评表内容"] == "仿宋_GB2312"


def test_the_page_is_a4_and_numbered(document):
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    footer = section.footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_title_and_notes_stand_around_the_tables(document):
    texts = [p.text for p in document.paragraphs if p.text]
    assert texts[0] == "项目绩效自我评价"
    assert texts[1].startswith("说明：1、")
    assert len(texts) == 4


def test_properties_name_the_project_and_the_unit(document):
    properties = document.core_properties
    assert properties.title == "人才大厦管理维护专项项目绩效自我评价"
    assert properties.author == "上海市人才服务中心"
    assert properties.subject == "项目绩效自我评价"
    assert properties.keywords == "绩效自评，2019，人才大厦管理维护专项"
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == datetime(2020, 1, 1, tzinfo=UTC)


def test_overlong_names_are_cut_in_the_properties_only(build):
    document = opened(build({"category": "产出目标"}, name="名" * 300, unit="位" * 300))
    assert document.core_properties.title == "名" * 255
    assert document.tables[0].rows[0].cells[1].text == "名" * 300


def test_a_missing_font_is_replaced_by_one_like_it(realistic):
    with ZipFile(BytesIO(render(realistic, "docx"))) as archive:
        fonts = etree.fromstring(archive.read("word/fontTable.xml"))
    other = {
        font.get(qn("w:name")): name.get(qn("w:val"))
        for font in fonts
        if (name := font.find(qn("w:altName"))) is not None
    }
    assert other["仿宋_GB2312"] == "仿宋"
    assert other["宋体"] == "SimSun"


def test_only_tables_are_formatted_beside_the_styles(document):
    assert list(document.element.body.iter(qn("w:rPr"))) == []
    allowed = {qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "sectPr")}
    properties = document.element.body.iter(qn("w:pPr"))
    assert {child.tag for each in properties for child in each} <= allowed


def kept(table):
    """Say for each row whether all its paragraphs stay with the next row."""
    return [
        all(
            p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in row._tr.iter(qn("w:p"))
        )
        for row in table.rows
    ]


def test_rows_that_belong_together_stay_on_one_page(document):
    rows = kept(document.tables[1])
    heading, management, output, effect, impact, total = (0, 1, 7, 19, 24, 27)
    assert rows[heading] and rows[management] and rows[output]
    assert not any(rows[management + 1 : output])
    # A category of few lines is whole; the last one stays with the total, and that with the notes.
    assert rows[effect : impact - 1] == [True] * 4
    assert rows[impact - 1] is False
    assert rows[impact : total + 1] == [True] * 4


def test_notes_stay_together(document):
    notes = document.paragraphs[-3:]
    assert [n.text[:5] for n in notes] == ["说明：1、", "2、绩效等", "3、产出目"]
    keep = [n._p.pPr.find(qn("w:keepNext")) is not None for n in notes]
    assert keep == [True, True, False]


def test_a_row_longer_than_half_a_page_may_part(build):
    rows = [{"category": "产出目标", "name": name} for name in ("短", "长" * 2000, "短")]
    table = opened(build(*rows)).tables[1]
    assert [has(row, "w:cantSplit") for row in table.rows] == [True, True, False, True, True]


def test_the_national_form_has_its_columns(national):
    texts = grid_texts(opened(national).tables[1])
    assert texts[0][2:4] == ["年度指标值", "实际完成值"]
    assert texts[2][1:] == ["维修维护完成率", "≥95%", "94%", "50", "49.47", ""]
    assert texts[-1] == ["总分"] * 4 + ["100", "96.32", ""]


def grid_of(table):
    """Say for each row where cells begin and end, whether they go on from above, and their text."""
    for row in table.rows:
        at = 0
        cells = []
        for cell in row._tr.tc_lst:
            text = "".join(t.text or "" for t in cell.iter(qn("w:t")))
            cells.append((at, at + cell.grid_span, cell.vMerge, text))
            at += cell.grid_span
        yield cells


def test_the_money_of_the_national_form_is_a_block_of_merged_cells(national):
    form = national.model_copy(
        update={"funds": (Fund(name="当年财政拨款", budget="13180638", executed="11666020.85"),)}
    )
    rows = list(grid_of(opened(form).tables[0]))
    labels = [[text for *_, text in row] for row in rows]
    first = labels.index(["项目资金（万元）", "", *AMOUNTS])
    assert labels[first + 1] == ["", "年度资金总额", "1,318.0638", "1,166.602085", "88.51%"]
    assert labels[first + 2][1] == "其中：当年财政拨款"
    assert [row[0][2] for row in rows[first : first + 4]] == [
        "restart",
        "continue",
        "continue",
        None,
    ]
    assert len({tuple(cell[:2] for cell in row) for row in rows[first : first + 3]}) == 1


def test_two_texts_stand_abreast_beside_their_label(national):
    rows = list(grid_of(opened(national).tables[0]))
    top = next(n for n, row in enumerate(rows) if row[0][3] == "年度总体目标")
    assert [text for *_, text in rows[top]] == ["年度总体目标", "预期目标", "实际完成情况"]
    assert [cell[2] for cell in rows[top]] == ["restart", None, None]
    assert [cell[2] for cell in rows[top + 1]] == ["continue", None, None]
    assert rows[top + 1][1][3] == national.goal
    assert [cell[:2] for cell in rows[top]] == [cell[:2] for cell in rows[top + 1]]


def test_the_year_stands_below_the_title(national):
    texts = [(p.style.name, p.text) for p in opened(national).paragraphs[:2]]
    assert texts == [("自评表标题", "项目支出绩效自评表"), ("自评表副标题", "（2019年度）")]


def test_a_form_without_indicators_is_written(build):
    assert grid_texts(opened(build()).tables[1])[1:] == [["合计", "合计", "合计", "", "", ""]]


def test_every_member_has_the_same_time(realistic):
    with ZipFile(BytesIO(render(realistic, "docx"))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
