"""`bank`: look wording up, check the bank's files, add to them, withdraw from them."""

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from perftui.phrases.bank.file import load_bank
from perftui.resources import phrasebank

ESCAPES = "\x1b[2J\x1b[31m红\x9b5m\u202e反"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ENGLISH = re.compile(r"argument|required|usage|error|invalid|expected|choose|ambiguous|unrecog")
PARKING = "来访车辆的停放指引不够清楚。"
EVENLY = "加强预算执行项目化管理，制定预算执行推进表。"
HIT = ["text", "kind", "topic", "source", "unit", "project", "year", "first_year", "used"]
HIT += ["origin", "status", "score", "topic_name", "variants"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a copy of the phrase bank's files."""
    return Path(shutil.copytree(phrasebank(), tmp_path / "词库"))


def texts_of(outcome) -> list[str]:
    return [hit["text"] for hit in outcome.json]


def own_text(data_folder: Path) -> str:
    return (data_folder / "own.toml").read_text("utf-8")


# search


def test_search_numbers_what_is_like_a_text_with_its_origin(perftui):
    found = perftui("bank", "search", "预算执行")
    assert (found.status, found.err) == (0, "")
    lines = found.out.splitlines()
    assert [line[:3] for line in lines[::2]][:3] == ["1. ", "2. ", "3. "]
    assert all(re.match(r"   \d+ · (主要|改进|备注)\S+ · ", line) for line in lines[1::2])
    assert "词库" in lines[1]


def test_search_in_json_has_all_that_is_known_best_first(perftui):
    found = perftui("bank", "search", "预算执行", "--json")
    assert found.status == 0
    assert len(found.json) == 10
    for hit in found.json:
        assert list(hit) == HIT
        assert (hit["origin"], hit["status"], hit["source"]) == ("bank", "approved", "词库")
        assert hit["topic_name"]
    scores = [hit["score"] for hit in found.json]
    assert scores == sorted(scores, reverse=True)
    assert 50 <= scores[-1] <= scores[0] <= 100


@pytest.mark.parametrize("kind", ["achievement", "problem", "measure"])
def test_search_keeps_to_a_kind_and_a_limit(perftui, kind):
    found = perftui("bank", "search", "培训", "--kind", kind, "--limit", "2", "--json").json
    assert {hit["kind"] for hit in found} == {kind}
    assert 1 <= len(found) <= 2


@pytest.mark.parametrize("typed", ["tfzy", "tingfangzhiyin", "停放指引", PARKING * 2])
def test_search_takes_pinyin_half_sentences_and_whole_paragraphs(perftui, typed):
    perftui("bank", "add", PARKING)
    assert texts_of(perftui("bank", "search", typed, "--json"))[0] == PARKING


def test_search_tells_of_learnt_wordings_who_used_them_and_when(perftui, sample):
    perftui("learn", sample("公共服务专项经费"), sample("人才发展"))
    found = perftui("bank", "search", EVENLY, "--limit", "1")
    _, origin = found.out.splitlines()
    assert re.fullmatch(r"   100 · 改进措施 · P02 \S+ · 2019年《\S+》 · 用过2次", origin)


def test_search_tells_the_other_wordings_one_stands_for(perftui, plant):
    long = "个别展厅改造工程因施工单位进场较晚以及雨季影响未能在当年度完成验收和移交工作"
    perftui("learn", plant("2019-长三角", problems=f"{long}。"))
    perftui("learn", plant("2019-人才大厦", problems=f"{long}了。"))
    found = perftui("bank", "search", long, "--limit", "1", "--json").json
    assert found[0]["used"] == 2
    (variant,) = found[0]["variants"]
    assert {variant, found[0]["text"]} == {f"{long}。", f"{long}了。"}
    assert f"   也写作：{variant}" in perftui("bank", "search", long, "--limit", "1").out


def test_search_that_finds_nothing_is_status_1(perftui):
    found = perftui("bank", "search", "qwxzv")
    assert (found.status, found.out, found.err) == (1, "", "没有找到相近的措辞。\n")
    as_json = perftui("bank", "search", "qwxzv", "--json")
    assert (as_json.status, as_json.json) == (1, [])
    assert perftui("bank", "search", "").status == 1


def test_the_years_of_a_wording_are_told_if_there_are_several(perftui, plant, sample):
    perftui("learn", plant("2019-人才大厦", problems=PARKING))
    assert "–" not in perftui("bank", "search", PARKING, "--limit", "1").out
    perftui("learn", plant("2020-人才大厦", problems=PARKING))
    assert "2019–2020" in perftui("bank", "search", PARKING, "--limit", "1").out


# topic


def test_topic_tells_of_each_sentence_which_problem_it_is(perftui):
    told = perftui("bank", "topic", "未能在当年度验收", "资金批准时间较晚")
    assert (told.status, told.err) == (0, "")
    first, second = told.out.splitlines()
    assert first.startswith("未能在当年度验收\tP20 未按期验收")
    assert second.startswith("资金批准时间较晚\tP05 资金下达晚")


def test_topic_reads_lines_from_a_pipe(perftui, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("未能在当年度验收\n\n资金批准时间较晚"))
    told = perftui("bank", "topic", "--json").json
    assert [one["text"] for one in told] == ["未能在当年度验收", "", "资金批准时间较晚"]
    assert [one["topics"][:1] for one in told] == [["P20"], [], ["P05"]]


def test_topic_knows_measures_and_achievements(perftui):
    measure = perftui("bank", "topic", "会同监理抓紧验收未验收项目", "--kind", "measure")
    assert "P20" in measure.out
    achievement = perftui("bank", "topic", "举办培训班3场，共120人参加", "--kind", "achievement")
    assert re.search(r"\tA\d\d ", achievement.out)


def test_a_sentence_of_no_topic_is_status_1(perftui):
    told = perftui("bank", "topic", "qwxzv")
    assert (told.status, told.out) == (1, "qwxzv\t不属于哪一类\n")
    as_json = perftui("bank", "topic", "qwxzv", "--json")
    assert (as_json.status, as_json.json) == (1, [{"text": "qwxzv", "topics": []}])


@pytest.mark.parametrize("given", [None, "资金".encode("gbk")], ids=["closed", "GBK"])
def test_a_pipe_that_cannot_be_read_is_one_line(perftui, monkeypatch, given):
    stream = None if given is None else io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    assert perftui("bank", "topic").complaint


# trial


def test_trial_tells_how_well_past_forms_would_have_been_foreseen(perftui, sample):
    paths = [sample("长三角"), sample("2019-人才大厦"), sample("公共服务专项经费")]
    told = perftui("bank", "trial", *paths)
    assert (told.status, told.err) == (0, "")
    *lines, total = told.out.splitlines()
    assert len(lines) == 3
    assert all("：写的是 P" in line and "，推荐 P" in line for line in lines)
    assert total.startswith("3份表各由其余的来推荐：")
    as_json = perftui("bank", "trial", *paths, "--json")
    assert as_json.json["verdict"]["forms"] == 3


# lint


def test_the_shipped_bank_is_without_fault(perftui):
    clean = perftui("bank", "lint")
    assert (clean.status, clean.out, clean.err) == (0, "没有发现问题。\n", "")
    assert perftui("bank", "lint", "--json").json == []


def test_lint_names_file_line_and_trouble(perftui, files):
    path = files / "budget.toml"
    path.write_text(path.read_text("utf-8") + '\n[[topics]]\nid = "P01"\n', "utf-8")
    found = perftui("bank", "lint", files)
    assert (found.status, found.err) == (1, "")
    *remarks, total = found.out.splitlines()
    assert total == f"发现{len(remarks)}处。"
    assert all(re.match(r"\S+\.toml:\d+: ", remark) for remark in remarks)
    as_json = perftui("bank", "lint", files, "--json")
    assert as_json.status == 1
    assert len(as_json.json) == len(remarks)
    assert {tuple(remark) for remark in as_json.json} == {("place", "code", "message")}


def test_lint_of_a_folder_without_a_bank_says_so(perftui, tmp_path):
    found = perftui("bank", "lint", tmp_path / "没有")
    assert found.status in (1, 2)
    assert "没有" in found.out + found.err
    assert "Traceback" not in found.err


# stats


def test_stats_counts_kinds_and_origins(perftui, sample, data_folder):
    perftui("learn", sample("长三角"))
    perftui("bank", "add", PARKING)
    told = perftui("bank", "stats", "--json").json
    assert list(told) == ["forms", "withdrawn", "kinds", "origins", "worth_adopting"]
    assert (told["forms"], told["withdrawn"], told["worth_adopting"]) == (1, 0, [])
    assert sum(told["kinds"].values()) == sum(told["origins"].values())
    assert (told["origins"]["own"], told["origins"]["learned"] > 5) == (1, True)
    bank = load_bank(phrasebank())
    assert told["origins"]["bank"] == sum(
        len(t.problems) + len(t.measures) for t in bank.topics
    ) + sum(len(shape.wordings) for shape in bank.shapes)
    text = perftui("bank", "stats").out
    assert str(data_folder) in text
    assert f"词库{told['origins']['bank']}句，自己添加1句，从1份自评表学来" in text


def test_stats_names_what_is_worth_adopting(perftui, plant):
    for part in ("长三角", "公共服务专项经费", "高峰"):
        perftui("learn", plant(part, problems=PARKING))
    (worth,) = perftui("bank", "stats", "--json").json["worth_adopting"]
    assert (worth["text"], worth["kind"], worth["used"]) == (PARKING, "problem", 3)
    assert re.search(rf"  3份  主要问题  \S+  {PARKING}", perftui("bank", "stats").out)
    perftui("bank", "retire", PARKING)
    assert perftui("bank", "stats", "--json").json["worth_adopting"] == []


# add


def test_a_wording_of_ones_own_is_added_found_and_suggested(perftui, sample, data_folder):
    added = perftui("bank", "add", "各展厅验收至年末尚未完成", "--topic", "P20")
    assert (added.status, added.err) == (0, "")
    assert added.out == "已添加（主要问题，P20 未按期验收）：各展厅验收至年末尚未完成。\n"
    assert 'topic = "P20"\ntext = "各展厅验收至年末尚未完成。"' in own_text(data_folder)
    (hit,) = perftui("bank", "search", "各展厅验收至年末尚未完成", "--limit", "1", "--json").json
    assert (hit["source"], hit["origin"], hit["topic"]) == ("自己添加", "own", "P20")
    suggested = perftui("suggest", sample("长三角"), "--text", "各展厅验收", "--json").json
    assert (suggested[0]["text"], suggested[0]["source"]) == (
        "各展厅验收至年末尚未完成。",
        "自己添加",
    )


def test_without_a_topic_the_one_it_seems_to_be_about_is_taken(perftui):
    assert "P20 未按期验收" in perftui("bank", "add", "部分展厅至年末尚未完成验收").out
    assert "未归类" in perftui("bank", "add", "qwxzv").out
    measure = perftui("bank", "add", "会同监理抓紧验收未验收的展厅", "--kind", "measure")
    assert "改进措施，P20 未按期验收" in measure.out


def test_adding_twice_keeps_one(perftui, data_folder):
    perftui("bank", "add", PARKING)
    once = own_text(data_folder)
    again = perftui("bank", "add", PARKING)
    assert again.status == 0
    assert own_text(data_folder) == once
    assert perftui("bank", "stats", "--json").json["origins"]["own"] == 1


@pytest.mark.parametrize("into", [False, True], ids=["own", "bank"])
def test_an_unknown_topic_is_refused(perftui, files, data_folder, into):
    where = ("--into", files) if into else ()
    refused = perftui("bank", "add", PARKING, "--topic", "P99", *where)
    assert "「P99」" in refused.complaint
    assert not (data_folder / "own.toml").exists()


@pytest.mark.parametrize("text", ["部分{坏 未完成", "部分{} 未完成", "部分{bad}未完成"])
def test_a_stray_brace_is_refused(perftui, data_folder, text):
    assert "大括号" in perftui("bank", "add", text, "--topic", "P20").complaint
    assert not (data_folder / "own.toml").exists()


@pytest.mark.parametrize("text", ["", " \n", ESCAPES[:4]], ids=["empty", "blank", "escapes"])
def test_an_empty_wording_is_refused(perftui, data_folder, text):
    assert perftui("bank", "add", text).complaint
    assert not (data_folder / "own.toml").exists()


def test_a_shape_is_no_topic_of_a_problem(perftui):
    assert "A01" in perftui("bank", "add", PARKING, "--topic", "A01").complaint


def test_a_wording_that_is_there_under_another_topic_is_told(perftui):
    perftui("bank", "add", PARKING, "--topic", "P20")
    assert "P05" not in perftui("bank", "add", PARKING, "--topic", "P05").out


def test_a_wording_of_the_bank_outlives_that_it_was_added_too(perftui, data_folder):
    text = load_bank(phrasebank()).topic("P20").problems[0]
    perftui("bank", "add", text, "--topic", "P20")
    (data_folder / "own.toml").unlink()
    assert text in texts_of(perftui("bank", "search", text, "--json"))


def test_escapes_in_a_wording_are_neither_kept_nor_shown(perftui, data_folder):
    added = perftui("bank", "add", f"展厅{ESCAPES}的停放指引不清楚")
    assert (added.status, OBEYED.search(added.out)) == (0, None)
    assert not OBEYED.search(own_text(data_folder))
    assert not OBEYED.search(perftui("bank", "search", "停放指引", "--json").out)


def test_a_wording_goes_into_the_files_of_a_bank_which_keep_their_comments(perftui, files):
    before = {path.name: path.read_text("utf-8") for path in files.glob("*.toml")}
    added = perftui("bank", "add", "展厅资金到位较晚", "--topic", "P05", "--into", files)
    assert (added.status, added.err) == (0, "")
    assert added.out == f"已收入 {files / 'budget.toml'}。\n"
    after = {path.name: path.read_text("utf-8") for path in files.glob("*.toml")}
    assert {name for name in after if after[name] != before[name]} == {"budget.toml"}
    assert after["budget.toml"].replace('    "展厅资金到位较晚。",\n', "") == before["budget.toml"]
    assert "#" in after["budget.toml"]
    assert "展厅资金到位较晚。" in load_bank(files).topic("P05").problems
    assert perftui("bank", "lint", files).status == 0


@pytest.mark.parametrize(
    ("kind", "topic", "key"),
    [
        ("measure", "P05", "measures"),
        ("remark", "P05", "problems"),
        ("achievement", "A01", "wordings"),
    ],
)
def test_each_kind_has_its_place_in_the_files(perftui, files, kind, topic, key):
    text = "展厅讲解工作按计划完成。"
    assert perftui("bank", "add", text, "--kind", kind, "--topic", topic, "--into", files).out
    bank = load_bank(files)
    (entry,) = (entry for entry in (*bank.topics, *bank.shapes) if entry.id == topic)
    assert getattr(entry, key)[-1] == text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("部分{坏 未完成", "--topic", "P05"), "大括号"),
        (("展厅\n未完成", "--topic", "P05"), "换行"),
        (("qwxzv",), "--topic"),
        (("展厅讲解完成", "--topic", "P05", "--kind", "achievement"), "P05"),
        (("展厅讲解完成", "--topic", "A01"), "A01"),
    ],
)
def test_what_a_bank_cannot_hold_is_refused_and_nothing_written(perftui, files, arguments, said):
    before = [path.read_bytes() for path in sorted(files.iterdir())]
    assert said in perftui("bank", "add", *arguments, "--into", files).complaint
    assert [path.read_bytes() for path in sorted(files.iterdir())] == before


def test_adding_to_a_bank_twice_is_refused(perftui, files):
    arguments = ("bank", "add", "展厅资金到位较晚", "--topic", "P05", "--into", files)
    perftui(*arguments)
    assert "已有这条写法" in perftui(*arguments).complaint


def test_a_slot_that_is_not_registered_is_refused(perftui, files):
    call = ("bank", "add", "展厅{从未登记}未完成", "--topic", "P05", "--into", files)
    assert "{从未登记}" in perftui(*call).complaint
    assert load_bank(files)


def test_a_folder_without_a_bank_cannot_be_added_to(perftui, tmp_path):
    refused = perftui("bank", "add", PARKING, "--topic", "P05", "--into", tmp_path)
    assert "没有短语文件" in refused.complaint
    assert not list(tmp_path.iterdir())


# retire


def test_a_retired_wording_is_neither_found_nor_suggested_until_it_is_restored(
    perftui, sample, data_folder
):
    tower = sample("2019-人才大厦")
    perftui("learn", tower)
    tower.unlink()
    sentence = "个别项目因待分配资金批准时间较晚。"
    search = ("bank", "search", sentence, "--json")
    suggest = ("suggest", sample("长三角"), "--text", sentence, "--limit", "50", "--json")
    assert sentence in texts_of(perftui(*search))
    assert sentence in texts_of(perftui(*suggest))
    retired = perftui("bank", "retire", sentence, "--reason", "不再这样写")
    assert (retired.status, retired.err) == (0, "")
    assert retired.out == f"不再推荐（主要问题）：{sentence}\n"
    assert 'reason = "不再这样写"' in own_text(data_folder)
    assert sentence not in texts_of(perftui(*search))
    assert sentence not in texts_of(perftui(*suggest))
    assert perftui("bank", "stats", "--json").json["withdrawn"] == 1
    restored = perftui("bank", "retire", sentence, "--undo")
    assert (restored.status, restored.out) == (0, f"已恢复推荐：{sentence}\n")
    assert sentence in texts_of(perftui(*search))
    assert sentence in texts_of(perftui(*suggest))
    assert perftui("bank", "stats", "--json").json["withdrawn"] == 0


def test_a_retired_wording_of_the_bank_stays_away_even_when_a_form_teaches_it(perftui, plant):
    text = "预算执行进度不平衡，上半年预算执行率较低。"
    path = plant(problems=text)
    perftui("learn", path)
    perftui("bank", "retire", text)
    plant(problems=f"1、{text}\n2、{PARKING}")
    perftui("learn", path)
    assert text not in texts_of(perftui("bank", "search", text, "--json"))
    assert PARKING in texts_of(perftui("bank", "search", PARKING, "--json"))


def test_only_the_kind_that_is_named_is_retired(perftui):
    for kind in ("problem", "measure"):
        perftui("bank", "add", PARKING, "--kind", kind)
    retired = perftui("bank", "retire", PARKING, "--kind", "measure")
    assert retired.out == f"不再推荐（改进措施）：{PARKING}\n"
    assert [hit["kind"] for hit in perftui("bank", "search", PARKING, "--json").json] == ["problem"]


def test_retiring_what_is_not_there_is_status_1(perftui, data_folder):
    gone = perftui("bank", "retire", PARKING)
    assert (gone.status, gone.out) == (1, "")
    assert "perftui bank search" in gone.err
    assert len(gone.err.splitlines()) == 1
    assert not (data_folder / "own.toml").exists()


def test_restoring_what_was_not_retired_is_status_1(perftui):
    assert perftui("bank", "retire", PARKING, "--undo").status == 1


def test_a_wording_can_be_restored_as_it_was_retired(perftui):
    perftui("bank", "add", PARKING)
    bare = PARKING.rstrip("。")
    assert perftui("bank", "retire", bare).status == 0
    perftui("bank", "retire", bare, "--undo")
    assert PARKING in texts_of(perftui("bank", "search", PARKING, "--json"))


# calls


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "操作"),
        (["frobnicate"], "「frobnicate」"),
        (["search"], "文字"),
        (["search", "甲", "乙"], "乙"),
        (["search", "甲", "--limit", "0"], "「0」"),
        (["search", "甲", "--kind", "plan"], "「plan」"),
        (["topic", "--kind", "plan"], "「plan」"),
        (["add"], "写法"),
        (["add", "甲", "--topic"], "--topic"),
        (["add", "甲", "--into", "没有这个文件夹"], "没有这个文件夹"),
        (["retire"], "写法"),
        (["retire", "甲", "--reason"], "--reason"),
        (["stats", "甲"], "甲"),
        (["lint", "--html"], "--html"),
        (["trial"], "自评表"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_of_chinese_that_names_the_trouble(
    perftui, tmp_path, monkeypatch, arguments, named
):
    monkeypatch.chdir(tmp_path)
    wrong = perftui("bank", *arguments)
    assert named in wrong.complaint
    assert not ENGLISH.search(wrong.err)
    assert wrong.out == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("part", ["", "search", "topic", "trial", "lint", "stats", "add", "retire"])
def test_the_help_of_every_part_is_in_chinese(perftui, part):
    shown = perftui("bank", *filter(None, [part]), "--help")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith(f"用法：perftui bank {part}".rstrip())
    assert not ENGLISH.search(shown.out)


def test_an_own_file_with_a_fault_is_told_and_kept(perftui, data_folder):
    (data_folder / "own.toml").write_text("[[phrases]]\nkind = 1\n", "utf-8")
    refused = perftui("bank", "add", PARKING)
    assert refused.status == 2
    assert "own.toml" in refused.err or "自己的写法" in refused.err
    assert own_text(data_folder) == "[[phrases]]\nkind = 1\n"
    assert perftui("bank", "search", "预算执行").status == 0


def test_the_library_is_one_file_of_json_free_of_raw_escapes(perftui, plant):
    perftui("learn", plant(problems=f"{ESCAPES}{PARKING}"))
    hits = perftui("bank", "search", PARKING, "--json")
    assert json.loads(hits.out)
    assert not OBEYED.search(hits.out)
