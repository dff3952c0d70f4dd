"""The nine real forms: a form that a real unit published must not drown in errors."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

SAMPLES = Path(__file__).parents[2] / "sample_projects"
REAL = sorted(SAMPLES.glob("2019-*.perf.json"))
ROUNDED_UP = ("高校毕业生就业服务专项", "外国人（台港澳）来华工作许可专项")


def _load(path: Path) -> Evaluation:
    return Evaluation.model_validate_json(path.read_text("utf-8"))


def _sample(name: str) -> Evaluation:
    return _load(SAMPLES / f"2019-{name}.perf.json")


def test_all_nine_are_there() -> None:
    assert len(REAL) == 9


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_no_real_form_has_an_error_but_the_one_without_measures(path: Path) -> None:
    errors = [(f.code, f.field) for f in check(_load(path)) if f.level == "error"]
    assert errors == ([("PT008", "measures")] if "外国人" in path.name else [])


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_fires_on_every_real_form(path: Path) -> None:
    form = _load(path)
    codes = [finding.code for finding in check(form)]
    assert "PT051" in codes
    assert ("PT052" in codes) == (form.name in ROUNDED_UP)
    assert not {"PT022", "PT023", "PT025", "PT045"} & set(codes)


def test_the_double_two_of_the_first_form_is_renumbered() -> None:
    (finding,) = check(_sample("长三角一体化服务专项"), select=["PT043"])
    assert finding.field == "achievements"
    assert finding.fix is not None and "3、通过HR经理人评选活动" in finding.fix.value


def test_the_punctuation_of_the_real_forms() -> None:
    fields = {
        path.name.removesuffix(".perf.json"): [
            f.field for f in check(_load(path), select=["PT044"])
        ]
        for path in REAL
    }
    fields = {stem: found for stem, found in fields.items() if found}
    assert fields == {
        "2019-长三角一体化服务专项": ["achievements", "problems", "measures"],
        "2019-人才大厦管理维护专项": ["achievements", "problems", "measures"],
        "2019-外国人（台港澳）来华工作许可专项": ["achievements"],
    }
