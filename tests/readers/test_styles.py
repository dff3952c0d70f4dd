"""The same form in other hands: spaced labels, one-column pastes, other units, other kinds."""

from decimal import Decimal

import pytest

from perftui.evaluation import totals
from perftui.readers.formats.text import grid_of
from perftui.readers.grid import Grid, Row
from perftui.readers.layout.evaluations import read_grid

TABLE = [
    "一级指标\t指标名称\t指标解释\t权重\t自评分\t备注",
    "投入与管理 (36分)\t甲率\t\t36\t36\t",
    "产出目标 (34分)\t乙率\t\t34\t33\t来不及",
    "效果目标 (15分)\t丙率\t\t15\t15\t",
    "影响力目标 (15分)\t丁机制\t\t15\t15\t",
    "合计\t\t\t100\t99\t",
]


def _spaced(line):
    """Set labels wide, with no-break and full-width blanks around and inside."""
    cells = [
        "\u00a0" + "\u3000".join(cell[:-1]) + " ：\u3000" if cell.endswith("：") else cell
        for cell in line.split("\t")
    ]
    return "\t".join(cells)


@pytest.mark.parametrize("index", range(9))
def test_labels_may_be_spaced_out(seeds, seed_lines, read, index):
    imported = read(map(_spaced, seed_lines[index]))
    assert imported.evaluation == seeds[index].evaluation


def test_labels_may_lack_colons_and_units_and_be_full_width(seeds, seed_lines, read):
    lines = [
        line.replace("：\t", "\t")
        .replace("（元）", "")
        .replace("（%）", "（％）")
        .replace("(", "（")
        for line in seed_lines[0]
    ]
    assert read(lines).evaluation.budget == seeds[0].evaluation.budget
    assert read(lines).evaluation.indicators == seeds[0].evaluation.indicators


@pytest.mark.parametrize("index", range(9))
def test_an_editor_may_have_stripped_trailing_tabs(seeds, seed_lines, read, index):
    imported = read(line.rstrip("\t") for line in seed_lines[index])
    assert imported.evaluation == seeds[index].evaluation


@pytest.mark.parametrize("index", range(9))
def test_an_editor_may_have_stripped_leading_tabs(seeds, seed_lines, read, index):
    imported = read(line.strip("\t") for line in seed_lines[index])
    assert imported.evaluation == seeds[index].evaluation


@pytest.mark.parametrize("index", range(9))
def test_the_title_may_be_missing(seeds, seed_lines, read, index):
    assert read(seed_lines[index][1:]).evaluation == seeds[index].evaluation


def test_forms_without_titles_are_told_apart_by_their_first_label(seeds, seed_lines, read):
    text = [line for lines in seed_lines for line in lines if not line.startswith("项目绩效")]
    grid = Grid(
        tuple(Row(tuple(line.split("\t")), f"第{n}行") for n, line in enumerate(text) if line), "x"
    )
    assert [form.evaluation.name for form in read_grid(grid)] == [
        form.evaluation.name for form in seeds
    ]


@pytest.mark.parametrize("index", range(9))
def test_labels_on_every_row_and_repeated_headings_read_the_same(seeds, seed_lines, read, index):
    """What perftui exports, with a page number and the headings again, is read back as it is."""
    evaluation = seeds[index].evaluation
    start = next(i for i, line in enumerate(seed_lines[index]) if line.startswith("一级指标"))
    rows = [
        f"{r.category}（{p}分）\t{r.name}\t{r.explanation}\t{r.weight}\t{r.score}\t{r.remark}"
        for r in evaluation.indicators
        for p in ({"投入与管理": 36, "产出目标": 34}.get(r.category, 15),)
    ]
    table = [*rows[:8], "- 2 -", "项目绩效自评价（续）", TABLE[0], *rows[8:]]
    total = f"合计\t\t\t100\t{totals.total_score(evaluation)}"
    imported = read([*seed_lines[index][: start + 1], *table, total])
    assert imported.evaluation.indicators == evaluation.indicators
    assert not imported.questions


def test_values_may_stand_behind_their_labels_in_one_line(read):
    header = [
        "某局2019年度项目绩效自评价表",
        "项目名称：甲项目  预算单位（盖章）：某中心",
        "当年预算数（万元）：124.55 上年预算金额（万元）：0",
        "预算执行数：1,187,376.00元",
        "自评时间：2020年4月20日",
    ]
    evaluation = read([*header, *TABLE]).evaluation
    assert (evaluation.name, evaluation.unit, evaluation.year) == ("甲项目", "某中心", 2019)
    assert (evaluation.budget, evaluation.last_year_budget) == (Decimal(1245500), 0)
    assert evaluation.executed == Decimal(1187376)


def test_narratives_may_stand_below_their_labels(read):
    narratives = ["主要绩效：", "1、甲。", "2、乙。", "主要问题：\t丙", "丁", "改进措施："]
    imported = read(["项目名称：\t甲", "自评时间：\t2020-04-20", *narratives, *TABLE])
    evaluation = imported.evaluation
    assert (evaluation.achievements, evaluation.problems) == ("1、甲。\n2、乙。", "丙\n丁")
    assert evaluation.measures == ""
    assert [repair.where for repair in imported.repairs] == ["第5行第1格", "第7行第1格"]


def test_narratives_may_follow_the_table(read):
    tail = ["主要绩效\t甲。", "主要问题\t乙。", "改进措施\t丙。", "填表人：某某"]
    imported = read(["项目名称：\t甲", "自评时间：\t2020-04-20", *TABLE, *tail])
    evaluation = imported.evaluation
    assert (evaluation.achievements, evaluation.problems, evaluation.measures) == (
        "甲。",
        "乙。",
        "丙。",
    )
    assert any("填表人" in left.what for left in imported.left_out)


def test_a_whole_form_may_count_in_myriads(read):
    header = ["项目名称：\t甲", "金额单位：万元", "当年预算数\t124.55", "预算执行数（元）\t100.00"]
    evaluation = read([*header, *TABLE]).evaluation
    assert (evaluation.budget, evaluation.executed) == (Decimal(1245500), Decimal(100))


def test_an_amount_that_cannot_be_read_stays_as_typed(read):
    imported = read(
        ["项目名称：\t甲", "自评时间：\t2020-04-20", "当年预算数（万元）\t约124万", *TABLE]
    )
    assert str(imported.evaluation.budget) == "约124万"
    assert any("约数" in question.what for question in imported.questions)


def test_dashes_in_optional_fields_mean_nothing_and_are_reported(read):
    table = [TABLE[0], *(line + "/" if line.endswith("\t") else line for line in TABLE[1:])]
    header = [
        "项目名称：\t无",
        "具体实施处（科室）：\t/",
        "自评时间：\t2020-04-20",
        "改进措施：\t无",
    ]
    imported = read([*header, *table])
    evaluation = imported.evaluation
    assert (evaluation.name, evaluation.department, evaluation.measures) == ("无", "", "")
    assert [row.remark for row in evaluation.indicators] == ["", "来不及", "", ""]
    assert len(imported.repairs) == 3


def test_a_second_text_for_a_field_is_asked_about(read):
    header = ["项目名称：\t甲", "自评时间：\t2020-04-20", "预算单位\t乙", "实施单位\t丙"]
    imported = read([*header, *TABLE])
    assert imported.evaluation.unit == "乙"
    assert imported.questions[0].choices == ("乙", "丙")


@pytest.mark.parametrize(
    ("title", "date", "year"),
    [
        ("2019年度项目绩效自评价", "2021-04-20", 2019),
        ("项目绩效自评价（2018年度）", "2021-04-20", 2018),
        ("项目绩效自评价", "2021-04-20", 2020),
        ("项目绩效自评价", "2021-11-20", 2020),
        ("项目绩效自评价", "2021年4月", 2020),
        ("项目绩效自评价", "21-4-20", None),
        ("项目绩效自评价", "", None),
    ],
)
def test_the_year_is_that_of_the_title_else_the_one_before_the_date(read, title, date, year):
    imported = read([title, "项目名称：\t甲", f"自评时间：\t{date}", *TABLE])
    assert imported.evaluation.year == year
    assert any("年度" in question.what for question in imported.questions) == (year is None)


def test_missing_fields_stay_missing(read):
    evaluation = read(["项目名称：\t甲", *TABLE[:-1]]).evaluation
    assert (evaluation.unit, evaluation.goal, evaluation.measures) == ("", "", "")
    assert (evaluation.budget, evaluation.executed, evaluation.date) == (None, None, None)
    assert evaluation.recurring is None
    assert set(evaluation.stated.model_dump().values()) == {None}


def test_a_form_without_a_table_is_read_and_asked_about(read, seed_lines):
    lines = seed_lines[0][:11]
    imported = read(lines)
    assert imported.evaluation.indicators == ()
    assert any("没有找到指标" in question.what for question in imported.questions)


def test_a_table_without_headings_is_found_by_its_categories(read, seed_lines, seeds):
    lines = [line for line in seed_lines[0] if not line.startswith("一级指标")]
    imported = read(lines)
    assert imported.evaluation == seeds[0].evaluation
    assert any("没有栏目名称" in repair.what for repair in imported.repairs)


def test_a_note_of_their_own_is_reported_and_the_printed_ones_are_not(read):
    notes = ["说明：1、依据本项目应实现的绩效目标或工作计划，对照已完成的情况，进行绩效自评。"]
    header = ["项目名称：\t甲", "自评时间：\t2020-04-20"]
    assert not any("依据" in left.what for left in read([*header, *TABLE, *notes]).left_out)
    left_out = read([*header, *TABLE, *notes, "说明：因搬迁，部分活动顺延。"]).left_out
    assert any("因搬迁" in left.what for left in left_out)


def test_a_scrap_of_a_form_between_forms_is_asked_about(seed_lines):
    scrap = ["项目绩效自评价", "项目名称：\t半张表"]
    text = "\n".join([*scrap, *seed_lines[0], *scrap, *seed_lines[1]])
    first, second = read_grid(grid_of(text, "x.txt"))
    assert len(first.questions) == 2
    assert "没有读入" in first.questions[0].what
    assert not second.questions


def test_subtotals_are_no_indicators(read):
    table = [*TABLE[:2], "\t小计\t\t36\t36\t", *TABLE[2:]]
    imported = read(["项目名称：\t甲", "自评时间：\t2020-04-20", *table])
    assert len(imported.evaluation.indicators) == 4
    assert any("小计" in left.what for left in imported.left_out)


def test_a_label_on_a_line_of_its_own_counts_for_the_rows_below(read):
    table = [TABLE[0]]
    for line in TABLE[1:-1]:
        label, rest = line.split("\t", 1)
        table += [label, "\t" + rest]
    imported = read(["项目名称：\t甲", "自评时间：\t2020-04-20", *table])
    assert [row.category for row in imported.evaluation.indicators] == [
        "投入与管理",
        "产出目标",
        "效果目标",
        "影响力目标",
    ]
    assert not imported.questions


def test_markup_is_stripped_from_cells(read):
    table = [*TABLE[:2], "产出目标\t<p>乙&nbsp;率</p>\t\t34\t34<br/>\tR&D 和 a<b", *TABLE[3:]]
    imported = read(["<div>项目绩效自评价</div>", "项目名称：\t甲", *table])
    row = imported.evaluation.indicators[1]
    assert (row.name, row.weight, row.score, row.remark) == ("乙率", 34, 34, "R&D和a<b")


def test_quoted_cells_may_hold_line_breaks(read):
    lines = [
        "项目名称：\t甲",
        '主要绩效：\t"1、甲""乙""。\n2、丙。"\t',
        "自评时间：\t2020-04-20",
        '主要问题：\t"双引号"开头',
    ]
    imported = read([*lines, *TABLE, "多余的一行"])
    assert imported.evaluation.achievements == '1、甲"乙"。\n2、丙。'
    assert imported.evaluation.problems == '"双引号"开头'
    assert imported.left_out[-1].where == "第12行第1格"


NATIONAL = [
    "某市项目支出绩效自评表",
    "（2019年度）",
    "项目名称\t甲项目",
    "主管部门\t某局\t实施单位\t某中心",
    "全年预算数\t124.55\t全年执行数（元）\t1187376",
    "年度总体目标\t目标",
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施",
    "预算执行率\t\t预算执行率\t100%\t95.33%\t10\t9.53\t",
    "产出指标\t数量指标\t培训场次\t20\t20\t25\t25\t",
    "\t质量指标\t合格率\t≥95%\t98%\t25\t25\t",
    "效益指标\t社会效益\t知晓率\t90\t85\t30\t28.3\t宣传不够",
    "满意度指标\t满意度\t群众满意度\t≥90%\t92%\t10\t10\t",
    "总分\t\t\t\t\t100\t97.83",
]


def test_the_national_form_is_known_by_its_title_and_headings(read):
    imported = read(NATIONAL)
    evaluation = imported.evaluation
    assert (evaluation.profile, evaluation.year, evaluation.name) == (
        "national2020",
        2019,
        "甲项目",
    )
    assert (evaluation.budget, evaluation.executed) == (Decimal(1245500), Decimal(1187376))
    assert [(r.category, r.name, r.target, r.actual, r.score) for r in evaluation.indicators] == [
        ("预算执行率", "预算执行率", "100%", "95.33%", Decimal("9.53")),
        ("产出指标", "培训场次", "20", "20", 25),
        ("产出指标", "合格率", "≥95%", "98%", 25),
        ("效益指标", "知晓率", "90", "85", Decimal("28.3")),
        ("满意度指标", "群众满意度", "≥90%", "92%", 10),
    ]
    assert evaluation.stated.total_score == "97.83"
    assert any("「二级指标」" in left.what for left in imported.left_out)


def test_a_table_that_could_be_of_two_kinds_is_asked_about(read):
    imported = read(["指标名称\t权重\t自评分", "甲率\t50\t50", "乙率\t50\t49"])
    assert len(imported.questions[0].choices) == 2


def test_empty_rows_of_a_grid_are_nothing(seeds, seed_lines):
    lines = [line for text in seed_lines[6] for line in (text, "")]
    rows = [Row(tuple(line.split("\t")), f"第{n}行") for n, line in enumerate(lines, 1)]
    (imported,) = read_grid(Grid((Row((), "第0行"), *rows), "表.xlsx"))
    assert imported.evaluation == seeds[6].evaluation
    assert not imported.questions


def test_grids_of_any_origin_are_read_alike(seeds, seed_lines):
    rows, broken = [], False
    for number, line in enumerate(seed_lines[5], 1):
        if line.strip():
            rows.append(Row(tuple(line.split("\t")), f"表1第{number}行", broken))
        broken = not line.strip()
    (imported,) = read_grid(Grid(tuple(rows), "表.docx"))
    assert imported.evaluation == seeds[5].evaluation
    assert imported.source == "表.docx 表1第1行起"
    assert imported.repairs[0].where.startswith("表1第")
