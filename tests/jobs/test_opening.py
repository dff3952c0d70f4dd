"""Opening whatever is named: a bad file is told and the rest go on."""

import os
import zipfile
from pathlib import Path

import pytest

from perftui.jobs.opening import Opened, documents_in, open_all, open_path
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
    assert len(opened) == 12
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


def test_a_document_keeps_what_was_repaired_in_it() -> None:
    opened = open_path(SEED_FILE)
    assert tuple(form.evaluation for form in opened.imported) == opened.evaluations
    assert any(form.repairs for form in opened.imported)
    assert opened.file == opened.path


def test_documents_in_folders_are_opened_beside_evaluation_files(folder: Path) -> None:
    (folder / "往年").mkdir()
    (folder / "往年" / "九份.txt").write_bytes(SEED_FILE.read_bytes())
    counts = {
        wanted: sum(len(each.evaluations) for each in open_all([folder], in_folders=wanted))
        for wanted in ("all", "evaluations", "documents")
    }
    assert counts == {"all": 20, "evaluations": 11, "documents": 9}
    assert len(documents_in([folder])) == 12
    assert documents_in([folder], in_folders="documents") == ("自评表/往年/九份.txt",)


def test_the_file_of_a_document_in_an_archive_is_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "2019.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SEED_FILE, "内/九份.txt")
    (opened,) = open_all([path])
    assert opened.path == path / "内" / "九份.txt"
    assert opened.file == path
    assert len(open_path(path).evaluations) == 9


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root enters all")
def test_a_closed_folder_below_is_told_and_the_rest_go_on(folder: Path) -> None:
    closed = folder / "1关"
    closed.mkdir(mode=0)
    try:
        first, *rest = open_all([folder])
    finally:
        closed.chmod(0o700)
    assert "没有权限" in one_line(first)
    assert len(rest) == 11


def test_a_file_with_a_name_of_undecodable_bytes_is_opened(folder: Path) -> None:
    if os.name != "posix":
        pytest.skip("names are not bytes there")
    broken = folder / os.fsdecode(b"\xff\xfe.txt")
    broken.write_bytes(SEED_FILE.read_bytes())
    assert len(open_path(broken).evaluations) == 9
    assert len([each for each in open_all([folder]) if each.path == broken]) == 1
