"""The editor: header, narratives, suggestions, findings, undo and export by keyboard."""

import shutil
from pathlib import Path

from docx import Document as WordDocument
from textual.widgets import OptionList, Static, TextArea

from perftui.evaluation.values import Unread
from perftui.phrases.library import PhraseKind
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.storage.errors import StorageError
from perftui.tui.form.findings_panel import FindingsPanel
from perftui.tui.form.narrative.area import NarrativeArea
from perftui.tui.form.side import FINDINGS, SUGGESTIONS, SidePanel
from perftui.tui.form.suggestion_panel import SuggestionPanel
from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.choice import ChoiceScreen
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.widgets.field_row import FieldRow
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, saved, settle, type_text


def figures(pilot) -> str:
    return str(pilot.app.screen.query_one("SummaryBar .figures", Static).content)


def side_title(pilot) -> str:
    page = pilot.app.screen.query_one(SidePanel).page
    return str(pilot.app.screen.query_one(f"#{page} .side-title", Static).content)


def area_of(pilot, name: str) -> NarrativeArea:
    return pilot.app.screen.query_one(f"#section-{name} NarrativeArea", NarrativeArea)


def row(pilot, path: str) -> FieldRow:
    return next(r for r in pilot.app.screen.query(FieldRow) if r.path == path)


async def go_to(pilot, path: str) -> None:
    await editor(pilot).go_to(path)
    await press(pilot)
    await pilot.pause()


async def test_what_is_typed_is_in_the_file_when_typing_pauses(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await go_to(pilot, "department")
        await type_text(pilot, "综合科（一）")
        assert saved(folder / TOWER).department == "综合科（一）"
        assert "已保存" in figures(pilot)


async def test_an_amount_that_cannot_be_read_is_kept_and_marked_with_its_reason(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "executed")
        await press(pilot, *["backspace"] * 13)
        await type_text(pilot, "约一百万")
        field = row(pilot, "executed")
        assert field.has_class("-invalid")
        assert "约数" in str(field.query_one(".complaint", Static).content)
        executed = saved(folder / DRAFT).executed
        assert isinstance(executed, Unread)
        assert executed.text == "约一百万"
        assert "执行率 未算出" in figures(pilot)


async def test_full_width_figures_are_taken_as_typed_by_an_input_method(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "executed")
        await press(pilot, *["backspace"] * 13)
        await type_text(pilot, "１２６５００００。５")
        assert row(pilot, "executed").input.value == "12650000.5"
        assert str(saved(folder / DRAFT).executed) == "12650000.50"


async def test_an_amount_is_shown_as_it_was_understood_when_its_field_is_left(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "executed")
        await press(pilot, *["backspace"] * 13)
        await type_text(pilot, "1121.43864万元")
        await press(pilot, "enter")
        assert row(pilot, "executed").input.value == "11,214,386.40"


async def test_undo_goes_back_clause_by_clause_and_redo_forward(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "measures")
        await type_text(pilot, "按月核对，")
        await type_text(pilot, "及时支付。")
        await press(pilot, "ctrl+z")
        assert saved(folder / DRAFT).measures == "按月核对，"
        await press(pilot, "ctrl+z")
        assert saved(folder / DRAFT).measures == ""
        await press(pilot, "ctrl+y", "ctrl+y")
        assert saved(folder / DRAFT).measures == "按月核对，及时支付。"


async def test_a_problem_and_its_measure_are_taken_with_two_keys(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        first = pilot.app.screen.query_one(SuggestionPanel)
        assert first.option_count == 5
        wanted = first._suggestions[1]
        await press(pilot, "alt+2")
        assert saved(folder / DRAFT).problems == wanted.text
        assert f"回应「{wanted.topic_name}」" in side_title(pilot)
        await press(pilot, "alt+1")
        assert saved(folder / DRAFT).measures.endswith("。")
        assert pilot.app.screen.focused is area_of(pilot, "problems")
        await press(pilot, "ctrl+z", "ctrl+z")
        assert (saved(folder / DRAFT).problems, saved(folder / DRAFT).measures) == ("", "")


async def test_alt_digits_work_as_a_real_terminal_sends_them(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await type_text(pilot, "\x1b1")
        problems = saved(folder / DRAFT).problems
        assert problems.endswith("。")
        assert "¡" not in problems


async def test_suggestions_follow_what_is_typed_and_replace_it(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await type_text(pilot, "1、验收")
        panel = pilot.app.screen.query_one(SuggestionPanel)
        assert all("验收" in s.text for s in panel._suggestions[:3])
        await press(pilot, "alt+1")
        problems = saved(folder / DRAFT).problems
        assert problems.startswith("1、")
        assert problems.count("验收") == panel_text(problems).count("验收")


def panel_text(narrative: str) -> str:
    """A taken wording stands once: the fragment that called for it is gone."""
    return narrative.removeprefix("1、")


async def test_open_slots_are_visited_in_turn(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await type_text(pilot, "因{原因}推迟{时长}。")
        await press(pilot, "f2")
        area = area_of(pilot, "problems")
        assert area.selected_text == "{原因}"
        await type_text(pilot, "流标")
        await press(pilot, "f2")
        assert area.selected_text == "{时长}"
        assert saved(folder / DRAFT).problems == "因流标推迟{时长}。"


async def test_enter_on_a_finding_goes_to_its_field(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await press(pilot, "f4", "enter")
        assert pilot.app.screen.focused is row(pilot, "date").input


async def test_enter_on_a_finding_selects_the_words_it_rests_on(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f4")
        findings = pilot.app.screen.query_one(FindingsPanel)
        codes = [finding.code for finding in findings._report.findings]
        findings.highlighted = codes.index("PT029")
        await press(pilot, "enter")
        area = area_of(pilot, "measures")
        assert area.has_focus
        assert area.selected_text == "2020年第一季度"
        side = editor(pilot).query_one(SidePanel)
        assert side.page == FINDINGS  # what is to be mended stays in sight until it is
        await type_text(pilot, "二〇二〇年")
        assert side.page == SUGGESTIONS


async def test_f7_mends_what_is_certain_and_undo_takes_it_back(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f4")
        findings = pilot.app.screen.query_one(FindingsPanel)
        codes = [finding.code for finding in findings._report.findings]
        findings.highlighted = codes.index("PT044")
        await press(pilot, "f7")
        assert saved(folder / TOWER).achievements.endswith("。")
        await press(pilot, "ctrl+z")
        assert not saved(folder / TOWER).achievements.endswith("。")


async def test_a_rule_is_set_aside_with_a_reason_and_taken_back(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f4")
        findings = pilot.app.screen.query_one(FindingsPanel)
        codes = [finding.code for finding in findings._report.findings]
        findings.highlighted = codes.index("PT044")
        await press(pilot, "ctrl+r")
        await type_text(pilot, "按[red]原文公布")
        await press(pilot, "enter")
        assert saved(folder / TOWER).suppressed == {"PT044": "按[red]原文公布"}
        panel = editor(pilot).query_one(FindingsPanel)
        assert "PT044" not in {finding.code for finding in panel._report.findings}
        panel.highlighted = panel.option_count - 1
        assert "按[red]原文公布" in str(panel.get_option_at_index(panel.highlighted).prompt)
        await press(pilot, "ctrl+r")
        assert saved(folder / TOWER).suppressed == {}
        await press(pilot, "ctrl+z")
        assert saved(folder / TOWER).suppressed == {"PT044": "按[red]原文公布"}


async def test_a_reason_must_be_given_and_esc_leaves_everything(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f4", "ctrl+r", "enter")
        assert not isinstance(pilot.app.screen, EditorScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert saved(folder / TOWER).suppressed == {}


async def test_the_rules_of_the_folder_hold_and_its_other_forms_are_looked_at(
    folder: Path,
) -> None:
    (folder / "perftui.toml").write_text('[check]\nignore = ["PT051"]', encoding="utf-8")
    (seventh,) = folder.glob("2019-人才发展*")
    async with opened(seventh) as pilot:
        await settle(pilot)
        codes = editor(pilot).checks.codes
        assert "PT051" not in codes
        assert "PT036" in codes


async def test_f8_leads_through_what_is_not_filled_in(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await press(pilot, "f8")
        assert pilot.app.screen.focused is row(pilot, "date").input
        await type_text(pilot, "2021-04-16")
        await press(pilot, "f8")
        assert editor(pilot).section.part == "indicators"


async def test_f9_exports_a_word_document_with_what_was_just_typed(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await go_to(pilot, "measures")
        await type_text(pilot, "。抓紧。")
        await press(pilot, "f9", "enter")
        written = folder / "导出" / "2019-人才大厦管理维护专项.docx"
        texts = [cell.text for r in WordDocument(str(written)).tables[0].rows for cell in r.cells]
        assert any(text.endswith("。抓紧。") for text in texts)
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_exporting_again_asks_before_it_overwrites(folder: Path) -> None:
    target = folder / "导出" / "2019-人才大厦管理维护专项.docx"
    target.parent.mkdir()
    target.write_bytes(b"old")
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f9", "enter")
        assert target.read_bytes() == b"old"
        assert "再按一次回车覆盖" in str(pilot.app.screen.query_one(".message", Static).content)
        await press(pilot, "enter")
        assert target.read_bytes() != b"old"


async def test_a_form_with_errors_is_exported_as_a_draft_once_that_is_agreed(folder: Path) -> None:
    target = folder / "导出" / "2019-外国人（台港澳）来华工作许可专项.docx"
    async with opened(folder / target.with_suffix(".perf.json").name) as pilot:
        await press(pilot, "f9")
        assert "PT008" in str(pilot.app.screen.query_one(".obstacles", Static).content)
        await press(pilot, "enter")
        assert "按草稿导出" in str(pilot.app.screen.query_one(".message", Static).content)
        assert not target.exists()
        await press(pilot, "enter")
        headers = [section.header for section in WordDocument(str(target)).sections]
        assert any("草稿" in p.text for header in headers for p in header.paragraphs)


async def test_a_save_that_fails_is_said_and_keeps_the_user_in_the_form(
    folder: Path, monkeypatch
) -> None:
    async with opened(folder / TOWER) as pilot:
        before = (folder / TOWER).read_bytes()

        def refuse(*_: object) -> None:
            raise StorageError("不能保存：磁盘已满。")

        with monkeypatch.context() as failing:
            failing.setattr("perftui.storage.form_file.save", refuse)
            await go_to(pilot, "department")
            await type_text(pilot, "综合科")
            assert "没有存上" in figures(pilot)
            for key in ("escape", "ctrl+q"):
                await press(pilot, key)
                assert isinstance(pilot.app.screen, ChoiceScreen)
                await press(pilot, "escape")
                assert isinstance(pilot.app.screen, EditorScreen)
            assert (folder / TOWER).read_bytes() == before
        await type_text(pilot, "。")
        assert "已保存" in figures(pilot)


async def test_several_pasted_lines_are_joined_in_a_one_line_field(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await go_to(pilot, "department")
        await type_text(pilot, "\x1b[200~综合科\n（二）\x1b[201~")
        assert saved(folder / TOWER).department == "综合科（二）"


async def test_text_of_the_form_is_never_markup_nor_an_escape(folder: Path) -> None:
    hostile = "[/red] [1] 预算[red] [link=http://x] [@click=app.quit]点[/] {{7*7}} \x1b[31m红\u202e"
    kept = "[/red] [1] 预算[red] [link=http://x] [@click=app.quit]点[/] {{7*7}} 红"
    async with opened(folder / DRAFT) as pilot:
        screen = editor(pilot)
        for path in ("name", "department", "goal", "problems", "measures"):
            screen.document.set(path, hostile)
        screen.document.set("indicators[0].name", hostile)
        screen.document.set("indicators[0].remark", hostile)
        await screen.show_document("indicators[0].remark")
        await press(pilot, "f6", "f6", "f6", "f4", "f3", "f1", "escape")
        assert screen.document.evaluation.name == kept
        assert area_of(pilot, "problems").text == kept
        await press(pilot, "escape", "escape", "escape")
        await type_text(pilot, "[1]")


async def test_a_phone_sized_terminal_still_shows_field_side_and_keys(folder: Path) -> None:
    async with opened(folder / TOWER, size=(80, 24)) as pilot:
        await go_to(pilot, "problems")
        area = pilot.app.screen.query_one("#section-problems TextArea", TextArea)
        side = pilot.app.screen.query_one(SuggestionPanel)
        assert area.region.height >= 8
        assert side.region.height >= 6
        assert area.region.bottom <= side.region.y


async def test_the_side_never_takes_the_focus_by_itself(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await type_text(pilot, "预算")
        assert not isinstance(pilot.app.screen.focused, OptionList)
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen.focused, SuggestionPanel)
        await press(pilot, "f3")
        assert pilot.app.screen.focused is area_of(pilot, "problems")


async def test_enter_and_tab_walk_through_the_header_and_on_to_the_indicators(
    folder: Path,
) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "enter")
        assert pilot.app.screen.focused is row(pilot, "unit").input
        await press(pilot, *["tab"] * 4)
        assert pilot.app.screen.focused is row(pilot, "date").input
        await press(pilot, "enter")
        assert editor(pilot).section.part == "money"
        await press(pilot, *["enter"] * 3)
        assert editor(pilot).section.part == "indicators"
        await press(pilot, "f6", "tab")
        assert editor(pilot).section.part == "problems"
        await press(pilot, "shift+tab")
        assert editor(pilot).section.part == "achievements"


async def test_space_ticks_formats_and_all_of_them_are_written(folder: Path) -> None:
    async with opened(folder / TOWER) as pilot:
        await press(pilot, "f9", "down", "space", "down", "space", "enter")
        suffixes = sorted(path.suffix for path in (folder / "导出").iterdir())
        assert suffixes == [".docx", ".pdf", ".xlsx"]


async def test_other_wordings_of_a_topic_are_one_key_away(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        panel = pilot.app.screen.query_one(SuggestionPanel)
        before = [suggestion.text for suggestion in panel._suggestions]
        topic = panel._suggestions[0].topic
        await press(pilot, "ctrl+t")
        assert {suggestion.topic for suggestion in panel._suggestions} == {topic}
        assert panel._suggestions[0].text == before[0]
        assert len(panel._suggestions) > 2
        assert "的其他写法" in side_title(pilot)
        second = panel._suggestions[1].text
        await press(pilot, "ctrl+t")
        assert [suggestion.text for suggestion in panel._suggestions] == before
        await press(pilot, "ctrl+t", "alt+2")
        assert saved(folder / DRAFT).problems == second
        assert "回应「" in side_title(pilot)


async def test_escape_turns_back_from_other_wordings(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await press(pilot, "ctrl+t", "escape")
        assert "推荐：" in side_title(pilot)
        assert pilot.app.screen is editor(pilot)


async def test_a_suggestion_that_is_taken_counts_as_used(folder: Path, data_folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await type_text(pilot, "上半年支付较少")
        await press(pilot, "alt+1")
        taken = saved(folder / DRAFT).problems
    library = SqliteLibrary(data_folder)
    ((phrase, _),) = library.candidates(taken, PhraseKind.PROBLEM, 1)
    assert phrase.text == taken
    assert phrase.used == 1


async def test_a_damaged_library_is_made_anew_and_said_in_one_line(
    folder: Path, data_folder: Path
) -> None:
    (data_folder / "library.sqlite").write_bytes(b"nonsense" * 1000)
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        assert pilot.app.screen.query_one(SuggestionPanel).option_count == 5
        (said,) = [note.message for note in pilot.app._notifications]
        assert said.startswith("短语库损坏，已按词库")


async def test_what_is_typed_is_marked_in_what_is_suggested(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        await type_text(pilot, "项目支出主要发生在下半年")
        panel = pilot.app.screen.query_one(SuggestionPanel)
        prompt = panel.get_option_at_index(0).prompt
        marked = [
            prompt.plain[s.start : s.end] for s in prompt.spans if "underline" in str(s.style)
        ]
        assert marked == ["，上半年支付较少，全年预算执行的均衡性不足。"]


async def test_a_form_whose_folder_has_gone_is_kept_elsewhere(
    folder: Path, data_folder: Path
) -> None:
    async with opened(folder / TOWER) as pilot:
        await type_text(pilot, "甲")
        shutil.rmtree(folder)
        await type_text(pilot, "乙")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await press(pilot, "2")
        (kept,) = (data_folder / "没有存上的表").iterdir()
        assert saved(kept).name.endswith("甲乙")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
