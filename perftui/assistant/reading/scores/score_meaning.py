"""What clauses about scores come to: scores for rows, and questions where a row is in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perftui.assistant.moves import Marks, Move, Score, Tell
from perftui.assistant.parts import Choice
from perftui.assistant.reading.rows.row_names import Named, Unsure, doubt_about, title
from perftui.assistant.reading.scores.score_clauses import Clause
from perftui.assistant.reading.scores.score_subjects import (
    Subject,
    Whom,
    rows_in_doubt,
    talked_about,
)
from perftui.assistant.reading.scores.score_words import FULL, Amount, Kind
from perftui.assistant.state import Doubt, Scene
from perftui.evaluation.model import points
from perftui.evaluation.totals import subtotals
from perftui.evaluation.values import print_number

_MOST_ASKED = 9
_LISTED = 3


@dataclass
class _Meaning:
    """What is gathered clause by clause."""

    scores: list[Score] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    said: list[Move] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def score(self, rows: Sequence[int], typed: str, reason: str = "") -> None:
        self.scores.append(Score(tuple(rows), typed, reason))
        self.taken.update(rows)


def meaning(clauses: Sequence[Clause], scene: Scene) -> tuple[tuple[Move, ...], tuple[Doubt, ...]]:
    """Return the moves that clauses make, and the doubts they leave."""
    found = _Meaning()
    for clause in clauses:
        if clause.subject.whom in (Whom.ROWS, Whom.SAME) and not _is_for_all(clause, scene):
            _of_rows(clause, scene, found)
    for clause in clauses:
        if clause.subject.whom in (Whom.ALL, Whom.REST) or _is_for_all(clause, scene):
            _of_many(clause, scene, found)
    marks: tuple[Move, ...] = (Marks(tuple(found.scores)),) if found.scores else ()
    return (*marks, *found.said), tuple(found.doubts)


def _is_for_all(clause: Clause, scene: Scene) -> bool:
    """Whether full marks with no row before them are meant for all of them."""
    if clause.subject.whom is not Whom.SAME or clause.amount.kind is not Kind.FULL:
        return False
    return clause.amount.are_several or talked_about(scene) is None


def _of_rows(clause: Clause, scene: Scene, found: _Meaning) -> None:
    named, amount = clause.subject.named, clause.amount
    if clause.subject.whom is Whom.SAME:
        row = talked_about(scene)
        if row is None:
            found.said.append(_which_row(amount, scene))
            return
        named = Named((row,))
    if named.missing:
        found.said.append(_no_such_number(named.missing, scene))
    for unsure in named.unsure:
        found.taken.update(unsure.candidates)
        found.doubts.append(_which(unsure, clause, scene))
    rows = named.rows
    if not rows:
        return
    if amount.kind is Kind.EACH:
        _one_each(rows, clause, found, scene)
    elif amount.is_further and amount.kind is Kind.OFF and len(rows) == 1:
        found.score(rows, _further_off(rows[0], amount, scene), clause.reason)
    elif amount.kind in (Kind.LESS, Kind.WEIGHT):
        found.taken.update(rows)
        found.doubts += [how_much(row, clause.reason, scene) for row in rows[:_LISTED]]
    elif _is_unclear(named, amount):
        found.taken.update(rows)
        _say_which(rows, clause, found, scene)
    elif amount.kind is Kind.FULL and named.is_group and not clause.reason:
        _full_group(rows, found, scene)
    else:
        found.score(rows, amount.typed[0], clause.reason)


def _further_off(row: int, amount: Amount, scene: Scene) -> str:
    """Add points to those that a row has lost already: 再扣1分."""
    lost = scene.form.indicators[row].lost or Decimal(0)
    return f"-{print_number(lost + Decimal(amount.typed[0].removeprefix('-')))}"


def _full_group(rows: Sequence[int], found: _Meaning, scene: Scene) -> None:
    """Give a category full marks; rows of it that lost points for a reason are asked about."""
    explained = _explained(rows, scene)
    found.score([row for row in rows if row not in explained], FULL)
    found.taken.update(explained)
    if explained:
        found.doubts.append(_raised(explained, scene))


def _explained(rows: Sequence[int], scene: Scene) -> list[int]:
    table = scene.form.indicators
    return [row for row in rows if table[row].lost and table[row].remark.strip()]


def _is_unclear(named: Named, amount: Amount) -> bool:
    """Whether points are said of several rows at once without saying that each of them is meant."""
    if len(named.rows) < 2 or amount.kind in (Kind.FULL, Kind.PROPOSED):
        return False
    return amount.is_sum or (named.is_group and not amount.are_several)


def _say_which(rows: tuple[int, ...], clause: Clause, found: _Meaning, scene: Scene) -> None:
    typed = clause.amount.typed[0]
    said = _said(typed)
    subtotal = _subtotal(rows, clause.amount, scene)
    if subtotal:
        found.said.append(Tell(subtotal))
        return
    if len(rows) > _MOST_ASKED:
        text = f"有{len(rows)}项，「{said}」是哪一项？请写编号或名称，如 {rows[0] + 1}{said}"
        found.said.append(Tell(f"{text}。", is_refusal=True))
        return
    each = Choice(f"这{len(rows)}项各{said}", (Marks((Score(rows, typed, clause.reason),)),))
    single = tuple(
        Choice(f"{title(row, scene)}{said}", (Marks((Score((row,), typed, clause.reason),)),))
        for row in rows
    )
    choices = (*single, each) if not clause.amount.is_sum else (*_shared(rows, clause), *single)
    asked = (
        f"{len(rows)}项一共{said}，各是多少？" if clause.amount.is_sum else f"「{said}」是哪一项？"
    )
    found.doubts.append(Doubt(asked, choices))


def _subtotal(rows: tuple[int, ...], amount: Amount, scene: Scene) -> str:
    """Say what a category has, where its sum is said instead of scores: 产出目标得32分."""
    table = scene.form.indicators
    category = table[rows[0]].category
    fellows = tuple(row for row, one in enumerate(table) if one.category == category)
    is_score = amount.kind in (Kind.SCORE, Kind.BARE) and amount.typed[0][:1].isdecimal()
    if not is_score or rows != fellows:
        return ""
    said, most = Decimal(amount.typed[0]), max(points(table[row].weight) for row in rows)
    if said <= most:
        return ""
    part = next(p for p in subtotals(scene.form, scene.profile) if p.category == category)
    now = f"{category}各项现在合计{print_number(part.score)}分，满分{print_number(part.due)}分"
    if part.score == said:
        return f"{now}，与说的一致。"
    return f"{now}。小计由各项加出，请说是哪一项扣了分。"


def _shared(rows: tuple[int, ...], clause: Clause) -> tuple[Choice, ...]:
    """Offer to part points evenly among rows, where they can be."""
    off = Decimal(clause.amount.typed[0].removeprefix("-")) / len(rows)
    if clause.amount.kind is not Kind.OFF or off % Decimal("0.5"):
        return ()
    typed = f"-{print_number(off)}"
    return (Choice(f"各{_said(typed)}", (Marks((Score(rows, typed, clause.reason),)),)),)


def _one_each(rows: tuple[int, ...], clause: Clause, found: _Meaning, scene: Scene) -> None:
    typed = clause.amount.typed
    if len(typed) != len(rows):
        example = f"{rows[0] + 1}{_said(typed[0])}"
        text = f"说了{len(rows)}项、{len(typed)}个分数，对不上。请分开写，如 {example}。"
        found.said.append(Tell(text, is_refusal=True))
        return
    for row, one in zip(rows, typed, strict=True):
        found.score((row,), one, clause.reason)


def _which(unsure: Unsure, clause: Clause, scene: Scene) -> Doubt:
    """Ask which row was meant; taking one gives it its points."""
    if clause.amount.kind in (Kind.LESS, Kind.WEIGHT, Kind.EACH):
        return doubt_about(unsure, scene, lambda row: (Marks((Score((row,), ""),)),))
    typed = clause.amount.typed[0]
    return doubt_about(unsure, scene, lambda row: (Marks((Score((row,), typed, clause.reason),)),))


def how_much(row: int, reason: str, scene: Scene) -> Doubt:
    """Ask how many points a row loses."""
    weight = scene.form.indicators[row].weight
    full = weight if isinstance(weight, Decimal) else Decimal(0)
    step = scene.profile.score_step
    sizes = [Decimal(1), Decimal(2), Decimal("0.5")]
    possible = [off for off in sizes if off < full and not off % step]
    choices = tuple(
        Choice(f"扣{print_number(off)}分", (Marks((Score((row,), f"-{off}", reason),)),))
        for off in possible
    )
    none = Choice(f"不得分，扣{print_number(full)}分", (Marks((Score((row,), "0", reason),)),))
    text = f"{title(row, scene)}满分{print_number(full)}，扣几分？"
    return Doubt(text, (*choices, none))


def _of_many(clause: Clause, scene: Scene, found: _Meaning) -> None:
    """Give full marks, or the scores that follow from figures, to all rows or to the rest."""
    subject, rows = clause.subject, _among(clause.subject, scene)
    for unsure in subject.excepted.unsure:
        found.taken.update(unsure.candidates)
    if subject.excepted.missing:
        found.said.append(_no_such_number(subject.excepted.missing, scene))
    aside = found.taken | set(subject.excepted.rows)
    if subject.whom is Whom.REST:
        aside |= rows_in_doubt(scene)
    left = [row for row in rows if row not in aside]
    table = scene.form.indicators
    if subject.whom is Whom.REST:
        unscored = [row for row in left if _is_blank(row, scene)]
        left = unscored or [row for row in left if table[row].lost]
        if not left:
            found.said.append(Tell("其余各项已经是满分。"))
            return
    if subject.count is not None and subject.count not in (len(left), len(rows)):
        found.doubts.append(_other_count(subject.count, left, clause.amount.typed[0]))
        return
    explained = _explained(left, scene)
    if subject.whom is Whom.REST and not any(_is_blank(row, scene) for row in left):
        explained = [row for row in left if table[row].lost]
    if clause.amount.kind is Kind.PROPOSED:
        explained = []
    else:
        left = [row for row in left if row not in explained]
    if left:
        is_rest = subject.whom is Whom.REST and any(_is_blank(row, scene) for row in left)
        found.scores.append(Score(tuple(left), clause.amount.typed[0], only_blank=is_rest))
    elif not explained:
        found.said.append(Tell("没有要打满分的项了。"))
    if explained:
        found.doubts.append(_raised(explained, scene))


def _is_blank(row: int, scene: Scene) -> bool:
    return not isinstance(scene.form.indicators[row].score, Decimal)


def _among(subject: Subject, scene: Scene) -> tuple[int, ...]:
    return subject.named.rows or tuple(range(len(scene.form.indicators)))


def _other_count(said: int, rows: Sequence[int], typed: str) -> Doubt:
    """Ask about full marks for so many rows as there are not: 30项满分 of 33."""
    count = len(rows)
    choices = (
        Choice(f"{count}项都记{typed}", (Marks((Score(tuple(rows), typed),)),)),
        Choice("不记，再说清楚", (Tell("没有改。可以写：除了哪几项，其余满分。"),)),
    )
    return Doubt(f"说的是{said}项，表上是{count}项，怎么记？", choices)


def _raised(rows: Sequence[int], scene: Scene) -> Doubt:
    """Ask whether rows that lost points, with a reason, get them back."""
    table = scene.form.indicators
    names = "，".join(
        f"{title(row, scene)}扣{print_number(table[row].lost)}分" for row in rows[:_LISTED]
    )
    more = f"等{len(rows)}项" if len(rows) > _LISTED else ""
    choices = (
        Choice("也改成满分", (Marks((Score(tuple(rows), FULL),)),)),
        Choice("保持扣分", (Tell("扣分保持不变。"),)),
    )
    return Doubt(f"{names}{more}，已经扣了分，也改成满分吗？", choices)


def _which_row(amount: Amount, scene: Scene) -> Move:
    rows = scene.form.indicators
    example = _example_name(scene) if rows else "知晓率"
    said = _said(amount.typed[0]) or "扣1分"
    return Tell(f"「{said}」是哪一项？请连编号或名称一起写，如 {example}{said}。", is_refusal=True)


def _example_name(scene: Scene) -> str:
    rows = scene.form.indicators
    row = min(range(len(rows)), key=lambda i: (len(rows[i].name) or 99, i))
    return f"第{row + 1}项"


def _no_such_number(numbers: Sequence[int], scene: Scene) -> Move:
    listed = "、".join(map(str, numbers[:_LISTED]))
    count = len(scene.form.indicators)
    text = f"没有第{listed}项，指标表一共{count}项。请核对编号，或写指标名称。"
    return Tell(text, is_refusal=True)


def _said(typed: str) -> str:
    """Say what was typed for a score: 扣1分, 得2分, 满分."""
    if typed.startswith("-"):
        return f"扣{typed[1:]}分"
    return f"得{typed}分" if typed[:1].isdecimal() else typed
