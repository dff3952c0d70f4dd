"""What may be typed into a field of the header, in one Chinese line a field."""

from perftui.evaluation.profile import Profile

_HINTS = {
    "year": "评价的是哪一年，如 2020",
    "name": "与预算批复的名称一致",
    "unit": "填全称",
    "department": "具体办这件事的处室或科室",
    "recurring": "每年都有的填 是，只此一年的填 否",
    "goal": "与年初批复的绩效目标一致",
    "date": "如 2020-4-20、2020年4月20日、2020.4.20",
    "funds": "资金来源的名称，如 当年财政拨款",
}
_MONEY = ("budget", "last_year_budget", "executed")
_IN_YUAN = "如 1245505、1,245,505元、124.55万，不带单位按元"
_IN_TEN_THOUSANDS = "如 386.5、386.5万、3865000元，不带单位按万元"


def hint_for(field: str, profile: Profile) -> str:
    """Return the hint of a field on a kind of form, "" where there is nothing to say."""
    if field in _MONEY:
        return _IN_YUAN if profile.money_factor == 1 else _IN_TEN_THOUSANDS
    return _HINTS.get(field, "")
