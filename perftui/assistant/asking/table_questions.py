"""Questions for the rows of the table, where there are none of the unit's own yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from perftui.assistant.moves import TakeRows
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation.totals import rows_of, subtotals
from perftui.evaluation.values import print_number

ROWS = "rows"


@dataclass(frozen=True)
class Lack:
    """A category with the points its rows fall short of, and whether it has rows at all."""

    category: str
    due: Decimal
    short: Decimal
    is_empty: bool


def ask_for_rows(scene: Scene) -> Iterator[Asked]:
    """Ask for the indicators that are missing: those of a category that does not add up yet."""
    lacking = lacks(scene)
    if not lacking:
        return
    text = "、".join(map(_told, lacking))
    way = "一行一项贴进来，或直接说"
    last = scene.aids.last_year
    from_last = f"，也可以沿用{last.known_year or '上'}年的指标" if last and last.indicators else ""
    question = Question(
        ROWS,
        ("indicators",),
        f"{text}。{way}{from_last}；不再加就说「好了」。",
        f"{text}。",
        "每一类指标的权重要加到规定的分数，全表100分（规则PT002）。"
        "名称和权重照年初批复的绩效目标写。",
        _example(lacking[0]),
        Expects.CHOICE,
    )
    yield Asked(question, partial(_choices, scene))


def lacks(scene: Scene) -> list[Lack]:
    """Return the categories whose weights do not reach their points."""
    found = []
    for part in subtotals(scene.form, scene.profile):
        if part.weight < part.due:
            is_empty = not rows_of(scene.form, part.category)
            found.append(Lack(part.category, part.due, part.due - part.weight, is_empty))
    return found


def _told(lack: Lack) -> str:
    if lack.is_empty:
        return f"{lack.category}（{print_number(lack.due)}分）还没有指标"
    return f"{lack.category}还差{print_number(lack.short)}分"


def _example(lack: Lack) -> str:
    points = print_number(min(lack.short, Decimal(5)))
    return f"{lack.category} 招聘会完成率 {points}分"


def _choices(scene: Scene) -> tuple[Choice, ...]:
    last = scene.aids.last_year
    if last is None or not last.indicators:
        return ()
    count = _own(last.indicators, scene)
    return (
        Choice(
            f"沿用{last.known_year or '上'}年的{count}项指标", (TakeRows(),), "名称和权重，不带得分"
        ),
        Choice(
            "沿用去年整张表",
            (TakeRows(whole=True),),
            "单位、科室、总目标和指标，不带金额、得分和叙述",
        ),
    )


def _own(rows: Sequence[object], scene: Scene) -> int:
    fixed = {one.name for one in scene.profile.fixed_indicators}
    return sum(getattr(row, "name", "") not in fixed for row in rows)
