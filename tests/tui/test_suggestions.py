"""The suggestion panel: what it shows, how wordings are taken, and what comes after."""

from pathlib import Path

from perftui.actions.keys import Keys
from perftui.phrases.slots import SLOT
from perftui.tui.form.narrative.area import NarrativeArea
from perftui.tui.form.side import SidePanel
from perftui.tui.form.suggestion_panel import SuggestionPanel
from tests.tui.keyboard import DRAFT, editor, opened, press, saved, type_text

TITLE = "#suggestions .side-title"


def area_of(pilot, name: str) -> NarrativeArea:
    return pilot.app.screen.query_one(f"#section-{name} NarrativeArea", NarrativeArea)


def panel_of(pilot) -> SuggestionPanel:
    return pilot.app.screen.query_one(SuggestionPanel)


def title(pilot) -> str:
    return str(pilot.app.screen.query_one(TITLE).content)


def prompts(pilot) -> list[str]:
    panel = panel_of(pilot)
    return [panel.get_option_at_index(n).prompt.plain for n in range(panel.option_count)]


async def go_to(pilot, path: str) -> None:
    await editor(pilot).go_to(path)
    await press(pilot)
    await pilot.pause()


async def write(pilot, path: str, text: str) -> None:
    """Have a narrative written already, and go to its end."""
    editor(pilot).document.put(path, text)
    await go_to(pilot, path)
    area_of(pilot, path).show(text)
    area_of(pilot, path).go_to(len(text))
    await press(pilot)


async def test_a_wording_replaces_the_point_or_is_one_behind_it_as_the_manner_says(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await write(pilot, "achievements", "1、完成甲。\n2、完成乙。\n3、完成丙。")
        area = area_of(pilot, "achievements")
        area.go_to(area.text.index("乙"))
        await press(pilot, "insert")
        assert "（换掉这点，Insert 换）" in title(pilot)
        first = panel_of(pilot)._suggestions[0].text
        await press(pilot, "alt+1")
        assert area.text == f"1、完成甲。\n2、{first}\n3、完成丙。"
        await press(pilot, "ctrl+z", "insert")
        assert "（另起一点，" in title(pilot)
        area.go_to(area.text.index("甲"))
        await press(pilot)
        second = panel_of(pilot)._suggestions[1].text
        await press(pilot, "alt+2")
        written = f"1、完成甲。\n2、{second}\n3、完成乙。\n4、完成丙。"
        assert saved(folder / DRAFT).achievements == written
        await press(pilot, "insert")
        assert "（接着写，" in title(pilot)


async def test_reasons_have_one_line_on_a_small_screen_and_open_when_looked_at(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "measures")
        panel = panel_of(pilot)
        for suggestion, prompt in zip(panel._suggestions, prompts(pilot), strict=True):
            *wording, reasons = prompt.split("\n")
            assert suggestion.text in "".join(line.strip() for line in wording)
            assert "贴合" in reasons
        assert panel.max_scroll_x == 0
        await press(pilot, "f3", "down", "down")
        shown = prompts(pilot)
        assert panel._suggestions[2].text in shown[2].replace("\n  ", "")
        assert len(shown[2].split("\n")) > 2
        assert "数字或回车采用" in title(pilot)
        wanted = panel._suggestions[2].text
        await press(pilot, "3")
        assert pilot.app.screen.focused is area_of(pilot, "measures")
        assert saved(folder / DRAFT).measures == wanted


async def test_each_suggestion_says_whence_it_is_how_it_fits_and_what_to_fill_in(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT, size=(120, 40)) as pilot:
        await go_to(pilot, "measures")
        for suggestion, prompt in zip(panel_of(pilot)._suggestions, prompts(pilot), strict=True):
            told = prompt.replace("\n  ", "")
            assert f"贴合{suggestion.score}" in told
            assert all(part in told for part in suggestion.origin)
            assert (f"待填{len(suggestion.slots)}处" in told) == bool(suggestion.slots)


async def test_gaps_are_filled_in_turn_while_the_measures_of_a_problem_stay(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        panel = panel_of(pilot)
        await type_text(pilot, "合同")
        places = [n for n, one in enumerate(panel._suggestions, 1) if one.slots and one.topic]
        assert places
        await press(pilot, f"alt+{places[0]}")
        area = area_of(pilot, "problems")
        assert SLOT.fullmatch(area.selected_text)
        assert "改进措施：回应「" in title(pilot)
        await type_text(pilot, "设备")
        assert "改进措施：回应「" in title(pilot)
        assert "设备" in saved(folder / DRAFT).problems


async def test_a_measure_is_put_beside_its_problem(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        editor(pilot).document.put("measures", "1、公布办理时限。\n2、开展满意度回访。")
        await write(pilot, "problems", "1、服务流程有待优化。\n2、满意度调研不够。")
        area = area_of(pilot, "problems")
        area.go_to(area.text.index("优化"))
        await press(pilot, "insert", "insert", "alt+1")
        assert "（第2点）" in title(pilot)
        await press(pilot, "alt+1")
        measures = saved(folder / DRAFT).measures
        assert measures.startswith("1、公布办理时限。\n2、")
        assert measures.endswith("\n3、开展满意度回访。")


async def test_measures_of_unanswered_problems_come_first_and_name_them(folder: Path) -> None:
    async with opened(folder / DRAFT, size=(120, 40)) as pilot:
        editor(pilot).document.put("measures", "制定预算执行推进表，按月支付。")
        problems = "1、预算执行集中在年底支付。\n2、招聘会满意度调研不够。"
        editor(pilot).document.put("problems", problems)
        await write(pilot, "measures", "制定预算执行推进表，按月支付。")
        editor(pilot)._check()
        editor(pilot)._suggest()
        assert "回应主要问题第2点" in panel_of(pilot)._suggestions[0].reasons[0]


async def test_the_list_stays_as_it_is_while_nothing_changes(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "problems")
        panel = panel_of(pilot)
        options = list(panel.options)
        await press(pilot, "left", "right")
        editor(pilot)._suggest()
        assert [a is b for a, b in zip(options, panel.options, strict=True)] == [True] * 5


async def test_suggestions_follow_the_caret_into_another_clause(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await write(pilot, "problems", "1、验收推迟\n2、满意度调研不够")
        before = [one.text for one in panel_of(pilot)._suggestions]
        await press(pilot, "up", "end")
        assert [one.text for one in panel_of(pilot)._suggestions] != before
        assert any("验收" in one.text for one in panel_of(pilot)._suggestions)


async def test_the_title_names_keys_as_they_are_remapped(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        pilot.app.keys = Keys({"editor.focus_suggestions": "f11", "editor.turn_manner": "f10"})
        await go_to(pilot, "problems")
        editor(pilot).query_one(SidePanel)._entitle()
        assert "F11 挑选" in title(pilot)
        assert "F10 换" in title(pilot)
        assert "Alt+数字采用" in title(pilot)
