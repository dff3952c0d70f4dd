"""PT021 and PT041: rows that depend on each other, and mishaps that are told of."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT021", "PT041")
SAMPLES = Path(__file__).parents[2] / "sample_projects"
Rows = dict[str, tuple[str, str]]


def _form(rows: Rows, **texts: str) -> Evaluation:
    indicators = [
        {"category": "产出目标", "name": name, "weight": weight, "score": score}
        for name, (weight, score) in rows.items()
    ]
    return Evaluation.model_validate({"indicators": indicators, **texts})


def _sample(name: str) -> Evaluation:
    return Evaluation.model_validate_json((SAMPLES / f"2019-{name}.perf.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("leader", "follower"),
    [
        ("招聘会完成率", "招聘会参与率"),
        ("招聘会完成率", "招聘会企事业单位参与率"),
        ("招聘会完成率", "企事业单位招聘会到场率"),
        ("招聘会完成率", "举办招聘会及时性"),
        ("招聘会完成率", "参加招聘会单位满意度"),
        ("招聘会举办场次", "招聘会完成及时率"),
        ("培训、讲座计划完成率", "讲座、培训合格率"),
        ("设备采购完成情况", "设备采购验收合格率"),
        ("公共服务配套设施购买完成率", "公共服务配套设施购买安装及时性"),
        ("宣传资料发放率", "宣传资料发放及时率"),
        ("平台窗口工作人员培训完成率", "培训参与率"),
    ],
)
def test_what_was_not_done_was_done_neither_well_nor_in_time(only, leader, follower) -> None:
    finding = only(_form({leader: ("2", "0"), follower: ("3", "3")}))
    assert (finding.code, finding.level, finding.field) == (
        "PT021",
        "warning",
        "indicators[1].score",
    )
    assert f"「{leader}」自评分为0，「{follower}」却是满分" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        {"招聘会完成率": ("2", "0"), "招聘会参与率": ("3", "0")},
        {"招聘会完成率": ("2", "2"), "招聘会参与率": ("3", "3")},
        {"招聘会完成率": ("2", "0"), "培训参与率": ("3", "3")},
        {"招聘会完成率": ("2", "0"), "招聘会宣传及时性": ("3", "3")},
        {"招聘会完成率": ("2", "0"), "群众满意度": ("3", "3")},
        {"党员培训完成率": ("2", "0"), "党员满意度": ("3", "3")},
        {"会议召开完成率": ("2", "0"), "支部会议完成及时率": ("3", "3")},
        {"培训完成率": ("2", "0"), "业务培训完成率": ("2", "2"), "业务培训参与率": ("1", "1")},
        {"宣传资料发放率": ("2", "0"), "宣传资料印刷及时性": ("3", "3")},
        {"招聘会完成率": ("0", "0"), "招聘会参与率": ("3", "3")},
        {"设备故障次数": ("3", "0"), "设备及时率": ("3", "3")},
    ],
)
def test_rows_that_agree_or_are_of_other_tasks_are_right(found, rows: Rows) -> None:
    assert found(_form(rows)) == []


@pytest.mark.parametrize("score", ["4.5", "3", "1"])
def test_what_was_done_in_part_was_not_all_done_in_time(only, score: str) -> None:
    finding = only(_form({"招聘会完成率": ("5", score), "招聘会完成及时率": ("3", "3")}))
    assert (finding.code, finding.level) == ("PT021", "hint")
    assert f"（5→{score}）" in finding.message


@pytest.mark.parametrize(("score", "fires"), [("4", False), ("1", False), ("0", True)])
@pytest.mark.parametrize("follower", ["招聘会参与率", "招聘会合格率"])
def test_what_was_done_in_part_may_be_done_well(found, follower, score, fires) -> None:
    form = _form({"招聘会完成率": ("5", score), follower: ("3", "3")})
    assert found(form) == [("PT021", "indicators[1].score")] * fires


def test_the_rows_of_one_task_are_one_finding(only) -> None:
    rows = {"招聘会完成率": ("2", "0"), "招聘会参与率": ("3", "3"), "招聘会及时性": ("1", "1")}
    finding = only(_form(rows))
    assert [e.field for e in finding.evidence] == [f"indicators[{n}].score" for n in range(3)]


def test_a_remark_may_say_how_it_was_counted(plant, found) -> None:
    form = _form({"招聘会完成率": ("5", "4"), "招聘会完成及时率": ("3", "3")})
    assert found(plant({"indicators[1].remark": "按已举办的4场计算"}, form)) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("设备故障率", "全年发生电梯故障6次。"),
        ("设备故障率", "电梯故障6次，均当日修复。"),
        ("设备故障率", "部分设备老化，经常出现故障。"),
        ("公共服务配套设施故障情况", "配套设施故障频发，影响办事。"),
        ("系统故障次数", "9月系统宕机一次。"),
        ("设备突发事件发生情况", "大厦6台客梯突发故障，均及时维修，未发生安全问题。"),
        ("重大事故发生率", "3月发生一起人员受伤事故。"),
        ("投诉发生率", "全年接到群众投诉3件，均已办结。"),
        ("投诉事件率", "个别群众对办理时间提出投诉。"),
        ("投诉率", "投诉率为0.5%。"),
        ("违规使用资金次数", "审计发现违规使用资金1笔。"),
    ],
)
@pytest.mark.parametrize("field", ["achievements", "problems"])
def test_a_mishap_that_is_told_of_costs_points(only, plant, found, row, told, field) -> None:
    form = _form({"政策知晓率": ("3", "3"), row: ("3", "3")}, **{field: told})
    finding = only(form)
    assert (finding.code, finding.level, finding.field) == ("PT041", "hint", "indicators[1].score")
    clause = finding.evidence[-1]
    assert clause.field == field and told[clause.start : clause.end] in finding.message
    assert found(plant({"indicators[1].score": "2"}, form)) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("设备故障率", "全年未发生设备故障。"),
        ("设备故障率", "电梯故障0次，空调运行正常。"),
        ("设备故障率", "采取措施避免设备故障的发生。"),
        ("设备故障率", "组织电梯困人应急演练2次。"),
        ("重大事故发生率", "全年无安全事故。"),
        ("重大事故发生率", "发生轻微事故1起。"),
        ("重大事故发生率", "发生电梯故障3次。"),
        ("投诉率", "实现零投诉。"),
        ("投诉率", "投诉率为0%。"),
        ("投诉率", "投诉处理及时率100%。"),
        ("投诉事件处理率", "全年接到群众投诉3件。"),
        ("突发事件处理机制", "发生突发事件2次。"),
        ("设备突发事件发生情况", "制定突发事件应急预案，提高突发事件发生后的处置能力。"),
        ("政策知晓率", "全年发生电梯故障6次。"),
    ],
)
def test_what_is_denied_or_not_counted_by_the_row_is_no_mishap(found, row, told) -> None:
    assert found(_form({row: ("3", "3")}, achievements=told)) == []


@pytest.mark.parametrize(
    ("target", "told", "fires"),
    [
        ("≤3次", "全年系统停机两次，均及时恢复。", False),
        ("≤3次", "全年发生系统故障3次。", False),
        ("≤3次", "全年发生系统故障5次。", True),
        ("≤3次", "全年发生系统故障2次且每次恢复用时30分钟。", False),
        ("≤0次", "全年发生系统故障2次。", True),
        ("零故障", "全年发生系统故障2次。", True),
        ("≤1%", "系统故障率为0.4%。", False),
        ("≤1%", "系统故障率为3%。", True),
    ],
)
def test_a_target_may_leave_room_for_mishaps(found, target, told, fires: bool) -> None:
    form = _form({"系统故障发生率": ("3", "3")}, achievements=told)
    row = form.indicators[0].model_copy(update={"target": target})
    form = form.model_copy(update={"indicators": (row,)})
    assert found(form) == [("PT041", "indicators[0].score")] * fires


@pytest.mark.parametrize(
    "told",
    [
        "处理故障报修482件。",
        "受理服务请求1,250件，其中故障报修482件。",
        "办结故障工单86件。",
    ],
)
def test_calls_for_help_are_the_work_of_a_service_desk(found, told: str) -> None:
    assert found(_form({"系统故障次数": ("3", "3")}, achievements=told)) == []


def test_a_mishap_told_in_the_remark_of_another_row_counts(plant, only) -> None:
    form = _form({"设备维护完成率": ("3", "3"), "设备故障率": ("3", "3")})
    finding = only(plant({"indicators[0].remark": "空调故障4次"}, form))
    assert finding.field == "indicators[1].score"
    assert finding.evidence[-1].field == "indicators[0].remark"


def test_what_the_real_forms_are_told() -> None:
    findings = {
        path.name[5:].removesuffix(".perf.json"): [
            (f.code, f.level.value, [e.field.partition(".")[0] for e in f.evidence])
            for f in check(Evaluation.model_validate_json(path.read_text("utf-8")), select=CODES)
        ]
        for path in sorted(SAMPLES.glob("2019-*.perf.json"))
    }
    assert len(findings) == 9
    assert {name: found for name, found in findings.items() if found} == {
        "高峰人才及其团队服务专项": [("PT021", "hint", ["indicators[8]", "indicators[18]"])],
        "公共服务专项经费": [("PT021", "hint", ["indicators[11]", "indicators[20]"])],
        "科创人才公共服务专项": [("PT021", "warning", ["indicators[6]", "indicators[14]"])],
        "人才大厦管理维护专项": [("PT021", "hint", ["indicators[8]", "indicators[16]"])],
    }


def test_a_real_form_must_not_call_its_lifts_faultless(plant, only) -> None:
    form = plant({"indicators[19].score": "2.5"}, _sample("人才大厦管理维护专项"))
    (finding,) = check(form, select=["PT041"])
    assert finding.field == "indicators[19].score"
