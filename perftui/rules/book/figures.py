"""Rules about the figures in the text: with one another, with the header, with the table."""

from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import totals
from perftui.evaluation.quantities import Quantity
from perftui.evaluation.values import print_rate
from perftui.rules.finding import Evidence, Found
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.reading.breakdowns import Breakdown, wrong_breakdowns
from perftui.rules.reading.claims import Claim, claims
from perftui.rules.reading.mentions import Mention, contradictions
from perftui.rules.reading.texts import place_of
from perftui.rules.registry import rule

_MOST_PARTS, _MOST_PLACES = 8, 4
_DERIVED = {"unspent": ("budget", "executed"), "growth": ("budget", "last_year_budget")}


@rule("PT026", level="warning", title="文字中的分项与总数对不上")
def parts_and_total(form: Form) -> Iterator[Found]:
    """文字里写了总数又写了各分项的，各分项相加应等于总数。

    看「共……，其中……」和「……、……，合计……」这样的写法，只比计量单位相同的数。分项写明「等」
    「主要」而没有列全的，只要不超过总数就算对；约数也比，并说明是约数。
    错：共办理证件109116份，其中许可94538份、邀请函14528份。
    对：共办理证件109066份，其中许可94538份、邀请函14528份。
    """
    for passage in form.passages.values():
        for wrong in wrong_breakdowns(passage):
            yield _wrong_breakdown(form, passage, wrong)


@rule("PT027", level="warning", title="文字中的金额或执行率与表头不符")
def figures_of_header(form: Form) -> Iterator[Found]:
    """文字里写到本项目的预算数、执行数、结余、执行率、上年预算及其增减的，应与表头一致。

    元、万元、亿元换算后比较，差距在所写末位数的一半以内就算一致。子项目、合同、上半年的金额和对下年的
    打算不比。
    错：执行数1,187,376.00元，主要绩效写「实际支出128.74万元」。
    对：执行数1,187,376.00元，主要绩效写「实际支出118.74万元」。
    """
    wrong: dict[str, list[Claim]] = {}
    for claim in claims(form):
        if claim.is_wrong:
            wrong.setdefault(claim.entry, []).append(claim)
    for entry, several in wrong.items():
        yield _wrong_claims(form, entry, several)


@rule("PT028", level="warning", title="同一个数前后不一")
def two_values(form: Form) -> Iterator[Found]:
    """同一件事的数量，在表中各处应当一致。

    比主要绩效、主要问题、改进措施、备注和实际完成值里名称和计量单位都相同的准确数。计划数、约数、
    其中的一部分、别的年份和某个地区的数不比。
    错：主要绩效写「举办招聘会9场」，主要问题写「实际举办招聘会8场」。
    对：两处都写「举办招聘会9场」。
    """
    for several in contradictions(form):
        yield _two_values(form, several)


def _two_values(form: Form, several: tuple[Mention, ...]) -> Found:
    differing = [m for m in several if m.quantity.value != several[0].quantity.value]
    said = [
        f"{form.name_of(m.field)}写「{m.text}」" for m in (several[0], *differing)[:_MOST_PLACES]
    ]
    message = f"「{several[0].thing.noun}」的数前后不一：{'，'.join(said)}。"
    hint = "请核对后统一成一个数；说的不是一回事的，请写清楚区别。"
    evidence = tuple(m.passage.evidence(m.quantity.start, m.quantity.end) for m in several)
    return Found(differing[-1].field, message, hint, evidence=evidence)


def _wrong_claims(form: Form, entry: str, wrong: list[Claim]) -> Found:
    field = place_of(wrong[0].passage, [wrong[0].span])
    said = "、".join(dict.fromkeys(f"「{claim.text}」" for claim in wrong))
    names, due = _DERIVED.get(entry, (entry,)), wrong[0].due[0]
    message = f"{form.name_of(field)}写{said}，而{_in_header(form, entry, names, due)}。"
    evidence = [claim.passage.evidence(*claim.span) for claim in wrong]
    evidence += [Evidence(name) for name in names]
    return Found(field, message, "请核对，使文字与表头一致。", evidence=tuple(evidence))


def _in_header(form: Form, entry: str, names: tuple[str, ...], due: Decimal) -> str:
    """Say what the header has for an entry that a text contradicts."""
    labels = [form.name_of(name) for name in names]
    if entry == "growth":
        growth = totals.budget_growth(form.evaluation) or due
        verb = "增长" if growth >= 0 else "减少"
        return f"{'比'.join(labels)}{verb}{print_rate(abs(growth))}"
    if entry == "execution_rate":
        return f"{labels[0]}为{print_rate(due)}"
    return f"{'减'.join(labels)}{'为' if len(labels) == 1 else '得'}{form.money(due)}"


def _wrong_breakdown(form: Form, passage: Passage, wrong: Breakdown) -> Found:
    total, gap = wrong.total, wrong.sum - wrong.total.value
    spans = [(quantity.start, quantity.end) for quantity in (total, *wrong.parts)]
    field = place_of(passage, [spans[0]])
    named = [passage.text[slice(*span)] for span in spans]
    parts = "、".join(named[1 : _MOST_PARTS + 1]) + ("等" if len(named) > _MOST_PARTS + 1 else "")
    message = (
        f"{form.name_of(field)}写总数「{named[0]}」，而所列{len(wrong.parts)}项（{parts}）相加为"
        f"{_like(total, named[0], wrong.sum)}，{'多' if gap > 0 else '少'}"
        f"{_like(total, named[0], abs(gap))}。"
    )
    hint = "请核对总数和各分项；分项没有列全的，请补全或写明「等」。"
    if wrong.is_approximate:
        message = message[:-1] + "（其中有约数）。"
        hint = "请核对总数和各分项，尽量写准确的数。"
    return Found(field, message, hint, evidence=tuple(passage.evidence(*s) for s in spans))


def _like(quantity: Quantity, written: str, value: Decimal) -> str:
    """Write a value as a quantity is written: in 万元 if that is, with the same measure word."""
    unit = written.lstrip(
        "0123456789０１２３４５６７８９,，.．一二两三四五六七八九十百千零〇余多几 "
    )
    factor = next((f for sign, f in (("亿", 10**8), ("万", 10**4)) if unit.startswith(sign)), 1)
    number = f"{(value / factor).normalize():,f}"
    return f"{number}{unit}"
