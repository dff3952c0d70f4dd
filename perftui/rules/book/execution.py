"""Rules about the execution rate: its arithmetic, its score and its explanation."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import fields, totals
from perftui.evaluation.fields import cell
from perftui.evaluation.model import ZERO, Indicator, points
from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import (
    attempt,
    print_number,
    print_rate,
    read_rate,
    round_half_up,
)
from perftui.rules.finding import Evidence, Fix, Found, Level
from perftui.rules.form import Form
from perftui.rules.registry import rule

_WHOLE, _TENTH, _CENT, _HALF = (Decimal(text) for text in ("1", "0.1", "0.01", "0.5"))
_MONEY = (Evidence("budget"), Evidence("executed"))
_RATE_AND_MONEY = (Evidence("execution_rate"), *_MONEY)
_OVERSPENT_BECAUSE = re.compile("追加|调增|结转|增加预算|预算增加|增拨")
_ABOUT_MONEY = re.compile(
    "预算|资金|经费|款项|执行率|支付|付款|用款|尾款|支出|批复|下达|拨付|结余|结转|结算|(?:采购|招标)[^，。；]{0,12}(?:晚|慢|滞后|推迟|流标)"
)


@rule("PT005", level="error", title="预算执行率算错")
def stated_rate(form: Form) -> Iterator[Found]:
    """原表印出的预算执行率，应等于预算执行数除以当年预算数。

    四舍五入到整数、一位或两位小数都算对，其他数都算错。
    错：预算1,245,505.00元，执行1,187,376.00元，执行率印为96%。
    对：同样的金额，执行率印为95%、95.3%或95.33%。
    """
    stated = _stated_rate(form)
    if form.rate is None or stated is None or _is_rounding_of(stated, form.rate):
        return
    right, name = print_rate(form.rate), form.name_of("execution_rate")
    message = f"原表所印{name}为{print_number(stated)}%，按执行数和预算数计算应为{right}。"
    hint = f"请核对两个金额；金额无误时执行率应为{right}。"
    yield Found("execution_rate", message, hint, _stating(right), evidence=_RATE_AND_MONEY)


@rule("PT006", level="error", title="执行数大于预算数")
def overspent(form: Form) -> Iterator[Found]:
    """预算执行数不应大于当年预算数。

    确因追加、调增预算或使用上年结转资金而超出的，须在主要绩效、主要问题、改进措施或备注中说明；
    有这样的说明时只作提醒。
    错：预算100万元，执行108万元，全表没有说明。
    对：预算100万元，执行108万元，主要绩效写明「年中追加预算10万元」。
    """
    unspent = totals.unspent(form.evaluation)
    if unspent is None or unspent >= 0:
        return
    message = (
        f"{form.name_of('executed')}{form.money(points(form.evaluation.executed))}大于"
        f"{form.name_of('budget')}{form.money(points(form.evaluation.budget))}，"
        f"超出{form.money(-unspent)}。"
    )
    hint = "请核对金额；确有追加、调增或上年结转的，请在文字中写明金额和批准文件。"
    level = Level.WARNING if _is_explained(form) else None
    yield Found("executed", message, hint, level=level, evidence=_MONEY)


@rule("PT022", level="warning", title="预算执行率的得分与执行率不符")
def execution_score(form: Form) -> Iterator[Found]:
    """预算执行率这一行的得分，应等于权重乘以执行率。

    执行率超过100%按100%计。上海表式四舍五入到整数、0.5或两位小数都算对，全国表式相差不到0.1分算对。
    错：权重8分，执行率88.51%，自评8分。
    对：权重8分，执行率88.51%，按8×88.51%=7.08自评7分、7.08分。
    """
    for place, row in form.rows:
        earned = _earned(form, row)
        if earned is not None and not _is_accepted(form, points(row.score), earned):
            yield _wrong_execution_score(form, cell(place, "score"), earned)


@rule("PT023", level="warning", title="执行率偏低没有说明")
def low_rate_unexplained(form: Form) -> Iterator[Found]:
    """预算执行率低于90%时，主要问题里应有一条说明原因。

    执行率先四舍五入到两位小数再比较。主要问题中写到预算、资金、支付、批复、下达、结余、采购推迟等
    内容，就算有说明；低于80%属于明显偏低。
    错：执行率75.00%，主要问题只写「宣传力度不够」。
    对：执行率75.00%，主要问题写明「部分资金于10月下达，尾款跨年支付」。
    """
    low, very_low = form.thresholds.low_rate, form.thresholds.very_low_rate
    if form.rate is None or round_half_up(form.rate) >= low:
        return
    if not _ABOUT_MONEY.search(form.evaluation.problems):
        is_very_low = round_half_up(form.rate) < very_low
        bound = f"{print_number(very_low if is_very_low else low)}%"
        how = f"{bound}，明显偏低" if is_very_low else bound
        name, problems = form.name_of("execution_rate"), form.name_of("problems")
        message = f"{name}{print_rate(form.rate)}低于{how}，{problems}中没有说明原因。"
        hint = f"请在{problems}中写明资金没有用完的金额和原因。"
        yield Found("problems", message, hint, evidence=(*_RATE_AND_MONEY, Evidence("problems")))


@rule("PT051", level="hint", title="执行率的小数位是补上的零")
def false_precision(form: Form) -> Iterator[Found]:
    """原表印出两位小数的执行率，应是四舍五入到两位小数的数，而不是整数后补零。

    先四舍五入成整数再补上「.00」，看起来精确到了两位小数，其实不是。
    错：执行率实为95.33%，印为95.00%。
    对：执行率实为95.33%，印为95.33%或95%。
    """
    stated = _stated_rate(form)
    if form.rate is None or stated is None or not _is_rounding_of(stated, form.rate):
        return
    has_two_places = re.search(r"[.．]\d\d", form.stated.execution_rate or "")
    if has_two_places and stated != round_half_up(form.rate):
        right, name = print_rate(form.rate), form.name_of("execution_rate")
        message = f"原表所印{name}为{print_rate(stated)}，精确到两位小数应为{right}。"
        yield Found("execution_rate", message, f"可改印为{right}。", _stating(right))


@rule("PT052", level="warning", title="印为100%而资金没有用完")
def rounded_up_to_full(form: Form) -> Iterator[Found]:
    """还有资金没有支出时，执行率不宜印为100%。

    99.5%以上四舍五入到整数会成为100%，读表的人会以为资金已经用完。
    错：预算2,110,879.00元，执行2,108,341.70元，执行率印为100%。
    对：同样的金额，执行率印为99.88%。
    """
    unspent = totals.unspent(form.evaluation)
    if form.rate is not None and unspent and unspent > 0 and _stated_rate(form) == HUNDRED:
        name, right = form.name_of("execution_rate"), print_rate(form.rate)
        message = f"原表所印{name}为100%，实际还有{form.money(unspent)}没有支出。"
        hint = f"请改印为{right}。"
        yield Found("execution_rate", message, hint, _stating(right), evidence=_RATE_AND_MONEY)


def _stating(rate: str) -> Fix:
    return Fix("stated.execution_rate", rate, f"执行率改为{rate}", certain=True)


def _stated_rate(form: Form) -> Decimal | None:
    stated = attempt(read_rate, form.stated.execution_rate or "")
    return stated if isinstance(stated, Decimal) else None


def _is_rounding_of(stated: Decimal, rate: Decimal) -> bool:
    return any(stated == round_half_up(rate, quantum) for quantum in (_WHOLE, _TENTH, _CENT))


def _is_explained(form: Form) -> bool:
    texts = [text for _, text in form.narratives]
    texts += [row.remark for row in form.evaluation.indicators]
    return any(_OVERSPENT_BECAUSE.search(text) for text in texts)


def _earned(form: Form, row: Indicator) -> Decimal | None:
    """Return weight times rate for the scored row of the execution rate, None for other rows."""
    is_meant = _bare(row.name) == _bare(form.profile.execution_indicator)
    if form.rate is None or not is_meant or not row.is_scored:
        return None
    weight, share = points(row.weight), max(min(form.rate, HUNDRED), ZERO) / HUNDRED
    return weight * share if 0 < weight <= HUNDRED else None


def _is_accepted(form: Form, score: Decimal, earned: Decimal) -> bool:
    """Whether a score is what the rate earns, rounded as forms of the kind are."""
    if form.profile.score_step < _HALF:
        return abs(score - earned) <= form.thresholds.score_gap
    half = round_half_up(earned / _HALF, _WHOLE) * _HALF
    return score in (round_half_up(earned, _WHOLE), half, round_half_up(earned, _CENT))


def _wrong_execution_score(form: Form, path: str, earned: Decimal) -> Found:
    quantum = _WHOLE if form.profile.score_step >= _HALF else _CENT
    due = print_number(round_half_up(earned, quantum))
    stated = fields.show(form.evaluation, path, form.profile)
    rate = print_rate(points(form.rate))
    message = f"{form.name_of(path)}为{stated}，{form.column('weight')}乘以执行率{rate}应为{due}。"
    fix = Fix(path, due, f"按执行率改为{due}")
    return Found(path, message, f"请改为{due}，或核对预算数和执行数。", fix)


def _bare(name: str) -> str:
    return "".join(name.split())
