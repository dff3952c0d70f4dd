"""`recover`: what a crash or a broken disk has left of a form, and getting it back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from perftui.storage.document import Document
from perftui.storage.evaluation_file import load
from perftui.storage.form_data import JOURNALS, places_of
from tests.killed import killed

THEN = datetime(2026, 4, 2, 6, 2, tzinfo=UTC)


@pytest.fixture
def form(sample) -> Path:
    return sample("公共服务专项经费")


@pytest.fixture
def left(form) -> Path:
    """Leave a form behind in a program that was killed while a score was being typed."""
    with killed():
        document = Document.open(form, clock=lambda: THEN)
        for text in ("综", "综合", "综合科[/]"):
            document.type("department", text)
        document.set("indicators[3].score", "7")
        document.note_typing("indicators[4].score", "3.")
    return form


@pytest.fixture
def broken(form) -> Path:
    """Break a form that was saved here."""
    document = Document.open(form)
    document.set("department", "综合科")
    document.save()
    document.close()
    form.write_text("{", "utf-8")
    return form


def test_of_a_form_that_is_well_there_is_nothing_to_get_back(perftui, form):
    before = form.read_bytes()
    told = perftui("recover", form, "--yes")
    assert (told.status, told.out, told.err) == (0, "这份表完好，没有要恢复的。\n", "")
    assert form.read_bytes() == before


def test_what_was_in_no_file_is_told_and_left_as_it_is(perftui, left):
    before, journals = left.read_bytes(), places_of(left, JOURNALS)
    told = perftui("recover", left)
    assert told.status == 1
    assert "还有没存上的2处改动，最后一处在" in told.out
    assert "「3.」" in told.out
    assert "--yes" in told.err
    assert (left.read_bytes(), places_of(left, JOURNALS)) == (before, journals)


def test_what_was_in_no_file_is_got_back(perftui, left):
    told = perftui("recover", left, "--yes")
    assert (told.status, told.err) == (0, "")
    assert told.out.splitlines()[-1].startswith("已恢复「")
    assert load(left).department == "综合科[/]"
    assert str(load(left).indicators[3].score) == "7"
    assert places_of(left, JOURNALS) == []
    assert len(perftui("history", left, "--json").json) == 2
    assert perftui("recover", left).out == "这份表完好，没有要恢复的。\n"


def test_what_there_is_as_data(perftui, left):
    told = perftui("recover", left, "--json").json
    assert told == {
        "is_readable": True,
        "error": "",
        "name": load(left).name,
        "kept_at": None,
        "changes": 2,
        "last": THEN.isoformat(),
        "typing": {"path": "indicators[4].score", "text": "3."},
        "restored": False,
        "aside": None,
    }
    assert perftui("recover", left, "--json", "--yes").json["restored"]


def test_the_last_good_content_of_a_broken_form_is_got_back(perftui, broken):
    told = perftui("recover", broken)
    assert told.status == 1
    assert "不完整或已损坏" in told.out
    assert "留下的内容：" in told.out
    assert broken.read_text("utf-8") == "{"
    told = perftui("recover", broken, "--yes", "--json")
    assert told.status == 0
    assert load(broken).department == "综合科"
    assert Path(told.json["aside"]).read_text("utf-8") == "{"


def test_a_broken_form_gets_back_what_was_in_no_file_too(perftui, broken):
    perftui("recover", broken, "--yes")
    with killed():
        Document.open(broken).set("unit", "别的单位")
    broken.write_text("", "utf-8")
    assert "1处改动" in perftui("recover", broken).out
    perftui("recover", broken, "--yes")
    assert (load(broken).department, load(broken).unit) == ("综合科", "别的单位")


def test_a_form_that_is_gone_is_made_again(perftui, broken):
    broken.unlink()
    assert perftui("recover", broken, "--yes").status == 0
    assert load(broken).department == "综合科"


def test_of_what_nothing_is_kept_nothing_is_got_back(perftui, tmp_path):
    assert "没有这个文件" in perftui("recover", tmp_path / "没有.perf.json", "--yes").complaint
    (tmp_path / "坏.perf.json").write_text("{", "utf-8")
    assert "不完整" in perftui("recover", tmp_path / "坏.perf.json", "--yes").complaint


@pytest.mark.parametrize(("answer", "department"), [("y", "综合科[/]"), ("", "")])
def test_at_a_terminal_it_asks(perftui, left, monkeypatch, answer, department):
    monkeypatch.setattr("perftui.cli.recovering.on_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert perftui("recover", left).status == (0 if answer else 1)
    assert load(left).department == department
