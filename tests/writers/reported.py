"""Forms for the tests of the report."""

from decimal import Decimal
from typing import Any

from perftui.evaluation.profile import load_profile
from perftui.writers.report.forms import (
    FormKind,
    ReportedFinding,
    ReportedForm,
    ReportedRow,
    ReportedTopic,
)
from perftui.writers.report.overview import Overview, overview_of

RATE = ReportedFinding("PT052", "执行率算错", "error")
REASON = ReportedFinding("PT013", "扣分没有写明原因", "warning")
LATE = ReportedTopic("P02", "前松后紧")


def kind(profile_id: str = "sh2019") -> FormKind:
    profile = load_profile(profile_id)
    return FormKind(
        profile.id,
        profile.name,
        tuple(category.name for category in profile.categories),
        profile.grades,
        profile.thresholds.low_rate,
        profile.thresholds.very_low_rate,
    )


def row(name: str, lost: str, weight: str = "10", category: str = "产出目标") -> ReportedRow:
    return ReportedRow(category, name, Decimal(weight), Decimal(lost))


def form(score: str = "94", **given: Any) -> ReportedForm:
    """Make a form of the 人才大厦 in 2019; amounts may be given as text."""
    of = kind(given.pop("profile", "sh2019"))
    values: dict[str, Any] = {
        "file": "2019/大厦.docx",
        "name": "人才大厦管理维护专项",
        "unit": "上海市人才服务中心",
        "year": 2019,
        "project": 0,
        "budget": "1000000.00",
        "executed": "950000.00",
        "is_scored": True,
        "grade": "",
    } | given
    for field in ("budget", "executed"):
        if isinstance(values[field], str):
            values[field] = Decimal(values[field])
    if values["is_scored"]:
        values["grade"] = of.bands[of.rank(Decimal(score))].label
    return ReportedForm(kind=of, score=Decimal(score), **values)


def many(count: int, *years: int) -> Overview:
    """Make so many forms, of a project in each of the years, with all that a report tells."""
    every = years or (2019,)
    forms = [
        form(
            f"{100 - (number * 7) % 45}",
            file=f"{number}.docx",
            name=f"项目{number // len(every)}",
            unit=f"单位{number % 4}",
            year=every[number % len(every)],
            project=number // len(every),
            executed=f"{1030000 - (number * 37) % 400 * 1000}",
            rows=(row("完成率", f"{number % 3}"), row(f"指标{number % 20}", "1.5")),
            findings=(RATE, REASON)[: number % 3],
            topics=(LATE,) if number % 2 else (),
        )
        for number in range(count)
    ]
    return overview_of(forms)
