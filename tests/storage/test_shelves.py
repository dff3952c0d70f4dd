"""Shelves of a folder of forms: nothing is written over, nothing leaves the folder."""

import os
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.storage import shelves as shelves_module
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load, save
from perftui.storage.history import History
from perftui.storage.shelves import Move, Shelf, Shelves
from perftui.storage.workspace import Workspace


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    return Shelves(tmp_path / "自评表")


def planted(shelves: Shelves, unit: str = "") -> Path:
    return shelves.workspace(Shelf.IN_USE).add(Evaluation(year=2020, name="甲", unit=unit))


def test_a_form_goes_to_another_shelf_and_back_to_where_it_was(shelves: Shelves) -> None:
    path = planted(shelves)
    move = shelves.move(path, Shelf.ARCHIVE)
    assert move == Move(path, shelves.folder / "归档" / path.name)
    assert shelves.counts() == {Shelf.IN_USE: 0, Shelf.ARCHIVE: 1, Shelf.TRASH: 0}
    assert shelves.files(Shelf.ARCHIVE) == [move.new]
    assert shelves.files(Shelf.TRASH) == []
    assert shelves.move_back(move) == path
    assert load(path).name == "甲"


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_lost(shelves: Shelves) -> None:
    units = ["一", "二", "三"]
    moved = [shelves.move(planted(shelves, unit), Shelf.TRASH) for unit in units]
    assert [move.new.name for move in moved] == [
        f"2020-甲{number}.perf.json" for number in ("", "-2", "-3")
    ]
    back = [shelves.move_back(move) for move in reversed(moved)]
    assert sorted(load(path).unit for path in back) == sorted(units)
    assert len({*back}) == 3


def test_a_file_that_appears_at_the_last_moment_is_not_written_over(
    shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = shelves.move(planted(shelves, "先"), Shelf.TRASH).new
    free_path, asked = shelves_module.free_path, []

    def late(folder: Path, stem: str, suffix: str) -> Path:
        asked.append(stem)
        return taken if len(asked) == 1 else free_path(folder, stem, suffix)

    monkeypatch.setattr(shelves_module, "free_path", late)
    moved = shelves.move(planted(shelves, "后"), Shelf.TRASH).new
    assert (load(taken).unit, load(moved).unit) == ("先", "后")


def test_where_files_cannot_be_linked_they_are_renamed(
    shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    path = planted(shelves)
    assert load(shelves.move(path, Shelf.ARCHIVE).new).name == "甲"
    assert not path.exists()


def test_a_shelf_that_leads_out_of_the_folder_is_refused(shelves: Shelves, tmp_path: Path) -> None:
    path = planted(shelves)
    (tmp_path / "别处").mkdir()
    (shelves.folder / "归档").symlink_to(tmp_path / "别处")
    with pytest.raises(StorageError, match="指向别处"):
        shelves.move(path, Shelf.ARCHIVE)
    assert path.exists()


def test_what_cannot_be_moved_is_told(shelves: Shelves) -> None:
    path = planted(shelves)
    path.unlink()
    with pytest.raises(StorageError, match="不能移动"):
        shelves.move(path, Shelf.TRASH)
    (shelves.folder / "归档").write_text("", encoding="utf-8")
    with pytest.raises(StorageError):
        shelves.move(planted(shelves), Shelf.ARCHIVE)


def test_only_what_is_in_the_trash_is_deleted_for_good(shelves: Shelves) -> None:
    path = planted(shelves)
    with pytest.raises(StorageError, match="不在回收站"):
        shelves.discard([path])
    thrown = shelves.move(path, Shelf.TRASH).new
    shelves.discard([thrown])
    assert not thrown.exists()
    with pytest.raises(StorageError, match="不能删除"):
        shelves.discard([thrown])


def test_the_history_of_a_form_goes_with_it(shelves: Shelves) -> None:
    path = planted(shelves)
    file = History.of(path).file
    file.parent.mkdir(parents=True)
    file.write_text("{}\n", encoding="utf-8")
    moved = shelves.move(path, Shelf.ARCHIVE)
    assert History.of(moved.new).file.exists()
    assert shelves.move_back(moved) == path
    assert file.exists()


def test_what_was_put_away_is_still_known_and_what_was_thrown_away_is_not(
    shelves: Shelves,
) -> None:
    for shelf in (Shelf.ARCHIVE, Shelf.TRASH):
        shelves.move(planted(shelves, shelf.label), shelf)
    planted(shelves, "在用")
    known = Workspace(shelves.folder).evaluations()
    assert [form.unit for form in known] == ["在用", "归档"]


def test_a_hidden_file_of_another_program_is_no_form(shelves: Shelves) -> None:
    path = planted(shelves)
    save(load(path), path.with_name("._甲.perf.json"))
    assert shelves.files(Shelf.IN_USE) == [path]
