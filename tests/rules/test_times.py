"""Promises already past, years of other forms, and the date of the self-evaluation itself."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check, examine
from perftui.rules.surroundings import Surroundings

CODES = ("PT029", "PT030", "PT031")
REAL = sorted((Path(__file__).parents[2] / "sample_projects").glob("2019-*.perf.json"))


def _codes(form: Evaluation, today: date | None = None) -> list[str]:
    return [f.code for f in check(form, select=CODES, beside=Surroundings(today=today))]


def _quotes(form: Evaluation, field: str) -> Iterator[str]:
    """Yield what the evidence of the one finding quotes of a text."""
    (finding,) = check(form, select=CODES)
    for evidence in finding.evidence:
        assert evidence.field == field
        yield getattr(form, field)[evidence.start : evidence.end]


def test_the_real_forms_deserve_two_findings() -> None:
    forms = [Evaluation.model_validate_json(path.read_text("utf-8")) for path in REAL]
    found = {form.name: [(f.code, f.field) for f in check(form, select=CODES)] for form in forms}
    assert {name: findings for name, findings in found.items() if findings} == {
        "人才大厦管理维护专项": [("PT029", "measures[0]")],
        "科创人才公共服务专项": [("PT030", "goal")],
    }


@pytest.mark.parametrize(
    ("measure", "quoted"),
    [
        ("在2020年第一季度会同中心工程监理抓紧验收2019年度未验收项目", "2020年第一季度"),
        ("由市场管理部在2020年3月底前补办1场招聘会。", "2020年3月底前"),
        ("2020年第一季度完成制度修订并印发。", "2020年第一季度"),
        ("建立台账，责任科室于二〇二〇年三月底前完成整改。", "二〇二〇年三月底前"),
        ("争取在2020/3/31前完成支付。", "2020/3/31前"),
        ("2020年1-3月组织补办培训2场。", "2020年1-3月"),
        ("2020年4月20日前完成清理。", "2020年4月20日前"),
        ("计划于2019年12月底前完成尾款支付。", "2019年12月底前"),
        ("2019年将进一步加强宣传力度。", "2019年"),
        ("2019年内完成系统上线。", "2019年内"),
        ("去年年底前完成验收。", "去年年底前"),
        ("根据审计意见，于2020年3月底前完成整改。", "2020年3月底前"),
        ("针对2019年招聘会未完成的问题，2020年3月底前补办。", "2020年3月底前"),
        ("2020年3月底前完成采购，2020年9月底前完成验收。", "2020年3月底前"),
        ("编制下一年度预算时附询价依据，2020年一季度完成对应表。", "2020年一季度"),
        ("3月底前完成全部验收工作。", "3月底前"),
        ("在第一季度会同监理完成验收。", "第一季度"),
    ],
)
def test_a_promise_for_a_time_already_past_is_found(plant, only, measure: str, quoted: str) -> None:
    form = plant({"measures": measure})
    finding = only(form)
    assert (finding.code, finding.level, finding.field) == ("PT029", "warning", "measures[0]")
    assert f"「{quoted}」" in finding.message and "2020-04-20" in finding.message
    assert list(_quotes(form, "measures")) == [quoted]


@pytest.mark.parametrize(
    "measure",
    [
        "由市场管理部在2020年6月底前补办1场招聘会。",
        "6月底前补办1场招聘会。",
        "今年底前完成验收。",
        "2020年第二季度完成验收。",
        "明年3月底前完成采购立项。",
        "下一年度2月前完成需求论证和采购立项。",
        "在2021年第一季度完成验收。",
        "每年3月底前完成采购立项。",
        "6月底、9月底分别核对进度，低于计划10个百分点的说明原因。",
        "年初编制分月用款计划，每季度末核对一次。",
        "下一季度首月复查落实情况。",
        "2021年启动二期建设，3月底前完成方案。",
        "从2020年第一季度起按月通报，2020年9月底前完成整改。",
        "自2020年1月起执行新制度。",
        "2020年3月已印发管理办法，后续抓好落实。",
        "已于2020年3月底前完成验收，今后加强管理。",
        "2020年3月完成了验收，资料已归档。",
        "未能在2020年第一季度完成的，由责任科室说明原因。",
        "针对2019年下半年预算集中的问题，合理安排支出进度。",
        "吸取2019年第四季度支付集中的教训，提前谋划。",
        "按照2019年12月印发的管理办法执行。",
        "将2019年12月未支付的尾款按合同约定支付。",
        "结合2019年度绩效自评结果，调整2020年指标。",
        "做好2019年度未验收项目的验收工作。",
        "三个月内完成全部整改。",
    ],
)
def test_a_promise_to_come_and_what_is_none_are_left_alone(plant, found, measure: str) -> None:
    assert found(plant({"measures": measure})) == []


def test_several_past_promises_are_one_finding(plant, only) -> None:
    text = "1、2020年2月底前完成采购。\n2、加强宣传。\n3、2020年第一季度完成验收。"
    form = plant({"measures": text})
    assert only(form).message.startswith("改进措施承诺的时限「2020年2月底前」、「2020年第一季度」")
    assert list(_quotes(form, "measures")) == ["2020年2月底前", "2020年第一季度"]


def test_a_promise_without_a_year_is_told_to_say_it(plant, only) -> None:
    finding = only(plant({"measures": "3月底前完成验收。"}))
    assert "没有写年份" in finding.message and "年份" in finding.hint


@pytest.mark.parametrize(
    ("day", "measure", "fires"),
    [
        ("2020-03-30", "2020年3月底前完成。", False),
        ("2020-03-31", "2020年3月底前完成。", True),
        ("2020-04", "2020年4月15日前完成。", False),
        ("2020-04", "2020年3月底前完成。", True),
        ("", "2019年12月底前完成。", True),
        ("", "2020年3月底前完成。", False),
        ("", "3月底前完成。", False),
    ],
)
def test_past_is_what_is_over_on_the_day_of_the_form(plant, day: str, measure: str, fires) -> None:
    assert _codes(plant({"date": day, "measures": measure})) == ["PT029"] * fires


def test_without_year_and_date_nothing_is_judged(plant) -> None:
    form = plant({"year": "", "date": "", "measures": "2009年3月底前完成。"})
    report = examine(form, select=CODES)
    assert report.findings == ()
    assert [unchecked.code for unchecked in report.unchecked] == list(CODES)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("2017年度举办招聘会12场。", "2017年度"),
        ("2017年度完成设备购置5台。", "2017年度"),
        ("2018年全年共举办招聘会12场，1100家单位参会。", "2018年全年"),
        ("1、2018年度，共计审批各类证件109116份。", "2018年度"),
        ("2020年度举办招聘会12场，参会单位500家。", "2020年度"),
        ("2022年度举办招聘会12场。", "2022年度"),
        ("二〇一七年，中心共办理落户1493件。", "二〇一七年"),
        ("截止2017年12月底，共计办理人才引进落户1493件。", "2017年12月底"),
        ("2019年举办招聘会9场。2016年全年培训300人次。", "2016年全年"),
        ("开展HR经理人评选（2016年度）。", "2016年度"),
        ("服务部于2017年成立。2018年度全年，共计审批109116份。", "2018年度全年"),
        ("至2023年底，已建成服务网点60个。", "2023年底"),
        ("1、到2022年，累计服务企业320家。", "2022年"),
        ("至2023年6月已完成改造60处。", "2023年6月"),
        ("到2022年底前，完成改造60处。", "2022年底"),
    ],
)
def test_achievements_of_another_year_are_found(plant, only, text: str, quoted: str) -> None:
    form = plant({"achievements": text})
    finding = only(form)
    assert (finding.code, finding.level, finding.field) == ("PT030", "hint", "achievements[0]")
    assert f"「{quoted}」" in finding.message and "2019年度" in finding.message
    assert list(_quotes(form, "achievements")) == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "外国人来华工作部于2017年成立。2019年度全年共计审批109116份。",
        "自2015年起每年举办招聘会，今年举办9场。",
        "举办招聘会9场，比2017年增加3场，较2016年增长80%。",
        "2017年、2018年、2019年分别办理1件、2件、3件。",
        "2018年举办7场，2019年举办9场。",
        "2018年12月启动采购，全年完成维护4次。",
        "2018年度结转项目已于今年完成。",
        "根据《上海市人才发展规划（2013—2017年）》，举办招聘会9场。",
        "落实“十三五”（2016—2020年）规划，举办招聘会9场。",
        "沪人社〔2016〕12号文件要求，举办培训9场。",
        "深入贯彻2016年全国卫生与健康大会精神，服务9000人次。",
        "2015年购置的设备已达使用年限，完成更新6台。",
        "项目2016年立项，2017年以来累计举办30场。",
        "2020年将继续举办招聘会。",
        "到2022年建成平台，今年完成一期。",
        "到2022年基本建成体系，现已完成12个点位。",
        "到2022年，将完成改造60处。",
        "力争到2022年建成网点60个。",
        "计划到2022年完成改造60处，已完成12处。",
        "到2025年的规划目前已完成编制。",
        "面向2025年的规划已编制完成。",
        "迎接2022年测评，已完成整改12项。",
        "7月1日正式揭牌，截止12月底，共计办理1493件。",
    ],
)
def test_history_comparison_and_plans_are_no_wrong_year(plant, found, text: str) -> None:
    assert found(plant({"achievements": text})) == []


@pytest.mark.parametrize(
    ("goal", "fires"),
    [
        ("到2020年，基本形成人才发展治理体系。", True),
        ("到2025年建成国际一流平台。", True),
        ("2018年度举办招聘会10场。", True),
        ("到2020年形成体系，2019年完成一期建设。", False),
        ("按2018—2020年三年行动计划推进平台建设。", False),
        ("自2017年起每年举办招聘会。", False),
        ("依据《规划（2010—2017年）》推进人才交流。", False),
        ("参会单位较2018年增长10%。", False),
        ("今年6月底前举办10场。", False),
    ],
)
def test_a_goal_is_about_the_year_of_the_form(plant, found, goal: str, fires: bool) -> None:
    assert found(plant({"goal": goal})) == [("PT030", "goal")] * fires


def test_problems_and_measures_may_be_copied_too(plant, found) -> None:
    assert found(plant({"problems": "2016年度部分活动未能开展。"})) == [("PT030", "problems[0]")]
    answered = plant({"measures": "针对2016年度存在的问题，加强宣传。"})
    assert found(answered) == [("PT030", "measures[0]")]


def test_a_promise_for_a_year_long_past_is_one_finding(plant, found) -> None:
    assert found(plant({"measures": "2016年底前完成验收。"})) == [("PT029", "measures[0]")]


def test_the_year_may_be_told_by_the_date(plant, only) -> None:
    finding = only(plant({"year": "", "achievements": "2017年度举办招聘会12场。"}))
    assert finding.code == "PT030" and "2019年度" in finding.message


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2020-01-01", False),
        ("2020-06-30", False),
        ("2020-05", False),
        ("2020-07-01", True),
        ("2019-12-20", True),
        ("2019-04-20", True),
        ("2021-04-20", True),
    ],
)
def test_the_self_evaluation_is_due_in_the_first_half_of_the_next_year(
    plant, day: str, fires: bool
) -> None:
    form = plant({"date": day, "measures": "加强培训。"})
    findings = check(form, select=["PT031"])
    assert [(f.level, f.field) for f in findings] == [("warning", "date")] * fires
    assert all(day in f.message and "2020年1月至6月" in f.message for f in findings)


def test_the_months_are_the_profiles(plant, profile) -> None:
    thresholds = profile.thresholds.model_copy(update={"last_month": 9})
    patient = profile.model_copy(update={"thresholds": thresholds})
    form = plant({"date": "2020-09-01", "measures": "加强培训。"})
    assert check(form, patient, select=CODES) == ()


@pytest.mark.parametrize(("today", "fires"), [("2020-04-19", True), ("2020-04-20", False)])
def test_a_form_is_not_dated_after_today(correct, today: str, fires: bool) -> None:
    findings = check(correct, select=CODES, beside=Surroundings(today=date.fromisoformat(today)))
    assert [(f.code, f.field) for f in findings] == [("PT031", "date")] * fires
    assert all(today in f.message for f in findings)
