"""Word documents as offices keep them: merged cells, tracked changes, controls, lists, nesting."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.docx import read
from perftui.readers.report import DocumentError


def _saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _body(xml):
    """Return a document whose body is some WordprocessingML."""
    document = Document()
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for element in parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')}>{xml}</w:body>"):
        body.append(element)
    return _saved(document)


def _texts(data):
    return [row.cells for row in read(data, "x.docx").rows]


def test_paragraphs_and_tables_come_in_their_order():
    document = Document()
    document.add_paragraph("项目绩效自评价")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "项目名称：", "甲\n乙"
    document.add_paragraph("说明")
    rows = read(_saved(document), "x.docx").rows
    assert [row.cells for row in rows] == [("项目绩效自评价",), ("项目名称：", "甲\n乙"), ("说明",)]
    assert [row.where for row in rows] == ["第1段", "表1第1行", "第2段"]
    assert rows[1].place(1) == "表1第1行第2格"


def test_merged_cells_stand_in_their_first_column_and_row():
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(2, 0)).text = "产出目标"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "甲"
    rows = read(_saved(document), "x.docx").rows
    assert [row.cells for row in rows] == [
        ("产出目标", "01", "02"),
        ("", "甲", ""),
        ("", "21", "22"),
    ]
    assert [row.from_above for row in rows] == [set(), {0}, {0}]
    assert [row.from_left for row in rows] == [set(), {2}, set()]


def test_rows_may_begin_in_a_later_column():
    xml = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        "<w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert _texts(_body(xml)) == [("甲", "乙"), ("", "丙")]


def test_tracked_changes_are_accepted_and_told():
    xml = (
        "<w:p><w:r><w:t>预算</w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>一百</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>二百</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p>'
    )
    grid = read(_body(xml), "x.docx")
    assert grid.rows[0].cells == ("预算二百",)
    assert "修订" in grid.notes[0].what


def test_deleted_rows_are_gone_and_inserted_ones_are_there():
    row = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    xml = (
        '<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>'
        + row.format("旧")
        + '<w:tr><w:trPr><w:ins w:id="2" w:author="a"/></w:trPr>'
        + row.format("新")
        + "</w:tbl>"
    )
    assert _texts(_body(xml)) == [("新",)]


def test_content_controls_smart_tags_and_links_are_looked_into():
    run = "<w:r><w:t>{}</w:t></w:r>"
    xml = (
        f"<w:sdt><w:sdtContent><w:p><w:smartTag>{run.format('甲')}</w:smartTag>"
        f"<w:hyperlink>{run.format('乙')}</w:hyperlink></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>"
        f"<w:p><w:sdt><w:sdtContent>{run.format('丙')}</w:sdtContent></w:sdt></w:p>"
        f"</w:tc></w:sdtContent></w:sdt><w:tc><w:p>{run.format('丁')}</w:p></w:tc></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>"
    )
    assert _texts(_body(xml)) == [("甲乙",), ("丙", "丁")]


def test_of_a_field_the_result_is_read_and_not_the_code():
    xml = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>DATE</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2020年4月17日</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert _texts(_body(xml)) == [("2020年4月17日",)]


def test_hidden_text_is_left_out_and_told():
    xml = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r></w:p>"
    grid = read(_body(xml), "x.docx")
    assert grid.rows[0].cells == ("甲",)
    assert any("隐藏" in note.what for note in grid.notes)


@pytest.mark.parametrize(("char", "box"), [("F0FE", "☑"), ("F0A8", "□"), ("F052", "☑")])
def test_ticked_boxes_of_symbol_fonts_are_known(char, box):
    xml = f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{char}"/><w:t>是</w:t></w:r></w:p>'
    assert _texts(_body(xml)) == [(f"{box}是",)]


def test_a_ticked_form_field_is_a_ticked_box():
    field = '<w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar>'
    box = field.format("<w:checkBox>{}</w:checkBox>")
    xml = "".join(
        f"<w:r>{box.format(state)}</w:r><w:r><w:t>{word}</w:t></w:r>"
        for state, word in (("<w:checked/>", "是"), ('<w:default w:val="0"/>', "否"))
    )
    assert _texts(_body(f"<w:p>{xml}</w:p>")) == [("☑是□否",)]


def test_line_breaks_stay_and_page_breaks_mark_the_next_row():
    xml = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        "<w:p><w:r><w:t>丙</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>丁</w:t></w:r></w:p>"
    )
    rows = read(_body(xml), "x.docx").rows
    assert [row.cells for row in rows] == [("甲\n乙",), ("丙",), ("丁",)]
    assert [row.break_before for row in rows] == [False, True, True]


def test_a_table_in_a_cell_is_part_of_it_unless_it_is_a_grid_of_its_own():
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    line = f"<w:tbl><w:tr>{cell.format('是')}</w:tr><w:tr>{cell.format('否')}</w:tr></w:tbl>"
    grid = (
        f"<w:tbl><w:tr>{cell.format('预算数')}{cell.format('执行数')}</w:tr>"
        f"<w:tr>{cell.format('1')}{cell.format('2')}</w:tr></w:tbl>"
    )
    xml = (
        f"<w:tbl><w:tr>{cell.format('经常性')}<w:tc>{line}<w:p/></w:tc></w:tr>"
        f"<w:tr>{cell.format('资金')}<w:tc>{grid}<w:p/></w:tc></w:tr></w:tbl>"
    )
    assert _texts(_body(xml)) == [
        ("经常性", "是\n否"),
        ("资金", ""),
        ("预算数", "执行数"),
        ("1", "2"),
    ]


def _listed(*numbers):
    """Return what paragraphs read as that belong to lists, 71 and 72 of one kind, 73 begun anew."""
    document = Document()
    for number in numbers:
        properties = document.add_paragraph("甲")._p.get_or_add_pPr()
        level = f'<w:ilvl w:val="0"/><w:numId w:val="{number}"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{level}</w:numPr>"))
    lists = document.part.numbering_part.element
    lists.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
            "</w:lvl></w:abstractNum>"
        ),
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, override in ((71, ""), (72, ""), (73, anew)):
        kind = f'<w:abstractNumId w:val="77"/>{override}'
        lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{kind}</w:num>'))
    return [cells[0] for cells in _texts(_saved(document))]


def test_automatic_numbers_are_printed():
    assert _listed(71, 71) == ["一、甲", "二、甲"]


def test_lists_of_one_kind_count_on_unless_they_begin_anew():
    assert _listed(71, 72, 73, 73) == ["一、甲", "二、甲", "一、甲", "二、甲"]


def test_text_boxes_are_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>项目绩效自评价</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>'
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert _texts(_body(xml)) == [("项目绩效自评价",)]


def test_the_strict_flavour_reads_the_same():
    document = Document()
    document.add_table(rows=1, cols=2).cell(0, 1).text = "甲"
    strict = io.BytesIO()
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with (
        zipfile.ZipFile(io.BytesIO(_saved(document))) as parts,
        zipfile.ZipFile(strict, "w") as out,
    ):
        for name in parts.namelist():
            new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            out.writestr(name, parts.read(name).replace(old, new))
    assert _texts(strict.getvalue()) == [("", "甲")]


@pytest.fixture(scope="module")
def document():
    made = Document()
    made.add_paragraph("项目绩效自评价")
    made.add_table(rows=2, cols=3).cell(0, 0).text = "项目名称"
    return _saved(made)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_documents_are_read_or_refused_in_one_sentence(document, data):
    cut = data.draw(st.integers(0, len(document)))
    at = data.draw(st.integers(0, max(cut - 1, 0)))
    damaged = bytearray(document[:cut])
    damaged[at : at + 4] = data.draw(st.binary(max_size=8))
    try:
        read(bytes(damaged), "坏.docx")
    except DocumentError as error:
        assert "坏.docx" in str(error)
        assert "\n" not in str(error)


def test_far_too_wide_tables_are_refused():
    xml = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
        "<w:p/></w:tc></w:tr></w:tbl>"
    )
    with pytest.raises(DocumentError, match="太多"):
        read(_body(xml), "x.docx")
