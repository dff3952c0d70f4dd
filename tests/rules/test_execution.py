"""PT005, PT006, PT022, PT023, PT051 and PT052: the execution rate."""

from functools import partial

import pytest

from perftui.evaluation.profile import load_profile
from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

EXECUTION_SCORE = "indicators[3].score"


@pytest.mark.parametrize("printed", ["95%", "95.3%", "95.33%", "95.33", "0.9533", "95", "", None])
def test_a_rate_rounded_to_up_to_two_places_is_right(plant_stated, printed: str | None) -> None:
    assert check(plant_stated(execution_rate=printed)) == ()


@pytest.mark.parametrize("printed", ["96%", "95.34%", "95.4%", "94.9%", "95.32%"])
def test_any_other_rate_is_wrong(plant_stated, only, printed: str) -> None:
    finding = only(plant_stated(execution_rate=printed))
    assert (finding.code, finding.field) == ("PT005", "execution_rate")
    assert "应为95.33%" in finding.message


@pytest.mark.parametrize(("printed", "codes"), [("94.5%", []), ("95%", []), ("94%", ["PT005"])])
def test_a_half_is_rounded_up(plant, plant_stated, printed: str, codes: list[str]) -> None:
    money = {"budget": "1000000", "executed": "945000"}
    findings = check(plant(money, plant_stated(execution_rate=printed)))
    assert [finding.code for finding in findings] == codes


def test_a_rate_that_cannot_be_computed_is_not_compared(plant, plant_stated, found) -> None:
    form = plant({"budget": "0", "executed": "0"}, plant_stated(execution_rate="95%"))
    assert found(form) == []


def test_a_whole_rate_printed_with_noughts_is_only_hinted_at(plant_stated, only) -> None:
    finding = only(plant_stated(execution_rate="95.00%"))
    assert (finding.code, finding.level, finding.field) == ("PT051", "hint", "execution_rate")
    assert "95.00%" in finding.message and "95.33%" in finding.message


def test_noughts_that_are_true_are_no_false_precision(plant, plant_stated) -> None:
    money = {"budget": "1000000", "executed": "950000"}
    assert check(plant(money, plant_stated(execution_rate="95.00%"))) == ()


def test_full_while_money_is_left_is_found(plant, plant_stated, only) -> None:
    money = {"budget": "2110879.00", "executed": "2108341.70"}
    finding = only(plant(money, plant_stated(execution_rate="100%")))
    assert (finding.code, finding.level, finding.field) == ("PT052", "warning", "execution_rate")
    assert "2,537.30元" in finding.message


def test_full_with_nothing_left_is_right(plant, plant_stated) -> None:
    money = {"executed": "1245505.00"}
    assert check(plant(money, plant_stated(execution_rate="100.00%"))) == ()


def test_spending_beyond_the_budget_is_an_error(plant, only) -> None:
    finding = only(plant({"executed": "1300000"}))
    assert (finding.code, finding.level, finding.field) == ("PT006", "error", "executed")
    assert "1,300,000.00元大于当年预算数1,245,505.00元，超出54,495.00元" in finding.message


@pytest.mark.parametrize("field", ["achievements", "indicators[3].remark"])
def test_spending_beyond_the_budget_with_a_reason_is_a_warning(plant, only, field: str) -> None:
    finding = only(plant({"executed": "1300000", field: "年中追加预算54495元。"}))
    assert (finding.code, finding.level) == ("PT006", "warning")


def test_spending_all_of_the_budget_is_right(plant) -> None:
    assert check(plant({"executed": "1245505.00"})) == ()


@pytest.mark.parametrize("score", ["7", "7.0", "7.08"])
def test_the_execution_score_may_be_rounded(plant, score: str) -> None:
    money = {"budget": "13180638.00", "executed": "11666020.85"}
    words = {"problems": "待分配资金批准时间较晚，部分项目未能在当年度验收。"}
    assert check(plant({**money, **words, EXECUTION_SCORE: score})) == ()


@pytest.mark.parametrize("score", ["7.5", "8", "6", "7.1"])
def test_another_execution_score_is_found_and_put_right(plant, only, score: str) -> None:
    money = {"budget": "13180638.00", "executed": "11666020.85"}
    words = {"problems": "待分配资金批准时间较晚，部分项目未能在当年度验收。"}
    finding = only(plant({**money, **words, EXECUTION_SCORE: score}))
    assert (finding.code, finding.level, finding.field) == ("PT022", "warning", EXECUTION_SCORE)
    assert finding.fix is not None
    assert (finding.fix.field, finding.fix.value) == (EXECUTION_SCORE, "7")
    assert check(plant({**money, **words, finding.fix.field: finding.fix.value})) == ()


@pytest.mark.parametrize(("score", "fires"), [("7.5", False), ("8", False), ("7", True)])
def test_half_a_point_is_rounded_up(plant, score: str, fires: bool) -> None:
    form = plant({"budget": "1000000", "executed": "937500", EXECUTION_SCORE: score})
    assert [finding.code for finding in check(form)] == ["PT022"] * fires


def test_a_profile_with_two_decimals_is_offered_two_decimals(plant, profile) -> None:
    form = plant({EXECUTION_SCORE: "5"})
    exact = profile.model_copy(update={"score_step": load_profile("national2020").score_step})
    (finding,) = check(form, exact)
    assert finding.fix is not None and finding.fix.value == "7.63"


def test_more_than_the_whole_rate_earns_the_whole_weight(plant, found) -> None:
    assert found(plant({"executed": "2000000", EXECUTION_SCORE: "8"})) == [("PT006", "executed")]


@pytest.mark.parametrize(
    ("executed", "fires"), [("900000", False), ("899950", False), ("899949", True)]
)
def test_below_ninety_per_cent_a_reason_is_wanted(plant, executed: str, fires: bool) -> None:
    form = plant({"budget": "1000000", "executed": executed, EXECUTION_SCORE: "7"})
    findings = check(form)
    assert [(f.code, f.level, f.field) for f in findings] == [
        ("PT023", "warning", "problems")
    ] * fires


def test_below_eighty_the_words_are_stronger(plant, only) -> None:
    low = only(plant({"budget": "1000000", "executed": "850000", EXECUTION_SCORE: "7"}))
    very_low = only(plant({"budget": "1000000", "executed": "750000", EXECUTION_SCORE: "6"}))
    assert "明显偏低" in very_low.message and "明显偏低" not in low.message


@pytest.mark.parametrize(
    "why", ["待分配资金批准时间较晚。", "尾款跨年支付。", "设备采购流标一次。"]
)
def test_a_problem_about_money_is_reason_enough(plant, why: str) -> None:
    typed = {"budget": "1000000", "executed": "750000", EXECUTION_SCORE: "6", "problems": why}
    assert check(plant(typed)) == ()


def test_amounts_are_printed_in_the_unit_of_the_form(plant, profile) -> None:
    in_myriads = profile.model_copy(
        update={"money_factor": load_profile("national2020").money_factor}
    )
    (finding,) = check(plant({"executed": "1300000"}), in_myriads)
    assert "130.00万元" in finding.message
