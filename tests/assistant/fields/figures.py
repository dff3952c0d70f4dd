"""The figures and names that are typed, and how a form prints them."""

from decimal import Decimal

from perftui.evaluation.values import print_amount

BUDGET, EXECUTED, LAST = "budget", "executed", "last_year_budget"
UNIT, PROJECT = "上海市人才服务中心", "长三角一体化服务专项"
GOAL = "加快推进长三角地区人才交流一体化合作制度建设，进一步优化人才资源配置"


def money(*amounts: str) -> dict[str, str]:
    """Return what the fields of money hold: budget, executed, last year's."""
    return {
        path: print_amount(Decimal(amount))
        for path, amount in zip((BUDGET, EXECUTED, LAST), amounts, strict=False)
        if amount
    }


FIGURES = money("1245505", "1187376", "0")
