"""PT011, PT012, PT039, PT042 and PT049: which rows stand in the table, and what they measure."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.rules.checking import check

CODES = ("PT011", "PT012", "PT039", "PT042", "PT049")
SAMPLES = Path(__file__).parents[2] / "sample_projects"
REAL = sorted(SAMPLES.glob("2019-*.perf.json"))
MANAGEMENT, OUTPUT, EFFECT, IMPACT = "投入与管理", "产出目标", "效果目标", "影响力目标"


def _form(*rows: dict[str, object], profile: str = "sh2019") -> Evaluation:
    usual = {"category": OUTPUT, "weight": "5", "score": "5"}
    return Evaluation.model_validate({"profile": profile, "indicators": [usual | r for r in rows]})


def _sample(name: str) -> Evaluation:
    return Evaluation.model_validate_json((SAMPLES / f"2019-{name}.perf.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("招聘会完成率", "招聘会完成率"),
        ("招聘会完成率", "招聘会 完成率"),
        ("招聘会完成率", "招聘会的完成率"),
        ("招聘会完成率", "招聘会计划完成率"),
        ("招聘会场次", "举办招聘会场次"),
        ("培训、讲座参与率", "讲座和培训参与率"),
        ("政策知晓率", "相关政策知晓度（%）"),
        ("受益群众满意度", "受益群众满意率（≥90%）"),
        ("党建（社会化）工作完成率", "党建“社会化”工作完成率"),
        ("HR经理人评选完成率", "ＨＲ经理人评选完成率"),
        ("设备维护完成及时率", "设备维护及时性"),
        ("投诉率", "投诉发生率"),
        ("长三角地区人才论坛参与率", "长三角人才论坛参与率"),
    ],
)
@pytest.mark.parametrize("category", [OUTPUT, EFFECT])
def test_the_same_indicator_twice_is_found(only, one: str, other: str, category: str) -> None:
    finding = only(
        _form({"name": one}, {"name": "装修面积"}, {"name": other, "category": category})
    )
    assert (finding.code, finding.level, finding.field) == (
        "PT011",
        "warning",
        "indicators[2].name",
    )
    assert [e.field for e in finding.evidence] == ["indicators[0].name", "indicators[2].name"]
    assert f"「{category}」" in finding.message and "".join(other.split()) in finding.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("设备维护合格率", "设备维护及时率"),
        ("宣传资料发放完成率", "宣传资料印刷完成率"),
        ("工作人员满意度", "群众满意度"),
        ("线上招聘会完成率", "线下招聘会完成率"),
        ("高校毕业生创业培训班完成率", "高校毕业生就业培训班完成率"),
        ("一期装修工程验收合格率", "二期装修工程验收合格率"),
        ("培训开展及时率", "培训完成及时率"),
        ("长三角地区流动人员党员管理工作完成率", "长三角地区流动人员党员党建工作完成率"),
        ("党员满意度", "非党员满意度"),
        ("培训人次", "培训场次"),
    ],
)
def test_a_different_subject_or_measure_is_another_indicator(found, one: str, other: str) -> None:
    assert found(_form({"name": one}, {"name": other})) == []


def test_three_of_the_same_are_one_finding_and_rows_without_a_name_none(only, found) -> None:
    finding = only(_form(*[{"name": "招聘会完成率"}] * 3))
    assert finding.message == "「招聘会完成率」设了3行，都在「产出目标」下，重复计分。"
    assert found(_form({"name": ""}, {"name": " "})) == []


def test_how_alike_names_must_be_is_a_threshold(profile) -> None:
    exact = profile.thresholds.model_copy(update={"same_name": 100})
    strict = profile.model_copy(update={"thresholds": exact})
    form = _form({"name": "招聘会完成率"}, {"name": "招聘会的完成率"})
    assert check(form, strict, select=["PT011"]) == ()
    assert len(check(form, profile, select=["PT011"])) == 1


def test_a_row_of_weight_nought_wants_a_remark(only) -> None:
    retired = {"name": "终端设备维护及时率", "weight": "0", "score": "0"}
    bare = only(_form({"name": "招聘会完成率"}, retired | {"remark": "无"}))
    assert (bare.code, bare.level, bare.field) == ("PT012", "warning", "indicators[1].remark")
    remarked = only(_form({"name": "招聘会完成率"}, retired | {"remark": "设备自2018年起已转交"}))
    assert (remarked.code, remarked.level) == ("PT012", "hint")
    assert "下年度" in remarked.hint


@pytest.mark.parametrize(
    ("category", "name"),
    [
        (OUTPUT, "设备采购"),
        (OUTPUT, "年度总结"),
        (OUTPUT, "大数据平台"),
        (OUTPUT, "标准化资料印制"),
        (OUTPUT, "提升服务能力"),
        (EFFECT, "招聘大厅电子屏维护"),
        (IMPACT, "人才服务"),
        (EFFECT, "后勤服务保障"),
        (EFFECT, "会务保障服务"),
        (EFFECT, "会议服务保障工作"),
    ],
)
def test_a_name_that_measures_nothing_is_hinted_at(only, category: str, name: str) -> None:
    finding = only(_form({"name": name, "category": category}))
    assert (finding.code, finding.level, finding.field) == ("PT039", "hint", "indicators[0].name")
    assert f"「{name}」" in finding.message


@pytest.mark.parametrize(
    "row",
    [
        {"name": "微信推送篇数"},
        {"name": "服务高校毕业生人次"},
        {"name": "公共服务大厅装修完成情况"},
        {"name": "宣传渠道的多元性"},
        {"name": "居住舒适度（样本200份）"},
        {"name": "培训课时"},
        {"name": "编制规划", "target": "≥1本"},
        {"name": "党建报刊发放", "explanation": "实际发放数占计划发放数的比例"},
        {"name": "人才大厦日常运作", "category": EFFECT},
        {"name": "业务人员业务能力提升", "category": EFFECT},
        {"name": "保障居民用水安全", "category": EFFECT},
        {"name": "提升会议服务保障", "category": EFFECT},
        {"name": "节能减排", "category": EFFECT, "target": "达成", "actual": "达成"},
        {"name": "垃圾分类", "category": EFFECT, "direction": "定性"},
        {"name": "突发事件处理机制", "category": IMPACT},
        {"name": "项目设立的规范性", "category": MANAGEMENT},
    ],
)
def test_a_name_that_can_be_measured_or_judged_is_right(found, row: dict[str, object]) -> None:
    assert found(_form(row)) == []


def test_an_effect_in_per_cent_wants_a_formula(only, found) -> None:
    image = {"name": "城市形象提升", "category": EFFECT, "target": "≥95%"}
    finding = only(_form(image))
    assert (finding.code, finding.field) == ("PT039", "indicators[0].target")
    assert found(_form(image | {"explanation": "认为有提升的受访者占全部受访者的比例"})) == []
    assert found(_form(image | {"name": "市民知晓率"})) == []


@pytest.mark.parametrize(
    "name",
    ["资金支付率", "项目资金支付进度", "预算支出完成率", "支出进度", "项目资金", "专项经费执行率"],
)
def test_money_spent_is_no_output(only, name: str) -> None:
    finding = only(_form({"name": "预算执行率", "category": MANAGEMENT}, {"name": name}))
    assert (finding.code, finding.level, finding.field) == (
        "PT042",
        "warning",
        "indicators[1].name",
    )
    assert f"「{name}」说的是资金支出，不是「产出目标」下的工作" in finding.message


@pytest.mark.parametrize(
    "row",
    [
        {"name": "补贴资金支付率"},
        {"name": "资金拨付及时率"},
        {"name": "合同执行率"},
        {"name": "政策执行率"},
        {"name": "预算绩效目标完成率"},
        {"name": "资金到位率", "category": MANAGEMENT},
    ],
)
def test_other_rows_about_money_are_right(found, row: dict[str, object]) -> None:
    assert found(_form({"name": "预算执行率", "category": MANAGEMENT}, row)) == []


def test_a_second_execution_rate_among_the_outputs_is_found(found) -> None:
    execution = {"name": "预算执行率", "category": MANAGEMENT}
    twice = [("PT011", "indicators[1].name"), ("PT042", "indicators[1].name")]
    assert found(_form(execution, execution | {"category": OUTPUT})) == twice


def test_the_national_execution_rate_is_at_home_in_its_own_category(found) -> None:
    row = {"name": "预算执行率", "category": "预算执行率", "weight": "10", "score": "9"}
    assert found(_form(row, profile="national2020")) == []
    work = {"name": "资金支付率", "category": "产出指标"}
    assert found(_form(row, work, profile="national2020")) == [("PT042", "indicators[1].name")]


@pytest.mark.parametrize(
    ("name", "target", "direction", "fires"),
    [
        ("培训成本", "≥5万元", None, True),
        ("单位面积造价", "不低于3000元", None, True),
        ("项目支出", "100万元以上", None, True),
        ("培训成本", "5万元", "正向", True),
        ("培训成本", "≤5万元", None, False),
        ("培训成本", "不超过5万元", "反向", False),
        ("成本节约率", "≥5%", None, False),
        ("招聘会场次", "≥10场", None, False),
    ],
)
def test_a_cost_has_an_upper_bound(found, name, target, direction, fires: bool) -> None:
    form = _form({"name": name, "target": target, "actual": "1", "direction": direction})
    assert found(form) == [("PT042", "indicators[0].target")] * fires


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"name": "验收合格率", "target": "100%", "actual": "105%"}, "actual"),
        ({"name": "验收合格率", "target": "≥120%", "actual": "98%"}, "target"),
        ({"name": "群众满意度", "target": "≥95％", "actual": "101.5％"}, "actual"),
        ({"name": "资料归档率", "target": "95", "actual": "103", "measure_unit": "%"}, "actual"),
    ],
)
def test_no_part_is_more_than_the_whole(only, row: dict[str, object], column: str) -> None:
    finding = only(_form(row))
    assert (finding.code, finding.field) == ("PT042", f"indicators[0].{column}")
    assert "超过了100%" in finding.message


@pytest.mark.parametrize(
    "row",
    [
        {"name": "验收合格率", "target": "≥95%", "actual": "100%"},
        {"name": "就业人数增长率", "target": "≥110%", "actual": "120%"},
        {"name": "招聘会完成率", "target": "100%", "actual": "120%"},
        {"name": "招聘会场次", "target": "100场", "actual": "120场"},
    ],
)
def test_rates_that_may_exceed_the_whole_are_right(found, row: dict[str, object]) -> None:
    assert found(_form(row)) == []


@pytest.mark.parametrize(("weight", "fires"), [("14.5", False), ("15", True), ("34", True)])
def test_a_row_as_heavy_as_a_category_is_hinted_at(found, weight: str, fires: bool) -> None:
    form = _form({"name": "长效管理机制", "category": IMPACT, "weight": weight})
    assert found(form) == [("PT049", "indicators[0].weight")] * fires


def test_a_row_that_the_profile_gives_may_be_heavy(found, profile) -> None:
    execution = {"name": "预算执行率", "category": "预算执行率", "weight": "20"}
    assert found(_form(execution, profile="national2020")) == []
    own = {"name": "招聘会场次", "category": "产出指标", "weight": "50"}
    assert found(_form(own, profile="national2020")) == [("PT049", "indicators[0].weight")]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_no_real_form_has_an_indicator_twice_or_out_of_place(path: Path) -> None:
    form = Evaluation.model_validate_json(path.read_text("utf-8"))
    assert check(form, select=["PT011", "PT042"]) == ()


def test_what_the_real_forms_are_hinted_at() -> None:
    findings = {
        name: [(f.code, f.level.value, f.field) for f in check(_sample(name), select=CODES)]
        for name in (path.name[5:].removesuffix(".perf.json") for path in REAL)
    }
    assert {name: found for name, found in findings.items() if found} == {
        "高峰人才及其团队服务专项": [("PT049", "hint", "indicators[27].weight")],
        "高校毕业生就业服务专项": [
            ("PT012", "hint", "indicators[10].weight"),
            ("PT039", "hint", "indicators[19].name"),
            ("PT049", "hint", "indicators[23].weight"),
        ],
        "公共服务专项经费": [("PT049", "hint", "indicators[28].weight")],
        "科创人才公共服务专项": [("PT049", "hint", "indicators[35].weight")],
        "人才发展服务平台一体化建设专项": [("PT049", "hint", "indicators[19].weight")],
        "上海市流动人才党员服务管理专项": [
            ("PT039", "hint", "indicators[9].name"),
            ("PT049", "hint", "indicators[25].weight"),
        ],
    }


def test_the_four_retired_rows_of_a_real_form_are_one_finding() -> None:
    (finding,) = check(_sample("高校毕业生就业服务专项"), select=["PT012"])
    places = [10, 11, 12, 19]
    assert [e.field for e in finding.evidence] == [f"indicators[{p}].weight" for p in places]


def test_a_real_row_repeated_under_another_category_is_found() -> None:
    form = _sample("科创人才公共服务专项")
    again = form.indicators[6].model_copy(update={"category": EFFECT, "name": "招聘会的完成率"})
    form = form.model_copy(update={"indicators": (*form.indicators, again)})
    (finding,) = check(form, select=["PT011"])
    assert finding.field == "indicators[36].name"
    assert load_profile(form.profile).id == "sh2019"
