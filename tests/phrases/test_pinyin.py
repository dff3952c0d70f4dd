"""Pinyin of what is stored, and what letters that are typed may mean."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.phrases.bank import Bank
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.pinyin import Spelled, initials_of, pinyin_of, read_letters
from perftui.phrases.similarity import comparable

QUICK = settings(max_examples=150, deadline=None, database=None, derandomize=True)


def _common() -> Iterator[str]:
    """Yield the 3755 characters that are in common use, as GB 2312 lists them."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFA if row == 0xD7 else 0xFF):
            yield bytes((row, cell)).decode("gb2312")


COMMON = tuple(_common())


# Pinyin of what is stored


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("预算执行率", "yu suan zhi xing lv"),
        ("预算集中在下半年", "yu suan ji zhong zai xia ban nian"),
        ("绿化战略", "lv hua zhan lve"),
        ("女职工", "nv zhi gong"),
        ("", ""),
        ("。，！", ""),
    ],
)
def test_characters_are_spelled_by_their_commonest_reading(text: str, pinyin: str) -> None:
    assert pinyin_of(text) == pinyin


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("长效机制", "chang xiao ji zhi"),
        ("较长时间", "jiao chang shi jian"),
        ("人数增长", "ren shu zeng zhang"),
        ("银行账户", "yin hang zhang hu"),
        ("行业标准", "hang ye biao zhun"),
        ("执行进度", "zhi xing jin du"),
        ("重新招标", "chong xin zhao biao"),
        ("重点工作", "zhong dian gong zuo"),
        ("调研报告", "diao yan bao gao"),
        ("会计核算", "kuai ji he suan"),
        ("会议服务", "hui yi fu wu"),
        ("降低成本", "jiang di cheng ben"),
    ],
)
def test_a_character_is_spelled_as_its_word_is_read(text: str, pinyin: str) -> None:
    assert pinyin_of(text) == pinyin


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("预算调整", "yu suan tiao zheng"),
        ("调剂使用", "tiao ji shi yong"),
        ("沟通协调", "gou tong xie tiao"),
        ("空调维修", "kong tiao wei xiu"),
        ("培训时长", "pei xun shi chang"),
        ("率先完成", "shuai xian wan cheng"),
    ],
)
def test_words_that_the_bank_and_the_forms_use_are_spelled_as_they_are_read(
    text: str, pinyin: str
) -> None:
    assert pinyin_of(text) == pinyin


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("进行业务培训", "jin xing ye wu pei xun"),
        ("注重建设", "zhu zhong jian she"),
        ("大会计划", "da hui ji hua"),
        ("支出差异", "zhi chu cha yi"),
    ],
)
def test_characters_of_two_words_are_not_read_as_one(text: str, pinyin: str) -> None:
    assert pinyin_of(text) == pinyin


def test_latin_words_stay_whole_between_the_syllables() -> None:
    assert pinyin_of("hr系统与erp对接") == "hr xi tong yu erp dui jie"
    assert pinyin_of("第3次（2019年）") == "di ci nian"


def test_every_common_character_has_a_syllable_that_is_read_back() -> None:
    for char in COMMON:
        syllable = pinyin_of(char)
        assert re.fullmatch("[a-z]+", syllable), char
        if len(syllable) > 1:
            assert Spelled((syllable,)) in read_letters(syllable), char


def test_every_wording_of_the_bank_has_a_syllable_for_each_character(bank: Bank) -> None:
    for phrase in bank_phrases(bank):
        han = [char for char in comparable(phrase.text) if not char.isascii()]
        latin = re.findall("[a-z]+", comparable(phrase.text))
        assert len(pinyin_of(comparable(phrase.text)).split()) == len(han) + len(latin)


def test_initials_are_the_first_letters() -> None:
    assert initials_of("yu suan zhi xing lv") == "yszxl"
    assert initials_of("hr xi tong") == "hxt"
    assert initials_of("") == ""


# What letters may mean


@pytest.mark.parametrize(
    ("typed", "likeliest"),
    [
        ("ysjzxbn", "y s j z x b n"),
        ("yusuanzhixing", "yu suan zhi xing"),
        ("yusuanzx", "yu suan z x"),
        ("yszhixing", "y s zhi xing"),
        ("yu suan zhi xing", "yu suan zhi xing"),
        ("  yusuan  ", "yu suan"),
        ("xian", "xian"),
        ("xi'an", "xi an"),
        ("zhuangxiu", "zhuang xiu"),
        ("shengchan", "sheng chan"),
        ("HR", "h r"),
        ("YuSuan", "yu suan"),
        ("lvhua", "lv hua"),
        ("lühua", "lv hua"),
        ("LÜHUA", "lv hua"),
        ("zhshch", "zh sh ch"),
        ("yusuanzhix", "yu suan zhi x"),
    ],
)
def test_letters_are_cut_into_syllables_and_initials(typed: str, likeliest: str) -> None:
    assert read_letters(typed)[0].parts == tuple(likeliest.split())


@pytest.mark.parametrize("unfinished", ["zhua", "zhon", "xin", "xion", "chua", "liu", "nua"])
def test_the_last_syllable_may_be_unfinished(unfinished: str) -> None:
    assert read_letters(f"yusuan{unfinished}")[0].parts == ("yu", "suan", unfinished)


def test_what_is_written_out_is_not_read_as_initials_too() -> None:
    assert read_letters("yusuanzhixing") == (Spelled(("yu", "suan", "zhi", "xing")),)


@pytest.mark.parametrize(("typed", "bare"), [("gagl", "g a g l"), ("wuyzw", "w u y z w")])
def test_short_syllables_may_be_initials_as_well(typed: str, bare: str) -> None:
    first, second = read_letters(typed)
    assert second.parts == tuple(bare.split())
    assert first != second


@pytest.mark.parametrize(
    "typed",
    ["", " ", "y", " y ", "预算", "yu预", "yusuan1", "95", "yu-suan", "yú", "a" * 61, "y\ns", "。"],
)
def test_what_is_no_pinyin_means_nothing(typed: str) -> None:
    assert read_letters(typed) == ()


@pytest.mark.parametrize("typed", ["''", "' '"])
def test_apostrophes_alone_mean_nothing(typed: str) -> None:
    assert read_letters(typed) == ()


@pytest.mark.parametrize(
    ("typed", "meant"), [("dangan", "档案"), ("fangan", "方案"), ("fangankexing", "方案可行")]
)
def test_letters_that_can_be_cut_in_two_ways_mean_both(typed: str, meant: str) -> None:
    assert Spelled(tuple(pinyin_of(meant).split())) in read_letters(typed)


def test_what_every_keyboard_types_for_a_syllable_is_read_as_it() -> None:
    assert Spelled(tuple(pinyin_of("战略").split())) in read_letters("zhanlue")


def test_a_spelling_tells_its_initials_and_what_is_written_out() -> None:
    spelled = Spelled(("yu", "suan", "zh", "x"))
    assert spelled.initials == "yszx"
    assert spelled.syllables == ("yu", "suan")


def test_a_vowel_among_initials_is_not_said_to_be_written_out() -> None:
    assert all(spelled.syllables == () for spelled in read_letters("aqglzd"))


@QUICK
@given(st.text("abeghinorsuvxyz' ", min_size=2, max_size=62))
def test_no_letter_is_lost_however_letters_are_read(typed: str) -> None:
    letters = re.sub("[' ]", "", typed)
    for spelled in read_letters(typed):
        assert "".join(spelled.parts) == letters
        assert len(spelled.initials) == len(spelled.parts)
        assert set(spelled.syllables) <= set(spelled.parts)


@QUICK
@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_not(typed: str) -> None:
    assert isinstance(read_letters(typed), tuple)
    assert initials_of(pinyin_of(typed)).isascii()


@QUICK
@given(st.lists(st.sampled_from(COMMON), min_size=1, max_size=8))
def test_syllables_set_apart_by_blanks_are_read_as_they_are(chars: list[str]) -> None:
    syllables = [pinyin_of(char) for char in chars]
    typed = " ".join(syllables)
    if len(typed) > 1:
        assert read_letters(typed)[0].parts == tuple(syllables)
        assert read_letters(typed.replace(" ", "'"))[0].parts == tuple(syllables)


@QUICK
@given(st.text("".join(COMMON), max_size=12))
def test_a_text_has_as_many_initials_as_characters(text: str) -> None:
    assert len(initials_of(pinyin_of(text))) == len(text)
