"""Rules about the budget beside last year's, and about the unit of the amounts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import fields, totals
from perftui.evaluation.fields import cell
from perftui.evaluation.model import points
from perftui.evaluation.values import print_rate
from perftui.rules.finding import Evidence, Fix, Found
from perftui.rules.form import Form
from perftui.rules.reading.money_units import Mixup, Said, mixups, said_wrongly
from perftui.rules.reading.table import bare, is_full
from perftui.rules.registry import rule

_MONEY = "预算(?!执行)|经费|资金(?!使用)|投入|任务|工作量|业务量|服务量|职能|规模"
_THINGS = (
    "项目|工作|子项|工程|内容|场地|面积|设备|系统|点位|窗口|分中心|活动|支出|建设|采购|改造|标准"
)
_GAP = "[^，,。；;：:\n]{0,14}?"
_GROWN = re.compile(
    rf"(?:{_MONEY}){_GAP}(?:增长|增加|增幅|增多|扩大|翻番|新增|追加|较上年|比上年|同比)"
    rf"|(?:增加|扩大){_GAP}(?:{_MONEY})"
    rf"|(?:新增|增设|追加|调增|增拨|扩建){_GAP}(?:{_MONEY}|{_THINGS})"
    r"|一次性(?:投入|支出|采购|购置|改造|安排)|首[年次](?:安排|列入|实施|全年)|提标|扩面"
    r"|上年(?:度)?(?:预算)?(?:未|仅|只|按半年)"
)
_SHRUNK = re.compile(
    rf"(?:{_MONEY}){_GAP}(?:减少|下降|压减|压缩|缩减|核减|削减|调减|减幅|降幅|较上年|比上年|同比|移交|划转)"
    rf"|(?:减少|压减|压缩|缩减|核减|削减|调减|取消|停止|不再|停办|移交|划转|划出|精简){_GAP}"
    rf"(?:{_MONEY}|{_THINGS})"
    r"|过紧日子|上年(?:度)?(?:预算)?(?:含|包含|有)一次性"
)
_NEW = re.compile(
    r"项目[^，,。；;\n]{0,8}?(?:新设|新立|首年|首次|第一年)|(?:当|本|今)年度?新(?:设|立项)|新设(?:立)?的?项目"
)
_GOAL_ROW = "绩效目标合理性"
_LARGEST_GROWTH = 10**6


@rule("PT032", level="hint", title="预算大增大减没有说明")
def budget_change_unexplained(form: Form) -> Iterator[Found]:
    """当年预算比上年增减30%以上的，文字部分应说明原因。

    增加的写明新增任务或追加的理由，减少的写明减了什么；「绩效目标合理性」扣了分也代替不了说明。
    百分数由表式规定；上年预算为0或没有填的不检查。
    错：预算由251万元增至671万元，全表没有一句话说到预算增加。
    对：预算由251万元增至671万元，写明「新增科创分中心装修和窗口设备，追加预算420万元」。
    """
    growth = totals.budget_growth(form.evaluation)
    if growth is None or not form.thresholds.budget_growth <= abs(growth) <= _LARGEST_GROWTH:
        return
    words = _GROWN if growth > 0 else _SHRUNK
    # A measure says what will be done, not why this year's budget is what it is.
    told = (passage for field, passage in form.passages.items() if field != "measures")
    if mixups(form) or any(words.search(passage.text) for passage in told):
        return
    full = [place for place, row in form.rows if _GOAL_ROW in bare(row.name) and is_full(row)]
    change = f"{'增加' if growth > 0 else '减少'}{print_rate(abs(growth))}"
    message = (
        f"{_amount(form, 'budget')}比{_amount(form, 'last_year_budget')}{change}，没有说明原因"
        f"{f'，「{_GOAL_ROW}」仍是满分' if full else ''}。"
    )
    what = "新增的任务、金额和测算依据" if growth > 0 else "减少的任务和金额"
    hint = f"请在{form.name_of('achievements')}或{form.name_of('problems')}中写明{what}。"
    cells = [Evidence(cell(place, "score")) for place in full]
    evidence = (Evidence("budget"), Evidence("last_year_budget"), *cells)
    yield Found("budget", message, hint, evidence=evidence)


@rule("PT033", level="warning", title="经常性项目没有上年预算")
def recurring_without_last_year(form: Form) -> Iterator[Found]:
    """经常性项目年年都有，上年预算不应是0。

    多半是上年预算漏填成0，或者其实是一次性项目、当年新设的项目。文字中写明当年新设的不提醒。
    错：是否为经常性项目填「是」，上年预算金额填0.00。
    对：是否为经常性项目填「是」，上年预算金额填1,200,000.00。
    """
    if form.evaluation.recurring is not True or form.evaluation.last_year_budget != 0:
        return
    if any(_NEW.search(passage.text) for passage in form.passages.values()):
        return
    recurring, last = form.name_of("recurring"), form.name_of("last_year_budget")
    message = f"{recurring}填的是「是」，{last}却是0。"
    hint = f"请核对{last}；上年确实没有预算的，请改{recurring}，或写明是当年新设的项目。"
    evidence = (Evidence("recurring"), Evidence("last_year_budget"))
    yield Found("last_year_budget", message, hint, _last_years_own(form), evidence=evidence)


@rule("PT034", level="warning", title="元和万元混用")
def mixed_units(form: Form) -> Iterator[Found]:
    """表头和文字中的金额，单位要一致，不能把万元数填进以元计的栏目，也不能反过来。

    两个金额相差约一万倍、以元计的表金额都不到1万元、以万元计的表金额都在50亿元以上，以及文字中的金额
    正好是表头的一万倍或一万分之一，都提醒，并给出换算后的数，由填表人判断。
    错：当年预算数（元）填1,245,505.00，预算执行数（元）填118.74。
    对：当年预算数（元）填1,245,505.00，预算执行数（元）填1,187,376.00。
    """
    found = mixups(form)
    if found:
        yield _in_header(form, found)
        return
    for said in list(said_wrongly(form))[:1]:
        yield _in_text(form, said)


def _in_header(form: Form, found: tuple[Mixup, ...]) -> Found:
    first = found[0]
    if first.than is not None:
        others = "、".join(dict.fromkeys(_amount(form, str(mixup.than)) for mixup in found))
        stated = "、".join(dict.fromkeys(_amount(form, mixup.field) for mixup in found))
        message = f"{stated}和{others}相差约一万倍，像是把元和万元混用了。"
    else:
        stated = "、".join(_amount(form, mixup.field) for mixup in found)
        is_small = form.profile.money_factor == 1
        bound = "不到1万元，像是按万元填的" if is_small else "在50亿元以上，像是按元填的"
        message = f"{stated}，{'都' if len(found) > 1 else ''}{bound}。"
    typed = fields.kind_of(first.field, form.profile).show(first.right.normalize())
    fix = Fix(first.field, typed, f"{form.name_of(first.field)}改为{form.money(first.right)}")
    hint = f"请核对单位；确实填错的，{form.name_of(first.field)}应为{form.money(first.right)}。"
    cells = dict.fromkeys(f for mixup in found for f in (mixup.field, mixup.than) if f)
    return Found(first.field, message, hint, fix, evidence=tuple(map(Evidence, cells)))


def _in_text(form: Form, said: Said) -> Found:
    text, quantity = said.passage.text, said.quantity
    written = text[quantity.start : quantity.end]
    times = "一万倍" if said.is_too_large else "一万分之一"
    name = form.name_of(said.passage.field)
    message = f"{name}中的「{written}」是{_amount(form, said.field)}的{times}。"
    right = _in_other_unit(written, said.is_too_large)
    fix = None
    if right != written:
        corrected = text[: quantity.start] + right + text[quantity.end :]
        fix = Fix(said.passage.field, corrected, f"「{written}」改为「{right}」")
    evidence = (said.passage.evidence(quantity.start, quantity.end), Evidence(said.field))
    hint = f"请核对单位是元还是万元，使{name}和{form.name_of(said.field)}一致。"
    return Found(said.passage.field, message, hint, fix, evidence=evidence)


def _in_other_unit(written: str, is_too_large: bool) -> str:
    if is_too_large:
        return written.replace("万", "") if "万" in written else written
    return written.removesuffix("元") + "万元" if "万" not in written else written


def _last_years_own(form: Form) -> Fix | None:
    """Offer the budget of last year's form, if that lies beside this one."""
    last_year = form.beside.last_year
    budget = last_year.budget if last_year else None
    if not isinstance(budget, Decimal) or not 0 < budget < 10**15:
        return None
    typed = fields.kind_of("last_year_budget", form.profile).show(budget)
    return Fix("last_year_budget", typed, f"填入上年自评表的{form.money(budget)}")


def _amount(form: Form, field: str) -> str:
    """Name an amount of the header with its figure."""
    return f"{form.name_of(field)}{form.money(points(getattr(form.evaluation, field)))}"
