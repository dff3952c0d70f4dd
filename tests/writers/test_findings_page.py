"""The page of findings."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from weakref import WeakSet

import pytest

from perftui.writers.findings.listed import ListedFinding, ListedForm, ListedText
from perftui.writers.findings.page import write_findings_page
from tests.writers.listed import RATE, WEIGHTS

GOAL = ListedFinding("PT040", "目标太短", "hint", "goal", "", "太短。", "")
TOWER = ListedForm(
    "2019/大厦.docx",
    "人才大厦",
    "上海市人才服务中心",
    "2019",
    "94.5",
    "优秀",
    findings=(GOAL, RATE, WEIGHTS),
    suppressed=(replace(RATE, code="PT051", reason="原系统只印整数。"),),
    unchecked=("没有查 PT019、PT020：没有年度指标值。",),
)
EMPTY = ListedForm("空.docx")
LOCKED = ListedForm("加密.docx", error="「加密.docx」有密码，打不开。")


def page_of(*forms):
    out = BytesIO()
    write_findings_page(iter(forms), out)
    return out.getvalue().decode()


def visible(page):
    body = page[page.index("<body>") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def part_of(page, number):
    return page[page.index(f'id="f{number}"') :].partition("</article>")[0]


@pytest.fixture
def page():
    return page_of(TOWER, LOCKED, EMPTY)


def test_the_heading_counts_forms_and_findings(page):
    text = visible(page)
    assert "共检查 2 份自评表，1 份有错误，改正后才能上报。" in text
    assert "另有 1 个问题由填报单位说明理由后搁置。" in text
    assert "自评表 2 有错误的 1 错误 1 警告 1 提示 1" in text


def test_the_summary_has_a_line_for_each_form(page):
    text = visible(page)
    assert "1 人才大厦 2019/大厦.docx 上海市人才服务中心 94.5 优秀 1 1 1" in text
    assert "2 空.docx 0 0 0 合计 1 1 1" in text


def test_files_that_could_not_be_checked_are_listed_with_the_reason(page):
    assert "没有查成的文件和原因 文件 原因 加密.docx 「加密.docx」有密码" in visible(page)
    assert "没有查成" not in visible(page_of(TOWER))


def test_rules_are_ranked_by_how_many_forms_they_found_fault_with():
    other = replace(EMPTY, findings=(RATE, RATE))
    page = page_of(TOWER, other, EMPTY)
    table = page[page.index('<h2 id="rules">') : page.index('<h2 id="details">')]
    assert re.findall(r"<code>(\w+)</code>", table) == ["PT031", "PT001", "PT040"]
    assert re.findall(r"--share: ([\d.]+)", table) == ["66.7", "33.3", "33.3"]
    assert "2 份，66.7% 第 1 2 份" in visible("<body>" + table)


def test_the_commonest_rules_stand_open_and_the_others_folded():
    found = tuple(replace(WEIGHTS, code=f"PT{n:03}") for n in range(15))
    page = page_of(replace(EMPTY, findings=found))
    assert "PT011 权重合计应为100" in visible(page.partition("其余 3 条规则")[0])
    assert "PT012 权重合计应为100" in visible("<body>" + page.partition("其余 3 条规则")[2])


def test_every_link_leads_to_a_place_on_the_page(page):
    places = set(re.findall(r'\bid="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert {"f1", "f2", "unread", "forms", "details"} <= set(links)
    assert set(links) <= places


def test_findings_are_grouped_by_level_the_gravest_first(page):
    part = visible("<body>" + part_of(page, 1))
    assert part.index("错误 1 指标表") < part.index("警告 1 主要绩效") < part.index("提示 1 goal")
    assert "指标表 权重合计99，应为100。 请调整权重。 PT001 权重合计应为100" in part
    assert "没有发现问题。" in part_of(page, 2)


def test_a_field_that_begins_the_message_is_named_once(page):
    assert "主要绩效</b>写执行率98%" in page
    assert '"field apart">指标表</b>权重合计99' in page


def test_wrong_stretches_are_marked(page):
    part = part_of(page, 1)
    assert "3、预算执行率<mark>98%</mark>，比上年提高了两个百分点。" in part
    assert '<span class="of">预算执行数</span><q><mark>11,666,020.85</mark>' in part


def test_quotes_beyond_the_first_few_are_folded():
    many = tuple(ListedText(f"第{n}行", str(n), ((0, 1),)) for n in range(1, 9))
    page = page_of(replace(EMPTY, findings=(replace(WEIGHTS, quotes=many),)))
    shown, folded = page.split("另有 3 处")
    assert "第5行" in shown
    assert "第6行" not in shown
    assert "第6行" in folded
    assert "第8行" in folded


def test_suppressed_findings_are_folded_and_give_their_reasons(page):
    folded = part_of(page, 1).partition('<details class="suppressed">')[2]
    text = visible("<body>" + folded)
    assert text.startswith("搁置的问题 1 主要绩效 写执行率98%")
    assert "原系统只印整数。 警告 PT051 数字与表中不一致" in text
    assert "请改成一致的数字" not in text


def test_unchecked_rules_are_named(page):
    assert "没有查 PT019、PT020：没有年度指标值。" in part_of(page, 1)


def test_only_suppressed_findings_are_no_findings():
    page = page_of(replace(TOWER, findings=()))
    assert "没有一份有错误" in visible(page)
    assert "没有发现问题。" in part_of(page, 1)
    assert 'id="rules"' not in page


def test_texts_of_forms_are_never_markup(hostile_texts):
    hostile = "".join(hostile_texts) + "<!--forms-->\x07\u202e"
    quoted = ListedText(hostile, hostile, ((0, 3), (9, 12)))
    finding = ListedFinding(*[hostile] * 7, quotes=(quoted,), reason=hostile)
    form = ListedForm(*[hostile] * 6, (finding,), (finding,), (hostile,))
    page = page_of(form, replace(form, error=hostile))
    known = set(re.findall(r"<(\w+)", page_of(TOWER, LOCKED, EMPTY)))
    body = page[page.index("<body>") :]
    assert set(re.findall(r"<(\w+)", body)) <= known
    assert "{{ 7*7 }}" in body
    assert "<!--" not in body
    assert not re.search("[\x07\u202e]", page)


def test_the_page_stands_alone_and_needs_no_script(page):
    assert not re.search(r"<script|<link|<img|\bsrc=|@import|url\(|https?://", page)
    assert "default-src 'none'" in page


def test_every_element_is_closed(page):
    class Nesting(HTMLParser):
        def __init__(self):
            super().__init__()
            self.opened = []

        def handle_starttag(self, tag, attrs):
            if tag not in ("meta", "br"):
                self.opened.append(tag)

        def handle_endtag(self, tag):
            assert self.opened.pop() == tag

    parser = Nesting()
    parser.feed(page)
    assert parser.opened == []


def test_no_forms_make_an_empty_page():
    text = visible(page_of())
    assert "共检查 0 份自评表" in text
    assert "各份情况" not in text


def test_forms_are_gone_through_once_and_not_kept():
    alive = WeakSet()
    most = []

    def forms():
        for number in range(50):
            form = replace(TOWER, file=f"{number}.docx")
            alive.add(form)
            most.append(len(alive))
            yield form

    page = BytesIO()
    write_findings_page(forms(), page)
    assert page.getvalue().count(b"<article") == 50
    assert max(most) <= 3
