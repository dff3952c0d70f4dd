"""PT046: texts longer than the target system takes."""

import pytest

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.rules.checking import check
from perftui.rules.finding import Evidence

CODES = ("PT046",)


@pytest.fixture
def national() -> Evaluation:
    rows = [Indicator(category="产出指标", name=f"指标{n}") for n in range(3)]
    return Evaluation(profile="national2020", indicators=tuple(rows))


@pytest.mark.parametrize("field", ["achievements", "problems", "measures"])
def test_a_text_one_character_too_long_is_found(national, plant, only, field: str) -> None:
    finding = only(plant({field: "长" * 201}, national))
    assert (finding.code, finding.level, finding.field) == ("PT046", "warning", field)
    assert "201字" in finding.message and "多1字" in finding.message
    assert finding.evidence == (Evidence(field, 200, 201),)


def test_a_text_as_long_as_may_be_is_right(national, plant, found) -> None:
    assert (
        found(plant({"problems": "长" * 200, "indicators[0].remark": "短" * 100}, national)) == []
    )


def test_blanks_around_a_text_do_not_count(national, plant, only, found) -> None:
    assert found(plant({"problems": f"  {'长' * 200}\n\n"}, national)) == []
    finding = only(plant({"problems": f"  {'长' * 205} "}, national))
    assert finding.evidence == (Evidence("problems", 202, 207),)


def test_marks_and_line_breaks_count(national, plant, found) -> None:
    assert found(plant({"measures": "一，\n" * 67}, national)) == []  # 200 without the last break
    assert found(plant({"measures": "一，\n" * 67 + "二"}, national)) == [("PT046", "measures")]


def test_remarks_are_told_together(national, plant, only) -> None:
    typed = {"indicators[1].remark": "因" * 112, "indicators[2].remark": "因" * 101}
    finding = only(plant(typed, national))
    assert finding.field == "indicators[1].remark"
    assert "偏差原因分析及改进措施限100字，有2处超过" in finding.message
    assert "「指标1」多12字、「指标2」多1字" in finding.message
    assert [evidence.field for evidence in finding.evidence] == list(typed)


def test_a_profile_without_limits_says_nothing(plant, found) -> None:
    assert found(plant({"achievements": "长" * 5000, "indicators[0].remark": "长" * 500})) == []


# What is as long as a book is read in part, so that checking it has an end.


def test_of_a_book_the_beginning_is_read_and_that_is_said(plant, only) -> None:
    finding = only(plant({"achievements": "长" * 100_000}))
    assert (finding.code, finding.field) == ("PT046", "achievements")
    assert "有100000字，检查时只读了前5000字" in finding.message


def test_cells_that_are_read_in_part_are_told_together(plant, only) -> None:
    cells = ("indicators[1].remark", "indicators[2].remark", "indicators[2].name")
    finding = only(plant(dict.fromkeys(cells, "因" * 501)))
    assert "有3格文字过长，检查时每格只读了前500字" in finding.message


def test_the_more_rows_the_less_of_each_is_read(only) -> None:
    row = Indicator(category="产出目标", name="项" * 100)
    assert "2000格" in only(Evaluation(indicators=(row,) * 2000)).message


def test_no_fix_sets_a_text_of_which_the_beginning_was_read(plant) -> None:
    text = "1、设备没有按期验收。。\n"
    short, long = (
        [one.fix.field for one in check(plant({"problems": all_of_it})) if one.fix]
        for all_of_it in (text, text + "长" * 5_000)
    )
    assert "problems" in short
    assert "problems" not in long


def test_any_text_may_be_limited(national, plant) -> None:
    limits = {"goal": 10, "indicators.name": 2, "budget": 1, "no_such": 1, "indicators.no_such": 1}
    profile = load_profile("national2020").model_copy(update={"limits": limits})
    findings = check(
        plant({"goal": "十二个字的年度总体目标吧", "budget": "123"}, national), profile
    )
    assert [finding.field for finding in findings if finding.code == "PT046"] == [
        "goal",
        "indicators[0].name",
    ]
