"""Bars drawn in cells."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from perftui.jobs.overview import Bar, Mark, Plot
from perftui.tui.widgets.bars import cells_of, columns_of, scale_of

NUMBERS = st.decimals(0, 200, places=2)
BARS = st.builds(
    Bar,
    label=st.text(st.sampled_from("甲乙ab（）"), max_size=40),
    value=st.none() | NUMBERS,
    shown=st.sampled_from(["9", "98.15", "算不出"]),
    word=st.sampled_from(["", "优秀", "未评完"]),
    is_faint=st.booleans(),
)
MARKS = st.lists(st.builds(Mark, NUMBERS, st.just("60 合格"), st.just("60")), max_size=3)
QUIET = settings(max_examples=100, deadline=None, database=None, derandomize=True)


def plot(*bars: Bar, marks: tuple[Mark, ...] = (), top: int = 100) -> Plot:
    return Plot("", "", Decimal(top), bars, marks)


def drawn(value: str, width: int = 10, *, faint: bool = False, marks: tuple[int, ...] = ()) -> str:
    bar = Bar("", Decimal(value), "", is_faint=faint)
    lines = tuple(Mark(Decimal(at), "", "") for at in marks)
    return "".join(text for text, _ in cells_of(bar, plot(bar, marks=lines), width))


@pytest.mark.parametrize(
    ("value", "bar"),
    [
        ("0", "          "),
        ("0.1", "▏         "),
        ("50", "█████     "),
        ("52.5", "█████▎    "),
        ("99", "█████████▉"),
        ("100", "██████████"),
        ("130", "█████████>"),
    ],
)
def test_a_bar_is_as_long_as_its_value(value: str, bar: str) -> None:
    assert drawn(value) == bar


def test_lines_stand_across_the_bars() -> None:
    assert drawn("75", marks=(60, 90)) == "█████▊█▌ ▏"
    assert drawn("60", marks=(60, 90)) == "██████▏  ▏"


def test_a_bar_that_is_not_final_is_drawn_otherwise() -> None:
    assert drawn("50", faint=True) == "░░░░░     "


@QUIET
@given(st.lists(BARS, min_size=1, max_size=4), MARKS, st.integers(20, 200), NUMBERS)
def test_whatever_is_drawn_fits(
    bars: list[Bar], marks: list[Mark], width: int, top: Decimal
) -> None:
    shown = Plot("", "", top + 1, tuple(bars), tuple(marks))
    columns = columns_of(bars, width)
    for bar in bars:
        cells = list(cells_of(bar, shown, columns.bar))
        assert cell_len("".join(text for text, _ in cells)) == columns.bar
    assert cell_len(scale_of(shown, width)) <= width
    if width >= 60:
        gaps = 3 if columns.word else 2
        used = 2 + columns.label + columns.bar + columns.shown + columns.word + gaps
        assert used == width


def test_lines_are_named_in_brief_where_there_is_little_room() -> None:
    marks = (Mark(Decimal(60), "60 合格", "60"), Mark(Decimal(75), "75 良好", "75"))
    bars = (Bar("甲" * 12, Decimal(90), "90", "优秀"),)
    assert "60 合格" in scale_of(plot(*bars, marks=marks), 120)
    narrow = scale_of(plot(*bars, marks=marks), 60)
    assert "▏60" in narrow
    assert "合格" not in narrow
