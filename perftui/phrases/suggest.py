"""What to write next: the wordings that fit this form best, each with its reasons.

With nothing typed the form is the query: the best topics first, one wording a topic, then their
second wordings. With text typed, wordings are ranked by their likeness to it. Measures answer the
problems the form names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from perftui.evaluation import narrative
from perftui.evaluation.fields import FieldError, get, parse_path
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.phrases.bank import Bank
from perftui.phrases.library import NARRATIVE_KINDS, Library, Phrase, PhraseKind
from perftui.phrases.offers import Offer, offer, offers, topics_in
from perftui.phrases.slot_values import slot_values
from perftui.phrases.slots import fill, slot_names
from perftui.phrases.topics import detect_topics

FIELD_KINDS = NARRATIVE_KINDS | {"remark": PhraseKind.REMARK}
_FIELDS = "achievements、problems、measures 或 indicators[7].remark"
_SCANNED = 60
_LEAST_LIKENESS = 0.5
# How much the form's own figures count beside what is typed.
_FIT = 0.15
_ANSWER, _ANSWERED = 1.0, 0.3
_FURTHER_WORDING = 0.65
_WIDELY_USED = 2


@dataclass(frozen=True)
class Suggestion:
    """A proposed wording: its fit from 0 to 100, where it comes from and why it is here.

    `text` has the known slots filled; `slots` names those the user must still fill.
    """

    text: str
    score: int
    topic: str
    topic_name: str
    kind: PhraseKind
    source: str
    used: int
    reasons: tuple[str, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True)
class _Candidate:
    phrase: Phrase
    strength: float
    reasons: tuple[str, ...]
    indicator: Indicator | None


class Suggester:
    """Suggests wordings from one bank and one library."""

    def __init__(self, bank: Bank, library: Library) -> None:
        self.bank = bank
        self.library = library

    def suggest(
        self, evaluation: Evaluation, field: str, typed: str = "", limit: int = 5
    ) -> tuple[Suggestion, ...]:
        """Return the best wordings for a field, best first.

        `field` is achievements, problems, measures or the path of a row's remark; `typed` is what
        is being written there. Raises FieldError for a field that is not there or takes no wording.
        """
        step = parse_path(field)
        get(evaluation, field)
        kind = FIELD_KINDS.get(step.sub or step.field)
        if kind is None:
            raise FieldError(f"「{field}」这一栏不推荐措辞，可以是 {_FIELDS}")
        if kind is PhraseKind.REMARK and step.index is not None:
            row = evaluation.indicators[step.index]
            evaluation = evaluation.model_copy(update={"indicators": (row,)})
        if typed.strip():
            found = self._like(evaluation, kind, typed)
        elif kind is PhraseKind.MEASURE:
            found = self._answering(evaluation)
        else:
            found = self._fitting(evaluation, kind)
        return tuple(islice(self._filled(evaluation, found), limit))

    def answers(self, evaluation: Evaluation, topic: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """Return the measures that answer a problem of a topic, best first."""
        entry = self.bank.topic(topic)
        weighed = offer(entry, evaluation, {})
        why = (f"回应「{entry.name}」", *weighed.reasons[:1])
        answer = replace(weighed, strength=_ANSWER, reasons=why)
        found = self._in_rounds(evaluation, [answer], PhraseKind.MEASURE)
        return tuple(islice(self._filled(evaluation, found), limit))

    def _fitting(self, evaluation: Evaluation, kind: PhraseKind) -> Iterator[_Candidate]:
        """Wordings of the topics that fit the form and are not written yet."""
        written = topics_in(_text_of(evaluation, kind), self.bank, kind)
        fitting = offers(self.bank, self.library, evaluation, kind.worded_as)
        if kind is PhraseKind.REMARK:
            fitting = [offer for offer in fitting if offer.indicator]
        new = [offer for offer in fitting if offer.topic not in written]
        return self._in_rounds(evaluation, new, kind)

    def _answering(self, evaluation: Evaluation) -> Iterator[_Candidate]:
        """Answers to the problems that have none yet, then further ones to the others."""
        answered = topics_in(evaluation.measures, self.bank, PhraseKind.MEASURE)
        found: dict[str, Offer] = {}
        for number, point in enumerate(narrative.split(evaluation.problems), 1):
            for topic in detect_topics(point.text, self.bank, PhraseKind.PROBLEM)[:2]:
                found.setdefault(topic, self._answer(evaluation, topic, number, answered))
        if not found:
            return self._fitting(evaluation, PhraseKind.MEASURE)
        ordered = sorted(found.values(), key=lambda offer: -offer.strength)
        return self._in_rounds(evaluation, ordered, PhraseKind.MEASURE)

    def _answer(self, evaluation: Evaluation, topic: str, number: int, answered: set[str]) -> Offer:
        entry = self.bank.topic(topic)
        why = f"回应主要问题第{number}点「{entry.name}」"
        strength = _ANSWERED if topic in answered else _ANSWER
        return replace(offer(entry, evaluation, {}), strength=strength, reasons=(why,))

    def _like(self, evaluation: Evaluation, kind: PhraseKind, typed: str) -> Iterator[_Candidate]:
        """Wordings like what is typed; that they fit the form is one more reason."""
        fitting = {o.topic: o for o in offers(self.bank, self.library, evaluation, kind.worded_as)}
        found = self.library.candidates(typed, kind.worded_as, _SCANNED)
        alike = [
            _alike(phrase, likeness, fitting.get(phrase.topic))
            for phrase, likeness in found
            if likeness >= _LEAST_LIKENESS
        ]
        return iter(sorted(alike, key=lambda candidate: -candidate.strength))

    def _in_rounds(
        self, evaluation: Evaluation, fitting: list[Offer], kind: PhraseKind
    ) -> Iterator[_Candidate]:
        """Yield the wordings of the topics; each further one of a topic counts for less."""
        weighed = [
            replace(candidate, strength=candidate.strength * _FURTHER_WORDING**rank)
            for offer in fitting
            for rank, candidate in enumerate(self._wordings(evaluation, offer, kind))
        ]
        return iter(sorted(weighed, key=lambda candidate: -candidate.strength))

    def _wordings(self, evaluation: Evaluation, offer: Offer, kind: PhraseKind) -> list[_Candidate]:
        """The wordings of a topic: own project's first, then fewest gaps, the bank's, most used.

        What one other project has written once comes after the bank's wordings, and what names
        things that this form does not have comes last.
        """
        values = _values(evaluation, offer.indicator)
        words = "\n".join((evaluation.name, *(row.name for row in evaluation.indicators)))

        def order(phrase: Phrase) -> tuple[bool, bool, int, bool, bool, int]:
            own = phrase.project == evaluation.name
            once = bool(phrase.project) and phrase.used < _WIDELY_USED
            gaps = len(slot_names(fill(phrase.text, values)))
            foreign = bool(phrase.project) and phrase.unit != evaluation.unit
            return (not own, not phrase.fits(words), gaps, once, foreign, -phrase.used)

        phrases = sorted(self.library.of_topic(offer.topic, kind.worded_as), key=order)
        return [_Candidate(p, offer.strength, offer.reasons, offer.indicator) for p in phrases]

    def _filled(
        self, evaluation: Evaluation, candidates: Iterable[_Candidate]
    ) -> Iterator[Suggestion]:
        seen: set[str] = set()
        for candidate in candidates:
            values = _values(evaluation, candidate.indicator)
            text = fill(candidate.phrase.text, values)
            if text not in seen:
                seen.add(text)
                open_slots = (n for n in slot_names(candidate.phrase.text) if n not in values)
                yield self._suggestion(candidate, text, tuple(open_slots))

    def _suggestion(self, candidate: _Candidate, text: str, slots: tuple[str, ...]) -> Suggestion:
        phrase = candidate.phrase
        return Suggestion(
            text=text,
            score=min(100, round(candidate.strength * 100)),
            topic=phrase.topic,
            topic_name=self.bank.name_of(phrase.topic),
            kind=phrase.kind,
            source=phrase.source,
            used=phrase.used,
            reasons=candidate.reasons,
            slots=slots,
        )


def _alike(phrase: Phrase, likeness: float, fits: Offer | None) -> _Candidate:
    """Weigh a wording by its likeness to what is typed, and a little by whether it fits."""
    why = (f"与所写相似{round(likeness * 100)}%", *(fits.reasons[:1] if fits else ()))
    strength = (1 - _FIT) * likeness + _FIT * (fits.strength if fits else 0)
    return _Candidate(phrase, strength, why, fits.indicator if fits else None)


def _text_of(evaluation: Evaluation, kind: PhraseKind) -> str:
    fields = (field for field, its_kind in NARRATIVE_KINDS.items() if its_kind is kind)
    return next((getattr(evaluation, field) for field in fields), "")


def _values(evaluation: Evaluation, indicator: Indicator | None) -> dict[str, str]:
    return slot_values(evaluation, load_profile(evaluation.profile), indicator)
