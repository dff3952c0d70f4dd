"""PT016 and PT017: problems that no measure answers, and measures that answer none."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT016", "PT017")

SAMPLES = Path(__file__).parents[2] / "sample_projects"

UNEVEN = "预算集中在下半年使用，上半年支付较少。"
AWARENESS = "政策宣传渠道单一，部分企业对补贴政策了解不够。"
FAIRS = "招聘会计划10场，实际完成9场，完成率90%。"
TRAINING = "业务培训次数偏少，窗口人员对新政策掌握不够。"
ASSETS = "新购设备未及时办理资产入账，账实核对不及时。"
ANSWERS = {
    UNEVEN: "年初编制分月用款计划，每季度末由财务科核对执行进度。",
    AWARENESS: "由市场管理部每月通过公众号推送政策解读，年中抽查一次知晓率。",
    FAIRS: "由市场管理部在2020年6月底前补办1场招聘会。",
    TRAINING: "每季度组织一次业务培训，训后测试，未通过的补训。",
    ASSETS: "设备购置后15日内登记入账，每半年盘点一次资产。",
}
PROBLEMS = tuple(ANSWERS)


def numbered(texts) -> str:
    return "\n".join(f"{number}、{text}" for number, text in enumerate(texts, 1))


def sample(name: str) -> Evaluation:
    return Evaluation.model_validate_json(
        (SAMPLES / f"2019-{name}.perf.json").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("长三角一体化服务专项", []),
        ("高峰人才及其团队服务专项", [("PT016", "problems[1]", "博士后公寓部分项目")]),
        ("高校毕业生就业服务专项", [("PT017", "measures[0]", "随着高校毕业生就业服务工作")]),
        ("公共服务专项经费", []),
        (
            "科创人才公共服务专项",
            [
                ("PT016", "problems[0]", "对前期办公及接待场地预算估计不足"),
                ("PT016", "problems[1]", "对开幕揭牌及分中心成立宣传布置预估不足"),
            ],
        ),
        ("人才大厦管理维护专项", []),
        (
            "人才发展服务平台一体化建设专项",
            [("PT016", "problems[0]", "「服务流程有待进一步优化」")],
        ),
        ("上海市流动人才党员服务管理专项", []),
        ("外国人（台港澳）来华工作许可专项", []),
    ],
)
def test_what_is_open_in_the_real_forms(name: str, expected) -> None:
    found = check(sample(name), select=CODES)
    assert [(finding.code, finding.field) for finding in found] == [e[:2] for e in expected]
    for finding, (*_, quoted) in zip(found, expected, strict=True):
        assert quoted in finding.message


def test_the_evidence_is_the_problem_itself() -> None:
    form = sample("人才发展服务平台一体化建设专项")
    (finding,) = check(form, select=["PT016"])
    (said,) = finding.evidence
    assert form.problems[said.start : said.end] == "服务流程有待进一步优化"


@pytest.mark.parametrize("left_out", PROBLEMS)
def test_a_problem_whose_measure_is_missing_is_found(plant, only, left_out: str) -> None:
    measures = [ANSWERS[problem] for problem in PROBLEMS if problem != left_out]
    form = plant({"problems": numbered(PROBLEMS), "measures": numbered(measures)})
    finding = only(form)
    place = PROBLEMS.index(left_out)
    assert (finding.code, finding.level) == ("PT016", "warning")
    assert finding.field == f"problems[{place}]"
    (said,) = finding.evidence
    assert form.problems[said.start : said.end] == left_out


@pytest.mark.parametrize(
    "order", [PROBLEMS, PROBLEMS[::-1], PROBLEMS[2:] + PROBLEMS[:2]], ids=["same", "back", "round"]
)
@pytest.mark.parametrize("separator", ["\n", "；", ""])
def test_the_order_and_the_numbers_do_not_matter(plant, found, order, separator) -> None:
    problems = separator.join(f"{n}、{text}" for n, text in enumerate(PROBLEMS, 1))
    measures = separator.join(ANSWERS[problem] for problem in order)
    assert found(plant({"problems": problems, "measures": measures})) == []


def test_problems_listed_in_one_sentence_are_looked_at_one_by_one(plant, only, found) -> None:
    problems = "信息系统建设有待加强，业务培训力度不够，预算存在年底集中使用的现象。"
    two = "升级信息系统，打通数据接口。编制分月用款计划，按季核对执行进度。"
    finding = only(plant({"problems": problems, "measures": two}))
    assert "「业务培训力度不够」" in finding.message
    three = f"{two}每季度组织一次业务培训，训后测试。"
    assert found(plant({"problems": problems, "measures": three})) == []


@pytest.mark.parametrize(
    "problem",
    [
        "因补助资金下达较晚，部分设备未能在年内验收。",
        "个别设备因资金批准时间较晚 未能在当年度验收",
        "设备采购论证不充分，导致首次招标流标，使得设备年底才到货，未能及时验收。",
    ],
)
def test_a_problem_with_its_cause_and_its_consequence_is_one(plant, found, problem: str) -> None:
    measures = "由设备科会同监理在2020年6月底前完成设备验收，提前做好采购论证。"
    assert found(plant({"problems": problem, "measures": measures})) == []


@pytest.mark.parametrize(
    ("problem", "measure"),
    [
        ("来访车辆的停放指引不够清楚。", "重新绘制来访车辆停放指引并张贴上墙。"),
        ("参训学员对食宿条件意见较多。", "更换培训基地，改善学员食宿条件。"),
        (
            "存在的问题较多，招聘会少办1场，宣传渠道单一。",
            "针对上述问题逐项制定整改清单，年底前办结。",
        ),
    ],
)
def test_words_in_common_and_general_answers_do(plant, found, problem, measure) -> None:
    assert found(plant({"problems": problem, "measures": measure})) == []


def test_blank_measures_are_left_to_the_rule_of_blank_fields(plant, found) -> None:
    assert found(plant({"problems": numbered(PROBLEMS), "measures": ""})) == []


@pytest.mark.parametrize(
    "measure",
    [
        "由资产管理科每季度盘点一次固定资产，做到账实相符。",
        "资金使用应符合国家财经法规和专项资金管理办法的规定。",
        "项目资金的使用要严格遵守国家法律法规。",
        "完善信息系统数据接口，实现部门间数据共享。",
        "由工程科在6月底前完成屋面防水工程验收。",
        "增加满意度调查样本，每年发放问卷300份。",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_measure_that_answers_nothing_is_found(plant, only, measure: str, place: int) -> None:
    measures = [ANSWERS[FAIRS], ANSWERS[UNEVEN]]
    measures.insert(place, measure)
    problems = numbered([FAIRS, UNEVEN])
    finding = only(plant({"problems": problems, "measures": numbered(measures)}))
    assert (finding.code, finding.level) == ("PT017", "hint")
    assert finding.field == f"measures[{place}]"
    assert measure.rstrip("。")[:20] in finding.message


def test_in_one_paragraph_the_sentence_is_named(plant, only) -> None:
    stray = "由资产管理科每季度盘点一次固定资产，做到账实相符。"
    form = plant({"problems": FAIRS, "measures": f"{ANSWERS[FAIRS]}{stray}"})
    finding = only(form)
    (said,) = finding.evidence
    assert form.measures[said.start : said.end] == stray


@pytest.mark.parametrize(
    ("typed", "measure"),
    [
        ({"indicators[4].score": "4"}, "由资产管理科每季度盘点一次固定资产，做到账实相符。"),
        ({"indicators[0].score": "5"}, "资金使用应符合国家财经法规和专项资金管理办法的规定。"),
        ({"indicators[8].score": "6"}, "对参会单位逐家走访，改进展位安排。"),
        ({}, "今后将高度重视，努力做好各项工作。"),
        ({}, "严格按照招聘会管理规定提前确认场地，补办1场招聘会。"),
        ({}, "进一步提高服务意识。"),
    ],
)
def test_what_answers_a_loss_or_is_a_mere_vow_is_left_alone(plant, typed, measure) -> None:
    measures = numbered([ANSWERS[FAIRS], measure])
    form = plant(typed | {"problems": numbered([FAIRS]), "measures": measures})
    assert check(form, select=["PT017"]) == ()


def test_a_second_sentence_of_an_answering_point_carries_on(plant, found) -> None:
    measures = f"1、{ANSWERS[FAIRS]}缺一样过程材料的，不予办理结项。\n2、{ANSWERS[UNEVEN]}"
    assert found(plant({"problems": numbered([FAIRS, UNEVEN]), "measures": measures})) == []


def test_without_problems_no_measure_is_unasked(plant, found) -> None:
    assert found(plant({"problems": "", "measures": numbered(ANSWERS.values())})) == []


STRAYS = [
    "由后勤科在2020年8月底前更换垃圾分类标识24块，每周巡查一次。",
    "由团委在2020年8月底前补记120名志愿者的服务时长，每月公示1次。",
    "由办公室在2020年8月底前试行公务用车拼车，空驶里程下降10%。",
    "由综合科在2020年8月底前修订保密审查流程，对外材料审查率达到100%。",
    "由财务科严格执行国家财经法规和专项资金管理办法，每季度检查1次资金使用的合规性。",
    "由老干部科在6月底前登门看望离退休干部45名。",
]


@pytest.mark.parametrize("measure", STRAYS)
@pytest.mark.parametrize("problem", [UNEVEN, FAIRS, AWARENESS, TRAINING])
def test_actor_deadline_and_frequency_do_not_make_an_answer(plant, found, problem, measure) -> None:
    both = numbered([ANSWERS[problem], measure])
    form = plant({"problems": problem, "measures": both})
    assert found(form) == [("PT017", "measures[1]")]
    for stray in STRAYS[:4]:
        # what is no answer here leaves the problem open there
        only_stray = plant({"problems": problem, "measures": stray})
        assert ("PT016", "problems[0]") in found(only_stray)


@pytest.mark.parametrize(
    ("problem", "other"),
    [
        ("人才引进政策的申报材料偏多。", "由人才引进科在8月底前补办1场招聘会。"),
        ("住户调查的样本户更替频繁。", "住户调查科在2020年第三季度内补办1场招聘会。"),
        ("读者到馆人次下降较多。", "由读者服务部每季度补办1场招聘会。"),
        ("垃圾分类标识不清，混投现象较多。", "由垃圾分类办公室牵头，8月底前补办1场招聘会。"),
    ],
)
def test_the_name_of_a_department_is_no_answer(plant, found, problem: str, other: str) -> None:
    form = plant({"problems": numbered([FAIRS, problem]), "measures": other})
    assert found(form) == [("PT016", "problems[1]")]


@pytest.mark.parametrize(
    ("problem", "measure"),
    [
        ("会议室预约规则没有公布，空置与争用并存。", "由行政科公布会议室预约规则。"),
        ("来访接待室座椅破旧。", "由机关服务中心在6月底前更新接待室座椅20把。"),
        ("夜间门岗无人值守。", "由安保处在6月底前增设门岗2处，夜间巡逻2次。"),
        ("对外材料的保密审查流程不够规范。", "由综合科修订保密审查流程。"),
    ],
)
def test_a_problem_of_no_known_topic_wants_an_answer_too(plant, found, problem, measure) -> None:
    problems = numbered([FAIRS, problem])
    open_form = plant({"problems": problems, "measures": ANSWERS[FAIRS]})
    assert found(open_form) == [("PT016", "problems[1]")]
    answered = plant({"problems": problems, "measures": numbered([ANSWERS[FAIRS], measure])})
    assert found(answered) == []


@pytest.mark.parametrize(
    ("problem", "measure"),
    [
        (
            "预算测算依据不足，绩效目标与预算的匹配程度不高。",
            "由财务科修订绩效目标，按数量、质量各设1项可量化指标。",
        ),
        (
            "经费同比上升47%，而服务人次等工作量没有变化。",
            "对增加的预算逐项列出新增任务和单价，为增量部分另设绩效指标。",
        ),
        ("宣传主要靠公告栏，企业知晓率不高。", "每月推送政策短视频2期，年中抽查一次。"),
        (
            "项目收入预测偏差大，上半年执行率低，年底集中付款。",
            "年初编制分月用款计划，6月底、9月底分别核对进度。",
        ),
    ],
)
def test_an_answer_in_other_words_is_one(plant, found, problem: str, measure: str) -> None:
    problems, measures = numbered([FAIRS, problem]), numbered([ANSWERS[FAIRS], measure])
    assert found(plant({"problems": problems, "measures": measures})) == []


def test_who_answers_one_problem_in_its_words_does_not_answer_another_by_its_topic(
    plant, only
) -> None:
    problems = numbered(["窗口办理补贴认证的环节偏多。", "对外材料的保密审查流程不够规范。"])
    only_one = "上线手机认证，合并2个补贴办理环节，减少窗口认证。"
    finding = only(plant({"problems": problems, "measures": only_one}))
    assert (finding.code, finding.field) == ("PT016", "problems[1]")
