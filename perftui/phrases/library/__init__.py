"""Everything written before: `Phrase`, and the narrow interface `Library` its stores share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class PhraseKind(StrEnum):
    """Which field of a form a phrase belongs into."""

    ACHIEVEMENT = "achievement"
    PROBLEM = "problem"
    MEASURE = "measure"
    REMARK = "remark"

    @property
    def label(self) -> str:
        """What the field is called on the form."""
        return _LABELS[self]

    @property
    def worded_as(self) -> "PhraseKind":
        """The kind whose wordings serve it: reasons for a deduction are worded as problems."""
        return PhraseKind.PROBLEM if self is PhraseKind.REMARK else self

    @property
    def served_by(self) -> tuple["PhraseKind", ...]:
        """The kinds whose phrases can be written here, its own first."""
        return tuple(dict.fromkeys((self, self.worded_as)))


class Status(StrEnum):
    """How far a phrase can be trusted; a withdrawn one is never suggested."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """How a phrase came into the library."""

    BANK = "bank"
    OWN = "own"
    LEARNED = "learned"


_LABELS = {
    PhraseKind.ACHIEVEMENT: "主要绩效",
    PhraseKind.PROBLEM: "主要问题",
    PhraseKind.MEASURE: "改进措施",
    PhraseKind.REMARK: "备注",
}
NARRATIVE_KINDS = {
    "achievements": PhraseKind.ACHIEVEMENT,
    "problems": PhraseKind.PROBLEM,
    "measures": PhraseKind.MEASURE,
}
"""Which kind of phrase each narrative of a form is made of."""


class LibraryError(ValueError):
    """A library that cannot do what was asked. Its message is one sentence for the user."""


class Form(NamedTuple):
    """A form, by whose it is, its project and its year."""

    unit: str
    project: str
    year: int | None


class Scope(NamedTuple):
    """Which past forms are counted: all, those of a unit or project, those that lost a row."""

    what: str = "all"
    name: str = ""


EVERYWHERE, FITTING, BORNE_OUT = Scope(), Scope("fitting"), Scope("borne out")
"""All forms; for each topic, those it fitted by their figures; and those that then wrote of it."""


@dataclass(frozen=True)
class Phrase:
    """A reusable wording and where it comes from.

    `topic` is a topic's or shape's id, empty if none was recognised. `unit`, `project` and `year`
    are those of the newest form it was found in, empty and None for what no form has used;
    `first_year` that of the oldest. `used` counts the forms it was found in; of near-identical
    ones the newest stands for all. `names` are the parts of it that
    name things of its own form, which another may not have. `id` is the store's, 0 outside one.
    """

    text: str
    kind: PhraseKind
    topic: str = ""
    unit: str = ""
    project: str = ""
    year: int | None = None
    origin: Origin = Origin.BANK
    status: Status = Status.APPROVED
    used: int = field(default=0, compare=False)
    first_year: int | None = field(default=None, compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)
    id: int = field(default=0, compare=False)

    @property
    def source(self) -> str:
        """Where it comes from, in words: 词库, 自己添加 or 2019年《人才大厦管理维护专项》."""
        if self.origin is not Origin.LEARNED:
            return "词库" if self.origin is Origin.BANK else "自己添加"
        return f"{f'{self.year}年' if self.year else ''}《{self.project}》"

    @property
    def years(self) -> str:
        """When forms used it: 2019, or 2017–2019; empty if none did."""
        if not self.year:
            return ""
        is_span = self.first_year and self.first_year < self.year
        return f"{self.first_year}–{self.year}" if is_span else str(self.year)

    @property
    def form(self) -> Form | None:
        """The newest form that used it, None if none did."""
        return Form(self.unit, self.project, self.year) if self.project or self.unit else None


@dataclass(frozen=True)
class Lesson:
    """What a past form teaches: its phrases, which measure answered which problem, its lost rows.

    `digest` changes with whatever is learnt from the form; `pairs` are places in `phrases`;
    `topics` all that it wrote of, those of sentences too long to be phrases among them; `fitting`
    those that its figures would have suggested.
    """

    form: Form
    digest: str
    phrases: tuple[Phrase, ...]
    pairs: tuple[tuple[int, int], ...] = ()
    lost: tuple[str, ...] = ()
    topics: frozenset[tuple[PhraseKind, str]] = frozenset()
    fitting: frozenset[tuple[PhraseKind, str]] = frozenset()

    def evidence(self) -> Iterator[tuple[Scope, PhraseKind | None, str]]:
        """Yield what this form adds to the counts of each scope; a scope alone counts the form."""
        own = (Scope("unit", self.form.unit), Scope("project", self.form.project))
        for scope in (EVERYWHERE, *own, *(Scope("lost", name) for name in self.lost)):
            yield (scope, None, "")
            yield from ((scope, *topic) for topic in self.topics)
        yield from ((FITTING, *topic) for topic in self.fitting)
        yield from ((BORNE_OUT, *topic) for topic in self.fitting & self.topics)


@dataclass(frozen=True)
class Learnt:
    """What became of a lesson: how many phrases were new, and how many the library had."""

    new: int = 0
    known: int = 0


@dataclass(frozen=True)
class Tally:
    """How many forms there are of a scope, and how many of them wrote of each topic."""

    forms: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Statistics:
    """How much a library holds."""

    forms: int = 0
    kinds: Mapping[PhraseKind, int] = field(default_factory=dict)
    origins: Mapping[Origin, int] = field(default_factory=dict)
    withdrawn: int = 0


class Library(Protocol):
    """What every store of phrases can do; all methods raise LibraryError if it fails."""

    def add(self, phrases: Iterable[Phrase]) -> int:
        """Add authored wordings as they are; returns how many were new."""
        ...

    def learn(self, lesson: Lesson) -> Learnt | None:
        """Take in a past form, once: None if it is known and unchanged.

        Near-identical wordings count as one use more; a changed form replaces what it taught.
        """
        ...

    def remove(self, kind: PhraseKind, text: str) -> bool:
        """Withdraw a phrase from all suggestions; False if there is none."""
        ...

    def candidates(self, typed: str, kind: PhraseKind, limit: int) -> list[tuple[Phrase, float]]:
        """Return the phrases most like a text with their likeness (0 to 1), best first."""
        ...

    def of_topic(
        self, topic: str, kind: PhraseKind, limit: int, form: Form | None = None
    ) -> list[Phrase]:
        """Return phrases of a topic, most used first; those of a form's project too."""
        ...

    def answers(
        self, problem: str, limit: int, apart_from: Form | None = None
    ) -> list[tuple[Phrase, int]]:
        """Return the measures that past forms wrote to problems like this, and how many forms."""
        ...

    def count_use(self, phrase: Phrase, form: Form) -> None:
        """Count that a form uses a phrase, once for each form."""
        ...

    def tally(
        self, kind: PhraseKind, scope: Scope = EVERYWHERE, apart_from: Form | None = None
    ) -> Tally:
        """Return how many past forms of a scope wrote of each topic."""
        ...

    def statistics(self) -> Statistics:
        """Return how much there is."""
        ...
