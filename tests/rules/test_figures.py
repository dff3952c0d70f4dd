"""PT026, PT027 and PT028: the figures in the text, with one another and with the header."""

from pathlib import Path
from typing import Any

import pytest

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.rules.checking import check
from perftui.rules.finding import Finding

CODES = ("PT026", "PT027", "PT028")
SAMPLES = Path(__file__).parents[2] / "sample_projects"


def _sample(name: str) -> Evaluation:
    return Evaluation.model_validate_json((SAMPLES / f"2019-{name}.perf.json").read_text("utf-8"))


def _form(texts: dict[str, str], rows: tuple[dict[str, Any], ...] = (), **more: Any) -> Evaluation:
    """A form of 2019 that has only some texts and rows, and the money of the fixtures."""
    money = {"budget": "1245505.00", "executed": "1187376.00", "last_year_budget": "1200000.00"}
    indicators = [{"category": "产出目标", "weight": "5", "score": "4", **row} for row in rows]
    return Evaluation.model_validate(
        {"year": 2019, **money, **texts, "indicators": indicators, **more}
    )


def _codes(form: Evaluation) -> list[str]:
    return [finding.code for finding in check(form, select=CODES)]


def _only(form: Evaluation) -> Finding:
    (finding,) = check(form, select=CODES)
    return finding


def _quoted(form: Evaluation, finding: Finding) -> list[str]:
    """What the finding rests on: stretches of texts, or the names of whole fields."""
    return [
        e.field if e.end is None else fields.get(form, e.field)[e.start : e.end]
        for e in finding.evidence
    ]


def test_the_correct_form_deserves_nothing(correct: Evaluation, imported: Evaluation) -> None:
    assert _codes(correct) == _codes(imported) == []


# PT026: parts and totals


@pytest.mark.parametrize(
    "text",
    [
        "共举办招聘会12场，其中线上5场、线下6场。",
        "全年受理补贴申请1000件，其中新申请500件、变更300件、注销100件。",
        "共计审批许可证件109116份。其中，许可94538份，函395份、就业证13272份，专证182份。",
        "培训合计100人次，分别为甲类60人次、乙类50人次。",
        "受益老年人300名，分别为60至69岁100名、70至79岁100名、80岁以上50名。",
        "共举办招聘会12场，线上5场，线下6场。",
        "共举办活动12场，讲座5场、沙龙6场。",
        "共100人（博士60人、硕士50人）。",
        "累计发布120条：短视频30条、图文60条、直播20条。",
        "举办招聘会12场，其中线上15场。",
        "线上5场，线下6场，共12场。",
        "线上5场；线下6场；合计12场。",
        "线上招聘会5场，线下招聘会6场，共举办招聘会12场。",
        "一季度100件，二季度200件，三季度300件，四季度400件，全年共办理1,100件。",
        "印制手册3000册、折页5000册、海报200册，总计8300册。",
        "场地费共计50万元，宣传费共计68.5万元，所有费用合计120.5万元。",
        "全年共举办招聘会十二场，其中长三角专场五场，高校专场六场，较上年增加2场。",
        "全年支出合计118.74万元，其中场地费50万元、宣传费60.74万元。",
        "问卷共回收500份，有效问卷480份、无效问卷30份。",
        "慰问困难群众1,200户：城镇600户、农村500户。",
        "发放补贴总计950人，男性500人，女性480人。",
        "A馆接待读者5.2万人次，B馆接待读者3.1万人次，两馆共接待读者8.5万人次。",
        "三个分中心接待量分别为1200人次、800人次、600人次，总接待量2500人次。",
    ],
)
@pytest.mark.parametrize("field", ["achievements", "problems", "measures", "goal"])
def test_parts_that_do_not_make_up_the_total_are_found(text: str, field: str) -> None:
    finding = _only(_form({field: text}))
    assert (finding.code, finding.level) == ("PT026", "warning")
    assert finding.field.startswith(field)


@pytest.mark.parametrize(
    "text",
    [
        "共举办招聘会12场，其中线上5场、线下7场。",
        "共举办招聘会12场，其中线上5场、线下7场，较上年增加2场，平均每场50家单位。",
        "线上5场，线下6场，共11场，参会企业100家。",
        "制造业300个、服务业200个、信息技术业100个，共提供岗位600个。",
        "提供岗位1000个，其中技术岗600个、管理岗400个，达成意向800个。",
        "计划培训10期，共完成9期，其中管理类4期、技术类5期。",
        "共受理100件，其中甲类60件（线上40件、线下20件）、乙类40件。",
        "总投资1.2亿元，其中土建0.8亿元、设备0.4亿元。",
        "A区培训3场共120人，B区培训2场共80人，合计5场、200人。",
    ],
)
def test_parts_that_make_up_the_total_are_right(text: str) -> None:
    assert _codes(_form({"achievements": text})) == []


@pytest.mark.parametrize(
    "text",
    [
        "共举办招聘会12场，其中校园招聘会5场。",
        "共服务企业615家，其中科创企业200家、外资企业100家。",
        "共服务企业615家，其中科创企业300家、外资企业200家等。",
        "共服务企业615家，其中主要为科创企业300家、外资企业200家。",
        "共服务企业615家，包括科创企业300家、外资企业200家。",
        "共100人，其中博士60人、女性50人。",
        "接待60余家，其中科研机构20余家、企业40余家。",
        "举办培训3场、讲座4场，举办招聘会共8场。",
        "共举办招聘会12场，讲座5场、沙龙6场。",
        "共计办理落户1493件；海外人才居住证3468件；服务单位615家，电话咨询约2400人次。",
        "共发放问卷200份，回收有效问卷190份。",
        "补贴标准为每人500元，共发放50,000元，其中第一批20,000元、第二批30,000元。",
        "满意度96%，其中企业95%、个人97%。",
        "本市16个区共有服务点220个，其中示范点20个，标准点150个。",
        "参加培训100人次，其中业务骨干40人次，合格率100%，合格100人次。",
        "举办活动20场，参与1200人，其中学生500人、家长400人、教师等其他人员300人。",
        "1、线上招聘会5场\n2、线下招聘会6场\n3、讲座共12场",
    ],
)
def test_a_list_that_may_leave_something_out_is_no_mistake(text: str) -> None:
    assert _codes(_form({"achievements": text})) == []


def test_amounts_that_were_rounded_need_add_up_only_so_far() -> None:
    right = "全年共计66.67万元，其中场地费33.33万元、宣传费33.33万元。"
    wrong = "全年共计66.67万元，其中场地费33.33万元、宣传费33.30万元。"
    assert _codes(_form({"achievements": right})) == []
    assert _codes(_form({"achievements": wrong})) == ["PT026"]


def test_a_wrong_total_says_what_the_parts_come_to_and_shows_them() -> None:
    form = _form({"achievements": "1、培训12期。\n2、共受理1,100件，其中线上600件、线下400件。"})
    finding = _only(form)
    assert finding.field == "achievements[1]"
    assert "「1,100件」" in finding.message and "相加为1,000件，少100件" in finding.message
    assert _quoted(form, finding) == ["1,100件", "600件", "400件"]


def test_a_remark_is_read_too() -> None:
    row = {"name": "招聘会完成率", "remark": "共举办12场，其中线上5场、线下6场"}
    assert _only(_form({}, (row,))).field == "indicators[0].remark"


# PT027: amounts and rates of the header


@pytest.mark.parametrize(
    "text",
    [
        "全年预算执行率达到96.5%。",
        "项目当年预算执行率为百分之九十。",
        "宣传效果较好，执行率96%。",
        "截至2019年12月底，预算执行率97%。",
        "预算执行率仅为85.33%，主要是尾款未付。",
        "资金使用率达99%。",
        "本年度共支出资金120万元。",
        "共使用财政资金1,287,376.00元。",
        "实际支出1,087,376.00元。",
        "2019年度预算执行1,187.38万元。",
        "预算1,245,505.00元，支出1,178,376.00元。",
        "项目资金130万元，全部执行完毕。",
        "项目预算总额为1,345,505.00元。",
        "当年预算数（元）：1,255,505.00元。",
        "预算资金135万元，实际使用118.74万元。",
        "年终结余8,129.00元。",
        "尚有68,129.00元未支出。",
        "上年预算110万元。",
        "2018年预算100万元。",
        "2019年预算124.55万元，决算支出128.74万元。",
        "当年预算比上年预算增长13.79%。",
        "预算较上年减少3.79%。",
        "与上年预算相比增加27.50%。",
        "与上年相比，预算增加27.50%。",
        "预算规模同比增长27.50%。",
        "项目资金比2018年增长27.5%。",
        "当年预算124.55万元，较上年增长27.50%。",
    ],
)
@pytest.mark.parametrize("field", ["achievements", "problems"])
def test_a_figure_that_contradicts_the_header_is_found(text: str, field: str) -> None:
    finding = _only(_form({field: text}))
    assert (finding.code, finding.level) == ("PT027", "warning")
    assert finding.field == f"{field}[0]"


@pytest.mark.parametrize(
    "text",
    [
        "全年预算1,245,505.00元，执行1,187,376.00元，预算执行率95.33%。",
        "项目预算124.55万元，实际支出118.74万元，执行率95.3%。",
        "预算执行率95%，结余58,129.00元。",
        "①预算执行率为95.33%，尚有5.81万元未支出。",
        "预算执行约119万元，执行率约95%。",
        "上年预算120万元，本年预算较上年增长3.79%。",
        "当年预算数比2018年增加3.8%。",
        "完成预算的95.33%。",
        "预算规模同比增长3.79%。",
        "与上年预算相比，增加3.79%。",
    ],
)
def test_figures_of_the_header_may_be_rounded_and_converted(text: str) -> None:
    assert _codes(_form({"achievements": text})) == []


@pytest.mark.parametrize(
    "text",
    [
        "上半年预算执行率仅40%，全年不够均衡。",
        "截至6月底，预算执行率45%，第三季度支出60万元。",
        "培训预算20万元，支出18万元。",
        "场地租赁，预算100万元，支出98万元。",
        "博士后公寓维修项目预算50万元，执行率80%。",
        "其中，场地租赁支出50万元。",
        "追加预算54495元，调增预算20万元。",
        "预算由100万元调整为124.55万元。",
        "支出20万元用于购置设备。",
        "中标金额99.8万元，结余资金0.2万元。",
        "四季度支付占全年预算的40%，每月支出约10万元。",
        "单场成本4.62万元，低于预算4.8万元，节约率2.6%。",
        "尚有3万元尾款未支付。",
        "预算执行率低于90%的科室予以通报。",
        "预算执行率提高5个百分点。",
        "2020年预算130万元，力争执行率达到98%以上。",
        "满意度95%，人均支出300元。",
        "参会单位同比增长27.5%，满意度较上年增长5%。",
        "预算支出同比增长12%，场地预算较上年增长20%。",
        "与上年预算相比，支出增加20%。",
        "2018年预算同比增长20%。",
        "当年预算124.55万元，举办招聘会9场，较上年增长20%。",
        "支出118.74万元，较上年预算增长5%。",
    ],
)
def test_other_amounts_and_rates_are_nobodys_business(text: str) -> None:
    assert _codes(_form({"achievements": text})) == []
    assert _codes(_form({"problems": text})) == []


@pytest.mark.parametrize(
    "text",
    ["预算执行率达到98%，年度预算130万元。", "由市场部在2020年6月底前使预算执行率达到99%。"],
)
def test_what_is_to_be_next_year_is_not_compared(text: str) -> None:
    assert _codes(_form({"measures": text})) == []


def test_a_wrong_growth_is_told_with_the_right_one() -> None:
    form = _form({"achievements": "当年预算比上年预算增长13.79%。"})
    finding = _only(form)
    assert "当年预算数比上年预算金额增长3.79%" in finding.message
    assert _quoted(form, finding)[1:] == ["budget", "last_year_budget"]


def test_what_the_form_leaves_open_is_not_compared() -> None:
    text = "全年预算100万元，支出90万元，执行率96%，结余10万元，上年预算80万元。"
    blank = _form({"achievements": text}, budget=None, executed=None, last_year_budget=None)
    assert _codes(blank) == []


def test_a_wrong_rate_is_told_once_with_the_right_one() -> None:
    form = _form({"achievements": "预算执行率96%。", "problems": "全年预算执行率96%，支付较慢。"})
    finding = _only(form)
    assert "「预算执行率96%」" in finding.message and "95.33%" in finding.message
    assert _quoted(form, finding) == ["预算执行率96%", "全年预算执行率96%", "execution_rate"]


def test_the_rate_as_the_document_printed_it_may_be_said() -> None:
    form = _form({"achievements": "预算执行率96%。"}, stated={"execution_rate": "96.00%"})
    assert _codes(form) == []


def test_amounts_are_compared_in_the_unit_of_the_form() -> None:
    form = _form({"achievements": "全年预算224.55万元。"}, profile="national2020")
    assert "全年预算数为124.5505万元" in _only(form).message


# PT028: one quantity, two values


@pytest.mark.parametrize(
    ("texts", "rows", "field"),
    [
        (
            {"achievements": "举办招聘会9场。", "problems": "招聘会计划约10场，实际完成8场。"},
            (),
            "problems[0]",
        ),
        (
            {"achievements": "举办招聘会9场。"},
            ({"name": "招聘会完成率", "remark": "计划10场，实际举办8场"},),
            "indicators[0].remark",
        ),
        (
            {"achievements": "全年共举办招聘会9场。", "problems": "仅举办8场招聘会，场次不足。"},
            (),
            "problems[0]",
        ),
        (
            {"achievements": "1、举办招聘会9场，效果良好。\n2、招聘会8场均顺利举办。"},
            (),
            "achievements[1]",
        ),
        (
            {"achievements": "1100家单位参会。", "problems": "参会单位1200家，到场率不高。"},
            (),
            "problems[0]",
        ),
        (
            {"achievements": "举办招聘会9场。", "measures": "针对2019年举办的8场招聘会开展回访。"},
            (),
            "measures[0]",
        ),
        (
            {"achievements": "为应届毕业生举办校园招聘会24场。", "problems": "校园招聘会仅22场。"},
            (),
            "problems[0]",
        ),
        (
            {"achievements": "参会单位满意度为95%。"},
            ({"name": "参会单位满意度", "remark": "参会单位满意度93%"},),
            "indicators[0].remark",
        ),
        (
            {"achievements": "新增停车泊位320个。", "problems": "虽已新增302个停车泊位，仍不够。"},
            (),
            "problems[0]",
        ),
        (
            {"achievements": "印制宣传手册3000册。"},
            ({"name": "宣传手册印制合格率", "remark": "印制宣传手册2500册，均合格"},),
            "indicators[0].remark",
        ),
    ],
)
def test_two_numbers_of_one_thing_are_found(
    texts: dict[str, str], rows: tuple[dict[str, Any], ...], field: str
) -> None:
    finding = _only(_form(texts, rows))
    assert (finding.code, finding.level, finding.field) == ("PT028", "warning", field)


@pytest.mark.parametrize(
    ("said", "reached", "codes"),
    [
        ("走访用工企业150家。", {"actual": "160家"}, ["PT028"]),
        ("走访用工企业150家。", {"actual": "160", "measure_unit": "家"}, ["PT028"]),
        ("走访用工企业150家。", {"actual": "150家"}, []),
        ("走访用工企业约150家。", {"actual": "160家"}, []),
    ],
)
def test_the_text_is_held_against_what_the_table_says_was_reached(
    said: str, reached: dict[str, str], codes: list[str]
) -> None:
    row = {"name": "企业用工走访家数", "target": "≥150家", **reached}
    assert _codes(_form({"achievements": said}, (row,), profile="national2020")) == codes


@pytest.mark.parametrize(
    ("achievements", "elsewhere"),
    [
        ("举办招聘会9场。", {"problems": "招聘会计划10场，实际完成9场，有1场招聘会因场地取消。"}),
        ("举办招聘会9场。", {"problems": "招聘会9场中有3场到场率不足80%。"}),
        ("举办招聘会9场。", {"measures": "由市场部在2020年6月底前补办1场招聘会。"}),
        ("举办招聘会9场。", {"measures": "明年举办招聘会12场，每季度举办招聘会3场。"}),
        ("举办招聘会9场，其中线上招聘会4场。", {"problems": "线上招聘会4场，人气不足。"}),
        ("举办招聘会9场。", {"goal": "全年举办招聘会10场。"}),
        ("举办招聘会9场。2018年举办招聘会8场。", {}),
        ("上半年举办招聘会4场，下半年举办招聘会5场，全年举办招聘会9场。", {}),
        ("在浦东新区举办招聘会5场。在徐汇区举办招聘会4场。", {}),
        ("为企业举办政策培训3场。为社区举办政策培训5场。", {"problems": "政策培训8场。"}),
        ("更换灯具120套。维修灯具80套。", {"problems": "灯具维修80套。"}),
        ("帮扶企业30家。", {"problems": "重点帮扶企业10家。"}),
        ("举办专题培训12期。", {"problems": "专题培训12期中2期延期。"}),
        ("新增停车泊位320个。", {"problems": "停车泊位1500个，仍不够用。"}),
        ("预算执行率95.33%。", {"problems": "上半年预算执行率40%。"}),
        ("回收有效问卷320份，单位满意度95%。回收有效问卷210份，学生满意度92%。", {}),
        ("参会单位由上年1,020家增至1,180家。", {"problems": "参会单位1,180家。"}),
        ("政策知晓率85%。", {"problems": "政策知晓率85%，低于90%的目标。"}),
        ("提供岗位22000余个。", {"problems": "提供有效岗位21000个。"}),
        ("发布信息1.2万条。", {"problems": "发布信息12,035条。"}),
    ],
)
def test_numbers_of_two_things_are_not_compared(
    achievements: str, elsewhere: dict[str, str]
) -> None:
    assert _codes(_form({"achievements": achievements, **elsewhere})) == []


@pytest.mark.parametrize(
    ("measure", "codes"),
    [
        ("针对2019年12月检查反映的情况，在年底前完成复核，信息登记准确率达到95%。", []),
        ("针对2019年检查反映的情况，信息登记准确率提高到95%。", []),
        ("2019年检查后，将信息登记准确率提升至95%。", []),
        ("结合2019年检查结果，组织信息登记培训20场，信息登记准确率95%。", []),
        ("2019年信息登记准确率只有85%，由信息科在2020年6月底前逐条复核。", ["PT028"]),
    ],
)
def test_a_figure_in_a_measure_is_an_aim_unless_it_reports_the_past_year(measure, codes) -> None:
    problem = "信息登记准确率88.6%，低于95%的目标。"
    assert _codes(_form({"problems": problem, "measures": measure})) == codes


def test_a_run_of_words_that_go_before_a_figure_is_read_at_once() -> None:
    for word in ("本年度", "数额", "达到", "总数额", "预算资金", "上年预算", "项目资金"):
        assert _codes(_form({"achievements": f"{word * 60}某支出增长5%、90万元。"})) == []


def test_both_numbers_are_shown() -> None:
    form = _form({"achievements": "举办招聘会9场。", "problems": "招聘会仅举办8场。"})
    finding = _only(form)
    assert "「招聘会」" in finding.message
    assert "「9场」" in finding.message and "「8场」" in finding.message
    assert _quoted(form, finding) == ["9场", "8场"]


# The nine real forms


DESERVED = {
    "外国人（台港澳）来华工作许可专项": "相加为109,066份，少50份",
    "科创人才公共服务专项": "相加为640平米，多10平米（其中有约数）",
}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("2019-*.perf.json")), ids=lambda p: p.stem)
def test_the_real_forms_get_what_they_deserve(path: Path) -> None:
    form = Evaluation.model_validate_json(path.read_text("utf-8"))
    found = check(form, select=CODES)
    due = [DESERVED[form.name]] if form.name in DESERVED else []
    assert [finding.code for finding in found] == ["PT026"] * len(due)
    assert all(text in finding.message for text, finding in zip(due, found, strict=True))


@pytest.mark.parametrize(
    ("name", "field", "old", "new", "code"),
    [
        ("高校毕业生就业服务专项", "achievements", "10428家单位参会",
         "其中校园招聘60场、专场招聘30场，10428家单位参会", "PT026"),
        ("长三角一体化服务专项", "achievements", "1100家知名企业事业单位",
         "1100家知名企业事业单位（外资300家、民营700家、国有200家）", "PT026"),
        ("公共服务专项经费", "problems", "预算执行", "全年预算执行率仅为85%，预算执行", "PT027"),
        ("人才大厦管理维护专项", "problems", "个别项目",
         "全年结余1,614,617.15元，个别项目", "PT027"),
        ("上海市流动人才党员服务管理专项", "achievements", "做好",
         "本年度预算117万元，实际支出106.41万元。做好", "PT027"),
        ("高校毕业生就业服务专项", "problems", "与项目相关",
         "全年招聘活动仅98场，与项目相关", "PT028"),
        ("科创人才公共服务专项", "problems", "对前期",
         "举办政策宣讲15场，场次不足；对前期", "PT028"),
    ],
)  # fmt: skip
def test_what_is_planted_into_a_real_form_is_found(
    name: str, field: str, old: str, new: str, code: str
) -> None:
    form = _sample(name)
    text = getattr(form, field)
    assert text.count(old) >= 1
    planted = form.model_copy(update={field: text.replace(old, new, 1)})
    before, after = _codes(form), _codes(planted)
    assert sorted(after) == sorted([*before, code])


def test_labels_of_another_kind_of_form_are_its_own() -> None:
    form = _form({"achievements": "全年预算100万元。"}, profile="national2020")
    name = load_profile("national2020").label("budget")
    assert name.startswith("全年预算数") and "全年预算数为" in _only(form).message
