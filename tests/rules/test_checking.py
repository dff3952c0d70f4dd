"""How findings are gathered, ordered, chosen, re-levelled and printed; the catalogue of rules."""

import json
from functools import partial

import pytest

from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.rules import checking
from perftui.rules.finding import Finding, Fix, Level
from perftui.rules.registry import all_rules, find_rule, rule
from perftui.rules.surroundings import Surroundings

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

CODES = [
    *(f"PT0{number:02}" for number in (*range(1, 11), 22, 23, 25, 43, 44, 45, 51, 52)),
]


@pytest.fixture(scope="session")
def faulty(plant) -> Evaluation:
    """A form with findings of every level, in every part."""
    return plant(
        {
            "department": "",
            "date": "20-4-20",
            "achievements": "1、甲事。1、乙事",
            "measures": "",
            "indicators[6].score": "21",
            "indicators[3].score": "5",
        }
    )


def test_errors_come_first_then_the_place_in_the_form_decides(faulty: Evaluation) -> None:
    assert [(f.code, f.level, f.field) for f in check(faulty)] == [
        ("PT009", "error", "date"),
        ("PT008", "error", "measures"),
        ("PT004", "error", "indicators[6].score"),
        ("PT008", "warning", "department"),
        ("PT043", "warning", "achievements"),
        ("PT022", "warning", "indicators[3].score"),
        ("PT044", "hint", "achievements"),
    ]


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({"select": ["PT043", "PT044"]}, ["PT043", "PT044"]),
        ({"select": ["PT043", "pt009"]}, ["PT009", "PT043"]),
        ({"select": ["PT00"], "ignore": ["PT008"]}, ["PT009", "PT004"]),
        ({"ignore": ["PT0"]}, []),
        ({"select": ["PT9"]}, []),
    ],
)
def test_codes_are_chosen_by_their_beginnings(faulty: Evaluation, chosen, codes) -> None:
    assert [finding.code for finding in check(faulty, **chosen)] == codes


def test_a_profile_sets_the_level_of_a_rule(faulty: Evaluation, profile) -> None:
    stricter = profile.model_copy(update={"rules": {"PT043": "error", "PT004": "hint"}})
    levels = {finding.code: finding.level for finding in check(faulty, stricter)}
    assert (levels["PT043"], levels["PT004"]) == (Level.ERROR, Level.HINT)
    assert levels["PT022"] is Level.WARNING


def test_a_profile_switches_a_rule_off(faulty: Evaluation, profile) -> None:
    without = profile.model_copy(update={"rules": {"PT008": "off"}})
    codes = [finding.code for finding in check(faulty, without)]
    assert "PT008" not in codes and "PT009" in codes


def test_the_profile_named_in_the_form_is_used_unless_one_is_given(plant) -> None:
    with pytest.raises(KeyError, match="没有「别的」这种表式"):
        check(Evaluation(profile="别的"))


def test_a_finding_is_printed_with_the_keys_of_the_contract() -> None:
    fix = Fix("goal", "甲", "改为甲")
    plain = Finding("PT001", Level.ERROR, "goal", "错了。", "请改。", fix).to_json()
    assert list(plain) == ["code", "level", "field", "message", "hint", "fix", "evidence"]
    assert json.loads(json.dumps(plain))["fix"] == {
        "field": "goal",
        "value": "甲",
        "label": "改为甲",
        "certain": False,
    }
    bare = Finding("PT001", Level.HINT, "goal", "错了。", "请改。").to_json()
    assert (bare["level"], bare["fix"]) == ("hint", None)


def test_the_catalogue_is_complete_and_in_order() -> None:
    codes = [known.code for known in all_rules()]
    assert codes == sorted(codes)
    assert set(CODES) <= set(codes)


@pytest.mark.parametrize("known", all_rules(), ids=lambda known: known.code)
def test_every_rule_explains_itself_in_chinese(known) -> None:
    lines = known.explanation.splitlines()
    assert known.title and lines[0].endswith("。") and lines[1] == ""
    assert [line[:2] for line in lines[-2:]] == ["错：", "对："]


def test_a_rule_is_found_by_its_code() -> None:
    assert find_rule(" pt044 ").code == "PT044"


def test_an_unknown_code_names_its_nearest() -> None:
    with pytest.raises(KeyError, match=r"没有「PT053」这条规则，相近的有：.*PT05"):
        find_rule("PT053")


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="PT001"):
        rule("PT001", level="hint", title="另一条")(lambda form: iter(()))


def test_every_message_and_hint_is_one_chinese_sentence(faulty: Evaluation) -> None:
    for finding in check(faulty):
        assert finding.message.endswith("。") and finding.hint.endswith("。")
        assert finding.message.count("。") == 1


def test_without_a_readable_bank_the_rules_on_topics_say_so(correct: Evaluation) -> None:
    report = checking.examine(correct, beside=Surroundings(bank=Bank()))
    lacking = {one.code for one in report.unchecked if one.needs == "读得出的短语库"}
    assert lacking == {"PT014", "PT016", "PT017"}
    assert not lacking & {finding.code for finding in report.findings}
