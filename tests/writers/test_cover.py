"""The cover of many forms: a row each, the money added up."""

from decimal import Decimal

from perftui.writers.cover import COLUMNS, cover_of


def texts(row):
    return [cell.text for cell in row]


def test_a_row_for_each_form_and_the_money_in_all(realistic, national):
    cover = cover_of("2019年度自评表\n汇编", [realistic, national])
    assert cover.title == "2019年度自评表 汇编"
    assert texts(cover.rows[0]) == [
        *("1", "人才大厦管理维护专项", "上海市人才服务中心", "2019"),
        *("13,180,638.00", "11,666,020.85", "88.51%", "94.5", "优秀"),
    ]
    assert texts(cover.rows[1])[-2:] == ["96.32", "优"]
    assert texts(cover.total) == [
        *("", "合计", "2份", "", "26,361,276.00", "23,332,041.70", "88.51%", "", "")
    ]
    assert {len(row) for row in (*cover.rows, cover.total)} == {len(COLUMNS)}


def test_what_is_not_known_is_left_blank(build):
    (row,) = cover_of("汇编", [build(name="", year=None, budget="约百万", executed=None)]).rows
    assert texts(row)[1:] == ["未命名", "上海市人才服务中心", "", "", "", "", "0", ""]


def test_amounts_are_numbers(realistic):
    (row,) = cover_of("汇编", [realistic]).rows
    assert row[4].number == Decimal("13180638.00")
    assert row[6].number == Decimal("0.8851")
