"""Rules about what the name of an indicator promises to measure, and in which category."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Direction, Indicator
from perftui.rules.finding import Found
from perftui.rules.form import Form
from perftui.rules.reading.attainment import is_qualitative
from perftui.rules.reading.table import (
    bare,
    cells,
    is_execution_row,
    listed,
    named,
    own_rows,
    row_name,
)
from perftui.rules.registry import rule

_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_MEASURED = re.compile(
    "率(?!先)|比[例重值]|占比|数(?![据字码学])|(?<![力能])量(?!化|子)|[人场频批]次|次$|金额|总额|额度|额$"
    "|(?<![年季月制角])度$|性$|面积|里程|规模|水平|标准(?!化)|等级|排名|得分|分值|种类|品种|通过$"
    "|时间|时限|时效|时长|[课学工]时|天|工期|周期|成本|费用|造价|单价|支出|情况|机制"
    "|及时|按[时期]|按计划|准时|如期|便利|便捷|多元|满意|知晓|合格|达标|零事故"
    r"|[≥≤＞＜><]|不[低高少超大]|\d[%％]"
)
# What an effect may be judged by without a figure; of an output it says nothing.
_JUDGED = re.compile(
    "期望|效益|效果|成效|实效|影响|作用|运作|运行|运转|秩序|稳定|形象|环境|能力|素质|意识|感$|提升|提高|改善|改进"
    "|增强|增长|增加|促进|保障|优化|推动|推进|带动|拉动|扩大|降低|减少|强化|化$|制度|体系|发展|持续|丰富|满足"
    "|方便|完善|健全|营造|弘扬|传承|助力|支撑|受益|惠及|就业|确保"
)
# 会议服务保障工作 names a task, 促进人才留沪工作 what is to come of it.
_BARE_WORK = re.compile(
    "(?!促进|提升|提高|推动|推进|改善|增强|确保|保障|带动|拉动|优化|扩大|强化|满足|完善|健全|营造|丰富|方便|持续|助力|支撑)"
    ".*(?:工作|任务|项目|活动|会议|设备|系统|平台|保障服务"
    "|(?:服务|后勤|会务|会议|物业|运维|技术|物资|车辆|交通|设备|网络|通信|场地|人员|值班|餐饮|膳食|接待|活动)保障)"
)
_PER_CENT = re.compile("[%％]")
_FORMULA_KNOWN = re.compile("率|度|比|占|满意|知晓")
_MONEY = "预算|资金|经费|款项?"
_MONEY_AS_WORK = re.compile(
    f".*(?:{_MONEY})(?:的|总|实际|累计|年度|专项)?(?:支付|支出|执行|使用|拨付|下达|到位|完成)+"
    "(?:率|进度(?:完成率)?|金?额|数额?|比例|情况)"
    "|.*(?:支出|支付|用款)(?:完成)?进度(?:完成率)?|.*(?:支出|用款)(?:完成)?率"
    f"|(?:项目|专项|财政|年度)*(?:{_MONEY})(?:投入|支出|支付|执行|使用|拨付)?(?:总额|金?额|数额?)?"
)
# Money is the work itself of a project that hands it out; and how well it is handled is no amount.
_MONEY_WELL_HANDLED = re.compile(
    "移动|电子|补贴|补助|补偿|救助|奖励|奖补|奖金|津贴|工资|薪|养老|抚恤|慰问|助学|贷款|资助|扶持|理赔|退税|债券|低保"
    "|及时|合规|规范|准确|足额|安全|合理|满意|透明|公开|专款专用"
)
_COST = re.compile("成本|费用|造价|单价|支出|开支|花费|能耗|投资额")
_COST_TO_RAISE = re.compile(
    "节约|节省|节支|降低|下降|减少|压缩|控制(?:完成)?率|达标|合格|符合|完成率|覆盖|及时|准确|公开|满意|知晓"
    "|收回|回收|报销|收入|效益|投入|占比|比重|比例|带动|拉动|核算"
)
_AT_LEAST = re.compile(
    r"\s*(?:≥|≧|>|＞|不低于|不少于|不小于|大于|高于|超过|至少)|.*(?:以上|及以上)\s*$"
)
_SIGNED = re.compile(r"\s*[≥≤≧≦<>＜＞=＝]|不|.*以[上内下]")
_SHARE = re.compile(r"(?<!\d)(?P<number>\d++(?:[.．]\d++)?)\s*+[%％]")
_BARE_NUMBER = re.compile(r"\D{0,4}(?P<number>\d+(?:[.．]\d+)?)\s*")
_IS_SHARE = re.compile("率$|满意度$|知晓度$|覆盖面$")
# Rates of more than a hundred per cent that there are.
_MAY_EXCEED = re.compile(
    "增|提高|提升|上升|升高|完成|执行|利用|使用|周转|回报|收益|利润|产出|产能|产销|投入|参与|参加|到场|参会|负荷|负债"
    "|杠杆|撬动|配比|配套|带动|拉动|转化|入住|上座|税|汇率|保值|超|同比|环比|变动|变化|实现|达成|兑现|费效|收缴|征收"
)
_WHOLE = Decimal(100)


@rule("PT039", level="hint", title="指标名称看不出怎么衡量")
def unmeasurable(form: Form) -> Iterator[Found]:
    """指标名称要说明衡量什么：完成率、合格率、人次、满意度、及时性、情况、机制等。

    只写事物或活动的名称，没有可以衡量的方面，就无从打分。效果类指标可以写期望、效益、能力提升、
    正常运作等定性的方面；有数量的指标值或写明算法的指标解释也可以。
    错：「党建报刊、杂志制作及发放」；「招聘大厅电子显示终端设备」。
    对：「党建报刊发放完成率」；「招聘大厅电子显示终端设备完好率」。
    """
    rows = [(place, row) for place, row in own_rows(form) if row.name.strip()]
    vague = [place for place, row in rows if not (_is_measured(row) or _is_money(row.name))]
    if vague:
        message = f"{named(form, vague)}只是事物或活动的名称，看不出怎么衡量。"
        hint = "请在名称中写明衡量的方面，如完成率、合格率、及时性、满意度。"
        yield Found(cell(vague[0], "name"), message, hint, evidence=cells(vague, "name"))
    unclear = [place for place, row in rows if place not in vague and _lacks_formula(row)]
    if unclear:
        message = f"{named(form, unclear)}的指标值是百分比，看不出是什么占什么的比例。"
        hint = "请在名称或指标解释中写明这个百分比怎么计算。"
        yield Found(cell(unclear[0], "target"), message, hint, evidence=cells(unclear, "target"))


@rule("PT042", level="warning", title="指标与所在类别或指标值不相称")
def misplaced_measure(form: Form) -> Iterator[Found]:
    """资金支出进度不是产出，成本指标只能设上限，比率不能超过100%。

    资金支付、预算执行已由预算执行率评分，另设为产出不予认可；发放补贴等以付款为工作内容的除外。
    增长率、完成率等本来可以超过100%的除外。
    错：产出目标设「项目资金支付率」；「培训成本」的指标值为≥5万元；「验收合格率」实际完成105%。
    对：产出目标设「培训场次」；「培训成本」的指标值为≤5万元；「验收合格率」实际完成100%。
    """
    yield from _money_as_work(form)
    costs = [place for place, row in form.rows if _raises_cost(row)]
    if costs:
        message = f"{named(form, costs)}是成本，指标值却是越高越好。"
        hint = "请把指标值改为上限，如≤5万元，方向改为反向。"
        yield Found(cell(costs[0], "target"), message, hint, evidence=cells(costs, "target"))
    for column in ("target", "actual"):
        yield from _beyond_whole(form, column)


def _is_measured(row: Indicator) -> bool:
    name = "".join(_IN_BRACKETS.sub("", row.name).split()) or row.name
    if _MEASURED.search(name) or _MEASURED.search(row.explanation):
        return True
    is_judged = _JUDGED.search(name) and not _BARE_WORK.fullmatch(name)
    if "产出" not in row.category and (is_judged or is_qualitative(row)):
        return True
    return bool(re.search(r"\d", row.target or "")) and not _PER_CENT.search(row.target or "")


def _lacks_formula(row: Indicator) -> bool:
    is_share = _PER_CENT.search(row.target or "") and "产出" not in row.category
    return bool(is_share) and not _FORMULA_KNOWN.search(row.name) and not row.explanation.strip()


def _money_as_work(form: Form) -> Iterator[Found]:
    own = {row.category for _, row in form.rows if is_execution_row(form, row)}
    given = {f.category for f in form.profile.fixed_indicators if f.name == _execution(form)}
    money = [
        p for p, row in form.rows if row.category not in (given or own) and _is_money(row.name)
    ]
    money = [p for p in money if not _is_the_only_execution_row(form, p)]
    if money:
        where = "、".join({f"「{form.evaluation.indicators[p].category}」": None for p in money})
        message = f"{named(form, money)}说的是资金支出，不是{where}下的工作。"
        hint = f"资金支出已由「{_execution(form)}」评分，请换成项目完成的工作。"
        yield Found(cell(money[0], "name"), message, hint, evidence=cells(money, "name"))


@lru_cache(maxsize=4096)
def _is_money(name: str) -> bool:
    said = bare(name)
    return bool(_MONEY_AS_WORK.fullmatch(said)) and not _MONEY_WELL_HANDLED.search(said)


def _is_the_only_execution_row(form: Form, place: int) -> bool:
    """Whether a row is that of the execution rate in the wrong place, which PT010 says."""
    if not is_execution_row(form, form.evaluation.indicators[place]):
        return False
    return sum(is_execution_row(form, row) for _, row in form.rows) == 1


def _execution(form: Form) -> str:
    return form.profile.execution_indicator


def _raises_cost(row: Indicator) -> bool:
    target = row.target or ""
    if not re.search(r"\d", target) or not _COST.search(row.name):
        return False
    if _COST_TO_RAISE.search(row.name):
        return False
    return bool(_AT_LEAST.match(target)) or (
        row.direction is Direction.POSITIVE and not _SIGNED.match(target)
    )


def _beyond_whole(form: Form, column: str) -> Iterator[Found]:
    shares = {place: _share(row, column) for place, row in form.rows}
    beyond = [place for place, share in shares.items() if share is not None and share > _WHOLE]
    if beyond:
        said = [f"「{row_name(form, p)}」{shares[p]:f}%" for p in beyond]
        label = form.column(column)
        message = f"{listed(said)}：{label}超过了100%。"
        hint = f"请核对{label}；这样的比率最高只能是100%。"
        yield Found(cell(beyond[0], column), message, hint, evidence=cells(beyond, column))


def _share(row: Indicator, column: str) -> Decimal | None:
    """Return the percentage a cell states of a rate that cannot be more than the whole."""
    name = bare(_IN_BRACKETS.sub("", row.name))
    if not _IS_SHARE.search(name) or _MAY_EXCEED.search(name):
        return None
    text = (row.actual if column == "actual" else row.target) or ""
    found = _SHARE.search(text)
    if not found and _PER_CENT.search(row.measure_unit):
        found = _BARE_NUMBER.fullmatch(text)
    return Decimal(found["number"].replace("．", ".")) if found else None
