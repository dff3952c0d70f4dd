"""Rows put into the table; what is there already gets its score instead."""

from dataclasses import replace
from decimal import Decimal
from itertools import chain

from perftui.assistant.asking.table_questions import ROWS, lacks
from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.doing.scoring import mark, value_of
from perftui.assistant.moves import (
    AddRow,
    BeginCategory,
    Marks,
    Move,
    Reweigh,
    Score,
    TakeRows,
    Tell,
)
from perftui.assistant.parts import Choice, Echo, Fail, Part, Warn
from perftui.assistant.reading.rows.row_names import fold, title
from perftui.assistant.repairing import settle_doubt
from perftui.assistant.state import Doubt, Scene, State
from perftui.evaluation.drafting import place_of_new_row, roll_forward
from perftui.evaluation.fields import bare_label, cell
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.rows import read_typed
from perftui.evaluation.totals import subtotals
from perftui.evaluation.values import print_number


@performs(AddRow)
def add_row(move: AddRow, scene: Scene) -> Outcome:
    """Add a row to its category, or score the one that has its name."""
    category = move.category or _category(move, scene)
    there = _there(move, category, scene)
    if there is not None:
        return _score_there(replace(move, category=category), there, scene)
    if not category:
        return _ask_category(move, scene)
    return _added(replace(move, category=category), scene)


@performs(BeginCategory)
def begin_category(move: BeginCategory, scene: Scene) -> Outcome:
    """Let the rows said next belong to a category."""
    state = replace(scene.state, category=move.category)
    return Outcome(state, (Echo(f"下面的指标归{move.category}"),))


@performs(TakeRows)
def take_rows(move: TakeRows, scene: Scene) -> Outcome:
    """Take the rows of last year's form that are not there yet, without what they scored."""
    last = scene.aids.last_year
    if last is None:
        return Outcome(scene.state, (Fail("没有找到上一年的表。"),))
    rolled = roll_forward(last)
    taken = [row for row in rolled.indicators if not _has(row, scene.form)]
    form = scene.form
    for row in taken:
        place = place_of_new_row(form, row.category, scene.profile)
        rows = (*form.indicators[:place], row, *form.indicators[place:])
        form = form.model_copy(update={"indicators": rows})
    edits = [("indicators", form.indicators)] if taken else []
    header = _header_from(rolled, scene) if move.whole else []
    outcome = put(scene, [*edits, *header])
    also = "、".join(bare_label(scene.profile, field) for field, _ in header)
    text = f"沿用了{last.known_year or '上'}年的{len(taken)}项指标" + (f"和{also}" if also else "")
    state = unnumbered(outcome.state)
    after = replace(scene, state=state)
    warned = (over_weight(category.name, after) for category in scene.profile.categories)
    return Outcome(state, (Echo(text), *chain.from_iterable(warned)), outcome.edits)


def unnumbered(state: State) -> State:
    """Forget what was said of rows by their places, for these have changed."""
    touched = tuple(path for path in state.touched if not path.startswith("indicators["))
    is_kept = state.question is not None and state.question.id == ROWS
    question, choices = (state.question, state.choices) if is_kept else (None, ())
    return replace(state, touched=touched, question=question, choices=choices, queue=())


def over_weight(category: str, scene: Scene) -> tuple[Part, ...]:
    """Warn if the weights of a category are more than its points."""
    return tuple(
        Warn(
            f"{part.category}的权重合计{print_number(part.weight)}分，"
            f"超过规定的{print_number(part.due)}分，请改权重。"
        )
        for part in subtotals(scene.form, scene.profile)
        if part.category == category and part.weight > part.due
    )


def standing(category: str, scene: Scene) -> str:
    """Say how many of its points a category has: 产出目标4/34分."""
    part = next((p for p in subtotals(scene.form, scene.profile) if p.category == category), None)
    if part is None:
        return category
    return f"{category}{print_number(part.weight)}/{print_number(part.due)}分"


def _category(move: AddRow, scene: Scene) -> str:
    """Return the category of a row that was said without one; "" where it is not certain."""
    there = [one for one in scene.form.indicators if fold(one.name) == fold(move.name)]
    if there:
        return there[0].category
    wanting = [lack.category for lack in lacks(scene)]
    said = scene.state.category
    if said and (said in wanting or not wanting):
        return said
    return wanting[0] if len(wanting) == 1 else ""


def _there(move: AddRow, category: str, scene: Scene) -> int | None:
    """Return the row that has the name already: in the category, or fixed in any."""
    if move.is_meant_twice:
        return None
    fixed = {fold(one.name) for one in scene.profile.fixed_indicators}
    key = fold(move.name)
    for place, row in enumerate(scene.form.indicators):
        if fold(row.name) == key and (row.category == category or key in fixed):
            return place
    return None


def _score_there(move: AddRow, row: int, scene: Scene) -> Outcome:
    indicator = scene.form.indicators[row]
    weight = read_typed(indicator, "weight", move.weight, scene.profile).value
    differs = isinstance(weight, Decimal) and weight != indicator.weight
    scores: tuple[Move, ...] = ()
    if move.score:
        scores = (Marks((Score((row,), move.score, move.remark),)),)
    state = replace(scene.state, category=indicator.category)
    scene = replace(scene, state=state)
    if differs and not is_fixed(indicator, scene) and isinstance(weight, Decimal):
        return _ask_twice(move, row, weight, scores, scene)
    if not move.score:
        return Outcome(state, (Echo(f"{title(row, scene)}已经有了，没有重复加"),))
    outcome = mark(Marks((Score((row,), move.score, move.remark),)), scene)
    if differs:
        due = print_number(_points(indicator))
        note = Warn(f"{title(row, scene)}是固定指标，权重是{due}分，没有改。")
        outcome = replace(outcome, parts=(*outcome.parts, note))
    return outcome


def _points(indicator: Indicator) -> Decimal:
    return indicator.weight if isinstance(indicator.weight, Decimal) else Decimal(0)


def _ask_twice(
    move: AddRow, row: int, weight: Decimal, scores: tuple[Move, ...], scene: Scene
) -> Outcome:
    indicator = scene.form.indicators[row]
    typed = print_number(weight)
    choices = (
        Choice(f"{title(row, scene)}的权重改为{typed}分", (Reweigh(row, typed), *scores)),
        Choice("另加一项同名的", (replace(move, is_meant_twice=True),)),
        Choice("不加", (Tell("没有加。"),)),
    )
    text = f"{title(row, scene)}已经有了，权重{print_number(_points(indicator))}分，怎么处理？"
    return settle_doubt(Doubt(text, choices), scene)


def _ask_category(move: AddRow, scene: Scene) -> Outcome:
    wanting = [lack.category for lack in lacks(scene)]
    names = wanting or [category.name for category in scene.profile.categories]
    choices = tuple(Choice(name, (replace(move, category=name),)) for name in names)
    return settle_doubt(Doubt(f"「{move.name}」归哪一类？", choices), scene)


def _added(move: AddRow, scene: Scene) -> Outcome:
    blank = Indicator(category=move.category, name=move.name)
    weight = read_typed(blank, "weight", move.weight, scene.profile)
    if weight.refusal:
        return Outcome(scene.state, (Fail(f"「{move.name}」没有加：{weight.refusal}。"),))
    row = blank.model_copy(
        update={
            "weight": weight.value,
            "remark": move.remark,
            "explanation": move.explanation,
            "target": move.target or None,
            "actual": move.actual or None,
        }
    )
    place = place_of_new_row(scene.form, move.category, scene.profile)
    rows = scene.form.indicators
    form = scene.form.model_copy(update={"indicators": (*rows[:place], row, *rows[place:])})
    without_score: tuple[Part, ...] = ()
    if move.score:
        there = scene.having(evaluation=form)
        score = value_of(move.score, place, there)
        if isinstance(score, str):
            without_score = (Fail(f"{title(place, there)}{score}。"),)
        else:
            row = row.model_copy(update={"score": score})
    outcome = put(scene, [("indicators", (*rows[:place], row, *rows[place:]))])
    state = unnumbered(outcome.state)
    touched = (cell(place, "name"), *state.touched)
    state = replace(state, touched=touched, category=move.category)
    after = replace(scene, state=state)
    echo = Echo(f"加了{title(place, after)}{_told(row)}；{standing(move.category, after)}")
    return Outcome(state, (echo, *without_score, *over_weight(move.category, after)), outcome.edits)


def _told(row: Indicator) -> str:
    weight = f"，权重{print_number(row.weight)}" if isinstance(row.weight, Decimal) else ""
    score = f"，得{print_number(row.score)}分" if isinstance(row.score, Decimal) else ""
    return weight + score + (f"，备注「{row.remark}」" if row.remark else "")


def _has(row: Indicator, form: Evaluation) -> bool:
    key = (row.category, fold(row.name))
    return any((one.category, fold(one.name)) == key for one in form.indicators)


def is_fixed(row: Indicator, scene: Scene) -> bool:
    """Whether every form of the kind has this row."""
    return fold(row.name) in {fold(one.name) for one in scene.profile.fixed_indicators}


def _header_from(rolled: Evaluation, scene: Scene) -> list[tuple[str, object]]:
    """Return what last year's header says of fields that are blank now."""
    wanted = ("unit", "department", "recurring", "goal", "last_year_budget")
    found = ((field, getattr(rolled, field)) for field in wanted)
    return [
        (field, value)
        for field, value in found
        if value not in (None, "") and getattr(scene.form, field) in (None, "")
    ]
