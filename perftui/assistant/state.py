"""`State`, where a dialogue stands: the form, what is being asked, what is on offer, what was said.

It is immutable: a turn makes a new one. What a dialogue may consult beside it are its `Aids`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from perftui.actions.action import Action
from perftui.assistant.moves import Move, Provenance
from perftui.assistant.parts import Choice
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.phrases.bank import Bank
from perftui.phrases.suggestion import Suggestion
from perftui.rules.checking import Report


class Expects(StrEnum):
    """What an answer to a question is: a value, words of a text, scores, one of the list."""

    VALUE = "value"
    TEXT = "text"
    SCORES = "scores"
    CHOICE = "choice"


@dataclass(frozen=True)
class Question:
    """What the assistant wants to know.

    `id` tells it from all others and stays the same while it is open: budget, reason:7. `paths`
    are the fields an answer may go to, the first for a bare one. `long` and `short` ask the same;
    `example` is an answer that would work; `why` says what it is needed for and by which rule.
    """

    id: str
    paths: tuple[str, ...]
    long: str
    short: str
    why: str = ""
    example: str = ""
    expects: Expects = Expects.VALUE

    @property
    def path(self) -> str:
        """The field of a bare answer; "" where there is none."""
        return self.paths[0] if self.paths else ""


@dataclass(frozen=True)
class Asked:
    """A question, and what makes the choices offered to it: wordings take a while to find."""

    question: Question
    offer: Callable[[], Iterable[Choice]] = tuple

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The choices, made when they are first asked for."""
        return tuple(self.offer())


@dataclass(frozen=True)
class Waiting:
    """Something said that wants a word more: which row was meant, where an unread rest goes.

    是 takes the first of the choices, 不是 none. Any other line is read as if nothing waited. What
    was in doubt about values is then asked again; `words` without a place are among the drafts.
    Questions leave it waiting, but for a list that was only `shown` because it was asked for. One
    that `wants_number` is not answered by 是.
    """

    text: str
    choices: tuple[Choice, ...]
    words: str = ""
    shown: bool = False
    wants_number: bool = False


@dataclass(frozen=True)
class State:
    """Where a dialogue stands.

    `question` and `choices` are those on the screen. `aside` holds the ids of questions passed
    over, `done` of those the user has finished with. `said` is all that the user said, `drafts`
    what of it found no place. `touched` are the fields last changed, the latest first.
    `provenance` maps the words of points to where they come from. `misses` counts the lines in a
    row that were not understood. `queue` is what will wait for a word when what waits now has got
    it. `attending` is what the user wants to be asked about first: fields by their paths, or a
    question by its id. `trail` are the questions asked before this one, the latest last. `told`
    names what is told only once. `category` is the one that rows said next belong to.
    """

    evaluation: Evaluation
    question: Question | None = None
    choices: tuple[Choice, ...] = ()
    waiting: Waiting | None = None
    aside: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    misses: int = 0
    is_brief: bool = False
    queue: tuple[Waiting, ...] = ()
    attending: tuple[str, ...] = ()
    trail: tuple[Question, ...] = ()
    told: frozenset[str] = frozenset()
    category: str = ""

    def on(self, evaluation: Evaluation) -> "State":
        """Return it with the form as it is now."""
        return replace(self, evaluation=evaluation)


class Wording(Protocol):
    """What proposes wordings; `perftui.phrases.suggest.Suggester` is one."""

    @property
    def bank(self) -> Bank:
        """The bank that its wordings come from."""

    def suggest(
        self,
        evaluation: Evaluation,
        field: str,
        typed: str = "",
        limit: int = 5,
        found: Sequence[str] = (),
    ) -> tuple[Suggestion, ...]:
        """Return the best wordings for a field."""

    def answers(
        self, evaluation: Evaluation, topic: str, limit: int = 5, problem: str = ""
    ) -> tuple[Suggestion, ...]:
        """Return the measures that answer a problem."""

    def further(
        self, evaluation: Evaluation, field: str, suggestion: Suggestion, limit: int = 9
    ) -> tuple[Suggestion, ...]:
        """Return other wordings of a suggestion's topic."""


@dataclass(frozen=True)
class Aids:
    """What a dialogue consults: rules, wordings, last year's form, the day, the actions.

    All of it answers the same to the same question, so that a turn depends on nothing else.
    """

    profile: Profile
    examine: Callable[[Evaluation], Report]
    wording: Wording
    today: date
    last_year: Evaluation | None = None
    actions: Sequence[Action] = ()


@dataclass(frozen=True)
class Scene:
    """A state with the aids: what readers, performers and askers look at."""

    state: State
    aids: Aids

    @property
    def form(self) -> Evaluation:
        """The form as it is now."""
        return self.state.evaluation

    @property
    def profile(self) -> Profile:
        """The kind of form it is."""
        return self.aids.profile

    @property
    def question(self) -> Question | None:
        """What is being asked."""
        return self.state.question

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The numbered list on the screen: of what waits, else of the question."""
        return self.state.waiting.choices if self.state.waiting else self.state.choices

    @property
    def report(self) -> Report:
        """What the rules say of the form now."""
        return self.aids.examine(self.form)

    def having(self, **changes: object) -> "Scene":
        """Return it with parts of its state replaced."""
        return replace(self, state=replace(self.state, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Doubt:
    """A piece of a line with more than one reading, as a question with a choice for each."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Reading:
    """What a line means: the moves it makes, what of it is in doubt, what of it was not read."""

    moves: tuple[Move, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[str, ...] = ()
