"""PT050: the sources of the money against its whole."""

from decimal import Decimal

import pytest

from perftui.evaluation.model import Evaluation, Fund
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import Unread
from perftui.rules.checking import check, examine

CODES = ("PT050",)
IN_YUAN = load_profile("sh2019").model_copy(update={"rules": {}})


def test_the_form_that_lists_no_sources_is_not_asked_for_them() -> None:
    assert examine(Evaluation(profile="sh2019"), select=CODES).unchecked == ()


def _form(*funds: Fund, budget: str = "5203500", executed: str = "4987642") -> Evaluation:
    return Evaluation(profile="national2020", budget=budget, executed=executed, funds=funds)


PUBLIC = Fund(name="当年财政拨款", budget="5000000", executed="4800000")
CARRIED = Fund(name="上年结转资金", budget="203500", executed="187642")
NOTHING = Fund(name="其他资金")


@pytest.mark.parametrize(
    "funds",
    [
        (),
        (PUBLIC, CARRIED, NOTHING),
        (Fund(name="当年财政拨款", budget="5203500", executed="4987642"), NOTHING),
        (NOTHING, Fund(name="单位资金")),
        (PUBLIC.model_copy(update={"budget": Unread("约500", "是约数"), "executed": None}),),
    ],
)
def test_sources_that_add_up_or_are_not_known_are_right(found, funds: tuple[Fund, ...]) -> None:
    assert found(_form(*funds)) == []


def test_a_budget_that_is_not_the_sum_of_its_sources_is_an_error(only) -> None:
    finding = only(_form(PUBLIC, CARRIED, NOTHING, budget="5303500"))
    assert (finding.code, finding.level, finding.field) == ("PT050", "error", "budget")
    assert finding.message == (
        "全年预算数530.35万元，各项资金来源之和为520.35万元"
        "（当年财政拨款500.00万元、上年结转资金20.35万元），相差10.00万元。"
    )
    assert [evidence.field for evidence in finding.evidence] == [
        "budget",
        "funds[0].budget",
        "funds[1].budget",
        "funds[2].budget",
    ]


def test_each_column_is_added_up_by_itself(only, found) -> None:
    assert only(_form(PUBLIC, CARRIED, executed="4800000")).field == "executed"
    wrong = _form(PUBLIC, CARRIED, budget="5000000", executed="4800000")
    assert found(wrong) == [("PT050", "budget"), ("PT050", "executed")]


def test_a_column_in_which_every_source_is_blank_is_silent(found) -> None:
    fund = Fund(name="当年财政拨款", budget="5203500")
    assert found(_form(fund, NOTHING, executed="4987642")) == []


def test_a_whole_of_nought_beside_sources_is_an_error(found) -> None:
    fund = Fund(name="当年财政拨款", budget="900000", executed="899740")
    form = _form(fund, budget="0", executed="0")
    assert found(form) == [("PT050", "budget"), ("PT050", "executed")]


def test_the_sum_is_offered_in_the_unit_of_the_form(only, plant, found) -> None:
    form = _form(PUBLIC, CARRIED, budget="0")
    fix = only(form).fix
    assert fix is not None and not fix.certain
    assert (fix.field, fix.value) == ("budget", "520.35")
    assert found(plant({fix.field: fix.value}, form)) == []


def test_what_two_decimals_of_the_unit_cannot_show_is_no_difference(found) -> None:
    fund = Fund(name="当年财政拨款", budget="5203500", executed="4987642")
    assert found(_form(fund, executed="4987600")) == []
    assert found(_form(fund, executed="4987500")) == [("PT050", "executed")]
    to_the_cent = _form(fund, executed="4987642.01")
    (finding,) = check(to_the_cent, IN_YUAN, select=CODES)
    assert finding.field == "executed"


def test_amounts_that_no_one_can_type_are_added_up_and_not_offered(found) -> None:
    huge = Fund(name="甲", budget=Decimal(10) ** 40, executed=Decimal("1E-30"))
    form = _form(huge)
    assert found(form) == [("PT050", "budget"), ("PT050", "executed")]
    assert all(finding.fix is None for finding in check(form, select=CODES))


def test_a_form_without_sources_says_what_it_lacks() -> None:
    report = examine(_form(), select=CODES)
    assert [(one.code, one.needs) for one in report.unchecked] == [("PT050", "资金来源各行的金额")]


def test_a_source_without_a_name_is_told_of(only) -> None:
    finding = only(_form(Fund(budget="1", executed="4987642")))
    assert "未写名称" in finding.message


def test_any_profile_names_the_column_its_own_way() -> None:
    form = _form(PUBLIC, budget="1").model_copy(update={"profile": "sh2019"})
    (budget, _) = check(form, IN_YUAN, select=CODES)
    assert budget.message.startswith("当年预算数1.00元，各项资金来源之和为5,000,000.00元")
