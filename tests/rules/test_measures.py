"""PT038: measures that only say how one means to work."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT038",)

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT / "sample_projects").glob("2019-*.perf.json"))
LABELLED = ROOT / "tests" / "data" / "topics"


def test_the_real_forms_get_what_they_deserve() -> None:
    found = {
        path.name.removeprefix("2019-").removesuffix(".perf.json"): [
            finding.field
            for finding in check(
                Evaluation.model_validate_json(path.read_text(encoding="utf-8")), select=CODES
            )
        ]
        for path in REAL
    }
    assert {name: fields for name, fields in found.items() if fields} == {
        "长三角一体化服务专项": ["measures[0]"],
        "高峰人才及其团队服务专项": ["measures[0]"],
        "上海市流动人才党员服务管理专项": ["measures[0]"],
    }


@pytest.mark.parametrize(
    "measure",
    [
        "进一步加强管理，提高认识，确保明年完成任务。",
        "今后将高度重视，加大工作力度，努力做好各项工作。",
        "加强组织领导，提高思想认识。",
        "加强学习，不断提高业务水平。",
        "加强对招聘会的组织管理，提高工作水平。",
        "合理安排预算支出，提高资金使用效益。",
        "进一步完善制度，规范管理。",
        "加强与各部门的沟通协调。",
        "加强预算监控，加快预算执行进度。",
        "2020年继续努力，争取更好成绩。",
        "加大宣传力度，扩大影响面。",
        "强化绩效意识，完善绩效管理。",
        "认真总结经验，改进工作方法，提升服务质量。",
        "统筹安排全年工作，加强过程管理。",
        "严格执行预算，合理使用资金。",
        "加强业务培训，提高工作人员素质。",
        "进一步优化服务流程，提高服务效率。",
        "积极采取措施，加以改进。",
    ],
)
def test_a_mere_attitude_is_a_hint(plant, only, measure: str) -> None:
    form = plant({"measures": f"1、由市场管理部在6月底前补办1场招聘会。\n2、{measure}"})
    finding = only(form)
    assert (finding.code, finding.level, finding.field) == ("PT038", "hint", "measures[1]")
    (said,) = finding.evidence
    assert form.measures[said.start : said.end] == measure


@pytest.mark.parametrize(
    "measure",
    [
        "加强管理，由市场管理部负责落实。",
        "进一步加强业务培训，每季度组织一次。",
        "提高认识，6月底前完成整改。",
        "合理安排预算，编制分月用款计划。",
        "加强沟通协调，建立联席会议制度。",
        "加大宣传力度，增加推送20期。",
        "优化服务流程，合并两个环节。",
        "会同监理抓紧验收未验收项目。",
        "加强跟踪，活动结束后回访参会企业。",
        "完善制度，起草项目管理细则。",
        "细化年度工作安排，根据时间节点进行分解。",
        "完善信息化系统，打通数据接口。",
        "针对意见列出清单，逐项反馈。",
    ],
)
def test_who_when_how_much_or_by_what_is_enough(plant, found, measure: str) -> None:
    assert found(plant({"measures": measure})) == []


def test_no_measure_of_the_labelled_ones_is_taken_for_an_attitude(plant) -> None:
    lines = [
        line.split("\t")
        for file in sorted(LABELLED.glob("*.tsv"))
        for line in file.read_text(encoding="utf-8").splitlines()[1:]
    ]
    measures = [line[2] for line in lines if line[1:2] == ["measure"] and line[0] != "none"]
    taken = [text for text in measures if check(plant({"measures": text}), select=CODES)]
    assert len(measures) >= 200 and taken == []


def test_a_point_is_judged_as_a_whole(plant, found) -> None:
    assert found(plant({"measures": "加强预算管理。制定预算执行推进表。"})) == []


def test_blank_measures_are_left_to_another_rule(plant, found) -> None:
    assert found(plant({"measures": ""})) == []
