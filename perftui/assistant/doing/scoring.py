"""Scores put into rows, and said back in one line with the sum."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from perftui.assistant.doing.outcome import Edit, Outcome, performs, put
from perftui.assistant.moves import Marks, PassOver, Score, Tally, Tell
from perftui.assistant.parts import Echo, Explain, Fail, Part, Warn
from perftui.assistant.reading.rows.row_names import title
from perftui.assistant.reading.scores.score_meaning import how_much
from perftui.assistant.reading.scores.score_words import FULL, HALF, PROPOSED
from perftui.assistant.repairing import settle_doubt
from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.evaluation.rows import proposal_for, read_typed
from perftui.evaluation.values import (
    UnreadableError,
    print_number,
    print_rate,
    round_half_up,
)

_LISTED = 12
_FEW = 3
_SHARES = {FULL: Decimal(1), HALF: Decimal("0.5")}


@dataclass
class _Done:
    """What comes of scores: the new ones by row, remarks, what was refused and what to warn of."""

    scores: dict[int, Decimal] = field(default_factory=dict)
    remarks: dict[int, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    single: list[int] = field(default_factory=list)


@performs(Score)
def score(move: Score, scene: Scene) -> Outcome:
    """Give rows a score."""
    return mark(Marks((move,)), scene)


@performs(Marks)
def mark(move: Marks, scene: Scene) -> Outcome:
    """Give rows their scores and remarks; what a row cannot have is refused, the rest is done."""
    open_rows = [row for one in move.scores if not one.typed for row in one.rows]
    done = _Done()
    for one in move.scores:
        if one.typed:
            _take(one, scene, done)
    outcome = _written(done, scene)
    for row in open_rows:
        doubt = how_much(row, "", scene)
        outcome = _and_then(outcome, settle_doubt(doubt, replace(scene, state=outcome.state)))
    return outcome


@performs(Tally)
def tally(move: Tally, scene: Scene) -> Outcome:
    """Say whether the scores add up to what was said."""
    total, said = totals.total_score(scene.form), Decimal(move.total)
    blank = sum(not isinstance(row.score, Decimal) for row in scene.form.indicators)
    now = f"现在合计{print_number(total)}分"
    if total == said and not blank:
        return Outcome(scene.state, (Explain(f"{now}，与表上一致。"),))
    if blank:
        text = f"{now}，还有{blank}项没有打分，打完再与{move.total}分核对。"
        return Outcome(scene.state, (Explain(text),))
    way = "多" if total > said else "少"
    text = (
        f"{now}，比说的{move.total}分{way}{print_number(abs(total - said))}分。"
        "合计由各项加出，请说是哪一项不同。"
    )
    return Outcome(scene.state, (Warn(text),))


@performs(PassOver)
def pass_over(move: PassOver, scene: Scene) -> Outcome:
    """Set questions aside."""
    state = replace(scene.state, aside=scene.state.aside | frozenset(move.ids))
    return Outcome(state, (Echo(f"这{len(move.ids)}项先不写原因，要补时再写"),))


@performs(Tell)
def tell(move: Tell, scene: Scene) -> Outcome:
    """Only say something."""
    part: Part = Fail(move.text) if move.is_refusal else Explain(move.text)
    return Outcome(scene.state, (part,))


def _and_then(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(other.state, one.parts + other.parts, one.edits + other.edits)


def _take(one: Score, scene: Scene, done: _Done) -> None:
    table = scene.form.indicators
    unweighted = []
    for row in one.rows:
        if row >= len(table):
            done.refused.append(f"没有第{row + 1}项")
            continue
        if one.only_blank and isinstance(table[row].score, Decimal):
            continue
        if not isinstance(table[row].weight, Decimal) and one.typed in (FULL, HALF):
            unweighted.append(row)
            continue
        value = value_of(one.typed, row, scene)
        if isinstance(value, str):
            done.refused.append(f"{title(row, scene)}{value}")
            continue
        done.scores[row] = value
        if one.reason:
            done.remarks[row] = one.reason
        if one.typed != FULL or len(one.rows) <= _FEW:
            done.single.append(row)
    if unweighted:
        names = "、".join(title(row, scene) for row in unweighted[:_FEW])
        more = f"等{len(unweighted)}项" if len(unweighted) > _FEW else ""
        done.refused.append(f"{names}{more}没有权重，算不出满分，请先说权重")


def value_of(typed: str, row: int, scene: Scene) -> Decimal | str:
    """Return the score that was said, or why the row cannot have it."""
    indicator = scene.form.indicators[row]
    if typed == PROPOSED:
        return _proposed(row, scene)
    if isinstance(indicator.weight, Decimal) and typed in _SHARES:
        return Decimal(print_number(indicator.weight * _SHARES[typed]))
    reading = read_typed(indicator, "score", typed, scene.profile)
    if reading.refusal:
        return _refusal(typed, reading.refusal, indicator)
    value = reading.value
    if isinstance(value, Decimal) and not _is_on_step(value, indicator, scene):
        step = print_number(scene.profile.score_step)
        return f"的自评分以{step}分为一档，{print_number(value)}分不能填"
    return value if isinstance(value, Decimal) else "没有说得几分"


def _refusal(typed: str, reason: str, indicator: Indicator) -> str:
    """Say the rule that a score breaks."""
    weight = indicator.weight
    if not isinstance(weight, Decimal):
        return reason
    full = print_number(weight)
    if typed.startswith("-"):
        return f"满分只有{full}分，扣不了{typed[1:]}分，得分没有改"
    return f"满分是{full}分，得不了{typed}分，得分没有改"


def _is_on_step(value: Decimal, indicator: Indicator, scene: Scene) -> bool:
    """Whether a score, or the points lost, is a multiple of the form's step."""
    step = scene.profile.score_step
    weight = indicator.weight
    return not value % step or (isinstance(weight, Decimal) and not (weight - value) % step)


def _proposed(row: int, scene: Scene) -> Decimal | str:
    try:
        proposal = proposal_for(scene.form, scene.profile, row)
    except UnreadableError as error:
        return str(error)
    if proposal is None:
        if scene.form.indicators[row].name == scene.profile.execution_indicator:
            return "要先有预算数和执行数，才算得出分数"
        return "没有指标值和完成值，算不出分数，请直接说得几分"
    step = scene.profile.score_step
    return Decimal(print_number(round_half_up(proposal.score / step, Decimal(1)) * step))


def _written(done: _Done, scene: Scene) -> Outcome:
    table = scene.form.indicators
    edits: list[Edit] = []
    for row in (*(r for r in done.scores if r not in done.single), *done.single):
        if row in done.scores:
            edits.append((cell(row, "score"), done.scores[row]))
        if row in done.remarks and done.remarks[row] != table[row].remark:
            edits.append((cell(row, "remark"), done.remarks[row]))
    edits = list(dict(edits).items())
    parts: list[Part] = []
    outcome = put(scene, edits)
    after = replace(scene, state=outcome.state)
    if done.scores:
        parts.append(Echo(_echo(done, scene, after)))
        parts += [Warn(text) for text in _warnings(done, scene, after)]
    parts += [Fail(f"{reason}。") for reason in done.refused]
    state = outcome.state
    if len(done.single) != 1 and edits:
        touched = ("indicators", *state.touched)
        state = replace(state, touched=tuple(dict.fromkeys(touched)))
    return Outcome(state, tuple(parts), tuple(edits))


def _echo(done: _Done, before: Scene, after: Scene) -> str:
    """Say the scores in one line: those that lost points, how many are full, the sum."""
    table = after.form.indicators
    lost = [row for row in sorted(done.scores) if table[row].lost]
    full = [row for row in sorted(done.scores) if not table[row].lost]
    said = []
    if lost:
        said.append("扣分：" + "，".join(_scored(row, done, after) for row in lost[:_LISTED]))
        if len(lost) > _LISTED:
            said[-1] += f"等{len(lost)}项"
    if full:
        said.append(_full_ones(full, lost, done, after))
    return "；".join((*said, _sum_of(after)))


def _scored(row: int, done: _Done, scene: Scene) -> str:
    indicator = scene.form.indicators[row]
    points = f"{_short(row, scene)} {_points(indicator.score)}/{_points(indicator.weight)}"
    return points + _remark(row, done)


def _remark(row: int, done: _Done) -> str:
    return f"（备注「{done.remarks[row]}」）" if row in done.remarks else ""


def _full_ones(full: Sequence[int], lost: Sequence[int], done: _Done, scene: Scene) -> str:
    few = [row for row in full if row in done.single]
    count = len(scene.form.indicators)
    if len(few) == len(full) and len(full) <= _FEW < count:
        return "满分：" + "，".join(_scored(row, done, scene) for row in full)
    if len(full) == count:
        return f"{count}项全部满分"
    is_rest = all(isinstance(row.score, Decimal) for row in scene.form.indicators)
    return f"{'其余' if lost or is_rest else ''}{len(full)}项满分"


def _sum_of(scene: Scene) -> str:
    """Say the sum with its grade, or how many rows have no score yet."""
    rows = scene.form.indicators
    blank = sum(not isinstance(row.score, Decimal) for row in rows)
    total = print_number(totals.total_score(scene.form))
    if blank:
        return f"还有{blank}项没有打分"
    grade = totals.grade(scene.form, scene.profile)
    return f"合计 {total}" + (f"，{grade}" if grade else "")


def _short(row: int, scene: Scene) -> str:
    name = "".join(scene.form.indicators[row].name.split())
    return f"{row + 1} {name}" if name else f"第{row + 1}项"


def _points(value: object) -> str:
    return print_number(value) if isinstance(value, Decimal) else "?"


def _warnings(done: _Done, before: Scene, after: Scene) -> list[str]:
    """Say where a remark is left over, and where the execution rate earns less than full marks."""
    told = []
    for row in sorted(done.scores):
        old, new = before.form.indicators[row], after.form.indicators[row]
        if old.lost and not new.lost and new.remark.strip() and row not in done.remarks:
            told.append(f"{title(row, after)}已是满分，备注还留着「{new.remark.strip()}」。")
        if old.remark.strip() and row in done.remarks and old.remark != new.remark:
            told.append(f"{title(row, after)}的备注原来是「{old.remark.strip()}」，已换成新的。")
    return told + _too_good(done, after)


def _too_good(done: _Done, scene: Scene) -> list[str]:
    """Warn of full marks for the execution of a budget that was not carried out."""
    for row in done.scores:
        indicator = scene.form.indicators[row]
        if "".join(indicator.name.split()) != scene.profile.execution_indicator or indicator.lost:
            continue
        rate, weight = totals.execution_rate(scene.form), indicator.weight
        if rate is None or not isinstance(weight, Decimal) or rate >= 100:
            continue
        earned = round_half_up(weight * rate / 100)
        if round_half_up(earned, Decimal(1)) < weight:
            points = print_number(earned)
            return [
                f"{title(row, scene)}打了满分，而执行率是{print_rate(rate)}，按公式得{points}分。"
                "要改就说「执行率按公式算」。"
            ]
    return []
