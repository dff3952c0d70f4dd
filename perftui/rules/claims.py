"""What a text says of the money in the header: 全年预算124.55万元，执行率95.33%.

Only where the words before a figure leave no doubt: 培训预算20万元, 上半年执行率40% and
追加预算5万元 are figures of other things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.values import attempt, read_rate
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.said import Said, rough_place, said

_ABOUT_MONEY = re.compile("预算|执行|支出|支付|使用|资金|经费|[结节]余|剩余|未")

_LEAD = (
    r"(?:(?:\d{1,2}[.．)）]|[一二三四五六七八九十]{1,2}是)\s*)?"
    r"(?:(?P<year>20\d\d)年度?|截[至止]|12月(?:底|末|31日)?|年[末终底]|[本该此]|我?(?:单位|中心)|项目|专项|全年度?"
    "|年度|当年度?|本年度?|今年|[市区]级|财政|资金|经费|总计?|共计?|合计|累计|实际|决算|已|完成|批复|下达|安排|核定|核准"
    r"|批准|了|的|中|在|内|\s)*"
)
_FILL = (
    "(?:总?[金数]?额|总?数|资金|经费|款项?|财政|专项|项目|预算|共计?|合计|总计|累计|安排|批复|下达|核定|核准|批准|为|是"
    r"|达到?|到|仅|只|有|约|近|已|了|实际|的|[（(](?:万?元|%|％)[）)]|[:：￥¥]|\s)*"
)
_LESS = "减少|下降|降低|压减"
_WORDINGS = {
    "executed": r"(?:预算|资金|经费)*(?:执行|支出|使用|支付|列支|花费|开支)",
    "last_year_budget": r"(?:上一?年度?|去年|(?P<last>20\d\d)年度?)(?:的|项目|财政)*预算",
    "budget": "(?:预算|(?<=项目)资金|(?<=项目)经费|(?<=专项)资金|(?<=专项)经费)",
    "unspent": "(?:[结节]余|剩余|结存|尚?未(?:执行|支出|使用|支付))",
    "execution_rate": "(?:预算|资金|经费)*(?:(?:执行|支出|支付|使用)(?:率|进度)|预算完成率)",
    "growth": r"预算(?:数|总?额|金额|资金)?(?:同?比|较)(?:上一?年度?|去年|(?P<last>20\d\d)年度?)"
    f"(?:预算|数|金额|的|同期)*(?:增[长加幅]|提高|上升|{_LESS})",
}
_RATES = ("execution_rate", "growth")
_ENTRIES = {name: re.compile(_LEAD + words + _FILL) for name, words in _WORDINGS.items()}
_IDLE = re.compile(_LEAD.replace(r"|\s)*", r"|\s|[，,])*"))
_STILL = re.compile(f"{_LEAD}(?:尚|还|仍)有{_FILL}")
_UNSPENT_AFTER = re.compile("(?:资金|经费|预算)?(?:尚?未|没有?)能?(?:支[出付]|执行|使用|用完)")

# Words of the whole year or of a column of the form: no doubt what is meant.
_OF_ALL_YEAR = re.compile(r"全年|年度|当年|本年|今年|20\d\d年")
_YEAR = re.compile(r"20\d\d年")
_PLAIN = re.compile(rf"{_OF_ALL_YEAR.pattern}|年[末终底]|总|项目|专项|财政|预算数|执行数")
_OF_A_PART = re.compile(
    r"[上下]半年|季度|年中|半年|(?<!\d)(?:\d|1[01])月|其中|子项|明细|分项|部分|包括|合同|招标|中标|单价|标准"
    "|追加|调[增减整剂]|压减|每"
)
_TO_BE = re.compile("下一?年|明年|来年|新的一年|目标|力争|争取|确保|计划|拟|申请")
_SPENT_FOR = re.compile(r"用于|主要用|购[买置]|采购|的(?!\s*\d)|/|每")
_SCALES = tuple(Decimal(scale) for scale in ("1", "10000", "0.0001"))
_HALF, _TWICE = Decimal("0.5"), Decimal(2)


@dataclass(frozen=True)
class Claim:
    """A quantity of a text that says what an entry of the header is.

    `entry` is a field of the header, `unspent` or the `growth` of the budget; `due` is what the
    quantity should be, with the other values it may have.
    """

    passage: Passage
    entry: str
    told: Said
    due: tuple[Decimal, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the text says it."""
        return self.told.start, self.told.quantity.end

    @property
    def text(self) -> str:
        """How the text says it."""
        return self.passage.text[slice(*self.span)].strip()

    @property
    def is_wrong(self) -> bool:
        """Whether it is further from what is due than its last digit allows."""
        return not any(self._fits(due) for due in self.due)

    def _fits(self, due: Decimal) -> bool:
        quantity = self.told.quantity
        allowed = rough_place(quantity) if quantity.is_approximate else quantity.quantum / 2
        return abs(quantity.value - due) <= allowed


def claims(form: Form) -> Iterator[Claim]:
    """Yield what the texts of a form say of its header."""
    for passage in form.passages.values():
        if _ABOUT_MONEY.search(passage.text):
            yield from _claims(form, passage)


def _claims(form: Form, passage: Passage) -> Iterator[Claim]:
    sentence = -1
    is_ours: bool | None = None
    for told in said(passage):
        if told.quantity.unit not in ("元", "%"):
            continue
        if told.sentence != sentence:
            sentence, is_ours = told.sentence, None
        entry = _entry(form, told)
        due = _due(form, entry, told.label) if entry else ()
        if entry and due and _is_meant(passage.field, entry, told, due[0], is_ours):
            yield Claim(passage, entry, told, due)
            is_ours = True
        elif told.quantity.unit == "元":
            is_ours = False


def _entry(form: Form, told: Said) -> str | None:
    """Return the entry that the words before a quantity name."""
    for entry, pattern in _ENTRIES.items():
        if (entry in _RATES) != (told.quantity.unit == "%"):
            continue
        match = pattern.fullmatch(told.label)
        years = match.groupdict() if match else {}
        is_of_year = _is_year(years.get("year"), form.year, 0)
        if match and is_of_year and _is_year(years.get("last"), form.year, -1):
            return entry
    is_left = _STILL.fullmatch(told.label) and _UNSPENT_AFTER.match(told.rest)
    return "unspent" if is_left and told.quantity.unit == "元" else None


def _is_year(written: str | None, year: int | None, offset: int) -> bool:
    return written is None or (year is not None and int(written) == year + offset)


def _due(form: Form, entry: str, label: str) -> tuple[Decimal, ...]:
    """Return the values that the form gives an entry, none if it leaves it open."""
    values: list[object] = []
    if entry == "unspent":
        values = [totals.unspent(form.evaluation)]
    elif entry == "growth":
        growth = totals.budget_growth(form.evaluation)
        values = [-growth if growth is not None and re.search(_LESS, label) else growth]
    elif entry != "execution_rate":
        values = [getattr(form.evaluation, entry)]
    elif form.rate is not None:
        values = [form.rate, attempt(read_rate, form.stated.execution_rate or "")]
    return tuple(value for value in values if isinstance(value, Decimal))


def _is_meant(field: str, entry: str, told: Said, due: Decimal, is_ours: bool | None) -> bool:
    """Whether a quantity is of the whole project in its year; `is_ours` says it of the last one."""
    label, context = told.label, told.context
    is_of_year = _OF_ALL_YEAR.search(label)
    if _TO_BE.search(context) or (_OF_A_PART.search(context) and not is_of_year):
        return False
    if field == "measures" and entry != "unspent" and not _YEAR.search(label):
        return False  # what is to be next year
    if field == "goal" and entry != "budget":
        return False
    if entry in _RATES:
        return entry == "growth" or is_ours is not False or is_of_year is not None
    if (_PLAIN.search(label) or is_ours) and not _SPENT_FOR.match(told.rest):
        return True
    is_first = is_ours is None and _IDLE.fullmatch(context)
    return bool(is_ours or is_first) and _is_plausible(told.quantity.value, due)


def _is_plausible(value: Decimal, due: Decimal) -> bool:
    """Whether an amount is of the size of another, or ten thousand times too much or little."""
    return any(due * _HALF <= value * scale <= due * _TWICE for scale in _SCALES)
