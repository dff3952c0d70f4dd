"""What a unit's own templates and file names may print of a form, by the names people know.

Values are texts, lists and dictionaries of texts: nothing in them can be called.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from perftui.evaluation import fields, totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import print_number
from perftui.writers.cell import cell_of, rate_cell

FORM_VALUES = {
    "项目名称": "name",
    "年度": "year",
    "预算单位": "unit",
    "主管部门": "department",
    "是否为经常性项目": "recurring",
    "当年预算数": "budget",
    "上年预算数": "last_year_budget",
    "预算执行数": "executed",
    "总目标": "goal",
    "自评时间": "date",
    "主要绩效": "achievements",
    "主要问题": "problems",
    "改进措施": "measures",
}
"""The values of a form that are its fields; amounts are printed in the unit of the profile.

They also go by each label that the profile knows for them, without what that has in brackets.
"""

COMPUTED_VALUES = ("预算执行率", "绩效等级", "权重合计", "自评分合计", "表名", "草稿")
"""The values of a form that are computed; 草稿 is empty on a form that is no draft."""

ROW_VALUES = {
    "一级指标": "category",
    "指标名称": "name",
    "指标解释": "explanation",
    "年度指标值": "target",
    "实际完成值": "actual",
    "计量单位": "measure_unit",
    "权重": "weight",
    "自评分": "score",
    "备注": "remark",
}
"""The values of one indicator that are its fields."""

CATEGORY_POINTS = "一级指标分值"
"""The points of an indicator's category, as 36; empty where the profile knows none."""

FUND_VALUES = {"资金来源": "name", "全年预算数": "budget", "全年执行数": "executed"}
"""The values of one source of the money that are its fields."""

FUND_RATE = "执行率"
"""The execution rate of one source."""


@dataclass(frozen=True)
class Values:
    """The values of one form: single ones by name, one mapping for each row and each source."""

    single: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    funds: tuple[Mapping[str, str], ...]

    def as_mapping(self) -> dict[str, Any]:
        """Return all of them by name, the rows as 指标, the sources of the money as 资金."""
        return {**self.single, "指标": self.rows, "资金": self.funds}


def values_of(evaluation: Evaluation, profile: Profile, *, draft: bool = False) -> Values:
    """Return the values of a form, cleaned."""
    return Values(
        {**_fields_of(evaluation, profile), **_computed(evaluation, profile, draft)},
        tuple(_row(evaluation, profile, n) for n in range(len(evaluation.indicators))),
        tuple(_fund(evaluation, profile, n) for n in range(len(evaluation.funds))),
    )


def _fields_of(evaluation: Evaluation, profile: Profile) -> dict[str, str]:
    texts = {field: cell_of(evaluation, profile, field).text for field in FORM_VALUES.values()}
    labels = [
        (_bare(label), field)
        for field, all_ in profile.labels.items()
        if field in texts
        for label in all_
    ]
    return {name: texts[field] for name, field in (*labels, *FORM_VALUES.items())}


def _bare(label: str) -> str:
    return label.partition("（")[0]


def _computed(evaluation: Evaluation, profile: Profile, draft: bool) -> dict[str, str]:
    texts = (
        rate_cell(totals.execution_rate(evaluation)).text,
        totals.grade(evaluation, profile) or "",
        print_number(totals.total_weight(evaluation)),
        print_number(totals.total_score(evaluation)),
        profile.title,
        "草稿" if draft else "",
    )
    return dict(zip(COMPUTED_VALUES, texts, strict=True))


def _row(evaluation: Evaluation, profile: Profile, index: int) -> dict[str, str]:
    paths = {name: fields.cell(index, field) for name, field in ROW_VALUES.items()}
    texts = {name: cell_of(evaluation, profile, path).text for name, path in paths.items()}
    due = profile.points_of(evaluation.indicators[index].category)
    return {**texts, CATEGORY_POINTS: "" if due is None else print_number(due)}


def _fund(evaluation: Evaluation, profile: Profile, index: int) -> dict[str, str]:
    fund = evaluation.funds[index]
    texts = {
        name: cell_of(evaluation, profile, f"funds[{index}].{field}").text
        for name, field in FUND_VALUES.items()
    }
    return {**texts, FUND_RATE: rate_cell(totals.per_cent(fund.executed, fund.budget)).text}
