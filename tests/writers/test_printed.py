"""What is printed: the texts all writers share."""

from decimal import Decimal

from perftui.evaluation.profile import load_profile
from perftui.writers.header import Entries, Money, Sides, entries_in
from perftui.writers.printed import printed


def form_of(evaluation):
    return printed(evaluation, load_profile(evaluation.profile))


def header_of(evaluation):
    return {entry.label: entry.value.text for entry in entries_in(form_of(evaluation).header)}


def money_of(evaluation):
    (money,) = (b for b in form_of(evaluation).header if isinstance(b, Money))
    return money


def texts(row):
    return [cell.text for cell in row]


def test_the_header_follows_the_profile_with_what_is_computed(realistic):
    assert header_of(realistic) == {
        "项目名称：": "人才大厦管理维护专项",
        "预算单位：": "上海市人才服务中心",
        "具体实施处（科室）：": "",
        "是否为经常性项目：": "是",
        "当年预算数（元）：": "13,180,638.00",
        "上年预算金额（元）：": "8,971,750.00",
        "预算执行数（元）：": "11,666,020.85",
        "预算执行率（%）：": "88.51%",
        "项目年度总目标：": realistic.goal,
        "自评时间：": "2020-04-17",
        "绩效等级：": "优秀",
        "主要绩效：": realistic.achievements,
        "主要问题：": realistic.problems,
        "改进措施：": realistic.measures,
    }


def test_header_rows_have_one_or_two_entries(realistic):
    header = form_of(realistic).header
    assert all(isinstance(block, Entries) for block in header)
    assert [len(block.entries) for block in header] == [2, 2, 2, 2, 1, 1, 1, 1, 1, 1]


def test_rows_are_grouped_by_category_with_the_points_due(realistic):
    groups = form_of(realistic).groups
    assert [(group.label, len(group.rows)) for group in groups] == [
        ("投入与管理（36分）", 6),
        ("产出目标（34分）", 12),
        ("效果目标（15分）", 5),
        ("影响力目标（15分）", 3),
    ]
    assert texts(groups[1].rows[0]) == ["工程审价完成率", "", "2", "2", ""]


def test_scattered_rows_come_together_and_unknown_categories_at_the_end(build):
    form = form_of(
        build(
            {"category": "其他", "name": "甲"},
            {"category": "效果目标", "name": "乙"},
            {"category": "产出目标", "name": "丙"},
            {"category": "其他", "name": "丁"},
            {"category": "效果目标", "name": "戊"},
        )
    )
    assert [(g.label, [row[0].text for row in g.rows]) for g in form.groups] == [
        ("产出目标（34分）", ["丙"]),
        ("效果目标（15分）", ["乙", "戊"]),
        ("其他", ["甲", "丁"]),
    ]


def test_the_total_row_adds_up_what_is_there(realistic):
    form = form_of(realistic)
    assert (form.total_label, form.total_span) == ("合计", 3)
    assert [(cell.text, cell.number) for cell in form.total] == [
        ("100", Decimal(100)),
        ("94.5", Decimal("94.5")),
        ("", None),
    ]


def test_an_unscored_draft_prints_empty_scores_no_total_score_and_no_grade(build):
    draft = build({"category": "产出目标", "name": "甲", "weight": "34"})
    assert texts(form_of(draft).groups[0].rows[0]) == ["甲", "", "34", "", ""]
    assert texts(form_of(draft).total) == ["34", "", ""]
    assert header_of(draft)["绩效等级："] == ""


def test_a_half_scored_draft_has_the_sum_of_what_is_there_but_no_grade(build):
    draft = build(
        {"category": "产出目标", "name": "甲", "weight": "4", "score": "3.5"},
        {"category": "产出目标", "name": "乙", "weight": "30", "score": ""},
    )
    assert texts(form_of(draft).total) == ["34", "3.5", ""]
    assert header_of(draft)["绩效等级："] == ""


def test_what_could_not_be_read_is_printed_as_typed(build):
    evaluation = build(
        {"category": "产出目标", "name": "甲", "weight": "约10", "score": "满分"},
        budget="约100万",
        date="去年",
        recurring="也许",
    )
    header = header_of(evaluation)
    assert header["当年预算数（元）："] == "约100万"
    assert header["自评时间："] == "去年"
    assert header["是否为经常性项目："] == "也许"
    assert header["预算执行率（%）："] == ""
    row = form_of(evaluation).groups[0].rows[0]
    assert [(cell.text, cell.number) for cell in row[2:4]] == [("约10", None), ("满分", None)]


def test_the_national_form_counts_in_ten_thousands(national):
    header = header_of(national)
    assert texts(money_of(national).rows[0]) == [
        "年度资金总额",
        "1,318.0638",
        "1,166.602085",
        "88.51%",
    ]
    assert header["上年预算数（万元）："] == "897.175"
    assert header["绩效等级："] == "优"
    row = form_of(national).groups[1].rows[0]
    assert texts(row) == ["维修维护完成率", "≥95%", "94%", "50", "49.47", ""]


def test_the_money_is_listed_by_source_in_the_unit_of_the_profile(national):
    funds = [
        {"name": "当年财政拨款", "budget": "10000000", "executed": "9000000"},
        {"name": "其他资金", "budget": "3180638", "executed": None},
    ]
    money = money_of(national.model_validate({**national.model_dump(), "funds": funds}))
    assert money.label == "项目资金（万元）"
    assert money.headings == ("", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）")
    assert [texts(row) for row in money.rows[1:]] == [
        ["其中：当年财政拨款", "1,000.00", "900.00", "90.00%"],
        ["其他资金", "318.0638", "", ""],
    ]
    assert [cell.field for cell in money.rows[1]] == [
        "",
        "funds[0].budget",
        "funds[0].executed",
        "funds[0].execution_rate",
    ]


def test_goal_and_what_became_of_it_stand_side_by_side_in_the_national_form(national):
    (sides,) = (b for b in form_of(national).header if isinstance(b, Sides))
    assert sides.label == "年度总体目标"
    assert [entry.label for entry in sides.entries] == ["预期目标", "实际完成情况"]
    assert [entry.value.text for entry in sides.entries] == [national.goal, national.achievements]


def test_only_the_national_form_prints_its_year(realistic, national):
    assert (form_of(realistic).subtitle, form_of(national).subtitle) == ("", "（2019年度）")
    unknown = national.model_copy(update={"year": None})
    assert (form_of(unknown).subtitle, form_of(unknown).year) == ("", "")


def test_a_target_in_words_does_not_get_a_unit(build):
    row = {"category": "产出指标", "name": "甲", "target": "健全", "measure_unit": "项"}
    form = form_of(build(row, profile="national2020"))
    assert form.groups[0].rows[0][1].text == "健全"


def test_notes_are_numbered(realistic):
    notes = form_of(realistic).notes
    assert [note[:5] for note in notes] == ["说明：1、", "2、绩效等", "3、产出目"]


def test_dirty_texts_are_cleaned(build, dirty_texts):
    for dirty, clean in dirty_texts.items():
        evaluation = build({"category": "产出目标"}).model_copy(update={"problems": f"{dirty}\n\n"})
        assert header_of(evaluation)["主要问题："] == clean


def test_names_for_document_properties_stay_on_one_line(build):
    form = form_of(build(name="甲\n乙\t丙", unit=" 丁 \n"))
    assert (form.name, form.unit) == ("甲 乙 丙", "丁")
