"""A field of one line: what is joined, what is picked out, where words end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation.one_line import join_lines, pick_number, word_after, word_before


@pytest.mark.parametrize(
    ("pasted", "joined"),
    [
        ("人才大厦\n管理维护", "人才大厦管理维护"),
        ("annual\nreport", "annual report"),
        ("人才大厦\r\n2020".replace("\r", ""), "人才大厦2020"),
        ("第一期,\nphase two", "第一期, phase two"),
        ("ABC\n中文\nDEF 1", "ABC中文DEF 1"),
        ("  缩进的\n\n\n  文字  ", "缩进的文字"),
        ("甲\t乙", "甲 乙"),
        ("一行\n", "一行"),
        (" 前后空格 ", " 前后空格 "),
        ("\n", ""),
    ],
)
def test_lines_are_joined_as_they_read(pasted: str, joined: str) -> None:
    assert join_lines(pasted) == joined


@given(st.text("甲乙ab1，. \n\t"))
def test_joining_drops_nothing_but_blanks(pasted: str) -> None:
    joined = join_lines(pasted)
    assert "".join(joined.split()) == "".join(pasted.split())
    assert "\n" not in joined and join_lines(joined) == joined


@pytest.mark.parametrize(
    ("pasted", "number", "rest"),
    [
        ("1,245,505.00\n1,187,376.00", "1,245,505.00", ("1,187,376.00",)),
        ("预算（元）\n1245505\n\n备注", "1245505", ("预算（元）", "备注")),
        ("没有\n数", "", ("没有", "数")),
        ("９５。５", "９５。５", ()),
    ],
)
def test_the_first_line_with_a_figure_is_picked(
    pasted: str, number: str, rest: tuple[str, ...]
) -> None:
    assert pick_number(pasted) == (number, rest)


def stops(text: str) -> list[str]:
    """Cut a text where Ctrl+Left stops."""
    parts, at = [], len(text)
    while at:
        start = word_before(text, at)
        parts.append(text[start:at])
        at = start
    return parts[::-1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("资金到位，预算执行率95%，", ["资金到位", "，", "预算执行", "率", "95%", "，"]),
        ("annual report 2020", ["annual ", "report ", "2020"]),
        ("共1,187,376.00元", ["共", "1,187,376.00", "元"]),
        ("（一）概况", ["（", "一", "）", "概况"]),
    ],
)
def test_words_stop_at_marks_and_after_a_few_han(text: str, parts: list[str]) -> None:
    assert stops(text) == parts


@given(st.text("甲乙丙ab1，。. （"), st.integers(0, 20))
def test_walking_forth_and_back_moves_and_ends_at_the_edges(text: str, at: int) -> None:
    at = min(at, len(text))
    assert word_before(text, at) < at or at == 0
    assert word_after(text, at) > at or at == len(text)
    assert word_after(text, len(text)) == len(text) and word_before(text, 0) == 0
