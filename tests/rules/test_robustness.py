"""Rules are total: whatever stands in a form, they find or keep quiet, and never raise."""

import json
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.fields import parse_path
from perftui.evaluation.model import Direction, Evaluation, Fund, Indicator, Stated
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import FormDate, Unread
from perftui.rules.checking import examine
from perftui.rules.finding import Evidence
from perftui.rules.surroundings import Sisters, Surroundings

SHANGHAI, NATIONAL = load_profile("sh2019"), load_profile("national2020")
KNOWN = [category.name for kind in (SHANGHAI, NATIONAL) for category in kind.categories]
FIXED = [row.name for row in (*SHANGHAI.fixed_indicators, *NATIONAL.fixed_indicators)]
CODES = [f"PT{number:03}" for number in range(1, 53)]

# What forms say, and where rules begin to read: sums, periods, people, promises, numbering, holes.
FRAGMENTS = (
    *(
        "1、",
        "2.",
        "（3）",
        "一是",
        "二是",
        "；",
        "，",
        "。",
        "。。",
        ",",
        "\n",
        "\t",
        " ",
        "\u3000",
    ),
    *("共", "合计", "其中", "分别", "共计12场", "其中5场、4场", "比上年增长20%", "达到", "完成"),
    *(
        "12场",
        "3.5万元",
        "1,245,505.00元",
        "95.33%",
        "109116份",
        "近17万人次",
        "十七场",
        "两项",
        "0",
    ),
    *("9" * 40, "１２％", "壹佰元", "10万余个", "-3", "1/0", "2:1", "百分之百"),
    *("2020年", "2019年12月31日", "2月30日", "13月", "第一季度", "2020年3月底前", "上半年", "明年"),
    *("年底", "99年", "0000年", "今年以来", "2018年至2020年"),
    *("未验收", "延期", "取消", "未完成", "滞后", "故障", "投诉", "无", "暂无", "不够完善"),
    *("回收问卷300份", "满意度", "招聘会", "完成率", "及时率", "预算执行", "资金", "绩效目标"),
    *("由市场管理部", "加强管理", "进一步提高", "6月底前完成验收", "力争", "高度重视"),
    *("人才大厦管理维护专项", "长三角一体化服务专项", "上海市人才服务中心"),
    *("XX", "××", "{原因}", "（请填写）", "在次", "帐户", "13812345678", "31010119900307123X"),
    *("𠮷", "Ａ", "“", "”", "「", "（", ")", "<p>", "\\", "%s", "[", "*", "①", "㈠", "\u200b"),
)

phrases = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
texts = st.text(max_size=12) | phrases | phrases | phrases.map(lambda phrase: phrase * 9)
short = st.text(max_size=6) | st.lists(st.sampled_from(FRAGMENTS), max_size=3).map("".join)
unread = st.builds(Unread, short, short)
absurd = st.sampled_from([Decimal(0), Decimal(10) ** 40, Decimal("1E-30"), Decimal("-0")])
usual = st.sampled_from([Decimal(each) for each in (1_000_000, 999_000, 953_200, 880_000)])
amounts = (
    st.none() | unread | absurd | usual | usual | usual | st.decimals(-(10**6), 10**9, places=2)
)
points = st.none() | unread | absurd | st.decimals(-20, 120, places=1)
values = st.none() | short | st.sampled_from(["≥95%", "100", "12场", "达成", "0", "优", "≤0", "∞"])
directions = st.none() | unread | st.sampled_from(Direction)
NAMES = [
    *FIXED,
    *(
        "招聘会完成率",
        "招聘会完成及时率",
        "招聘会参与率",
        "工程验收合格率",
        "群众满意度",
        "资金支付率",
    ),
    *(
        "重大事故发生率",
        "投诉发生率",
        "设备故障情况",
        "项目成本",
        "长效管理机制",
        "电子显示终端设备",
    ),
]
names = st.sampled_from(NAMES) | short
categories = st.sampled_from([*KNOWN, "", "产出目标 "])
odd_rows = st.builds(
    Indicator,
    category=categories | short,
    name=names,
    explanation=short,
    weight=points,
    score=points,
    remark=texts,
    target=values,
    actual=values,
    measure_unit=short,
    direction=directions,
)


@st.composite
def usual_rows(draw: st.DrawFn) -> Indicator:
    """Draw a row as people fill it in; only then do rules that compare rows look further."""
    weight = draw(st.sampled_from([Decimal(each) for each in ("2", "2.5", "8", "15")]))
    return Indicator(
        category=draw(categories),
        name=draw(st.sampled_from(NAMES)),
        weight=weight,
        score=draw(st.sampled_from([weight, weight, weight - 1, Decimal(0)])),
        remark=draw(st.just("") | texts),
        target=draw(st.sampled_from(["100%", "≥95%", "12", "10场", "0"])),
        actual=draw(st.sampled_from(["100%", "80%", "12", "20场", "0"])),
        direction=draw(directions),
    )


tables = st.lists(odd_rows, max_size=4) | st.lists(usual_rows(), max_size=8)
printed = (
    st.none()
    | short
    | st.sampled_from(["95.00%", "100%", "100.00%", "-3", "9" * 40, "优秀", "优", "差"])
)
statements = st.builds(
    Stated, execution_rate=printed, grade=printed, total_weight=printed, total_score=printed
)
years = st.none() | unread | st.sampled_from([2018, 2019, 2020]) | st.integers(0, 9999)
days = st.builds(
    FormDate,
    st.sampled_from([2019, 2020]) | st.integers(1, 9999),
    st.integers(1, 12),
    st.none() | st.just(28),
)
evaluations = st.builds(
    Evaluation,
    year=years,
    name=short | st.sampled_from(["人才大厦管理维护专项", "长三角一体化服务专项"]),
    unit=short,
    department=short,
    recurring=st.none() | st.booleans() | unread,
    budget=amounts,
    last_year_budget=amounts,
    executed=amounts,
    goal=texts,
    date=st.none() | unread | days,
    achievements=texts,
    problems=texts,
    measures=texts,
    indicators=tables.map(tuple),
    stated=st.none() | statements,
    funds=st.lists(st.builds(Fund, name=short, budget=amounts, executed=amounts), max_size=3).map(
        tuple
    ),
    suppressed=st.dictionaries(st.sampled_from(CODES) | short, short, max_size=2),
)
profiles = st.sampled_from([SHANGHAI, NATIONAL])
Lying = tuple[Evaluation, Surroundings]


@st.composite
def lying(draw: st.DrawFn, forms: st.SearchStrategy[Evaluation]) -> Lying:
    """Draw a form with what lies beside it, often forms that say what it says."""
    form, others = draw(forms), draw(st.lists(forms, max_size=2))
    copied = {"achievements": form.achievements, "problems": form.problems, "goal": form.goal}
    copies = [other.model_copy(update=copied) for other in others]
    beside = Surroundings(
        draw(st.none() | st.sampled_from([form, *others])),
        Sisters([form, *others, *copies] if draw(st.booleans()) else others),
        draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
    )
    return form, beside


def _stored(form: Evaluation) -> Evaluation:
    """Return a form as a file holds it, without numbers too long to be typed."""
    return Evaluation.model_validate_json(form.model_dump_json())


def _stands_in(form: Evaluation, evidence: Evidence) -> bool:
    """Whether what a finding rests on is there: a field, or characters of a text."""
    if evidence.end is None:
        return bool(parse_path(evidence.field))
    text = fields.get(form, evidence.field)
    return isinstance(text, str) and 0 <= evidence.start < evidence.end <= len(text)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lying(evaluations), profiles)
def test_no_form_makes_a_rule_raise(given_form: Lying, profile: Profile) -> None:
    form, beside = given_form
    report = examine(form, profile, beside=beside)
    for finding in (*report.findings, *(one.finding for one in report.suppressed)):
        assert finding.message.strip() and finding.hint.strip()
        assert fields.name_of(form, finding.field, profile)
        assert finding.evidence and all(_stands_in(form, one) for one in finding.evidence), finding
        assert json.dumps(finding.to_json(), ensure_ascii=False)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lying(evaluations.map(_stored)), profiles)
def test_a_fix_can_be_typed_into_its_field(given_form: Lying, profile: Profile) -> None:
    form, beside = given_form
    found = examine(form, profile, beside=beside).findings
    for fix in (finding.fix for finding in found if finding.fix):
        value = fields.read(fix.field, fix.value, profile)
        assert not isinstance(value, Unread)
        assert fields.get(fields.replace(form, fix.field, value), fix.field) == value
