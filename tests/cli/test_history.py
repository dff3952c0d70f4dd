"""`history`: who changed what, when."""

from pathlib import Path

import pytest

from perftui.storage.document import Document
from perftui.storage.history import History


@pytest.fixture
def edited(sample) -> Path:
    path = sample("公共服务专项经费")
    document = Document.open(path, who="李[red]\x1b[31m")
    document.set("indicators[3].score", "7")
    document.save()
    document = Document.open(path, who="王")
    for text in ("晚", "晚了。", "晚了。[/red]\n少了。"):
        document.type("problems", text)
    document.put("indicators", document.evaluation.indicators[1:])
    document.undo()
    document.save()
    return path


def test_history_says_who_changed_what_the_latest_first(perftui, edited):
    told = perftui("history", edited)
    lines = told.out.splitlines()
    assert (told.status, told.err) == (0, "")
    assert [line.split("  ", 1)[1] for line in lines] == [
        "王  指标表：撤销：加了「资金使用的合规性」",
        "王  指标表：删了「资金使用的合规性」",
        lines[2].split("  ", 1)[1],
        "李[red]  「预算执行率」的自评分：「8」改为「7」",
    ]
    assert lines[2].split("  ", 1)[1].startswith("王  主要问题：")
    assert "\x1b" not in told.out


def test_history_as_data(perftui, edited):
    told = perftui("history", edited, "--json").json
    assert [(one["who"], one["path"]) for one in told] == [
        ("王", "indicators"),
        ("王", "indicators"),
        ("王", "problems"),
        ("李[red]", "indicators[3].score"),
    ]
    score = told[-1]
    assert (score["old"], score["new"], score["name"]) == ("8", "7", "「预算执行率」的自评分")
    assert told[0]["kind"] == "undo"
    assert told[2]["new"] == "晚了。[/red]\n少了。"


def test_a_form_without_history_says_so(perftui, sample):
    told = perftui("history", sample("公共服务专项经费"))
    assert (told.status, told.out) == (1, "")
    assert "还没有改动记录" in told.err
    assert perftui("history", sample("公共服务专项经费"), "--json").json == []


def test_history_of_what_is_no_form_is_refused(perftui, tmp_path):
    assert "没有这个文件" in perftui("history", tmp_path / "没有.perf.json").complaint


def test_a_history_that_cannot_be_read_is_told(perftui, edited):
    file = History.of(edited).file
    file.unlink()
    file.mkdir()
    assert "history" in perftui("history", edited).complaint
