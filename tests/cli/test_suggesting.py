"""`suggest`."""

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

KEYS = ["text", "score", "topic", "kind", "source", "used", "reasons", "slots"]


def test_the_text_numbers_the_wordings_with_reasons(perftui, sample):
    suggested = perftui("suggest", sample("长三角"))
    assert (suggested.status, suggested.err) == (0, "")
    lines = suggested.out.splitlines()
    assert [line[:2] for line in lines if line[:1].isdigit()] == ["1.", "2.", "3.", "4.", "5."]
    assert any("扣1分" in line for line in lines)


def test_the_json_has_the_agreed_keys_best_first(perftui, sample):
    suggested = perftui("suggest", sample("长三角"), "--field", "problems", "--json")
    assert suggested.status == 0
    assert len(suggested.json) == 5
    for suggestion in suggested.json:
        assert list(suggestion) == KEYS
        assert suggestion["reasons"]
        assert 0 <= suggestion["score"] <= 100
    scores = [suggestion["score"] for suggestion in suggested.json]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("achievements", "achievement"),
        ("problems", "problem"),
        ("problems[0]", "problem"),
        ("measures", "measure"),
    ],
)
def test_each_narrative_gets_its_own_kind(perftui, sample, field, kind):
    found = perftui("suggest", sample("高峰"), "--json", "--field", field).json
    assert {suggestion["kind"] for suggestion in found} == {kind}


def test_a_remark_is_explained_by_its_own_row(perftui, sample):
    found = perftui("suggest", sample("2020-"), "--field", "indicators[5].remark", "--json")
    assert found.status in (0, 1)
    assert all("预算执行" in "".join(suggestion["reasons"]) for suggestion in found.json)


def test_what_is_typed_ranks_by_likeness(perftui, sample):
    typed = "预算执行进度不平衡"
    found = perftui("suggest", sample("2020-"), "--text", typed, "--json").json
    assert typed in found[0]["text"]
    assert found[0]["reasons"][0].startswith("与所写相似")


@pytest.mark.parametrize("limit", [1, 3])
def test_the_limit_is_kept(perftui, sample, limit):
    found = perftui("suggest", sample("长三角"), "--limit", str(limit), "--json")
    assert len(found.json) == limit


def test_nothing_found_is_status_1(perftui, sample):
    found = perftui("suggest", sample("长三角"), "--text", "qwertyuiop zxcvbnm")
    assert (found.status, found.out) == (1, "")
    assert found.err == "没有找到合适的措辞。\n"
    as_json = perftui("suggest", sample("长三角"), "--text", "qwertyuiop zxcvbnm", "--json")
    assert (as_json.status, as_json.json) == (1, [])


@pytest.mark.parametrize(
    "field", ["goal", "budget", "indicators[0].name", "indicators[99].remark", "备注", "", "a b"]
)
def test_a_field_that_takes_no_wording_is_refused(perftui, sample, field):
    refused = perftui("suggest", sample("长三角"), "--field", field)
    assert f"「{field}」" in refused.complaint
    assert refused.out == ""


def test_the_form_itself_is_not_its_own_past(perftui, sample):
    found = perftui("suggest", sample("长三角"), "--limit", "50", "--json").json
    assert all("长三角一体化服务专项" not in suggestion["source"] for suggestion in found)
    assert any("2019年《" in suggestion["source"] for suggestion in found)


def test_what_was_learnt_is_suggested_for_a_form_in_another_folder(perftui, sample, tmp_path):
    alone = tmp_path / "别处" / "2020-人才大厦管理维护专项.perf.json"
    alone.parent.mkdir()
    shutil.copy(sample("2020-人才大厦"), alone)
    asked = ("suggest", alone, "--limit", "50", "--json")
    assert {suggestion["source"] for suggestion in perftui(*asked).json} == {"词库"}
    perftui("learn", sample("2020-人才大厦").parent)
    found = perftui(*asked).json
    learnt = [suggestion for suggestion in found if suggestion["source"] != "词库"]
    assert any(suggestion["source"] == "2019年《人才大厦管理维护专项》" for suggestion in learnt)
    assert not any(suggestion["source"].startswith("2020年") for suggestion in learnt)
    assert any("以往" in reason for suggestion in found for reason in suggestion["reasons"])
    late = perftui("suggest", alone, "--text", "未能在当年度验收", "--json").json[0]
    assert (late["text"], late["topic"]) == ("未能在当年度验收。", "P20")


def test_the_forms_beside_count_once_if_they_were_learnt_too(perftui, sample):
    asked = ("suggest", sample("长三角"), "--limit", "50", "--json")
    before = {suggestion["text"]: suggestion["used"] for suggestion in perftui(*asked).json}
    perftui("learn", sample("长三角").parent)
    after = {suggestion["text"]: suggestion["used"] for suggestion in perftui(*asked).json}
    assert after == before


def test_the_text_tells_uses_and_what_the_form_filled_in(perftui, sample):
    shared = "加强预算执行项目化管理，制定预算执行推进表。"
    found = perftui("suggest", sample("长三角"), "--field", "measures", "--text", shared)
    assert re.search(r"\n   \d+  P02 \S+  2019年《\S+》 · 用过2次\n", found.out)
    lines = perftui("suggest", sample("2019-人才大厦"), "--text", "预算执行率").out.splitlines()
    assert any(line.startswith("   已填：") and "执行率 88.51%" in line for line in lines)


def test_slots_left_open_are_named_and_stand_in_the_text(perftui, sample):
    found = perftui("suggest", sample("长三角"), "--limit", "50", "--json").json
    open_slots = [suggestion for suggestion in found if suggestion["slots"]]
    assert open_slots
    for suggestion in open_slots:
        assert all(f"{{{slot}}}" in suggestion["text"] for slot in suggestion["slots"])


def test_a_document_that_holds_several_forms_is_to_be_imported_first(perftui):
    seeds = ROOT / "tests" / "data" / "self-evaluations-2019.txt"
    assert "9份表" in perftui("suggest", seeds).complaint
