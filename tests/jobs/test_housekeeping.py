"""Orders over the files of a folder, and undoing them one after the other."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.jobs.home.housekeeping import Housekeeper
from perftui.jobs.opening import evaluations_of, files_in
from perftui.storage.evaluation_file import load, save
from perftui.storage.shelves import Shelf, Shelves

ORDERS = ("archive", "delete", "restore", "duplicate", "roll", "new")


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    return Shelves(tmp_path)


@pytest.fixture
def keeper(shelves: Shelves) -> Housekeeper:
    return Housekeeper(shelves)


def planted(keeper: Housekeeper, name: str = "甲", year: int = 2019) -> Path:
    return keeper.add(Evaluation(year=year, name=name)).paths[0]


def contents(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text("utf-8") for p in folder.rglob("*.perf.json")}


def test_forms_are_put_away_and_come_back(keeper: Housekeeper, shelves: Shelves) -> None:
    paths = [planted(keeper, name) for name in "甲乙丙"]
    kept = keeper.put(paths[:2], Shelf.TRASH)
    assert kept.says == "2份表已移到回收站"
    assert kept.can_undo
    assert shelves.counts()[Shelf.TRASH] == 2
    assert keeper.undo().says == "撤销了移到回收站（2份表）"
    assert shelves.files(Shelf.IN_USE) == sorted(paths)


def test_what_fails_half_way_is_told_and_what_was_done_can_be_undone(
    keeper: Housekeeper, shelves: Shelves
) -> None:
    first, second = planted(keeper, "甲"), planted(keeper, "乙")
    second.unlink()
    kept = keeper.put([first, second], Shelf.ARCHIVE)
    assert "不能移动" in kept.error
    assert kept.says == "1份表已归档"
    keeper.undo()
    assert first.exists()
    assert keeper.put([second], Shelf.ARCHIVE).says == ""


def test_a_copy_is_the_same_form_under_a_name_of_its_own(keeper: Housekeeper) -> None:
    path = planted(keeper)
    copy = keeper.duplicate(path).paths[0]
    assert copy.name == "2019-甲-2.perf.json"
    assert load(copy) == load(path)
    said = keeper.undo().says
    assert not copy.exists()
    assert said == "撤销了复制（1份表），那一份在回收站里"


def test_forms_are_rolled_forward_once(keeper: Housekeeper) -> None:
    forms = [load(planted(keeper, name)) for name in "甲乙"]
    there = planted(keeper, "乙", 2020)
    kept = keeper.roll_forward(forms)
    assert [load(path).name for path in kept.paths] == ["甲", "乙"]
    assert kept.paths[1] == there
    assert kept.says == "结转了1份表，1份下一年度的表已经有了，没有再结转"
    again = keeper.roll_forward(forms)
    assert again.says == "2份下一年度的表已经有了，没有再结转"
    assert not again.can_undo
    keeper.undo()
    assert not kept.paths[0].exists()


def test_undoing_follows_a_form_that_came_back_under_another_name(
    keeper: Housekeeper, shelves: Shelves
) -> None:
    made = planted(keeper)
    keeper.put([made], Shelf.TRASH)
    save(Evaluation(year=2019, name="甲", unit="别人的"), made)
    (back,) = keeper.undo().paths
    assert back.name == "2019-甲-2.perf.json"
    keeper.undo()
    assert not back.exists()
    assert load(made).unit == "别人的"


def test_what_is_deleted_for_good_cannot_be_undone(keeper: Housekeeper) -> None:
    path = planted(keeper)
    (thrown,) = keeper.put([path], Shelf.TRASH).paths
    keeper.discard([thrown])
    assert keeper.undo().says == "撤销了新建（0份表）"
    assert keeper.undo().says == "没有可撤销的了。"


def test_programs_that_walk_a_folder_do_not_see_the_trash(
    keeper: Housekeeper, shelves: Shelves
) -> None:
    kept, put_away, thrown = (planted(keeper, name) for name in "甲乙丙")
    keeper.put([put_away], Shelf.ARCHIVE)
    keeper.put([thrown], Shelf.TRASH)
    names = [kept.name, put_away.name]
    assert [file.path.name for file in files_in(shelves.folder)] == names
    assert [file.path.name for file in evaluations_of([shelves.folder])] == names
    assert [file.path.name for file in files_in(shelves.folder / "回收站")] == [thrown.name]


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(ORDERS), st.integers(0, 5)), max_size=8))
def test_undoing_all_orders_leaves_the_forms_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, orders: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("表")
    shelves = Shelves(folder)
    for name in "甲乙丙":
        save(Evaluation(year=2019, name=name), folder / f"2019-{name}.perf.json")
    before = contents(folder)
    keeper = Housekeeper(shelves)
    for order, number in orders:
        obey(keeper, shelves, order, number)
    while keeper.undo().says != "没有可撤销的了。":
        pass
    after = contents(folder)
    assert {name: after[name] for name in before} == before
    assert all(name.startswith("回收站") for name in after.keys() - before.keys())


def obey(keeper: Housekeeper, shelves: Shelves, order: str, number: int) -> None:
    used, gone = shelves.files(Shelf.IN_USE), shelves.files(Shelf.TRASH)
    if order == "new":
        planted(keeper, "新")
    elif order == "restore" and gone:
        keeper.put([gone[number % len(gone)]], Shelf.IN_USE)
    elif used:
        path = used[number % len(used)]
        {
            "archive": lambda: keeper.put([path], Shelf.ARCHIVE),
            "delete": lambda: keeper.put([path], Shelf.TRASH),
            "duplicate": lambda: keeper.duplicate(path),
            "roll": lambda: keeper.roll_forward([load(path)]),
        }.get(order, lambda: None)()
