"""The nine real forms come out exactly as the tables of the domain study say."""

from decimal import Decimal
from itertools import groupby

import pytest

from perftui.evaluation import totals
from perftui.evaluation.profile import load_profile

# name, rows of each category, scores of each category, printed total score
FORMS = (
    ("长三角一体化服务专项", (6, 18, 6, 3), (34, 34, 14, 12), "94"),
    ("高峰人才及其团队服务专项", (6, 17, 4, 1), (36, 33, 15, 12), "96"),
    ("高校毕业生就业服务专项", (6, 10, 7, 1), (33, 33, 13, 13), "92"),
    ("公共服务专项经费", (6, 16, 6, 1), (36, 32, 13, 12), "93"),
    ("科创人才公共服务专项", (6, 21, 8, 1), (35, 30, 15, 14), "94"),
    ("人才大厦管理维护专项", (6, 12, 6, 2), (33, 32, 14, 15), "94"),
    ("人才发展服务平台一体化建设专项", (6, 8, 5, 1), (34, 33, 13, 13), "93"),
    ("上海市流动人才党员服务管理专项", (6, 14, 5, 1), (35, 34, 15, 15), "99"),
    ("外国人（台港澳）来华工作许可专项", (6, 14, 5, 2), (36, 34, 15, 14), "99"),
)
# budget, last year's, executed, printed rate, date
HEADERS = (
    ("1245505.00", "0.00", "1187376.00", "95.00%", "2020-04-20"),
    ("4872000.00", "0.00", "4627894.76", "95.00%", "2020-04-20"),
    ("2110879.00", "2090000.00", "2108341.70", "100.00%", "2020-04-15"),
    ("6709356.00", "2510000.00", "6351063.18", "95.00%", "2020-04-17"),
    ("770500.00", "0.00", "750452.25", "97.00%", "2020-04-20"),
    ("13180638.00", "8971750.00", "11666020.85", "89.00%", "2020-04-17"),
    ("1410000.00", "1300000.00", "1324981.70", "94.00%", "2020-04-17"),
    ("1170000.00", "1077000.00", "1164084.52", "99.00%", "2020-04-14"),
    ("4606080.00", "3852080.00", "4600640.00", "100.00%", "2020-04-21"),
)
REASONABLE, MANAGED = "绩效目标合理性", "项目管理制度的健全性和执行的有效性"
# the rows that lost points: name, weight, score
DEDUCTED = (
    (
        (REASONABLE, "8", "7"),
        (MANAGED, "4", "3"),
        ("宣传方式多元性", "3", "2"),
        ("促进HR经理人专业技能提升情况", "5", "4"),
        ("毕业生就业情况", "5", "4"),
        ("创业企业项目对接和项目活动长效管理机制建设情况", "5", "4"),
    ),
    (("设立专窗服务体系完成率", "4", "3"), ("高峰人才及其团队服务工作管理机制", "15", "12")),
    (
        (REASONABLE, "8", "6"),
        (MANAGED, "4", "3"),
        ("招聘单位到场率", "5", "4"),
        ("参与招聘活动单位负责人满意度", "3", "2"),
        ("参加招聘活动高校毕业生满意度", "3", "2"),
        ("招聘会长效管理机制", "15", "13"),
    ),
    (
        ("公共服务配套设施、装修工作完成率", "2", "1"),
        ("培训、讲座计划完成率", "2", "1"),
        ("政策知晓率", "3", "2"),
        ("招聘会就业率", "2", "1"),
        ("建设健全各机构协调长效管理机制", "15", "12"),
    ),
    (
        (REASONABLE, "8", "7"),
        ("招聘会完成率", "1", "0"),
        ("召开会议完成率", "1", "0"),
        ("召开会议及时性", "1", "0"),
        ("举办招聘会及时性", "1", "0"),
        ("科创人才公共服务长效管理机制建设情况", "15", "14"),
    ),
    (
        (REASONABLE, "8", "6"),
        ("预算执行率", "8", "7"),
        ("设备、房屋及室外工程维修维护完成率", "4", "3"),
        ("工程咨询完成及时率", "2", "1"),
        ("设备突发事件发生情况", "2.5", "1.5"),
    ),
    (
        (REASONABLE, "8", "7"),
        (MANAGED, "4", "3"),
        ("制作品完成及时率", "3", "2"),
        ("业务熟练度", "4", "3"),
        ("宣传覆盖率", "3", "2"),
        ("平台一体化制度体系建设情况", "15", "13"),
    ),
    ((MANAGED, "4", "3"),),
    (("外国人来华工作期望", "8", "7"),),
)
NINE = range(9)


def test_the_file_holds_nine_forms_and_249_rows(seeds):
    assert [form.evaluation.name for form in seeds] == [form[0] for form in FORMS]
    assert sum(len(form.evaluation.indicators) for form in seeds) == 249
    assert not [question for form in seeds for question in form.questions]


@pytest.mark.parametrize("index", NINE, ids=[form[0] for form in FORMS])
def test_rows_weights_and_scores_of_each_category(seeds, index):
    evaluation = seeds[index].evaluation
    _, rows, scores, total = FORMS[index]
    subtotals = totals.subtotals(evaluation, load_profile("sh2019"))
    assert [len(totals.rows_of(evaluation, s.category)) for s in subtotals] == list(rows)
    assert [s.weight for s in subtotals] == [36, 34, 15, 15]
    assert [s.score for s in subtotals] == list(scores)
    assert evaluation.stated.total_weight == "100"
    assert evaluation.stated.total_score == total == str(sum(scores))


@pytest.mark.parametrize("index", NINE)
def test_categories_are_contiguous_and_in_order(seeds, index):
    categories = [row.category for row in seeds[index].evaluation.indicators]
    blocks = [category for category, _ in groupby(categories)]
    assert blocks == ["投入与管理", "产出目标", "效果目标", "影响力目标"]


@pytest.mark.parametrize("index", NINE)
def test_header_figures(seeds, index):
    evaluation = seeds[index].evaluation
    budget, last_year, executed, rate, date = HEADERS[index]
    assert (evaluation.budget, evaluation.last_year_budget, evaluation.executed) == (
        Decimal(budget),
        Decimal(last_year),
        Decimal(executed),
    )
    assert evaluation.stated.execution_rate == rate
    assert evaluation.stated.grade == "优秀"
    assert str(evaluation.date) == date
    assert (evaluation.year, evaluation.recurring, evaluation.department) == (2019, True, "")
    assert (evaluation.unit, evaluation.profile) == ("上海市人才服务中心", "sh2019")


@pytest.mark.parametrize("index", NINE)
def test_deducted_rows(seeds, index):
    rows = [row for row in seeds[index].evaluation.indicators if row.lost]
    expected = [(name, Decimal(w), Decimal(s)) for name, w, s in DEDUCTED[index]]
    assert [(row.name, row.weight, row.score) for row in rows] == expected


@pytest.mark.parametrize("index", NINE)
def test_the_fixed_rows_come_first_with_their_weights_and_explanations(seeds, index):
    fixed = {f.name: (f.weight, f.explanation) for f in load_profile("sh2019").fixed_indicators}
    rows = seeds[index].evaluation.indicators
    assert {row.name: (row.weight, row.explanation) for row in rows[:6]} == fixed
    assert not any(row.explanation for row in rows[6:])


@pytest.mark.parametrize("index", NINE)
def test_narratives_are_the_published_text(seeds, seed_lines, index):
    evaluation = seeds[index].evaluation
    cells = {line.split("\t")[0]: line.split("\t")[1] for line in seed_lines[index] if "\t" in line}
    assert evaluation.goal == cells["项目年度总目标："]
    assert evaluation.achievements == cells["主要绩效："]
    assert evaluation.problems == cells["主要问题："]
    assert evaluation.measures == cells["改进措施："]


def test_names_hold_no_blanks(seeds):
    names = [row.name for form in seeds for row in form.evaluation.indicators]
    assert all(names)
    assert not [name for name in names if any(char.isspace() for char in name)]


def test_remarks_are_the_five_of_the_document(seeds):
    remarks = [
        (number, row.name, row.remark)
        for number, form in enumerate(seeds, 1)
        for row in form.evaluation.indicators
        if row.remark
    ]
    retired = "设备自2018年起已转交"
    assert remarks == [
        (3, "专用机顶盒采购验收合格率", retired),
        (3, "招聘大厅电子显示终端设备维护达标率", retired),
        (3, "终端设备的维护及时率", retired),
        (3, "招聘大厅电子显示终端设备", retired),
        (
            6,
            "设备突发事件发生情况",
            "大厦6台客梯突发故障，均安排电梯维保驻场人员第一时间维修，未发生任何安全问题",
        ),
    ]


def test_no_cell_of_the_tables_is_lost_or_doubled(seeds, seed_lines):
    """As a multiset, the names, explanations and remarks hold every character of the table."""
    labels = {"投入与管理 (36分)", "产出目标 (34分)", "效果目标 (15分)", "影响力目标 (15分)"}
    for form, lines in zip(seeds, seed_lines, strict=True):
        start = next(i for i, line in enumerate(lines) if line.startswith("一级指标"))
        end = next(i for i, line in enumerate(lines) if line.startswith("合计"))
        cells = [cell for line in lines[start + 1 : end] for cell in line.split("\t")]
        texts = [c for c in cells if c not in labels and not c.replace(".", "").isdigit()]
        read = [r.name + r.explanation + r.remark for r in form.evaluation.indicators]
        assert sorted("".join("".join(texts).split())) == sorted("".join(read))


def test_forms_say_where_in_the_document_they_begin(seeds):
    assert seeds[0].source == "self-evaluations-2019.txt 第3行起"
    assert seeds[8].source == "self-evaluations-2019.txt 第393行起"
