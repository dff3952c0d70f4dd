"""PT018: full scores that the words of the form contradict."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT018",)

SAMPLES = Path(__file__).parents[2] / "sample_projects"
REAL = sorted(SAMPLES.glob("2019-*.perf.json"))
FULL = {"indicators[6].score": "20"}
ROWS = {
    "indicators[7].name": "窗口人员培训及时率",
    "indicators[9].name": "大厅装修工程验收合格率",
    "indicators[10].name": "参会单位到场率",
}


def load(path: Path) -> Evaluation:
    return Evaluation.model_validate_json(path.read_text(encoding="utf-8"))


def rows_of(form: Evaluation, finding) -> list[str]:
    cells = [one.field for one in finding.evidence if one.field.startswith("indicators")]
    return [form.indicators[int(cell[11 : cell.index("]")])].name for cell in cells]


def test_what_is_contradicted_in_the_real_forms() -> None:
    forms = {
        path.name.removeprefix("2019-").removesuffix(".perf.json"): load(path) for path in REAL
    }
    found = {name: check(form, select=CODES) for name, form in forms.items()}
    contradicted = {
        name: rows_of(forms[name], finding)
        for name, findings in found.items()
        for finding in findings
    }
    assert {
        name: ["".join(row.split()) for row in rows] for name, rows in contradicted.items()
    } == {
        "高峰人才及其团队服务专项": ["博士后公寓运营管理合格率", "博士后公寓运营管理及时率"],
        "人才大厦管理维护专项": [
            "房屋及室外工程改造完成率",
            "设备、房屋及室外工程验收合格率",
            "设备、房屋及室外工程改造完成及时率",
        ],
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("招聘会有1场未举办。", 6),
        ("原定10月的招聘会因场地原因取消。", 6),
        ("未举办高校专场招聘会。", 6),
        ("招聘会计划10场，实际完成9场。", 6),
        ("招聘会没有完成年度任务。", 6),
        ("招聘会少办1场。", 6),
        ("有一场招聘会推迟到次年举办。", 6),
        ("窗口人员培训因师资紧张推迟了两个月。", 7),
        ("窗口人员培训未能按期开展。", 7),
        ("受疫情影响，窗口人员培训延期。", 7),
        ("窗口人员培训晚了一个月。", 7),
        ("大厅装修工程年底前未通过验收。", 9),
        ("大厅装修工程尚未完成验收。", 9),
        ("大厅装修工程验收不合格，需要返工。", 9),
        ("参会单位到场率偏低。", 10),
        ("参会单位到场率仅82%，低于90%的目标。", 10),
        ("个别项目未能在当年度验收。", 9),
        ("部分工作未在年内完成。", 6),
        ("个别活动延期。", 7),
    ],
)
def test_a_full_score_that_the_problems_contradict_is_found(plant, only, text, row) -> None:
    form = plant(FULL | ROWS | {"problems": f"1、宣传渠道单一。\n2、{text}"})
    finding = only(form)
    assert (finding.code, finding.level, finding.field) == ("PT018", "warning", "problems[1]")
    assert f"indicators[{row}].score" in {one.field for one in finding.evidence}
    said = finding.evidence[0]
    assert form.problems[said.start : said.end] in form.problems
    deducted = plant({f"indicators[{row}].score": "1"}, form)
    assert check(deducted, select=CODES) == ()


def test_the_achievements_are_read_too(plant, only) -> None:
    text = "举办招聘会9场，1100家单位参会，1场因场地原因取消。"
    finding = only(plant(FULL | {"achievements": text, "problems": "宣传渠道单一。"}))
    assert finding.field == "achievements[0]"
    assert "「招聘会完成率」" in finding.message


def test_what_is_said_twice_is_one_finding(plant, found) -> None:
    text = "招聘会1场未举办。"
    form = plant(FULL | {"achievements": f"举办招聘会9场，{text}", "problems": text})
    assert found(form) == [("PT018", "problems[0]")]


@pytest.mark.parametrize(
    ("row", "remark"),
    [(6, "1场因故取消"), (6, "未全部完成"), (7, "较计划推迟20天"), (7, "未按时完成")],
)
def test_a_remark_may_contradict_its_own_row(plant, only, row: int, remark: str) -> None:
    finding = only(plant(FULL | {f"indicators[{row}].remark": remark, "problems": "宣传不够。"}))
    assert finding.field == f"indicators[{row}].remark"


@pytest.mark.parametrize(
    "text",
    [
        "全年招聘会未发生延期、取消的情况，但宣传渠道单一。",
        "为避免招聘会延期投入了较多人力，预算测算不够细。",
        "招聘会没有延期，宣传渠道单一。",
        "招聘会取消了纸质报名材料，宣传渠道单一。",
        "招聘会后续跟踪调查力度不够，未形成完整数据。",
        "未对参加招聘会的企业组织回访。",
        "招聘会满意度调查样本不足，未覆盖求职者。",
        "窗口人员培训后未组织测试。",
        "未参加窗口人员培训的人员较多。",
        "招聘会尚未建立退出机制。",
        "三省一市网络招聘服务还未实现数据共享。",
        "上半年预算执行率较低，支出集中在下半年。",
        "业务制度修订滞后。",
        "未来组织招聘会时将扩大宣传。",
    ],
)
def test_what_only_looks_like_it_is_left_alone(plant, found, text: str) -> None:
    assert found(plant(FULL | ROWS | {"problems": text})) == []


def test_a_row_without_points_is_not_full(plant, found) -> None:
    form = plant(FULL | {"indicators[6].weight": "0", "indicators[6].score": "0"})
    assert found(plant({"problems": "招聘会1场未举办。"}, form)) == []
