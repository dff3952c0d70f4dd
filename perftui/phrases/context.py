"""Which topics a form would report: each signal says how likely, and why.

A signal looks at the form, or at what past forms wrote, and gives a chance from 0 to 1 for a topic.
The chances are joined as if each alone could be the cause. How much each signal counts, and what
becomes of the suggestions without it, is measured on real forms in docs/matching.md.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation, Indicator
from perftui.phrases.bank import Bank, Shape, Topic
from perftui.phrases.library import (
    BORNE_OUT,
    EVERYWHERE,
    FITTING,
    Library,
    PhraseKind,
    Scope,
    Tally,
)
from perftui.phrases.names import form_of, row_name
from perftui.phrases.topics import detect_topics
from perftui.phrases.triggers import match_triggers

# How much each signal counts: of the strongest trigger of a topic, of each further one; with how
# many imagined past forms a trigger's own weight outweighs what past forms made of it; of how often
# past forms wrote of a topic, those of the project, of the unit, those that lost the same row; of
# the goal.
WEIGHTS: Mapping[str, float] = {
    "trigger": 0.2,
    "further_trigger": 0.4,
    "doubt": 8.0,
    "past": 0.7,
    "project": 0.9,
    "unit": 0.3,
    "lost": 0.4,
    "goal": 0.25,
}
# So many forms of the general kind are mixed into counts of few forms.
_PRIOR = 2.0
_TELLING = 3


@dataclass(frozen=True)
class Offer:
    """A topic that fits a form: how strongly (0 to 1), why, and the row it is about."""

    topic: str
    strength: float
    reasons: tuple[str, ...]
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Context:
    """A form, with what past forms of its kind wrote; made once, asked for each topic."""

    evaluation: Evaluation
    found: frozenset[str] = frozenset()
    goal: frozenset[str] = frozenset()
    everywhere: Tally = field(default_factory=Tally)
    fitting: Tally = field(default_factory=Tally)
    borne_out: Tally = field(default_factory=Tally)
    project: Tally = field(default_factory=Tally)
    unit: Tally = field(default_factory=Tally)
    lost: Mapping[str, Tally] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)


@dataclass(frozen=True)
class _Sign:
    """What a signal says of a topic."""

    chance: float
    reason: str
    indicator: Indicator | None = None


def context_of(
    evaluation: Evaluation,
    library: Library,
    kind: PhraseKind,
    found: Iterable[str] = (),
    goal: Iterable[str] = (),
    weights: Mapping[str, float] = WEIGHTS,
) -> Context:
    """Return the context in which wordings of a kind are wanted.

    `found` are the codes of the rules it breaks, `goal` the topics its goal speaks of.
    """
    form = form_of(evaluation)

    def tally(what: Scope) -> Tally:
        return library.tally(kind.worded_as, what, form)

    lost = {row_name(row) for row in evaluation.indicators if row.lost > 0}
    return Context(
        evaluation,
        frozenset(found),
        frozenset(goal),
        tally(EVERYWHERE),
        tally(FITTING),
        tally(BORNE_OUT),
        tally(Scope("project", form.project)),
        tally(Scope("unit", form.unit)),
        {name: tally(Scope("lost", name)) for name in sorted(lost)},
        weights,
    )


def topics_of_goal(goal: str, bank: Bank) -> frozenset[str]:
    """Return the topics that a goal names by a keyword long enough to be no chance."""
    return frozenset(
        topic.id
        for topic in bank.topics
        if any(len(word) >= _TELLING and word in goal for word in topic.keywords)
    )


def offers(bank: Bank, context: Context, kind: PhraseKind) -> list[Offer]:
    """Return the topics (shapes, for achievements) that fit a form, the best first."""
    found = [offer(entry, context) for entry in bank.entries(kind is PhraseKind.ACHIEVEMENT)]
    return sorted((o for o in found if o.reasons), key=lambda o: (-o.strength, o.topic))


def offer(entry: Topic | Shape, context: Context) -> Offer:
    """Weigh one topic for a form; without any reason it does not fit."""
    signs = [sign for signal in _SIGNALS for sign in signal(entry, context) if sign.chance > 0]
    signs.sort(key=lambda sign: -sign.chance)
    row = next((sign.indicator for sign in signs if sign.indicator), None)
    strength = 1 - prod(1 - sign.chance for sign in signs)
    return Offer(entry.id, strength, tuple(dict.fromkeys(s.reason for s in signs)), row)


def topics_in(text: str, bank: Bank, kind: PhraseKind) -> set[str]:
    """Return the topics that the points of a narrative are surest about."""
    found = (detect_topics(point.text, bank, kind)[:1] for point in narrative.split(text))
    return {topic for topics in found for topic in topics}


def _triggered(entry: Topic | Shape, context: Context) -> Iterator[_Sign]:
    """The figures of the form hold a trigger of the topic: the strongest counts most.

    How much is learnt: of the past forms a topic fitted so, not all have written of it.
    """
    borne_out = context.borne_out.topics.get(entry.id, 0)
    fitting = context.fitting.topics.get(entry.id, 0)
    for number, match in enumerate(
        match_triggers(entry.triggers, context.evaluation, context.found)
    ):
        expected = context.weights["further_trigger" if number else "trigger"] * match.strength
        doubt = context.weights["doubt"]
        chance = (borne_out + doubt * expected) / (fitting + doubt)
        yield _Sign(min(chance, expected) if number else chance, match.reason, match.indicator)


def _past(entry: Topic | Shape, context: Context) -> Iterator[_Sign]:
    """Past forms, whosever, wrote of the topic."""
    count, share = _counted(entry.id, context.everywhere)
    yield _Sign(context.weights["past"] * share, f"以往{count}份自评表写过")


def _same_project(entry: Topic | Shape, context: Context) -> Iterator[_Sign]:
    """The project wrote of the topic in an earlier year."""
    count, share = _counted(entry.id, context.project)
    years = f"{count}个年度" if count > 1 else ""
    yield _Sign(context.weights["project"] * share, f"本项目以前{years}写过")


def _same_unit(entry: Topic | Shape, context: Context) -> Iterator[_Sign]:
    """Other projects of the unit wrote of the topic, more often than anyone does."""
    count, share = _counted(entry.id, context.unit)
    _, usual = _counted(entry.id, context.everywhere)
    yield _Sign(context.weights["unit"] * max(share - usual, 0.0), f"本单位{count}份自评表写过")


def _same_loss(entry: Topic | Shape, context: Context) -> Iterator[_Sign]:
    """Forms that lost points on the same row wrote of the topic, more often than anyone does."""
    _, usual = _counted(entry.id, context.everywhere)
    for name, tally in context.lost.items():
        count = tally.topics.get(entry.id, 0)
        share = (count + _PRIOR * usual) / (tally.forms + _PRIOR)
        reason = f"「{name}」扣分的自评表有{count}份写过"
        yield _Sign(context.weights["lost"] * max(share - usual, 0.0), reason)


def _in_goal(entry: Topic | Shape, context: Context) -> Iterator[_Sign]:
    """The goal speaks of the topic: what a project is for is where it falls short."""
    if entry.id in context.goal:
        yield _Sign(context.weights["goal"], "年度总目标中提到")


_SIGNALS: tuple[Callable[[Topic | Shape, Context], Iterator[_Sign]], ...] = (
    _triggered,
    _past,
    _same_project,
    _same_unit,
    _same_loss,
    _in_goal,
)


def _counted(topic: str, tally: Tally) -> tuple[int, float]:
    """Return how many forms wrote of a topic, and their share."""
    count = tally.topics.get(topic, 0)
    return count, count / tally.forms if tally.forms else 0.0
