"""Chinese line breaking, against the pinned textual and rich."""

from itertools import pairwise

import rich._wrap
import textual._wrap
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from perftui.tui.terminal import cjk

CLOSING = "，。、；：？！）」』》”"
TEXTS = st.text(
    st.sampled_from("预算执行率资金使用（）「」，。、；：1234567890.%ABCdef \n“”《》"), max_size=120
)


def wrapped(text: str, width: int) -> list[str]:
    """Wrap as every Static, OptionList and TextArea does."""
    cjk.install()
    offsets = textual._wrap.compute_wrap_offsets(text, width, tab_size=4)
    edges = [0, *offsets, len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def test_the_private_patterns_are_still_where_we_replace_them() -> None:
    cjk.install()
    assert textual._wrap.re_chunk is cjk.CHUNK
    assert rich._wrap.re_word is cjk.WORD


def test_a_number_does_not_stand_alone_before_its_sentence() -> None:
    assert wrapped("1. 本项目预算执行率为百分之九十五", 12)[0] == "1. 本项目预"


def test_no_row_starts_with_closing_punctuation() -> None:
    rows = wrapped("资金使用合规，绩效目标合理。项目设立规范（完整）。", 10)
    assert all(row[0] not in CLOSING for row in rows)


def test_an_opening_bracket_does_not_end_a_row() -> None:
    rows = wrapped("财务资产管理（含采购）制度", 14)
    assert not any(row.endswith("（") for row in rows)


def test_figures_and_words_are_not_torn() -> None:
    assert "1,187,376.00" in "|".join(wrapped("预算执行数为1,187,376.00元整", 14))


@given(TEXTS, st.integers(8, 40))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    rows = wrapped(text, width)
    assert "".join(rows) == text
    assert all(cell_len(row.rstrip()) <= width for row in rows)


@given(TEXTS, st.integers(8, 40))
def test_labels_wrap_alike(text: str, width: int) -> None:
    cjk.install()
    lines = Content(text).wrap(width)
    assert "".join(line.plain for line in lines).replace(" ", "") == text.replace(" ", "").replace(
        "\n", ""
    )
