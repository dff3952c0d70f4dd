"""Evaluations to write: a realistic one of 26 rows, one of the other profile, a hostile one."""

from collections.abc import Callable
from typing import Any

import pytest

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile

OUTPUT = (
    ("工程审价完成率", "2", "2"),
    ("工程咨询完成率", "2", "2"),
    ("设备、房屋及室外工程维修维护完成率", "4", "3"),
    ("设备维修护理、房屋及室外工程年度检测完成率", "4", "4"),
    ("房屋及室外工程改造完成率", "4", "4"),
    ("大厦设施设备采购完成率", "4", "4"),
    ("设备、房屋及室外工程验收合格率", "4", "4"),
    ("设备、房屋及室外工程改造完成及时率", "2", "2"),
    ("设备维修护理、房屋及室外工程年度检测完成及时率", "2", "2"),
    ("大厦设施设备保险完成及时率", "2", "2"),
    ("设备、房屋及室外工程维修维护完成及时率", "2", "2"),
    ("工程咨询完成及时率", "2", "1"),
)
EFFECT = ("大厦日常运作", "设备突发事件发生情况", "投诉发生率", "重大事故发生率", "群众满意度")
IMPACT = ("突发事件处理机制", "大厦设施年度检查管理机制", "大厦应急演练长效机制")
HEADER: dict[str, Any] = {
    "year": 2019,
    "name": "人才大厦管理维护专项",
    "unit": "上海市人才服务中心",
    "recurring": True,
    "budget": "13180638.00",
    "last_year_budget": "8971750.00",
    "executed": "11666020.85",
    "goal": "通过人才大厦管理维护的实施，维持正常工作运行；确保大厦内人员及人事档案等数据安全。",
    "date": "2020-04-17",
    "achievements": "1、完成消防、强弱电、门禁等系统全年维修保养。\n2、完成6台客梯年度检测。",
    "problems": "1、个别项目因资金批准时间较晚，未能在当年度验收。",
    "measures": "1、会同工程监理，于2020年第一季度完成验收。",
}
HOSTILE_TEXTS = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<b>粗</b>",
    "]]>",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "W" * 120,
    "长" * 2000,
    "😀👨\u200d👩\u200d👧",
    "&amp;",
    "a|b*c_d`e~f#g",
    "_x0041_",
    "<r></si><si>",
    "<r><t>未闭合</r>",
    "\\n${x}%s{0}",
)
DIRTY_TEXTS = {
    "空\x00格": "空格",
    "铃\x07声": "铃声",
    "竖\v表": "竖\n表",
    "颠\u202e倒": "颠倒",
    "半\ud800个": "半个",
    "制\t表": "制 表",
    "分\u2028行": "分\n行",
    "\x1b[31m红\x1b[0m": "红",
    "非\ufffe字": "非字",
}


@pytest.fixture
def build() -> Callable[..., Evaluation]:
    """Make an evaluation of the header above with some rows and fields of the test's own."""

    def make(*rows: dict[str, Any], **fields: Any) -> Evaluation:
        return Evaluation.model_validate({**HEADER, "indicators": rows, **fields})

    return make


@pytest.fixture
def realistic(build: Callable[..., Evaluation]) -> Evaluation:
    """A form of 26 rows, 100 points of weight and 94.5 of score."""
    rows: list[dict[str, Any]] = [
        {
            "category": fixed.category,
            "name": fixed.name,
            "explanation": fixed.explanation,
            "weight": str(fixed.weight),
            "score": str(fixed.weight - (fixed.weight == 8)),
        }
        for fixed in load_profile("sh2019").fixed_indicators
    ]
    rows += [_row("产出目标", *row) for row in OUTPUT]
    rows += [_row("效果目标", name, "3", "2.5" if "突发" in name else "3") for name in EFFECT]
    rows[19]["remark"] = "6台客梯突发故障，均由驻场人员第一时间维修，未发生安全问题"
    rows += [_row("影响力目标", name, "5", "4" if "演练" in name else "5") for name in IMPACT]
    return build(*rows)


@pytest.fixture
def national(build: Callable[..., Evaluation]) -> Evaluation:
    """A form of the national profile, in 万元, with targets and actual values."""
    return build(
        _row("预算执行率", "预算执行率", "10", "8.85", target="100%", actual="88.51%"),
        _row(
            "产出指标", "维修维护完成率", "50", "49.47", target="≥95", actual="94", measure_unit="%"
        ),
        _row(
            "效益指标",
            "突发事件处理机制",
            "30",
            "28",
            target="健全",
            actual="部分达成",
            remark="待修订",
        ),
        _row("满意度指标", "入驻单位满意度", "10", "10", target="≥90%", actual="95%"),
        profile="national2020",
        department="上海市人力资源和社会保障局",
    )


@pytest.fixture
def hostile(build: Callable[..., Evaluation]) -> Callable[[str], Evaluation]:
    """Make a form of a profile that has hostile and dirty texts everywhere, two rows a text."""

    def make(profile: str) -> Evaluation:
        texts = (*HOSTILE_TEXTS, *DIRTY_TEXTS)
        rows = [
            _row(category, text, "2", None, explanation=text, remark=text, target=text, actual=text)
            for text in texts
            for category in ("产出目标", text)
        ]
        everything = "\n".join(texts)
        headers = {"name": everything, "unit": everything, "department": "=1+1", "goal": everything}
        unread = {"recurring": "也许", "budget": "约100万", "date": "=TODAY()"}
        narratives = {"achievements": everything, "problems": "{{ 7*7 }}", "measures": "W" * 120}
        return build(*rows, profile=profile, **headers, **unread, **narratives)

    return make


@pytest.fixture
def hostile_texts() -> tuple[str, ...]:
    """What stands in the hostile form and is to be printed as it is."""
    return HOSTILE_TEXTS


@pytest.fixture
def dirty_texts() -> dict[str, str]:
    """What stands in the hostile form, and what is to be printed in its place."""
    return DIRTY_TEXTS


def _row(category: str, name: str, weight: str, score: str | None, **more: Any) -> dict[str, Any]:
    return {"category": category, "name": name, "weight": weight, "score": score, **more}
