"""PT014 and PT015: lost points that the problems do not tell, and problems that tell none."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check
from perftui.rules.finding import Level

CODES = ("PT014", "PT015")

SAMPLES = Path(__file__).parents[2] / "sample_projects"
GOALS, RULES = "绩效目标合理性", "项目管理制度的健全性和执行的有效性"

UNECHOED = {
    "长三角一体化服务专项": [
        GOALS,
        RULES,
        "宣传方式多元性",
        "创业企业项目对接和项目活动长效管理机制建设情况",
    ],
    "高峰人才及其团队服务专项": ["设立专窗服务体系完成率", "高峰人才及其团队服务工作管理机制"],
    "高校毕业生就业服务专项": [GOALS, "招聘单位到场率"],
    "公共服务专项经费": [
        "公共服务配套设施、装修工作完成率",
        "政策知晓率",
        "招聘会就业率",
        "建设健全各机构协调长效管理机制",
    ],
    "科创人才公共服务专项": [
        "招聘会完成率",
        "召开会议完成率",
        "召开会议及时性",
        "举办招聘会及时性",
        "科创人才公共服务长效管理机制建设情况",
    ],
    "人才大厦管理维护专项": [GOALS, "设备突发事件发生情况"],
    "人才发展服务平台一体化建设专项": [
        GOALS,
        RULES,
        "制作品完成及时率",
        "业务熟练度",
        "宣传覆盖率",
    ],
    "上海市流动人才党员服务管理专项": [RULES],
}
HANDED_OVER = "外国人（台港澳）来华工作许可专项"


def sample(name: str) -> Evaluation:
    return Evaluation.model_validate_json(
        (SAMPLES / f"2019-{name}.perf.json").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("name", UNECHOED)
def test_a_real_form_is_told_which_lost_points_its_problems_do_not_tell(only, name: str) -> None:
    form = sample(name)
    finding = only(form)
    assert (finding.code, finding.level, finding.field) == ("PT014", "warning", "problems")
    named = [
        "".join(form.indicators[int(one.field.split("[")[1].split("]")[0])].name.split())
        for one in finding.evidence
    ]
    assert named == UNECHOED[name]
    assert all(f"「{row}」" in finding.message for row in named)


def test_a_hand_over_notice_tells_no_problem(only) -> None:
    finding = only(sample(HANDED_OVER))
    assert (finding.code, finding.level, finding.field) == ("PT015", "warning", "problems")


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ("indicators[9].score", "6"),
        ("indicators[8].score", "7"),
        ("indicators[10].score", "12"),
        ("indicators[1].score", "6"),
        ("indicators[4].score", "4"),
        ("indicators[5].score", "3"),
        ("indicators[2].score", "4.5"),
    ],
)
@pytest.mark.parametrize("remark", ["", "因故未完全达到要求"])
def test_a_loss_that_no_problem_tells_is_found(plant, only, row: str, score: str, remark) -> None:
    form = plant({row: score, row.replace("score", "remark"): remark})
    finding = only(form)
    assert finding.code == "PT014"
    assert [one.field for one in finding.evidence] == [row]


@pytest.mark.parametrize(
    ("row", "score", "problem"),
    [
        (9, "6", "政策宣传渠道单一，部分企业对补贴政策了解不够。"),
        (9, "6", "抽查显示政策知晓率只有78%，低于85%的目标。"),
        (8, "6.5", "部分参会单位反映展位安排不合理，满意度未达到目标。"),
        (10, "13", "会后跟踪由谁负责没有固定流程，长效机制尚未形成。"),
        (1, "6", "年度总目标以定性表述为主，缺少可核对的数量。"),
        (1, "7", "预算编制时对场地费用测算依据不足。"),
        (4, "4", "新购设备未及时办理资产入账，账实核对不及时。"),
        (5, "3", "与项目配套的业务管理办法尚未成文。"),
        (3, "7", "部分合同尾款需跨年支付，年末形成结余。"),
        (2, "4.5", "项目立项论证材料不够完整。"),
        (7, "12", "受场地装修影响，一场招聘会推迟了两个月。"),
        (0, "5", "存在改变资金用途、未经报批自行调剂的情况。"),
    ],
)
def test_a_loss_is_echoed_by_its_matter_in_any_words(plant, found, row, score, problem) -> None:
    told = f"1、招聘会计划10场，实际完成9场，完成率90%。\n2、{problem}"
    typed = {f"indicators[{row}].score": score, "problems": told}
    assert found(plant(typed)) == []
    silent = plant({f"indicators[{row}].score": score, "problems": "停车位偏少，车辆停放困难。"})
    (finding,) = check(silent, select=CODES)
    assert f"indicators[{row}].score" in {one.field for one in finding.evidence}


def test_a_problem_of_one_task_does_not_tell_the_loss_of_another(plant, only) -> None:
    names = {"indicators[7].name": "窗口人员培训完成率", "indicators[7].score": "12"}
    finding = only(plant(names))
    assert [one.field for one in finding.evidence] == ["indicators[7].score"]
    everywhere = plant(names | {"problems": "部分工作未能在年内全部完成。"})
    assert check(everywhere, select=CODES) == ()


def test_the_remark_helps_to_see_what_is_meant(plant, found) -> None:
    loss = {"indicators[8].score": "6", "indicators[8].remark": "餐食供应不足，排队时间长"}
    told = "1、招聘会计划10场，实际完成9场。\n2、午间餐食供应不足，现场排队时间长。"
    assert found(plant(loss | {"problems": told})) == []
    assert found(plant(loss)) == [("PT014", "problems")]


def test_many_losses_are_one_finding(plant, only) -> None:
    rows = {f"indicators[{row}].score": "1" for row in (0, 1, 2, 4, 5, 8, 9)}
    finding = only(plant(rows))
    assert len(finding.evidence) == 7
    assert "8行扣分中有7行" in finding.message and "等7行" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "无。",
        "暂无",
        "暂无。",
        "没有",
        "/",
        "——",
        "无明显问题。",
        "没有问题",
        "暂无问题。",
        "未发现明显问题。",
        "项目实施顺利，未发现重大问题。",
        "基本没有什么问题",
        "本项目不存在影响实施的问题。",
        "各项工作按计划完成，无突出问题和困难。",
    ],
)
def test_no_problem_in_spite_of_lost_points_is_an_error(plant, only, text: str) -> None:
    finding = only(plant({"problems": text}))
    assert (finding.code, finding.level, finding.field) == ("PT015", Level.ERROR, "problems")
    assert "扣了2分" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "项目已按计划全部完成。",
        "该工作自2020年起移交市科委实施。",
        "根据机构改革方案，相关职能已划转至市行政服务中心。",
        "本项目为一次性项目，2019年底结束，不再安排预算。",
        "资金使用规范，管理制度健全，达到预期目标。",
        "今后将继续努力，进一步做好各项工作。",
        "全年共举办招聘会9场，服务企业1100家。",
    ],
)
def test_a_mere_note_in_spite_of_lost_points_is_a_warning(plant, only, text: str) -> None:
    finding = only(plant({"problems": text}))
    assert (finding.code, finding.level) == ("PT015", Level.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "招聘会计划10场，实际完成9场。",
        "没有形成固定的招聘会跟踪机制，1场未举办。",
        "预算集中在下半年使用。",
        "招聘会1场因职能划转未举办。",
        "工作中还存在不足，招聘会少办1场。",
        "流动党员参训率较低，思想教育形式单一，招聘会没有办满10场。",
    ],
)
def test_what_tells_of_a_fault_is_a_problem(plant, text: str) -> None:
    assert check(plant({"problems": text}), select=["PT015"]) == ()


def test_without_lost_points_nothing_need_be_told(plant, found) -> None:
    full = {"indicators[6].score": "20"}
    assert found(plant(full | {"problems": "无"})) == []
    assert found(plant(full | {"problems": "项目已移交。"})) == []


def test_a_blank_field_is_left_to_the_rule_of_blank_fields(plant, found) -> None:
    assert found(plant({"problems": ""})) == []


@pytest.mark.parametrize(
    "alien",
    [
        "公务用车仍靠电话派车，空驶里程偏多。",
        "会议室预约规则没有公布，空置与争用并存。",
        "办公区垃圾分类标识不清，混投现象较多。",
        "内刊约稿渠道窄，来稿数量不足。",
        "来访接待室座椅破旧。",
    ],
)
@pytest.mark.parametrize("name", ["到馆读者满意度", "系统故障发生次数"])
def test_a_problem_of_something_else_is_no_echo(plant, only, alien: str, name: str) -> None:
    fairs = "1、招聘会计划10场，实际完成9场，完成率90%。"
    typed = {"indicators[8].name": name, "indicators[8].score": "6"}
    finding = only(plant(typed | {"problems": f"{fairs}\n2、{alien}"}))
    assert [one.field for one in finding.evidence] == ["indicators[8].score"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("到馆读者满意度", "读者对自习座位紧张意见较多。"),
        ("到馆读者满意度", "用人单位满意度86.5%，比目标低3.5个百分点。"),
        ("系统故障发生次数", "老旧存储多次宕机，窗口受理中断。"),
        ("窗口业务熟练度", "新来的同事业务不熟。"),
        ("项目实施及时率", "工期拖了两个多月。"),
        ("亲子活动举办完成率", "亲子阅读节没有办成。"),
    ],
)
def test_an_echo_in_few_words_is_one(plant, found, name: str, told: str) -> None:
    fairs = "1、招聘会计划10场，实际完成9场，完成率90%。"
    typed = {"indicators[8].name": name, "indicators[8].score": "6"}
    assert found(plant(typed | {"problems": f"{fairs}\n2、{told}"})) == []


def test_the_problem_of_another_row_by_name_does_not_tell_this_one(plant, only) -> None:
    typed = {
        "indicators[8].name": "记账户满意度",
        "indicators[8].score": "6",
        "indicators[7].name": "样本户配合度",
        "indicators[7].score": "12",
        "indicators[6].score": "20",
        "problems": "样本户配合度86%，低于92%的目标，部分高收入户不愿记账。",
    }
    finding = only(plant(typed))
    assert [one.field for one in finding.evidence] == ["indicators[8].score"]
