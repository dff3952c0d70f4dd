"""A unit's templates: found, read within bounds, and refused in one sentence."""

import os
from pathlib import Path

import pytest

from perftui.storage.errors import StorageError
from perftui.storage.templates import files_in, find_folder, find_templates, read_template


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "模板"
    made.mkdir()
    return made


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert find_templates(tmp_path / "没有") == {}
    assert find_folder(tmp_path) is None


def test_the_nearest_folder_above_counts_alone(tmp_path: Path, place: Path) -> None:
    (place / "sh2019.docx").write_bytes(b"1")
    inner = tmp_path / "甲" / "乙"
    inner.mkdir(parents=True)
    assert find_templates(inner) == {"sh2019.docx": b"1"}
    (inner / "模板").mkdir()
    assert find_templates(inner) == {}


def test_other_files_are_left_out_but_named(tmp_path: Path, place: Path) -> None:
    for name in ("自评表.docx", "form.md.j2", "~$自评表.docx", ".x.j2", "旧.doc", "说明.txt"):
        (place / name).write_bytes(b"")
    (place / "夹.docx").mkdir()
    templates, others = files_in(place)
    assert [path.name for path in templates] == ["form.md.j2", "自评表.docx"]
    assert [path.name for path in others] == ["夹.docx", "旧.doc", "说明.txt"]
    assert list(find_templates(tmp_path)) == ["form.md.j2", "自评表.docx"]


def test_a_file_too_large_is_told(tmp_path: Path, place: Path) -> None:
    (place / "form.html.j2").write_bytes(b" " * (2**20 + 1))
    with pytest.raises(StorageError, match="超过 1 MB"):
        find_templates(tmp_path)


def test_far_too_many_are_told(tmp_path: Path, place: Path) -> None:
    for number in range(101):
        (place / f"{number}.j2").touch()
    with pytest.raises(StorageError, match="超过 100 个"):
        find_templates(tmp_path)


def test_one_that_cannot_be_read_is_told_with_its_name(place: Path) -> None:
    with pytest.raises(StorageError, match=r"没有这个文件.*"):
        read_template(place / "自评表.docx")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_closed_folder_is_told(tmp_path: Path, place: Path) -> None:
    place.chmod(0)
    try:
        with pytest.raises(StorageError, match="没有权限"):
            files_in(place)
    finally:
        place.chmod(0o700)


def test_a_document_that_was_meant_as_a_template_and_is_none_is_told(tmp_path):
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "sh2019.docm").write_bytes(b"PK")
    with pytest.raises(StorageError, match="另存为 docx"):
        find_templates(tmp_path)
