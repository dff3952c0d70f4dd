"""Which topics of the bank a text calls by one of their keywords, not only by its characters."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

from perftui.phrases.bank import Shape, Topic
from perftui.rules.form import Form

Entries = Callable[[bool], tuple[Topic | Shape, ...]]
Starts = Mapping[str, tuple[tuple[str, str], ...]]


def called(form: Form, text: str) -> frozenset[str]:
    """Return the topics of which a keyword stands in a text as it is."""
    # a method is known by what it belongs to: so the bank need not be hashed
    return _called(form.bank.entries, text)


@lru_cache(maxsize=2048)
def _called(entries: Entries, text: str) -> frozenset[str]:
    starts = _starts(entries)
    return frozenset(
        topic
        for place in range(len(text) - 1)
        for keyword, topic in starts.get(text[place : place + 2], ())
        if text.startswith(keyword, place)
    )


@lru_cache(maxsize=8)
def _starts(entries: Entries) -> Starts:
    """Return the keywords with their topics by their first two characters."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in entries(False):
        for keyword in entry.keywords:
            if len(keyword) > 1:
                found[keyword[:2]].append((keyword, entry.id))
    return {start: tuple(keywords) for start, keywords in found.items()}
