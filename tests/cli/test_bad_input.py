"""What is no form, or a hostile one: one line of Chinese, nothing lost, nothing obeyed."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perftui.evaluation.safe_text import safe_text

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x1b[31m红\x9b5m\u202e反\r覆盖\x08"
# line feeds and tabs are the only controls that may reach a terminal
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

needs_rights = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)


def _file(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


NO_FORMS: dict[str, str | bytes] = {
    "散文.txt": "今天天气很好。\n",
    "空.txt": "",
    "空.perf.json": "",
    "截断.perf.json": '{"format": 1, "profile": "sh2019", "indicators": [{"categ',
    "清单.perf.json": "[1, 2, 3]",
    "别的.json": '{"name": "perftui", "version": 1}',
    "数字.perf.json": "42",
    "乱码.perf.json": bytes(range(256)) * 8,
    "乱码.txt": bytes(range(256)) * 8,
    "图片.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "压缩.docx": b"PK\x03\x04" + bytes(64),
    "深.perf.json": "[" * 100_000,
    "行.perf.json": '{"format": 1, "indicators": "没有"}',
    "表式.perf.json": '{"format": 1, "indicators": [], "profile": "../../etc/passwd"}',
    "新版.perf.json": '{"format": 2, "indicators": [], "future": true}',
    "怪版.perf.json": '{"format": "一", "indicators": []}',
    "上标.perf.json": '{"format": "²", "indicators": []}',
    "长数.perf.json": f'{{"format": 1, "indicators": [], "budget": {"9" * 5000}}}',
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", ["check", "export", "import", "suggest", "new"])
@pytest.mark.parametrize("name", NO_FORMS)
def test_what_is_no_form_is_one_line_that_names_the_file(perftui, command, name):
    path = _file(name, NO_FORMS[name])
    before = path.read_bytes()
    arguments = ["new", "新", "--from", path] if command == "new" else [command, path]
    assert f"「{name}」" in perftui(*arguments).complaint
    assert path.read_bytes() == before
    assert [entry.name for entry in Path().iterdir()] == [name]


@pytest.mark.parametrize("command", ["check", "export", "import", "suggest"])
@pytest.mark.parametrize("name", ["没有.perf.json", "没有.txt", "没有/没有.perf.json", "x" * 300])
def test_a_missing_file_is_one_line_that_names_it(perftui, command, name):
    assert Path(name).name in perftui(command, name).complaint


@pytest.mark.parametrize("command", ["check", "export", "import", "suggest"])
def test_a_folder_without_forms_is_one_line(perftui, command):
    Path("空").mkdir()
    Path("空", "note.txt").write_text("今天", "utf-8")
    assert "「空」" in perftui(command, "空").complaint


def test_a_folder_that_is_called_like_a_form_is_one_line(perftui):
    Path("目录.perf.json").mkdir()
    assert "目录.perf.json" in perftui("check", "目录.perf.json").complaint
    assert "目录.perf.json" in perftui("suggest", "目录.perf.json").complaint


@needs_rights
@pytest.mark.parametrize("command", ["check", "export"])
def test_a_folder_without_rights_is_one_line(perftui, folder, command):
    folder.chmod(0)
    try:
        assert "没有权限" in perftui(command, folder).complaint
    finally:
        folder.chmod(0o700)


@needs_rights
@pytest.mark.parametrize("command", ["check", "export", "suggest"])
def test_a_file_without_rights_is_one_line(perftui, plant, command):
    form = plant()
    form.chmod(0)
    assert "没有权限" in perftui(command, form).complaint


@needs_rights
def test_a_folder_that_cannot_be_written_is_one_line(perftui, sample):
    form = sample("长三角")
    Path("只读").mkdir(mode=0o500)
    assert "没有权限" in perftui("new", "新", "-o", "只读").complaint
    assert "没有权限" in perftui("export", form, "--to", "txt", "-o", "只读").complaint
    assert "没有权限" in perftui("export", form, "--to", "txt", "-o", "只读/下层").complaint


@needs_rights
def test_a_form_that_cannot_be_mended_in_its_folder_is_left_as_it_is(perftui, sample):
    form = sample("长三角")
    before = form.read_bytes()
    form.parent.chmod(0o500)
    try:
        assert "没有权限" in perftui("check", form, "--fix").complaint
    finally:
        form.parent.chmod(0o700)
    assert form.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "check --fix", "export", "suggest"])
def test_a_form_of_a_newer_perftui_is_refused_and_left_alone(perftui, plant, command):
    form = plant(format=2)
    before = form.read_bytes()
    complaint = perftui(*command.split(), form).complaint
    assert "格式版本是 2" in complaint
    assert "升级" in complaint
    assert form.read_bytes() == before


def test_an_amount_that_cannot_be_read_is_found_and_named(perftui, plant):
    form = plant(executed="约一百万")
    checked = perftui("check", form, "--select", "PT009", "--json")
    (finding,) = checked.json[0]["findings"]
    assert checked.status == 1
    assert (finding["code"], finding["level"], finding["field"]) == ("PT009", "error", "executed")
    assert "约一百万" in finding["message"]
    assert finding["fix"] is None


@pytest.mark.parametrize("kind", ["txt", "md", "html", "tsv"])
def test_an_amount_that_cannot_be_read_is_exported_as_it_was_typed(perftui, plant, kind):
    done = perftui("export", plant(executed="约一百万"), "--to", kind, "--force")
    assert done.status == 0
    assert "约一百万" in Path(done.out.strip()).read_text("utf-8")
    assert "PT009" in done.err


def test_an_amount_that_cannot_be_read_survives_mending_and_rolling_forward(perftui, plant):
    form = plant("长三角", executed="约一百万", budget="一百来万")
    assert "已修正" in perftui("check", form, "--fix").out
    mended = json.loads(form.read_text("utf-8"))
    assert (mended["executed"], mended["budget"]) == ("约一百万", "一百来万")
    rolled = Path(perftui("new", "新", "--from", form).out.strip())
    assert json.loads(rolled.read_text("utf-8"))["last_year_budget"] == "一百来万"


def test_keys_of_others_are_kept_when_a_form_is_mended(perftui, plant):
    form = plant("长三角", 审核人="张三", 附件=[{"页": 3}])
    perftui("check", form, "--fix")
    mended = json.loads(form.read_text("utf-8"))
    assert (mended["审核人"], mended["附件"]) == ("张三", [{"页": 3}])


@pytest.fixture
def hostile(plant: Callable[..., Path]) -> Path:
    """A form with escape sequences in its file name and in every text."""
    rows = [
        {
            "category": ESCAPES,
            "name": ESCAPES,
            "explanation": ESCAPES,
            "weight": ESCAPES,
            "score": "1",
            "remark": ESCAPES,
        }
    ]
    texts: dict[str, Any] = dict.fromkeys(
        ("name", "unit", "department", "goal", "achievements", "problems", "measures"),
        ESCAPES + "\n共 1 份：错误 0",
    )
    form = plant(executed=ESCAPES, date=ESCAPES, recurring=ESCAPES, indicators=rows, **texts)
    return form.rename(form.with_name(f"{ESCAPES.replace('/', '')}\n.perf.json"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--json"],
        ["check", "--fix"],
        ["suggest"],
        ["suggest", "--json"],
        ["suggest", "--text", ESCAPES],
        ["suggest", "--field", f"indicators[0].{ESCAPES}"],
        ["export", "--to", "txt,md,html,docx,xlsx,pdf,tsv"],
        ["export", "--to", "txt", "--force"],
        ["export", "--to", "txt", "--force", "--together", ESCAPES],
        ["export", "--to", "txt", "--force", "--name", ESCAPES],
        ["report"],
        ["export", "--to", ESCAPES],
        ["import"],
        ["new", ESCAPES, "--from"],
        ["new", ESCAPES, "--profile", ESCAPES],
        ["rule", ESCAPES],
        ["check", "--select", ESCAPES],
    ],
    ids=lambda arguments: safe_text(" ".join(arguments)),
)
def test_escape_sequences_never_reach_the_terminal(perftui, hostile, arguments):
    done = perftui(*arguments, hostile)
    assert not OBEYED.search(done.out)
    assert not OBEYED.search(done.err)
    assert done.out or done.err


def test_in_a_folder_too_escape_sequences_never_reach_the_terminal(perftui, hostile):
    for arguments in (["check"], ["check", "--html", "p.html"], ["export", "--to", "txt"]):
        done = perftui(*arguments, hostile.parent)
        assert not OBEYED.search(done.out + done.err)
    assert not OBEYED.search(Path("p.html").read_text("utf-8"))


def test_past_forms_that_are_hostile_do_not_reach_the_terminal_either(perftui, hostile, sample):
    suggested = perftui("suggest", sample("长三角"), "--limit", "200")
    assert suggested.status == 0
    assert not OBEYED.search(suggested.out + suggested.err)


def test_a_hostile_document_is_read_without_what_a_terminal_obeys(perftui):
    text = SEEDS.read_text("utf-8").replace("专项", f"专项{ESCAPES.partition(chr(13))[0]}")
    document = _file("\x1b[31m红.txt", text)
    imported = perftui("import", document, "-o", "库")
    assert imported.status == 0
    assert not OBEYED.search(imported.out + imported.err)
    assert len(list(Path("库").iterdir())) == 9
    assert not any("\\u001b" in path.read_text("utf-8") for path in Path("库").iterdir())


def test_a_hostile_name_does_not_forge_lines(perftui, hostile):
    lines = perftui("check", hostile).out.splitlines()
    assert [line for line in lines if line.startswith("共 ")] == [lines[-1]]


def test_the_json_still_names_a_hostile_file_exactly(perftui, hostile):
    (form,) = perftui("check", hostile, "--json").json
    assert form["file"] == str(hostile)


@pytest.mark.skipif(os.name != "posix", reason="names are not bytes there")
def test_a_file_name_that_is_no_utf8_is_reported_and_found_again(perftui, plant):
    form = plant()
    broken = form.rename(os.fsdecode(b"\xff\xfe.perf.json"))
    (reported,) = perftui("check", broken, "--json").json
    assert os.fsencode(reported["file"]) == b"\xff\xfe.perf.json"
    assert perftui("check", broken).status == perftui("check", broken, "--json").status
