"""What to write next: the wordings that fit this form best, each with its reasons.

With nothing typed the form is the query: the likeliest topics first, one wording a topic, then
their second wordings. With text typed, wordings are ranked by their likeness to it. Measures answer
the problems the form names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice

from perftui.evaluation.fields import FieldError, get, parse_path
from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.context import (
    WEIGHTS,
    Context,
    Offer,
    context_of,
    offer,
    offers,
    topics_in,
    topics_of_goal,
)
from perftui.phrases.library import NARRATIVE_KINDS, Library, Phrase, PhraseKind
from perftui.phrases.pairs import pair_up
from perftui.phrases.suggestion import Suggestion, differing
from perftui.phrases.topics import detect_topics
from perftui.phrases.wordings import Candidate, Wordings

FIELD_KINDS = NARRATIVE_KINDS | {"remark": PhraseKind.REMARK}
_FIELDS = "achievements、problems、measures 或 indicators[7].remark"
_SCANNED = 40
_LEAST_LIKENESS = 0.5
# What a wording of the topic is worth that is written of in other words.
_SAME_TOPIC = 0.45
# How much the form's own figures count beside what is typed.
_FIT = 0.15
# What an answer is worth to a problem that has none, and to one that has; what one gains that past
# forms gave to such a problem.
_ANSWER, _ANSWERED, _GIVEN_BEFORE = 0.9, 0.3, 0.1
_ANSWERS_ASKED = 12


class Suggester:
    """Suggests wordings from one bank and one library."""

    def __init__(
        self, bank: Bank, library: Library, weights: Mapping[str, float] = WEIGHTS
    ) -> None:
        self.bank = bank
        self.library = library
        self._weights = weights

    def suggest(
        self,
        evaluation: Evaluation,
        field: str,
        typed: str = "",
        limit: int = 5,
        found: Iterable[str] = (),
    ) -> tuple[Suggestion, ...]:
        """Return the best wordings for a field, best first.

        `field` is achievements, problems, measures or the path of a row's remark; `typed` is what
        is being written there; `found` are the codes of the rules the form breaks. Raises
        FieldError for a field that is not there or takes no wording, LibraryError.
        """
        kind = self._kind_at(evaluation, field)
        context = self._context(_about(evaluation, field), kind, found)
        wordings = Wordings(evaluation, self.library)
        if typed.strip():
            candidates = self._like(context, wordings, kind, typed.strip())
        elif kind is PhraseKind.MEASURE:
            candidates = self._answering(context, wordings)
        else:
            candidates = self._fitting(context, wordings, kind)
        return tuple(islice(self._shown(candidates), limit))

    def answers(
        self, evaluation: Evaluation, topic: str, limit: int = 5, problem: str = ""
    ) -> tuple[Suggestion, ...]:
        """Return the measures that answer a problem, best first: by its topic and by its words."""
        entry = self.bank.topic(topic)
        context = self._context(evaluation, PhraseKind.MEASURE)
        weighed = offer(entry, context)
        why = (f"回应「{entry.name}」", *weighed.reasons[:1])
        answer = replace(weighed, strength=_ANSWER, reasons=why)
        candidates = self._answers(Wordings(evaluation, self.library), [(problem, answer)])
        return tuple(islice(self._shown(candidates), limit))

    def further(
        self, evaluation: Evaluation, field: str, suggestion: Suggestion, limit: int = 9
    ) -> tuple[Suggestion, ...]:
        """Return the wordings of a suggestion's topic for a field, that suggestion first."""
        entry = self.bank.entry(suggestion.topic)
        if entry is None:
            return (suggestion,)[:limit]
        context = self._context(_about(evaluation, field), suggestion.kind)
        bare = replace(offer(entry, context), reasons=())
        alike = Wordings(evaluation, self.library).of_topic(bare, suggestion.kind)
        others = (s for s in self._shown(alike) if s.text != suggestion.text)
        return (suggestion, *others)[:limit]

    def _kind_at(self, evaluation: Evaluation, field: str) -> PhraseKind:
        step = parse_path(field)
        get(evaluation, field)
        kind = FIELD_KINDS.get(step.sub or step.field)
        if kind is None:
            raise FieldError(f"「{field}」这一栏不推荐措辞，可以是 {_FIELDS}")
        return kind

    def _context(
        self, evaluation: Evaluation, kind: PhraseKind, found: Iterable[str] = ()
    ) -> Context:
        goal = topics_of_goal(evaluation.goal, self.bank)
        return context_of(evaluation, self.library, kind, found, goal, self._weights)

    def _fitting(
        self, context: Context, wordings: Wordings, kind: PhraseKind
    ) -> Iterator[Candidate]:
        """Wordings of the topics that fit the form and are not written yet."""
        written = topics_in(_text_of(context.evaluation, kind), self.bank, kind)
        fitting = offers(self.bank, context, kind.worded_as)
        if kind is PhraseKind.REMARK:
            fitting = [offer for offer in fitting if offer.indicator]
        new = [offer for offer in fitting if offer.topic not in written]
        return wordings.in_rounds(new, kind)

    def _answering(self, context: Context, wordings: Wordings) -> Iterator[Candidate]:
        """Answers to the problems that have none yet, then further ones to the others."""
        pairing = pair_up(context.evaluation, self.bank)
        asked: dict[str, tuple[str, Offer]] = {}
        for place, topics in enumerate(pairing.topics):
            is_open = place in pairing.unanswered
            for topic in topics[:2]:
                name = self.bank.topic(topic).name
                why = f"回应主要问题第{place + 1}点「{name}」"
                weighed = offer(self.bank.topic(topic), context)
                strength = _ANSWER if is_open else _ANSWERED
                answer = replace(weighed, strength=strength, reasons=(why,))
                asked.setdefault(topic, (pairing.problems[place], answer))
        if not asked:
            return self._fitting(context, wordings, PhraseKind.MEASURE)
        return self._answers(wordings, asked.values())

    def _answers(
        self, wordings: Wordings, asked: Iterable[tuple[str, Offer]]
    ) -> Iterator[Candidate]:
        """Measures of the topics, first those that past forms gave to such a problem."""
        found: list[Candidate] = []
        for problem, answer in asked:
            given = {
                phrase.text: forms
                for phrase, forms in self.library.answers(problem, _ANSWERS_ASKED, wordings.form)
            }
            ranked = enumerate(wordings.of_topic(answer, PhraseKind.MEASURE))
            for rank, candidate in ranked:
                forms = given.get(candidate.worded.phrase.text, 0)
                found.append(_given_before(candidate, forms) if forms else candidate.after(rank))
        return iter(sorted(found, key=lambda candidate: -candidate.strength))

    def _like(
        self, context: Context, wordings: Wordings, kind: PhraseKind, typed: str
    ) -> Iterator[Candidate]:
        """Wordings like what is typed, then those of the topic it seems to be about."""

        @cache
        def fitting(topic: str) -> Offer | None:
            entry = self.bank.entry(topic)
            weighed = offer(entry, context) if entry else None
            return weighed if weighed and weighed.reasons else None

        alike = [
            wordings.penalised(_alike(wordings, phrase, likeness, fitting(phrase.topic), typed))
            for one in kind.served_by
            for phrase, likeness in self.library.candidates(typed, one, _SCANNED)
            if likeness >= _LEAST_LIKENESS and wordings.is_past(phrase)
        ]
        alike.sort(key=lambda candidate: -candidate.strength)
        yield from alike
        least = min(_SAME_TOPIC, *(candidate.strength for candidate in alike[-1:]), 1.0)
        topics = detect_topics(typed, self.bank, kind)[:1]
        same = [Offer(t, least, (f"所写像是「{self.bank.name_of(t)}」",)) for t in topics]
        yield from wordings.in_rounds(same, kind)

    def _shown(self, candidates: Iterable[Candidate]) -> Iterator[Suggestion]:
        seen: set[str] = set()
        for candidate in candidates:
            text = candidate.worded.text
            if text not in seen:
                seen.add(text)
                yield self._suggestion(candidate, text)

    def _suggestion(self, candidate: Candidate, text: str) -> Suggestion:
        phrase = candidate.worded.phrase
        return Suggestion(
            text=text,
            score=min(100, round(candidate.strength * 100)),
            topic=phrase.topic,
            topic_name=self.bank.name_of(phrase.topic),
            kind=phrase.kind,
            source=phrase.source,
            used=phrase.used,
            reasons=candidate.reasons,
            slots=candidate.worded.open_slots,
            filled=candidate.worded.filled,
            differing=differing(candidate.typed, text),
            phrase=phrase,
        )


def _about(evaluation: Evaluation, field: str) -> Evaluation:
    """Return the form as far as it bears on a field: a remark is about its own row alone."""
    step = parse_path(field)
    if step.sub is None or step.index is None:
        return evaluation
    return evaluation.model_copy(update={"indicators": (evaluation.indicators[step.index],)})


def _alike(
    wordings: Wordings, phrase: Phrase, likeness: float, fits: Offer | None, typed: str
) -> Candidate:
    """Weigh a wording by its likeness to what is typed, and a little by whether it fits."""
    worded = wordings.of(phrase, fits.indicator if fits else None)
    why = (f"与所写相似{round(likeness * 100)}%", *(fits.reasons[:1] if fits else ()))
    strength = (1 - _FIT) * likeness + _FIT * (fits.strength if fits else 0)
    return Candidate(worded, strength, why, typed)


def _given_before(candidate: Candidate, forms: int) -> Candidate:
    """Put a measure first that past forms gave to a problem like this."""
    strength = min(candidate.strength + _GIVEN_BEFORE, 1.0)
    reasons = (*candidate.reasons, f"以往{forms}份自评表这样回应")
    return replace(candidate, strength=strength, reasons=reasons)


def _text_of(evaluation: Evaluation, kind: PhraseKind) -> str:
    fields = (field for field, its_kind in NARRATIVE_KINDS.items() if its_kind is kind)
    return next((getattr(evaluation, field) for field in fields), "")
