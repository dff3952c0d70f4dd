"""What people type at a phrase library of any size, and whether what is found is what they meant.

Seven kinds: `prefix` the first characters of a phrase, `fragment` some from its middle, `reword`
the whole of it worded otherwise, `two` one or two characters, `long` a pasted paragraph that has
it somewhere, `initials` and `pinyin` some of its characters as pinyin initials or syllables.
"""

import math
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from benchmarks.corpus import Entry, bare, corpus, synonyms

KINDS = ("prefix", "fragment", "reword", "two", "long", "initials", "pinyin")
SAME_WORDING = 85  # ratio to the source from which another phrase of its cluster is right too
_OTHERS = 2_000
_OTHER_SEED = 900_001  # far from the seeds that corpora are grown from
_SHORTEST_PARAGRAPH, _LONGEST_PARAGRAPH = 100, 250
_INSERTED = (
    "进一步",
    "相关",
    "有关",
    "主要",
    "基本",
    "已经",
    "目前",
    "较为",
    "各类",
    "具体",
    "的",
    "了",
)
_CLAUSE = re.compile(r"[^，。；]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, of which kind it is, and the phrase it was made from."""

    kind: str
    text: str
    source: Entry


def queries(entries: Sequence[Entry], per_kind: int, seed: int = 2) -> list[Query]:
    """Make as many queries of each kind from phrases picked at random."""
    rng = random.Random(seed)
    known = {bare(entry.text) for entry in entries}
    grown = (entry.text for entry in corpus(_OTHERS, seed + _OTHER_SEED))
    others = [text for text in grown if bare(text) not in known]
    return [_query(kind, entries, others, rng) for kind in KINDS for _ in range(per_kind)]


def judge(entries: Iterable[Entry]) -> Callable[[Query, str], bool]:
    """Return what tells whether a phrase found in these entries is what a query asked for."""
    clusters = {entry.text: entry.cluster for entry in entries}

    def is_hit(query: Query, text: str) -> bool:
        match query.kind:
            case "reword":
                related = clusters.get(text) == query.source.cluster
                return is_source(query, text) or (
                    related and _likeness(query, text) >= SAME_WORDING
                )
            case "long":
                return is_source(query, text)
            case "initials":
                return query.text in "".join(syllable[0] for syllable in syllables(text))
            case "pinyin":
                return query.text in "".join(syllables(text))
        return bare(query.text) in bare(text)

    return is_hit


def is_source(query: Query, text: str) -> bool:
    """Whether a phrase is the very one that a query was made from."""
    return text == query.source.text


@lru_cache(maxsize=100_000)
def syllables(text: str) -> tuple[str, ...]:
    """Return the toneless pinyin of each character of a text, punctuation left out."""
    from pypinyin import lazy_pinyin  # takes 230 ms

    # what is no Chinese character stands for itself, one by one
    return tuple(lazy_pinyin(bare(text), errors=list))  # type: ignore[arg-type]


def _likeness(query: Query, text: str) -> float:
    return fuzz.ratio(bare(text), bare(query.source.text))


def _query(kind: str, entries: Sequence[Entry], others: Sequence[str], rng: random.Random) -> Query:
    """Make a query from the first phrase picked at random that this kind can be made from."""
    while True:
        source = rng.choice(entries)
        if text := _MAKERS[kind](source.text, others, rng):
            return Query(kind, text, source)


def _prefix(text: str, _others: Sequence[str], rng: random.Random) -> str:
    typed = text[: rng.randint(4, 15)].rstrip("，。；、")
    return typed if 4 <= len(bare(typed)) < len(bare(text)) else ""


def _fragment(text: str, _others: Sequence[str], rng: random.Random) -> str:
    length = rng.randint(5, 15)
    start = rng.randint(1, max(1, len(text) - length - 2))
    typed = text[start : start + length].strip("，。；、")
    return typed if len(bare(typed)) >= 5 else ""


def _two(text: str, _others: Sequence[str], rng: random.Random) -> str:
    length = rng.choice((1, 2, 2))
    start = rng.randrange(len(text))
    typed = text[start : start + length]
    return typed if len(typed) == length and _HAN.fullmatch(typed) else ""


def _reword(text: str, others: Sequence[str], rng: random.Random) -> str:
    worded = _changed(text.rstrip("。"), rng.uniform(0.1, 0.4), others, rng)
    return _with_clauses_swapped(worded, rng) if rng.random() < 0.25 else worded


def _long(text: str, others: Sequence[str], rng: random.Random) -> str:
    sentences = rng.sample(others, rng.randint(2, 4))
    source = _changed(text.rstrip("。"), rng.uniform(0.05, 0.1), others, rng) + "。"
    sentences.insert(rng.randint(0, len(sentences)), source)
    pasted = "".join(sentences)
    return pasted if _SHORTEST_PARAGRAPH <= len(pasted) <= _LONGEST_PARAGRAPH else ""


def _initials(text: str, _others: Sequence[str], rng: random.Random) -> str:
    return "".join(syllable[0] for syllable in _spoken(text, rng.randint(5, 10), rng))


def _pinyin(text: str, _others: Sequence[str], rng: random.Random) -> str:
    *whole, last = _spoken(text, rng.randint(3, 6), rng) or ("",)
    cut = rng.randint(1, len(last)) if last and rng.random() < 0.3 else len(last)
    return "".join([*whole, last[:cut]])


_MAKERS: dict[str, Callable[[str, Sequence[str], random.Random], str]] = {
    "prefix": _prefix,
    "fragment": _fragment,
    "reword": _reword,
    "two": _two,
    "long": _long,
    "initials": _initials,
    "pinyin": _pinyin,
}


def _spoken(text: str, length: int, rng: random.Random) -> tuple[str, ...]:
    """Return syllables of adjacent characters, in two of three cases from where a clause begins."""
    characters = bare(text)
    begins = [len(bare(text[: clause.start()])) for clause in _CLAUSE.finditer(text)]
    start = rng.choice(begins) if rng.random() < 2 / 3 else rng.randrange(len(characters))
    window = slice(start, start + length)
    whole = len(characters[window]) == length and _HAN.fullmatch(characters[window])
    return syllables(text)[window] if whole else ()


def _changed(text: str, share: float, others: Sequence[str], rng: random.Random) -> str:
    """Swap synonyms, drop, insert and replace until a share of the characters is another."""
    left = math.ceil(share * len(text))
    while left > 0:
        start, end, instead = rng.choice(_CHANGES)(text, others, rng)
        cost = max(end - start, len(instead))
        if 0 < cost <= left and text[start:end] != instead:
            text, left = text[:start] + instead + text[end:], left - cost
    return text


def _swap(text: str, _others: Sequence[str], rng: random.Random) -> tuple[int, int, str]:
    found = list(_words().finditer(text))
    if not found:
        return 0, 0, ""
    word = rng.choice(found)
    return word.start(), word.end(), rng.choice(synonyms()[word[0]])


def _drop(text: str, _others: Sequence[str], rng: random.Random) -> tuple[int, int, str]:
    start = rng.randrange(len(text))
    return start, min(start + rng.randint(1, 3), len(text)), ""


def _insert(text: str, _others: Sequence[str], rng: random.Random) -> tuple[int, int, str]:
    place = rng.randint(0, len(text))
    return place, place, rng.choice(_INSERTED)


def _replace(text: str, others: Sequence[str], rng: random.Random) -> tuple[int, int, str]:
    start, other = rng.randrange(len(text)), rng.choice(others)
    length = min(rng.randint(1, 2), len(text) - start)
    taken = rng.randrange(len(other) - length)
    return start, start + length, other[taken : taken + length]


_CHANGES = (_swap, _swap, _drop, _insert, _replace)


def _with_clauses_swapped(text: str, rng: random.Random) -> str:
    """Let two adjacent clauses of a text change places, where it has two."""
    clauses = _CLAUSE.findall(text)
    if len(clauses) < 2:
        return text
    first = rng.randrange(len(clauses) - 1)
    clauses[first : first + 2] = clauses[first + 1], clauses[first]
    return "，".join(clauses)


@cache
def _words() -> re.Pattern[str]:
    """Return what finds the words that have synonyms, the longest first."""
    words = (word for word, group in synonyms().items() if len(group) > 1)
    return re.compile("|".join(sorted(words, key=len, reverse=True)))
