"""One-line fields: undo, several lines pasted, figures as they are typed, words of Han."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from perftui.tui.widgets.field_input import FieldInput
from tests.tui.keyboard import press, type_text


class Fields(App[None]):
    """A field of text and one of figures."""

    def compose(self) -> ComposeResult:
        yield FieldInput("")
        yield FieldInput("", numeric=True)


def field(pilot: Pilot[None]) -> FieldInput:
    focused = pilot.app.focused
    assert isinstance(focused, FieldInput)
    return focused


async def paste(pilot: Pilot[None], text: str) -> None:
    await type_text(pilot, f"\x1b[200~{text}\x1b[201~")


async def test_what_is_written_is_undone_and_done_again_step_by_step() -> None:
    async with Fields().run_test() as pilot:
        await type_text(pilot, "人才大厦，管理")
        await press(pilot, "ctrl+z")
        assert field(pilot).value == "人才大厦，"
        await press(pilot, "ctrl+z")
        assert field(pilot).value == ""
        await press(pilot, "ctrl+y", "ctrl+y")
        assert (field(pilot).value, field(pilot).cursor_position) == ("人才大厦，管理", 7)
        await press(pilot, "ctrl+w", "backspace")
        assert field(pilot).value == "人才大厦"
        await press(pilot, "ctrl+z")
        assert field(pilot).value == "人才大厦，"
        await type_text(pilot, "改")
        await press(pilot, "ctrl+y")
        assert field(pilot).value == "人才大厦，改"
        await press(pilot, "ctrl+u", "ctrl+z")
        assert field(pilot).value == "人才大厦，改"
        await paste(pilot, "维护\n专项")
        await press(pilot, "ctrl+z")
        assert field(pilot).value == "人才大厦，改"
        field(pilot).value = "别的一栏"  # set by the program: that is not taken back
        await press(pilot, "ctrl+z")
        assert field(pilot).value == "别的一栏"


async def test_several_lines_pasted_become_one_and_nothing_is_lost() -> None:
    async with Fields().run_test() as pilot:
        await paste(pilot, "人才大厦\r\n管理维护\nannual\nreport\n")
        assert field(pilot).value == "人才大厦管理维护annual report"
        field(pilot).value = "前后"
        field(pilot).cursor_position = 1
        pilot.app.post_message(events.Paste("[/red]\n\x1b]0;x\x07[link=y]\u202e"))
        await pilot.pause()
        assert field(pilot).value == "前[/red] [link=y]后"


async def test_a_field_of_figures_takes_the_first_and_tells_the_rest() -> None:
    async with Fields().run_test() as pilot:
        await press(pilot, "tab")
        await paste(pilot, "预算[red]\n１，２４５，５０５。００\n1187376")
        assert field(pilot).value == "1,245,505.00"
        (told,) = [str(one.message) for one in pilot.app._notifications]
        assert "只填入了「１，２４５，５０５。００」" in told
        assert told.endswith("没有填入：预算[red]；1187376")


@pytest.mark.parametrize(
    ("typed", "value"),
    [("９５。５", "95.5"), ("95、5", "95.5"), ("－０．５", "-0.5"), ("１，２６５", "1,265")],
)
async def test_figures_are_made_plain_as_they_are_typed(typed: str, value: str) -> None:
    async with Fields().run_test() as pilot:
        await press(pilot, "tab")
        await type_text(pilot, typed)  # all at once, as an input method commits it
        assert field(pilot).value == value


async def test_words_of_han_end_at_marks_and_after_a_few_characters() -> None:
    async with Fields().run_test() as pilot:
        await type_text(pilot, "资金到位，预算执行率95%")
        await press(pilot, "ctrl+left", "ctrl+left")
        assert field(pilot).cursor_position == 9
        await press(pilot, "ctrl+left", "ctrl+left", "ctrl+left", "ctrl+right")
        assert field(pilot).cursor_position == 4
        await press(pilot, "end", "ctrl+w", "ctrl+w", "ctrl+w")
        assert field(pilot).value == "资金到位，"
        await press(pilot, "ctrl+shift+left")
        assert field(pilot).selected_text == "，"
        pilot.app.post_message(events.Paste("。"))
        await pilot.pause()
        assert field(pilot).value == "资金到位。"
