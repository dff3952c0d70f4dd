"""Fields by path: what is there, what they hold, show and are called."""

from decimal import Decimal

import pytest

from perftui.evaluation import fields
from perftui.evaluation.fields import FieldError, Path, parse_path
from perftui.evaluation.model import Direction, Evaluation, Indicator
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import FormDate, Unread


@pytest.fixture(scope="module")
def shanghai() -> Profile:
    return load_profile("sh2019")


@pytest.fixture(scope="module")
def national() -> Profile:
    return load_profile("national2020")


@pytest.fixture
def form() -> Evaluation:
    rows = (
        Indicator(category="投入与管理", name="预算执行率", weight=Decimal(8), score=Decimal(7)),
        Indicator(category="产出目标"),
    )
    return Evaluation(
        name="人才大厦管理维护专项", budget=Decimal("13180638.00"), problems="甲", indicators=rows
    )


@pytest.mark.parametrize(
    ("path", "parsed"),
    [
        ("budget", Path("budget")),
        ("problems[2]", Path("problems", 2)),
        ("indicators[7].score", Path("indicators", 7, "score")),
        ("last_year_budget", Path("last_year_budget")),
    ],
)
def test_a_path_has_a_field_an_index_and_a_field_of_the_row(path: str, parsed: Path) -> None:
    assert parse_path(path) == parsed


@pytest.mark.parametrize(
    "path",
    [
        "",
        "Budget",
        "预算",
        "problems[]",
        "problems[-1]",
        "problems[x]",
        "a.b.c",
        "a[1][2]",
        " budget",
    ],
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(FieldError, match="不是栏目的写法"):
        parse_path(path)


@pytest.mark.parametrize(
    "path",
    [
        *("nothing", "indicators[2].score", "indicators[0].nothing", "indicators[99]", "score"),
        *("budget.score", "budget[0]", "indicators.score", "problems[0].score", "goal[1]"),
        "indicators[999999999999].score",
    ],
)
def test_a_path_this_form_does_not_have_is_refused(form: Evaluation, path: str) -> None:
    with pytest.raises(FieldError):
        fields.get(form, path)
    with pytest.raises(FieldError):
        fields.replace(form, path, "甲")


def test_get_returns_values_cells_rows_and_whole_narratives(form: Evaluation) -> None:
    assert fields.get(form, "budget") == Decimal("13180638.00")
    assert fields.get(form, "indicators[0].score") == 7
    assert fields.get(form, "indicators[1]") is form.indicators[1]
    assert fields.get(form, "problems[4]") == "甲"


def test_replace_changes_one_value_and_leaves_the_form_it_was_given(form: Evaluation) -> None:
    changed = fields.replace(form, fields.cell(1, "weight"), Decimal("2.5"))
    assert changed.indicators[1].weight == Decimal("2.5")
    assert changed.indicators[0] is form.indicators[0]
    assert form.indicators[1].weight is None
    assert fields.replace(changed, "indicators[1].weight", None) == form


def test_what_was_typed_is_read_by_the_kind_of_the_field(shanghai: Profile) -> None:
    typed = {
        "budget": ("124.55万", Decimal("1245500.00")),
        "recurring": ("√", True),
        "date": ("2020年4月20日", FormDate(2020, 4, 20)),
        "year": ("2019年度", 2019),
        "indicators[0].score": ("2.5分", Decimal("2.5")),
        "indicators[0].direction": ("反向", Direction.NEGATIVE),
        "indicators[0].target": ("≥95%", "≥95%"),
        "indicators[0].actual": ("", None),
        "problems": ("1、甲\r\n2、乙\x1b[31m", "1、甲\n2、乙"),
        "name": ("2019", "2019"),
    }
    for path, (text, value) in typed.items():
        assert fields.read(path, text, shanghai) == value


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        *(("budget", "约百万"), ("date", "20-4-20"), ("recurring", "也许"), ("year", "19")),
        *(("indicators[0].score", "满分"), ("indicators[0].direction", "斜向")),
        ("executed", "1" * 40),
    ],
)
def test_what_cannot_be_read_is_shown_as_it_was_typed(
    form: Evaluation, shanghai: Profile, path: str, typed: str
) -> None:
    value = fields.read(path, typed, shanghai)
    assert isinstance(value, Unread)
    assert fields.show(fields.replace(form, path, value), path, shanghai) == typed


@pytest.mark.parametrize("path", ["format", "profile", "indicators", "indicators[0]", "stated"])
def test_what_no_one_types_is_not_read_from_a_text(shanghai: Profile, path: str) -> None:
    with pytest.raises(FieldError):
        fields.read(path, "甲", shanghai)


def test_money_is_shown_in_the_unit_of_the_form(
    form: Evaluation, shanghai: Profile, national: Profile
) -> None:
    assert fields.show(form, "budget", shanghai) == "13,180,638.00"
    assert fields.show(form, "budget", national) == "1,318.0638"
    assert fields.read("budget", "1,318.0638", national) == form.budget
    assert fields.show(form, "executed", shanghai) == ""


@pytest.mark.parametrize(
    ("label", "direction"), [("正", "positive"), ("等于", "equal"), ("", None)]
)
def test_a_direction_is_read_by_label_or_first_character(
    shanghai: Profile, label: str, direction: str | None
) -> None:
    assert fields.read("indicators[0].direction", label, shanghai) == direction


def test_a_field_is_called_what_people_call_it(
    form: Evaluation, shanghai: Profile, national: Profile
) -> None:
    names = {
        "unit": "预算单位",
        "budget": "当年预算数",
        "problems": "主要问题",
        "problems[1]": "主要问题第2点",
        "indicators": "指标表",
        "indicators[0].score": "「预算执行率」的自评分",
        "indicators[1].score": "第2行的自评分",
        "indicators[0]": "「预算执行率」",
        "year": "年度",
    }
    assert {path: fields.name_of(form, path, shanghai) for path in names} == names
    assert fields.name_of(form, "executed", national) == "全年执行数"
    assert fields.name_of(form, "indicators[0].score", national) == "「预算执行率」的得分"
