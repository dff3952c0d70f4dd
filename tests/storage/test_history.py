"""What was changed is remembered over restarts, in a file of the user's own."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from perftui.evaluation.history.edits import Edit
from perftui.evaluation.model import Evaluation, Indicator
from perftui.resources import sample_projects
from perftui.storage.document import Document
from perftui.storage.evaluation_file import digest_of, load, save
from perftui.storage.form_data import KEPT, follow, place_of
from perftui.storage.history import History
from perftui.storage.user_data import login_name

(TOWER,) = sample_projects().glob("2019-人才大厦*")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / TOWER.name
    path.write_bytes(TOWER.read_bytes())
    return path


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in History.of(file).file.read_text("utf-8").splitlines()]


def test_every_kind_of_value_comes_back_as_it_was(file: Path) -> None:
    document = Document.open(file, who="李")
    for path, typed in (
        ("budget", "1265万"),
        ("executed", "约百万"),
        ("date", "2020-04-20"),
        ("recurring", "否"),
        ("year", "2021"),
        ("problems", "一是\n“二是”\u2028"),
        ("suppressed", "PT013：不要求"),
        ("indicators[0].score", "5.50"),
        ("indicators[0].target", "≥95%"),
        ("indicators[0].direction", "反向"),
        ("stated.grade", "良"),
    ):
        document.set(path, typed)
    document.put("indicators", document.evaluation.indicators[1:])
    document.put("indicators[0]", Indicator(category="产出", name="新"))
    edits = document.history()
    document.save()
    assert _same(document, edits)
    assert _same(Document.open(file), edits)


def _same(document: Document, edits: tuple[object, ...]) -> bool:
    def seen(edit: object) -> object:
        return [getattr(edit, name) for name in ("who", "path", "old", "new", "step", "kind")]

    return [*map(seen, document.history())] == [*map(seen, edits)]


def test_it_is_written_when_the_form_is_saved_and_typing_is_one_line(file: Path) -> None:
    document = Document.open(file, who="李")
    for text in ("晚", "晚了", "晚了点"):
        document.type("problems", text)
    document.set("budget", "1")
    assert not History.of(file).file.exists()
    document.save()
    document.save()
    budget = load(TOWER).budget
    *edits, saved = lines(file)
    assert [(one["who"], one["path"], one["new"]) for one in edits][:2] == [
        ("李", "problems", "晚了点"),
        ("李", "budget", "1.00"),
    ]
    assert edits[1]["old"] == f"{budget:f}"
    assert set(edits[0]) == {"time", "who", "path", "old", "new", "step", "chain"}
    assert saved["saved"] == digest_of(load(file))


def test_it_goes_on_over_restarts_with_new_steps(file: Path) -> None:
    for name in ("甲", "乙", "丙"):
        document = Document.open(file)
        document.set("name", name)
        document.save()
    document = Document.open(file)
    assert [(edit.new, edit.step) for edit in document.history()] == [
        ("甲", 1),
        ("乙", 2),
        ("丙", 3),
    ]
    assert document.edits == ()


def test_undo_and_redo_reach_over_restarts(file: Path) -> None:
    old = load(file).name
    for name in ("甲", "乙", "丙"):
        document = Document.open(file)
        document.set("name", name)
        document.save()
    document = Document.open(file)
    assert [document.undo() for _ in range(4)] == ["name"] * 3 + [None]
    assert document.evaluation.name == old
    document.redo()
    document.save()
    document = Document.open(file)
    assert document.redo() == "name"
    assert document.evaluation.name == "乙"
    document.set("unit", "处")
    assert document.redo() is None
    assert [document.undo() for _ in range(4)] == ["unit", "name", "name", None]
    assert document.evaluation.name == old


def test_what_was_changed_elsewhere_is_a_step_that_undoes(file: Path) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    save(load(file).model_copy(update={"unit": "别处", "department": "局"}), file)
    document = Document.open(file)
    assert document.taken_up is not None
    assert [edit.path for edit in document.taken_up.edits] == ["unit", "department"]
    assert document.is_saved
    document.undo()
    assert document.evaluation.name == "甲"
    assert document.evaluation.unit != "别处"
    document.undo()
    assert document.evaluation.name != "甲"


def test_a_form_that_is_another_one_is_not_undone_into_what_it_never_was(file: Path) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    place_of(file, KEPT).unlink()
    save(load(file).model_copy(update={"unit": "别处"}), file)
    assert Document.open(file).undo() is None


def changed(text: str) -> list[str]:
    """Change, drop, double and swap lines of a history."""
    first, second, *rest = text.splitlines(keepends=True)
    return [
        text.replace('"new": "乙"', '"new": "丁"'),
        "".join([second, *rest]),
        "".join([first, *rest]),
        "".join([first, second, second, *rest]),
        "".join([second, first, *rest]),
    ]


@pytest.mark.parametrize("way", range(5))
def test_a_history_that_was_changed_shows_it(file: Path, way: int) -> None:
    for name in ("甲", "乙", "丙"):
        document = Document.open(file)
        document.set("name", name)
        document.save()
    history = History.of(file)
    audit = history.audit()
    assert (audit.entries, audit.broken, audit.digest) == (6, (), digest_of(load(file)))
    history.file.write_text(changed(history.file.read_text("utf-8"))[way], "utf-8")
    assert history.audit().broken


def test_what_several_write_at_once_is_one_chain(file: Path) -> None:
    def append(who: str) -> None:
        for number in range(8):
            old, new = f"{who}{number}", f"{who}{number + 1}"
            edit = Edit(datetime(2020, 4, 2, tzinfo=UTC), who, "name", old, new, number)
            History.of(file).append([edit])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append, "甲乙丙丁"))
    audit = History.of(file).audit()
    assert (audit.entries, audit.broken) == (32, ())


def test_where_a_value_comes_from_is_remembered(file: Path) -> None:
    document = Document.open(file)
    with document.coming_from("推荐语句"):
        document.set("problems", "晚了")
    document.set("name", "甲")
    document.save()
    assert [edit.source for edit in Document.open(file).history()] == ["推荐语句", ""]


def test_what_is_undone_and_done_again_is_remembered_as_such(file: Path) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    document.undo()
    document.save()
    document.redo()
    document.save()
    old = load(TOWER).name
    assert [(e.old, e.new, e.kind, e.step) for e in Document.open(file).history()] == [
        (old, "甲", "", 1),
        ("甲", old, "undo", 1),
        (old, "甲", "redo", 1),
    ]


def test_only_the_user_may_read_it(file: Path) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    kept = History.of(file).file
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_it_belongs_to_the_form_wherever_it_is_opened_from(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    monkeypatch.chdir(file.parent)
    assert len(Document.open(Path(file.name)).history()) == 1
    other = file.with_name("另一份.perf.json")
    other.write_bytes(file.read_bytes())
    assert Document.open(other).history() == ()


def test_it_follows_a_form_that_is_moved(file: Path) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    target = file.parent / "归档" / file.name
    target.parent.mkdir()
    file.rename(target)
    follow(file, target)
    assert len(Document.open(target).history()) == 1
    follow(file, target)
    assert len(Document.open(target).history()) == 1


def _line(**changed: str) -> bytes:
    line = {"time": "2020-04-17T09:00:00+00:00", "who": "", "path": "name", "old": "", "new": ""}
    return json.dumps({**line, "step": 1, **changed}).encode() + b"\n"


@pytest.mark.parametrize(
    "torn",
    [
        b'{"time": "2020-04-17T09:0',
        b"\xff\xfe\n",
        b"null\n[]\n3\n",
        _line(time="2020-04-17T09:00:00"),
        _line(path="nowhere"),
        _line(path="name.x"),
        _line(step="?"),
        _line(kind="?"),
        _line().rstrip(b"}\n"),
        b"[" * 9000,
    ],
)
def test_lines_that_are_no_edits_are_passed_over_and_harm_no_other(file: Path, torn: bytes) -> None:
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    with History.of(file).file.open("ab") as kept:
        kept.write(torn)
    document = Document.open(file)
    document.set("name", "乙")
    document.save()
    assert [edit.new for edit in Document.open(file).history()] == ["甲", "乙"]


def test_what_a_history_holds_is_made_safe(file: Path) -> None:
    kept = History.of(file).file
    kept.parent.mkdir(parents=True)
    line = {
        "time": "2020-04-17T09:00:00+00:00",
        "who": "\x1b[31m李\n王",
        "path": "name",
        "old": "",
        "new": "\x1b[2J甲\u202e",
        "step": 4,
    }
    kept.write_text(json.dumps(line) + "\n", "utf-8")
    (edit,) = Document.open(file).history()
    assert (edit.who, edit.new) == ("李 王", "甲")


def test_a_history_that_cannot_be_written_does_not_keep_a_form_from_being_saved(
    file: Path, data_folder: Path
) -> None:
    (data_folder / "history").write_text("no folder", "utf-8")
    document = Document.open(file)
    document.set("name", "甲")
    document.save()
    assert load(file).name == "甲"
    assert "不能保存" in document.history_error
    assert [edit.new for edit in document.history()] == ["甲"]
    (data_folder / "history").unlink()
    document.save()
    assert document.history_error == ""
    assert [edit.new for edit in Document.open(file).history()] == ["甲"]


def test_a_form_that_cannot_be_saved_writes_no_history(file: Path) -> None:
    document = Document.open(file)
    document.keep_at(file / "nowhere")
    document.set("name", "甲")
    with pytest.raises(Exception, match="不能保存"):
        document.save()
    assert not History.of(file).file.exists()


def test_a_document_without_a_file_has_the_history_of_its_own_edits() -> None:
    document = Document(Evaluation())
    document.set("name", "甲")
    assert [edit.new for edit in document.history()] == ["甲"]


def test_the_user_signs_with_the_login_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "li\x1b[31m")
    document = Document.open(file)
    document.set("name", "甲")
    assert document.history()[0].who == login_name() == "li"

    def fail() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", fail)
    assert login_name() == ""


def test_several_values_are_put_in_one_step(file: Path) -> None:
    document = Document.open(file)
    before = document.evaluation
    name = document.evaluation.name
    document.put_all([("name", name), ("budget", None), ("year", 2031)])
    document.undo()
    assert document.evaluation == before
    save(before, file)
