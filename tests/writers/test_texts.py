"""Html, markdown and plain text."""

import re
from html.parser import HTMLParser

from perftui.writers.cells import cell_width
from perftui.writers.exporting import render
from perftui.writers.texts.plain_table import WIDTH


class Page(HTMLParser):
    """Collects the elements of a page and the texts of its table cells."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.cells, self.open = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "col", "br"):
            self.open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data


def page_of(evaluation):
    return Page(render(evaluation, "html").decode())


def text_of(evaluation, format_name):
    return render(evaluation, format_name).decode()


def test_html_has_every_cell_in_order(realistic):
    page = page_of(realistic)
    assert page.open == []
    assert page.cells[:4] == [
        "项目名称：",
        "人才大厦管理维护专项",
        "预算单位：",
        "上海市人才服务中心",
    ]
    assert page.cells[-4:] == ["合计", "100", "94.5", ""]
    first = realistic.indicators[0]
    at = page.cells.index("投入与管理（36分）")
    assert page.cells[at + 1 : at + 6] == [first.name, first.explanation, "6", "6", ""]


def test_html_says_its_language_and_what_its_headings_head(realistic):
    page = page_of(realistic)
    attributes = [dict(attrs) for tag, attrs in page.elements if tag == "html"]
    assert attributes == [{"lang": "zh-CN"}]
    headings = [attrs for tag, attrs in page.elements if tag == "th"]
    assert all(attrs["scope"] in ("row", "col", "rowgroup") for attrs in headings)
    spans = [a["rowspan"] for a in headings if a["scope"] == "rowgroup"]
    assert spans == ["6", "12", "5", "3"]


def test_html_stands_alone(realistic):
    page = page_of(realistic)
    assert not {"script", "link", "img"} & {tag for tag, _ in page.elements}
    html = text_of(realistic, "html")
    assert "http" not in html
    assert "@page" in html


def test_markdown_has_the_category_on_every_row(realistic):
    markdown = text_of(realistic, "md")
    assert markdown.startswith("# 项目绩效自我评价\n")
    assert markdown.count("| 产出目标（34分） |") == 12
    assert "| 主要绩效： | 1、完成消防、强弱电、门禁等系统全年维修保养。<br>2、" in markdown
    assert "\n| 合计 |  |  | 100 | 94.5 |  |\n" in markdown
    assert markdown.endswith("自行增加绩效指标。\n")


def test_markdown_tables_have_as_many_cells_in_every_row(realistic, national, hostile):
    for evaluation in (realistic, national, hostile("sh2019")):
        for table in re.split(r"\n\n+", text_of(evaluation, "md"))[1:3]:
            cells = {len(re.split(r"(?<!\\)\|", row)) for row in table.strip().split("\n")}
            assert len(cells) == 1


def test_markdown_marks_are_escaped(build):
    markdown = text_of(build({"category": "产出目标", "name": r"\`*_{}[]<>#|~&"}), "md")
    assert r"| \\\`\*\_\{\}\[\]\<\>\#\|\~\& |" in markdown


def test_text_lines_are_aligned(realistic, national, hostile):
    for evaluation in (realistic, national, hostile("national2020")):
        lines = text_of(evaluation, "txt").split("\n")
        ruled = [line for line in lines if line[:1] in ("|", "+")]
        assert {cell_width(line) for line in ruled} == {WIDTH}


def test_text_shows_label_and_rows_side_by_side(realistic):
    text = text_of(realistic, "txt")
    assert re.search(r"\| 产出目标 +\| 工程审价完成率 +\| +\| +2 +\| +2 +\|", text)
    assert re.search(r"\| （34分） +\+--", text)
    assert re.search(r"\| +合计 +\| +100 +\| +94.5 +\| +\|", text)


def test_a_category_of_one_row_has_room_for_its_label(build):
    text = text_of(build({"category": "影响力目标", "name": "甲"}), "txt")
    assert re.search(r"\| 影响力目标 +\| 甲 .*\n\| （15分） +\| +\|", text)
