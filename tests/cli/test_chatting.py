"""`chat`: a form filled in line by line, by people and scripts."""

import io
import json
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from perftui.storage.evaluation_file import load

ROOT = Path(__file__).parents[2]
NEW = "招聘服务专项"


@pytest.fixture
def chat(perftui, monkeypatch):
    """Hold a conversation in this process: what is said comes as bytes or text."""

    def call(*arguments: str | Path, said: str | bytes = b""):
        content = said.encode() if isinstance(said, str) else said
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        return perftui("chat", *arguments)

    return call


@pytest.fixture
def form(folder, sample) -> Path:
    return sample("2019-长三角")


@pytest.fixture
def begun(plant) -> Path:
    """A form that lacks a figure, of which neither rules nor wording are asked."""
    return plant("2019-长三角", executed=None)


def started(*arguments: str | Path, **streams: int) -> subprocess.Popen[bytes]:
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [sys.executable, "-m", "perftui", "chat", *map(str, arguments)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, **pipes | streams)


# What is said, and what the program leaves with.


def test_each_line_has_a_label_and_what_is_said_is_echoed(chat, begun):
    told = chat(begun, said="预算1300000\n第3项扣20分\n总分多少\n")
    assert (told.status, told.err) == (3, "")
    lines = told.out.splitlines()
    labels = {line.partition(": ")[0] for line in lines}
    assert labels == {"助手", "您", "错误"}
    assert "您: 预算1300000" in lines
    assert any(line.startswith("助手: ") and "1,300,000.00" in line for line in lines)
    assert lines[-2] == "助手: 已保存。"
    assert load(begun).budget == 1_300_000


def test_what_is_said_in_gb18030_with_windows_line_ends_is_understood(chat, form):
    told = chat(form, said="预算1300000\r\n执行1200000\r\n".encode("gb18030"))
    assert told.status == 0
    assert (load(form).budget, load(form).executed) == (1_300_000, 1_200_000)


def test_no_bytes_end_the_conversation(chat, begun):
    told = chat(begun, said=b"\xff\xff\x00\n\x00\n\n" + "预\x00算1300000".encode())
    assert "警告: 第1行" in told.out
    assert load(begun).budget == 1_300_000


def test_of_a_very_long_line_the_beginning_is_read_and_that_is_told(chat, begun):
    told = chat(begun, said=f"{'长' * 400_000}\n预算1300000\n")
    assert "警告: 第1行太长，只读了前4,000字" in told.out
    assert len(told.out) < 40_000
    assert load(begun).budget == 1_300_000


def test_a_form_that_lacks_something_leaves_with_three(chat, plant):
    path = plant("2019-长三角", executed=None)
    told = chat(path)
    assert told.status == 3
    assert told.out.splitlines()[-1].endswith("还没有填完：资金缺预算执行数。")
    assert chat(path, said="执行1187376\n退出\n这句不听\n").status == 0
    assert chat(path, said="执行2187376\n").status == 3


def test_what_is_no_form_leaves_with_two(chat, folder, tmp_path):
    broken = folder / "坏.perf.json"
    broken.write_text("{", "utf-8")
    assert "损坏" in chat(broken).complaint
    assert "没有" in chat(tmp_path / "没有.docx").complaint
    assert "文件夹" in chat(tmp_path / "没有" / "甲.perf.json").complaint
    assert "表式" in chat(tmp_path / "甲", "--profile", "x").complaint
    assert "一起用" in chat(folder, "--json", "--plain").complaint


def held(form: Path, **changed: object) -> Path:
    """Have somebody on another machine hold the lock of a form."""
    lock = form.with_name(f".~lock.{form.name}#")
    data = {"user": "老王", "host": "pc-7", "pid": 1, "since": "2026-04-20T15:30:00+08:00"}
    lock.write_text(json.dumps(data | changed), "utf-8")
    return lock


def test_a_form_that_another_fills_in_leaves_with_four(chat, begun):
    lock = held(begun)
    told = chat(begun, said="预算1\n")
    assert (told.status, told.out) == (4, "")
    assert "老王" in told.err
    assert "--join" in told.err
    assert len(told.err.splitlines()) == 1
    held(begun, host=platform.node(), pid=2**22 + 7)
    told = chat(begun)
    assert told.status == 3
    assert "警告: 这份表现在由您来填，原来是老王" in told.out
    assert not lock.exists()


def test_a_form_may_be_filled_in_together_with_who_holds_it(chat, begun):
    lock = held(begun)
    before = lock.read_bytes()
    told = chat(begun, "--join", said="预算1300000\n")
    assert told.status == 3
    assert "一起填，保存时自动合到一起" in told.out
    assert load(begun).budget == 1_300_000
    assert lock.read_bytes() == before


def test_a_form_may_be_taken_over_from_who_holds_it(chat, begun):
    lock = held(begun)
    told = chat(begun, "--take-over", said="预算1300000\n")
    assert told.status == 3
    assert "原来是老王" in told.out
    assert load(begun).budget == 1_300_000
    assert not lock.exists()
    assert "一起用" in chat(begun, "--join", "--take-over").complaint


@pytest.mark.parametrize("flag", ["--join", "--take-over"])
def test_a_form_that_is_free_is_just_filled_in(chat, begun, flag):
    told = chat(begun, flag, said="预算1300000\n")
    assert (told.status, "警告" in told.out) == (3, False)
    assert not list(begun.parent.glob(".~*"))


def test_what_killed_programs_left_beside_a_form_is_cleared(chat, begun):
    other = held(begun.with_name("乙.perf.json"), host=platform.node(), pid=2**22 + 7)
    alive = held(begun.with_name("丙.perf.json"))
    chat(begun)
    assert not other.exists()
    assert alive.exists()


def test_what_cannot_be_saved_leaves_with_five(chat, begun, monkeypatch):
    from perftui.storage.errors import StorageError

    def full(*_: object) -> None:
        raise StorageError("磁盘满了。")

    monkeypatch.setattr("perftui.storage.form_file.save", full)
    told = chat(begun, said="预算1300000\n总分多少\n")
    assert told.status == 5
    assert told.out.count("错误: 没有存上：磁盘满了") == 3


def test_strict_stops_at_the_first_line_it_does_not_understand(chat, plant):
    path = plant("2019-长三角", executed=None)
    told = chat(path, "--strict", said="预算1300000\n知晓率扣20分\n预算1400000\n")
    assert told.status == 2
    assert "错误: 第2行没有完全读懂" in told.out
    assert "1400000" not in told.out
    assert load(path).budget == 1_300_000
    assert chat(path, "--strict", said="执行1187376\n总分多少\n退出\n").status == 0
    assert chat(path, "--strict", said=b"\xff\xff\n").status == 2


def test_brief_asks_in_short(chat, plant):
    path = plant("2019-长三角", executed=None)
    long, short = chat(path).out, chat(path, "--brief").out
    assert len(short) < len(long)
    assert "例如" not in short


def test_as_json_each_turn_is_a_line(chat, plant):
    path = plant("2019-长三角", executed=None)
    told = chat(path, "--json", said="预算1300000\n唧唧复唧唧\n执行1187376\n")
    begun, budget, nonsense, executed, end = map(json.loads, told.out.splitlines())
    assert [one["turn"] for one in (begun, budget, nonsense, executed, end)] == [0, 1, 2, 3, 4]
    assert (begun["line"], budget["line"]) == (None, "预算1300000")
    assert set(begun) == {
        *("turn", "line", "echo", "warnings", "explanations", "errors"),
        *("ask", "example", "offers", "question", "form_rev", "complete"),
    }
    assert begun["ask"]
    assert "1,300,000.00" in budget["echo"][0]
    assert not nonsense["echo"]
    assert [one["form_rev"] for one in (begun, budget, nonsense, executed)] == [0, 1, 1, 2]
    assert [one["complete"] for one in (begun, budget, executed)] == [False, False, True]
    assert end["echo"] == ["已保存。"]


def test_texts_of_a_form_are_plain_text_in_whatever_is_said(chat, plant):
    path = plant("2019-长三角", name="题\x1b]0;x\x07[red]\u202e", executed=None)
    for form in ("--plain", "--json"):
        out = chat(path, form, said="项目名称是什么\n").out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[red]" in out


# Which form.


def test_a_form_that_is_not_there_is_begun(chat, tmp_path):
    told = chat(tmp_path / NEW)
    assert told.status == 3
    assert "新建" in told.out
    made = load(tmp_path / f"{NEW}.perf.json")
    assert (made.name, made.year, made.profile) == (NEW, None, "sh2019")
    chat(tmp_path / f"2021-{NEW}.perf.json", "--profile", "national2020")
    other = load(tmp_path / f"2021-{NEW}.perf.json")
    assert (other.name, other.year, other.profile) == (NEW, 2021, "national2020")
    assert "新建" not in chat(tmp_path / NEW).out


def test_last_years_form_is_rolled_forward(chat, folder, sample, monkeypatch):
    last_year = sample("2019-长三角")
    told = chat(folder, "--from", last_year)
    assert told.status == 3
    made = load(sample("2020-长三角"))
    assert (made.year, made.last_year_budget) == (2020, load(last_year).budget)
    assert "已经有了" in chat(folder, "--from", last_year).out
    assert "--from" in chat(sample("2020-长三角"), "--from", last_year).complaint
    chat(folder / "别名", "--from", last_year)
    assert load(folder / "别名.perf.json").year == 2020


def test_a_document_is_read_and_its_form_filled_in(chat, perftui, form, tmp_path):
    perftui("export", form, "--to", "txt", "-o", tmp_path / "来件")
    (document,) = (tmp_path / "来件").iterdir()
    told = chat(document, said="预算1300000\n")
    (made,) = (tmp_path / "来件").glob("*.perf.json")
    assert "读入了" in told.out
    assert load(made).budget == 1_300_000
    assert "已经有了" in chat(document).out


def test_of_a_document_with_several_forms_one_is_chosen(chat, folder, tmp_path):
    document = tmp_path / "九份.txt"
    document.write_bytes((ROOT / "tests" / "data" / "self-evaluations-2019.txt").read_bytes())
    told = chat(document, said="长三角\n总分多少\n")
    assert len(list(tmp_path.glob("*.perf.json"))) == 9
    assert "已修复" in told.out
    assert "合计94" in told.out.replace(" ", "")


def test_without_a_form_the_folder_is_listed(chat, folder, monkeypatch):
    monkeypatch.chdir(folder)
    told = chat(said="第3份\n总分多少\n")
    assert "助手: 1 2022年度 流动图书服务点建设与运行（" in told.out
    assert told.status == 0
    assert chat().status == 3
    assert chat(said="退出\n").out.splitlines()[-1] == "助手: 没有选定自评表，什么也没有改。"


@pytest.mark.parametrize(
    "line",
    [
        "新建 2021年 招聘服务专项",
        "'{folder}/2021-招聘服务专项'",
        "file://{folder}/a%20b.txt",
        "没有的",
    ],
)
def test_a_form_is_begun_or_found_from_the_list(chat, tmp_path, monkeypatch, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b.txt").write_bytes(
        (ROOT / "tests" / "data" / "self-evaluations-2019.txt").read_bytes()
    )
    assert "还没有自评表" in chat().out
    told = chat(said=f"{line.format(folder=tmp_path)}\n")
    made = len(list(tmp_path.glob("*.perf.json")))
    expected = {"新": 1, "f": 9}.get(line[0], 0)
    assert (made, told.status) == (expected, 3)


def test_last_years_form_is_rolled_forward_from_the_list(chat, folder, sample, monkeypatch):
    path = sample("2019-长三角").name
    monkeypatch.chdir(folder)
    told = chat(said="沿用去年 长三角\n预算1300000\n")
    assert f"沿用「{path}」" in told.out
    assert load(next(Path().glob("2020-长三角*"))).budget == 1_300_000


def test_a_form_another_fills_in_can_be_left_for_one_that_is_free(chat, folder, form, monkeypatch):
    monkeypatch.chdir(folder)
    held(Path(form.name), since="")
    told = chat(said="长三角\n公共服务专项经费\n总分多少\n")
    assert "错误: 「2019-长三角一体化服务专项.perf.json」：老王 在 pc-7 上填着这份表。" in told.out
    assert "合计93" in told.out.replace(" ", "")


# What was said before.


def test_what_was_said_is_printed_or_stored_as_text(chat, begun, tmp_path):
    assert chat(begun, "--transcript").status == 1
    chat(begun, said="预算1300000\n")
    told = chat(begun, "--transcript")
    assert told.status == 0
    assert "预算1300000" in told.out
    assert chat("--transcript", begun).out == told.out
    target = tmp_path / "对话.txt"
    assert chat(begun, "--transcript", target).status == 0
    assert target.read_text("utf-8") == told.out
    assert "已经有了" in chat(begun, "--transcript", target).complaint
    assert "没有" in chat(tmp_path / "没有.perf.json", "--transcript").complaint
    assert "哪份" in chat("--transcript").complaint


def test_what_was_said_is_not_in_what_is_exported(chat, plant):
    form = plant("2019-长三角", executed=None)
    chat(form, said="唧唧复唧唧\n执行1187376\n/导出 txt\n")
    (written,) = form.parent.glob("*.txt")
    assert "唧唧" not in written.read_text("utf-8")
    assert "唧唧" not in form.read_text("utf-8")


def test_last_words_are_told_on_return(chat, begun):
    chat(begun, said="预算1300000\n")
    assert "助手: 上次（" in chat(begun).out
    assert "助手: 上次（" not in chat(begun, "--brief").out


# As a process.


def test_it_answers_line_by_line_and_saves_when_it_is_interrupted(begun):
    talk = started(begun, stderr=subprocess.STDOUT)
    assert talk.stdin
    assert talk.stdout
    talk.stdin.write("预算1300000\n".encode())
    talk.stdin.flush()
    said = iter(talk.stdout.readline, b"")
    assert any("1,300,000.00" in line.decode() for line in said)
    assert load(begun).budget == 1_300_000
    talk.send_signal(signal.SIGINT)
    rest, _ = talk.communicate(timeout=60)
    assert talk.returncode == 3
    assert "已保存" in rest.decode()
    assert not list(begun.parent.glob(".~lock*"))


@pytest.mark.skipif(os.name != "posix", reason="POSIX streams")
def test_it_works_without_streams_and_goes_on_when_its_reader_leaves(begun):
    script = (
        'LC_ALL=C "$1" -m perftui chat "$2" <&- >&-; echo $? >&2; '
        "{ echo 帮助; echo 帮助; echo 预算1400000; } |"
        ' "$1" -m perftui chat "$2" | head -1 >/dev/null'
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = ["/bin/sh", "-c", script, "sh", sys.executable, str(begun)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.stderr == b"3\n"
    assert load(begun).budget == 1_400_000


def test_a_form_kept_by_one_process_is_refused_to_another(chat, begun):
    talk = started(begun)
    assert talk.stdout
    talk.stdout.readline()
    told = chat(begun)
    talk.communicate(b"", timeout=60)
    assert told.status == 4
    assert chat(begun).status == 3


def test_help_says_how_to_speak_and_what_the_exit_statuses_mean(chat):
    out = chat("--help").out
    assert "单独写一行「.」" in out
    assert all(f"{status} " in out for status in (0, 2, 3, 4, 5))
