"""The page of findings."""

import re

from perftui.writers.findings_page import render_findings_page

FILES = [
    {
        "file": "2019/大厦.docx",
        "name": "人才大厦",
        "findings": [
            {
                "code": "PT001",
                "level": "error",
                "field": "indicators",
                "field_name": "指标表",
                "message": "权重合计 99，应为 100。",
                "hint": "调整权重。",
            },
            {"code": "PT040", "level": "hint", "field": "goal", "message": "太短", "hint": None},
        ],
    },
    {"file": "空.docx", "name": "", "findings": []},
]


def visible(page):
    body = page[page.index("<body>") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_table_on_top_counts_by_level():
    text = visible(render_findings_page(FILES))
    assert "共 2 份自评表，1 个错误，0 个警告，1 个提示。" in text
    assert "人才大厦 2019/大厦.docx 1 0 1 空.docx 0 0 0 合计 1 0 1" in text


def test_each_finding_names_field_message_code_and_remedy():
    text = visible(render_findings_page(FILES))
    assert "错误 指标表 权重合计 99，应为 100。 PT001 调整权重。" in text
    assert "提示 goal 太短 PT040" in text
    assert "没有发现问题。" in text


def test_rows_of_the_table_lead_to_their_findings():
    page = render_findings_page(FILES)
    assert re.findall(r'href="#(\w+)"', page) == re.findall(r'<section id="(\w+)"', page)


def test_names_and_messages_are_never_markup():
    finding = {"code": "x", "level": '"><script>', "message": "{{ 7*7 }}<img>\x07\u202e"}
    page = render_findings_page([{"file": "<script>.docx", "name": "<b>", "findings": [finding]}])
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7*7 }}&lt;img&gt;" in page
    assert not re.search("[\x07\u202e]", page)


def test_no_files_make_an_empty_page():
    assert "共 0 份自评表" in visible(render_findings_page([]))
