"""The specification of fields: words for all of them, checks and defaults."""

import re
from datetime import date
from decimal import Decimal

import pytest

from perftui.evaluation.drafting import blank_form
from perftui.evaluation.fields import read
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile, profile_ids
from perftui.evaluation.specification import FieldType, hint_for, is_relevant, spec_of, type_of
from perftui.evaluation.specification.checks import Severity, complaints, in_other_unit
from perftui.evaluation.specification.defaults import default_of
from perftui.evaluation.specification.words import WORDS
from perftui.evaluation.values import FormDate, Unread
from perftui.rules.registry import all_rules

TODAY = date(2020, 4, 20)
SHANGHAI = load_profile("sh2019")


@pytest.mark.parametrize(
    "profile", [load_profile(name) for name in profile_ids()], ids=profile_ids()
)
@pytest.mark.parametrize("field", WORDS)
def test_every_field_has_words_that_are_filled_in(field, profile):
    spec = spec_of(field, profile)
    said = "".join((spec.ask_long, spec.ask_short, spec.item, spec.why, spec.saying, spec.hint))
    assert "{" not in said
    assert spec.label
    assert spec.ask_long
    assert spec.ask_short


@pytest.mark.parametrize(
    "field",
    [field for field in WORDS if type_of(field) not in (FieldType.COMPUTED, FieldType.LABEL)],
)
def test_every_example_can_be_read(field):
    profile = load_profile("sh2019")
    path = field.replace("indicators.", "indicators[0].")
    example = spec_of(field, profile).example
    if field in ("funds", "indicators.score", "last_year_budget") or not example:
        return
    value = read(path, example, profile)
    assert not isinstance(value, Unread) or field == "date"


def test_no_alias_names_two_fields():
    header = [field for field in WORDS if not field.startswith("indicators.") and field != "funds"]
    seen: dict[str, str] = {}
    for field in header:
        for alias in spec_of(field, SHANGHAI).aliases:
            assert seen.setdefault(alias, field) == field, alias


def test_the_rules_it_rests_on_are_there():
    codes = {rule.code for rule in all_rules()}
    named = {code for words in WORDS.values() for code in re.findall(r"PT\d{3}", words.why)}
    assert named <= codes


def test_a_path_has_the_specification_of_its_field():
    assert spec_of("indicators[3].score", SHANGHAI) == spec_of("score", SHANGHAI)
    assert spec_of("problems[2]", SHANGHAI).label == "主要问题"
    assert spec_of("funds[0].budget", SHANGHAI).type is FieldType.MONEY


def test_hints_say_what_a_bare_amount_counts():
    assert "按元" in hint_for("budget", SHANGHAI)
    assert "按万元" in hint_for("executed", load_profile("national2020"))


def test_problems_are_of_no_use_where_no_point_is_lost():
    form = blank_form("项目", SHANGHAI, 2019)
    full = tuple(row.model_copy(update={"score": row.weight}) for row in form.indicators)
    assert is_relevant("problems", form, SHANGHAI)
    assert is_relevant("problems", form.model_copy(update={"indicators": full}), SHANGHAI)
    whole = (*full, full[0].model_copy(update={"weight": Decimal(64), "score": Decimal(64)}))
    assert not is_relevant("problems", form.model_copy(update={"indicators": whole}), SHANGHAI)


@pytest.mark.parametrize(
    ("path", "values", "severity"),
    [
        ("budget", {"budget": Decimal(-1)}, Severity.REFUSED),
        ("budget", {"budget": Decimal(10) ** 15}, Severity.REFUSED),
        ("budget", {"budget": Decimal("1.005")}, Severity.REFUSED),
        ("budget", {"budget": Decimal(0)}, Severity.ODD),
        ("executed", {"budget": Decimal(100), "executed": Decimal(101)}, Severity.ODD),
        ("recurring", {"recurring": True, "last_year_budget": Decimal(0)}, Severity.ODD),
        ("date", {"date": FormDate(2020, 4, 21)}, Severity.ODD),
        ("date", {"date": FormDate(2019, 4, 20)}, Severity.ODD),
        ("date", {"date": FormDate(2020, 4, 20)}, None),
        ("executed", {"budget": Decimal(100), "executed": Decimal(100)}, None),
        ("year", {"year": 2020}, Severity.ODD),
    ],
)
def test_values_are_judged(path, values, severity):
    form = Evaluation(year=2019).model_copy(update=values)
    found = complaints(form, path, SHANGHAI, TODAY)
    assert [complaint.severity for complaint in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("budget", "executed", "factor"),
    [
        ("1245505", "118.7376", 10_000),
        ("124.55", "1187376", Decimal("0.0001")),
        ("100", "95", None),
    ],
)
def test_amounts_in_two_units_are_seen(budget, executed, factor):
    form = Evaluation(budget=Decimal(budget), executed=Decimal(executed))
    assert in_other_unit(form, "executed") == factor


def test_defaults_say_where_they_come_from():
    last_year = Evaluation(year=2018, unit="人才中心", budget=Decimal(500), recurring=True)
    form = Evaluation(year=2019)
    for path, typed, source in (
        ("unit", "人才中心", "上年"),
        ("recurring", "是", "上年"),
        ("last_year_budget", "500.00元", "上年"),
        ("date", "2020-04-20", "今天"),
    ):
        default = default_of(path, form, SHANGHAI, TODAY, last_year)
        assert default is not None
        assert default.typed == typed
        assert source in default.source
    assert default_of("unit", form, SHANGHAI, TODAY) is None
    assert default_of("date", Evaluation(year=2020), SHANGHAI, TODAY) is None
