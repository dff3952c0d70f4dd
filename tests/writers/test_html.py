"""Html: what stands in it, how it is headed, and that it stands alone."""

import re
from html.parser import HTMLParser

import pytest

from perftui.writers.exporting import Ready, render, render_together


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

    def all(self, *tags):
        return [attrs for tag, attrs in self.elements if tag in tags]


def page_of(evaluation, **more):
    return Page(render(evaluation, "html", **more).decode())


@pytest.fixture
def book(realistic, national):
    ready = [Ready(realistic), Ready(national, draft=True)]
    return render_together(ready, "html", "2019年度<汇编>").decode()


def test_a_page_has_every_cell_in_order(realistic):
    page = page_of(realistic)
    assert page.open == []
    assert page.cells[:4] == [
        "项目名称：",
        "人才大厦管理维护专项",
        "预算单位：",
        "上海市人才服务中心",
    ]
    assert page.cells[-5:-1] == ["合计", "100", "94.5", ""]
    first = realistic.indicators[0]
    at = page.cells.index("投入与管理（36分）")
    assert page.cells[at + 1 : at + 6] == [first.name, first.explanation, "6", "6", ""]


def test_a_page_says_its_language_and_what_its_headings_head(realistic):
    page = page_of(realistic)
    assert page.all("html") == [{"lang": "zh-CN"}]
    scopes = [attrs["scope"] for attrs in page.all("th") if "scope" in attrs]
    assert [scopes.count(kind) for kind in ("col", "rowgroup", "row")] == [6, 4, 26 + 1]
    spans = [a["rowspan"] for a in page.all("th") if a.get("scope") == "rowgroup"]
    assert spans == ["6", "12", "5", "3"]
    assert len(page.all("caption")) == len(page.all("table")) == 2


@pytest.mark.parametrize("form", ["realistic", "national", "hostile"])
def test_each_value_of_the_header_names_its_labels(form, request):
    evaluation = request.getfixturevalue(form)
    page = page_of(evaluation("national2020") if form == "hostile" else evaluation)
    ids = [attrs["id"] for attrs in page.all("th") if "id" in attrs]
    assert len(ids) == len(set(ids))
    heads = [attrs["headers"].split() for attrs in page.all("td") if "headers" in attrs]
    assert {head for each in heads for head in each} == set(ids)


def test_the_money_is_headed_by_its_row_and_its_column(national):
    page = page_of(national)
    texts = dict(zip([a.get("id") for a in page.all("th", "td")], page.cells, strict=True))
    at = page.cells.index("1,166.602085")
    heads = page.all("th", "td")[at]["headers"].split()
    assert [texts[head] for head in heads] == [
        "项目资金（万元）",
        "年度资金总额",
        "全年执行数（B）",
    ]
    assert page.all("th", "td")[at]["data-label"] == "全年执行数（B）"


def test_every_row_of_a_table_takes_all_its_columns(realistic, national):
    for evaluation in (realistic, national):
        html = render(evaluation, "html").decode()
        for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
            columns = table.count("<col ")
            free = [0] * columns
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
                taken = sum(left > 0 for left in free)
                free = [max(left - 1, 0) for left in free]
                for attrs in re.findall(r"<t[hd]\b([^>]*)>", row):
                    across, down = (
                        int(found[1]) if (found := re.search(rf'{name}="(\d+)"', attrs)) else 1
                        for name in ("colspan", "rowspan")
                    )
                    place = taken
                    taken += across
                    if down > 1:
                        free[place : place + across] = [down - 1] * across
                assert taken == columns


def test_a_page_stands_alone(realistic):
    html = render(realistic, "html", draft=True).decode()
    page = Page(html)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert not [a for _, attrs in page.elements for a in attrs if a in ("src", "onload")]
    assert re.findall(r"url\(.{7}", html) == ['url("data:i']
    policy = [attrs["content"] for attrs in page.all("meta") if "http-equiv" in attrs]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert "@page" in html


def test_a_draft_says_so_on_the_screen_and_on_each_printed_page(realistic):
    html = render(realistic, "html", draft=True).decode()
    assert html.index('<p class="draft-line">草稿') < html.index("<h1")
    assert re.search(r'@page draft \{ @top-right \{ content: "草稿"', html)
    assert re.search(r"\.draft \{ page: draft; background: url\(.*>?草稿", html)
    assert "草稿" not in render(realistic, "html").decode()


def test_a_book_has_a_cover_that_leads_to_each_form(book):
    page = Page(book)
    assert page.open == []
    assert [attrs["href"] for attrs in page.all("a")][:3] == ["#form-1", "#form-2", "#cover"]
    articles = page.all("article")
    assert [attrs["id"] for attrs in articles] == ["form-1", "form-2"]
    assert ["draft" in attrs["class"].split() for attrs in articles] == [False, True]
    assert len(page.all("h1")) == 1
    assert len(page.all("h2")) == 2
    assert "<title>2019年度&lt;汇编&gt;</title>" in book
    assert page.cells[10] == "人才大厦管理维护专项"


def test_ids_of_a_book_are_unique(book):
    ids = [attrs["id"] for _, attrs in Page(book).elements if "id" in attrs]
    assert len(ids) == len(set(ids))
