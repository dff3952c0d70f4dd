"""`Sources`, where what a text states may come from: the form, what follows from it, what was said.

Last year's form is one more, for what a text says of last year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from perftui.assistant.grounding.facts import FactKind, facts
from perftui.assistant.grounding.following import Figure, figures_of
from perftui.assistant.state import Scene
from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.quantities import Quantity
from perftui.evaluation.values import FormDate

ANY_UNIT = ""
_SAME_UNIT = {"名": "人", "位": "人", "场次": "场", "条": "项", "个": "项"}
_QUOTES = str.maketrans("", "", " \t\n\u3000“”‘’「」『』《》\"'")


@dataclass(frozen=True)
class Given:
    """A figure that is known, and whether only about so many are meant."""

    value: Decimal
    is_about: bool = False


@dataclass(frozen=True)
class Sources:
    """What is known: the words, the figures by unit, the figures that count nothing,
    the Latin words, the names and the times.

    `year` is the one that bare months are of; `last_year` what is known of the year before.
    """

    year: int
    words: str = ""
    figures: Mapping[str, frozenset[Given]] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    latin: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    times: frozenset[tuple[date, date]] = frozenset()
    years: frozenset[int] = frozenset()
    last_year: "Sources | None" = None


def sources_of(scene: Scene, without: Iterable[str] = (), but: str = "") -> Sources:
    """Return where the words of a form in a dialogue may come from.

    The fields `without` are no source, nor are the lines `but` of texts: they are in question.
    """
    form, year = scene.form, scene.form.known_year or scene.aids.today.year - 1
    filled = (value for known in scene.state.provenance.values() for _, value in known.filled)
    before = scene.aids.last_year
    return _sources(
        year,
        tuple(_texts(form, frozenset(without), but)),
        (*scene.state.said, *filled),
        figures_of(form, scene.profile),
        _days(form),
        None if before is None else sources_of_form(before, scene.profile),
    )


def sources_of_form(form: Evaluation, profile: Profile) -> Sources:
    """Return what a form alone is a source of."""
    year = form.known_year or 0
    texts = tuple(_texts(form, frozenset(), ""))
    return _sources(year, texts, (), figures_of(form, profile), _days(form), None)


def unit_of(quantity: Quantity) -> str:
    """Return what a quantity counts, one word for those that count the same."""
    return _SAME_UNIT.get(quantity.unit, quantity.unit)


def bare(text: str) -> str:
    """Return a text as sources hold it: without blanks, quotes and capitals."""
    return text.translate(_QUOTES).casefold()


def number_keys(text: str) -> tuple[str, str]:
    """Return a figure with the character behind it, and without."""
    key = bare(text)
    return key, key if key[-1:].isdecimal() else key[:-1]


def _sources(
    year: int,
    texts: tuple[str, ...],
    said: tuple[str, ...],
    following: Iterable[Figure],
    days: Iterable[FormDate],
    last_year: Sources | None,
) -> Sources:
    figures: dict[str, set[Given]] = {}
    for unit, value in following:
        figures.setdefault(unit, set()).add(Given(value))
    numbers, latin, names = set[str](), set[str](), set[str]()
    times = {(date(day.year, day.month, day.day or 1), day.latest) for day in days}
    years = {year - 1, year, year + 1} if year else set[int]()
    for place, text in enumerate((*said, *texts)):
        for fact in facts(text, year or 1):
            if fact.quantity and (fact.quantity.unit or place < len(said)):
                known = Given(fact.quantity.value, fact.quantity.is_approximate)
                figures.setdefault(unit_of(fact.quantity), set()).add(known)
            elif fact.period:
                times.add((fact.period.first, fact.period.last))
                years |= {fact.period.first.year, fact.period.last.year}
            elif fact.kind is FactKind.NUMBER:
                numbers.add(number_keys(fact.text)[0])
            elif fact.kind is FactKind.LATIN:
                latin.add(bare(fact.text))
            elif fact.kind is FactKind.NAME:
                names.add(bare(fact.text))
    return Sources(
        year,
        "\n".join(map(bare, (*said, *texts))),
        {unit: frozenset(values) for unit, values in figures.items()},
        frozenset(numbers),
        frozenset(latin),
        frozenset(names),
        frozenset(times),
        frozenset(years),
        last_year,
    )


def _texts(form: Evaluation, without: frozenset[str], but: str) -> Iterator[str]:
    yield from (form.name, form.unit, form.department, form.goal)
    for name in NARRATIVES:
        text: str = getattr(form, name)
        for line in but.splitlines():
            text = text.replace(line.strip(), "") if line.strip() else text
        if name not in without:
            yield text
    for row in form.indicators:
        actual, target = (
            f"{told}{row.measure_unit}" for told in (row.actual or "", row.target or "")
        )
        yield from (row.category, row.name, row.explanation, row.remark, actual, target)
    yield from (fund.name for fund in form.funds)


def _days(form: Evaluation) -> Iterator[FormDate]:
    if isinstance(form.date, FormDate):
        yield form.date
