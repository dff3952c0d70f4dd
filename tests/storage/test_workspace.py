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
from perftui.storage.workspace import (
    Workspace,
    file_stem,
    free_path,
    make_folder,
    safe_stem,
    same_name,
)

QUICK = settings(max_examples=100, deadline=None, database=None, derandomize=True)
HOSTILE_NAMES = [
    *("../x", "a/b", "..", ".", "", " ", "/etc/passwd", "a\\b", "C:\\x", 'a:*?"<>|b'),
    *("甲\n乙\t丙", "\x1b[2J甲", "甲\x00乙", "\ud800", "\u202e甲", "-rf", "~", "$HOME", "甲 / 乙"),
    *("长" * 200, "𠮷" * 200, "a" * 300, ".隐藏", "甲.perf.json"),
    *("\\\\server\\share\\甲", "\\\\?\\C:\\甲", "//server/甲", "c:甲", "file:///etc/passwd"),
    *("COM¹", "nul", "~$甲", "甲. . .", "e\u0301" * 60, "👨\u200d👩\u200d👧" * 40),
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


STEMS = {
    "../../甲": "甲",
    "C:\\甲\\乙": "C_甲_乙",
    "\\\\?\\UNC\\server\\甲": "UNC_server_甲",
    "甲/乙\\丙:丁": "甲_乙_丙_丁",
    "con": "con_",
    "NUL": "NUL_",
    "nul .txt": "nul_.txt",
    "Com1.2019": "Com1_.2019",
    "COM¹": "COM¹_",
    "lpt³": "lpt³_",
    "LPT９": "LPT９_",
    "CONIN$": "CONIN$_",
    "COM10": "COM10",
    "console": "console",
    "comité": "comité",
    "-rf": "rf",
    "--force 甲": "force_甲",
    "~": "未命名",
    "~root": "root",
    "~$自评表": "自评表",
    "$(reboot)": "(reboot)",
    "甲...": "甲",
    "甲 . ": "甲",
    ". . .": "未命名",
    ".隐藏": "隐藏",
    "e\u0301tude": "étude",
    "か\u3099": "が",
    "甲\u202e乙\u200b丙": "甲乙丙",
    "甲\u2028乙": "甲_乙",
    "a" * 59 + ". 乙": "a" * 59,
    "１２项：甲，（乙）": "１２项：甲，（乙）",
}


@pytest.mark.parametrize(("text", "stem"), STEMS.items(), ids=ascii)
def test_a_name_becomes_one_that_every_system_takes(text: str, stem: str) -> None:
    assert safe_stem(text) == stem


@QUICK
@given(st.text(max_size=100))
def test_a_name_that_was_made_is_not_changed_again(text: str) -> None:
    assert safe_stem(safe_stem(text)) == safe_stem(text)
    assert not safe_stem(text).startswith(("-", "~", ".", " "))
    assert not safe_stem(text).endswith((".", " "))


def test_names_that_some_systems_take_for_one_are_told() -> None:
    assert same_name("É项目") == same_name("e\u0301项目")
    assert same_name("ABC") == same_name("abc")
    assert same_name("甲") != same_name("乙")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    folder, outside = tmp_path / "自评表", tmp_path / "外面.perf.json"
    folder.mkdir()
    (folder / "2020-甲.perf.json").symlink_to(outside)
    path = Workspace(folder).add(Evaluation(year=2020, name="甲"))
    assert path.name == "2020-甲-2.perf.json"
    assert not outside.exists()


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
