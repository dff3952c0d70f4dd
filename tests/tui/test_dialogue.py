"""The conversation beside the form: what is said goes into the form, which follows it."""

from pathlib import Path

from textual._xterm_parser import XTermParser
from textual.pilot import Pilot
from textual.widgets import Static

from perftui.tui.form.dialogue.pane import DialoguePane
from perftui.tui.form.dialogue.talk_line import TalkLine
from perftui.tui.form.dialogue.transcript import MOST, Transcript
from perftui.tui.form.dialogue.words import Spoken, Words
from perftui.tui.form.side import SidePanel
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.preview import PreviewScreen
from tests.tui.keyboard import DRAFT, come, editor, opened, press, saved, settle, type_text, until

PASTED = "\x1b[200~{}\x1b[201~"


def line(pilot: Pilot[None]) -> TalkLine:
    """Return the line, which must have the focus."""
    assert isinstance(pilot.app.focused, TalkLine)
    return pilot.app.focused


def said(pilot: Pilot[None]) -> list[str]:
    """Return what stands in the pane, each paragraph with its label."""
    words = pilot.app.screen.query(Words)
    return [f"{one.label.strip()} {one.words}" for word in words for one in word.paragraphs]


def notice(pilot: Pilot[None]) -> str:
    """Return what stands above the line."""
    shown = pilot.app.screen.query_one("DialoguePane .notice", Static)
    return str(shown.content) if shown.display else ""


async def say(pilot: Pilot[None], text: str) -> None:
    """Say a line, which is put in at once."""
    for event in (*XTermParser().feed(PASTED.format(text)), *XTermParser().feed("\r")):
        pilot.app.post_message(event)
    await settle(pilot)


async def test_what_is_said_goes_into_the_form_which_follows(folder: Path) -> None:
    async with opened(folder / DRAFT, (120, 40)) as pilot:
        await press(pilot, "f10")
        await what_is_said_line_by_line_goes_into_the_form(pilot, folder)
        await choices_are_taken_by_number_and_steps_taken_back(pilot)


async def test_the_pane_and_the_form_are_gone_between(folder: Path) -> None:
    async with opened(folder / DRAFT, (80, 24)) as pilot:
        await the_pane_knows_what_is_done_by_hand(pilot)
        await the_end_of_what_is_said_stays_in_sight(pilot)
        await the_key_leads_to_the_line_and_back(pilot)


async def what_is_said_line_by_line_goes_into_the_form(pilot: Pilot[None], folder: Path) -> None:
    assert not pilot.app.screen.query_one(SidePanel).display
    assert said(pilot)[0].startswith("说明 想到什么说什么")
    assert [one for one in said(pilot) if one.startswith("提问 ")]
    await type_text(pilot, "预算１３００万，实际执行11214386.4\r")
    document = editor(pilot).document
    assert (document.show("budget"), document.show("executed")) == (
        "13,000,000.00",
        "11,214,386.40",
    )
    assert editor(pilot).section.part == "money"
    shown = pilot.app.screen.query_one("#section-money .-at-hand")
    assert (shown.path, shown.value) == ("budget", "13,000,000.00")  # type: ignore[attr-defined]
    assert saved(folder / DRAFT).budget == document.evaluation.budget
    await say(pilot, "第1项扣1分")
    assert editor(pilot).here == "indicators[0].score"
    row = document.evaluation.indicators[0]
    assert row.score == row.weight - 1  # type: ignore[operator]
    line(pilot)
    own = [one for one in said(pilot) if one.startswith("您 ")]
    assert own == ["您 预算１３００万，实际执行11214386.4", "您 第1项扣1分"]

    before = document.edits
    await type_text(pilot, PASTED.format("预算1400万\r\n\r\n上年预算1200万\r\n第3项\t得4分\r\n"))
    assert notice(pilot) == "3 行，回车逐行发送"
    assert document.edits == before
    await press(pilot, "enter")
    assert document.show("budget") == "14,000,000.00"
    assert document.show("last_year_budget") == "12,000,000.00"
    assert notice(pilot) == ""
    own = [one for one in said(pilot) if one.startswith("您 ")]
    assert own[-3:] == ["您 预算1400万", "您 上年预算1200万", "您 第3项  得4分"]
    await type_text(pilot, PASTED.format("一行\n"))
    assert (line(pilot).text, notice(pilot)) == ("一行", "")
    await press(pilot, "ctrl+u")

    await say(pilot, "主要绩效：")
    await say(pilot, "完成巡查30次。")
    assert notice(pilot).startswith("正在写主要绩效")
    await press(pilot, "ctrl+s")  # nothing that was told line by line stays out of the file
    assert "完成巡查30次。" in saved(folder / DRAFT).achievements
    assert (notice(pilot), said(pilot)[-1].startswith("助手 ")) == ("", False)

    await say(pilot, "[red]甲[/red] [@click=app.quit]乙")
    assert [one for one in said(pilot) if "[red]甲[/red] [@click=app.quit]乙" in one]


async def choices_are_taken_by_number_and_steps_taken_back(pilot: Pilot[None]) -> None:
    document = editor(pilot).document
    await say(pilot, "自评时间2021年4月20日")
    await say(pilot, "主要问题怎么写")
    before = document.evaluation
    for _ in range(8):  # past questions until one has choices that write something
        if [one for one in said(pilot)[-4:] if one[:1].isdigit()]:
            await type_text(pilot, "\x1b1")  # Alt and 1, as a terminal sends it
            if document.evaluation is not before:
                break
        await say(pilot, "跳过")
    assert document.evaluation is not before
    assert "您 #1" in said(pilot)
    await press(pilot, "ctrl+z")
    assert document.evaluation == before
    assert "您 撤销" in said(pilot)
    await press(pilot, "ctrl+y")
    assert document.evaluation != before

    await press(pilot, "up", "up")
    assert line(pilot).text == "撤销"
    await press(pilot, "down", "down")
    assert line(pilot).text == ""


async def the_pane_knows_what_is_done_by_hand(pilot: Pilot[None]) -> None:
    await press(pilot, "f10")
    asked = [one for one in said(pilot) if one.startswith("提问 ")]
    assert "自评时间" in asked[-1]
    await press(pilot, "escape")
    await editor(pilot).go_to("date")
    await settle(pilot)
    await type_text(pilot, "2021-4-20")
    await press(pilot, "f10")
    again = [one for one in said(pilot) if one.startswith("提问 ")]
    assert len(again) == len(asked) + 1
    assert "自评时间" not in again[-1]
    await press(pilot, "escape", "f10")
    assert [one for one in said(pilot) if one.startswith("提问 ")] == again


async def the_end_of_what_is_said_stays_in_sight(pilot: Pilot[None]) -> None:
    pane = pilot.app.screen.query_one(DialoguePane)
    for half in (0, MOST // 2):
        long = [Spoken("说明", "", f"第{half + number}句") for number in range(MOST // 2 + 1)]
        pane.show(Words(long))
    await settle(pilot)
    transcript = pane.transcript
    count = sum(len(words.paragraphs) for words in transcript.query(Words))
    assert count <= MOST
    assert f"说明 第{MOST}句" in said(pilot)
    assert transcript.is_vertical_scroll_end
    await press(pilot, "pageup")
    line(pilot)
    at = transcript.scroll_y
    assert at < transcript.max_scroll_y
    pane.show(Words([Spoken("说明", "", "不请自来")]))
    await settle(pilot)
    assert not transcript.is_vertical_scroll_end
    await say(pilot, "还缺什么")
    await come(pilot, lambda: transcript.is_vertical_scroll_end)
    await say(pilot, "帮助")  # of a long answer the beginning is in sight
    own = [words for words in transcript.query(Words) if words.has_class("-users")][-1]
    await come(pilot, lambda: transcript.region.contains_point(own.region.offset))
    assert not transcript.is_vertical_scroll_end
    await come(pilot, lambda: notice(pilot).startswith("PageDown 看下文，最后问的是："))
    await press(pilot, "pagedown", "pagedown")
    await come(pilot, lambda: notice(pilot) == "")


async def the_key_leads_to_the_line_and_back(pilot: Pilot[None]) -> None:
    edits = editor(pilot).document.edits
    await press(pilot, "escape")
    await editor(pilot).go_to("indicators[2].score")
    await settle(pilot)
    await press(pilot, "f10")
    assert pilot.app.screen.query_one(Transcript).size.height >= 8
    await type_text(pilot, "写到一半")
    await press(pilot, "escape")
    assert editor(pilot).focused is editor(pilot).section.fields()[0]
    assert editor(pilot).here == "indicators[2].score"
    assert not pilot.app.screen.query_one(DialoguePane).display
    await press(pilot, "f10")
    assert line(pilot).text == "写到一半"
    await press(pilot, "shift+tab")  # to the form, the pane staying
    assert editor(pilot).focused is editor(pilot).section.fields()[0]
    assert pilot.app.screen.query_one(DialoguePane).display
    await press(pilot, "ctrl+f10", "f3")  # the suggestions stand where the pane stood
    assert editor(pilot).query_one(SidePanel).holds(editor(pilot).focused)
    await press(pilot, "f10", "ctrl+z")
    assert (line(pilot).text, editor(pilot).document.edits) == ("", edits)
    await press(pilot, "ctrl+z")
    assert editor(pilot).document.edits == ()

    await press(pilot, "escape")
    await editor(pilot).go_to("indicators[2].score")
    await type_text(pilot, "99")  # a number that is refused stays in sight
    await press(pilot, "f10")
    assert not isinstance(pilot.app.focused, TalkLine)


async def test_actions_are_done_by_the_screen_and_leaving_leads_home(folder: Path) -> None:
    async with opened(folder) as pilot:
        theme = pilot.app.theme
        await press(pilot, "f10")  # what is said before the rules are read waits for them
        await until(pilot, lambda: bool(pilot.app.screen.query(DialoguePane)))
        await settle(pilot)
        form = editor(pilot).document.path
        assert form is not None
        await say(pilot, "/换配色")
        assert pilot.app.theme != theme
        await say(pilot, "/预览")
        await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))
        await press(pilot, "escape")
        await say(pilot, "预算1300万")
        await type_text(pilot, "写到一半")
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert saved(form).budget == 13_000_000

        pilot.app.screen.open(form, talks=True)  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(pilot.app.screen.query(Words)))
        assert "您 预算1300万" in said(pilot)
        assert [one for one in said(pilot) if "以上是" in one]
        await say(pilot, "草稿")
        assert [one for one in said(pilot)[-8:] if "写到一半" in one and not one.startswith("您 ")]
        await say(pilot, "退出")
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
