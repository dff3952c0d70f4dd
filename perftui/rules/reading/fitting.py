"""How well a measure fits a problem, by their topics and by the words they have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from perftui.evaluation.sentences import clauses
from perftui.phrases.library import PhraseKind
from perftui.rules.form import Form
from perftui.rules.reading.deeds import deed_of
from perftui.rules.reading.keywords import called
from perftui.rules.reading.kinship import OF_ANY_TASK, kindred, subjects
from perftui.rules.reading.problems import Problem, firm_topics
from perftui.rules.reading.statements import SUREST, Statement, surest
from perftui.rules.reading.words import content, rates

# How much it tells that problem and measure have the same surest topic, that the problem's is one
# of the measure's, the measure's one of the problem's, that they share any, and a kindred one.
_SAME, MEANT, _SIDE, _SHARED, _KINDRED = 3.0, 2.6, 2.0, 1.5, 0.6
_A_RATE, _A_SUBJECT = 1.0, 0.5


@dataclass(frozen=True)
class Deed:
    """What a measure does, without who does it and when.

    `about` are its topics, the surest first, `told` also those of its clauses, `called` those that
    it has a keyword of.
    """

    text: str
    about: tuple[str, ...]
    told: frozenset[str]
    called: frozenset[str]


def deeds_of(
    form: Form, problems: Sequence[Problem], measures: Sequence[Statement]
) -> Sequence[Deed]:
    """Return what the measures do."""
    texts = [deed_of(measure.text) for measure in measures]
    wholes = [form.topics_of(text, PhraseKind.MEASURE)[:SUREST] for text in texts]
    asked = {problem.main for problem in problems}
    is_open = not asked <= frozenset().union(*wholes)
    deeds = []
    for text, about in zip(texts, wholes, strict=True):
        told = frozenset(about)
        if is_open or not asked & told:
            # clauses are looked at only where the whole sentence leaves something open
            told |= _of_clauses(form, text)
        deeds.append(Deed(text, about, told, told & called(form, text)))
    return deeds


def _of_clauses(form: Form, text: str) -> frozenset[str]:
    inner = clauses(text)
    parts = inner if len(inner) > 1 else ()
    return frozenset().union(*(surest(form, part.text, PhraseKind.MEASURE) for part in parts))


def topics_fit(form: Form, problem: Problem, deed: Deed, words: float) -> float:
    """Return how well topics fit; without a word in common those of which a keyword is there."""
    main = next(iter(deed.about), "")
    known = asked = problem.topics
    told = deed.told
    if not words:
        known = problem.called
        told = deed.called
        if main == problem.main and (main in told or main in firm_topics(form, problem)):
            known, told = known | {main}, told | {main}
        # what any task may suffer is said of this one by its words only
        asked = known - OF_ANY_TASK
    if main == problem.main and main in asked:
        return _SAME
    if problem.main in asked & told:
        return MEANT
    if main in asked & told:
        return _SIDE
    if asked & told:
        return _SHARED
    return _KINDRED if kindred(known) & told else 0.0


def words_in_common(
    problems: Sequence[Problem], deeds: Sequence[Deed]
) -> Sequence[Sequence[float]]:
    """Return how much the words tell that each problem shares with each measure."""
    rarity = _rarity(problems, deeds)
    return [[_words_fit(problem, deed, rarity) for deed in deeds] for problem in problems]


def _words_fit(problem: Problem, deed: Deed, rarity: Mapping[str, float]) -> float:
    asked = problem.statement.text
    shared = sum(rarity[word] for word in content(asked) & content(deed.text))
    # 绩效目标 and the like are the words of every form, but here the problem is about them
    subject = _A_SUBJECT if subjects(asked) & subjects(deed.text) else 0.0
    return shared + subject + _A_RATE * len(rates(asked) & rates(deed.text))


def _rarity(problems: Sequence[Problem], deeds: Sequence[Deed]) -> Mapping[str, float]:
    """Return what each word tells: 0.5 in one problem and one measure, less where all use it."""
    texts = [*(problem.statement.text for problem in problems), *(deed.text for deed in deeds)]
    counts = Counter(word for text in texts for word in content(text))
    return {word: 1 / max(count, 2) for word, count in counts.items()}
