"""Everything written before: `Phrase`, and the narrow interface `Library` its stores share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class PhraseKind(StrEnum):
    """Which field of a form a phrase belongs into."""

    ACHIEVEMENT = "achievement"
    PROBLEM = "problem"
    MEASURE = "measure"
    REMARK = "remark"

    @property
    def worded_as(self) -> "PhraseKind":
        """The kind whose wordings serve it: reasons for a deduction are worded as problems."""
        return PhraseKind.PROBLEM if self is PhraseKind.REMARK else self


NARRATIVE_KINDS = {
    "achievements": PhraseKind.ACHIEVEMENT,
    "problems": PhraseKind.PROBLEM,
    "measures": PhraseKind.MEASURE,
}
"""Which kind of phrase each narrative of a form is made of."""

Form = tuple[str, int | None]
"""A past form, by its project and year."""


@dataclass(frozen=True)
class Phrase:
    """A reusable wording and where it comes from.

    `topic` is a topic's or shape's id, empty if none was recognised. `project`, `unit` and `year`
    are those of the form it was harvested from, empty and None for the bank's own wordings.
    `used` counts the forms it was found in; of near-identical ones the newest stands for all.
    `names` are the parts of it that name things of its own form, which another may not have.
    """

    text: str
    kind: PhraseKind
    topic: str = ""
    project: str = ""
    unit: str = ""
    year: int | None = None
    used: int = field(default=0, compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def source(self) -> str:
        """Where it was found, in words: 词库 or 2019年《人才大厦管理维护专项》."""
        if not self.project:
            return "词库"
        return f"{f'{self.year}年' if self.year else ''}《{self.project}》"

    @property
    def form(self) -> Form | None:
        """The form it was harvested from, None for the bank's own wordings."""
        return (self.project, self.year) if self.project else None

    def fits(self, words: str) -> bool:
        """Whether every proper name it carries occurs in the words of a form."""
        return all(name in words for name in self.names)


class Library(Protocol):
    """What every store of phrases can do."""

    def add(self, phrases: Iterable[Phrase]) -> int:
        """Add phrases; near-identical ones count as one use more. Returns how many were new."""
        ...

    def candidates(self, typed: str, kind: PhraseKind, limit: int) -> list[tuple[Phrase, float]]:
        """Return the phrases most like a text with their likeness (0 to 1), best first."""
        ...

    def of_topic(self, topic: str, kind: PhraseKind) -> list[Phrase]:
        """Return the phrases of a topic, most used first."""
        ...

    def topic_counts(self, kind: PhraseKind) -> Mapping[str, int]:
        """Return how many past forms wrote of each topic."""
        ...
