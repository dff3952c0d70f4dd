"""A sentence put in other words in line mode: its answer comes behind the line that wants it."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from perftui.cli.main import main
from perftui.storage.evaluation_file import load
from perftui.storage.own_settings import settings_file
from tests.assistant.scripted_server import HEAD, event, said, serving, status

pytestmark = pytest.mark.loopback
OLD = "个别项目因待分配资金批准时间较晚"
NEW = "部分项目因待分配资金批准较晚"
FORM = "2019-人才大厦管理维护专项.perf.json"

Chat = Callable[..., str]


@pytest.fixture
def chat(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Chat:
    """Say lines to `perftui chat` and return what it prints."""

    def talk(*lines: str, options: tuple[str, ...] = ()) -> str:
        typed = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        main(["chat", str(folder / FORM), *options])
        return capsys.readouterr().out

    return talk


def switch_on(address: str, *more: str) -> None:
    lines = ["[language_model]", f'address = "{address}"', 'model = "小"', 'level = "reword"']
    settings_file().write_text("\n".join([*lines, *more]), encoding="utf-8")


def test_the_answer_comes_behind_the_line_and_is_taken_by_its_number(
    chat: Chat, folder: Path
) -> None:
    with serving(said(NEW), ranks=status(500)) as server:
        switch_on(server.address)
        shown = chat("润色主要问题第1句", "1").splitlines()
    assert shown[0] == f"助手: 语言模型：{server.name}。"
    at = shown.index("您: 润色主要问题第1句")
    assert shown[at + 1 : at + 4] == [
        "助手: 正在请语言模型润色主要问题第1句，写好了先给您看。",
        f"助手: 原句：{OLD}",
        f"助手: 改为：{NEW}",
    ]
    assert "助手: 采用改后的这一句吗？" in shown
    assert load(folder / FORM).problems.startswith(NEW)


def test_in_json_it_is_one_object_a_line(chat: Chat, folder: Path) -> None:
    with serving([HEAD, event("断在半路")], ranks=status(500)) as server:
        switch_on(server.address)
        shown = chat("润色主要问题第1句", options=("--json",))
    _, answer, *_ = (json.loads(line) for line in shown.splitlines())
    assert answer["explanations"][0].startswith("正在请语言模型润色")
    assert answer["errors"] == ["语言模型的回答断在半路。原句没有变。"]
    assert answer["offers"][0]["text"] == "再润色一次"


@pytest.mark.parametrize(
    ("address", "more", "told"),
    [
        ("http://10.1.2.3:8000/v1", 'allow_remote = ["10.1.2.3:8000"]', "10.1.2.3:8000（非本机）"),
        ("http://10.1.2.3:8000/v1", "", "设置有误，没有开启"),
    ],
)
def test_what_is_on_is_said_first(chat: Chat, address: str, more: str, told: str) -> None:
    switch_on(address, more)
    assert chat().splitlines()[0] == f"助手: 语言模型：{told}。"


def test_nothing_is_said_of_what_is_off(chat: Chat) -> None:
    assert "语言模型" not in chat("总分多少")
