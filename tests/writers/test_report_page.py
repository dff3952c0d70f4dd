"""The page of the report."""

import re
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from perftui.writers.report.forms import Unread
from perftui.writers.report.overview import overview_of
from perftui.writers.report.page.page import render_page
from tests.writers.conftest import HOSTILE_TEXTS
from tests.writers.reported import REASON, form, many, row


def page_of(*forms, **more):
    return render_page(overview_of(forms, **more)).decode()


def visible(page):
    body = re.sub(r"<svg.*?</svg>", " ", page[page.index("<body>") :], flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def charts(page):
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, flags=re.S)]


def texts(chart):
    return ["".join(text.itertext()) for text in chart.iter("text")]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.ids = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(page):
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))
    return tags


@pytest.mark.parametrize("count", [1, 9, 40, 300])
def test_every_number_of_forms_has_a_whole_page_with_charts(count):
    page = render_page(many(count, 2019, 2020, 2021)).decode()
    parsed(page)
    for chart in charts(page):
        named = {part.get("id") for part in chart if part.tag in ("title", "desc") and part.text}
        assert named == set(chart.get("aria-labelledby").split())
        assert chart.get("role") == "img"
        width, height = map(float, chart.get("viewBox").split()[2:])
        for shape in chart.iter("rect"):
            assert float(shape.get("x")) >= -0.1
            assert float(shape.get("x")) + float(shape.get("width")) <= width + 0.1
            assert float(shape.get("y")) + float(shape.get("height")) <= height + 0.1


def test_the_head_tells_forms_money_rate_and_scores():
    text = visible(page_of(form("94"), form("90", project=1, name="乙", executed="700000")))
    assert "自评表 2 份 预算合计" in text
    for told in ("200.00 万元", "执行 165.00 万元", "82.50%", "1 份偏低", "92", "中位数 92"):
        assert told in text


def test_the_table_has_a_row_for_each_form_and_a_sum():
    page = page_of(form("94", findings=(REASON,)), form("90", project=1, name="乙"))
    _, _, rows = visible(page).rpartition("序号")
    assert "上海市人才服务中心 2019 1,000,000.00 950,000.00 95.00% 94 优秀 0 1 0" in rows
    assert "合计 2 份 2,000,000.00 1,900,000.00 95.00%" in rows


def test_charts_are_drawn_for_wide_pages_and_narrow_screens():
    widths = {chart.get("class") for chart in charts(render_page(many(12)).decode())}
    assert widths == {"w860", "w410", "w350"}


def test_of_many_forms_the_lowest_are_drawn():
    page = render_page(many(60)).decode()
    assert "总分最低的 30 份" in page and "预算执行率最低的 30 份" in page
    (chart,) = (c for c in charts(page) if c.get("aria-labelledby").startswith("scores-sh2019-860"))
    assert sum("bar" in rect.get("class") for rect in chart.iter("rect")) == 30


def test_grade_bounds_and_the_usual_rate_are_marked():
    found = charts(page_of(form("94"), form("80", profile="national2020", executed="1050000")))
    said = {text for chart in found for text in texts(chart)}
    assert {"90 优秀", "75 良好", "60 合格", "80 良", "90%", "100%"} <= said


def test_lost_points_name_the_indicator_its_category_and_how_often():
    page = page_of(form(rows=(row("完成率", "2"),)), form(rows=(row("完成率", "0"),)))
    said = {text for chart in charts(page) for text in texts(chart)}
    assert {"完成率 · 产出目标", "−2 分 · 1/2 份"} <= said


def test_several_years_are_compared():
    page = page_of(
        form("96", rows=(row("完成率", "0"),)), form("90.5", year=2020, rows=(row("完成率", "3"),))
    )
    text = visible(page)
    assert "总分 −5.5 分" in text and "2020 年比 2019 年： 完成率 −3 分 新扣分" in text
    assert "人才大厦管理维护专项 −5.5" in {t for chart in charts(page) for t in texts(chart)}
    assert "逐年比较" not in visible(page_of(form()))


def test_long_names_are_cut_in_charts_and_whole_where_pointed_at():
    name = "非常长的项目名称" * 20
    page = page_of(form(name=name))
    (chart, *_) = charts(page)
    assert not any(name in text for text in texts(chart))
    assert any(name in (title.text or "") for title in chart.iter("title"))


def test_unread_files_are_told_with_their_reasons():
    text = visible(page_of(form(), unread=[Unread("坏.docx", "「坏.docx」有密码，打不开。")]))
    assert "文件 原因 坏.docx 「坏.docx」有密码，打不开。" in text


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "</svg><script>1</script>", '" onload="x'])
def test_texts_of_forms_are_never_markup(text):
    whole = {"name": text, "unit": text, "file": text, "rows": (row(text, "2", category=text),)}
    page = page_of(form(**whole), form("80", year=2020, **whole), unread=[Unread(text, text)])
    assert parsed(page).seen <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "b"),
        *("dl", "div", "dt", "dd", "ul", "li", "nav", "a", "section", "table", "caption", "thead"),
        *("tbody", "tfoot", "tr", "th", "td", "span", "br", "figure", "figcaption", "details"),
        *("summary", "svg", "desc", "line", "rect", "text", "polyline", "circle"),
    }
    assert len(charts(page)) == page.count("<svg")
    shown = " ".join(text.split())
    assert shown in visible(page)


def test_the_page_stands_alone_and_is_the_same_each_time():
    page = render_page(many(12, 2019, 2020))
    assert page == render_page(many(12, 2019, 2020))
    text = page.decode().replace("http-equiv", "")
    assert "http" not in text and "<script" not in text and "<link" not in text
    assert "default-src 'none'" in text


def test_no_forms_make_a_page_that_says_so():
    page = page_of(unread=[Unread("坏.docx", "打不开。")])
    parsed(page)
    assert "0 份" in visible(page) and charts(page) == []
