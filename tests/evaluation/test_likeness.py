"""How much of a text another says, and where: numbers, marks and blanks aside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation.copy_index import CopyIndex, counts_in
from perftui.evaluation.likeness import (
    STRETCH,
    Masked,
    common_stretches,
    containment,
    grams_of,
)

PIECES = (
    "举办招聘会",
    "12场",
    "，",
    "服务企业",
    "1,200家",
    "2019年",
    "第一季度",
    "。",
    " ",
    "\n",
    "满意度达到",
    "95.5%",
    "完成验收",
    "十七次",
    "①",
    "𠮷",
    "（APP）",
    "__",
)
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=30)


def _share(one: str, other: str) -> Decimal:
    return containment(Masked(one).grams, Masked(other).grams)


@given(texts, texts)
def test_a_share_lies_between_nothing_and_all(one: str, other: str) -> None:
    assert 0 <= _share(one, other) <= 1


@given(texts)
def test_a_text_says_all_of_itself_unless_it_is_too_short(text: str) -> None:
    assert _share(text, text) == (1 if Masked(text).grams else 0)


@given(texts, texts)
def test_what_is_added_around_a_text_takes_nothing_from_it(text: str, added: str) -> None:
    whole = f"{added}。完{text}成。{added}"
    assert Masked(f"完{text}成").grams <= Masked(whole).grams


@given(texts, st.text("0123456789", min_size=10, max_size=10))
def test_other_digits_make_no_difference(text: str, digits: str) -> None:
    changed = text.translate(str.maketrans("0123456789", digits))
    assert Masked(changed).text == Masked(text).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2018年举办招聘会12场", "2019年举办招聘会115场"),
        ("服务企业1,200家", "服务企业 985 家"),
        ("执行率95.33%", "执行率8%"),
        ("举办十七场", "举办二十场"),
        ("3月15日前完成", "１２月3日前完成"),
        ("甲项、乙项，丙项。", "甲项乙项；丙项"),
        ("一是完成甲；二是完成乙", "三是完成甲；十是完成乙"),
    ],
)
def test_numbers_dates_and_marks_are_masked(one: str, other: str) -> None:
    assert Masked(one).text == Masked(other).text


def test_words_are_not_masked() -> None:
    assert Masked("完成验收工作").text != Masked("完成审价工作").text


def test_a_share_is_told_of_the_one_text_and_not_of_the_other() -> None:
    long, short = "加强预算执行管理，按月核对进度。", "加强预算执行管理"
    assert _share(short, long) == 1
    assert 0 < _share(long, short) < Decimal("0.5")


@given(texts, texts)
def test_stretches_are_common_text_where_they_say_they_stand(one: str, other: str) -> None:
    here, there = Masked(one), Masked(other)
    end = 0
    for stretch in common_stretches(here, there):
        assert stretch.start >= end and one[stretch.start : stretch.end] == stretch.text
        assert stretch.there in other
        said = Masked(stretch.text).text
        assert said == Masked(stretch.there).text and len(said) == stretch.length >= STRETCH
        assert said in here.text and said in there.text
        end = stretch.end


@given(texts)
def test_all_of_a_text_is_one_stretch_of_itself(text: str) -> None:
    masked = Masked(text)
    stretches = common_stretches(masked, masked)
    assert [one.length for one in stretches] == [len(masked.text)] * (len(masked.text) >= STRETCH)


def test_stretches_go_on_over_a_changed_number_and_stop_at_a_changed_word() -> None:
    one = "全年举办专场招聘会12场，服务企业300家。后续拟增加线上服务渠道两个。"
    other = "去年举办专场招聘会9场，服务企业260家！今后拟增加线上服务渠道五个。"
    stretches = common_stretches(Masked(one), Masked(other))
    assert [stretch.text for stretch in stretches] == [
        "年举办专场招聘会12场，服务企业300家",
        "拟增加线上服务渠道两个",
    ]
    assert [number[1:] for number in stretches[0].numbers] == [("12", "9"), ("300", "260")]
    assert one[stretches[0].numbers[1][0] :].startswith("300家")


def test_characters_outside_the_basic_plane_are_compared_too() -> None:
    assert len(grams_of("𠮷野家连锁")) > 1
    assert _share("𠮷野家连锁经营", "𠮷野家连锁管理") > 0


SAID = [
    "全年举办专场招聘会12场，服务企业1200家，达成意向350人次。",
    "完成大厦消防、空调、客梯系统维修保养，设备运行总体平稳。",
    "组织党务工作者培训3期，参训党员286人次，订阅报刊若干。",
]


def _found(index: CopyIndex, text: str, share: float = 0.3) -> list[list[int]]:
    return [list(candidate.sayers) for candidate in index.like(Masked(text), share)]


def test_the_index_finds_who_says_much_of_a_text() -> None:
    index = CopyIndex(SAID)
    assert _found(index, "全年举办专场招聘会15场，服务企业1500家，并新增线上渠道。") == [[0]]
    assert _found(index, "进一步优化人才引进落户办理流程，缩短审批时间。") == []


def test_texts_that_differ_in_numbers_only_are_found_as_one() -> None:
    index = CopyIndex([*SAID, SAID[0].replace("12", "9"), SAID[0]])
    assert _found(index, SAID[0]) == [[0, 3, 4]]


def test_a_short_text_within_a_long_one_is_found_from_both_sides() -> None:
    long, short = "".join(SAID) * 2, SAID[1]
    assert _found(CopyIndex([long]), short) == _found(CopyIndex([short]), long) == [[0]]


def test_texts_too_short_to_be_copies_are_left_out() -> None:
    assert _found(CopyIndex(["无。", "宣传力度不够。"]), "宣传力度不够。") == []
    assert _found(CopyIndex([]), SAID[0]) == []


@given(st.lists(st.lists(st.sampled_from(SAID + list(PIECES)), max_size=8).map("".join)), texts)
def test_whoever_says_enough_is_among_those_found(said: list[str], text: str) -> None:
    candidates = CopyIndex(said).like(Masked(text), 0.3)
    found = {number for candidate in candidates for number in candidate.sayers}
    for number, other in enumerate(said):
        if len(Masked(other).text) >= 15 and _share(text, other) >= Decimal("0.3"):
            assert number in found


def test_a_set_phrase_of_very_many_texts_hides_no_copy_among_them() -> None:
    phrase = "预算执行进度不够平衡，上半年预算执行率较低，下半年支出较为集中"
    copied = "大厦顶楼广告牌拆除与中庭玻璃栏杆更换同步推进"
    texts = [f"{phrase}，第{chr(0x4E10 + n) * 9}项" for n in range(300)]
    index = CopyIndex([*texts, f"{phrase}。{copied}"])
    first = next(index.like(Masked(f"{copied}，{phrase}，其余事项按计划推进"), 0.3))
    assert list(first.sayers) == [300]


def test_counts_are_numbers_of_three_digits_with_what_they_count() -> None:
    text = "2019年3月，服务企业1,493家、学员85人，占100%，支出124.55万元，编号1234号，热线12333。"
    assert list(counts_in(text)) == ["1493家", "124.55万"]


def test_the_index_finds_who_states_the_same_count() -> None:
    index = CopyIndex(SAID)
    assert index.counting("今年服务企业1200家") == (0,)
    assert index.counting("今年服务企业1200人，350人，300家") == (0,)
    assert index.counting("今年服务企业12家") == ()
