"""The rule about the sources of the money."""

from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation import fields
from perftui.evaluation.model import ZERO, points
from perftui.evaluation.values import CENT, Unread, round_half_up
from perftui.rules.finding import Evidence, Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule
from perftui.rules.requirements import FUNDS

_AMOUNTS = ("budget", "executed")


@rule("PT050", level="error", title="资金总额与各项来源之和不符", needs=FUNDS)
def sources_of_money(form: Form) -> Iterator[Found]:
    """年度资金总额应等于当年财政拨款、上年结转资金、其他资金等各项来源之和，预算数和执行数都是。

    空着的来源不计；各项来源都空着的一栏不检查。两边四舍五入到表上两位小数后相等，就算相符。
    错：总额0万元，当年财政拨款90.00万元。
    对：总额90.00万元，当年财政拨款80.00万元，其他资金10.00万元。
    """
    for column in _AMOUNTS:
        values = [getattr(fund, column) for fund in form.evaluation.funds]
        total, known = getattr(form.evaluation, column), [v for v in values if v is not None]
        if isinstance(total, Decimal) and known and not any(isinstance(v, Unread) for v in known):
            parts = sum(map(points, known), ZERO)
            if _printed(form, total) != _printed(form, parts):
                yield _differing(form, column, total, parts)


def _printed(form: Form, amount: Decimal) -> Decimal:
    """Round an amount to what two decimals of the form's unit can show."""
    return round_half_up(amount, (CENT * form.profile.money_factor).normalize())


def _differing(form: Form, column: str, total: Decimal, parts: Decimal) -> Found:
    name, sources = form.name_of(column), form.evaluation.funds
    amounts = [(fund.name or "未写名称", getattr(fund, column)) for fund in sources]
    said = [f"{who}{form.money(part)}" for who, part in amounts if isinstance(part, Decimal)]
    message = (
        f"{name}{form.money(total)}，各项资金来源之和为{form.money(parts)}（{'、'.join(said)}），"
        f"相差{form.money(abs(total - parts))}。"
    )
    typed = fields.kind_of(column, form.profile).show(parts)
    can_be_typed = isinstance(fields.read(column, typed, form.profile), Decimal)
    fix = Fix(column, typed, f"{name}改为各项之和") if can_be_typed else None
    cells = (Evidence(f"funds[{place}].{column}") for place in range(len(sources)))
    hint = f"请核对总额和各项来源；各项无误时{name}应为{form.money(parts)}。"
    return Found(column, message, hint, fix, evidence=(Evidence(column), *cells))
