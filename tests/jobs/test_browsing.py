"""Folders as a picker lists them, and paths as people type and paste them."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.jobs.browsing import (
    completed,
    dropped_paths,
    list_folder,
    one_line,
    shown_folder,
    shown_size,
    starting_folder,
    typed_folder,
)
from perftui.jobs.importing import is_document
from perftui.storage.errors import StorageError

HERE = Path("/往年") if os.sep == "/" else Path("C:/往年")
posix_only = pytest.mark.skipif(os.sep != "/", reason="a shell's quoting")


def make(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text("", encoding="utf-8")
    return [folder / name for name in names]


def test_folders_come_first_and_numbers_are_sorted_as_numbers(tmp_path: Path) -> None:
    make(tmp_path, "第10张.docx", "第2张.DOCX", "a.pdf", "自评.perf.json")
    (tmp_path / "乙").mkdir()
    items = list_folder(tmp_path, is_document).items
    names = [item.name for item in items]
    assert names == ["乙", "a.pdf", "第2张.DOCX", "第10张.docx", "自评.perf.json"]


def test_hidden_and_lock_files_are_left_out_and_others_counted(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.docx", "~$甲.docx", "照片.jpg", "甲.docx")
    listing = list_folder(tmp_path, is_document)
    assert [item.name for item in listing.items] == ["甲.docx"]
    assert listing.others == 1


@posix_only
def test_names_are_shown_on_one_line_without_escapes_and_found_as_they_are(tmp_path: Path) -> None:
    (path,) = make(tmp_path, "甲\x1b[31m\n乙\u202e.txt")
    (item,) = list_folder(tmp_path, is_document).items
    assert item.name == "甲 乙.txt"
    assert item.path == path
    assert one_line("\ta\r\nb") == " a b"


def test_a_link_that_leads_nowhere_does_not_stop_the_list(tmp_path: Path) -> None:
    (tmp_path / "断.docx").symlink_to(tmp_path / "没有")
    (item,) = list_folder(tmp_path, is_document).items
    assert (item.name, item.size, item.modified) == ("断.docx", 0, None)


@pytest.mark.parametrize("name", ["没有", "nul\0l", "长" * 500])
def test_a_folder_that_cannot_be_listed_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="不能读取"):
        list_folder(tmp_path / name, is_document)


@posix_only
@pytest.mark.parametrize(
    "form",
    [
        "{0}\n{1}",
        "'{0}' '{1}'",
        '"{0}"\r\n"{1}"',
        "file://{0}\nfile://{1}",
        "{2} {3}",
        " {0} \n{1}",
    ],
)
def test_pasted_paths_are_read_however_a_terminal_writes_them(tmp_path: Path, form: str) -> None:
    files = make(tmp_path, "甲 乙(1).docx", "a.txt")
    escaped = [str(f).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)") for f in files]
    assert dropped_paths(form.format(*files, *escaped), HERE) == tuple(files)


@posix_only
def test_a_file_address_may_hold_percent_signs(tmp_path: Path) -> None:
    files = make(tmp_path, "甲 乙.docx")
    assert dropped_paths(files[0].as_uri(), HERE) == tuple(files)


def test_pasted_paths_are_each_taken_once_and_from_the_folder_at_hand(tmp_path: Path) -> None:
    files = make(tmp_path, "甲.docx", "乙.docx")
    assert dropped_paths("甲.docx\n./甲.docx\n乙.docx\n", tmp_path) == tuple(files)


def test_a_path_that_leads_nowhere_is_kept_whole() -> None:
    assert dropped_paths("没有 这个.docx", HERE) == (HERE / "没有 这个.docx",)


@given(st.text(max_size=60))
def test_whatever_is_pasted_is_read_without_an_error(text: str) -> None:
    assert all(path.is_absolute() for path in dropped_paths(text, Path.cwd()))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_path_or_none(text: str) -> None:
    found = typed_folder(text, Path.cwd())
    assert found is None or text.startswith(found[1])


def test_a_typed_path_is_cut_after_its_last_separator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(HERE))
    monkeypatch.setenv("USERPROFILE", str(HERE))
    assert typed_folder("2019/甲", HERE) == (HERE / "2019", "2019/")
    assert typed_folder("../", HERE / "2019") == (HERE, "../")
    assert typed_folder("~/2019/", Path.cwd()) == (HERE / "2019", "~/2019/")
    assert typed_folder("甲", HERE) is None


def test_a_name_is_completed_as_far_as_all_agree() -> None:
    names = ["2019-甲.docx", "2019-乙.docx", "其他"]
    assert completed("2", names) == "2019-"
    assert completed("２０19-甲", names) == "2019-甲.docx"
    assert completed("没有", names) == "没有"


def test_a_picker_starts_where_it_was_else_where_documents_are(tmp_path: Path) -> None:
    workspace, last = tmp_path / "自评表", tmp_path / "往年"
    workspace.mkdir()
    last.mkdir()
    make(workspace, "2019-甲.perf.json")
    assert starting_folder(None, workspace, is_document) == tmp_path
    make(workspace, "2019-甲.docx")
    assert starting_folder(None, workspace, is_document) == workspace
    assert starting_folder(last, workspace, is_document) == last
    assert starting_folder(tmp_path / "没有", workspace, is_document) == workspace


def test_folders_and_sizes_are_shown_as_people_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(HERE))
    monkeypatch.setenv("USERPROFILE", str(HERE))
    assert shown_folder(HERE / "2019") == str(Path("~/2019"))
    assert shown_folder(HERE.parent) == str(HERE.parent)
    assert [shown_size(n) for n in (12, 1536, 34_000, 5 << 20)] == [
        "12 B",
        "1.5 KB",
        "33 KB",
        "5.0 MB",
    ]
