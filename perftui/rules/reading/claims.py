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
from perftui.rules.reading.header_words import (
    BUDGET_GROWN,
    CHANGE,
    COMPARED,
    ENTRIES,
    GROWN,
    LEAD,
    LESS,
    STILL,
    UNSPENT_AFTER,
)
from perftui.rules.reading.said import Said, rough_place, said

_ABOUT_MONEY = re.compile("预算|执行|支出|支付|使用|资金|经费|[结节]余|剩余|未")
_IDLE = re.compile(LEAD.replace(r"|\s)", r"|\s|[，,])"))

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
    sentence, last = -1, None
    is_ours: bool | None = None
    for told in said(passage):
        if told.sentence != sentence:
            sentence, last, is_ours = told.sentence, None, None
        if told.quantity.unit not in ("元", "%"):
            last = ""
            continue
        entry = _entry(form, told, last)
        due = _due(form, entry, told.label) if entry else ()
        last = ""
        if entry and due and _is_meant(passage.field, entry, told, due[0], is_ours):
            yield Claim(passage, entry, told, due)
            is_ours, last = True, entry
        elif told.quantity.unit == "元":
            is_ours = False


def _entry(form: Form, told: Said, last: str | None) -> str | None:
    """Return the entry that the words before a quantity name.

    `last` is the entry that the sentence named before, empty for something else, None for nothing.
    """
    if told.quantity.unit == "%" and CHANGE.search(told.label):
        return "growth" if _is_growth(form, told, last) else None
    for entry, pattern in ENTRIES.items():
        if (entry == "execution_rate") != (told.quantity.unit == "%"):
            continue
        match = pattern.fullmatch(told.label)
        years = match.groupdict() if match else {}
        is_of_year = _is_year(years.get("year"), form.year, 0)
        if match and is_of_year and _is_year(years.get("last"), form.year, -1):
            return entry
    is_left = STILL.fullmatch(told.label) and UNSPENT_AFTER.match(told.rest)
    return "unspent" if is_left and told.quantity.unit == "元" else None


def _is_growth(form: Form, told: Said, last: str | None) -> bool:
    """Whether a quantity says by how much the budget grew."""
    compared = COMPARED.search(told.context) if last is None else None
    label = (compared["whole"] if compared else "") + told.label
    match = BUDGET_GROWN.fullmatch(label)
    # 较上年预算增长 does not say what grew: the sum before it, if there is one.
    if last is not None and (not match or not match["funds"]):
        match = GROWN.fullmatch(label) if last == "budget" else None
    return bool(
        match and _is_year(match["year"], form.year, 0) and _is_year(match["last"], form.year, -1)
    )


def _is_year(written: str | None, year: int | None, offset: int) -> bool:
    return written is None or (year is not None and int(written) == year + offset)


def _due(form: Form, entry: str, label: str) -> tuple[Decimal, ...]:
    """Return the values that the form gives an entry, none if it leaves it open."""
    values: list[object] = []
    if entry == "unspent":
        values = [totals.unspent(form.evaluation)]
    elif entry == "growth":
        growth = totals.budget_growth(form.evaluation)
        values = [-growth if growth is not None and LESS.search(label) else growth]
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
    if told.quantity.unit == "%":
        return entry == "growth" or is_ours is not False or is_of_year is not None
    if (_PLAIN.search(label) or is_ours) and not _SPENT_FOR.match(told.rest):
        return True
    is_first = is_ours is None and _IDLE.fullmatch(context)
    return bool(is_ours or is_first) and _is_plausible(told.quantity.value, due)


def _is_plausible(value: Decimal, due: Decimal) -> bool:
    """Whether an amount is of the size of another, or ten thousand times too much or little."""
    return any(due * _HALF <= value * scale <= due * _TWICE for scale in _SCALES)
