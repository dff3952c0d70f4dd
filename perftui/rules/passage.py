"""`Passage`, a text of the form with what rules read in it, each thing read once."""

from dataclasses import dataclass
from functools import cached_property

from perftui.evaluation import narrative
from perftui.evaluation.narrative import Point
from perftui.evaluation.quantities import Quantity, quantities
from perftui.evaluation.sentences import Span, clauses, sentences
from perftui.rules.finding import Evidence


@dataclass(frozen=True)
class Passage:
    """The text of a field, with its points, sentences, clauses and quantities."""

    field: str
    text: str

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points of a narrative."""
        return narrative.split(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, each with its mark."""
        return sentences(self.text)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses, without the marks between them."""
        return clauses(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities the text states."""
        return quantities(self.text)

    def sentence_at(self, place: int) -> Span:
        """Return the sentence in which a character stands; the whole text if there is none."""
        around = (span for span in self.sentences if span.start <= place < span.end)
        return next(around, Span(self.text, 0, len(self.text)))

    def evidence(self, start: int, end: int) -> Evidence:
        """Return a stretch of this text as evidence."""
        return Evidence(self.field, start, end)
