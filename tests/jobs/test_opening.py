"""Opening whatever is named: a bad file is told and the rest go on."""

import os
from pathlib import Path

import pytest

from perftui.jobs.opening import Opened, open_all, open_path
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load

SEED_FILE = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
SAMPLES = sorted(sample_projects().glob("*.perf.json"))


def one_line(opened: Opened) -> str:
    """Return the sentence that says why a path could not be opened."""
    assert opened.evaluations == ()
    assert opened.error
    assert "\n" not in opened.error
    return opened.error


def test_an_evaluation_file_is_opened(folder: Path) -> None:
    path = folder / SAMPLES[0].name
    assert open_path(path) == Opened(path, (load(SAMPLES[0]),))


def test_a_document_is_opened_with_all_its_forms() -> None:
    opened = open_path(SEED_FILE)
    assert len(opened.evaluations) == 9
    assert not opened.error


def test_a_folder_is_walked_to_the_bottom(folder: Path) -> None:
    below = folder / "甲处" / "2019"
    below.mkdir(parents=True)
    (below / "甲.perf.json").write_bytes(SAMPLES[0].read_bytes())
    opened = list(open_all([folder]))
    assert len(opened) == 11
    assert below / "甲.perf.json" in {each.path for each in opened}
    assert all(len(each.evaluations) == 1 for each in opened)


def test_bad_files_are_told_and_the_rest_go_on(folder: Path) -> None:
    bad = {
        "坏.perf.json": b'{"format": 1, ',
        "新.perf.json": b'{"format": 9, "indicators": []}',
        "空.txt": b"",
        "图.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    paths = [*(folder / name for name in bad), folder / "没有.perf.json", folder / SAMPLES[0].name]
    opened = list(open_all(paths))
    assert [each.path for each in opened] == paths
    assert all(one_line(each) for each in opened[:-1])
    assert opened[-1].evaluations == (load(SAMPLES[0]),)
    assert sum(bool(each.error) for each in open_all([folder])) == 2


def test_a_folder_without_forms_is_told(tmp_path: Path) -> None:
    (opened,) = open_all([tmp_path])
    assert "没有自评表文件" in one_line(opened)


@pytest.mark.skipif(os.name != "posix", reason="names as POSIX has them")
def test_names_that_no_system_takes_are_told() -> None:
    for opened in open_all([Path("甲" * 300), Path("甲" * 300 + ".perf.json")]):
        one_line(opened)


def test_nothing_named_opens_nothing() -> None:
    assert list(open_all([])) == []


def test_opening_changes_no_file(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    list(open_all([folder]))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
