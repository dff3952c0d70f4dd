"""Quotes: sentences around what is wrong, cut where they are long, never within a mark."""

from hypothesis import given
from hypothesis import strategies as st

from perftui.writers.findings.quoting import REACH, ListedText, quote

TEXT = "1、完成6台客梯年度检测。\n2、全年投诉3起，均已处理。\n3、预算执行率98%，较上年提高。"
LONG = (
    "2、完成6台客梯年度检测，全年投诉3起，均已在规定时限内处理完毕，并对2019年度物业服务合同的履行情况"
    "进行了全面检查，发现问题12项，已整改11项，剩余1项因资金批准时间较晚，结转下年度实施,"
    "预计2020年3月底前完成，完成后及时组织验收并办理结算，结算金额以财务监理审定数1,245,505.00元为准，"
    "其余事项按照合同约定办理。"
)


def span(text, part):
    start = text.index(part)
    return start, start + len(part)


def shown(quotes):
    """Write quotes with their marks in brackets."""
    return [
        "".join(f"[{piece}]" if marked else piece for piece, marked in quoted.pieces)
        for quoted in quotes
    ]


def test_a_quote_is_the_sentence_around_a_mark():
    quotes = quote("主要绩效", TEXT, [span(TEXT, "投诉3起")])
    assert shown(quotes) == ["2、全年[投诉3起]，均已处理。"]
    assert quotes[0].name == "主要绩效"


def test_sentences_that_follow_one_another_are_one_quote():
    marks = [span(TEXT, "98%"), span(TEXT, "3起")]
    assert shown(quote("", TEXT, marks)) == [
        "2、全年投诉[3起]，均已处理。\n3、预算执行率[98%]，较上年提高。"
    ]


def test_sentences_apart_are_quoted_apart():
    marks = [span(TEXT, "6台"), span(TEXT, "98%")]
    assert shown(quote("", TEXT, marks)) == [
        "1、完成[6台]客梯年度检测。",
        "3、预算执行率[98%]，较上年提高。",
    ]


def test_a_mark_over_two_sentences_takes_both():
    start, _ = span(TEXT, "均已")
    _, end = span(TEXT, "预算执行率")
    assert shown(quote("", TEXT, [(start, end)])) == [
        "2、全年投诉3起，[均已处理。\n3、预算执行率]98%，较上年提高。"
    ]


def test_spans_that_overlap_or_touch_are_one_mark():
    (start, end), (_, last) = span(TEXT, "全年"), span(TEXT, "投诉3起")
    marks = [(end, last), (start, end), (start + 1, end + 1)]
    assert shown(quote("", TEXT, marks)) == ["2、[全年投诉3起]，均已处理。"]


def test_a_long_sentence_is_cut_at_pauses_with_ellipses():
    assert shown(quote("", LONG, [span(LONG, "实施,")])) == [
        "…发现问题12项，已整改11项，剩余1项因资金批准时间较晚，结转下年度[实施,]"
        "预计2020年3月底前完成，完成后及时组织验收并办理结算…"
    ]


def test_a_cut_leaves_no_half_of_a_number_or_a_word():
    text = "甲" * 100 + "共1,245,505.00元及Microsoft产品" + "乙" * (REACH - 6) + "错" + "丙" * 100
    (quoted,) = quote("", text, [span(text, "错")])
    assert quoted.text.startswith("…产品")


def test_marks_near_one_another_at_the_beginning_are_one_quote():
    assert shown(quote("", "1" * 50, [(0, 1), (2, 3)])) == [f"[1]1[1]{'1' * 47}"]


def test_a_short_value_is_marked_whole():
    assert shown(quote("自评分", "94", [(0, None)])) == ["[94]"]


def test_of_a_long_text_that_is_all_wrong_only_the_beginning_is_quoted():
    (quoted,) = quote("", LONG, [(0, None)])
    assert quoted.text == LONG[:60] + "…"
    assert quoted.marks == ()


def test_nothing_is_quoted_of_an_empty_text_or_for_no_span():
    assert quote("", " \n", [(0, None)]) == ()
    assert quote("", TEXT, []) == ()
    assert quote("", TEXT, [(3, 3), (999, 1200), (-5, 0)]) == ()


def test_pieces_are_clean_and_marks_outside_the_text_are_let_go():
    quoted = ListedText("", "一\x07二\u202e三\r\n四", ((1, 4), (2, 99), (-3, -1)))
    assert list(quoted.pieces) == [("一", False), ("二三\n四", True)]


ALPHABET = "甲乙1234.,，、。；\n 　Aa（）"
TEXTS = st.text(ALPHABET, max_size=80) | st.text("甲乙1，a", min_size=150, max_size=400)
SPANS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 30)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=6,
)


@given(TEXTS, SPANS)
def test_quotes_show_every_mark_whole_and_little_else(text, spans):
    wrong = {place for start, end in spans for place in range(start, min(end, len(text)))}
    is_whole = len(text) > 120 and len(text.strip()) <= len(wrong)
    quotes = quote("", text, spans)
    if not text.strip() or is_whole:
        return
    marked = ["".join(q.text[start:end] for start, end in q.marks) for q in quotes]
    assert "".join(marked) == "".join(text[place] for place in sorted(wrong))
    at = 0
    for quoted in quotes:
        assert quoted.marks
        bare = quoted.text.removeprefix("…").removesuffix("…")
        at = text.index(bare, at) + len(bare)
        around = len(quoted.text) - sum(end - start for start, end in quoted.marks)
        assert around <= len(quoted.marks) * 2 * (REACH + 1) + 6 * (len(quoted.marks) - 1)
