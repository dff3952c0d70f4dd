"""What is wrong with a unit's docx template is told in one sentence, before and at an export."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from perftui.writers.book import ExportError
from perftui.writers.docx.own.form import check_template, hints_for_template
from perftui.writers.docx.own.names import FUND_NAMES, ROW_NAMES
from perftui.writers.exporting import render
from perftui.writers.values import COMPUTED_VALUES, FORM_VALUES
from tests.writers.own_template import made, saved, typed

NAME = "自评表.docx"


def template_of(*texts):
    document = Document()
    for text in texts:
        typed(document.add_paragraph(), text)
    return saved(document)


def changed(content, parts):
    """Return a file with other contents in some of its parts, or further parts."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, part in parts.items():
            target.writestr(name, part)
    return written.getvalue()


def part_of(content, name):
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


@pytest.mark.parametrize("name", [NAME, "sh2019.docx", "national2020.docx"])
def test_a_good_template_has_no_faults(name):
    assert check_template(name, made()) == []
    assert hints_for_template(made()) == []


def test_a_name_that_is_never_looked_for_is_told():
    (fault,) = check_template("sh2018.docx", made())
    assert "自评表.docx、national2020.docx、sh2019.docx" in fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 项目名城 }}", "没有「项目名城」这个名称，应该是「项目名称」吧"),
        ("{{ 自评等级 }}", "应该是「绩效等级」吧"),
        ("{{ 三级指标 }}", "应该是「指标名称」吧"),
        ("{{ 完全不相干 }}", "没有「完全不相干」这个名称，请对照说明核对"),
        ("{{ 指标名称 }}", "要写在表格的一行里"),
        ("{{ 资金来源 }}", "写在表格的同一行里"),
        ("{{ 项目名称", "{{ 没有写完，缺 }} 或一个引号"),
        ("{% if 草稿 }}", "{% 没有写完，缺 %} 或一个引号"),
        ("{% if 草稿 %}草稿", "没有 {% endif %}；它和开头要写在同一段里"),
        ("草稿{% endif %}", "{% endif %} 前面没有开头"),
        ("{{ 项目 名称 }}", "写到「名称」这里看不懂"),
        ("{{ 项目名称|加粗 }}", "没有「加粗」这种处理"),
        ("{{ 项目名称 is 长 }}", "没有「长」这种判断"),
        ("{{ 项目名称？ }}", "「？」写在这里看不懂"),
        ("{{ 项目名称 * 9 }}", "不能这样用「*」"),
        ("{{ 2 ** 99999999999 }}", "不能这样用「**」"),
        ("{{ 项目名称.format(1) }}", "不能用「format」"),
        ("{{ 项目名称.__class__ }}", "不能用「__class__」"),
        ("{% macro 甲() %}{% endmacro %}", "只能印内容"),
        ("{% include 'x' %}", "只能印内容"),
        ("{{ 指标 }}", "这里是一组内容"),
        ("{{ 指标[0].名称 }}", "没有「名称」这个名称"),
        ("{{ 项目名称|int|list }}", "算不出来"),
        ("｛｛项目名称｝｝", "全角"),
        ("{{" + "(" * 300 + "年度" + ")" * 300 + "}}", "太"),
        ("{{ " + "年度 ~ " * 9000 + "年度 }}", "太长"),
    ],
    ids=lambda value: value[:12],
)
def test_what_is_wrong_with_a_placeholder_is_said_with_its_paragraph(text, said):
    (fault,) = check_template(NAME, template_of(text))
    assert fault.startswith(f"「{text[:10]}")
    assert said in fault
    assert fault.endswith("。")
    assert "\n" not in fault


def test_all_faults_are_told_at_once():
    assert len(check_template(NAME, template_of("{{甲甲}}", "{{ 乙", "{% if %}", "好"))) == 3


def test_an_export_says_the_same_with_the_name_of_the_file(realistic):
    with pytest.raises(ExportError) as caught:
        render(realistic, "docx", templates={NAME: template_of("甲：{{ 项目名城 }}")})
    assert str(caught.value) == (
        "模板「自评表.docx」「甲：{{ 项目名城 }}」这一段：没有「项目名城」这个名称，"
        "应该是「项目名称」吧。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ 主要绩效" + "|replace('', 主要绩效)" * 8 + " }}",
        "{% for 甲 in 主要绩效 %}{% for 乙 in 主要绩效 %}{% endfor %}{% endfor %}",
        "{% for 甲 in 主要绩效 %}" + "{{主要绩效}}" * 300 + "{% endfor %}",
    ],
    ids=("replacing", "turning", "printing"),
)
def test_a_template_cannot_make_endless_texts(build, text):
    form = build(achievements="长" * 900)
    with pytest.raises(ExportError, match=r"太长|太多"):
        render(form, "docx", templates={NAME: template_of(text)})


def test_a_row_of_indicators_and_sources_at_once_is_refused():
    document = Document()
    table = document.add_table(1, 2)
    for cell, name in zip(table.rows[0].cells, ("指标名称", "资金来源"), strict=True):
        typed(cell.paragraphs[0], f"{{{{{name}}}}}")
    assert "分开写成两行" in check_template(NAME, saved(document))[0]


def test_a_template_without_placeholders_is_told():
    assert "一个占位符也没有" in check_template(NAME, template_of("空表"))[0]


def test_important_values_that_are_missing_are_a_hint():
    content = template_of("{{项目名称}}{{预算数}}{{全年执行数}}{{主要绩效}}{{存在问题}}")
    assert check_template("national2020.docx", content) == []
    (hint,) = hints_for_template(content)
    assert hint == "没有印出指标名称、权重、自评分、改进措施，请核对是不是有意省去的。"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>"])
def test_what_is_no_word_document_is_told(content):
    assert "不是完好的 Word 文档" in check_template(NAME, content)[0]


def test_programs_links_and_doctypes_are_refused():
    types = part_of(made(), "[Content_Types].xml")
    macro = types.replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    body = part_of(made(), "word/document.xml").replace(b"<w:document", b"<!DOCTYPE a><w:document")
    linked = Document()
    linked.part.relate_to("https://example.org/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    for content, said in (
        (changed(made(), {"[Content_Types].xml": macro}), "宏"),
        (changed(made(), {"word/vbaProject.bin": b"x"}), "宏"),
        (changed(made(), {"word/document.xml": body}), "DTD"),
        (saved(linked), "外面的文件"),
    ):
        (fault,) = check_template(NAME, content)
        assert said in fault


def test_entities_are_not_expanded():
    declared = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><w:document'
    body = part_of(made(), "word/document.xml").replace(b"<w:document", declared, 1)
    assert "DTD" in check_template(NAME, changed(made(), {"word/document.xml": body}))[0]


def test_files_that_unpack_to_far_too_much_are_refused():
    assert "太大" in check_template(NAME, changed(made(), {"word/a.bin": b"\0" * (65 * 2**20)}))[0]
    long = part_of(made(), "word/document.xml") + b" " * (9 * 2**20)
    assert "太多" in check_template(NAME, changed(made(), {"word/document.xml": long}))[0]


def test_a_renamed_dotx_is_written_as_a_document(realistic):
    types = part_of(made(), "[Content_Types].xml").replace(b"document.main", b"template.main")
    content = changed(made(), {"[Content_Types].xml": types})
    assert check_template(NAME, content) == []
    filled = render(realistic, "docx", templates={NAME: content})
    assert b"wordprocessingml.document.main+xml" in part_of(filled, "[Content_Types].xml")


def test_placeholders_where_none_is_filled_are_told():
    content = made()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relations = part_of(content, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="comments.xml"/></Relationships>'.encode(),
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = (
        f'<w:comments xmlns:w="{space}"><w:p><w:r><w:t>{{{{年度}}}}</w:t></w:r></w:p></w:comments>'
    )
    parts = {"word/_rels/document.xml.rels": relations, "word/comments.xml": comments.encode()}
    assert "批注里的占位符不会填写" in check_template(NAME, changed(content, parts))[0]


def test_the_chapter_for_staff_names_every_value():
    chapter = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    names = {*FORM_VALUES, *COMPUTED_VALUES, *ROW_NAMES, *FUND_NAMES}
    assert not {name for name in names if f"{{{{ {name} }}}}" not in chapter}


def test_what_the_chapter_for_staff_shows_works():
    chapter = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    shown = re.findall(r"`([^`]*\{\{ [^`]*)`", chapter) + re.findall(r"^\{% .*$", chapter, re.M)
    document = Document()
    table = document.add_table(len(shown), 1)
    for cell, text in zip(table.columns[0].cells, shown, strict=True):
        own = any(f"{{{{ {name} }}}}" in text for name in ("执行率", "全年执行数", "全年预算数"))
        typed(cell.paragraphs[0], text + ("{{ 资金来源 }}" if own else ""))
    assert len(shown) > 50
    assert [fault for fault in check_template(NAME, saved(document)) if "{{ }}" not in fault] == []
