"""Rules are total: whatever stands in a form, they find or keep quiet, and never raise."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import FormDate, Unread
from perftui.rules.checking import check

SHANGHAI, NATIONAL = load_profile("sh2019"), load_profile("national2020")
KNOWN = ["投入与管理", "产出目标", "预算执行率", "产出指标", "", "别的", "产出目标 "]
NAMES = [row.name for row in (*SHANGHAI.fixed_indicators, *NATIONAL.fixed_indicators)]

texts = st.text(max_size=12) | st.text("1、2.一是（）()，。,; XX×*{}暂无\n\t招聘", max_size=20)
numbers = st.none() | st.builds(Unread, texts, texts)
amounts = numbers | st.decimals(-(10**6), 10**9, places=2)
amounts |= st.sampled_from([Decimal(0), Decimal(10) ** 40, Decimal("1E-30")])
points = numbers | st.decimals(-20, 120, places=1) | st.just(Decimal(10) ** 40)
rows = st.builds(
    Indicator,
    category=st.sampled_from(KNOWN) | texts,
    name=st.sampled_from(NAMES) | texts,
    weight=points,
    score=points,
    remark=texts,
)
printed = st.none() | texts | st.sampled_from(["95.00%", "100%", "1", "-3", "9" * 40, "优秀", "优"])
statements = st.builds(
    Stated, execution_rate=printed, grade=printed, total_weight=printed, total_score=printed
)
evaluations = st.builds(
    Evaluation,
    name=texts,
    unit=texts,
    department=texts,
    recurring=st.none() | st.booleans() | st.builds(Unread, texts, texts),
    budget=amounts,
    last_year_budget=amounts,
    executed=amounts,
    goal=texts,
    date=numbers | st.builds(FormDate, st.integers(1900, 2100), st.integers(1, 12)),
    achievements=texts,
    problems=texts,
    measures=texts,
    indicators=st.lists(rows, max_size=5).map(tuple),
    stated=st.none() | statements,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(evaluations, st.sampled_from([SHANGHAI, NATIONAL]))
def test_no_form_makes_a_rule_raise(form: Evaluation, profile) -> None:
    for finding in check(form, profile):
        assert finding.message.strip() and finding.hint.strip()
        assert fields.name_of(form, finding.field, profile)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(evaluations)
def test_a_fix_can_be_typed_into_its_field(form: Evaluation) -> None:
    for fix in (finding.fix for finding in check(form, SHANGHAI) if finding.fix):
        value = fields.read(fix.field, fix.value, SHANGHAI)
        assert not isinstance(value, Unread)
        assert fields.get(fields.replace(form, fix.field, value), fix.field) == value
