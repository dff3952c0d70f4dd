"""Slots are filled once, by name, with what the form knows."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.phrases.slot_values import slot_values
from perftui.phrases.slots import SLOT, fill, has_stray_brace, slot_names

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
BRACED = st.text("{}｛｝执行率原因0a ", max_size=20)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("执行率为{执行率}。", "执行率为95.33%。"),
        ("{执行率}和{执行率}", "95.33%和95.33%"),
        ("主要是{原因}。", "主要是{原因}。"),
        ("{{执行率}}", "{95.33%}"),
        ("{{未知}}", "{{未知}}"),
        ("{执行率", "{执行率"),
        ("{}{ 执行率 }{a}{执行率.__class__}", "{}{ 执行率 }{a}{执行率.__class__}"),
        ("{{ 7*7 }}{% x %}", "{{ 7*7 }}{% x %}"),
        (r"\1\g<0>{执行率}", r"\1\g<0>95.33%"),
    ],
)
def test_a_slot_is_filled_by_its_name_and_nothing_else_is(text: str, filled: str) -> None:
    assert fill(text, {"执行率": "95.33%"}) == filled


def test_a_value_that_looks_like_a_slot_stays_as_it_is() -> None:
    values = {"项目": "{原因}专项{项目}", "原因": "资金下达晚"}
    assert fill("{项目}：{原因}。", values) == "{原因}专项{项目}：资金下达晚。"
    assert fill("{项目}", {"项目": r"\1{{x}}"}) == r"\1{{x}}"


def test_the_slots_of_a_text_are_named_once_in_order() -> None:
    assert slot_names("{原因}、{执行率}、{原因}{x}{}") == ("原因", "执行率")


@QUICK
@given(BRACED, st.dictionaries(st.sampled_from(["执行率", "原因"]), BRACED))
def test_any_text_is_filled_in_one_pass(text: str, values: dict[str, str]) -> None:
    pieces = SLOT.split(text)
    names = pieces[1::2]
    expected = [values.get(name, f"{{{name}}}") for name in names]
    filled = "".join(
        piece + value for piece, value in zip(pieces[::2], [*expected, ""], strict=True)
    )
    assert fill(text, values) == filled
    assert set(slot_names(text)) == set(names)
    assert has_stray_brace(text) == bool(set("".join(pieces[::2])) & set("{}｛｝"))


def test_a_form_knows_its_own_figures() -> None:
    row = Indicator(
        category="产出目标",
        name="招聘会 完成率",
        weight="5",
        score="4.5",
        target="≥10场",
        actual="9",
    )
    form = Evaluation(
        year=2019,
        name="甲专项",
        unit="乙中心",
        budget="1245505.00",
        last_year_budget="1000000",
        executed="1187376.00",
        indicators=(row,),
    )
    assert slot_values(form, load_profile("sh2019"), row) == {
        "年度": "2019",
        "项目": "甲专项",
        "预算单位": "乙中心",
        "预算数": "1,245,505.00",
        "执行数": "1,187,376.00",
        "执行率": "95.33%",
        "结余": "58,129.00",
        "上年预算数": "1,000,000.00",
        "增幅": "24.55%",
        "总分": "4.5",
        "等级": "不合格",
        "指标": "招聘会完成率",
        "扣分": "0.5",
        "分类": "产出目标",
        "目标值": "≥10场",
        "实际值": "9",
    }


def test_what_the_form_does_not_know_is_left_to_be_asked() -> None:
    form = Evaluation(budget="约百万", executed="5", year="今年", last_year_budget="0")
    known = slot_values(form, load_profile("sh2019"))
    assert known == {"执行数": "5.00", "上年预算数": "0.00", "总分": "0"}
    overspent = Evaluation(budget=Decimal(5), executed=Decimal(6))
    assert "结余" not in slot_values(overspent, load_profile("sh2019"))
