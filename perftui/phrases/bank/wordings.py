"""The bank's own wordings as phrases of the library."""

from collections.abc import Iterator

from perftui.phrases.bank import Bank
from perftui.phrases.library import Phrase, PhraseKind


def bank_phrases(bank: Bank) -> Iterator[Phrase]:
    """Yield every wording of the bank with its topic."""
    for topic in bank.topics:
        yield from (Phrase(text, PhraseKind.PROBLEM, topic.id) for text in topic.problems)
        yield from (Phrase(text, PhraseKind.MEASURE, topic.id) for text in topic.measures)
    for shape in bank.shapes:
        yield from (Phrase(text, PhraseKind.ACHIEVEMENT, shape.id) for text in shape.wordings)
