"""Sentences and clauses of a text, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_CLAUSE = re.compile(r"[^。！？；;，,：:\n]+")


@dataclass(frozen=True)
class Span:
    """A stretch of a text, without blanks around it: `text` stands at `start:end`."""

    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, each with its mark; ； and line breaks end one, too."""
    return tuple(_spans(_SENTENCE, text))


def clauses(text: str) -> tuple[Span, ...]:
    """Return the clauses of a text, without the marks between them."""
    return tuple(_spans(_CLAUSE, text))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        bare = match[0].strip()
        if bare:
            start = match.start() + match[0].index(bare)
            yield Span(bare, start, start + len(bare))
