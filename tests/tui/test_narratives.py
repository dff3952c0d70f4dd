"""The narratives: written point by point with the keys of the table, each edit one step."""

import stat
import sys
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.finding import Finding, Level
from perftui.tui.form.narrative.area import NarrativeArea
from perftui.tui.form.narrative.outside import OutsideError, command, edited
from perftui.tui.form.narrative.standing import open_problems, standing
from perftui.tui.widgets.text_field import step_left, step_right
from tests.tui.keyboard import DRAFT, TOWER, editor, opened, press, saved, type_text


def area_of(pilot, name: str) -> NarrativeArea:
    return pilot.app.screen.query_one(f"#section-{name} NarrativeArea", NarrativeArea)


def line_under(pilot, name: str) -> str:
    return str(pilot.app.screen.query_one(f"#section-{name} .standing").content)


async def go_to(pilot, path: str) -> None:
    await editor(pilot).go_to(path)
    await press(pilot)
    await pilot.pause()


async def test_points_are_written_split_joined_moved_and_deleted_by_keys(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "measures")
        area = area_of(pilot, "measures")
        await type_text(pilot, "1、按月核对，及时支付。\r提前启动采购。")
        assert area.text == "1、按月核对，及时支付。\n2、提前启动采购。"
        assert "第2点，共2点  22字" in line_under(pilot, "measures")
        await press(pilot, "alt+up")
        assert saved(folder / DRAFT).measures == "1、提前启动采购。\n2、按月核对，及时支付。"
        assert area.text[: area.caret].endswith("采购")
        await press(pilot, "alt+down", "alt+down")
        assert area.text == "1、按月核对，及时支付。\n2、提前启动采购。"
        area.go_to(area.text.index("及时"))
        await press(pilot, "enter")
        assert area.text == "1、按月核对，\n2、及时支付。\n3、提前启动采购。"
        await press(pilot, "backspace")
        assert area.text == "1、按月核对，及时支付。\n2、提前启动采购。"
        await press(pilot, "ctrl+d")
        assert saved(folder / DRAFT).measures == "1、提前启动采购。"
        await press(pilot, *["ctrl+z"] * 3)
        assert saved(folder / DRAFT).measures == "1、按月核对，及时支付。\n2、提前启动采购。"


async def test_enter_ends_a_list_on_an_empty_point_and_breaks_the_line_without_one(
    folder: Path,
) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "measures")
        await type_text(pilot, "（1）按月核对。\r\r以上由办公室落实。\r完。")
        assert saved(folder / DRAFT).measures == "（1）按月核对。\n以上由办公室落实。\n完。"
        await press(pilot, "ctrl+n", *["backspace"] * 2)
        assert saved(folder / DRAFT).measures == "（1）按月核对。\n以上由办公室落实。\n"


async def test_several_lines_are_pasted_safely_and_numbered_with_one_key(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "measures")
        await type_text(pilot, "\x1b[200~按月[/red]核对。\r\n提前\u202e启动。\r\n\x1b[201~")
        assert area_of(pilot, "measures").text == "按月[/red]核对。\n提前启动。\n"
        await press(pilot, "ctrl+n")
        assert saved(folder / DRAFT).measures == "1、按月[/red]核对。\n2、提前启动。\n"


async def test_words_are_deleted_a_few_characters_at_a_time(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        await go_to(pilot, "measures")
        await type_text(pilot, "预算执行率95%，资金到位")
        area = area_of(pilot, "measures")
        await press(pilot, "ctrl+w")
        assert area.text == "预算执行率95%，"
        await press(pilot, "ctrl+left", "ctrl+left", "ctrl+delete")
        assert area.text == "预算执行率，"


@pytest.mark.parametrize("text", ["因资金批准时间较晚，未能验收。共3项ABC  def", "，，", "甲"])
def test_steps_are_short_and_lead_there_and_back(text: str) -> None:
    stops = [0]
    while stops[-1] < len(text):
        stops.append(step_right(text, stops[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(step_left(text, back[-1]))
    assert stops == back[::-1]
    assert max(b - a for a, b in pairwise(stops)) <= 10


async def test_the_line_says_which_problems_want_a_measure(folder: Path) -> None:
    async with opened(folder / DRAFT) as pilot:
        screen = editor(pilot)
        screen.document.set("problems", "1、服务流程有待优化。\n2、预算执行集中在年底支付。")
        await go_to(pilot, "problems")
        assert "第1、2点还没有改进措施" in line_under(pilot, "problems")
        await go_to(pilot, "measures")
        assert "主要问题第1、2点还没有对应的措施" in line_under(pilot, "measures")
        await type_text(pilot, "制定预算执行推进表，按月支付。")
        assert "主要问题第1点还没有对应的措施" in line_under(pilot, "measures")
        await press(pilot, "f5")
        assert "第1点还没有改进措施" in line_under(pilot, "problems")


def unanswered_at(place: int) -> Finding:
    return Finding("PT016", Level.WARNING, f"problems[{place}]", "", "")


def test_unanswered_problems_are_named_by_their_numbers() -> None:
    form = Evaluation(problems="问题如下：\n1、甲。\n2、乙。", measures="做。")
    assert open_problems(form, [unanswered_at(2)]) == (2,)
    assert open_problems(Evaluation(problems="甲。\n乙。"), []) == (1, 2)
    assert open_problems(Evaluation(problems="暂无。"), []) == ()


@pytest.mark.parametrize(
    ("length", "says", "near", "over"),
    [
        (79, "79字", False, False),
        (80, "已写80字，最多100字", True, False),
        (100, "已写100字，最多100字", True, False),
        (112, "超过12字：已写112字，最多100字", True, True),
    ],
)
def test_the_limit_is_shown_as_it_nears(length: int, says: str, near: bool, over: bool) -> None:
    text = " " + "字" * length + "\n"  # as the rule counts: what is white around it does not count
    shown = standing(Evaluation(), "problems", text, 3, 100, [])
    assert (shown.size, shown.is_near, shown.is_over) == (says, near, over)


def editing(tmp_path: Path, program: str) -> dict[str, str]:
    script = tmp_path / "编辑 器.py"
    script.write_text("import sys, os, pathlib\np = pathlib.Path(sys.argv[1])\n" + program, "utf-8")
    return {"EDITOR": f'"{sys.executable}" "{script}"'}


async def test_a_text_is_written_in_the_users_own_editor_as_one_step(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "p.write_text(p.read_text('utf-8').replace('一季度', '年内') + '\\n', 'utf-8')"
    async with opened(folder / TOWER) as pilot:
        await go_to(pilot, "measures")
        before = area_of(pilot, "measures").text
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.delenv("EDITOR", raising=False)
        await press(pilot, "ctrl+e")
        monkeypatch.setenv("EDITOR", editing(tmp_path, program)["EDITOR"])
        await press(pilot, "ctrl+e")
        assert area_of(pilot, "measures").text == before
        said = [note.message for note in pilot.app._notifications]
        assert "EDITOR" in said[0]
        assert "不能打开" in said[1]
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await press(pilot, "ctrl+e")
        assert saved(folder / TOWER).measures == before.replace("一季度", "年内")
        await press(pilot, "ctrl+z")
        assert saved(folder / TOWER).measures == before


def test_the_file_for_the_editor_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    program = f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(str(p), 'utf-8')\n"
    program += f"pathlib.Path({str(tmp_path / 'mode')!r}).write_text(str(os.stat(p).st_mode))"
    assert edited("甲", editing(tmp_path, program), nullcontext) == "甲"
    seen = Path((tmp_path / "seen").read_text("utf-8"))
    assert seen.suffix == ".txt"
    assert not seen.parent.exists()
    if sys.platform != "win32":
        assert stat.S_IMODE(int((tmp_path / "mode").read_text())) == 0o600


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("sys.exit(3)", "没有正常结束"),
        ("p.unlink()", "没有留下文件"),
        ("p.write_bytes('验收'.encode('gbk'))", "不是 UTF-8"),
        ("p.write_bytes(b'x' * 2_000_000)", "太大"),
    ],
)
def test_what_an_editor_spoils_is_not_taken(tmp_path: Path, program: str, says: str) -> None:
    with pytest.raises(OutsideError, match=says):
        edited("甲", editing(tmp_path, program), nullcontext)


def test_an_editor_that_is_not_there_is_said_in_one_sentence() -> None:
    with pytest.raises(OutsideError, match="不能运行编辑器「没有的」"):
        edited("甲", {"EDITOR": "没有的 -w"}, nullcontext)
    with pytest.raises(OutsideError, match="引号不成对"):
        command({"VISUAL": "'vim"})
    assert command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
