"""Narratives edited point by point: what is said stays, numbers follow, the style is kept."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation import points
from perftui.evaluation.numbering import NUMBERINGS
from perftui.evaluation.points import Written

COUNTING = [style for style in NUMBERINGS if style.counts]
INLINE = ("一是", "第一，")
EDITS: list[Callable[[str, int], Written]] = [
    points.new_point,
    points.add_after,
    points.join_point,
    lambda text, caret: points.move_point(text, caret, -1),
    lambda text, caret: points.move_point(text, caret, 1),
    points.delete_point,
    points.renumber,
    lambda text, caret: points.replace_point(text, caret, "改为按月支付。"),
    lambda text, caret: points.complete(text, caret, "按月核对进度。"),
    lambda text, caret: points.insert_point(text, 1, "先编制计划。"),
]
SAID = ["资金", "支付", "验收（一期）", "进度，", "滞后、", "“两清”", "部门"]
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=4).map(
    lambda words: f"因{''.join(words)}推迟"
)
ANYTHING = st.lists(
    st.sampled_from("1234、.（）一二是①② 。；，：\n甲乙丙3月首先最后第"), max_size=30
).map("".join)


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a numbered narrative in any style, and the words of its points."""
    said = draw(st.lists(WORDS, min_size=2, max_size=6))
    style = draw(st.sampled_from(COUNTING))
    gaps = ["。\n", "；\n", "\n", "；", "。", "； "]
    gap = draw(st.sampled_from([*gaps, "，"] if style.name in INLINE else gaps))
    lead = draw(st.sampled_from(["", "主要有以下问题：\n"]))
    end = draw(st.sampled_from(["", "。"])) if "\n" in gap else "。"
    blank = " " if style.name == "1." and draw(st.booleans()) else ""
    text = gap.join(f"{style.write(n)}{blank}{words}" for n, words in enumerate(said, 1))
    return lead + text + end, said


def said_in(text: str) -> list[str]:
    return [piece.words for piece in points.layout_of(text).pieces]


def numbers_in(text: str) -> list[int]:
    return [piece.number for piece in points.layout_of(text).pieces]


def caret_in(data: st.DataObject, text: str) -> int:
    return data.draw(st.integers(0, len(text)))


def at(marked: str) -> tuple[str, int]:
    """Return a text and where its | is."""
    return marked.replace("|", "", 1), marked.index("|")


def shown(written: Written) -> str:
    return f"{written.text[: written.caret]}|{written.text[written.caret :]}"


@given(lists())
def test_the_parts_of_a_list_are_read_as_they_were_written(drawn: tuple[str, list[str]]) -> None:
    text, said = drawn
    assert points.layout_of(text).text == text
    assert said_in(text) == said


@given(ANYTHING, st.data())
def test_no_edit_of_any_text_fails_or_puts_the_caret_outside(
    text: str, data: st.DataObject
) -> None:
    assert points.layout_of(text).text == text
    caret = caret_in(data, text)
    for edit in EDITS:
        written = edit(text, caret)
        assert 0 <= written.caret <= len(written.text)


@given(lists(), st.data())
def test_moving_changes_the_order_and_nothing_else(
    drawn: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, said = drawn
    caret = caret_in(data, text)
    number, _ = points.position(text, caret)
    for by in (-1, 1):
        moved = points.move_point(text, caret, by)
        assert Counter(moved.text) == Counter(text)
        wanted = list(said)
        if number and 0 <= number - 1 + by < len(said):
            wanted[number - 1], wanted[number - 1 + by] = said[number - 1 + by], said[number - 1]
            assert points.position(*moved)[0] == number + by
        assert said_in(moved.text) == wanted
        assert numbers_in(moved.text) == numbers_in(text)


@given(lists(), st.data())
def test_a_point_that_is_split_and_joined_is_as_before(
    drawn: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, said = drawn
    place = data.draw(st.integers(0, len(said) - 1))
    inside = data.draw(st.integers(1, len(said[place])))
    caret = points.layout_of(text).body_of(place) + inside
    split = points.new_point(text, caret)
    assert len(said_in(split.text)) == len(said) + 1
    assert numbers_in(split.text) == list(range(1, len(said) + 2))
    assert points.join_point(*split).text == text


@given(lists(), st.data())
def test_adding_and_deleting_change_the_count_by_one_and_leave_the_others(
    drawn: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, said = drawn
    caret = caret_in(data, text)
    number, count = points.position(text, caret)
    added = points.add_after(text, caret, "按月核对。")
    behind = number or count
    assert said_in(added.text) == [*said[:behind], "按月核对", *said[behind:]]
    assert numbers_in(added.text) == list(range(1, count + 2))
    assert added.text[: added.caret].rstrip("。").endswith("按月核对")
    deleted = points.delete_point(text, caret)
    if number:
        assert said_in(deleted.text) == [*said[: number - 1], *said[number:]]
        assert numbers_in(deleted.text) == list(range(1, count))
    else:
        assert deleted.text == text


@given(lists(), st.data())
def test_numbering_twice_is_numbering_once_and_mends_what_is_skipped(
    drawn: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, said = drawn
    caret = caret_in(data, text)
    assert points.renumber(text, caret).text == text
    bare = "\n".join(said)
    once = points.renumber(bare, 0)
    assert said_in(once.text) == said
    assert points.renumber(*once).text == once.text
    assert points.renumber("1、甲。\n3、乙。\n3、丙。", 0).text == "1、甲。\n2、乙。\n3、丙。"


@given(lists(), st.data())
def test_replacing_a_point_keeps_its_number_and_the_others(
    drawn: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, said = drawn
    place = data.draw(st.integers(0, len(said) - 1))
    caret = points.layout_of(text).body_of(place)
    replaced = points.replace_point(text, caret, "按月核对。")
    assert said_in(replaced.text) == [*said[:place], "按月核对", *said[place + 1 :]]
    assert numbers_in(replaced.text) == numbers_in(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1、甲。|", "1、甲。\n2、|"),
        ("1、甲|。\n2、乙", "1、甲。\n2、|\n3、乙"),
        ("1、甲|乙\n2、丙", "1、甲\n2、|乙\n3、丙"),
        ("1. 甲|乙\n2. 丙", "1. 甲\n2. |乙\n3. 丙"),
        ("（1）甲。|（2）乙。", "（1）甲。（2）|。（3）乙。"),
        ("前言：\n1、甲|", "前言：\n1、甲\n2、|"),
        ("1、甲；2、乙。|", "1、甲；2、乙；3、|。"),
        ("一是甲，二是乙|。", "一是甲，二是乙。三是|"),
        ("①甲；\n②乙|。", "①甲；\n②乙；\n③|。"),
        ("首先，甲；其次，乙；最后，丙。|", "首先，甲；其次，乙；再次，丙；最后，|。"),
        ("1、甲\n2、|", "1、甲\n|"),
        ("1、甲\n2、|\n3、丙", "1、甲\n|\n2、丙"),
        ("1、甲；2、|；3、丙", "1、甲；|2、丙"),
        ("①甲；\n②乙；\n③|。", "①甲；\n②乙。\n|"),
        ("1、|", "|"),
        ("甲|乙", "甲\n|乙"),
        ("前|言：\n1、甲\n2、乙", "前\n|言：\n1、甲\n2、乙"),
        ("1、甲\n2、乙\n综上，|", "1、甲\n2、乙\n综上，\n|"),
    ],
)
def test_enter_goes_on_in_the_style_of_the_list(before: str, after: str) -> None:
    assert shown(points.new_point(*at(before))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1、甲。\n2、|", "1、甲。|"),
        ("1、甲。\n2、|乙\n3、丙", "1、甲。|乙\n2、丙"),
        ("1. 甲\n2. |乙\n3. 丙", "1. 甲|乙\n2. 丙"),
        ("1、|甲", "|甲"),
        ("1、|甲\n2、乙", "1、|甲\n2、乙"),
        ("1、甲\n2、乙|", "1、甲\n2、乙|"),
        ("甲\n|乙", "甲\n|乙"),
    ],
)
def test_backspace_behind_a_number_joins(before: str, after: str) -> None:
    assert shown(points.join_point(*at(before))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1、甲；2、乙|。", "1、乙|；2、甲。"),
        ("一是甲，二是|乙。", "一是|乙，二是甲。"),
        ("前言：1、甲。2、|乙。", "前言：1、|乙。2、甲。"),
        ("1、3月做。\n2、|乙", "1、|乙。\n2、 3月做"),
        ("甲。\n乙|", "乙|。\n甲"),
    ],
)
def test_words_move_and_numbers_and_stops_stay(before: str, after: str) -> None:
    assert shown(points.move_point(*at(before), -1)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("验收|", "预算细化。|"),
        ("1、验收|；2、乙。", "1、预算细化|；2、乙。"),
        ("1、甲。\n2、|", "1、甲。\n2、预算细化。|"),
        ("|1、甲。\n2、乙。", "1、甲。\n2、乙。\n3、预算细化。|"),
        ("甲。|", "1、甲。\n2、预算细化。|"),
        ("甲。\n乙。|", "甲。\n乙。\n预算细化。|"),
        ("|", "预算细化。|"),
    ],
)
def test_a_wording_completes_the_clause_or_is_a_new_point(before: str, after: str) -> None:
    assert shown(points.complete(*at(before), "预算细化。")) == after


def test_a_measure_is_put_where_its_number_is() -> None:
    assert points.insert_point("1、甲。\n2、乙。", 2, "新。").text == "1、甲。\n2、新。\n3、乙。"
    assert points.insert_point("1、甲。\n2、乙。", 1, "新。").text == "1、新。\n2、甲。\n3、乙。"
    assert points.insert_point("1、甲。", 5, "新。").text == "1、甲。\n2、新。"


def test_the_introduction_and_the_end_are_no_points() -> None:
    text = "问题如下：\n1、甲。\n2、乙。\n以上。"
    assert points.position(text, 0) == (0, 2)
    assert points.position(text, text.index("乙")) == (2, 2)
    assert points.position(text, len(text)) == (0, 2)
    assert points.delete_point(text, text.index("乙")).text == "问题如下：\n1、甲。\n以上。"
