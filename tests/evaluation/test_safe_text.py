"""The boundary for text from outside: nothing that a terminal obeys comes through."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.evaluation.safe_text import safe_data, safe_text

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
HOSTILE = st.text(
    "\x1b\x9b[]0123;?mHJKP_^\\\x07\x18\u202e\u2066\u200f\ud800\r\n\t执行率\u200d\ufe0f\u200b❤👩",
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x1b[2J\x1b[1;1H执行率", "执行率"),
        ("\x1b[?1049h甲", "甲"),
        ("\x1b]0;标题\x07甲", "甲"),
        ("\x1b]8;;http://x\x1b\\甲\x1b]8;;\x1b\\", "甲"),
        ("\x1b]52;c;aGk=\x07甲", "甲"),
        ("\x1bP1$q\x1b\\甲", "甲"),
        ("\x1bc甲", "甲"),
        ("\x1b(B甲", "甲"),
        ("甲\x1b", "甲"),
        ("\x1b\x1b[31m甲", "甲"),
        ("甲\x00乙\x07\x08\x7f", "甲乙"),
        ("甲\x9b31m乙", "甲31m乙"),
        ("\u202e甲\u202c\u2066乙\u2069\u200f", "甲乙"),
        ("\ufeff甲", "甲"),
        ("甲\ud800乙", "甲乙"),
        ("甲\ufffe\uffff\ufdd0\U0010ffff", "甲"),
        ("甲\x1b]0;没有结尾\n乙", "甲0;没有结尾\n乙"),
        ("甲\x1b]0;标题\x9c乙", "甲乙"),
        ("预算\u200b\u2060\u180e执\xad行", "预算执行"),
        ("甲\u115f\u3164\uffa0\u034f乙", "甲乙"),
        ("\ufff9甲\ufffa乙\ufffb", "甲乙"),
        ("甲\U000e0001\U000e0061\U000e007f", "甲"),
        ("甲\u200d乙，👩\u200d", "甲乙，👩"),
        ("甲\ufe0f乙 ❤\ufe0f\ufe0f\U000e0101", "甲乙 ❤\ufe0f"),
        ("甲\ufe05\ufe06", "甲"),
        ("٣\u0600", "٣"),
    ],
)
def test_what_a_terminal_obeys_is_taken_out(text: str, safe: str) -> None:
    assert safe_text(text) == safe


def test_line_ends_become_line_feeds_and_tabs_stay() -> None:
    assert safe_text("甲\r\n乙\r丙\v丁\f戊\t己") == "甲\n乙\n丙\n丁\n戊\t己"


@pytest.mark.parametrize(
    "text",
    [
        "“梅园大讲堂”、（R字签证）①㈠㎡％．－，全角１２３",
        "𠮷野家 é ﹪ 👩‍👩‍👧 [red]不是标记[/red] {执行率} {{x}} =1+1",
        "👩🏽‍⚕️ ❤️‍🔥 🏳️‍🌈 1️⃣ ⚠️",
        "𮯰\U0002ebf0\U00032000 \ue816\U000f0001 葛\U000e0100 ᠠ\u180e ᠠ\u180b",
        "",
    ],
)
def test_ordinary_text_comes_through_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@QUICK
@given(st.text() | HOSTILE)
def test_nothing_unsafe_is_left_and_a_second_passage_changes_nothing(text: str) -> None:
    safe = safe_text(text)
    assert safe_text(safe) == safe
    assert not any(
        unicodedata.category(char) in ("Cc", "Cs") for char in safe if char not in "\n\t"
    )
    assert not re.search("[\u2028-\u202e\u2066-\u2069]", safe)
    assert {char for char in safe if unicodedata.category(char) == "Cf"} <= {"\u200d", "\u180e"}
    safe.encode("utf-8")


LETTERS = st.characters(
    whitelist_categories=("Lo", "Ll", "Nd", "Po", "Ps", "Pe"),
    blacklist_characters="\u115f\u1160\u3164\uffa0",  # letters of which nothing is seen
)


@QUICK
@given(st.text(LETTERS))
def test_letters_digits_and_marks_all_stay(text: str) -> None:
    assert safe_text(text) == text


def test_every_text_of_a_form_passes_the_boundary() -> None:
    hostile = "甲\x1b[31m\u202e"
    texts = ("name", "unit", "department", "goal", "achievements", "problems", "measures")
    row = Indicator(category=hostile, name=hostile, remark=hostile, target=hostile)
    form = Evaluation(
        **dict.fromkeys(texts, hostile), indicators=(row,), stated=Stated(grade=hostile)
    )
    assert {getattr(form, field) for field in texts} == {"甲"}
    assert (row.category, row.name, row.remark, row.target) == ("甲",) * 4
    assert form.stated is not None
    assert form.stated.grade == "甲"


def test_plain_data_passes_the_boundary_at_every_depth() -> None:
    hostile, day = "甲\x1b]0;x\x07\u202e", 7
    data = {hostile: [hostile, {"b": hostile, "c": day}], "d": None}
    assert safe_data(data) == {"甲": ["甲", {"b": "甲", "c": day}], "d": None}
