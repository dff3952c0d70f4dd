"""A folder of forms: what is in it, and where a new one goes."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load, save
from perftui.storage.workspace import Workspace, file_stem, free_path, make_folder

QUICK = settings(max_examples=300, deadline=None, database=None, derandomize=True)
HOSTILE_NAMES = [
    *("../x", "a/b", "..", ".", "", " ", "/etc/passwd", "a\\b", "C:\\x", 'a:*?"<>|b'),
    *("甲\n乙\t丙", "\x1b[2J甲", "甲\x00乙", "\ud800", "\u202e甲", "-rf", "~", "$HOME", "甲 / 乙"),
    *("长" * 200, "𠮷" * 200, "a" * 300, ".隐藏", "甲.perf.json"),
]


def test_forms_are_listed_newest_year_first_then_by_name(folder: Path) -> None:
    save(Evaluation(name="没有年度"), folder / "无年度.perf.json")
    entries = Workspace(folder).entries()
    years = [entry.evaluation.year for entry in entries if entry.evaluation]
    assert years == [2022, 2020, *[2019] * 9, None]
    names = [entry.path.name for entry in entries[2:11]]
    assert names == sorted(names)


def test_other_files_are_left_out(folder: Path) -> None:
    (folder / "说明.txt").write_text("甲", "utf-8")
    (folder / "数据.json").write_text("{}", "utf-8")
    (folder / "子文件夹").mkdir()
    assert len(Workspace(folder).entries()) == 11


def test_a_broken_file_is_listed_last_with_its_error(folder: Path) -> None:
    (folder / "2021-坏的.perf.json").write_text('{"format": 1', "utf-8")
    (folder / "2021-新版.perf.json").write_text('{"format": 9, "indicators": []}', "utf-8")
    (folder / "2021-文件夹.perf.json").mkdir()
    entries = Workspace(folder).entries()
    broken = [entry for entry in entries if entry.evaluation is None]
    assert tuple(broken) == entries[-3:]
    assert all(entry.error and "\n" not in entry.error for entry in broken)
    assert not any(entry.error for entry in entries[:-3])
    assert len(Workspace(folder).evaluations()) == 11


def test_a_form_with_an_unreadable_year_is_listed_after_those_with_one(folder: Path) -> None:
    save(Evaluation(name="甲", year="今年"), folder / "甲.perf.json")
    assert Workspace(folder).entries()[-1].path.name == "甲.perf.json"


def test_the_forms_apart_from_one_leave_that_one_out(folder: Path) -> None:
    own = next(folder.glob("2020-*"))
    forms = Workspace(folder).evaluations(own)
    assert len(forms) == 10
    assert load(own) not in forms


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="没有这个文件或文件夹"):
        Workspace(tmp_path / "没有").entries()
    (tmp_path / "文件").write_text("")
    with pytest.raises(StorageError):
        Workspace(tmp_path / "文件").entries()
    with pytest.raises(StorageError):
        make_folder(tmp_path / "文件")


def test_a_new_form_is_saved_under_year_and_name_in_a_folder_made_for_it(tmp_path: Path) -> None:
    form = Evaluation(year=2020, name="人才大厦 管理维护专项")
    path = Workspace(tmp_path / "新" / "文件夹").add(form)
    assert path.name == "2020-人才大厦_管理维护专项.perf.json"
    assert load(path) == form


def test_a_second_form_of_the_same_name_overwrites_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    forms = [Evaluation(year=2020, name="甲", unit=str(number)) for number in range(4)]
    paths = [workspace.add(form) for form in forms]
    assert [path.name for path in paths] == [
        *("2020-甲.perf.json", "2020-甲-2.perf.json"),
        *("2020-甲-3.perf.json", "2020-甲-4.perf.json"),
    ]
    assert [load(path) for path in paths] == forms


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
@pytest.mark.parametrize("year", [2020, None])
def test_a_form_of_any_name_is_saved_inside_the_folder(
    tmp_path: Path, name: str, year: int | None
) -> None:
    folder = tmp_path / "自评表"
    form = Evaluation(year=year, name=name)
    paths = [Workspace(folder).add(form) for _ in range(2)]
    assert sorted(folder.iterdir()) == sorted(paths)
    assert list(tmp_path.iterdir()) == [folder]
    assert all(load(path) == form for path in paths)
    assert len(Workspace(folder).entries()) == 2


@QUICK
@given(st.text(max_size=100))
def test_any_name_makes_a_plain_file_name(name: str) -> None:
    stem = file_stem(Evaluation(year=2020, name=name))
    assert stem.startswith("2020-")
    assert Path(stem).name == stem
    assert len(os.fsencode(f"{stem}-99.perf.json")) <= 255
    assert not set(stem) & set('\\/:*?"<>|\x00\n\r\t ')


def test_a_form_without_a_name_has_a_stem_all_the_same() -> None:
    assert file_stem(Evaluation()) == "未命名"
    assert file_stem(Evaluation(year=2019, name="..")) == "2019-未命名"
    assert file_stem(Evaluation(year="今年", name="甲")) == "甲"


def test_a_free_path_is_one_that_is_not_there(tmp_path: Path) -> None:
    taken = tmp_path / "甲.txt"
    assert free_path(tmp_path, "甲", ".txt") == taken
    taken.mkdir()
    (tmp_path / "甲-2.txt").write_text("")
    assert free_path(tmp_path, "甲", ".txt") == tmp_path / "甲-3.txt"


def test_the_shipped_samples_are_all_readable() -> None:
    entries = Workspace(sample_projects()).entries()
    assert len(entries) == 11
    assert not any(entry.error for entry in entries)
