"""PT043: numbering, and the property that its fix renumbers and does nothing else."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation import narrative
from perftui.rules import checking
from perftui.rules.book.numbering import renumbered

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

PIECES = st.sampled_from(
    [
        *("1、", "2、", "3、", "2.", "1.", "（1）", "（2）", "(2)", "1)", "①", "②", "⑩", "㈡"),
        *("一、", "二、", "一是", "二是", "十一是", "第一，", "首先", "最后，", "\n", " ", "。"),
        *("；", "，", "招聘会", "3月", "HR", "19", ".5", "："),
    ]
)
NARRATIVES = st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "1、甲事。2、乙事。3、丙事。",
        "1.甲事。\n2.乙事。",
        "一是甲事；二是乙事；三是丙事。",
        "首先甲事。其次乙事。其次丙事。最后丁事。",
        "一、甲事。1.子事。2.丑事。二、乙事。1.寅事。",
        "1、甲事：（1）子事；（2）丑事。2、乙事。",
        "一是甲事；二是乙事。此外，一是丙事；二是丁事。",
        "邀请苏、浙、皖三省参会，2、3月举办招聘会。",
        "投入1.5万元。",
        "没有编号的一段话。",
    ],
)
def test_good_numbering_is_left_alone(plant, text: str) -> None:
    assert check(plant({"achievements": text})) == ()


@pytest.mark.parametrize(
    ("text", "fault", "fixed"),
    [
        ("1、甲事。2、乙事。2、丙事。", "重复2", "1、甲事。2、乙事。3、丙事。"),
        ("1、甲事。3、乙事。", "缺少2", "1、甲事。2、乙事。"),
        ("2、甲事。3、乙事。", "缺少1", "1、甲事。2、乙事。"),
        ("1、甲事。3、乙事。2、丙事。", "先后颠倒", "1、甲事。2、乙事。3、丙事。"),
        ("1、甲事。\n2.乙事。\n3、丙事。", "混用「1、」「1.」", "1、甲事。\n2、乙事。\n3、丙事。"),
        ("一是甲事；二是乙事；二是丙事。", "重复2", "一是甲事；二是乙事；三是丙事。"),
        ("一是甲事；2、乙事。", "混用「一是」「1、」", "一是甲事；二是乙事。"),
        (
            "1、甲事。2、乙事：一是子事，二是丑事。2、丙事。",
            "重复2",
            "1、甲事。2、乙事：一是子事，二是丑事。3、丙事。",
        ),
        (
            "（一）甲事。1、子事。2、丑事。（三）乙事。",
            "缺少2",
            "（一）甲事。1、子事。2、丑事。（二）乙事。",
        ),
    ],
)
def test_bad_numbering_is_found_and_fixed(plant, only, text: str, fault: str, fixed: str) -> None:
    finding = only(plant({"achievements": text}))
    assert (finding.code, finding.level, finding.field) == ("PT043", "warning", "achievements")
    assert fault in finding.message
    assert finding.fix is not None and finding.fix.value == fixed
    assert check(plant({"achievements": fixed})) == ()


def test_each_narrative_has_its_own_finding(plant, found) -> None:
    text = "1、甲事。1、乙事。"
    form = plant({"achievements": text, "measures": text})
    assert found(form) == [("PT043", "achievements"), ("PT043", "measures")]


def test_a_lost_first_number_inside_the_text_has_no_certain_fix(plant, only) -> None:
    finding = only(plant({"achievements": "甲事。2、乙事。3、丙事。"}))
    assert finding.code == "PT043" and finding.fix is None


@pytest.mark.parametrize(
    "text", ["1、甲。2、乙。2、丙。", "1.甲。\n3.乙。", "①甲；③乙。", "一是甲；一是乙。"]
)
def test_within_one_style_the_fix_is_that_of_the_narrative(text: str) -> None:
    assert renumbered(text) == narrative.renumber(text)


@given(NARRATIVES)
def test_the_fix_leaves_nothing_to_fix_and_keeps_the_words(plant, text: str) -> None:
    found = [f for f in check(plant({"measures": text})) if f.code == "PT043"]
    for fix in (f.fix for f in found if f.fix):
        again = check(plant({"measures": fix.value}), select=["PT043"])
        assert [f for f in again if f.field == "measures"] == []
        assert _words(fix.value) == _words(text)
        assert renumbered(fix.value) == fix.value


def _words(text: str) -> str:
    """Return the letters that no marker is made of."""
    return "".join(
        char for char in text if char.isalpha() and not char.isnumeric() and char not in "是第"
    )


def test_a_finding_rests_on_the_markers_that_are_out_of_place(plant, only) -> None:
    text = "1、招聘。2、培训。2、评选。4、宣传。"
    (evidence,) = only(plant({"achievements": text})).evidence
    assert text[evidence.start : evidence.end] == "2、"
    assert evidence.start == text.rindex("2、")
