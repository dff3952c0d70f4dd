"""`perftui keys`: the table as it holds in a folder."""

import json
from pathlib import Path

import pytest

from perftui.actions.manual import manual
from perftui.actions.table import ACTIONS
from perftui.cli.main import main


def written(folder: Path, text: str) -> None:
    (folder / "perftui.toml").write_text(text, encoding="utf-8")


def test_every_action_is_listed_with_its_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keys", str(folder)]) == 0
    said = capsys.readouterr().out
    assert all(action.does in said for action in ACTIONS)
    assert "  F9          导出" in said
    assert main(["keys", str(folder), "--markdown"]) == 0
    assert capsys.readouterr().out.rstrip() == manual().rstrip()


def test_remapped_keys_are_shown_and_faults_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder, '[keys]\n"填表.预览" = "F10"\n"填表.导出" = "F8"\n"没有.这个" = "F1"\n')
    assert main(["keys", str(folder)]) == 1
    said = capsys.readouterr()
    assert "F10         预览          看这份表印出来的样子（原为 Ctrl+O）" in said.out
    assert said.err.count("\n") == 2
    assert "「填表.导出」不能用「F8」：在填表里F8是「接着填」" in said.err

    assert main(["keys", str(folder), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    keys = {action["id"]: action["key"] for action in data["actions"]}
    assert (keys["editor.preview"], keys["editor.export"]) == ("F10", "F9")
    assert len(data["faults"]) == 2


def test_a_file_that_cannot_be_read_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder, "[keys\n")
    assert main(["keys", str(folder)]) == 2
    assert main(["keys", str(folder / "没有")]) == 2
    assert capsys.readouterr().err.count("\n") == 2
