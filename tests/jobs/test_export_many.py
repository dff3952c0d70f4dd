"""Several forms out: what is wished for those that are there already and those with errors."""

from datetime import date
from pathlib import Path

import pytest

from perftui.jobs.bulk_export import Exported
from perftui.jobs.exporting import ExportOrder
from perftui.jobs.home.export_many import Wishes, export_chosen
from perftui.jobs.home.telling_results import Mood, rows_of_export, summary_of_export

TODAY = date(2026, 4, 1)
NAMES = ("2019-长三角一体化服务专项", "2020-人才大厦管理维护专项", "2019-公共服务专项经费")


def export(folder: Path, wishes: Wishes) -> dict[str, Exported]:
    paths = [folder / f"{name}.perf.json" for name in NAMES]
    told: list[tuple[int, int]] = []
    order = ExportOrder(folder / "导出", ("txt",))
    done = export_chosen(paths, order, wishes, TODAY, lambda n, of, _: told.append((n, of)))
    results = {one.path.name.partition(".")[0]: one for one in done}
    assert [number for number, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, total in told} <= {len(told)}
    assert results.keys() == set(NAMES)
    return results


def written(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted((folder / "导出").iterdir())}


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("drafts", [False, True])
def test_each_wish_is_kept_to_alone(folder: Path, overwrite: bool, drafts: bool) -> None:
    good, wrong, there = NAMES
    (folder / "导出").mkdir()
    for name in (wrong, there):
        (folder / "导出" / f"{name}.txt").write_text("旧", encoding="utf-8")
    results = export(folder, Wishes(overwrite, drafts))
    files = written(folder)
    assert results[good].files
    assert bool(results[there].files) == overwrite == (files[f"{there}.txt"] != "旧")
    is_drafted = overwrite and drafts
    assert bool(results[wrong].files) == is_drafted == (files[f"{wrong}.txt"] != "旧")
    assert results[wrong].draft == is_drafted
    rows = list(rows_of_export(results.values(), {}))
    assert not any("--force" in row.says for row in rows)
    assert [row.state for row in rows if row.path == results[good].path] == ["已导出"]
    assert summary_of_export(list(results.values())).startswith(
        f"导出了{1 + overwrite + is_drafted}份"
    )


def test_a_form_with_errors_is_left_out_and_the_place_of_the_first_is_told(folder: Path) -> None:
    results = export(folder, Wishes())
    (row,) = (r for r in rows_of_export(results.values(), {}) if r.mood is Mood.BAD)
    assert (row.state, row.place) == ("没导出", "date")
    assert len(written(folder)) == 2


def test_a_file_that_is_no_form_is_told_and_the_others_go_out(folder: Path) -> None:
    (folder / f"{NAMES[0]}.perf.json").write_text("{", encoding="utf-8")
    results = export(folder, Wishes(drafts=True))
    assert "损坏" in results[NAMES[0]].error
    assert len(written(folder)) == 2
