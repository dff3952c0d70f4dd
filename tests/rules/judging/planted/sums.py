"""Weights and totals that do not add up, scores out of bounds: PT001 to PT004."""

from decimal import Decimal
from functools import partial

from perftui.evaluation.model import Evaluation, Indicator
from tests.rules.judging.correct import CENT, HALF, restated
from tests.rules.judging.planting import (
    Planted,
    Subject,
    effects,
    execution_row,
    full_rows,
    outputs,
    settled,
    stating,
    way,
    with_row,
    with_rows,
)

ONE = Decimal(1)


def _shifted(form: Evaluation, place: int, by: Decimal) -> Evaluation:
    """Change weight and score of a row together, so that no point is lost."""
    row = form.indicators[place]
    assert isinstance(row.weight, Decimal) and isinstance(row.score, Decimal)
    return with_row(form, place, weight=row.weight + by, score=row.score + by)


# PT001


@way("PT001", "one more point on an output row")
def _(subject: Subject) -> Planted:
    place = full_rows(subject.form, outputs(subject.form))[0]
    return Planted(_shifted(subject.form, place, ONE), ("indicators", "stated"))


@way("PT001", "half a point less on an effect row")
def _(subject: Subject) -> Planted | None:
    places = full_rows(subject.form, effects(subject.form), Decimal(2))
    if not places:
        return None
    return Planted(_shifted(subject.form, places[0], -HALF), ("indicators", "stated"))


@way("PT001", "a row forgotten")
def _(subject: Subject) -> Planted:
    place = full_rows(subject.form, outputs(subject.form))[-1]
    rows = list(subject.form.indicators)
    return Planted(
        with_rows(subject.form, rows[:place] + rows[place + 1 :]), ("indicators", "stated")
    )


@way("PT001", "a row too many")
def _(subject: Subject) -> Planted:
    form = subject.form
    extra = Indicator(category=outputs(form), name="信息报送完成率", weight="2", score="2")
    if subject.is_national:
        extra = extra.model_copy(update={"target": "100%", "actual": "100%"})
    return Planted(with_rows(form, [*form.indicators, extra]), ("indicators", "stated"))


@way("PT001", "a fixed row with another weight")
def _(subject: Subject) -> Planted:
    place = execution_row(subject.form)
    weight = subject.form.indicators[place].weight
    assert isinstance(weight, Decimal)
    return Planted(with_row(subject.form, place, weight=weight + 2), ("indicators", "stated"))


# PT002


def _moved(subject: Subject, source: str, goal: str, by: Decimal) -> Planted | None:
    givers = full_rows(subject.form, source, by + 1)
    takers = [
        p for p in full_rows(subject.form, goal)
        if (subject.form.indicators[p].weight or 0) + by < 14
    ]  # fmt: skip
    if not givers or not takers:
        return None
    form = _shifted(_shifted(subject.form, givers[0], -by), takers[0], by)
    return Planted(settled(form), ("indicators",))


@way("PT002", "a point from output to effect")
def _(subject: Subject) -> Planted | None:
    return _moved(subject, outputs(subject.form), effects(subject.form), ONE)


@way("PT002", "half a point from effect to output")
def _(subject: Subject) -> Planted | None:
    return _moved(subject, effects(subject.form), outputs(subject.form), HALF)


@way("PT002", "two points from output to the last category")
def _(subject: Subject) -> Planted | None:
    last = subject.profile.categories[-1].name
    return _moved(subject, outputs(subject.form), last, Decimal(2))


@way("PT002", "a row under another category")
def _(subject: Subject) -> Planted | None:
    places = full_rows(subject.form, effects(subject.form))
    if not places:
        return None
    form = with_row(subject.form, places[0], category=outputs(subject.form))
    return Planted(form, ("indicators",))


@way("PT002", "a row under no category of this form")
def _(subject: Subject) -> Planted:
    place = full_rows(subject.form, outputs(subject.form))[0]
    return Planted(with_row(subject.form, place, category="管理目标"), ("indicators",))


# PT003


def _printed(subject: Subject, by: Decimal, field: str = "total_score") -> Planted:
    stated = restated(subject.form).stated
    right = Decimal(getattr(stated, field))
    wrong = f"{(right + by).normalize():f}"
    return Planted(stating(subject.form, **{field: wrong}), ("stated", "indicators"))


for _name, _by, _field in (
    ("total score one too high", ONE, "total_score"),
    ("total score half a point too low", -HALF, "total_score"),
    ("total score off by a hundredth", CENT, "total_score"),
    ("total weight printed 99", -ONE, "total_weight"),
    ("total weight printed 102", Decimal(2), "total_weight"),
    ("total score of two rows forgotten", Decimal(-5), "total_score"),
):
    way("PT003", _name)(partial(_printed, by=_by, field=_field))


@way("PT003", "total score printed with its unit, wrong")
def _(subject: Subject) -> Planted:
    total = Decimal(restated(subject.form).stated.total_score) - 2
    return Planted(stating(subject.form, total_score=f"{total:f}分"), ("stated", "indicators"))


# PT004


def _scored(subject: Subject, score: Decimal, least: Decimal = ONE) -> Planted | None:
    places = full_rows(subject.form, least=least)
    place = places[len(places) // 2]
    weight = subject.form.indicators[place].weight
    assert isinstance(weight, Decimal)
    value = weight + score if score > 0 else score
    form = settled(with_row(subject.form, place, score=value))
    return Planted(form, (f"indicators[{place}]",))


for _name, _score in (("half a point over the weight", HALF), ("a hundredth over", CENT),
                      ("a negative score", -ONE), ("minus a half", -HALF)):  # fmt: skip
    way("PT004", _name)(partial(_scored, score=_score))


@way("PT004", "points for a row of weight 0")
def _(subject: Subject) -> Planted:
    form = subject.form
    row = Indicator(
        category=outputs(form), name="旧设备维护及时率", weight="0", score="1", remark="设备已移交"
    )
    changed = with_rows(form, [*form.indicators, row])
    return Planted(settled(changed), (f"indicators[{len(form.indicators)}]",))


@way("PT004", "score and weight swapped digits")
def _(subject: Subject) -> Planted | None:
    places = full_rows(subject.form, outputs(subject.form), Decimal(2))
    if not places:
        return None
    form = settled(with_row(subject.form, places[0], score=Decimal(12)))
    return Planted(form, (f"indicators[{places[0]}]",))
