"""PT024 and PT040: scores that are too good for the money spent and the people asked."""

from decimal import Decimal
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.evaluation.thresholds import Cap
from perftui.rules.checking import check

CODES = ("PT024", "PT040")
SAMPLES = Path(__file__).parents[2] / "sample_projects"
SURVEYED = {"achievements": "1、回收问卷480份，参会单位满意度96%。"}
# The other rows of the correct form earn 90 of 92 points, 97.83 %.
MILLION = {**SURVEYED, "budget": "1000000"}
CAPS = tuple(
    Cap(rate_below=Decimal(rate), total_at_most=Decimal(total))
    for rate, total in ((60, 69), (70, 79), (80, 89))
)


@pytest.mark.parametrize(
    ("executed", "fires"),
    [("1000000", False), ("930000", False), ("929300", True), ("885000", True), ("500000", True)],
)
def test_scores_far_above_the_execution_rate_are_doubted(plant, found, executed, fires) -> None:
    form = plant({**MILLION, "executed": executed})
    assert found(form) == [("PT024", "indicators")] * fires


def test_the_doubt_says_both_rates(plant, only) -> None:
    finding = only(plant({**MILLION, "executed": "800000"}))
    assert (finding.code, finding.level) == ("PT024", "hint")
    assert "97.83%" in finding.message and "80.00%" in finding.message


def test_scores_that_fell_with_the_rate_are_right(plant, found) -> None:
    lower = {f"indicators[{n}].score": s for n, s in ((6, "10"), (7, "8"), (8, "5"), (10, "9"))}
    assert found(plant({**MILLION, "executed": "800000", **lower})) == []


def test_half_scored_forms_and_unknown_rates_are_not_judged(plant, found) -> None:
    low = {**MILLION, "executed": "500000"}
    assert found(plant({**low, "indicators[6].score": ""})) == []
    assert found(plant({**low, "budget": ""})) == []
    assert found(plant({**low, "budget": "0"})) == []


@pytest.mark.parametrize(
    ("executed", "cap"), [("590000", "69"), ("600000", "79"), ("699999", "89"), ("799900", "89")]
)
def test_a_low_rate_caps_the_total(plant, profile, executed: str, cap: str) -> None:
    thresholds = profile.thresholds.model_copy(update={"caps": CAPS, "rate_gap": Decimal(99)})
    capped = profile.model_copy(update={"thresholds": thresholds})
    form = plant({**MILLION, "executed": executed})
    (finding,) = check(form, capped, select=CODES)
    assert f"总分不应超过{cap}，现为98" in finding.message
    assert check(plant({"executed": "800000"}, form), capped, select=CODES) == ()


def test_satisfaction_without_a_survey_is_doubted(plant, only) -> None:
    finding = only(plant({}))
    assert (finding.code, finding.level, finding.field) == ("PT040", "hint", "indicators[8].score")
    assert finding.message == "「参会单位满意度」是满分，全表没有写明调查的样本数。"


@pytest.mark.parametrize(
    "text",
    [
        "1、满意度调查结果良好。",
        "1、举办招聘会9场，1100家单位参会。",
        "1、开展问卷调查，参会单位表示满意。",
        "1、问卷回收率90%。",
        "1、开展2次满意度调查。",
        "1、服务对象普遍满意。",
        "1、登记仓储信息5200条，随机抽查准确率99%。",
        "1、登记仓储信息5200条，满意度调查结果良好。",
        "1、走访企业150家，满意度调查结果良好。",
        "1、抽样检测食品1200份，合格率99%。",
        "1、回收旧衣物300件，群众满意。",
        "1、开展问卷调查，服务质量提高，新建网点12家。",
    ],
)
def test_words_without_a_sample_are_no_survey(plant, found, text: str) -> None:
    assert found(plant({"achievements": text})) == [("PT040", "indicators[8].score")]


@pytest.mark.parametrize(
    "text",
    [
        "1、全年未收到投诉，参会单位满意度100%。",
        "1、参会单位满意，没有一起投诉。",
        "1、无不良意见，服务对象满意。",
    ],
)
def test_no_complaints_are_not_satisfaction(plant, only, text: str) -> None:
    finding = only(plant({"achievements": text}))
    assert finding.code == "PT040" and "不等于满意" in finding.message


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("achievements", "1、回收问卷480份，满意度96%。"),
        ("achievements", "1、发放满意度调查表300张。"),
        ("achievements", "1、抽样调查的样本量为300。"),
        ("achievements", "1、随机电话回访200家企业，均表示满意。"),
        ("achievements", "1、对120余名参会人员作了满意度测评。"),
        ("achievements", "1、发出调查问卷五百份。"),
        ("achievements", "1、开展问卷调查，回收480份。"),
        ("achievements", "1、抽取服务对象100名，开展满意度测评。"),
        ("achievements", "1、随机抽查200名学员，满意度96%。"),
        ("achievements", "1、受访群众320人，满意310人。"),
        ("achievements", "1、扫码评价1.2万条，满意率99%。"),
        ("problems", "1、满意度问卷只收回80份，代表性不足。"),
        ("indicators[8].remark", "问卷200份"),
        ("indicators[8].explanation", "满意度调查问卷不少于100份"),
        ("indicators[8].actual", "98%（问卷200份）"),
    ],
)
def test_a_sample_anywhere_is_enough(plant, found, field: str, text: str) -> None:
    assert found(plant({field: text})) == []


def test_satisfaction_that_lost_points_or_is_not_scored_is_not_doubted(plant, found) -> None:
    assert found(plant({"indicators[8].score": "6"})) == []
    assert found(plant({"indicators[8].score": ""})) == []
    assert found(plant({"indicators[8].name": "参会单位数"})) == []


def test_what_the_real_forms_are_hinted_at() -> None:
    findings = {
        path.name[5:].removesuffix(".perf.json"): [
            (f.code, f.level.value, len(f.evidence))
            for f in check(Evaluation.model_validate_json(path.read_text("utf-8")), select=CODES)
        ]
        for path in sorted(SAMPLES.glob("2019-*.perf.json"))
    }
    two = [("PT040", "hint", 2)]
    assert findings == {
        "长三角一体化服务专项": two,
        "高峰人才及其团队服务专项": [("PT040", "hint", 1)],
        "高校毕业生就业服务专项": [],
        "公共服务专项经费": [("PT040", "hint", 3)],
        "科创人才公共服务专项": two,
        "人才大厦管理维护专项": [("PT024", "hint", 3), *two],
        "人才发展服务平台一体化建设专项": two,
        "上海市流动人才党员服务管理专项": two,
        "外国人（台港澳）来华工作许可专项": two,
    }
