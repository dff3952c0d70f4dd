"""What is said of a form that is opened again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from perftui.evaluation.fields import cell
from perftui.jobs.reopening import TALK, Reopened, reopened
from perftui.storage.document import Document
from perftui.storage.evaluation_file import load, save
from tests.killed import killed

THEN = datetime(2026, 4, 2, 6, 2, tzinfo=UTC)
FORM = "2019-人才大厦管理维护专项.perf.json"


@pytest.fixture
def form(folder: Path) -> Path:
    return folder / FORM


def told(form: Path) -> Reopened:
    document = Document.open(form, who="李")
    return reopened(document.taken_up, document.profile, THEN.astimezone() + timedelta(hours=1))


def left_behind(form: Path, *edits: tuple[str, str]) -> Document:
    """Change a form in a program that is killed then."""
    with killed():
        document = Document.open(form, who="李", clock=lambda: THEN)
        for path, typed in edits:
            document.set(path, typed)
    return document


def test_of_a_form_that_was_closed_well_nothing_is_said(form: Path) -> None:
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    assert told(form) == Reopened()
    assert reopened(None, document.profile, THEN) == Reopened()


def test_what_was_found_is_counted_named_and_dated(form: Path) -> None:
    left_behind(form, ("department", "综合科"), (cell(0, "score"), "3"), ("department", "办公室"))
    now = f"{THEN.astimezone():%H:%M}"
    said = told(form).recovered
    assert said == f"上次没有正常退出，找回了没存上的2处改动，最后一处在今天 {now}。"


def test_a_run_of_typing_is_one_place(form: Path) -> None:
    with killed():
        document = Document.open(form, who="李", clock=lambda: THEN)
        for end in range(1, 30):
            document.type("problems", "一二三四五六七八九十，" * 3 + "一" * end)
    assert "1处改动" in told(form).recovered


def test_what_was_taken_back_before_is_not_found(form: Path) -> None:
    document = left_behind(form, ("department", "综合科"))
    with killed():
        document.undo()
    assert told(form) == Reopened()


def test_what_others_have_changed_is_named(form: Path) -> None:
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    held = load(form)
    save(held.model_copy(update={"unit": "另一个单位", "goal": "另一个目标"}), form)
    said = told(form)
    assert said.elsewhere == "这份表在别处改过2处：预算单位、项目年度总目标。"
    assert said.recovered == ""
    assert said.has_changes


def test_many_changes_elsewhere_are_named_in_a_line(form: Path) -> None:
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    rows = [row.model_copy(update={"remark": "晚"}) for row in load(form).indicators]
    save(load(form).model_copy(update={"indicators": tuple(rows)}), form)
    said = told(form).elsewhere
    assert said.startswith(f"这份表在别处改过{len(rows)}处：「")
    assert said.endswith("等。")
    assert len(said) < 40


def test_what_was_found_and_what_others_have_changed_are_both_told(form: Path) -> None:
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    left_behind(form, (cell(0, "remark"), "晚"))
    save(load(form).model_copy(update={"unit": "另一个单位"}), form)
    said = told(form)
    assert "1处改动" in said.recovered
    assert "最后一处" not in said.recovered  # put together now, at no time of its own
    assert "预算单位" in said.elsewhere


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (cell(3, "score"), "7.", "写了一半的「7.」还没有记下：「预算执行率」的自评分。"),
        (TALK, "预算124万\n执行", "对话里写了一半的「预算124万 执行」还没有说出。"),
        (
            "problems",
            "一二三四五" * 9,
            "写了一半的「一二三四五一二三..三四五一二三四五」还没有记下：主要问题。",
        ),
        (cell(999, "score"), "7", "写了一半的「7」没有记下，它那一行已经不在了。"),
        ("problems[0]", "七", "写了一半的「七」没有记下，它那一行已经不在了。"),
        ("indicators", "7", "写了一半的「7」没有记下，它那一行已经不在了。"),
        ("\x1b[31m", "7", "写了一半的「7」没有记下，它那一行已经不在了。"),
    ],
)
def test_what_was_being_typed_is_told(form: Path, path: str, text: str, said: str) -> None:
    document = left_behind(form)
    with killed():
        document.note_typing(path, text)
    assert told(form).typing == said
    assert not told(form).has_changes


def test_what_was_being_typed_and_taken_is_not_told(form: Path) -> None:
    document = left_behind(form)
    with killed():
        document.note_typing(cell(0, "score"), "7")
        document.note_typing(cell(0, "score"), "")
    assert told(form) == Reopened()
