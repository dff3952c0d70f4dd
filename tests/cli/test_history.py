"""`history`: who changed what, when, from what; and whether that was tampered with."""

import json
from pathlib import Path

import pytest

from perftui.evaluation.history.sources import SUGGESTED
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
    assert [line.split("  ", 1)[1] for line in lines[:-1]] == [
        "王  指标表：撤销：加了「资金使用的合规性」",
        "王  指标表：删了「资金使用的合规性」",
        lines[2].split("  ", 1)[1],
        "李[red]  「预算执行率」的自评分：「8」改为「7」",
    ]
    assert lines[2].split("  ", 1)[1].startswith("王  主要问题：")
    assert lines[-1] == "记录共8条，前后相接，和表一致。"
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


def test_a_source_stands_behind_its_change(perftui, edited):
    document = Document.open(edited, who="王")
    with document.coming_from(SUGGESTED):
        document.set("measures", "1、早做安排。")
    document.set("department", "综合科")
    document.save()
    lines = perftui("history", edited).out.splitlines()
    assert "来自" not in lines[0]
    assert lines[1].endswith("（来自：推荐语句）")
    sources = [one["source"] for one in perftui("history", edited, "--json").json]
    assert sources[:2] == ["", "推荐语句"]


@pytest.fixture
def moved(edited) -> Path:
    """Add a score and a remark to rows, then delete the row above them and put another in."""
    document = Document.open(edited, who="王")
    document.set("indicators[4].score", "3")
    document.set("indicators[4].remark", "晚了")
    rows = document.evaluation.indicators
    document.put("indicators", rows[1:])
    document.put("indicators", (rows[-1].model_copy(update={"name": "新的一项"}), *rows[1:]))
    document.set("indicators[4].score", "2")
    document.save()
    return edited


@pytest.mark.parametrize(
    ("asked", "whats"),
    [
        (["indicators[4].score"], ["「3」改为「2」", "」改为「3」"]),
        (["得分5"], ["「3」改为「2」", "」改为「3」"]),
        (["第5项的自评分"], ["「3」改为「2」", "」改为「3」"]),
        (["第5项"], ["「3」改为「2」", "填入「晚了」", "」改为「3」"]),
        (["indicators[4]"], ["「3」改为「2」", "填入「晚了」", "」改为「3」"]),
        (["预算执行率"], ["「8」改为「7」"]),
        (["备注"], ["填入「晚了」"]),
        (["主要问题"], ["改为「晚了。[/red]"]),
        (["主要问题", "得分5"], ["「3」改为「2」", "」改为「3」", "改为「晚了。[/red]"]),
        (["第1项"], ["加了「新的一项」"]),
    ],
)
def test_fields_are_asked_for_by_their_names_wherever_their_rows_stand_now(
    perftui, moved, asked, whats
):
    told = perftui("history", moved, *asked, "--json").json
    found = [one["what"] for one in told if not one["what"].startswith(("删了", "撤销"))]
    assert len(found) == len(whats), found
    assert all(what in one for what, one in zip(whats, found, strict=True)), found


def test_a_field_that_there_is_not_is_refused(perftui, edited):
    assert "没有叫「香蕉」的栏目" in perftui("history", edited, "香蕉").complaint
    told = perftui("history", edited, "改进措施")
    assert (told.status, told.out, told.err) == (1, "", "没有这样的改动。\n")


def test_changes_are_asked_for_by_who_and_since_when(perftui, edited):
    who = [one["who"] for one in perftui("history", edited, "--who", "王", "--json").json]
    assert who == ["王"] * 3
    assert len(perftui("history", edited, "--since", "今天", "--json").json) == 4
    assert len(perftui("history", edited, "--since", "2020年4月20日", "--json").json) == 4
    assert perftui("history", edited, "--since", "2999-01-01T08:00").status == 1
    assert "读不懂" in perftui("history", edited, "--since", "刚才").complaint
    assert "--since" in perftui("history", edited, "--since", "").complaint


def verified(perftui, form: Path) -> tuple[int, str]:
    told = perftui("history", form, "--verify")
    return told.status, told.out


def test_a_history_that_was_tampered_with_says_where(perftui, edited):
    assert verified(perftui, edited) == (0, "记录共8条，前后相接，和表一致。\n")
    file = History.of(edited).file
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines).replace('"new": "7"', '"new": "8"'), "utf-8")
    assert verified(perftui, edited) == (
        1,
        "记录共8条，第1条起对不上：记录被改动、删除或插入过。\n",
    )
    file.write_text("".join([*lines[:2], *lines[3:]]), "utf-8")
    data = perftui("history", edited, "--verify", "--json").json
    assert data == {
        "entries": 7,
        "unchained": 0,
        "broken": [3],
        "leads_to_form": True,
        "is_whole": False,
    }
    file.write_text("".join(lines[:2]), "utf-8")
    status, said = verified(perftui, edited)
    assert status == 1
    assert "和表不一致：表在别处改过，或末尾的记录被删了" in said


def test_a_history_from_before_there_were_chains_is_told_as_such(perftui, edited):
    file = History.of(edited).file
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    old = [{k: v for k, v in line.items() if k != "chain"} for line in lines if "path" in line]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in old), "utf-8")
    assert verified(perftui, edited) == (
        0,
        "记录共6条，前后相接，没有记下存盘时的内容，不能和表核对。"
        "其中最早的6条是旧版本记的，没有前后校验。\n",
    )


def test_a_form_without_history_has_nothing_to_verify(perftui, sample):
    form = sample("公共服务专项经费")
    assert verified(perftui, form) == (0, "这份表还没有改动记录。\n")


def test_a_broken_form_that_can_be_got_back_says_so(perftui, edited):
    edited.write_text("{", "utf-8")
    assert "perftui recover" in perftui("history", edited).complaint
