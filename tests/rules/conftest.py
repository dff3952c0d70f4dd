"""A form without a fault, ways to plant one, and what the rules then find."""

from collections.abc import Callable
from typing import Any

import pytest

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.evaluation.profile import Profile, load_profile
from perftui.rules.checking import check
from perftui.rules.finding import Finding

Plant = Callable[..., Evaluation]
Findings = Callable[[Evaluation], list[tuple[str, str]]]


def _rows(profile: Profile) -> tuple[Indicator, ...]:
    fixed = [
        {"category": row.category, "name": row.name, "weight": row.weight, "score": row.weight}
        for row in profile.fixed_indicators
    ]
    own = [
        ("产出目标", "招聘会完成率", "20", "18"),
        ("产出目标", "招聘会完成及时率", "14", "14"),
        ("效果目标", "参会单位满意度", "7.5", "7.5"),
        ("效果目标", "政策知晓率", "7.5", "7.5"),
        ("影响力目标", "招聘会长效管理机制", "15", "15"),
    ]
    keys = ("category", "name", "weight", "score")
    rows = fixed + [dict(zip(keys, row, strict=True)) for row in own]
    return tuple(Indicator.model_validate(row) for row in rows)


@pytest.fixture(scope="session")
def profile() -> Profile:
    return load_profile("sh2019")


@pytest.fixture(scope="session")
def correct(profile: Profile) -> Evaluation:
    """A finished form born here: total 98, execution rate 95.33 %."""
    return Evaluation(
        year=2019,
        name="长三角一体化服务专项",
        unit="上海市人才服务中心",
        department="市场管理部",
        recurring=True,
        budget="1245505.00",
        last_year_budget="1200000.00",
        executed="1187376.00",
        goal="推进长三角地区人才交流合作，优化人才资源配置。",
        date="2020-04-20",
        achievements="1、举办招聘会9场，1100家单位参会。\n2、开展HR经理人评选（2019年度）。",
        problems="1、招聘会计划10场，实际完成9场，完成率90%。",
        measures="1、由市场管理部在2020年6月底前补办1场招聘会。",
        indicators=_rows(profile),
    )


@pytest.fixture(scope="session")
def imported(correct: Evaluation) -> Evaluation:
    """The same form as an import gives it, with everything printed right."""
    stated = Stated(execution_rate="95.33%", grade="优秀", total_weight="100", total_score="98")
    return correct.model_copy(update={"stated": stated})


@pytest.fixture(scope="session")
def plant(correct: Evaluation) -> Plant:
    """Return the correct form, or another one, with what was typed into some of its fields."""

    def planted(typed: dict[str, str], form: Evaluation = correct) -> Evaluation:
        kind = load_profile(form.profile)
        for path, text in typed.items():
            form = fields.replace(form, path, fields.read(path, text, kind))
        return form

    return planted


@pytest.fixture(scope="session")
def plant_stated(imported: Evaluation) -> Plant:
    """Return the imported form with something else printed on it."""

    def planted(**printed: Any) -> Evaluation:
        assert imported.stated is not None
        return imported.model_copy(
            update={"stated": imported.stated.model_copy(update=printed)},
        )

    return planted


@pytest.fixture(scope="module")
def codes(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return the rules that a test module is about, its `CODES`; all without them."""
    return getattr(request.module, "CODES", ())


@pytest.fixture
def found(codes: tuple[str, ...]) -> Findings:
    """Return the codes and fields of what is found."""
    return lambda form: [(finding.code, finding.field) for finding in check(form, select=codes)]


@pytest.fixture
def only(codes: tuple[str, ...]) -> Callable[[Evaluation], Finding]:
    """Return the one finding of a form."""

    def one(form: Evaluation) -> Finding:
        (finding,) = check(form, select=codes)
        return finding

    return one
