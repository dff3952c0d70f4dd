"""Last year's form of a project is found, and what differs is listed."""

from decimal import Decimal
from pathlib import Path

import pytest

from perftui.evaluation.comparing.difference import Difference, Kind
from perftui.evaluation.model import Evaluation
from perftui.jobs.comparing.last_year import compare_with_last_year, last_years_form
from perftui.jobs.comparing.listing import Heading, Note, listed
from perftui.storage.evaluation_file import load
from perftui.storage.workspace import Workspace

DRAFT = "2020-人才大厦管理维护专项.perf.json"


def form(year: int | None, name: str = "人才大厦管理维护专项", **more: object) -> Evaluation:
    return Evaluation.model_validate({"year": year, "name": name, **more})


@pytest.mark.parametrize(
    ("year", "others", "found"),
    [
        (2020, [2017, 2019, 2018, 2021], 2019),
        (2020, [2017], 2017),
        (2020, [2020, 2021, None], None),
        (2020, [], None),
        (None, [2017, 2019], 2019),
    ],
)
def test_it_is_the_nearest_earlier_year(year, others, found):
    old = last_years_form(form(year), [form(other) for other in others])
    assert (old and old.known_year) == found


def test_a_name_that_differs_a_little_is_known_and_the_very_same_one_preferred():
    new = form(2020)
    near = form(2019, "2019年人才大厦管理维护项目")
    assert last_years_form(new, [near, form(2019, "外国人来华工作许可专项")]) is near
    exact = form(2019)
    assert last_years_form(new, [near, exact]) is exact
    assert last_years_form(form(2020, ""), [form(2019, "")]) is None


def test_a_draft_is_compared_with_last_years_form_of_the_folder(folder: Path):
    path = folder / DRAFT
    found = compare_with_last_year(load(path), Workspace(folder), path)
    assert found is not None
    assert found.old.known_year == 2019
    assert [(one.label, one.old, one.new) for one in found.figures] == [
        ("得分", "94", "65"),
        ("等级", "优秀", "未评完"),
        ("执行率", "88.51%", "88.65%"),
    ]
    assert found.count(Kind.COPIED) == 1


def test_a_form_without_an_older_one_has_nothing_to_be_compared_with(folder: Path):
    path = next(folder.glob("2022*"))
    assert compare_with_last_year(load(path), Workspace(folder), path) is None


def test_what_is_worth_a_look_is_listed_and_the_rest_summed_up(folder: Path):
    path = folder / DRAFT
    found = compare_with_last_year(load(path), Workspace(folder), path)
    assert found is not None
    lines = listed(found.parts)
    told = [one for one in lines if isinstance(one, Difference)]
    assert [one for part in found.parts for one in part.differences if one.kind.is_told] == told
    assert [line.text for line in lines if isinstance(line, Note)] == [
        "还没有填：自评时间",
        "其余4栏没有变化",
        "其余15行没有变化",
        "上年填了、本年还没有填的有9行",
        "还没有写，上年写了2点",
        "还没有写，上年写了1点",
    ]
    assert [line.text for line in lines if isinstance(line, Heading) and not line.is_row] == [
        "基本信息与资金",
        "指标",
        "项目年度总目标",
        "主要绩效",
        "主要问题",
        "改进措施",
    ]


def test_everything_is_listed_when_asked_for_rows_without_a_change_on_one_line(folder: Path):
    path = folder / DRAFT
    found = compare_with_last_year(load(path), Workspace(folder), path)
    assert found is not None
    lines = listed(found.parts, everything=True)
    assert not [line for line in lines if isinstance(line, Note)]
    labels = [line.label for line in lines if isinstance(line, Difference)]
    rows = [line.text for line in lines if isinstance(line, Heading)]
    assert all(row.name in labels or row.name in rows for row in load(path).indicators)


def test_a_form_that_is_last_years_again_has_only_copies(folder: Path):
    old = load(next(folder.glob("2019-人才大厦*")))
    (folder / DRAFT).unlink()
    new = old.model_copy(update={"year": 2030})
    found = compare_with_last_year(new, Workspace(folder), None)
    assert found is not None
    assert {line.kind for line in listed(found.parts) if isinstance(line, Difference)} == {
        Kind.COPIED
    }
    less = new.model_copy(update={"budget": (old.budget or Decimal(0)) * 2})  # type: ignore[operator]
    changed = compare_with_last_year(less, Workspace(folder), None)
    assert changed is not None
    (budget,) = [line for line in listed(changed.parts) if getattr(line, "path", "") == "budget"]
    assert isinstance(budget, Difference)
    assert budget.note == "增100.00%"
