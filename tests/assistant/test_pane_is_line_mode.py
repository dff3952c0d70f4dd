"""What is said makes the same form in the pane beside it and in lines of text."""

import io
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from perftui.cli.main import main
from perftui.evaluation.model import Evaluation
from perftui.storage.conversation_file import ConversationFile
from perftui.storage.evaluation_file import load, save
from perftui.tui.app import PerftuiApp
from perftui.tui.form.dialogue.talk_line import TalkLine
from perftui.tui.home.screen import HomeScreen
from tests.assistant.conftest import emptied

# Emptied, so that much is open and none of them comes to its end.
FORMS = (
    "2020-人才大厦管理维护专项.perf.json",
    "2019-长三角一体化服务专项.perf.json",
    "2022-流动图书服务点建设与运行.perf.json",
)
LINES = 9
CORPUS = """
预算124.55万 执行1187376 上年没有
预算改为130万
不对，是95万
执行率95%
全部满分，除了第3项扣1分，因为验收推迟
3和5各扣1
其余满分
第2项得20分
满意度扣0.5
全都满分
自评时间2020年4月20日
今天
单位：某市人才中心
主要问题：部分数据没有共享，更新不及时。
改进措施：建立数据共享机制，每季度更新一次。
下半年才完成招标，支出集中在第四季度
起草主要问题
起草改进措施
换一句
删掉第1句
缩短第1句
1
2
#1
1 2
0
更多
为什么
跳过
撤销
撤销2
重做
返回
重复
进度
帮助
保存
总分多少
哪些扣分了
还缺什么
PT026是什么
是
不是
好了
记入备注
哈哈哈
[red]甲[/red] {数量} 100场
１００％
经常性项目
产出目标	宣传活动场次	2	2	无
""".strip().split("\n")


def transcript(seed: int) -> list[str]:
    """Return lines said at random."""
    return random.Random(seed).choices(CORPUS, k=LINES)


def users_lines(form: Path) -> list[str]:
    """Return what is kept of what the user said."""
    said = ConversationFile.of(form).read()
    return [line for one in said if one.is_users for line in one.lines]


async def talk_in_pane(pilot: Pilot[None], form: Path, lines: list[str]) -> Evaluation:
    """Type lines into the pane as a terminal sends them, go home, and read the file."""
    home = pilot.app.screen
    assert isinstance(home, HomeScreen)
    home.open(form, talks=True)
    await until(pilot, lambda: isinstance(pilot.app.focused, TalkLine))
    for line in lines:
        for event in XTermParser().feed(f"{line}\r"):
            pilot.app.post_message(event)
        await settle(pilot)
    await until(pilot, lambda: len(users_lines(form)) == len(lines))
    await pilot.press("escape", "escape")
    await until(pilot, lambda: pilot.app.screen is home)
    return load(form)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the program run on until something holds; fail if it never does."""
    for _ in range(200):
        if holds():
            return
        await settle(pilot)
    raise AssertionError("it never came about")


async def settle(pilot: Pilot[None]) -> None:
    """Wait until workers have nothing left to do."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def talk_in_lines(form: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> Evaluation:
    """Say lines to `perftui chat`, and read the file."""
    said = "".join(f"{line}\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said), encoding="utf-8"))
    main(["chat", str(form), "--plain"])
    return load(form)


async def test_the_form_is_the_same_whichever_way_it_was_talked_about(
    tmp_path: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for form in folder.glob("*.json"):
        if form.name in FORMS:
            save(emptied(load(form)), form)
        else:
            form.unlink()
    in_lines = tmp_path / "另一份"
    shutil.copytree(folder, in_lines)
    said = {name: transcript(seed) for seed, name in enumerate(FORMS)}
    unchanged = {name: load(folder / name) for name in FORMS}
    made = {name: talk_in_lines(in_lines / name, said[name], monkeypatch) for name in FORMS}
    app = PerftuiApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for name in FORMS:
            assert await talk_in_pane(pilot, folder / name, said[name]) == made[name]
    for name in FORMS:
        assert users_lines(folder / name) == users_lines(in_lines / name) == said[name]
    assert made != unchanged
    assert "助手: " in capsys.readouterr().out
