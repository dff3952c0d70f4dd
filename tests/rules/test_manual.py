"""docs/rules.md is what the rules say of themselves."""

from pathlib import Path

import pytest

from perftui.evaluation.thresholds import Thresholds
from perftui.rules.manual import manual
from perftui.rules.registry import Rule, all_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current() -> None:
    said = PAGE.read_text("utf-8").rstrip()
    assert said == manual().rstrip(), "run: python -m perftui.rules.manual > docs/rules.md"


def test_there_are_52_rules_without_a_gap() -> None:
    assert [rule.code for rule in all_rules()] == [f"PT{number:03}" for number in range(1, 53)]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_says_what_it_wants_and_gives_a_wrong_and_a_right_example(rule: Rule) -> None:
    first, *lines = rule.explanation.split("\n")
    assert first.endswith("。") and len(first) < 100
    assert [line[:2] for line in lines[-2:]] == ["错：", "对："]
    assert rule.title and not rule.title.endswith("。")


@pytest.mark.parametrize("name", Thresholds.model_fields)
def test_every_threshold_says_what_it_means(name: str) -> None:
    field = Thresholds.model_fields[name]
    assert "（PT" in (field.description or "")
    assert f"`{name}`" in manual()
