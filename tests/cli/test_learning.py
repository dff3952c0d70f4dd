"""`learn`: past forms into the user's own library."""

import json
import re
import shutil
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x1b[31m红\x9b5m\u202e反\r覆盖\x08"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LATE = "个别展厅改造工程未能在当年度验收。"


def forms_known(perftui) -> int:
    return perftui("bank", "stats", "--json").json["forms"]


def texts_like(perftui, text: str) -> list[str]:
    return [hit["text"] for hit in perftui("bank", "search", text, "--json").json]


def test_a_form_is_learnt_and_told_in_one_line(perftui, sample):
    path = sample("长三角")
    learnt = perftui("learn", path)
    assert (learnt.status, learnt.err) == (0, "")
    assert re.fullmatch(rf"{path}：\D*1份表，新写法\d+句，已有的写法\d+句。\n", learnt.out)
    assert forms_known(perftui) == 1
    sentence = "三省一市网络招聘服务还未实现数据共享。"
    assert texts_like(perftui, sentence)[0] == sentence


def test_a_folder_is_learnt_file_by_file_and_summed_up(perftui, folder):
    learnt = perftui("learn", folder)
    assert (learnt.status, learnt.err) == (0, "")
    *lines, total = learnt.out.splitlines()
    assert len(lines) == 11
    assert all("1份表，新写法" in line for line in lines)
    counts = [[int(n) for n in re.findall(r"(\d+)句", line)] for line in (*lines, total)]
    assert counts[-1] == [sum(column) for column in zip(*counts[:-1], strict=True)]
    assert "11份表，新写法" in total
    assert forms_known(perftui) == 11


def test_a_document_may_hold_many_forms(perftui):
    learnt = perftui("learn", SEEDS)
    assert (learnt.status, learnt.err) == (0, "")
    assert "9份表，新写法" in learnt.out
    assert len(learnt.out.splitlines()) == 1
    assert forms_known(perftui) == 9


def test_what_is_known_and_unchanged_is_not_learnt_again(perftui):
    perftui("learn", SEEDS)
    before = perftui("bank", "stats").out
    again = perftui("learn", SEEDS)
    assert (again.status, again.err) == (0, "")
    assert again.out == f"{SEEDS}：9份表以前学过，没有变化。\n"
    assert perftui("bank", "stats").out == before


def test_a_form_is_the_same_in_a_document_and_in_its_own_file(perftui, folder):
    perftui("learn", SEEDS)
    learnt = perftui("learn", folder, "--json").json
    assert [sum(one["unchanged"] for one in learnt), sum(len(one["forms"]) for one in learnt)] == [
        9,
        2,
    ]
    assert forms_known(perftui) == 11


def test_a_changed_form_replaces_what_it_taught(perftui, plant):
    path = plant(problems=f"1、{LATE}")
    perftui("learn", path)
    assert texts_like(perftui, LATE)[0] == LATE
    plant(problems="1、来访车辆的停放指引不够清楚。")
    changed = perftui("learn", path)
    assert changed.status == 0
    assert "1份表，新写法" in changed.out
    assert LATE not in texts_like(perftui, LATE)
    assert texts_like(perftui, "停放指引不够清楚") == ["来访车辆的停放指引不够清楚。"]
    assert forms_known(perftui) == 1


def test_a_form_that_says_nothing_any_more_takes_back_what_it_taught(perftui, plant):
    perftui("learn", plant(problems=LATE, achievements="", measures="", indicators=[]))
    perftui("learn", plant(problems=""))
    assert LATE not in texts_like(perftui, LATE)


def test_the_same_sentence_in_several_forms_is_known(perftui, sample):
    first = perftui("learn", sample("公共服务专项经费"), "--json").json
    second = perftui("learn", sample("人才发展"), "--json").json
    shared = "加强预算执行项目化管理，制定预算执行推进表。"
    assert (first[0]["known"], second[0]["known"]) == (0, 1)
    (hit,) = perftui("bank", "search", shared, "--limit", "1", "--json").json
    assert (hit["text"], hit["used"], hit["origin"]) == (shared, 2, "learned")


def test_a_path_that_cannot_be_read_is_told_and_the_rest_is_learnt(perftui, sample, tmp_path):
    broken = tmp_path / "截断.perf.json"
    broken.write_text('{"format": 1', "utf-8")
    missing, good = tmp_path / "没有.perf.json", sample("长三角")
    for bad in (broken, missing):
        learnt = perftui("learn", bad, good)
        assert bad.name in learnt.complaint
        assert str(good) in learnt.out
        assert forms_known(perftui) == 1
    both = perftui("learn", broken, missing, good)
    assert both.status == 2
    lines = both.err.splitlines()
    assert [broken.name in lines[0], missing.name in lines[1]] == [
        True,
        True,
    ]


def test_the_json_tells_of_every_path(perftui, sample, tmp_path):
    good = sample("2019-人才大厦")
    learnt = perftui("learn", good, tmp_path / "没有.txt", "--json")
    assert learnt.status == 2
    assert len(learnt.err.splitlines()) == 1
    first, second = learnt.json
    assert list(first) == ["file", "forms", "new", "known", "unchanged", "error"]
    assert first["file"] == str(good)
    assert first["forms"] == [
        {"unit": "上海市人才服务中心", "project": "人才大厦管理维护专项", "year": 2019}
    ]
    assert first["new"] > 5
    assert (first["unchanged"], first["error"]) == (0, "")
    assert (second["forms"], second["new"]) == ([], 0)
    assert "没有.txt" in second["error"]


def test_a_form_without_a_word_teaches_nothing(perftui, plant):
    path = plant(achievements="", problems="无。", measures="", indicators=[])
    learnt = perftui("learn", path)
    assert (learnt.status, learnt.err) == (1, "")
    assert learnt.out == f"{path}：没有写过的话可学。\n"
    as_json = perftui("learn", path, "--json")
    assert as_json.status == 1
    assert as_json.json[0]["forms"] == []
    assert forms_known(perftui) == 0


def test_a_folder_without_forms_is_told(perftui, tmp_path):
    assert f"「{tmp_path}」" in perftui("learn", tmp_path).complaint


def test_what_was_learnt_is_remembered_by_its_path(perftui, sample, tmp_path, data_folder):
    path = sample("长三角")
    perftui("learn", path, tmp_path / "没有.txt")
    perftui("learn", path, SEEDS)
    listed = (data_folder / "learned.txt").read_text("utf-8").splitlines()
    assert listed == [str(path.resolve()), str(SEEDS.resolve())]


def test_what_was_learnt_stays_when_its_file_is_gone(perftui, folder):
    perftui("learn", folder)
    shutil.rmtree(folder)
    assert texts_like(perftui, "未能在当年度验收")[0] == "未能在当年度验收。"
    assert forms_known(perftui) == 11


def test_a_library_that_cannot_be_kept_is_told_without_a_traceback(
    perftui, sample, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("PERFTUI_DATA", str(tmp_path / "file" / "library"))
    learnt = perftui("learn", sample("长三角"))
    assert learnt.status == 2
    assert "短语库不能读写" in learnt.err
    assert "Traceback" not in learnt.err


def test_hostile_text_of_a_learnt_form_never_reaches_the_terminal(perftui, sample, folder):
    path = sample("公共服务专项经费")
    data = json.loads(path.read_text("utf-8"))
    for key in ("name", "unit", "department", "goal"):
        data[key] += ESCAPES
    sentences = ("来访车辆的停放指引不够清楚", "个别展厅改造工程未能在当年度验收", "加强巡查")
    for key, sentence in zip(("problems", "measures", "achievements"), sentences, strict=True):
        data[key] = f"1、{sentence}{ESCAPES}。\n2、{ESCAPES}{sentence}，有待改进。"
    data["indicators"][0] |= {"remark": ESCAPES + sentences[0], "name": ESCAPES + "展厅"}
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    calls = [("learn", path), ("bank", "search", "停放指引"), ("bank", "stats")]
    calls += [("suggest", sample("长三角"), "--text", sentences[0]), ("suggest", path)]
    for call in calls:
        for more in ((), ("--json",)):
            outcome = perftui(*call, *more)
            assert outcome.status == 0, outcome
            assert not OBEYED.search(outcome.out)
            assert not OBEYED.search(outcome.err)
    found = perftui("bank", "search", sentences[0], "--json").json
    assert any("停放指引" in hit["text"] for hit in found)
    assert not any(OBEYED.search(json.dumps(hit, ensure_ascii=False)) for hit in found)


def test_what_is_typed_at_the_terminal_is_not_echoed_raw(perftui, tmp_path):
    assert not OBEYED.search(perftui("learn", tmp_path / f"没有{ESCAPES}.txt").complaint)
