"""`demo` without a terminal: the whole job, from last year's form to finished documents."""

from pathlib import Path

import pytest

from perftui.jobs.demo import temporary_copy
from perftui.resources import sample_projects


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))


def test_it_tells_each_step_and_the_documents_are_there(perftui):
    shown = perftui("demo", "--headless")
    lines = shown.out.splitlines()
    steps = [line for line in lines if not line.startswith(" ")]
    assert (shown.status, shown.err) == (0, "")
    assert [step[:2] for step in steps] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    written = [Path(line.strip()) for line in lines[lines.index("六、导出：") + 1 :]]
    assert [path.suffix for path in written] == [".docx", ".xlsx", ".html"]
    assert all(path.stat().st_size > 5000 for path in written)


def test_without_a_terminal_it_needs_no_flag(perftui):
    assert "六、导出：" in perftui("demo").out


def test_the_finished_form_has_no_error_left(perftui):
    (last,) = [x for x in perftui("demo").out.splitlines() if x.startswith("五、")]
    assert "错误 0" in last


def test_no_wording_of_the_demo_has_an_open_slot(perftui):
    assert "{" not in perftui("demo").out


def test_documents_go_where_they_are_wanted_and_never_over_others(perftui, tmp_path):
    target = tmp_path / "成品"
    assert perftui("demo", "-o", target).status == 0
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    assert len(before) == 3
    again = perftui("demo", "-o", target)
    assert again.status == 2
    assert len(again.err.splitlines()) == 1
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_the_samples_themselves_stay_as_they_are(perftui):
    before = {path: path.read_bytes() for path in sample_projects().iterdir()}
    perftui("demo")
    assert {path: path.read_bytes() for path in sample_projects().iterdir()} == before


def test_the_throw_away_copy_is_thrown_away(perftui, tmp_path):
    perftui("demo", "-o", tmp_path / "成品")
    assert not list((tmp_path / "tmp").iterdir())


def test_the_copy_holds_every_sample():
    names = sorted(path.name for path in sample_projects().glob("*.perf.json"))
    assert sorted(path.name for path in temporary_copy().iterdir()) == names


def test_on_a_terminal_the_program_opens_on_the_copy(perftui, monkeypatch, tmp_path):
    opened: list[Path] = []
    monkeypatch.setattr("perftui.cli.demo.on_terminal", lambda: True)
    monkeypatch.setattr("perftui.tui.app.run", opened.append)
    assert perftui("demo").status == 0
    (folder,) = opened
    assert folder.parent == tmp_path / "tmp"
    assert len(list(folder.glob("*.perf.json"))) == 11
