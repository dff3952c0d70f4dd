"""Findings for the tests of the reports that list them."""

from perftui.writers.findings.listed import ListedFinding, ListedText

QUOTED = "3、预算执行率98%，比上年提高了两个百分点。"
WEIGHTS = ListedFinding(
    "PT001",
    "权重合计应为100",
    "error",
    "indicators",
    "指标表",
    "权重合计99，应为100。",
    "请调整权重。",
)
RATE = ListedFinding(
    "PT031",
    "数字与表中不一致",
    "warning",
    "achievements",
    "主要绩效",
    "主要绩效写执行率98%，表上是88.51%。",
    "请改成一致的数字。",
    (
        ListedText("主要绩效", QUOTED, ((7, 10),)),
        ListedText("预算执行数", "11,666,020.85", ((0, 13),)),
    ),
)
