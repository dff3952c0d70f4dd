"""What planting a mistake needs: a subject to plant into, what comes of it, and small edits.

A subject is a form with a way to make it anew under other figures, so that a mistake about money
comes alone and not with a narrative that contradicts the header.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perftui.evaluation import fields, narrative
from perftui.evaluation.model import Direction, Evaluation, Indicator, Stated
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import FormDate
from perftui.rules.finding import Level
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings
from tests.rules.judging.correct import CENT, HALF, Draft, half_up, restated

NATIONAL = "national2020"


@dataclass(frozen=True)
class Subject:
    """A form to plant into."""

    form: Evaluation
    again: Callable[..., "Subject"]
    is_real: bool = False

    @property
    def profile(self) -> Profile:
        """The profile of the form."""
        return load_profile(self.form.profile)

    @property
    def is_national(self) -> bool:
        """Whether it is a national form, with targets and narrow limits."""
        return self.form.profile == NATIONAL

    @property
    def fulfilled(self) -> dict[str, Any]:
        """What a row says that has done as planned, in a form that has columns for it."""
        if not self.is_national:
            return {}
        direction = Direction.POSITIVE
        return {"target": "100%", "actual": "100%", "measure_unit": "", "direction": direction}

    @property
    def year(self) -> int:
        """The year that is evaluated."""
        return self.form.year if isinstance(self.form.year, int) else 2019


@dataclass(frozen=True)
class Planted:
    """A form with a mistake: where it must be found, and the twin in which it must not.

    `fields` are beginnings of the field of the finding, any of which will do. `codes` are other
    codes that may say it in place of the mistake's own.
    """

    form: Evaluation
    fields: tuple[str, ...]
    twin: Evaluation | None = None
    level: Level | None = None
    beside: Surroundings = NOTHING_BESIDE
    twin_beside: Surroundings = NOTHING_BESIDE
    profile: Profile | None = None
    codes: tuple[str, ...] = ()


Way = Callable[[Subject], Planted | None]
MISTAKES: dict[str, dict[str, Way]] = {}


def place_of(form: Evaluation, name: str) -> int:
    """Return where the row of a name stands in the table."""
    return next(n for n, row in enumerate(form.indicators) if row.name == name)


def way(code: str, name: str) -> Callable[[Way], Way]:
    """Enter a function as one way to make the mistake of a rule."""

    def enter(plant: Way) -> Way:
        ways = MISTAKES.setdefault(code, {})
        assert name not in ways, (code, name)
        ways[name] = plant
        return plant

    return enter


def subject_of(draft: Draft) -> Subject:
    """Return a correct form as a subject."""
    return Subject(draft.form, lambda **changes: subject_of(draft.again(**changes)))


def real_subject(form: Evaluation) -> Subject:
    """Return a real form as a subject: only its header can be made anew."""

    def again(**changes: Any) -> Subject:
        budget, executed, last = form.budget, form.executed, form.last_year_budget
        assert isinstance(budget, Decimal) and isinstance(executed, Decimal)
        if changes.get("rate") is not None:
            executed = half_up(budget * changes["rate"] / 100)
        if changes.get("growth") is not None:
            last = half_up(budget * 100 / (100 + changes["growth"]))
        changed = form.model_copy(
            update={"budget": budget, "executed": executed, "last_year_budget": last}
        )
        place = execution_row(changed)
        weight = changed.indicators[place].weight
        assert isinstance(weight, Decimal)
        score = min(half_up(weight * executed / budget, Decimal(1)), weight)
        changed = with_row(changed, place, score=score)
        return Subject(restated(changed), lambda **_: real_subject(changed), is_real=True)

    return Subject(form, again, is_real=True)


def typed(form: Evaluation, **texts: str) -> Evaluation:
    """Return the form with texts typed into header fields, read as the editor reads them."""
    for path, text in texts.items():
        value = fields.read(path, text, load_profile(form.profile))
        form = fields.replace(form, path, value)
    return form


def typed_cell(form: Evaluation, place: int, field: str, text: str) -> Evaluation:
    """Return the form with a text typed into a cell of the table."""
    path = fields.cell(place, field)
    return fields.replace(form, path, fields.read(path, text, load_profile(form.profile)))


def with_row(form: Evaluation, place: int, **changes: Any) -> Evaluation:
    """Return the form with some cells of a row changed."""
    rows = list(form.indicators)
    rows[place] = rows[place].model_copy(update=changes)
    return form.model_copy(update={"indicators": tuple(rows)})


def with_rows(form: Evaluation, rows: list[Indicator]) -> Evaluation:
    """Return the form with another table."""
    return form.model_copy(update={"indicators": tuple(rows)})


def stating(form: Evaluation, **printed: str | None) -> Evaluation:
    """Return the form as imported, printed right but for what is given."""
    stated = restated(form).stated or Stated()
    return form.model_copy(update={"stated": stated.model_copy(update=printed)})


def settled(form: Evaluation) -> Evaluation:
    """Return the form with what it states, if anything, put right for its changed figures."""
    return form if form.stated is None else restated(form)


def is_fixed(form: Evaluation, row: Indicator) -> bool:
    """Whether the profile prescribes this row."""
    return any(row.name == fixed.name for fixed in load_profile(form.profile).fixed_indicators)


def execution_row(form: Evaluation) -> int:
    """Return the place of the execution row."""
    return next(n for n, row in enumerate(form.indicators) if row.name == "预算执行率")


def full_rows(
    form: Evaluation, category: str = "", least: Decimal = Decimal(1), ends: tuple[str, ...] = ()
) -> list[int]:
    """Return the unit's own rows with full marks, by category, least weight and ending."""
    return [
        place
        for place, row in enumerate(form.indicators)
        if not is_fixed(form, row)
        and row.weight == row.score
        and isinstance(row.weight, Decimal)
        and row.weight >= least
        and row.category.startswith(category)
        and (not ends or row.name.endswith(ends))
    ]


def lost_rows(form: Evaluation) -> list[int]:
    """Return the unit's own rows that lost points."""
    return [
        place
        for place, row in enumerate(form.indicators)
        if row.lost > 0 and not is_fixed(form, row)
    ]


def outputs(form: Evaluation) -> str:
    """Return the category of outputs."""
    return load_profile(form.profile).categories[1].name


def effects(form: Evaluation) -> str:
    """Return the category of effects."""
    return load_profile(form.profile).categories[2].name


def texts_of(form: Evaluation, field: str) -> list[str]:
    """Return the points of a narrative."""
    return [point.text for point in narrative.split(getattr(form, field))]


def with_points(form: Evaluation, field: str, texts: list[str]) -> Evaluation:
    """Return the form with a narrative of these points, each a sentence."""
    ended = [text if text.endswith("。") else f"{text}。" for text in texts]
    if len(ended) > 1:
        ended = [f"{n}、{text}" for n, text in enumerate(ended, 1)]
    return form.model_copy(update={field: "\n".join(ended)})


def adding(form: Evaluation, field: str, text: str) -> Evaluation:
    """Return the form with one more point in a narrative; a national one sheds others for room."""
    texts = texts_of(form, field)
    if form.profile == NATIONAL and field == "achievements":
        sentences = re.split("[。；\n]", "\n".join(texts))
        texts = [f"{part}。" for part in sentences if "满意度" in part]
    return with_points(form, field, [*texts, text])


def light(subject: Subject, **changes: Any) -> Subject:
    """Return the subject with a single fault, so that a national form has room for more words."""
    if not subject.is_national:
        return subject.again(**changes) if changes else subject
    return subject.again(**{"flaws": 1, "rate": Decimal(100), **changes})


def deadline(form: Evaluation) -> str:
    """Return a deadline after the date of the form."""
    year = form.date.year if isinstance(form.date, FormDate) else 2020
    return f"{year}年8月底前"


def losing(form: Evaluation, place: int, remark: str) -> Evaluation:
    """Return the form with points taken off a row, in proportion where it has a target."""
    row = form.indicators[place]
    assert isinstance(row.weight, Decimal)
    if row.target is None:
        lost = Decimal(1) if row.weight >= 2 else HALF
        return with_row(form, place, score=row.weight - lost, remark=remark)
    number = re.search(r"\d[\d.]*", row.target)
    if number is None or row.direction is Direction.QUALITATIVE:
        score = half_up(row.weight * Decimal("0.7"))
        return with_row(form, place, score=score, remark=remark, actual="部分达成")
    target = Decimal(number[0])
    actual = half_up(target * Decimal("0.88"), Decimal(1) if target >= 10 else CENT)
    score = half_up(row.weight * actual / target)
    text = re.sub(r"^[≥=]", "", row.target).replace(number[0], f"{actual}")
    return with_row(form, place, score=score, remark=remark, actual=text)


def can_lose(form: Evaluation, place: int) -> bool:
    """Whether `losing` can take points off this row."""
    return form.indicators[place].direction is not Direction.NEGATIVE


STRANGERS = (
    ("对外材料的保密审查流程不够规范，部分材料没有经过审查就对外发布。",
     "由综合科在{by}修订保密审查流程，对外材料审查率达到100%。"),
    ("公务用车仍靠电话派车，空驶里程偏多。",
     "由办公室在{by}试行公务用车拼车，空驶里程下降10%。"),
    ("办公区垃圾分类标识不清，混投现象较多。",
     "由后勤科在{by}更换垃圾分类标识24块，每周巡查一次。"),
    ("志愿者服务时长记录不完整，激励表彰缺少依据。",
     "由团委在{by}补记120名志愿者的服务时长，每月公示1次。"),
    ("内刊约稿渠道窄，来稿数量不足。",
     "由编辑部在{by}向12家单位发出内刊约稿函，每期来稿不少于20篇。"),
)  # fmt: skip


def stranger(form: Evaluation, number: int) -> tuple[str, str]:
    """Return a problem and its measure that have nothing to do with any subject."""
    problem, measure = STRANGERS[number % len(STRANGERS)]
    return problem, measure.format(by=deadline(form))
