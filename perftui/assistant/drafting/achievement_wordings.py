"""What the achievements may say: from the heaviest indicators, by the shapes and the figures."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, zip_longest

from perftui.assistant.drafting.facts import fact_of_money, fact_of_row, fact_of_rows
from perftui.assistant.drafting.proposal import Proposal, proposed
from perftui.assistant.drafting.row_words import slots_of_row
from perftui.assistant.drafting.written import is_blank, points_of, stands
from perftui.assistant.state import Scene
from perftui.evaluation.model import Evaluation, Indicator, points
from perftui.evaluation.profile import Profile
from perftui.phrases.library import Origin
from perftui.phrases.names import row_name

QUESTION, FURTHER = "achievements", "achievements:more"
_LOOKED_AT = 60
_HEAVIEST, _MOST_GAPS = 3, 3
_MISHAP = "负面事件"
_ENOUGH_POINTS, _ENOUGH_WORDS = 3, 80


def rows_by_category(form: Evaluation, profile: Profile) -> dict[str, list[Indicator]]:
    """Return the rows of the project's own, the heaviest of each category first.

    Where all rows of a form are of the profile, those are taken.
    """
    fixed = {row.name for row in profile.fixed_indicators}
    own = [row for row in form.indicators if row.name not in fixed and _counts(row)]
    found: dict[str, list[Indicator]] = {}
    for row in own or [row for row in form.indicators if _counts(row)]:
        found.setdefault(row.category, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.lost > 0, -points(row.weight)))
    return found


def is_told(form: Evaluation, profile: Profile) -> bool:
    """Whether the achievements say enough: of each category, and of the heaviest indicators."""
    text = "".join(form.achievements.split())
    if is_blank(text):
        return False
    if len(points_of(form, "achievements").pieces) >= _ENOUGH_POINTS or len(text) >= _ENOUGH_WORDS:
        return True
    from perftui.rules.reading.words import is_named  # rules cost time where nothing is written

    groups = rows_by_category(form, profile)
    heaviest = sorted(
        (row for rows in groups.values() for row in rows), key=lambda row: -points(row.weight)
    )
    return all(
        category in text or any(is_named(row.name, text) for row in rows)
        for category, rows in groups.items()
    ) and all(is_named(row.name, text) for row in heaviest[:_HEAVIEST])


def wordings_of_achievements(scene: Scene) -> Iterator[Proposal]:
    """Yield what is not said yet: of each category in turn, then their further rows."""
    written = scene.form.achievements
    rounds = [
        chain(_of_category(scene, category, rows))
        for category, rows in rows_by_category(scene.form, scene.profile).items()
    ]
    money = fact_of_money(scene.form, scene.profile)
    own = own_of_the_project(scene)
    seen: set[str] = set()
    for turn in zip_longest(own, *rounds, money):
        for one in turn:
            if one and one.words not in seen and not stands(one.words, written):
                seen.add(one.words)
                yield one.answering(QUESTION)


def facts(scene: Scene) -> Iterator[Proposal]:
    """Yield what the table itself says: the money, then each category."""
    yield from fact_of_money(scene.form, scene.profile)
    for category, rows in rows_by_category(scene.form, scene.profile).items():
        yield from fact_of_rows(category, rows)


def wordings_of_row(scene: Scene, row: Indicator) -> Iterator[Proposal]:
    """Yield shapes that tell of one indicator, those first that want least of the user."""
    from perftui.rules.reading.reverse import is_reverse  # rules cost time where none is asked

    form = scene.form.model_copy(update={"indicators": (row,), "achievements": ""})
    named = f"表中有「{row.name}」"
    found = [
        _of_row(proposed(suggestion, "achievements"), row)
        for suggestion in scene.aids.wording.suggest(form, "achievements", limit=_LOOKED_AT)
        if named in suggestion.reasons and suggestion.phrase.origin is not Origin.LEARNED
    ]
    if is_reverse(row.name):
        found = [one for one in found if _MISHAP in one.gaps]
    # what speaks of the row, of the likeliest shape first; too many gaps are left for the last
    yield from sorted(found, key=lambda one: (not takes_up(one, row), len(one.gaps) > _MOST_GAPS))


def _of_row(proposal: Proposal, row: Indicator) -> Proposal:
    """Return a wording with what the name of an indicator says: a rate is counted in %."""
    filled = proposal.having(slots_of_row(row.name))
    is_rate = row_name(row).endswith("率") and "指标项" in proposal.gaps
    return filled.having({"单位": "%"}) if is_rate else filled


def takes_up(proposal: Proposal, row: Indicator) -> bool:
    """Whether a shape speaks of an indicator by its name."""
    return any(value in proposal.words for value in slots_of_row(row.name).values())


def _of_category(scene: Scene, category: str, rows: list[Indicator]) -> Iterator[Proposal]:
    """Yield the heaviest row in the first shape, what all rows say, then further shapes."""
    wordings = [wordings_of_row(scene, row) for row in rows[:_HEAVIEST]]
    firsts = [(next(of_row, None), row) for of_row, row in zip(wordings, rows, strict=False)]
    shapes = [one for one, row in firsts if one and takes_up(one, row)]
    shapes += [one for one, _ in firsts if one and one not in shapes]
    yield from chain.from_iterable(fact_of_row(row) for row in rows[:1])
    yield from shapes[:1]
    yield from fact_of_rows(category, rows)
    yield from shapes[1:]
    for turn in zip_longest(*wordings):
        yield from (one for one in turn if one)


def own_of_the_project(scene: Scene) -> Iterator[Proposal]:
    """Yield what the same project wrote before; what others achieved is nothing it may say."""
    form = scene.form.model_copy(update={"achievements": ""})
    for suggestion in scene.aids.wording.suggest(form, "achievements", limit=_LOOKED_AT):
        phrase = suggestion.phrase
        is_own = phrase.origin is Origin.OWN or (
            phrase.origin is Origin.LEARNED and phrase.project == scene.form.name
        )
        if is_own:
            yield proposed(suggestion, "achievements")


def _counts(row: Indicator) -> bool:
    return bool(row_name(row)) and isinstance(row.weight, Decimal) and row.weight > 0
