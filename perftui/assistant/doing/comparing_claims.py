"""What is said of figures that the form computes: agreed to or explained, and nothing changed."""

from decimal import Decimal

from perftui.assistant.doing.outcome import Outcome, performs
from perftui.assistant.moves import Claim
from perftui.assistant.parts import Explain, Part, Warn
from perftui.assistant.reading.fields.amounts import read_spoken_amount
from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.fields import bare_label
from perftui.evaluation.values import (
    UnreadableError,
    print_amount,
    print_number,
    print_rate,
    read_number,
    read_rate,
    round_half_up,
)


@performs(Claim)
def compare(move: Claim, scene: Scene) -> Outcome:
    """Compare what was said with what the form computes."""
    said = {
        "execution_rate": _rate,
        "unspent": _unspent,
        "grade": _grade,
        "total_score": _total,
    }[move.field](move.typed, scene)
    return Outcome(scene.state, (said,))


def _rate(typed: str, scene: Scene) -> Part:
    name, amounts = bare_label(scene.profile, "execution_rate"), _amounts(scene)
    rate = totals.execution_rate(scene.form)
    if rate is None:
        return Explain(f"{name}由{amounts}算出，填好两个金额就有，不用填「{typed}」。")
    try:
        said = read_rate(typed)
    except UnreadableError as error:
        return Explain(f"{error}。{name}由{amounts}算出，现在是 {print_rate(rate)}。")
    if said is not None and _agrees(said, rate):
        return Explain(f"{name} {print_rate(rate)}，和「{typed}」一致，由{amounts}算出。")
    return Warn(
        f"{name}按{amounts}算出是 {print_rate(rate)}，不是「{typed}」，没有改；请核对这两个金额。"
    )


def _agrees(said: Decimal, exact: Decimal) -> bool:
    """Whether a figure is the exact one, rounded to as many places as it was said with."""
    places = max(0, -_exponent(said))
    quanta = (Decimal(1).scaleb(-count) for count in {places, 0} if count <= places)
    return any(round_half_up(exact, quantum) == said for quantum in quanta)


def _unspent(typed: str, scene: Scene) -> Part:
    left = totals.unspent(scene.form)
    budget, executed = (bare_label(scene.profile, field) for field in ("budget", "executed"))
    if left is None:
        return Explain(f"结余由{budget}减{executed}算出，填好两个金额就有。")
    shown = f"{print_amount(left)}元"
    try:
        said = read_spoken_amount(typed, scene.profile.money_factor)
    except UnreadableError:
        said = None
    if said is not None and abs(said - left) * 2 <= Decimal(1).scaleb(_exponent(said)):
        return Explain(f"结余 {shown}，和「{typed}」一致，由{budget}减{executed}算出。")
    return Warn(f"结余按{budget}减{executed}算出是 {shown}，不是「{typed}」，没有改。")


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _grade(typed: str, scene: Scene) -> Part:
    name, profile = bare_label(scene.profile, "grade"), scene.profile
    grade = totals.grade(scene.form, profile)
    if grade is None:
        return Explain(f"{name}按自评分合计算出，各行都打了分就有，不用填「{typed}」。")
    total = print_number(totals.total_score(scene.form))
    if profile.grade_named(typed) == grade:
        return Explain(f"{name}{grade}，由自评分合计 {total} 分算出。")
    return Warn(f"自评分合计 {total} 分，{name}是{grade}，不是「{typed}」，没有改。")


def _total(typed: str, scene: Scene) -> Part:
    total = totals.total_score(scene.form)
    if not all(row.is_scored for row in scene.form.indicators):
        return Explain("自评分合计由各行相加，还有没打分的行。")
    try:
        said = read_number(typed)
    except UnreadableError:
        said = None
    if said == total:
        return Explain(f"自评分合计 {print_number(total)} 分，一致。")
    return Warn(f"自评分合计是 {print_number(total)} 分，不是「{typed}」，没有改；请核对各行的分。")


def _amounts(scene: Scene) -> str:
    executed, budget = (bare_label(scene.profile, field) for field in ("executed", "budget"))
    return f"{executed}÷{budget}"
