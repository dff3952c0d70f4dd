"""What a narrative says, sentence by sentence: with its clauses, its point and its topics."""

from dataclasses import dataclass
from functools import lru_cache

from perftui.evaluation import narrative
from perftui.evaluation.narrative import Point
from perftui.evaluation.sentences import Span, clauses, sentences
from perftui.phrases.library import PhraseKind
from perftui.rules.form import Form

# A clause may seem to be about one thing more; beyond these it is chance.
SUREST = 3


@dataclass(frozen=True)
class Statement:
    """A sentence of a narrative, or some of its clauses, at `start:end` of the text."""

    point: int
    text: str
    start: int
    end: int
    clauses: tuple[Span, ...]

    def part(self, first: int, last: int) -> "Statement":
        """Return the statement that the clauses from `first` to `last` make."""
        inner = self.clauses[first : last + 1]
        start, end = inner[0].start, inner[-1].end
        text = self.text[start - self.start : end - self.start]
        return Statement(self.point, text, start, end, inner)


@lru_cache(maxsize=256)
def statements(text: str) -> tuple[Statement, ...]:
    """Return the sentences of a narrative by its points, without their numbering."""
    found: list[Statement] = []
    for number, point in enumerate(narrative.split(text)):
        told = [_statement(number, span, point.start) for span in sentences(point.text)]
        if found and told and _runs_on(text, found[-1], point):
            told[0] = _joined(text, found.pop(), told[0])
        found += told
    return tuple(found)


def topics(form: Form, statement: Statement, kind: PhraseKind) -> frozenset[str]:
    """Return the surest topics of a statement: those of the whole, and of each clause."""
    inner = (surest(form, clause.text, kind) for clause in statement.clauses)
    return frozenset(topics_of_whole(form, statement, kind)).union(*inner)


def topics_of_whole(form: Form, statement: Statement, kind: PhraseKind) -> tuple[str, ...]:
    """Return the surest topics of a statement taken as one, the surest first."""
    is_one = len(statement.clauses) == 1
    text = statement.clauses[0].text if is_one else statement.text
    return form.topics_of(text, kind)[:SUREST]


def surest(form: Form, text: str, kind: PhraseKind) -> frozenset[str]:
    """Return the surest topics of a text."""
    return frozenset(form.topics_of(text, kind)[:SUREST])


def _statement(number: int, sentence: Span, offset: int) -> Statement:
    start = sentence.start + offset
    inner = tuple(Span(c.text, c.start + start, c.end + start) for c in clauses(sentence.text))
    return Statement(number, sentence.text, start, sentence.end + offset, inner)


def _runs_on(text: str, before: Statement, point: Point) -> bool:
    """Whether only a blank sets a point apart: a cause and its effect, in a wrapped cell."""
    between = text[before.end : point.start]
    return (
        not point.marker
        and between.isspace()
        and "\n" not in between
        and text[before.end - 1] not in "。！？；;"
    )


def _joined(text: str, before: Statement, after: Statement) -> Statement:
    inner = before.clauses + after.clauses
    return Statement(before.point, text[before.start : after.end], before.start, after.end, inner)
