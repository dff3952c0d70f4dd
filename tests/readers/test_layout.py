"""Grids with merged cells: labels above values, wide headings, labels that cover rows, places."""

from dataclasses import replace
from decimal import Decimal

import pytest

from perftui.readers.grid import Grid, Row
from perftui.readers.layout.evaluations import read_grid

HEAD = [
    ["项目绩效自评价"],
    ["项目名称：", "甲", "预算单位：", "乙"],
    ["自评时间：", "2020-04-20"],
]
TABLE = [
    ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"],
    ["投入与管理(36分)", "子率", "", "36", "36", ""],
    ["产出目标(34分)", "丑率", "", "34", "33", "来不及"],
    ["效果目标(15分)", "寅率", "", "15", "15", ""],
    ["影响力目标(15分)", "卯机制", "", "15", "15", ""],
    ["合计", "", "", "100", "99", ""],
]


def _row(cells, number, left=(), above=()):
    return Row(
        tuple(cells), f"表1第{number}行", from_left=frozenset(left), from_above=frozenset(above)
    )


def _plain(fund):
    return fund.name, fund.budget, fund.executed


def _read(rows):
    """Read rows of cells, or ready Rows, that hold one form."""
    ready = (
        row if isinstance(row, Row) else _row(row, number) for number, row in enumerate(rows, 1)
    )
    (imported,) = read_grid(Grid(tuple(ready), "x.docx"))
    return imported


def test_values_may_stand_below_their_labels():
    money = [
        ["当年预算数（万元）", "上年预算金额（万元）", "预算执行数（万元）", "预算执行率（%）"],
        ["124.55", "100", "118.7376", "95.33%"],
    ]
    imported = _read([*HEAD, *money, *TABLE])
    evaluation = imported.evaluation
    assert (evaluation.budget, evaluation.last_year_budget) == (1245500, 1000000)
    assert evaluation.executed == Decimal(1187376)
    assert evaluation.stated.execution_rate == "95.33%"
    assert imported.origins["executed"] == "表1第5行第3格"


def test_of_several_rows_of_money_the_whole_is_the_budget_and_the_others_are_its_sources():
    money = [
        ["项目资金（万元）", "", "当年预算数", "预算执行数"],
        ["", "其中：财政拨款", "100", "90"],
        ["", "年度资金总额", "124.55", "118.7376"],
        ["", "其他资金", "24.55", "28.7376"],
    ]
    imported = _read([*HEAD, *money, *TABLE])
    evaluation = imported.evaluation
    assert evaluation.budget == 1245500
    assert list(map(_plain, evaluation.funds)) == [
        ("财政拨款", 1000000, 900000),
        ("其他资金", 245500, 287376),
    ]
    assert imported.origins["funds[1].executed"] == "表1第7行第4格"
    assert not any("资金" in left.what or "拨款" in left.what for left in imported.left_out)


SOURCES = [
    [
        "项目资金（元）",
        "",
        "年初预算数",
        "全年预算数（A）",
        "全年执行数（B）",
        "分值",
        "执行率",
        "得分",
    ],
    ["", "年度资金总额", "90", "100", "80.5", "10", "80.5%", "8.05"],
]
NATIONAL = [
    ["项目支出绩效自评表"],
    ["（2022年度）"],
    ["项目名称", "甲项目", "实施单位", "某中心"],
    *SOURCES,
]


def _read_sources(*rows):
    return _read([*NATIONAL, *rows, ["年度总体目标", "目标"]])


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("其中：当年财政拨款", "当年财政拨款"),
        ("其中:财政\n拨款", "财政拨款"),
        ("（1）上年结转资金：", "上年结转资金"),
        ("其中：1.中央补助", "中央补助"),
        ("单位资金（自筹）", "单位资金（自筹）"),
    ],
)
def test_sources_go_by_their_bare_names(printed, name):
    (fund,) = _read_sources(["", printed, "", "100", "80.5", "—", "—", "—"]).evaluation.funds
    assert _plain(fund) == (name, 100, Decimal("80.5"))


def test_a_blank_source_is_one_without_amounts_and_ends_nothing():
    imported = _read_sources(
        ["", "其中：当年财政拨款", "90", "—", "—", "—", "—", "—"],
        ["", "上年结转资金", "", "", "", "", "", ""],
        ["", "其他资金", "", "100", "80.5", "", "", ""],
    )
    assert list(map(_plain, imported.evaluation.funds)) == [
        ("当年财政拨款", None, None),
        ("上年结转资金", None, None),
        ("其他资金", 100, Decimal("80.5")),
    ]
    assert any("「—」" in repair.what and "2处" in repair.what for repair in imported.repairs)
    assert imported.evaluation.goal == "目标"


def test_an_amount_of_a_source_that_cannot_be_read_is_kept_and_asked_about():
    imported = _read_sources(["", "其中：当年财政拨款", "", "约100", "80.5"])
    (fund,) = imported.evaluation.funds
    assert str(fund.budget) == "约100" and fund.executed == Decimal("80.5")
    (question,) = imported.questions
    assert (question.field, question.where) == ("funds[0].budget", "表1第6行第4格")


def test_what_else_a_source_says_is_told():
    imported = _read_sources(["", "其中：当年财政拨款", "90", "100", "80.5", "/", "70%", "0"])
    told = [left.what for left in imported.left_out if "当年财政拨款" in left.what]
    assert told == ["「当年财政拨款 年初预算数 90 执行率 70%」不是表内的栏目，没有读入"]


def test_the_rate_of_a_source_that_its_amounts_give_says_nothing_new():
    imported = _read_sources(["", "其中：当年财政拨款", "", "100", "80.5", "/", "80.50%", "0"])
    assert not [left for left in imported.left_out if "当年财政拨款" in left.what]


def test_rows_of_money_without_their_whole_are_told_and_not_taken_for_its_sources():
    rows = [
        ["项目名称", "甲项目", "实施单位", "某中心"],
        SOURCES[0],
        ["", "财政拨款", "", "70", "60"],
        ["", "其他资金", "", "30", "20"],
        ["", "小计", "", "15", "10"],
    ]
    whole = _read([["项目支出绩效自评表"], *rows])
    assert [fund.name for fund in whole.evaluation.funds] == ["财政拨款", "其他资金"]
    assert whole.evaluation.budget == 15
    parts = _read([["项目支出绩效自评表"], *rows[:-1]])
    assert parts.evaluation.funds == ()
    assert any("其他资金" in left.what for left in parts.left_out)


def test_labels_of_a_form_that_is_not_filled_in_are_no_heads_of_a_matrix():
    blank = [["当年预算数", "", "预算执行数", ""], ["绩效等级", "优秀", "", ""]]
    evaluation = _read([*HEAD, *blank, *TABLE]).evaluation
    assert (evaluation.budget, evaluation.executed) == (None, None)
    assert evaluation.stated.grade == "优秀"


def test_a_merged_label_covers_its_rows_also_where_the_weights_do_not_add_up():
    rows = [
        _row(TABLE[0], 4),
        _row(["投入与管理(36分)", "子率", "", "30", "30", ""], 5),
        _row(["产出目标(34分)", "丑率", "", "6", "6", ""], 6),
        _row(["", "丑二率", "", "34", "33", ""], 7, above={0}),
        _row(["效果目标(15分)", "寅率", "", "15", "15", ""], 8),
        _row(["影响力目标(15分)", "卯机制", "", "15", "15", ""], 9),
    ]
    imported = _read([*HEAD, *rows])
    assert [row.category for row in imported.evaluation.indicators] == [
        "投入与管理",
        "产出目标",
        "产出目标",
        "效果目标",
        "影响力目标",
    ]
    assert any("应为" in question.what for question in imported.questions)


def test_cells_belong_to_the_heading_they_stand_under():
    wide = {1, 4}
    rows = [
        _row(["一级指标", "", "指标名称", "权重", "", "自评分"], 4, left=wide),
        _row(["投入与管理(36分)", "", "子率", "36", "", "36"], 5, left=wide),
        _row(["产出目标(34分)", "丑率", "", "34", "", "33"], 6, left={2, 4}),
        _row(["效果目标(15分)", "", "寅率", "", "15", "15"], 7, left={1}),
        _row(["影响力目标(15分)", "", "卯机制", "15", "", "15"], 8, left=wide),
    ]
    imported = _read([*HEAD, *rows])
    assert [(r.name, r.weight, r.score) for r in imported.evaluation.indicators] == [
        ("子率", 36, 36),
        ("丑率", 34, 33),
        ("寅率", 15, 15),
        ("卯机制", 15, 15),
    ]
    assert not imported.questions


def test_headings_may_stand_in_two_rows():
    rows = [
        _row(["绩效指标", "", "", "评分", "", "备注"], 4, left={1, 2, 4}),
        _row(["一级指标", "指标名称", "指标解释", "权重", "自评分", ""], 5, above={5}),
    ]
    imported = _read([*HEAD, *rows, *TABLE[1:]])
    assert len(imported.evaluation.indicators) == 4
    assert imported.evaluation.indicators[1].remark == "来不及"


def test_a_table_that_goes_on_with_other_columns_is_read_by_its_own_headings():
    other = [
        ["序号", "权重", "自评分", "指标名称", "一级指标", "备注"],
        ["3", "15", "15", "寅率", "效果目标(15分)", "顺利"],
        ["4", "15", "15", "卯机制", "影响力目标(15分)", ""],
    ]
    imported = _read([*HEAD, *TABLE[:3], *other])
    found = [(r.category, r.name, r.score, r.remark) for r in imported.evaluation.indicators]
    assert found[2:] == [("效果目标", "寅率", 15, "顺利"), ("影响力目标", "卯机制", 15, "")]


@pytest.mark.parametrize(
    "label", ["一、投入与管理（36分）", "（一）投入与管理", "投入与管理", "1.投入与管理(36)"]
)
def test_a_label_may_have_a_row_of_its_own(label):
    rows = [
        TABLE[0][1:],
        [label, "", "", "", ""],
        *(line for row in TABLE[1:5] for line in ([row[0], "", "", "", ""], row[1:])),
    ]
    del rows[2]
    indicators = _read([*HEAD, *rows]).evaluation.indicators
    assert [row.category for row in indicators] == [
        "投入与管理",
        "产出目标",
        "效果目标",
        "影响力目标",
    ]


def test_vertical_labels_may_come_with_their_characters_in_another_order():
    rows = [["(投3入6与分管)理", *TABLE[1][1:]], ["产3出4目分标", *TABLE[2][1:]], *TABLE[3:]]
    indicators = _read([*HEAD, TABLE[0], *rows]).evaluation.indicators
    assert [row.category for row in indicators[:2]] == ["投入与管理", "产出目标"]


def test_a_caption_of_the_table_is_no_part_of_the_text_above_it():
    texts = [["主要问题："], ["宣传不够"], ["改进措施："], ["加强宣传"], ["指标完成情况"]]
    imported = _read([*HEAD, *texts, *TABLE])
    assert imported.evaluation.measures == "加强宣传"
    assert any("指标完成情况" in left.what for left in imported.left_out)


def test_numbered_headings_end_a_text_and_numbered_points_do_not():
    texts = [
        ["三、主要问题"],
        ["1、宣传不够"],
        ["2、人手不足"],
        ["四、其他说明事项"],
        ["本表由办公室填写"],
    ]
    imported = _read([*HEAD, *TABLE, *texts])
    assert imported.evaluation.problems == "1、宣传不够\n2、人手不足"
    left = "".join(note.what for note in imported.left_out)
    assert "其他说明事项" in left
    assert "本表由办公室填写" in left


@pytest.mark.parametrize("line", ["填报人：张三", "联系电话：63210000", "（单位盖章）", "审核人:"])
def test_a_line_of_signatures_is_no_part_of_the_text_above_it(line):
    imported = _read([*HEAD, *TABLE, ["改进措施：", "加强宣传"], [line]])
    assert imported.evaluation.measures == "加强宣传"


def test_sums_that_do_not_agree_are_asked_about_as_they_may_be_misread():
    total = ["合计", "", "", "100", "98", ""]
    (question,) = _read([*HEAD, *TABLE[:-1], total]).questions
    assert "98" in question.what
    assert question.where == "表1第9行"


def test_a_rate_that_the_amounts_do_not_give_is_asked_about():
    money = [["当年预算数（元）", "124.55", "预算执行数（元）", "1187376"], ["预算执行率", "95%"]]
    questions = _read([*HEAD, *money, *TABLE]).questions
    assert any("单位" in question.what for question in questions)
    assert questions[0].field == "executed"


def test_a_field_that_is_not_there_stays_missing_and_is_told():
    imported = _read([*HEAD, *TABLE])
    assert imported.evaluation.budget is None
    assert [left.field for left in imported.left_out] == [
        "budget",
        "executed",
        "goal",
        "grade",
        "achievements",
    ]


def test_weights_written_in_per_cent_are_points():
    rows = [[*row[:3], f"{row[3]}%", *row[4:]] for row in TABLE[1:]]
    imported = _read([*HEAD, TABLE[0], *rows])
    assert [row.weight for row in imported.evaluation.indicators] == [36, 34, 15, 15]
    assert any("百分" in repair.what for repair in imported.repairs)
    assert imported.evaluation.stated.total_weight == "100%"


def test_rows_of_a_template_that_nobody_filled_in_are_left_out_and_told():
    imported = _read([*HEAD, *TABLE[:2], ["", "……", "", "", "", ""], *TABLE[2:]])
    assert len(imported.evaluation.indicators) == 4
    assert any("……" in left.what for left in imported.left_out)


def test_every_field_knows_where_it_came_from():
    rows = [*HEAD, *TABLE]
    imported = _read(rows)
    assert imported.origins["unit"] == "表1第2行第4格"
    assert imported.origins["indicators[1].remark"] == "表1第6行第6格"
    assert imported.origins["indicators[1]"] == "表1第6行"


def test_a_note_about_a_cell_names_the_field_it_was_read_into():
    table = [*TABLE[:2], ["产出目标(34分)", "丑率", "", "34", "约33", ""], *TABLE[3:5]]
    (question,) = _read([*HEAD, *table]).questions
    assert (question.field, question.where) == ("indicators[1].score", "表1第6行第5格")


def test_cells_go_by_the_names_their_document_has_for_them():
    rows = [
        replace(_row(cells, number), places=tuple(f"{'ABCDEF'[i]}{number}" for i in range(6)))
        for number, cells in enumerate(TABLE, 4)
    ]
    imported = _read([*HEAD, *rows])
    assert imported.origins["indicators[1].score"] == "E6"


def test_a_text_that_goes_on_after_a_page_may_begin_like_a_label():
    cut = Row(("", "9.绩效等级：优秀。"), "表1第5行", break_before=True)
    imported = _read([*HEAD, ["主要绩效：", "8.全年开馆。"], cut, *TABLE])
    assert imported.evaluation.achievements == "8.全年开馆。\n9.绩效等级：优秀。"
    assert imported.evaluation.stated.grade is None
