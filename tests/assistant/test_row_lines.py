"""Rows of the table said, pasted, changed and taken out."""

from decimal import Decimal

import pytest

from perftui.evaluation.model import Indicator
from perftui.evaluation.values import print_number

HEADINGS = "一级指标\t指标名称\t指标解释\t权重\t自评分\t备注"


def told(row: Indicator) -> str:
    """Return a row in short: 产出目标 招聘会完成率 2/2 备注."""
    points = "/".join(
        print_number(value) if isinstance(value, Decimal) else "-"
        for value in (row.score, row.weight)
    )
    return " ".join(filter(None, (row.category, row.name, points, row.remark)))


def own_rows(talking) -> list[str]:
    rows = talking.document.evaluation.indicators
    return [told(row) for row in rows if row.category != "投入与管理"]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("产出目标\t招聘会开展完成率\t\t2\t2\t", ["产出目标 招聘会开展完成率 2/2"]),
        (
            "产出目标 (34分)\t招聘会开展完成率\t\t2\t1\t少办1场",
            ["产出目标 招聘会开展完成率 1/2 少办1场"],
        ),
        (
            "产出目标 (34分)\t招聘会开展完成率\t按计划举办\t2\t1.5",
            ["产出目标 招聘会开展完成率 1.5/2"],
        ),
        ("效果目标 | 政策知晓率 | | 3 | 3 |", ["效果目标 政策知晓率 3/3"]),
        ("产出目标 招聘会开展完成率 2 2", ["产出目标 招聘会开展完成率 2/2"]),
        ("产出目标 招聘会开展完成率 权重2 得2分", ["产出目标 招聘会开展完成率 2/2"]),
        ("产出目标 招聘会开展完成率 ２ ２", ["产出目标 招聘会开展完成率 2/2"]),
        ("产出目标，招聘会完成率，2分", ["产出目标 招聘会完成率 -/2"]),
        ("产出指标：招聘会完成率2分", ["产出目标 招聘会完成率 -/2"]),
        ("产出：招聘会完成率2分，得1分", ["产出目标 招聘会完成率 1/2"]),
        ("产出：招聘会完成率2分，扣1分", ["产出目标 招聘会完成率 1/2"]),
        ("产出：招聘会完成率2分满分", ["产出目标 招聘会完成率 2/2"]),
        ("影响力（15分） 长效管理机制 15 13", ["影响力目标 长效管理机制 13/15"]),
        ("加指标：产出目标，招聘会完成率，2分", ["产出目标 招聘会完成率 -/2"]),
        ("增加一行效果目标：知晓率3分，得2分", ["效果目标 知晓率 2/3"]),
        (
            "新增指标 效果目标 政策知晓率 3分 得2分 宣传主要靠现场",
            ["效果目标 政策知晓率 2/3 宣传主要靠现场"],
        ),
        ("再加一个效果指标：满意度2分", ["效果目标 满意度 -/2"]),
        ("加一项：影响力，长效机制", ["影响力目标 长效机制 -/-"]),
        (
            "产出：招聘会完成率2分、参与率2分、印制完成率1分",
            ["产出目标 招聘会完成率 -/2", "产出目标 参与率 -/2", "产出目标 印制完成率 -/1"],
        ),
        (
            "产出目标（34分）：招聘会完成率 2 2；参与率 2 1.5；",
            ["产出目标 招聘会完成率 2/2", "产出目标 参与率 1.5/2"],
        ),
        (
            "产出：招聘会完成率2分；效果：知晓率3分，得2分，宣传主要靠现场；影响力：长效机制15分",
            [
                "产出目标 招聘会完成率 -/2",
                "效果目标 知晓率 2/3 宣传主要靠现场",
                "影响力目标 长效机制 -/15",
            ],
        ),
        ("产出：设备、房屋维修完成率4分", ["产出目标 设备、房屋维修完成率 -/4"]),
        ("产出：第三方评估完成率4分", ["产出目标 第三方评估完成率 -/4"]),
    ],
)
def test_a_row_is_added_as_it_is_said(talk, new_form, line, rows):
    talking = talk(new_form())
    talking.say(line)
    assert own_rows(talking) == rows


def test_the_category_goes_on_from_row_to_row(talk, new_form):
    talking = talk(new_form())
    for line in ("产出目标\t招聘会完成率\t\t2\t2\t", "\t参与率\t\t2\t2\t", "招聘会宣传及时性 1 1"):
        talking.say(line)
    talking.say("效果目标（15分）")
    talking.say("政策知晓率 3 2")
    assert own_rows(talking) == [
        "产出目标 招聘会完成率 2/2",
        "产出目标 参与率 2/2",
        "产出目标 招聘会宣传及时性 1/1",
        "效果目标 政策知晓率 2/3",
    ]


def test_the_category_is_asked_for_where_it_is_not_certain(talk, new_form):
    talking = talk(new_form())
    talking.say("加指标：招聘会完成率2分")
    assert own_rows(talking) == []
    assert [choice.text for choice in talking.state.waiting.choices] == [
        "产出目标",
        "效果目标",
        "影响力目标",
    ]
    talking.say("1")
    assert own_rows(talking) == ["产出目标 招聘会完成率 -/2"]


def test_headings_and_sums_are_passed_over_with_a_word(talk, new_form, said):
    talking = talk(new_form())
    before = talking.document.evaluation
    for line in (HEADINGS, HEADINGS.replace("\t", " "), "合计\t\t\t100\t94", "合计 100 94"):
        assert "不用加" in said(talking.say(line))[0]
    assert talking.document.evaluation == before


def test_a_fixed_row_gets_its_score_and_remark(talk, new_form):
    talking = talk(new_form())
    talking.say(
        "投入与管理 (36分)\t绩效目标合理性\t项目所设定的绩效目标是否依据充分\t8\t7\t测算偏粗"
    )
    rows = talking.document.evaluation.indicators
    assert len(rows) == 6
    assert told(rows[1]) == "投入与管理 绩效目标合理性 7/8 测算偏粗"


def test_a_row_that_is_there_is_not_added_twice(talk, new_form):
    talking = talk(new_form())
    talking.say("产出目标 招聘会完成率 2 2")
    talking.say("产出目标 招聘会完成率 2 1")
    assert own_rows(talking) == ["产出目标 招聘会完成率 1/2"]
    talking.say("产出目标 招聘会完成率 4 3")
    assert own_rows(talking) == ["产出目标 招聘会完成率 1/2"]
    assert [choice.text for choice in talking.state.waiting.choices] == [
        "第7项「招聘会完成率」的权重改为4分",
        "另加一项同名的",
        "不加",
    ]
    talking.say("1")
    assert own_rows(talking) == ["产出目标 招聘会完成率 3/4"]


def test_weights_beyond_the_points_of_the_category_are_warned_of(talk, new_form, said):
    talking = talk(new_form())
    lines = said(talking.say("产出：招聘会完成率20分、参与率16分"))
    assert any("权重合计36分，超过规定的34分" in line for line in lines)


def test_a_score_over_the_weight_is_refused_and_the_row_kept(talk, new_form, said):
    talking = talk(new_form())
    lines = said(talking.say("产出目标\t招聘会完成率\t\t2\t5\t"))
    assert own_rows(talking) == ["产出目标 招聘会完成率 -/2"]
    assert any("得不了5分" in line for line in lines)


def test_rows_of_the_national_form_have_target_and_actual(talk, new_form):
    talking = talk(new_form("national2020"))
    talking.say("产出指标\t数量指标\t维修次数\t≥10次\t9次\t6\t5.4\t天气原因")
    row = talking.document.evaluation.indicators[1]
    assert (row.category, row.name, row.target, row.actual) == (
        "产出指标",
        "维修次数",
        "≥10次",
        "9次",
    )
    assert (row.weight, row.score, row.remark) == (6, Decimal("5.4"), "天气原因")


@pytest.mark.parametrize(
    ("line", "category", "name"),
    [
        ("宣传方式多元性移到产出目标", "产出目标", "宣传方式多元性"),
        ("把第27项移到影响力", "影响力目标", "宣传方式多元性"),
        ("知晓度归到产出", "产出目标", "招聘会信息知晓度"),
    ],
)
def test_a_row_goes_to_another_category(talk, line, category, name):
    talking = talk("长三角")
    talking.say(line)
    rows = talking.document.evaluation.indicators
    assert len(rows) == 33
    assert next(row.category for row in rows if row.name == name) == category
    assert [row.category for row in rows] == sorted(
        (row.category for row in rows),
        key=["投入与管理", "产出目标", "效果目标", "影响力目标"].index,
    )


@pytest.mark.parametrize(
    "line", ["删除第28项", "删掉知晓度", "知晓度删掉", "去掉招聘会信息知晓度", "把第28项删了"]
)
def test_a_row_is_taken_out(talk, line):
    talking = talk("长三角")
    talking.say(line)
    names = [row.name for row in talking.document.evaluation.indicators]
    assert len(names) == 32
    assert "招聘会信息知晓度" not in names
    talking.document.undo()
    assert len(talking.document.evaluation.indicators) == 33


@pytest.mark.parametrize(
    "line",
    ["删除第1项", "删掉绩效目标合理性", "预算执行率删掉", "删除第40项", "把预算执行率的权重改成4"],
)
def test_what_the_form_must_have_stays(talk, said, line):
    talking = talk("长三角")
    before = talking.document.evaluation
    assert "规定的固定指标" in "".join(said(talking.say(line))) or "40" in line
    assert talking.document.evaluation == before


@pytest.mark.parametrize(
    "line",
    [
        "知晓度的权重改成4",
        "把知晓度的权重改成4分",
        "第28项权重4",
        "知晓度权重：４",
        "知晓度权重改四分",
    ],
)
def test_a_row_is_weighed_anew(talk, said, line):
    talking = talk("长三角")
    lines = said(talking.say(line))
    row = talking.document.evaluation.indicators[27]
    assert (row.weight, row.score) == (4, 3)
    assert any("现在算扣1分" in line for line in lines)


@pytest.mark.parametrize(
    "line", ["知晓度改名为政策知晓率", "把第28项改名叫政策知晓率", "第28项名称改为「政策知晓率」"]
)
def test_a_row_is_named_anew(talk, line):
    talking = talk("长三角")
    talking.say(line)
    assert talking.document.evaluation.indicators[27].name == "政策知晓率"


@pytest.mark.parametrize(
    "line",
    [
        "你好",
        "预算 100",
        "今年办了招聘会10场，参会单位1100家",
        "招聘会办得很好",
        "总分多少",
        "增加宣传渠道，扩大覆盖面",
        "加强管理制度建设",
        "参会单位 1100 126",
        "单位是上海市人才服务中心",
    ],
)
def test_other_sentences_change_no_rows(talk, line):
    talking = talk("长三角")
    before = talking.document.evaluation.indicators
    talking.say(line)
    after = talking.document.evaluation.indicators
    assert [(row.name, row.weight, row.score) for row in after] == [
        (row.name, row.weight, row.score) for row in before
    ]


def test_last_years_rows_are_taken_without_scores(talk, new_form, seed):
    last = seed("长三角")
    talking = talk(new_form(), last_year=last)
    talking.say("单位是上海市人才服务中心 经常性项目 自评时间4月20日 目标：办好招聘会")
    talking.say("预算1000000 执行950000 上年没有")
    choices = talking.state.choices
    assert talking.state.question.id == "rows"
    assert choices[0].text == "沿用2019年的27项指标"
    talking.say("1")
    rows = talking.document.evaluation.indicators
    assert [row.name for row in rows] == [row.name for row in last.indicators]
    assert all(row.score is None for row in rows)
    assert talking.state.question.id == "scores"
