"""What the problems have to tell: the rows that lost points, those of one cause together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from perftui.assistant.drafting.written import answering, is_blank, key_of
from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.fields import parse_path
from perftui.evaluation.model import ZERO, Evaluation, Indicator, points
from perftui.evaluation.values import print_number
from perftui.phrases.names import row_name

UNECHOED, NONE_TOLD = "PT014", "PT015"
RATE = "problems:rate"
_LOW_RATE = Decimal(90)
_OF_SPENDING = ("执行率", "未支出", "结余", "支付", "用款")
# More names than these make no sentence.
_MOST_TOGETHER = 3
_WHY = re.compile(
    "^(?:(?:主要)?(?:原因)?(?:是|为)?(?:因为|由于|因(?!此|而))|(?:主要)?原因[是为:：]|主要是)"
)


@dataclass(frozen=True)
class Loss:
    """Rows that lost points for one cause, with their places in the table."""

    places: tuple[int, ...]
    rows: tuple[Indicator, ...]

    @property
    def id(self) -> str:
        """The id of the question about it."""
        return f"problems:indicators[{self.places[0]}]"

    @property
    def reason(self) -> str:
        """Why, as the remark has it."""
        return " ".join(self.rows[0].remark.split())

    @property
    def points(self) -> str:
        """How many points were lost, in words."""
        each = "各" if len(self.rows) > 1 else ""
        return f"{each}扣{print_number(self.rows[0].lost)}分"

    def names(self, marks: str = "「」") -> str:
        """Return the names of the rows, each in marks."""
        return "".join(f"{marks[0]}{row_name(row)}{marks[1]}" for row in self.rows)

    @cached_property
    def row(self) -> Indicator:
        """One row that stands for all of them."""
        if len(self.rows) == 1:
            return self.rows[0]
        sums = {
            "name": "、".join(row_name(row) for row in self.rows),
            "weight": sum((points(row.weight) for row in self.rows), ZERO),
            "score": sum((points(row.score) for row in self.rows), ZERO),
        }
        return self.rows[0].model_copy(update=sums)

    def alone(self, form: Evaluation) -> Evaluation:
        """Return a form with nothing but this in its table: wordings are then about it."""
        return form.model_copy(update={"indicators": (self.row,)})


def losses_in(scene: Scene) -> tuple[Loss, ...]:
    """Return all lost points in the order of the table, rows of one cause together."""
    from perftui.rules.form import Form  # these cost time where nothing is asked of them
    from perftui.rules.reading.kinship import telling_of

    form = Form(scene.form, scene.profile)
    groups: dict[object, list[int]] = {}
    for place, row in enumerate(scene.form.indicators):
        if row.lost <= 0:
            continue
        own = telling_of(form, row.name).own
        cause: object = (own, row.remark, row.lost, row.category) if own else place
        group = groups.setdefault(cause, [])
        if len(group) == _MOST_TOGETHER:
            groups[place, "full"] = list(group)
            group.clear()
        group.append(place)
    return tuple(_loss(scene.form, group) for group in sorted(groups.values()))


def open_losses(scene: Scene) -> tuple[Loss, ...]:
    """Return the lost points that the problems do not tell of yet."""
    silent = set(_silent(scene))
    if not silent:
        return ()
    found = []
    for loss in losses_in(scene):
        left = [place for place in loss.places if place in silent]
        if left and not any(answering(scene.state, loss.id)):
            found.append(loss if len(left) == len(loss.places) else _loss(scene.form, left))
    return tuple(found)


def loss_at(scene: Scene, place: int) -> Loss | None:
    """Return the lost points that a row belongs to."""
    return next((loss for loss in losses_in(scene) if place in loss.places), None)


def reason_in(remark: str) -> str:
    """Return the reason that a remark gives, without the words that only introduce it."""
    reason = key_of(" ".join(remark.split()))
    return _WHY.sub("", reason).strip("，,：: ") or reason


def wants_rate(scene: Scene) -> bool:
    """Whether little was spent, and neither the problems nor a lost row say so."""
    rate = totals.execution_rate(scene.form)
    if rate is None or rate >= _LOW_RATE or any(answering(scene.state, RATE)):
        return False
    if any("执行率" in row.name and row.lost > 0 for row in scene.form.indicators):
        return False
    return not any(word in scene.form.problems for word in _OF_SPENDING)


def _silent(scene: Scene) -> Iterator[int]:
    """Yield the rows that lost points of which the problems say nothing, as the rules judge."""
    lost = [place for place, row in enumerate(scene.form.indicators) if row.lost > 0]
    if not lost or is_blank(scene.form.problems):
        yield from lost
        return
    for finding in scene.report.findings:
        if finding.code == NONE_TOLD:
            yield from lost
        elif finding.code == UNECHOED:
            steps = (parse_path(one.field) for one in finding.evidence)
            yield from (step.index for step in steps if step.index is not None)


def _loss(form: Evaluation, places: list[int]) -> Loss:
    return Loss(tuple(places), tuple(form.indicators[place] for place in places))
