"""The formulas of workbooks, worked out anew: each gives the value that is stored with it."""

import re
from decimal import Decimal

import pytest

from perftui.evaluation.model import Evaluation
from perftui.writers.exporting import Ready, render, render_together
from tests.writers.round_trip.independent.formulas import evaluate
from tests.writers.samples import NAMES, workbook, written

ELSEWHERE = re.compile(r"'((?:[^']|'')+)'!([A-Z]+\d+)")


def computed(data):
    """Yield for each formula its sheet, place and text, the value stored, the one worked out."""
    book, stored = workbook(data), workbook(data, values=True)

    def literal(match):
        value = stored[match[1].replace("''", "'")][match[2]].value
        return f'"{value}"' if isinstance(value, str) else str(value)

    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            value = stored[sheet.title][cell.coordinate].value
            again = evaluate(ELSEWHERE.sub(literal, cell.value), stored[sheet.title])
            yield sheet.title, cell.coordinate, cell.value, value, again


def assert_all_agree(data):
    found = list(computed(data))
    for _, _, formula, stored, again in found:
        if isinstance(stored, int | float):
            assert Decimal(repr(stored)) == again, formula
        else:
            assert (stored or "") == again, formula
    return [formula for _, _, formula, _, _ in found]


def texts_and_formulas(data):
    return [
        c.value for sheet in workbook(data) for row in sheet.iter_rows() for c in row if c.value
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_formulas_of_a_form_give_what_is_printed(name):
    formulas = assert_all_agree(written(name, "xlsx"))
    assert sum(formula.startswith("=SUM(") for formula in formulas) == 2
    assert sum("ROUND(" in formula and "/" in formula for formula in formulas) >= 1


def test_totals_rate_and_grade_of_a_form_are_formulas(realistic):
    found = {
        place: (formula, value)
        for _, place, formula, value, _ in computed(render(realistic, "xlsx"))
    }
    assert found == {
        "G5": ('=IF(COUNT(C4,C5)=2,IF(C4>0,ROUND(C5/C4,4),""),"")', 0.8851),
        "C8": (
            "=IF(COUNT(G13:G38)=COUNT(F13:F38),"
            'IF(ROUND(G39,6)>=90,"优秀",IF(ROUND(G39,6)>=75,"良好",'
            'IF(ROUND(G39,6)>=60,"合格","不合格"))),"")',
            "优秀",
        ),
        "F39": ("=SUM(F13:F38)", 100),
        "G39": ("=SUM(G13:G38)", 94.5),
    }


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.5", "良好"),
        ("75", "良好"),
        ("60", "合格"),
        ("0", "不合格"),
    ],
)
def test_a_grade_follows_the_bands(build, score, grade):
    row = {"category": "产出目标", "name": "甲", "weight": "100", "score": score}
    found = list(computed(render(build(row), "xlsx")))
    assert [(stored, again) for *_, stored, again in found if isinstance(stored, str)] == [
        (grade, grade)
    ]


def test_a_form_that_is_not_scored_has_no_grade_and_shows_no_zero(build):
    data = render(build({"category": "产出目标", "name": "甲", "weight": "34"}), "xlsx")
    formulas = assert_all_agree(data)
    assert not any("优秀" in formula for formula in formulas)
    book = workbook(data)
    total = next(c for row in book.active.iter_rows() for c in row if c.value == "=SUM(G13:G13)")
    assert total.number_format == "General;-General;;"


@pytest.mark.parametrize("amount", ["约100万", "12345678901234567.89"])
def test_what_stands_as_a_text_is_not_computed_with(build, amount):
    row = {"category": "产出目标", "name": "甲", "weight": "100", "score": "90"}
    formulas = assert_all_agree(render(build(row, budget=amount), "xlsx"))
    assert not any("/" in formula for formula in formulas)


def test_a_score_that_stands_as_a_text_is_not_added_up(build):
    rows = [
        {"category": "产出目标", "name": "甲", "weight": "1", "score": "0.12345678901234567"},
        {"category": "产出目标", "name": "乙", "weight": "1", "score": "0.87654321098765433"},
    ]
    data = render(build(*rows), "xlsx")
    assert [f for f in assert_all_agree(data) if f.startswith("=SUM")] == ["=SUM(F13:F14)"]
    assert not any("优秀" in formula for formula in assert_all_agree(data))


def test_a_rate_comes_to_be_when_amounts_are_typed(build):
    data = render(build(budget=None, executed=None), "xlsx")
    assert [formula[:9] for formula in assert_all_agree(data)] == ["=IF(COUNT"]
    sheet = workbook(data).active
    sheet["C4"], sheet["C5"] = 3, 2
    assert evaluate(sheet["G5"].value, sheet) == Decimal("0.6667")
    sheet["C4"] = 0
    assert evaluate(sheet["G5"].value, sheet) == ""
    assert sheet["C4"].number_format == "#,##0.00"


def test_a_budget_of_nothing_has_no_rate(build):
    assert assert_all_agree(render(build(budget="0", executed="0"), "xlsx")) == []


def test_the_sources_of_the_money_have_rates_of_their_own(national):
    sources = [
        {"name": "当年财政拨款", "budget": "13180638", "executed": "11666020.85"},
        {"name": "其他资金", "budget": "0", "executed": "0"},
        {"name": "上年结转", "budget": "约一万", "executed": "1"},
    ]
    form = Evaluation.model_validate({**national.model_dump(), "funds": sources})
    rates = [f for f in assert_all_agree(render(form, "xlsx")) if "/" in f]
    assert len(rates) == 2


def test_a_cover_refers_to_its_forms_and_adds_up(realistic, national, build):
    unknown = build(name="", budget="约百万", executed=None)
    ready = [Ready(form) for form in (realistic, national, unknown)]
    data = render_together(ready, "xlsx", "汇编")
    assert_all_agree(data)
    cover = workbook(data)["目录"]
    rows = [[cell.value for cell in row] for row in cover.iter_rows(min_row=3)]
    first, second = "'2019人才大厦管理维护专项'", "'2019人才大厦管理维护专项（2）'"
    assert rows[0][4:] == [
        *(f"={first}!C4", f"={first}!C5", '=IF(COUNT(E3,F3)=2,IF(E3>0,ROUND(F3/E3,4),""),"")'),
        *(f"={first}!G39", f"={first}!C8"),
    ]
    assert rows[1][4] == f"=ROUND({second}!E6*10000,2)"
    assert rows[2][1:8] == ["未命名", "上海市人才服务中心", 2019, None, None, rows[2][6], 0]
    assert rows[3][4:7] == [
        *("=SUM(E3:E5)", "=SUM(F3:F5)", '=IF(COUNT(E6,F6)=2,IF(E6>0,ROUND(F6/E6,4),""),"")')
    ]


@pytest.mark.parametrize("profile", ["sh2019", "national2020"])
def test_no_text_of_a_form_is_a_formula(hostile, profile):
    ready = [Ready(hostile(profile), draft=True), Ready(hostile(profile))]
    data = render_together(ready, "xlsx", "=1+1 & <r>x</r>")
    found = [(title, formula) for title, _, formula, _, _ in computed(data)]
    assert found
    assert all(re.match(r"=(SUM\(|IF\(COUNT\(|'[^']+'!|ROUND\(')", f) for _, f in found)
    assert "=1+1 & <r>x</r>" in texts_and_formulas(data)
