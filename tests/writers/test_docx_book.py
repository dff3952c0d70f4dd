"""Many forms in one Word document, and drafts among them."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from perftui.writers.exporting import Ready, render, render_together

DRAFT_LINE = "草稿：尚有错误未改，不作为正式件"


@pytest.fixture
def document(realistic, national, build):
    ready = [Ready(realistic), Ready(national, draft=True), Ready(build(name="临时项目"))]
    return Document(BytesIO(render_together(ready, "docx", "2019年度自评表汇编")))


def header_of(section):
    return section.header._element.xml if not section.header.is_linked_to_previous else ""


def footer_text(section):
    return section.footer.paragraphs[0].text if not section.footer.is_linked_to_previous else ""


def outline(document):
    for paragraph in document.paragraphs:
        level = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            yield paragraph.text


def test_the_cover_lists_the_forms_and_adds_the_money_up(document):
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert document.paragraphs[0].text == "2019年度自评表汇编"
    assert rows[0][:3] == ["序号", "项目名称", "预算单位"]
    assert rows[1] == [
        *("1", "人才大厦管理维护专项", "上海市人才服务中心", "2019"),
        *("13,180,638.00", "11,666,020.85", "88.51%", "94.5", "优秀"),
    ]
    assert rows[-1][1:3] == ["合计", "3份"]


def test_names_on_the_cover_lead_to_the_forms(document):
    links = document.tables[0]._tbl.iter(qn("w:hyperlink"))
    anchors = [link.get(qn("w:anchor")) for link in links]
    at_forms = {
        mark.get(qn("w:name")): mark.getparent().text
        for mark in document.element.body.iter(qn("w:bookmarkStart"))
    }
    assert [at_forms[anchor] for anchor in anchors] == [
        "附表1　人才大厦管理维护专项",
        "附表2　人才大厦管理维护专项",
        "附表3　临时项目",
    ]


def test_the_outline_lists_the_projects(document, realistic):
    assert list(outline(document)) == [
        "2019年度自评表汇编",
        "附表1　人才大厦管理维护专项",
        "附表2　人才大厦管理维护专项",
        "附表3　临时项目",
    ]
    assert list(outline(Document(BytesIO(render(realistic, "docx"))))) == ["项目绩效自我评价"]


def test_each_form_begins_on_a_page_of_its_own_numbered_from_one(document):
    cover, *forms = document.sections
    assert footer_text(cover) == ""
    assert [footer_text(section) != "" for section in forms] == [True] * 3
    for section in forms:
        properties = section._sectPr
        assert properties.find(qn("w:type")).get(qn("w:val")) == "nextPage"
        assert properties.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_pages_are_counted_form_by_form(document):
    for number, section in enumerate(list(document.sections)[1:], 1):
        fields = [
            field.get(qn("w:instr")).strip()
            for field in section.footer._element.iter(qn("w:fldSimple"))
        ]
        assert fields == ["PAGE", "SECTIONPAGES", f"PAGEREF form_{number}_end"]


def test_only_the_draft_says_so(document):
    headers = [header_of(section) for section in document.sections]
    assert [DRAFT_LINE in header for header in headers] == [False, False, True, False]
    assert [len(re.findall("<v:textpath[^>]*string", header)) for header in headers] == [0, 0, 1, 0]
    # A section without a header of its own would go on with the one before it.
    assert all(header for header in headers[1:])


def test_a_single_draft_has_a_watermark_on_each_page(realistic):
    (section,) = Document(BytesIO(render(realistic, "docx", draft=True))).sections
    assert DRAFT_LINE in header_of(section)
    assert 'string="草稿"' in header_of(section)
    assert not section.different_first_page_header_footer


def test_a_final_form_has_no_header(realistic):
    (section,) = Document(BytesIO(render(realistic, "docx"))).sections
    assert header_of(section) == ""


def test_the_same_book_gives_the_same_bytes(realistic, national):
    ready = [Ready(realistic), Ready(national, draft=True)]
    assert render_together(ready, "docx", "汇编") == render_together(ready, "docx", "汇编")


def test_forms_without_a_cover_are_numbered_all_the_same(realistic, national):
    document = Document(BytesIO(render_together([Ready(realistic), Ready(national)], "docx", "")))
    assert next(outline(document)) == "附表1　人才大厦管理维护专项"
    assert len(document.sections) == 2


def test_hostile_names_on_the_cover_are_text(hostile):
    data = render_together([Ready(hostile("sh2019"))] * 2, "docx", "{{ 7*7 }}<b>汇编</b>")
    document = Document(BytesIO(data))
    assert document.paragraphs[0].text == "{{ 7*7 }}<b>汇编</b>"
    assert "{{ 7*7 }}" in document.tables[0].rows[1].cells[1].text
