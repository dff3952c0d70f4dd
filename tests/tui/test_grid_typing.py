"""What the grid's parts do without a screen: the clipboard, a number being typed, a selection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.tui.form.grid.asking import Question
from perftui.tui.form.grid.cells import columns_of, shortened, shortened_within, widths
from perftui.tui.form.grid.clipboard import parse, write
from perftui.tui.form.grid.entry import Entry
from perftui.tui.form.grid.selection import NOTHING_SELECTED, Selection


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("6", [["6"]]),
        ("", [[""]]),
        ("6\t5\r\n4\t3\r\n", [["6", "5"], ["4", "3"]]),
        ("6\r5\r", [["6"], ["5"]]),
        ("6\n\n5", [["6"], [""], ["5"]]),
        ("\t6\n", [["", "6"]]),
        ('"第一行\n第二行"\t6\n', [["第一行\n第二行", "6"]]),
        ('"第一行\r\n说""好"""', [['第一行\n说"好"']]),
        ('"重要"项目\t"半句', [['"重要"项目', '"半句']]),
        ('"全句"', [['"全句"']]),
    ],
)
def test_the_clipboard_is_read_as_spreadsheets_write_it(text, rows):
    assert parse(text) == rows


CELLS = st.text('"\t\n项目 6', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_pasted_as_it_was(rows):
    assert parse(write(rows) + "\n") == rows


@given(st.text('"\t\r\n6'))
def test_any_text_is_read_as_rows_of_cells(text):
    assert all(parse(text))


def typed(entry: Entry, *keys: str) -> Entry:
    for key in keys:
        entry = entry.pressed(key) or entry.typed(key)
    return entry


def test_a_number_that_is_started_over_grows_at_its_end():
    entry = typed(Entry.begin(""), "1", "2", "backspace", ".", "5")
    assert entry.shown().plain == "1.5_"
    assert entry.pressed("left") is None
    assert entry.pressed("home") is None
    assert entry.pressed("delete") is None


def test_a_number_that_is_edited_in_place_has_a_caret():
    entry = Entry.begin("12.5", in_place=True)
    assert typed(entry, "left", "left", "backspace").text == "1.5"
    assert typed(entry, "home", "delete", "3").text == "32.5"
    assert typed(entry, "home", "left", "end", "right", "0").text == "12.50"
    shown = typed(entry, "left").shown()
    assert (shown.plain, [(span.start, span.end) for span in shown.spans]) == ("12.5", [(3, 4)])


def test_a_selection_runs_from_where_it_began_to_the_cursor_in_the_order_of_the_table():
    places = [0, 3, 1, 2]
    selection = NOTHING_SELECTED.begun_at(3).begun_at(1)
    assert selection.of(places, 2) == (3, 1, 2)
    assert selection.of(places, 0) == (0, 3)
    assert selection.of(places, None) == ()
    assert NOTHING_SELECTED.of(places, 0) == ()
    assert Selection(is_all=True).of(places, 0) == (0, 3, 1, 2)


def test_a_question_follows_the_cursor_only_to_a_row_that_wants_a_reason():
    lost = Indicator(category="产出目标", name="甲", weight="8", score="7")
    full = Indicator(category="产出目标", name="乙", weight="8", score="8")
    form = Evaluation(indicators=(lost, full, lost, full))
    question = Question(0, landed=1)
    assert question.stands(form)
    assert question.after_move(form, 3) == question
    assert question.after_move(form, 2) is None
    given_reason = Question(0, landed=1, reason="晚了")
    assert given_reason.after_move(form, 1) == given_reason
    assert given_reason.after_move(form, 3) is None
    assert not given_reason.stands(form.model_copy(update={"problems": "1、晚了。"}))


@pytest.mark.parametrize("profile", ["sh2019", "national2020"])
@pytest.mark.parametrize("targets", [False, True])
@pytest.mark.parametrize("width", [72, 80, 90, 200])
def test_the_columns_fill_the_width_and_no_more(profile, targets, width):
    columns = columns_of(load_profile(profile), targets=targets)
    shares = widths(columns, width, load_profile(profile).score_step)
    assert len({column.field for column in columns}) == len(columns)
    assert width - 10 <= sum(shares) + 2 * len(shares) + 2 <= width
    assert dict(zip((c.field for c in columns), shares, strict=True))["name"] >= 10


@given(st.text("项目a（）率", max_size=40), st.integers(10, 30))
def test_what_is_cut_fits_and_shows_that_it_was_cut(text, width):
    for cut in (shortened(text, width), shortened_within(text, width)):
        assert cell_len(cut) <= width
        assert cut == text or ".." in cut
