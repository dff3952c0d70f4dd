"""Which texts of one list are those of another one, a little reworded or not."""

from collections.abc import Mapping, Sequence
from itertools import product

from perftui.evaluation.likeness import Masked, common_stretches

LEAST_LIKE = 0.5
_SHARED = 2
_MOST_PAIRS = 10_000

Pair = tuple[int | None, int | None]
"""Where something stands in an old and in a new list; None where it does not."""


def same(olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
    """Return the old place of each text that is in both lists but for blanks, by its new one."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(olds):
        places.setdefault("".join(text.split()), []).append(place)
    found = ((n, places.get("".join(text.split()))) for n, text in enumerate(news))
    return {n: known.pop(0) for n, known in found if known}


def matched(olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
    """Return the old place of each text by its new one: the same ones first, then those alike."""
    partner = same(olds, news)
    left = [n for n in range(len(olds)) if n not in partner.values()]
    free = [n for n in range(len(news)) if n not in partner]
    if len(left) * len(free) > _MOST_PAIRS:  # no form that people fill in
        return partner
    alike = [(likeness(olds[a], news[b]), a, b) for a, b in product(left, free)]
    for share, a, b in sorted(alike, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1:])):
        if share >= LEAST_LIKE and b not in partner and a not in partner.values():
            partner[b] = a
    return partner


def likeness(one: str, other: str) -> float:
    """Return how much of the longer of two texts the other one says, too, from 0 to 1.

    It is 0 where the lengths alone keep it below what counts as alike.
    """
    masked, beside = Masked(one), Masked(other)
    shortest, longest = sorted((len(masked.text), len(beside.text)))
    if shortest < LEAST_LIKE * longest or not longest:
        return 0.0
    return sum(s.length for s in common_stretches(masked, beside, _SHARED)) / longest


def pairs(old_count: int, new_count: int, partner: Mapping[int, int]) -> list[Pair]:
    """Return all places of two lists in pairs, in the order of the new one.

    What is only in the old list stands behind what it stood behind.
    """
    in_order: list[Pair] = [(partner.get(n), n) for n in range(new_count)]
    taken = set(partner.values())
    at = 0
    for place in range(old_count):
        if place in taken:
            at = next(n for n, (a, _) in enumerate(in_order) if a == place) + 1
        else:
            in_order.insert(at, (place, None))
            at += 1
    return in_order
