"""Rules that hold a score against the target and the actual value of its row."""

from collections.abc import Iterator
from decimal import Decimal

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Direction, Indicator, points
from perftui.evaluation.profile import Profile
from perftui.evaluation.scoring import Proposal
from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_number, round_half_up
from perftui.rules.finding import Fix, Found
from perftui.rules.form import Form
from perftui.rules.reading.attainment import Attained, attained, proposals, reason
from perftui.rules.reading.table import (
    cells,
    is_execution_row,
    is_explained,
    is_full,
    listed,
    row_name,
)
from perftui.rules.registry import rule
from perftui.rules.requirements import TARGETS

_WHOLE, _HALF = Decimal(1), Decimal("0.5")


@rule("PT019", level="warning", title="得分与指标完成情况不符", needs=TARGETS)
def score_against_target(form: Form) -> Iterator[Found]:
    """有指标值和完成值的行，得分应与完成的比例相符，没有达到指标值的不能得满分。

    正向指标得分为权重乘以完成值与指标值之比，反向指标按超出的比例扣分或按指标值与完成值之比计分，
    定性指标按达成、部分达成、未达成的分数段。按0.5分或整数取舍的不算差错；达到指标值而另有原因
    扣分的，在备注中写明即可。
    错：指标值≥95%，完成值80%，权重10分，得分10分。
    对：指标值≥95%，完成值80%，权重10分，得分8.42分。
    """
    for place, row in form.rows:
        is_scored = row.is_scored and 0 <= points(row.score) <= points(row.weight) <= HUNDRED
        if is_scored and row.weight and not is_execution_row(form, row):
            yield from _wrong_score(form, place, row)


@rule("PT020", level="warning", title="大大超过指标值没有说明", needs=TARGETS)
def far_over_target(form: Form) -> Iterator[Found]:
    """完成值达到指标值130%以上的，要在备注（偏差原因）中说明。

    超出这么多，多半是指标值定低了，审核时会要求解释。越低越好的指标不在此列。各行合为一条。
    错：指标值≥10场，完成值20场，备注空着。
    对：备注写明「年中新增巡回招聘10场，下年度按20场设定指标值」。
    """
    said = {place: over for place, row in form.rows if (over := _share_over(form, row))}
    if said:
        places = list(said)
        rows = [f"「{row_name(form, place)}」{over}" for place, over in said.items()]
        bound, remark = print_number(form.thresholds.over_target), form.column("remark")
        message = f"{listed(rows)}，达到或超过{bound}%，{remark}没有说明原因。"
        hint = f"请在{remark}中说明大幅超出的原因；指标值定低了的，下年度调高。"
        yield Found(cell(places[0], "remark"), message, hint, evidence=cells(places, "actual"))


def _wrong_score(form: Form, place: int, row: Indicator) -> Iterator[Found]:
    allowed = proposals(row)
    if not allowed or any(_agrees(form, row, proposal) for proposal in allowed):
        return
    if all(proposal.low >= points(row.weight) for proposal in allowed) and is_explained(row):
        return
    field, due = cell(place, "score"), _due(form.profile, row, allowed[0])
    message = (
        f"{form.name_of(field)}为{print_number(points(row.score))}，"
        f"而{reason(row, allowed[0])}，{_earned(row, allowed[0])}。"
    )
    hint = f"请把{form.column('score')}改为{print_number(due)}，或核对指标值和完成值。"
    fix = Fix(field, print_number(due), f"按完成情况改为{print_number(due)}")
    evidence = tuple(e for column in ("score", "target", "actual") for e in cells([place], column))
    yield Found(field, message, hint, fix, evidence=evidence)


def _agrees(form: Form, row: Indicator, proposal: Proposal) -> bool:
    """Whether a score is what was earned, or that rounded; but full only for what is reached."""
    score, gap, steps = points(row.score), form.thresholds.score_gap, _steps(form.profile)
    if is_full(row):
        return proposal.allows(score, gap if gap < steps[0] else Decimal(0))
    edges = (proposal.low, proposal.high) if proposal.includes_high else (proposal.low,)
    is_near = proposal.allows(score, gap) or score == _due(form.profile, row, proposal)
    return is_near or any(
        score == round_half_up(edge / step, _WHOLE) * step for step in steps for edge in edges
    )


def _steps(profile: Profile) -> tuple[Decimal, ...]:
    step = max(profile.score_step, Decimal("0.01"))
    return (step, _WHOLE) if step >= _HALF else (step,)


def _due(profile: Profile, row: Indicator, proposal: Proposal) -> Decimal:
    """Return the score to fill in: what was earned, in the steps of the form."""
    step = _steps(profile)[0]
    due = round_half_up(proposal.score / step, _WHOLE) * step
    is_short = proposal.score < points(row.weight) <= due
    return max(due - step, Decimal(0)) if is_short else due


def _earned(row: Indicator, proposal: Proposal) -> str:
    low, high = print_number(proposal.low), print_number(proposal.high)
    if proposal.low != proposal.high:
        return f"应在{low}到{high}之间" + ("" if proposal.includes_high else "（不含）")
    return f"应为{low}，扣分没有写明原因" if proposal.low >= points(row.weight) else f"应为{low}"


def _share_over(form: Form, row: Indicator) -> str:
    """Say how far over its target a row without a remark is; an empty text if it is not."""
    reached = None if is_explained(row) or is_execution_row(form, row) else attained(row)
    if reached is None or not _may_be_over(reached):
        return ""
    share = reached.actual / reached.target * HUNDRED
    if share < form.thresholds.over_target:
        return ""
    percent = print_number(round_half_up(share, Decimal("0.1")))
    label = form.column("actual")
    return f"{label}{(row.actual or '').strip()}是指标值{(row.target or '').strip()}的{percent}%"


def _may_be_over(reached: Attained) -> bool:
    return reached.target > 0 and not {Direction.NEGATIVE} & set(reached.directions)
