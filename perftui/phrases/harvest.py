"""What past evaluations teach: reusable sentences, and which measure answered which problem."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256

from perftui.evaluation import narrative
from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.figures import without_figures
from perftui.phrases.library import (
    NARRATIVE_KINDS,
    Lesson,
    Origin,
    Phrase,
    PhraseKind,
    Status,
)
from perftui.phrases.names import OwnNames, form_of, row_name
from perftui.phrases.pairs import pair_up
from perftui.phrases.topics import detect_topic
from perftui.phrases.triggers import match_triggers

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_CLAUSE = re.compile("[^，；,;]+")
_SHORTEST, _LONGEST = 8, 120
_TELLING_FIELDS = ("department", "budget", "last_year_budget", "executed", "goal", *NARRATIVES)
_TELLING_OF_ROWS = ("name", "weight", "score", "remark", "target", "actual")
# A sentence longer than this may speak of several topics, a clause shorter of none.
_COMPOUND, _TELLING = 24, 6


def harvest(evaluations: Iterable[Evaluation], bank: Bank) -> Iterator[Lesson]:
    """Yield what each past evaluation teaches, be it nothing."""
    for evaluation in evaluations:
        yield _Harvest(evaluation, bank).lesson()


class _Harvest:
    """One evaluation being read; the places of points among the phrases are noted for pairs."""

    def __init__(self, evaluation: Evaluation, bank: Bank) -> None:
        self._evaluation = evaluation
        self._bank = bank
        self._names = OwnNames(evaluation, bank)
        self._phrases: list[Phrase] = []
        self._topics: set[tuple[PhraseKind, str]] = set()

    def lesson(self) -> Lesson:
        """Read the whole form."""
        places = {
            kind: [
                self._read(point.text, kind)
                for point in narrative.split(getattr(self._evaluation, field))
            ]
            for field, kind in NARRATIVE_KINDS.items()
        }
        for row in self._evaluation.indicators:
            self._read(row.remark, PhraseKind.REMARK)
        asked, given = places[PhraseKind.PROBLEM], places[PhraseKind.MEASURE]
        pairs = [
            (problem, measure)
            for one, other in pair_up(self._evaluation, self._bank).pairs
            for problem in asked[one]
            for measure in given[other]
        ]
        lost = {row_name(row) for row in self._evaluation.indicators if row.lost > 0}
        return Lesson(
            form_of(self._evaluation),
            digest_of(self._evaluation),
            tuple(self._phrases),
            tuple(pairs),
            tuple(sorted(lost)),
            frozenset(self._topics),
            frozenset(_fitting(self._evaluation, self._bank)),
        )

    def _read(self, text: str, kind: PhraseKind) -> list[int]:
        """Take the sentences of a text that are worth keeping; returns their places."""
        places = []
        for match in _SENTENCE.finditer(text):
            topic = detect_topic(match[0], self._bank, kind)
            if kind is not PhraseKind.REMARK:  # a reason for a score is not yet a problem reported
                self._topics |= {(kind, one) for one in self._spoken_of(match[0], kind, topic)}
            sentence = self._names.generalised(match[0].strip())
            wording = without_figures(sentence, self._evaluation.known_year)
            if _SHORTEST <= len(wording) <= _LONGEST:
                places.append(len(self._phrases))
                self._phrases.append(self._phrase(_closed(wording), kind, topic))
        return places

    def _spoken_of(self, sentence: str, kind: PhraseKind, topic: str) -> set[str]:
        """Return the topics of a sentence, and of its clauses if it is a compound one."""
        clauses = _CLAUSE.findall(sentence) if len(sentence) > _COMPOUND else ()
        telling = (clause for clause in clauses if len(clause) >= _TELLING)
        return {topic, *(detect_topic(clause, self._bank, kind) for clause in telling)} - {""}

    def _phrase(self, wording: str, kind: PhraseKind, topic: str) -> Phrase:
        unit, project, year = form_of(self._evaluation)
        return Phrase(
            wording,
            kind,
            topic,
            unit,
            project,
            year,
            Origin.LEARNED,
            Status.DRAFT,
            names=self._names.within(wording),
        )


def _fitting(evaluation: Evaluation, bank: Bank) -> Iterator[tuple[PhraseKind, str]]:
    """Yield the topics and shapes whose triggers hold, before a word was written."""
    figures = evaluation.model_copy(update=dict.fromkeys(NARRATIVES, ""))
    for kind in (PhraseKind.PROBLEM, PhraseKind.ACHIEVEMENT):
        for entry in bank.entries(kind is PhraseKind.ACHIEVEMENT):
            if match_triggers(entry.triggers, figures):
                yield kind, entry.id


def digest_of(evaluation: Evaluation) -> str:
    """Return what changes with everything that is learnt from a form."""
    told = [_plain(getattr(evaluation, field)) for field in _TELLING_FIELDS]
    rows = [
        [_plain(getattr(row, field)) for field in _TELLING_OF_ROWS] for row in evaluation.indicators
    ]
    return sha256(repr((told, rows)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: object) -> str:
    """Return a value so that 4 and 4.0 are the same."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "！", "？")) else sentence.rstrip("，；、") + "。"
