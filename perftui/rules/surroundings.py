"""`Surroundings`: what lies beside a form and some rules look at, and how it is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank

_SAME_PROJECT = 90


@dataclass(frozen=True)
class Surroundings:
    """What lies beside a form.

    `last_year` is the form of the same project a year before, `sisters` are those of other
    projects. `today` is None where the day must not matter. Without a `bank` of its own a form is
    read with the shipped one.
    """

    last_year: Evaluation | None = None
    sisters: tuple[Evaluation, ...] = ()
    today: date | None = None
    bank: Bank | None = None


NOTHING_BESIDE = Surroundings()


def surroundings_of(
    evaluation: Evaluation, others: Iterable[Evaluation], today: date | None = None
) -> Surroundings:
    """Pick out of other forms last year's of the same project, and those of other projects."""
    year = evaluation.known_year
    last_year: Evaluation | None = None
    sisters: list[Evaluation] = []
    for other in others:
        if not is_same_project(evaluation, other):
            sisters.append(other)
        elif last_year is None and year is not None and other.known_year == year - 1:
            last_year = other
    return Surroundings(last_year, tuple(sisters), today)


def is_same_project(one: Evaluation, other: Evaluation) -> bool:
    """Whether two forms are of the same project; names differ a little over the years."""
    return fuzz.ratio(_bare(one.name), _bare(other.name)) >= _SAME_PROJECT


def _bare(name: str) -> str:
    return "".join(name.split())
