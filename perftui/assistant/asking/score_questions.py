"""The question for the scores: 全部满分，除了…"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from perftui.assistant.moves import Marks, Score
from perftui.assistant.parts import Choice
from perftui.assistant.reading.rows.row_names import title
from perftui.assistant.reading.scores.score_words import FULL, PROPOSED
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation.fields import cell
from perftui.evaluation.rows import proposal_for
from perftui.evaluation.values import UnreadableError, print_number

SCORES, WEIGHTS = "scores", "weights"
_NAMED = 5


def ask_for_scores(scene: Scene) -> Iterator[Asked]:
    """Ask for the scores while rows have none; a row without a weight wants that first."""
    rows = scene.form.indicators
    blank = [row for row, one in enumerate(rows) if not isinstance(one.score, Decimal)]
    weightless = [row for row, one in enumerate(rows) if not isinstance(one.weight, Decimal)]
    if weightless:
        yield _for_weights(weightless, scene)
    open_rows = [row for row in blank if row not in weightless]
    if open_rows:
        yield _for_scores(open_rows, len(rows), scene)


def _for_scores(blank: Sequence[int], count: int, scene: Scene) -> Asked:
    name = _example(blank, scene)
    few = len(blank) <= _NAMED
    listed = "、".join(_with_weight(row, scene) for row in blank) if few else f"{len(blank)}项指标"
    asked = "得几分" if len(blank) == 1 else "各得几分" if few else "全部满分吗"
    long = f"{listed}还没有打分，{asked}？"
    if not few:
        rest = "其余" if len(blank) < count else ""
        long = f"{rest}{listed}还没有打分，{asked}？不满分的写出来，用名称或编号都可以。"
    example = f"{name}扣1分" if few else f"全满分，除了{name}扣1分"
    question = Question(
        SCORES,
        tuple(cell(row, "score") for row in blank),
        long,
        f"还有{'、'.join(title(row, scene) for row in blank)}没有打分。"
        if few
        else f"还有{len(blank)}项没有打分。",
        _why(scene),
        example,
        Expects.SCORES,
    )
    return Asked(question, partial(_choices, blank, count, scene))


def _choices(blank: Sequence[int], count: int, scene: Scene) -> tuple[Choice, ...]:
    proposed = tuple(row for row in blank if _is_proposed(row, scene))
    figures = [column for column in scene.profile.columns if column.field == "actual"]
    name = "全部满分" if len(blank) == count else "其余满分" if len(blank) > 1 else "满分"
    note = "已打的分不变" if len(blank) > 1 else ""
    full = Choice(name, (Marks((Score(tuple(blank), FULL, only_blank=True),)),), note)
    if not proposed or not figures:
        return (full,)
    text = f"{len(proposed)}项按完成值算分"
    return (Choice(text, (Marks((Score(proposed, PROPOSED),)),)), full)


def _is_proposed(row: int, scene: Scene) -> bool:
    try:
        return proposal_for(scene.form, scene.profile, row) is not None
    except UnreadableError:
        return False


def _example(blank: Sequence[int], scene: Scene) -> str:
    """Return a short name of the form's own rows, the heavier ones first."""
    rows = scene.form.indicators
    fixed = {one.name for one in scene.profile.fixed_indicators}
    own = [row for row in blank if rows[row].name and rows[row].name not in fixed] or list(blank)
    shortest = min(own, key=lambda row: (len(rows[row].name) > 12, -_weight(row, scene), row))
    return "".join(rows[shortest].name.split()) or f"第{shortest + 1}项"


def _weight(row: int, scene: Scene) -> Decimal:
    weight = scene.form.indicators[row].weight
    return weight if isinstance(weight, Decimal) else Decimal(0)


def _with_weight(row: int, scene: Scene) -> str:
    return f"{title(row, scene)}（{print_number(_weight(row, scene))}分）"


def _why(scene: Scene) -> str:
    bands = "，".join(f"{print_number(b.at_least)}分起{b.label}" for b in scene.profile.grades)
    step = print_number(scene.profile.score_step)
    return (
        f"自评分加起来定绩效等级：{bands}。每项从0到权重，以{step}分为一档；扣了分的要说得出原因。"
    )


def _for_weights(rows: Sequence[int], scene: Scene) -> Asked:
    names = "、".join(title(row, scene) for row in rows[:_NAMED])
    more = f"等{len(rows)}项" if len(rows) > _NAMED else ""
    text = f"{names}{more}没有权重，各是几分？"
    question = Question(
        WEIGHTS,
        tuple(cell(row, "weight") for row in rows),
        text,
        f"还缺{names}{more}的权重。",
        "没有权重就算不出满分和合计。",
        f"第{rows[0] + 1}项权重2分",
        Expects.SCORES,
    )
    return Asked(question)
