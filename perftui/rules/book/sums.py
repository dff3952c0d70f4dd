"""Rules about sums: total weight, category weights, and the totals a document printed."""

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz, process

from perftui.evaluation import totals
from perftui.evaluation.fields import cell
from perftui.evaluation.profile import Category
from perftui.evaluation.values import attempt, print_number, read_number
from perftui.rules.finding import Evidence, Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule


@rule("PT001", level="error", title="权重合计不是100")
def total_weight(form: Form) -> Iterator[Found]:
    """全部指标的权重相加应等于100。

    权重合计不是100，自评总分就不能和绩效等级的分数段相比。
    还有权重没填时不检查，由PT008提醒。
    错：权重合计为98。
    对：权重合计为100。
    """
    total = totals.total_weight(form.evaluation)
    if form.is_complete("weight") and total != totals.HUNDRED:
        weight = form.column("weight")
        message = f"{weight}合计为{print_number(total)}，{_gap(total, totals.HUNDRED)}。"
        yield Found("indicators", message, f"请逐行核对{weight}，使合计等于100。")


@rule("PT002", level="error", title="某类指标的权重与表式不符")
def category_weights(form: Form) -> Iterator[Found]:
    """每个一级指标下各行的权重之和应等于表式规定的分值，一级指标也应是表式中有的。

    上海表式为投入与管理36、产出目标34、效果目标15、影响力目标15。
    某类中还有权重没填时，这一类暂不检查。
    错：产出目标各行权重之和为33。
    对：产出目标各行权重之和为34。
    """
    yield from _unknown_categories(form)
    for category in form.profile.categories if form.evaluation.indicators else ():
        yield from _category_weight(form, category)


@rule("PT003", level="error", title="所印合计与各行之和不符")
def stated_totals(form: Form) -> Iterator[Found]:
    """原表印出的权重合计和自评分合计，应等于各行相加之和。

    只检查从文档读入、印有合计的表；各行没有填全时不检查。
    错：各行自评分之和为94，合计栏印的是95。
    对：各行自评分之和为94，合计栏印的是94。
    """
    printed = {"weight": form.stated.total_weight, "score": form.stated.total_score}
    sums = {
        "weight": totals.total_weight(form.evaluation),
        "score": totals.total_score(form.evaluation),
    }
    for column, text in printed.items():
        stated = attempt(read_number, text or "")
        if isinstance(stated, Decimal) and form.is_complete(column) and stated != sums[column]:
            name, total = form.column(column), print_number(sums[column])
            message = f"原表所印{name}合计为{print_number(stated)}，各行相加为{total}。"
            hint = f"请核对各行{name}；各行无误时合计应为{total}。"
            fix = Fix(f"stated.total_{column}", total, f"{name}合计改为{total}")
            yield Found("indicators", message, hint, fix)


def _unknown_categories(form: Form) -> Iterator[Found]:
    known = [category.name for category in form.profile.categories]
    for place, row in form.rows:
        name = row.category.strip()
        if name and row.category not in known:
            path = cell(place, "category")
            message = f"{form.name_of(path)}「{name}」不是本表式的一级指标。"
            near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
            fix = Fix(path, near[0], f"改为「{near[0]}」") if near else None
            yield Found(path, message, f"请改为{'、'.join(known)}之一。", fix)


def _category_weight(form: Form, category: Category) -> Iterator[Found]:
    rows = [(place, row) for place, row in form.rows if row.category == category.name]
    weights = [row.weight for _, row in rows if isinstance(row.weight, Decimal)]
    total = sum(weights, Decimal(0))
    if len(weights) < len(rows) or total == category.points:
        return
    path = cell(rows[0][0], "weight") if rows else "indicators"
    due, weight = print_number(category.points), form.column("weight")
    gap = _gap(total, category.points)
    message = f"「{category.name}」的{weight}合计为{print_number(total)}，应为{due}，{gap}。"
    hint = f"请调整这一类各行的{weight}，或核对各行所属的一级指标。"
    evidence = tuple(Evidence(cell(place, "weight")) for place, _ in rows)
    yield Found(path, message, hint, evidence=evidence)


def _gap(total: Decimal, due: Decimal) -> str:
    return f"{'少' if total < due else '多'}{print_number(abs(total - due))}分"
