"""A form to try a unit's own templates with."""

from decimal import Decimal

from perftui.evaluation.model import Evaluation, Fund, Indicator
from perftui.evaluation.profile import Profile

_TEXTS = {
    "name": "示例项目",
    "unit": "示例单位",
    "department": "示例处室",
    "goal": "示例目标",
    "achievements": "1、示例绩效。\n2、示例绩效。",
    "problems": "1、示例问题。",
    "measures": "1、示例措施。",
}
_MONEY = {"budget": Decimal(300000), "executed": Decimal(200000)}


def sample_form(profile: Profile) -> Evaluation:
    """Return a form of a profile with something in every field, and a row in each category."""
    rows = tuple(
        Indicator(
            category=category.name,
            name=f"{category.name}示例",
            explanation="示例解释",
            target="100",
            actual="95",
            measure_unit="%",
            weight=category.points,
            score=category.points,
            remark="示例备注",
        )
        for category in profile.categories
    )
    return Evaluation.model_validate(
        {
            "profile": profile.id,
            "year": 2019,
            "recurring": True,
            "last_year_budget": Decimal(100000),
            "date": "2020-03-01",
            **_TEXTS,
            **_MONEY,
            "indicators": rows,
            "funds": (Fund(name="财政拨款", **_MONEY),),
        }
    )
