"""What may be typed into a field of the header, in one Chinese line a field."""

HINTS = {
    "year": "评价的是哪一年，如 2020",
    "name": "与预算批复的名称一致",
    "unit": "填全称",
    "department": "具体办这件事的处室或科室，没有就空着",
    "recurring": "每年都有的填 是，只此一年的填 否",
    "goal": "与年初批复的绩效目标一致",
    "date": "2020-4-20、2020年4月20日、2020.4.20 都可以",
    "budget": "可以写 1245505、1,245,505元 或 124.55万",
    "last_year_budget": "上年没有预算的填 0",
    "executed": "全年实际支出，写法同预算数",
    "funds": "资金来源的名称，如 当年财政拨款；Ctrl+N 加一项",
}
"""Hints by field; the money's hold for each source of it as well."""


def hint_for(field: str) -> str:
    """Return the hint of a field, "" where there is nothing to say."""
    return HINTS.get(field, "")
