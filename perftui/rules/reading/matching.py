"""Which measures answer which problems of a form, by topics and words, never by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from perftui.phrases.tone import Tone, tone_of_problem
from perftui.rules.form import Form
from perftui.rules.reading.fitting import MEANT, deeds_of, topics_fit, words_in_common
from perftui.rules.reading.problems import Problem, problems_of
from perftui.rules.reading.statements import Statement, statements

# From so much on a measure may answer a further problem, or a problem be what it is meant for;
# where problem and measure have nothing better, a word in common will do.
_ENOUGH, _A_WORD = 1.0, 0.3
_NEARLY = 0.7
# Who takes up so many words of a problem speaks of it, whatever else he speaks of.
_OWN_WORDS = 2.0
# So little may be a single word by chance: 更换, 下降.
_BY_CHANCE = 0.5


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
        """The problems for which no measure is meant; none if there are no measures.

        One whose topic is not known may have a single word in common with one of them.
        """
        best = {m: self.fits[p][m] for p, m in self._meant.items()}
        return [
            problem
            for p, problem in enumerate(self.problems)
            if self.measures
            and (problem.topics or self._is_strange(p))
            and p not in self._meant
            and not any(self._is_near(p, m, best.get(m, 0.0)) for m in range(len(self.measures)))
        ]

    @cached_property
    def unasked(self) -> list[Statement]:
        """The measures that are not about any of the problems.

        One whose topic is not known may have a single word in common with one of them.
        """
        best = {p: self.fits[p][m] for p, m in self._meant.items()}
        paired = self._meant.values()
        return [
            measure
            for m, measure in enumerate(self.measures)
            if (self.about[m] or all(row[m] <= _BY_CHANCE for row in self.fits))
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

    def _is_strange(self, problem: int) -> bool:
        """Whether a problem of no known topic finds fault, with a single word of the measures."""
        tone = tone_of_problem(self.problems[problem].statement.text)
        return tone is Tone.FAULT and all(fit <= _BY_CHANCE for fit in self.fits[problem])

    def _is_near(self, problem: int, measure: int, best: float) -> bool:
        """Whether they fit nearly as well as the best pair of one of them."""
        fit, words = self.fits[problem][measure], self.words[problem][measure]
        if not words and any(row[measure] >= _OWN_WORDS for row in self.words):
            # who speaks of one problem in its words means no other by a topic alone
            return False
        is_meant = words >= _OWN_WORDS or fit - words >= MEANT
        return fit >= _ENOUGH and (is_meant or fit >= _NEARLY * best)


def matching_of(form: Form) -> Matching:
    """Match the problems and measures of a form."""
    problems, measures = form.once(problems_of), statements(form.evaluation.measures)
    deeds = deeds_of(form, problems, measures)
    words = words_in_common(problems, deeds)
    fits = [
        [
            word + topics_fit(form, problem, deed, word)
            for deed, word in zip(deeds, row, strict=True)
        ]
        for problem, row in zip(problems, words, strict=True)
    ]
    return Matching(problems, measures, [deed.about for deed in deeds], fits, words)
