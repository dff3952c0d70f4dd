"""What a report counts: money, scores, losses, years, and what is to be looked at first."""

from decimal import Decimal

import pytest

from perftui.writers.report.distribution import rate_bins, score_bins
from perftui.writers.report.forms import Unread
from perftui.writers.report.notes import notes_on, title_of
from perftui.writers.report.overview import Overview, overview_of
from tests.writers.reported import LATE, RATE, REASON, form, many, row


def overview(*forms, **more) -> Overview:
    return overview_of(forms, **more)


def test_money_is_added_up_and_the_rate_is_of_forms_that_have_both_amounts():
    money = overview(
        form(budget="100.10", executed="90.09"),
        form(budget="100.10", executed="100.10"),
        form(budget="1000", executed=None),
    ).money
    assert (money.budget, money.executed, money.lacking) == (
        Decimal("1200.20"),
        Decimal("190.19"),
        1,
    )
    assert money.rate == Decimal("95")


def test_a_budget_of_nothing_has_no_rate():
    assert overview(form(budget="0", executed="0")).money.rate is None


def test_scores_are_those_of_forms_that_are_wholly_scored():
    scores = overview(form("90"), form("95"), form("97"), form("12", is_scored=False)).scores
    assert (scores.count, scores.average, scores.median) == (3, Decimal(94), Decimal(95))
    assert (scores.lowest, scores.highest) == (90, 97)


def test_no_form_is_counted_as_nothing():
    nothing = overview()
    assert (nothing.scores.average, nothing.money.rate, nothing.attention) == (None, None, ())


def test_grades_are_counted_by_kind_of_form():
    grades = overview(
        form("94"), form("75"), form("80", profile="national2020"), form("10", is_scored=False)
    ).grades
    assert [(g.kind.id, g.label, g.count) for g in grades if g.count] == [
        ("sh2019", "优秀", 1),
        ("sh2019", "良好", 1),
        ("sh2019", "未评完", 1),
        ("national2020", "良", 1),
    ]


def test_an_indicator_is_the_same_in_all_forms_whatever_blanks_its_name_has():
    first, second = overview(
        form(rows=(row("完成率", "2"), row("及时率", "0"))),
        form(rows=(row("完成 率", "1"), row("及时率", "0.5"), row("满意度", "0"))),
        form(rows=(row("完成率", "0"),)),
    ).losses
    assert (first.name, first.lost, first.losing, first.forms) == ("完成率", 3, 2, 3)
    assert (second.name, second.share) == ("及时率", Decimal("2.5"))


def test_categories_stand_in_the_order_of_the_form():
    given = form(rows=(row("知晓率", "3", category="效果目标"), row("完成率", "1")))
    ((_, categories),) = overview(given).categories
    assert [(one.name, one.lost) for one in categories] == [("产出目标", 1), ("效果目标", 3)]


def test_rules_and_topics_are_ranked_by_forms():
    counted = overview(
        form(findings=(REASON, REASON, RATE), topics=(LATE,)), form(findings=(RATE,))
    )
    assert [(rule.code, len(rule.forms)) for rule in counted.rules] == [("PT052", 2), ("PT013", 1)]
    assert counted.tally.counts == {"error": 2, "warning": 2}
    assert [(one.topic.id, one.forms) for one in counted.topics] == [("P02", 1)]


@pytest.mark.parametrize(
    ("order", "names"),
    [("unit", "丙乙甲"), ("score", "丙甲乙"), ("errors", "甲丙乙"), ("given", "甲乙丙")],
)
def test_forms_are_listed_in_the_order_asked_for(order, names):
    forms = (
        form("92", name="甲", unit="二处", findings=(RATE,)),
        form("95", name="乙", unit="一处"),
        form("90", name="丙", unit="一处"),
    )
    assert "".join(one.name for one in overview(*forms, order=order).forms) == names


def test_a_project_is_followed_over_its_years():
    (course,) = overview(
        form("96", year=2021, budget="1500000", rows=(row("完成率", "0"), row("满意度", "2"))),
        form("94", year=2019, rows=(row("完成率", "1"),)),
        form("90", year=2020, executed="800000", rows=(row("完成率", "3"),)),
        form("88", year=2020, project=1),
    ).courses
    assert course.years == (2019, 2020, 2021)
    assert (course.score_change, course.budget_growth) == (2, 50)
    assert [
        (one.year_after, one.indicator, one.before, one.after, one.what) for one in course.changes
    ] == [
        (2021, "完成率", 3, 0, "不再扣分"),
        (2021, "满意度", None, 2, "新列指标扣分"),
        (2020, "完成率", 1, 3, "扣得更多"),
    ]


def test_an_unfinished_form_is_compared_in_money_but_not_in_points():
    (course,) = overview(
        form("94", rows=(row("完成率", "1"),)), form("60", year=2020, is_scored=False)
    ).courses
    assert (course.score_change, course.rate_change, course.changes) == (None, 0, ())


def test_each_year_has_its_totals_and_forms_without_a_year_come_last():
    totals = overview(
        form("90", year=2020), form("80", year=None), form("94"), form("96", findings=(RATE,))
    ).year_totals
    assert [(t.year, t.forms, t.scores.average, t.errors) for t in totals] == [
        (2019, 2, 95, 1),
        (2020, 1, 90, 0),
        (None, 1, 80, 0),
    ]


def test_what_is_gravest_is_to_be_looked_at_first_and_the_rest_not_at_all():
    found = overview(
        form("95", name="好"),
        form("95", name="错", findings=(RATE, RATE)),
        form("55", name="差", executed="500000"),
        form("70", name="没评完", is_scored=False, project=2),
        form("95", name="超支", executed="1000001"),
        form("95", name="降前", year=2018, project=1),
        form("88", name="降后", project=1),
    ).attention
    assert {one.form.name: one.reasons for one in found} == {
        "差": ("总分 55，不合格", "执行率只有 50.00%"),
        "没评完": ("还没有评完",),
        "错": ("2 处错误",),
        "降后": ("总分比 2018 年低 7 分",),
        "超支": ("执行数超出预算，执行率 100.00%",),
    }
    assert found[0].form.name == "差"


def test_what_the_figures_leave_out_or_count_twice_is_told():
    counted = overview(
        form(),
        form(file="大厦.pdf"),
        form(year=None, budget=None, is_scored=False, project=1),
        unread=[Unread("坏.docx", "打不开。")],
    )
    told = "".join(notes_on(counted))
    for part in ("1 份还没有评完", "1 份缺预算数或执行数", "人才大厦管理维护专项（2019，2 份）"):
        assert part in told
    assert "1 份看不出年度" in told and "1 个文件没有读成" in told
    assert notes_on(overview(form())) == ()


def test_the_title_names_unit_and_years_where_they_are_known():
    assert title_of(overview(form())) == "上海市人才服务中心2019年度项目绩效自评汇总"
    assert title_of(many(8, 2019, 2021)) == "2019至2021年度项目绩效自评汇总"
    assert title_of(overview()) == "项目绩效自评汇总"


def test_texts_are_cleaned_and_a_form_without_a_name_is_told_as_such():
    (first, second) = overview(form(name="甲\x07\n乙\u202e"), form(name=" "), order="given").forms
    assert (first.name, second.name) == ("甲 乙", "（未命名）")


@pytest.mark.parametrize(
    ("scores", "labels"),
    [
        (["98", "100"], ["98–99", "99–100"]),
        (["89.9", "95"], ["89–90", *[f"{n}–{n + 1}" for n in range(90, 100)]]),
        (["75"], [f"{75 + 2.5 * n:g}–{77.5 + 2.5 * n:g}" for n in range(10)]),
        (["100"], ["99–100"]),
        ([], []),
    ],
)
def test_scores_are_spread_over_bins_as_narrow_as_they_allow(scores, labels):
    bins = score_bins(map(Decimal, scores))
    assert [one.label for one in bins] == labels
    assert sum(one.count for one in bins) == len(scores)


def test_the_spread_takes_in_scores_that_cannot_be():
    assert sum(one.count for one in score_bins([Decimal(-5), Decimal(130)])) == 2


def test_a_rate_of_all_is_not_beyond_all():
    bins = rate_bins(map(Decimal, ["12", "89.99", "90", "100", "100.01"]))
    assert [(one.label, one.count) for one in bins if one.count] == [
        ("<60", 1),
        ("80–90", 1),
        ("90–95", 1),
        ("95–100", 1),
        (">100", 1),
    ]
