"""Workbooks of many forms: a cover with links, a sheet each, names that a spreadsheet takes."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from perftui.writers.exporting import Ready, render_together

NAMES = (
    *("", "'", "History", "目录", "a/b:c*", "a／b：c＊", "😀" * 30, "长" * 200, "长" * 201),
    *("<r>x</r>", "A1", "=1+1", "#N/A", "_x0041_", "'q'u'", "甲'乙", "http://x.y/z", "a&P"),
)


def opened(*evaluations, title="2019年度汇编", values=False, drafts=()):
    ready = [Ready(one, draft=n in drafts) for n, one in enumerate(evaluations)]
    data = render_together(ready, "xlsx", title)
    return load_workbook(BytesIO(data), data_only=values)


@pytest.fixture
def named(build):
    return [build(name=name) for name in NAMES]


def test_the_cover_lists_the_forms_and_adds_the_money_up(realistic, national):
    cover = opened(realistic, national, values=True).active
    rows = [[cell.value for cell in row] for row in cover]
    assert cover.title == "目录"
    assert rows[0][0] == "2019年度汇编"
    assert rows[1][:4] == ["序号", "项目名称", "预算单位", "年度"]
    assert rows[2] == [
        *(1, "人才大厦管理维护专项", "上海市人才服务中心", 2019),
        *(13180638, 11666020.85, 0.8851, 94.5, "优秀"),
    ]
    assert rows[3][4:] == [13180638, 11666020.85, 0.8851, 96.32, "优"]
    assert rows[4] == [None, "合计", "2份", None, 26361276, 23332041.7, 0.8851, None, None]


def test_the_cover_keeps_its_heading_in_sight_and_prints_on_a4(realistic, national):
    cover = opened(realistic, national).active
    assert cover.freeze_panes == "A3"
    assert cover.print_title_rows == "$2:$2"
    assert cover.page_setup.paperSize == 9
    assert cover.print_area == "'目录'!$A$1:$I$5"


def test_names_of_sheets_are_such_as_a_spreadsheet_takes(named):
    names = opened(*named).sheetnames
    assert names[0] == "目录"
    assert len({name.casefold() for name in names}) == len(NAMES) + 1
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert "_x0041_" not in name
    assert "History" not in names
    assert names[1:4] == ["未命名", "未命名（2）", "History（2）"]


def test_projects_of_one_name_also_have_their_year(build):
    book = opened(build(name="甲"), build(name="甲", year=2020), build(name="乙"))
    assert book.sheetnames == ["目录", "2019甲", "2020甲", "乙"]


def test_names_lead_to_their_sheets(named):
    book = opened(*named)
    links = [book["目录"].cell(row, 2).hyperlink for row in range(3, 3 + len(NAMES))]
    targets = [link.location.rpartition("!")[0][1:-1].replace("''", "'") for link in links]
    assert targets == book.sheetnames[1:]
    assert {link.target for link in links} == {None}


def test_names_on_the_cover_are_those_of_the_forms(named):
    cover = opened(*named, values=True).active
    found = [cover.cell(row, 2).value for row in range(3, 3 + len(NAMES))]
    assert found == [name or "未命名" for name in NAMES]


def test_print_areas_are_those_of_their_sheets(named):
    for sheet in opened(*named).worksheets:
        name, _, area = sheet.print_area.rpartition("!")
        assert name == "'" + sheet.title.replace("'", "''") + "'"
        assert area.startswith("$A$1:")


def test_each_form_has_a_sheet_with_its_own_draft_mark(realistic, national):
    book = opened(realistic, national, drafts=(1,))
    assert [sheet["A1"].value for sheet in book] == ["2019年度汇编", "项目绩效自我评价", "草稿"]
    headers = [sheet.oddHeader.center.text for sheet in book]
    assert [bool(header and "草" in header) for header in headers] == [False, False, True]


def test_a_book_of_one_form_with_a_title_has_a_cover_too(realistic):
    assert opened(realistic).sheetnames == ["目录", "自评表"]


def test_properties_of_a_book(realistic, build):
    properties = opened(realistic, build(unit="另一单位"), drafts=(0,)).properties
    assert properties.title == "2019年度汇编"
    assert properties.creator in (None, "")
    assert properties.contentStatus == "草稿"
