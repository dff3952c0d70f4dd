"""The workbook of the report, read back with openpyxl."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from perftui.writers.report.forms import Unread
from perftui.writers.report.overview import overview_of
from perftui.writers.report.workbook.workbook import render_book
from tests.writers.conftest import HOSTILE_TEXTS
from tests.writers.reported import LATE, RATE, form, many, row


def book_of(*forms, **more):
    return load_workbook(BytesIO(render_book(overview_of(forms, **more))))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def parts(data, pattern):
    with ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.search(pattern, name)]
        return {name: package.read(name).decode() for name in names}


@pytest.fixture
def book():
    return book_of(
        form("94", rows=(row("完成率", "2"),), findings=(RATE,), topics=(LATE,)),
        form("88", year=2020, rows=(row("完成率", "5"),), budget="2000000"),
        form("60", name="乙", project=1, is_scored=False, budget=None),
        unread=[Unread("坏.docx", "打不开。")],
    )


def test_there_is_a_sheet_for_each_subject(book):
    assert book.sheetnames == [
        *("概览", "项目", "失分指标", "填报问题", "工作问题", "逐年比较", "扣分变化", "没有读成"),
        *("总分图", "执行率图", "失分图", "问题图", "逐年图", "图表数据"),
    ]


def test_the_list_of_forms_has_numbers_as_numbers(book):
    headings, lacking, first, *_ = values(book["项目"])
    assert headings[:9] == [
        *("序号", "项目名称", "预算单位", "年度"),
        *("预算数（元）", "执行数（元）", "执行率", "总分", "等级"),
    ]
    assert first[2:] == [
        *("上海市人才服务中心", 2019, 1000000, 950000, 0.95, 94, "优秀"),
        *(1, 0, 0, "2019/大厦.docx"),
    ]
    assert lacking[4:9] == [None, 950000, None, 60, "未评完"]
    sheet = book["项目"]
    assert (sheet["E2"].number_format, sheet["G2"].number_format) == ("#,##0.00", "0.00%")


def test_the_list_can_be_sorted_and_its_sums_follow_the_filter(book):
    sheet = book["项目"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:M4"
    assert sheet["E5"].value == "=SUBTOTAL(109,E2:E4)"
    data = render_book(many(3))
    cached = load_workbook(BytesIO(data), data_only=True)["项目"]
    assert cached["E5"].value == 3000000


def test_an_amount_that_a_spreadsheet_would_round_stays_a_text():
    sheet = book_of(form(budget="12345678901234567.89"))["项目"]
    assert sheet["E2"].value == "12,345,678,901,234,567.89"


def test_charts_are_native_and_bound_to_cells():
    data = render_book(many(12, 2019, 2020))
    charts = parts(data, r"charts/chart\d+\.xml$")
    assert len(charts) >= 8
    for chart in charts.values():
        assert re.findall(r"<c:f>([^<]+)</c:f>", chart)
        assert set(re.findall(r"<c:f>'?([^'!]+)'?!", chart)) == {"图表数据"}
    cells = load_workbook(BytesIO(data))["图表数据"]
    assert cells["A1"].value == "绩效等级"
    assert cells["A3"].value == "优秀"


def test_years_are_compared_with_the_year_before(book):
    _, first, second = values(book["逐年比较"])
    assert first[2:] == [2019, 1000000, 950000, 0.95, 94, "优秀", None, None, None]
    assert second[2:] == [2020, 2000000, 950000, 0.475, 88, "良好", -6, -0.475, 1]
    assert values(book["扣分变化"])[1][2:] == ["完成率", 2019, 2, 2020, 5, 3, "扣得更多"]


def test_the_first_sheet_tells_the_key_figures(book):
    told = {row[0]: row[1] for row in values(book["概览"]) if row[0]}
    assert told["自评表（份）"] == 3
    assert told["预算数合计（元）"] == 3000000
    assert told["平均分"] == 91
    assert told["查出的错误（处）"] == 1
    assert any("还没有评完" in str(row[0]) for row in values(book["概览"]))


@pytest.mark.parametrize("count", [0, 1, 9, 40, 300])
def test_every_number_of_forms_makes_a_book_that_opens(count):
    book = load_workbook(BytesIO(render_book(many(count, 2019, 2020, 2021))))
    assert book["项目"].max_row == count + 2


def test_sheets_with_charts_are_printed_on_one_page():
    book = load_workbook(BytesIO(render_book(many(12, 2019, 2020))))
    for name in ("总分图", "执行率图", "失分图", "问题图", "逐年图"):
        setup = book[name].page_setup  # where nothing is said it is one page
        assert (setup.fitToWidth, setup.fitToHeight) == (None, None)
        assert book[name].sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "http://a.b", "mailto:a@b.c", "='甲'!A1"])
def test_texts_of_forms_are_texts_in_cells_and_charts(text):
    whole = {"name": text, "unit": text, "file": text, "rows": (row(text, "2", category=text),)}
    forms = (form(**whole), form("80", year=2020, **whole))
    data = render_book(overview_of(forms, [Unread(text, text)]))
    book = load_workbook(BytesIO(data))
    shown = " ".join(text.split())
    assert book["项目"]["B2"].value == shown
    formulas = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert all(str(formula).startswith(("=SUBTOTAL(", "=IF(")) for formula in formulas)
    assert not parts(data, r"worksheets/_rels") or "hyperlink" not in str(parts(data, "_rels"))
    for chart in parts(data, r"charts/chart\d+\.xml$").values():
        assert set(re.findall(r"<c:f>'?([^'!]+)'?!", chart)) == {"图表数据"}


def test_the_book_is_the_same_each_time():
    assert render_book(many(12, 2019, 2020)) == render_book(many(12, 2019, 2020))


def test_rates_of_the_total_are_of_the_sums():
    sheet = book_of(form(budget="3", executed="1"))["项目"]
    assert sheet["G3"].value == "=IF(E3=0,0,F3/E3)"
    assert book_of(form(budget=None))["项目"]["G3"].value is None
    assert Decimal(str(book_of(form(budget="3", executed="1"))["项目"]["G2"].value)) == Decimal(
        "0.3333"
    )
