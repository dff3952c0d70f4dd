"""The report as lines of text, and as plain data."""

import json

import pytest

from perftui.writers.cells import cell_width
from perftui.writers.report.data import report_data
from perftui.writers.report.forms import Unread
from perftui.writers.report.lines import report_lines
from perftui.writers.report.overview import overview_of
from tests.writers.reported import LATE, RATE, form, many, row


def test_columns_stand_in_line_whatever_the_names():
    lines = list(report_lines(many(9, 2019, 2020, 2021)))
    rule = lines[1]
    table = [line for line in lines[: lines.index(rule, 2) + 2] if line != rule]
    assert len(table) == 11
    assert {cell_width(line) for line in table} == {len(rule)}


@pytest.mark.parametrize(("width", "unit"), [(80, False), (100, True), (120, True)])
def test_on_a_narrow_terminal_units_and_names_are_cut(width, unit):
    forms = (form(name="很长的项目名称" * 9, unit="很长的单位名称" * 9), form(project=1))
    lines = list(report_lines(overview_of(forms), width))
    assert all(cell_width(line) <= width for line in lines[:6])
    assert "…" in lines[2] + lines[3]
    assert ("预算单位" in lines[0]) is unit


def test_totals_and_what_is_most_common_are_told():
    lines = list(
        report_lines(
            overview_of([form(rows=(row("完成率", "2"),), findings=(RATE,), topics=(LATE,))])
        )
    )
    text = "\n".join(lines)
    for told in (
        "自评表    1 份，2019 年度",
        "资金      预算 100.00 万元，执行 95.00 万元，执行率 95.00%",
        "总分      平均 94，中位数 94，最低 94，最高 94",
        "等级      优秀 1",
        "查出问题  错误 1，警告 0，提示 0；1 份有错误",
        "先看这些  人才大厦管理维护专项：1 处错误",
        "失分最多  完成率：扣 2 分，1 份",
        "填报问题  执行率算错（PT052）：1 份",
        "工作问题  前松后紧（P02）：1 份",
    ):
        assert told in text


def test_the_data_are_exact_and_can_be_written_as_json():
    given = overview_of(
        [
            form("94.5", budget="3", executed="1", rows=(row("完成率", "0.5"),)),
            form("90", year=2020, is_scored=False),
        ],
        [Unread("坏.docx", "打不开。")],
    )
    data = json.loads(json.dumps(report_data(given)))
    first, second = data["projects"]
    assert (first["budget"], first["execution_rate"], first["score"]) == ("3", "33.33", "94.5")
    assert (second["complete"], second["grade"]) == (False, "")
    assert (data["average_score"], data["median_score"]) == ("94.50", "94.50")
    assert data["lost_points"][0]["lost"] == "0.5"
    assert data["over_years"][0]["score_change"] is None
    assert [year["year"] for year in data["by_year"]] == [2019, 2020]
    assert data["unread"] == [{"file": "坏.docx", "error": "打不开。"}]


def test_no_forms_are_nothing():
    assert report_data(overview_of([]))["average_score"] is None
    assert "0 份" in "".join(report_lines(overview_of([])))
