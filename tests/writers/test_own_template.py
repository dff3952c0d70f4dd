"""Forms in a unit's own docx template, read back with python-docx."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from perftui.writers.book import ExportError
from perftui.writers.exporting import Ready, render, render_together
from tests.writers.own_template import made, saved, typed

DRAFT = "草稿：尚有错误未改，不作为正式件"


def opened(content):
    return Document(BytesIO(content))


def exported(evaluation, template, *, draft=False):
    name = f"{evaluation.profile}.docx"
    return opened(render(evaluation, "docx", draft=draft, templates={name: template}))


def bound(template, *ready):
    return opened(render_together(ready, "docx", "汇编", templates={"自评表.docx": template}))


def template_of(*texts):
    document = Document()
    for text in texts:
        typed(document.add_paragraph(), text)
    return saved(document)


def one_row(*texts):
    """Make a template of a heading row and one row of placeholders."""
    document = Document()
    table = document.add_table(2, len(texts))
    for cell, text in zip(table.rows[1].cells, texts, strict=True):
        typed(cell.paragraphs[0], text)
    return saved(document)


def texts_of(document):
    return [paragraph.text for paragraph in document.paragraphs]


def cells_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def everything(content):
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def document(realistic):
    return exported(realistic, made())


def test_placeholders_are_filled_wherever_they_stand(document):
    assert texts_of(document)[0] == "2019年度财政项目绩效自评表"
    assert cells_of(document.tables[0])[:2] == [
        ["项目名称", "人才大厦管理维护专项", "主管科室", ""],
        ["预算数（元）", "13,180,638.00", "执行数（元）", "11,666,020.85"],
    ]
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "内部资料　上海市人才服务中心"
    assert section.footer.paragraphs[0].text.startswith("人才大厦管理维护专项　第 ")


def test_nothing_of_a_template_is_left(realistic):
    content = render(realistic, "docx", templates={"自评表.docx": made()})
    for part in everything(content).values():
        assert b"{{" not in part
        assert b"{%" not in part


def test_a_value_looks_as_its_placeholder_and_other_runs_are_kept(realistic):
    document = Document()
    paragraph = document.add_paragraph("名称：")
    paragraph.add_run("{{ 项目").bold = True
    paragraph.add_run("名称 }}").italic = True
    paragraph.add_run("（全称）").underline = True
    runs = exported(realistic, saved(document)).paragraphs[0].runs
    assert [run.text for run in runs] == ["名称：", "人才大厦管理维护专项", "（全称）"]
    assert [(run.bold, run.italic, run.underline) for run in runs] == [
        (None, None, None),
        (True, None, None),
        (None, None, True),
    ]


def test_paragraphs_without_placeholders_are_untouched(realistic):
    document = Document()
    typed(document.add_paragraph(), "照", "原", "样")
    typed(document.add_paragraph(), "{{项目名称}}")
    paragraph = exported(realistic, saved(document)).paragraphs[0]._p
    assert paragraph.xml == document.paragraphs[0]._p.xml


def test_a_row_is_repeated_for_each_indicator(document, realistic):
    rows = cells_of(document.tables[1])
    assert len(rows) == 1 + 26 + 1
    first = realistic.indicators[0]
    assert rows[1] == ["投入与管理（36分）", first.name, first.explanation, "6", "6", ""]
    assert rows[20][5] == realistic.indicators[19].remark
    assert rows[-1] == ["合计"] * 3 + ["100", "94.5", ""]


def test_cells_of_the_category_are_merged_over_its_rows(document):
    merges = [row._tr.tc_lst[0].vMerge for row in document.tables[1].rows]
    expected = [None]
    for count in (6, 12, 5, 3):
        expected += ["restart"] + ["continue"] * (count - 1)
    assert merges == [*expected, None]


def test_rows_stand_in_the_order_of_the_printed_categories_and_are_numbered(build):
    rows = [
        {"category": category, "name": category, "weight": "1"}
        for category in ("效果目标", "自定", "投入与管理", "效果目标")
    ]
    document = exported(build(*rows), one_row("{{序号}}", "{{指标名称}}"))
    assert cells_of(document.tables[0])[1:] == [
        ["1", "投入与管理"],
        ["2", "效果目标"],
        ["3", "效果目标"],
        ["4", "自定"],
    ]


def test_a_label_merged_from_above_goes_on_beside_all_rows(realistic):
    document = Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "绩效指标"
    typed(table.cell(1, 1).paragraphs[0], "{{指标名称}}")
    rows = exported(realistic, saved(document)).tables[0].rows
    assert [row._tr.tc_lst[0].vMerge for row in rows] == ["restart"] + ["continue"] * 27


def test_sources_of_the_money_have_a_row_each_and_none_without_sources(national):
    funds = [
        {"name": "财政拨款", "budget": "2000000", "executed": "1900000"},
        {"name": "其他", "budget": "1000000", "executed": "1000000"},
    ]
    template = one_row("{{资金来源}}", "{{全年预算数}}", "{{执行率}}")
    form = type(national).model_validate({**national.model_dump(), "funds": funds})
    assert cells_of(exported(form, template).tables[0])[1:] == [
        ["财政拨款", "200.00", "95.00%"],
        ["其他", "100.00", "100.00%"],
    ]
    assert len(cells_of(exported(national, template).tables[0])) == 1


def test_a_form_without_indicators_keeps_one_empty_row(build):
    document = exported(build(), one_row("{{一级指标}}", "{{权重}}分"))
    assert cells_of(document.tables[0])[1:] == [["", "分"]]


def test_each_line_of_a_narrative_is_a_paragraph_of_the_same_look(document, realistic):
    lines = realistic.achievements.split("\n")
    found = [p for p in document.paragraphs if p.text in lines]
    assert [p.text for p in found] == lines
    assert len({p.paragraph_format.first_line_indent for p in found}) == 1
    assert found[0].paragraph_format.first_line_indent


def test_text_around_a_narrative_stays_at_its_ends(realistic):
    document = exported(realistic, template_of("绩效：{{主要绩效}}（完）"))
    first, last = realistic.achievements.split("\n")
    assert texts_of(document)[:2] == [f"绩效：{first}", f"{last}（完）"]


def test_a_condition_that_leaves_nothing_takes_its_paragraph_with_it(realistic):
    final = texts_of(exported(realistic, made()))
    draft = texts_of(exported(realistic, made(), draft=True))
    assert "（草稿，待核）" in draft
    assert len(draft) == len(final) + 1


def test_a_draft_says_so_on_each_kind_of_page(realistic):
    section = exported(realistic, made(), draft=True).sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[0].text == DRAFT
    assert section.header.paragraphs[1].text.startswith("内部资料")
    assert exported(realistic, made()).sections[0].header.paragraphs[0].text != DRAFT


def test_forms_of_a_book_have_their_own_pages_headers_and_marks(realistic, build):
    other = build(name="乙项目", unit="乙单位")
    document = bound(made(), Ready(realistic, draft=True), Ready(other), Ready(other, draft=True))
    cover, *sections = document.sections
    assert not cover.header.paragraphs[0].text
    assert document.tables[0].rows[1].cells[1].text == realistic.name
    headers = [[p.text for p in section.header.paragraphs] for section in sections]
    assert headers == [
        [DRAFT, "内部资料　上海市人才服务中心"],
        ["内部资料　乙单位"],
        [DRAFT, "内部资料　乙单位"],
    ]
    footers = [section.footer.paragraphs[0].text[:4] for section in sections]
    assert footers == ["人才大厦", "乙项目　", "乙项目　"]
    assert {section.start_type for section in sections} == {2}
    assert not sections[1].first_page_header.paragraphs[0].text


def test_a_template_without_headers_gets_one_for_drafts_only(realistic, build):
    document = bound(
        template_of("{{项目名称}}"), Ready(realistic, draft=True), Ready(build(name="乙"))
    )
    headers = [section.header.paragraphs[0].text for section in document.sections]
    assert headers == ["", DRAFT, ""]


def test_kinds_with_different_templates_are_not_bound_together(realistic, national):
    ready = [Ready(realistic), Ready(national)]
    with pytest.raises(ExportError, match=r"「sh2019\.docx」、「官方式样」"):
        render_together(ready, "docx", "汇编", templates={"sh2019.docx": made()})


def test_a_template_is_for_its_profile_and_one_for_all_others(realistic, national):
    templates = {"sh2019.docx": template_of("沪{{项目名称}}")}
    assert texts_of(opened(render(realistic, "docx", templates=templates)))[0][0] == "沪"
    assert texts_of(opened(render(national, "docx", templates=templates)))[0][0] != "沪"
    templates["自评表.docx"] = template_of("通{{项目名称}}")
    assert texts_of(opened(render(realistic, "docx", templates=templates)))[0][0] == "沪"
    assert texts_of(opened(render(national, "docx", templates=templates)))[0][0] == "通"


def test_content_controls_links_and_tracked_text_hide_no_placeholder(realistic):
    document = Document()
    space = nsdecls("w")
    for inner in (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{1}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>{{项目</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:t>名称}}</w:t></w:r>",
        "<w:ins w:id='1'><w:r><w:t>{{项目名称}}</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del>",
        '<w:smartTag w:element="x"><w:r><w:t>{{项目</w:t></w:r></w:smartTag>'
        '<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>'
        "<w:r><w:t>名称}}</w:t></w:r>",
    ):
        paragraph = parse_xml(f"<w:p {space}>{inner}</w:p>")
        document.element.body.insert_element_before(paragraph, "w:sectPr")
    filled = exported(realistic, saved(document))
    assert texts_of(filled) == [realistic.name] * 3
    assert "dataBinding" not in filled.element.xml


def test_text_boxes_are_filled_and_fields_stay(realistic):
    document = Document()
    paragraph = typed(document.add_paragraph(), "外{{年度}}")
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框{{{{项目名称}}}}</w:t>"
        "</w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    paragraph._p.append(box)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    filled = exported(realistic, saved(document)).paragraphs[0]._p
    assert [t.text for t in filled.iter(qn("w:t"))] == ["外", "2019", "框", realistic.name]
    assert len(list(filled.iter(qn("w:fldSimple")))) == 1


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ 主管部门 or “（无）” }}", "（无）"),
        ("{{ 主管部门｜default（‘无，’，true） }}", "无，"),
        ('{{ 自评时间|replace("-", ".") }}', "2020.04.17"),
        ("{% if 是否为经常性项目 == '是' %}经常{% else %}一次{% endif %}性", "经常性"),
        ("{% for 行 in 指标 %}{{ loop.index }}{{ 行.指标名称 }}；{% endfor %}", "1甲；2乙；"),
        ("{# 说明 #}{{ 年度 }}", "2019"),
        ('{{ "}}" }}{{ 年度 ~ "年" }}', "}}2019年"),
    ],
)
def test_what_may_stand_in_braces(build, text, printed):
    rows = [{"category": "产出目标", "name": name, "weight": "1"} for name in "甲乙"]
    document = exported(build(*rows), template_of(text))
    assert texts_of(document)[0] == printed


def test_headers_and_footers_print_one_line(build):
    section = exported(build(name="甲\n乙" + "长" * 200), made()).sections[0]
    (footer,) = section.footer.paragraphs
    assert footer.text.startswith("甲 乙" + "长" * 97 + "…　第 ")


@pytest.mark.parametrize("profile", ["sh2019", "national2020"])
def test_hostile_texts_appear_literally(hostile, hostile_texts, dirty_texts, profile):
    document = exported(hostile(profile), made())
    shown = "\n".join([*texts_of(document), *(t for r in cells_of(document.tables[1]) for t in r)])
    for text in (*hostile_texts, *dirty_texts.values()):
        assert text in shown
    for text in dirty_texts:
        assert text not in shown


def test_the_same_book_gives_the_same_bytes_with_its_own_properties(realistic):
    contents = {render(realistic, "docx", templates={"自评表.docx": made()}) for _ in range(2)}
    (content,) = contents
    properties = opened(content).core_properties
    assert properties.title == "人才大厦管理维护专项项目绩效自我评价"
    assert properties.author == "上海市人才服务中心"
    assert properties.keywords == "绩效自评，2019，人才大厦管理维护专项"
    assert properties.comments == ""


def test_copies_share_no_identity(realistic):
    document = Document()
    table = document.add_table(1, 1)
    paragraph = typed(table.cell(0, 0).paragraphs[0], "{{指标名称}}")._p
    paragraph.insert(0, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="甲"/>'))
    paragraph.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    body = bound(saved(document), Ready(realistic), Ready(realistic)).element.body
    assert len(list(body.iter(qn("w:bookmarkStart")))) == 1
    assert len(list(body.iter(qn("w:bookmarkEnd")))) == 1


@pytest.mark.parametrize("text", ["项目名称：", "｛｛ 项目名称 ｝｝"])
def test_a_template_that_prints_nothing_of_a_form_is_refused(realistic, text):
    with pytest.raises(ExportError, match="一个占位符也没有"):
        exported(realistic, template_of(text))


@pytest.mark.parametrize(
    "words", ['DDEAUTO c:\\x "a"', ' includetext "c:/x"', "LINK Excel.Sheet x"]
)
def test_a_field_that_reaches_outside_is_refused(realistic, words):
    document = Document()
    typed(document.add_paragraph(), "{{ 项目名称 }}")
    field = OxmlElement("w:instrText")
    field.text = words
    document.add_paragraph().add_run()._r.append(field)
    with pytest.raises(ExportError, match="取用外面内容的域"):
        exported(realistic, saved(document))


def test_a_field_of_the_document_itself_stays(realistic):
    document = Document()
    typed(document.add_paragraph(), "{{ 项目名称 }}")
    field = OxmlElement("w:fldSimple", {qn("w:instr"): 'HYPERLINK \\l "下"'})
    document.add_paragraph()._p.append(field)
    assert exported(realistic, saved(document)).paragraphs[0].text == realistic.name
