"""Which measures answer which problems of a form, by topics and words, never by number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from perftui.phrases.library import PhraseKind
from perftui.rules.form import Form
from perftui.rules.kinship import OF_ANY_TASK, kindred
from perftui.rules.problems import Problem, problems_of
from perftui.rules.statements import Statement, statements, topics, topics_of_whole
from perftui.rules.words import content, rates

# How much it tells that problem and measure have the same surest topic, that the problem's is one
# of the measure's, the measure's one of the problem's, that they share any, and a kindred one.
_SAME, _MEANT, _SIDE, _SHARED, _KINDRED = 3.0, 2.6, 2.0, 1.5, 0.6
# From so much on a measure may answer a further problem, or a problem be what it is meant for;
# where problem and measure have nothing better, a word in common will do.
_ENOUGH, _A_WORD = 1.0, 0.3
_NEARLY = 0.7
# Who takes up so many words of a problem speaks of it, whatever else he speaks of.
_OWN_WORDS = 2.0
_A_RATE = 1.0


@dataclass(frozen=True)
class Matching:
    """The problems, the sentences of the measures with their topics, and how well they fit.

    `fits[problem][measure]` is by their places in `problems` and `measures`.
    """

    problems: Sequence[Problem]
    measures: Sequence[Statement]
    about: Sequence[tuple[str, ...]]
    fits: Sequence[Sequence[float]]
    words: Sequence[Sequence[float]]

    @cached_property
    def _meant(self) -> Mapping[int, int]:
        """Which measure each problem is paired with, by places: the best fitting first."""
        ranked = sorted(
            (-fit, p, m)
            for p, fits in enumerate(self.fits)
            for m, fit in enumerate(fits)
            if fit >= _A_WORD
        )
        meant: dict[int, int] = {}
        for _, p, m in ranked:
            if p not in meant and m not in meant.values():
                meant[p] = m
        for _, p, m in ranked:
            # another problem may have taken this measure though it has one of its own
            owner = next((q for q, taken in meant.items() if taken == m), None)
            other = None if p in meant or owner is None else self._free(owner, meant)
            if owner is not None and other is not None:
                meant[owner], meant[p] = other, m
        return meant

    def _free(self, problem: int, meant: Mapping[int, int]) -> int | None:
        """Return the best measure for a problem that is paired with none."""
        fits = self.fits[problem]
        free = [m for m in range(len(fits)) if m not in meant.values() and fits[m] >= _A_WORD]
        return max(free, key=fits.__getitem__, default=None)

    @cached_property
    def unanswered(self) -> list[Problem]:
        """The problems for which no measure is meant; none if there are no measures."""
        best = {m: self.fits[p][m] for p, m in self._meant.items()}
        return [
            problem
            for p, problem in enumerate(self.problems)
            if self.measures
            and problem.topics
            and p not in self._meant
            and not any(self._is_near(p, m, best.get(m, 0.0)) for m in range(len(self.measures)))
        ]

    @cached_property
    def unasked(self) -> list[Statement]:
        """The measures that are not about any of the problems.

        One whose topic is not known must have no word in common with any of them.
        """
        best = {p: self.fits[p][m] for p, m in self._meant.items()}
        paired = self._meant.values()
        return [
            measure
            for m, measure in enumerate(self.measures)
            if (self.about[m] or all(row[m] < _A_WORD for row in self.fits))
            and m not in paired
            and not any(self._is_near(p, m, best.get(p, 0.0)) for p in range(len(self.problems)))
        ]

    def fits_nothing(self, measure: Statement) -> bool:
        """Whether a measure has no word and no kindred topic in common with any problem."""
        place = self.measures.index(measure)
        return all(fits[place] < _A_WORD for fits in self.fits)

    def about_of(self, measure: Statement) -> frozenset[str]:
        """Return the topics of a measure."""
        return frozenset(self.about[self.measures.index(measure)])

    def _is_near(self, problem: int, measure: int, best: float) -> bool:
        """Whether they fit nearly as well as the best pair of one of them."""
        fit, words = self.fits[problem][measure], self.words[problem][measure]
        is_meant = words >= _OWN_WORDS or fit - words >= _MEANT
        return fit >= _ENOUGH and (is_meant or fit >= _NEARLY * best)


def matching_of(form: Form) -> Matching:
    """Match the problems and measures of a form."""
    problems, measures = form.once(problems_of), statements(form.evaluation.measures)
    rarity = _rarity(problems, measures)
    about = [topics_of_whole(form, measure, PhraseKind.MEASURE) for measure in measures]
    words = [[_words_fit(problem, one, rarity) for one in measures] for problem in problems]
    matched = [[problem.main in whole for whole in about] for problem in problems]
    told = [
        # clauses are looked at only where the whole sentence leaves something open
        frozenset(whole)
        if all(map(any, matched)) and any(row[m] for row in matched)
        else topics(form, measures[m], PhraseKind.MEASURE)
        for m, whole in enumerate(about)
    ]
    fits = [
        [word + _topics_fit(problem, about[m], told[m], word) for m, word in enumerate(row)]
        for problem, row in zip(problems, words, strict=True)
    ]
    return Matching(problems, measures, about, fits, words)


def _topics_fit(
    problem: Problem, about: Sequence[str], told: frozenset[str], words: float
) -> float:
    """Return how well topics fit; what any task may suffer counts less without a word."""
    asked = problem.topics if words else problem.topics - OF_ANY_TASK
    main = next(iter(about), "")
    if main == problem.main and main in asked:
        return _SAME
    if problem.main in asked & told:
        return _MEANT
    if main in asked:
        return _SIDE
    if asked & told:
        return _SHARED
    return _KINDRED if kindred(problem.topics) & told else 0.0


def _words_fit(problem: Problem, measure: Statement, rarity: Mapping[str, float]) -> float:
    asked, said = problem.statement.text, measure.text
    shared = sum(rarity[word] for word in content(asked) & content(said))
    return shared + _A_RATE * len(rates(asked) & rates(said))


def _rarity(problems: Sequence[Problem], measures: Sequence[Statement]) -> Mapping[str, float]:
    """Return what each word tells: 0.5 in one problem and one measure, less where all use it."""
    texts = [*(problem.statement.text for problem in problems), *(one.text for one in measures)]
    counts = Counter(word for text in texts for word in content(text))
    return {word: 1 / max(count, 2) for word, count in counts.items()}
