"""The words that changed: both texts whole, no scraps held for common ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation.comparing.pairing import likeness, matched, pairs
from perftui.evaluation.comparing.words import word_differences

TEXTS = st.text("预算执行率不够高，。1234%ab \n较低", max_size=60)


def marked(old: str, new: str) -> tuple[str, str]:
    shown = (
        "".join(piece.text if piece.is_common else f"<{piece.text}>" for piece in pieces)
        for pieces in word_differences(old, new)
    )
    before, after = shown
    return before, after


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_and_common_parts_are_the_same_in_both(old: str, new: str):
    before, after = word_differences(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    common = [[p.text for p in pieces if p.is_common] for pieces in (before, after)]
    assert common[0] == common[1]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str):
    assert all(piece.is_common for pieces in word_differences(text, text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (
            "预算执行率为95.33%",
            "预算执行率为88.65%",
            "预算执行率为<95.33%>",
            "预算执行率为<88.65%>",
        ),
        ("完成维修12项。", "已完成维修12项。", "完成维修12项。", "<已>完成维修12项。"),
        ("会同监理验收", "由处室自行核对", "<会同监理验收>", "<由处室自行核对>"),
        ("", "新写的", "", "<新写的>"),
    ],
)
def test_changed_words_are_marked(old, new, before, after):
    assert marked(old, new) == (before, after)


def test_a_character_shared_by_chance_between_others_is_no_common_ground():
    before, after = marked("因为资金批准得晚而延期到下一年", "由于合同金额有误被退回重做")
    assert before.startswith("<")
    assert "金" not in before.split(">")[-1]
    assert after.count("<") == 1


def test_very_long_texts_are_compared_by_clauses():
    old = "，".join(f"第{n}项工作已经完成" for n in range(2000))
    before, after = word_differences(old, old.replace("第7项工作", "第七项工作"))
    changed = [piece.text for piece in after if not piece.is_common]
    assert changed == ["第七项工作已经完成，"]
    assert len(before) == 3


@given(
    st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8),
    st.lists(st.sampled_from("甲乙己"), max_size=8),
)
def test_all_of_two_lists_is_paired_once_in_the_order_of_the_new_one(olds, news):
    found = pairs(len(olds), len(news), matched(olds, news))
    assert [b for _, b in found if b is not None] == list(range(len(news)))
    assert sorted(a for a, _ in found if a is not None) == list(range(len(olds)))
    assert all(olds[a] == news[b] for a, b in found if a is not None and b is not None)


def test_a_text_that_is_a_little_reworded_is_alike_whatever_its_numbers():
    assert likeness("举办招聘会12场，签约300人", "举办招聘会15场，签约420人") == 1
    assert likeness("设施年度检查管理机制", "设施检查管理机制") > 0.7
    assert likeness("群众满意度", "投诉发生率") == 0
    assert likeness("", "") == 0


def test_a_point_left_out_stands_behind_what_it_stood_behind():
    assert pairs(3, 2, {0: 0, 1: 2}) == [(0, 0), (1, None), (2, 1)]
    assert pairs(2, 0, {}) == [(0, None), (1, None)]


def test_lists_far_longer_than_any_form_are_matched_by_the_same_texts_alone():
    olds, news = ([f"{kind}第{n}条说明文字" for n in range(200)] for kind in ("旧", "新"))
    assert matched([*olds, "同"], ["同", *news]) == {0: 200}
