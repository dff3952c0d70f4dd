"""What to say of a name in a template that is none."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from perftui.evaluation.profile import load_profile, profile_ids
from perftui.writers.values import CATEGORY_POINTS, FORM_VALUES, FUND_RATE, FUND_VALUES, ROW_VALUES

NUMBER = "序号"
ROW_NAMES = frozenset((*ROW_VALUES, CATEGORY_POINTS, NUMBER))
FUND_NAMES = frozenset((*FUND_VALUES, FUND_RATE))
SOURCE = "资金来源"
_COMPUTED = {"execution_rate": "预算执行率", "grade": "绩效等级"}


def unknown_name(name: str, known: Iterable[str]) -> str:
    """Say that there is no value of a name here, and which one may have been meant."""
    names = tuple(known)
    if name in ROW_NAMES:
        return f"用了「{name}」，它每行一个，要写在表格的一行里，那一行会按指标重复"
    if name in FUND_NAMES:
        return f"用了「{name}」，它每个资金来源一个，要和「{SOURCE}」写在表格的同一行里"
    near = sorted(meant_by(name)) or get_close_matches(name, names, 1)
    return f"没有「{name}」这个名称，" + (f"应该是「{near[0]}」吧" if near else "请对照说明核对")


@cache
def meant_by(name: str) -> frozenset[str]:
    """Return the names of what forms print under a label: 分值 is 权重, 自评等级 is 绩效等级."""
    of_form = {field: shown for shown, field in FORM_VALUES.items()} | _COMPUTED
    of_row = {field: shown for shown, field in ROW_VALUES.items()}
    found = set()
    for profile in map(load_profile, profile_ids()):
        columns = {column.field: column.labels for column in profile.columns}
        for names, labels in ((of_form, profile.labels), (of_row, columns | profile.unprinted)):
            for field, spelt in labels.items():
                if field in names and name in {label.partition("（")[0] for label in spelt}:
                    found.add(names[field])
    return frozenset(found)
