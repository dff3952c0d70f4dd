"""The wordings of topics in the order a form wants them, one of each topic before a second."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.phrases.context import Offer
from perftui.phrases.library import Library, Origin, Phrase, PhraseKind
from perftui.phrases.names import form_of, with_slots_for, words_of
from perftui.phrases.slot_values import slot_values
from perftui.phrases.suggestion import Worded

# How many wordings of a topic are looked at, and what each further one of it is worth.
_LOOKED_AT = 24
_FURTHER_WORDING = 0.65
_WIDELY_USED = 2
# What an old wording, and one of another unit, loses: points of a hundred.
_A_YEAR, _MOST_YEARS, _OTHER_UNIT = 1, 5, 3


@dataclass(frozen=True)
class Candidate:
    """A wording that fits a form: how strongly (0 to 1), why, and the typed text it is like."""

    worded: Worded
    strength: float
    reasons: tuple[str, ...]
    typed: str = ""

    def after(self, rank: int) -> "Candidate":
        """Return it as the wording of a topic that so many come before."""
        return replace(self, strength=self.strength * _FURTHER_WORDING**rank)


class Wordings:
    """The phrases of a library in the words of one form."""

    def __init__(self, evaluation: Evaluation, library: Library) -> None:
        self.form = form_of(evaluation)
        self._evaluation = evaluation
        self._library = library
        self._profile = load_profile(evaluation.profile)
        self._words = words_of(evaluation)
        self._values: dict[Indicator | None, dict[str, str]] = {}

    def of(self, phrase: Phrase, indicator: Indicator | None = None) -> Worded:
        """Return a phrase as this form would print it; `indicator` is the row it is about."""
        template = with_slots_for(phrase.names, phrase.text, self._words)
        return Worded(phrase, template, self._known(indicator))

    def in_rounds(self, offers: Iterable[Offer], kind: PhraseKind) -> Iterator[Candidate]:
        """Yield the best wording of each topic, then the second ones, which count for less."""
        weighed = [
            (rank, candidate.after(rank))
            for offer in offers
            for rank, candidate in enumerate(self.of_topic(offer, kind))
        ]
        least = 1.0
        for _, candidate in sorted(weighed, key=lambda pair: (pair[0], -pair[1].strength)):
            least = min(least, candidate.strength)
            yield replace(candidate, strength=least)

    def of_topic(self, offer: Offer, kind: PhraseKind) -> list[Candidate]:
        """Return the wordings of a topic, the project's own first, then fewest gaps, most used.

        What one other project has written once comes after the wordings of the bank.
        """
        phrases = [
            phrase
            for one in kind.served_by
            for phrase in self._library.of_topic(offer.topic, one, _LOOKED_AT, self.form)
            if self.is_past(phrase)
        ]
        worded = sorted((self.of(phrase, offer.indicator) for phrase in phrases), key=self._order)
        return [self.penalised(Candidate(w, offer.strength, offer.reasons)) for w in worded]

    def penalised(self, candidate: Candidate) -> Candidate:
        """Take off what a wording loses for its age and for being another unit's, and say so."""
        phrase = candidate.worded.phrase
        if phrase.origin is not Origin.LEARNED or not candidate.strength:
            return candidate
        said, points = [], 0
        age = min((self.form.year or 0) - (phrase.year or self.form.year or 0), _MOST_YEARS)
        if age > 0:
            points += age * _A_YEAR
            said.append(f"{phrase.year}年的写法，减{age * _A_YEAR}分")
        if phrase.unit and phrase.unit != self.form.unit:
            points += _OTHER_UNIT
            said.append(f"其他单位的写法，减{_OTHER_UNIT}分")
        strength = max(candidate.strength - points / 100, 0.0)
        return replace(candidate, strength=strength, reasons=(*candidate.reasons, *said))

    def is_past(self, phrase: Phrase) -> bool:
        """Whether anyone but this very form has used it."""
        learned = phrase.origin is Origin.LEARNED
        return not (learned and phrase.used < _WIDELY_USED and phrase.form == self.form)

    def _known(self, indicator: Indicator | None) -> dict[str, str]:
        if indicator not in self._values:
            values = slot_values(self._evaluation, self._profile, indicator)
            self._values[indicator] = values
        return self._values[indicator]

    def _order(self, worded: Worded) -> tuple[bool, int, bool, bool, int]:
        phrase = worded.phrase
        is_learned = phrase.origin is Origin.LEARNED
        own = is_learned and phrase.project == self.form.project
        once = is_learned and phrase.used < _WIDELY_USED
        foreign = is_learned and phrase.unit != self.form.unit
        return (not own, len(worded.open_slots), once, foreign, -phrase.used)
