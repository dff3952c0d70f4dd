"""Many forms read, checked and counted; which of them are of the same project."""

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perftui.evaluation import totals
from perftui.evaluation.profile import load_profile
from perftui.jobs.checking import Order, check_paths
from perftui.jobs.figures import Figures, figures_of
from perftui.jobs.reporting import refuse, report_on, write_report
from perftui.jobs.same_projects import same_projects
from perftui.rules.reading.projects import Project
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load
from perftui.writers.exporting import render
from perftui.writers.report.overview import Overview

SEED_FILE = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"


def reported(*paths: Path, **more: Any) -> Overview:
    return report_on(paths, Order(), **more)


def figures(name: str, year: int | None = 2019, unit: str = "市人才中心") -> Figures:
    project = Project(name, unit)
    return Figures("sh2019", project, year, None, None, Decimal(0), True, (), ())


def test_each_form_is_told_with_what_it_says_of_itself(folder: Path) -> None:
    overview = reported(folder)
    evaluations = {str(path): load(path) for path in folder.glob("*.perf.json")}
    assert {form.file for form in overview.forms} == set(evaluations)
    for form in overview.forms:
        evaluation = evaluations[form.file]
        assert (form.name, form.unit) == (evaluation.name, evaluation.unit)
        assert form.score == totals.total_score(evaluation)
        assert form.rate == totals.execution_rate(evaluation)
        assert sum(row.lost for row in form.rows) == sum(r.lost for r in evaluation.indicators)


def test_findings_are_those_of_a_check(folder: Path) -> None:
    checked = {str(form.path): form.findings for form in check_paths([folder], Order())}
    for form in reported(folder).forms:
        codes = [(finding.code, finding.level.value) for finding in checked[form.file]]
        assert [(finding.code, finding.level) for finding in form.findings] == codes


def test_a_document_gives_what_its_forms_give(folder: Path) -> None:
    for path in set(folder.iterdir()) - set(folder.glob("2019-*")):
        path.unlink()
    document, files = reported(SEED_FILE), reported(folder)
    assert document.money == files.money
    assert document.scores == files.scores
    assert [losses.lost for losses in document.losses] == [losses.lost for losses in files.losses]


def test_a_form_of_the_next_year_is_compared(folder: Path) -> None:
    (course,) = reported(folder).courses
    assert (course.name, course.years) == ("人才大厦管理维护专项", (2019, 2020))


def test_problems_are_told_by_topic(folder: Path) -> None:
    topics = {one.topic.id: one for one in reported(folder).topics}
    assert topics["P02"].topic.name == "前松后紧"
    assert topics["P02"].forms == 5


def test_a_form_without_a_year_is_of_the_one_before_it_was_written() -> None:
    (path,) = Path("sample_projects").glob("2019-长三角*")
    evaluation = load(path)
    undated = evaluation.model_copy(update={"year": None})
    assert figures_of(undated, load_profile("sh2019")).year == 2019


def test_files_that_cannot_be_read_are_told_and_the_rest_counted(folder: Path) -> None:
    (folder / "坏.perf.json").write_text("{", "utf-8")
    overview = reported(folder, folder / "没有.docx")
    assert len(overview.forms) == len(list(folder.iterdir())) - 1
    assert [Path(unread.file).name for unread in overview.unread] == ["坏.perf.json", "没有.docx"]


def test_many_forms_are_read_in_several_processes(folder: Path) -> None:
    (path,) = folder.glob("2019-长三角*")
    for number in range(30):
        shutil.copy(path, folder / f"{number:02}.perf.json")
    told: list[int] = []
    overview = reported(folder, progress=lambda number, *_: told.append(number))
    assert told == list(range(1, len(overview.forms) + 1))
    assert [len(forms) for forms in overview.repeated] == [31]


def test_reports_lie_beside_forms_and_are_not_read_as_such(folder: Path) -> None:
    before = reported(folder)
    for name in ("汇总.html", "汇总.xlsx"):
        write_report(before, folder / name)
    assert reported(folder) == before


@pytest.mark.parametrize("name", ["a.docx", "a", "a.perf.json", "html"])
def test_a_report_is_a_page_or_a_workbook(name: str) -> None:
    with pytest.raises(StorageError):
        refuse(Path(name))


def test_a_report_is_never_written_over_what_it_reports(folder: Path, tmp_path: Path) -> None:
    document = tmp_path / "甲.html"
    document.write_bytes(render(load(next(folder.glob("2019-长三角*"))), "html"))
    before = document.read_bytes()
    overview = reported(document)
    assert len(overview.forms) == 1
    with pytest.raises(StorageError, match="甲"):
        write_report(overview, tmp_path / ".." / tmp_path.name / "甲.html")
    assert document.read_bytes() == before


def test_forms_of_one_name_and_unit_are_of_one_project() -> None:
    forms = [figures("展览专项"), figures("展览专项", 2020), figures("展览专项", unit="区档案馆")]
    assert same_projects(forms) == (0, 0, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("公共服务专项经费", "公共服务专项", True),
        ("公共服务专项（一期）", "公共服务专项（二期）", False),
        ("人才大厦管理维护专项", "人才大厦管理与维护专项", True),
        ("展览专项", "演出专项", False),
        ("", "", False),
    ],
)
def test_names_may_differ_a_little_over_the_years(one: str, other: str, same: bool) -> None:
    first, second = same_projects([figures(one), figures(other, 2020)])
    assert (first == second) is same


def test_two_projects_of_a_year_are_not_one_whatever_their_names() -> None:
    first, second = same_projects([figures("设备采购专项"), figures("设备采购项目")])
    assert first != second


def test_a_form_without_a_year_joins_no_other_name() -> None:
    first, second = same_projects([figures("设备采购专项", None), figures("设备采购项目")])
    assert first != second


def test_both_kinds_of_form_stand_in_one_report(folder: Path) -> None:
    overview = reported(folder)
    assert [kind.id for kind in overview.kinds] == ["sh2019", "national2020"]
    assert {form.grade for form in overview.forms} == {"优秀", "优", ""}


def test_a_form_changed_to_one_year_later_is_compared_in_lost_points(folder: Path) -> None:
    (path,) = folder.glob("2019-长三角*")
    data = json.loads(path.read_text("utf-8"))
    data["year"] = 2020
    data["indicators"][0]["score"] = "1"
    (folder / "后.perf.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    course = next(c for c in reported(folder).courses if "长三角" in c.name)
    assert course.score_change == -5
    (change,) = course.changes
    assert (change.indicator, change.by) == (data["indicators"][0]["name"], Decimal(5))
