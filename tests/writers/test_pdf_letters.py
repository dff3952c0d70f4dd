"""Which characters the font of the PDFs has, and what is printed for those it lacks."""

import pytest

from perftui.writers.exporting import render
from perftui.writers.pdf.breaking import count_lines, pieces
from perftui.writers.pdf.fonts import installed_fonts
from perftui.writers.pdf.letters import Letters
from tests.writers.pdf_pages import whole


@pytest.fixture
def letters():
    return Letters(installed_fonts().widths)


def all_of_gb2312():
    for first in range(0xA1, 0xF8):
        for second in range(0xA1, 0xFF):
            try:
                yield bytes((first, second)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def test_the_font_has_all_of_gb2312_and_the_names_that_came_later(letters):
    common = "".join(all_of_gb2312())
    assert len(common) == 7445
    names = "䶮喆堃瑨玥珺璟昇祎淼犇垚赟彧昉堉頔"
    signs = "①⑳Ⅲ㎡℃‰≥≤×÷±√☆★●○■□◆→〓㈠…—“”‘’·￥%"
    assert letters.printable(common + names + signs) == common + names + signs
    assert not letters.missing


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("笑😀了", "笑〓了"),
        ("😀👍", "〓〓"),
        ("👨\u200d👩\u200d👧。", "〓。"),
        ("👍🏽好", "〓好"),
        ("🇨🇳🇫🇷", "〓〓"),
        ("☎\ufe0f", "☎"),
        ("𠮷野家", "〓野家"),
        ("葛\U000e0100城", "葛城"),
        ("한국", "〓〓"),
        ("عرب", "〓〓〓"),
        ("e\u0301", "e\u0301"),
        ("e\u0302x", "êx"),
        ("q\u0302\u0303x", "q〓x"),
        ("软\u00ad连\u200b字\u2060符", "软连字符"),
        ("不\xa0断\u2009开\u3000的", "不 断 开\u3000的"),
        ("\ue000私", "〓私"),
        ("", ""),
    ],
)
def test_one_stand_in_is_printed_for_a_sign_the_font_lacks(letters, text, printed):
    assert letters.printable(text) == printed


def test_the_missing_characters_are_listed_below_the_form_once(build):
    name = "😀笑😀𠮷"
    text = whole(render(build({"category": "产出目标", "name": name}, name=name), "pdf"))
    assert text.count("〓笑〓〓") == 2
    assert "〓：打印字库中没有的字，依次为U+1F600、U+20BB7。" in text


def test_a_form_without_missing_characters_has_no_such_note(realistic):
    assert "打印字库" not in whole(render(realistic, "pdf"))


def test_only_the_first_of_many_missing_characters_are_listed(build):
    text = whole(render(build(goal="".join(map(chr, range(0x1F600, 0x1F640)))), "pdf"))
    assert "U+1F613等64个。" in text


@pytest.mark.parametrize(
    "line", ["", "一个普通的句子，有标点。", "完成2019年“一网通办”（二期）12项"]
)
def test_an_ordinary_line_is_one_piece(letters, line):
    assert pieces(line, letters, 30) == [line]


def test_a_word_too_wide_for_its_cell_breaks_between_all_its_letters(letters):
    assert pieces("见W1W2W3W4。", letters, 4) == ["见", *"W1W2W3W4", "。"]


def test_a_mark_stays_with_its_letter(letters):
    assert pieces("e\u0301e\u0301e\u0301e\u0301", letters, 1) == ["e\u0301"] * 4


def test_a_number_of_an_item_inside_a_text_never_begins_a_line(letters):
    line = "参会1100家。2、参加招聘；（3）其他！二是好"
    assert pieces(line, letters, 30) == [
        "参会",
        ["1100家。2、"],
        "参加招",
        ["聘；（3）"],
        "其",
        ["他！二是"],
        "好",
    ]


def test_lines_are_counted_by_the_widths_of_letters(letters):
    assert count_lines(["甲" * 10], letters, 10) == 1
    assert count_lines(["1" * 20], letters, 10) == 1
    assert count_lines(["甲" * 11, "", "乙"], letters, 10) == 4
