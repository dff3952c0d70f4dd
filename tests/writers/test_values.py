"""What a unit's templates may print: by the names people know, cleaned texts only."""

from perftui.evaluation.profile import load_profile
from perftui.writers.values import values_of


def values(evaluation, **more):
    return values_of(evaluation, load_profile(evaluation.profile), **more)


def test_fields_go_by_their_usual_names_and_those_of_the_profile(realistic, national):
    single = values(realistic).single
    assert single["项目名称"] == "人才大厦管理维护专项"
    assert single["当年预算数"] == single["本年预算数"] == "13,180,638.00"
    assert single["预算执行率"] == "88.51%"
    assert (single["绩效等级"], single["自评分合计"], single["权重合计"]) == ("优秀", "94.5", "100")
    assert values(national).single["全年预算数"] == "1,318.0638"


def test_rows_have_their_category_with_its_points(realistic):
    row = values(realistic).rows[0]
    assert (row["一级指标"], row["一级指标分值"]) == ("投入与管理", "36")
    assert row["指标名称"] == realistic.indicators[0].name


def test_sources_of_money_have_their_rate(build):
    fund = {"name": "当年财政拨款", "budget": "200", "executed": "150"}
    assert values(build(funds=[fund])).funds == (
        {
            "资金来源": "当年财政拨款",
            "全年预算数": "200.00",
            "全年执行数": "150.00",
            "执行率": "75.00%",
        },
    )


def test_a_draft_says_so(realistic):
    assert values(realistic).single["草稿"] == ""
    assert values(realistic, draft=True).single["草稿"] == "草稿"


def test_texts_are_cleaned(build, dirty_texts):
    for dirty, clean in dirty_texts.items():
        form = build({"category": "产出目标", "name": dirty}).model_copy(update={"goal": dirty})
        assert values(form).single["总目标"] == clean
        assert values(form).rows[0]["指标名称"] == clean
