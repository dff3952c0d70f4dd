"""Totals, rates and grades of a form, and the profiles they follow."""

from decimal import Decimal

import pytest

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import Profile, load_profile, profile_ids
from perftui.evaluation.values import round_half_up
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load

BANDS = {
    "sh2019": [
        ("优秀", "90", "100"),
        ("良好", "75", "90"),
        ("合格", "60", "75"),
        ("不合格", "0", "60"),
    ],
    "national2020": [
        ("优", "90", "100"),
        ("良", "80", "90"),
        ("中", "60", "80"),
        ("差", "0", "60"),
    ],
}
# domain.md 6.1 and 6.3: total score and rate rounded to cents, by the part of the name.
SEEDS = {
    "长三角": ("94", "95.33"),
    "高峰人才": ("96", "94.99"),
    "高校毕业生": ("92", "99.88"),
    "公共服务专项经费": ("93", "94.66"),
    "科创人才": ("94", "97.40"),
    "人才大厦": ("94", "88.51"),
    "一体化建设": ("93", "93.97"),
    "流动人才党员": ("99", "99.49"),
    "外国人": ("99", "99.88"),
}


def form_of(*rows: tuple[str | None, str | None], category: str = "产出目标") -> Evaluation:
    indicators = tuple(Indicator(category=category, weight=w, score=s) for w, s in rows)
    return Evaluation(indicators=indicators)


@pytest.mark.parametrize("profile_id", BANDS)
def test_each_bound_belongs_to_the_better_grade(profile_id: str) -> None:
    profile = load_profile(profile_id)
    for label, low, high in BANDS[profile_id]:
        assert profile.grade_of(Decimal(low)) == label
        assert profile.grade_of(Decimal(high) - Decimal("0.01")) == label
    assert profile.grade_of(Decimal(100)) == BANDS[profile_id][0][0]
    assert profile.grade_of(Decimal(-1)) == BANDS[profile_id][-1][0]


@pytest.mark.parametrize(
    ("profile_id", "text", "label"),
    [
        ("sh2019", "优", "优秀"),
        ("sh2019", "A", "优秀"),
        ("sh2019", "中", "合格"),
        ("national2020", "优秀", "优"),
        ("national2020", "合格", "中"),
        ("national2020", "不错", None),
    ],
)
def test_a_grade_spelt_otherwise_is_the_profiles_own(
    profile_id: str, text: str, label: str | None
) -> None:
    assert load_profile(profile_id).grade_named(text) == label


def test_a_form_has_a_grade_when_every_row_is_scored() -> None:
    profile = load_profile("sh2019")
    assert totals.grade(form_of(("60", "50"), ("40", "25")), profile) == "良好"
    assert totals.grade(form_of(("60", "50"), ("40", None)), profile) is None
    assert totals.grade(form_of(("60", "50"), ("40", "满分")), profile) is None
    assert totals.grade(Evaluation(), profile) is None


def test_sums_leave_out_what_is_blank_or_unreadable() -> None:
    form = form_of(("2.5", "2.5"), ("7.5", "约7"), (None, "1"))
    assert totals.total_weight(form) == 10
    assert totals.total_score(form) == Decimal("3.5")


def test_subtotals_follow_the_order_of_the_profile() -> None:
    profile = load_profile("sh2019")
    form = form_of(("20", "18"), ("14", "14"))
    found = totals.subtotals(form, profile)
    assert [(s.category, s.due) for s in found] == [
        ("投入与管理", 36),
        ("产出目标", 34),
        ("效果目标", 15),
        ("影响力目标", 15),
    ]
    assert (found[1].weight, found[1].score) == (34, 32)
    assert found[0].weight == 0


def test_rates_and_growth_need_two_numbers_and_a_whole_above_zero() -> None:
    form = Evaluation(budget="200", executed="150", last_year_budget="160")
    assert totals.execution_rate(form) == 75
    assert totals.budget_growth(form) == 25
    assert totals.unspent(form) == 50
    for changes in ({"budget": "0"}, {"budget": None}, {"budget": "约200"}):
        other = Evaluation(executed="150", last_year_budget="0", **changes)
        assert totals.execution_rate(other) is None
        assert totals.budget_growth(other) is None
    assert totals.unspent(Evaluation(budget="约200", executed="150")) is None


@pytest.mark.parametrize("name", SEEDS)
def test_the_nine_forms_add_up_as_the_domain_page_says(name: str) -> None:
    (file,) = sample_projects().glob(f"2019-*{name}*.perf.json")
    form = load(file)
    profile = load_profile(form.profile)
    score, rate = SEEDS[name]
    exact = totals.execution_rate(form)
    assert totals.total_score(form) == Decimal(score)
    assert exact is not None
    assert str(round_half_up(exact)) == rate
    assert [s.weight for s in totals.subtotals(form, profile)] == [36, 34, 15, 15]
    assert totals.grade(form, profile) == "优秀"


def test_the_shipped_profiles_are_these_two() -> None:
    assert profile_ids() == ("national2020", "sh2019")


@pytest.mark.parametrize("profile_id", profile_ids())
def test_a_profile_is_whole(profile_id: str) -> None:
    profile = load_profile(profile_id)
    assert sum(category.points for category in profile.categories) == 100
    assert {row.category for row in profile.fixed_indicators} <= {
        category.name for category in profile.categories
    }
    assert all(field in profile.labels for field in profile.header_fields)
    assert set(profile.required) <= profile.labels.keys()
    assert {column.field for column in profile.columns} <= Indicator.model_fields.keys()
    assert profile.execution_indicator in {row.name for row in profile.fixed_indicators}


def test_an_unknown_profile_is_told_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"bj2020.*national2020、sh2019"):
        load_profile("bj2020")


def test_a_category_has_the_points_of_its_profile() -> None:
    profile: Profile = load_profile("national2020")
    assert profile.points_of("产出指标") == 50
    assert profile.points_of("产出目标") is None
    assert profile.label("budget") == "全年预算数（万元）"
    assert profile.title == "项目支出绩效自评表"
