"""The problems that no measure answers yet, and how a measure may be worded."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from perftui.assistant.drafting.losses import Loss, losses_in, reason_in
from perftui.assistant.drafting.proposal import OWN_FIGURES, OWN_WORDS, Proposal, proposed
from perftui.assistant.drafting.written import answering, is_blank, origin_of, points_of
from perftui.assistant.moves import Provenance
from perftui.assistant.state import Scene
from perftui.evaluation import narrative
from perftui.evaluation.fields import parse_path
from perftui.evaluation.points import position
from perftui.phrases.library import PhraseKind
from perftui.phrases.names import row_name
from perftui.phrases.slots import SLOT
from perftui.phrases.topics import detect_topics

UNANSWERED = "PT016"
_LOOKED_AT, _JUDGED, _TOPICS, _QUOTED = 24, 8, 3, 40
_KEY = 16


@dataclass(frozen=True)
class Problem:
    """A point of the problems, by its number from 1; `nth` of those that begin alike."""

    number: int
    words: str
    nth: int = 1

    @property
    def id(self) -> str:
        """The id of the question for its measure."""
        return f"measures:{self.beginning}{f'#{self.nth}' if self.nth > 1 else ''}"

    @property
    def beginning(self) -> str:
        """The words that it is known by."""
        return SLOT.sub("", self.words)[:_KEY]


def problems_in(scene: Scene) -> tuple[Problem, ...]:
    """Return the problems of a form; one that only says there are none has none."""
    if is_blank(scene.form.problems):
        return ()
    pieces = points_of(scene.form, "problems").pieces
    told: list[Problem] = []
    for number, piece in enumerate(pieces, 1):
        one = Problem(number, piece.words)
        alike = sum(other.beginning == one.beginning for other in told)
        told.append(replace(one, nth=alike + 1))
    return tuple(told)


def open_problems(scene: Scene) -> tuple[Problem, ...]:
    """Return the problems that want a measure.

    It is as the rules judge, unless the user has answered; but who was asked for a problem is
    asked for its measure as well, though that of another may seem to do for both.
    """
    told = problems_in(scene)
    if not told or _are_given(scene, told):
        return ()
    if not is_blank(scene.form.measures):
        left = {*_unanswered(scene), *_told_alone(scene, told)}
        told = tuple(problem for problem in told if problem.number in left)
    return tuple(problem for problem in told if not any(answering(scene.state, problem.id)))


def _are_given(scene: Scene, told: tuple[Problem, ...]) -> bool:
    """Whether the user has just written the measures, as many as there are problems."""
    pieces = points_of(scene.form, "measures").pieces
    origins = [origin_of(piece.words, scene.state) for piece in pieces]
    return len(pieces) >= len(told) and all(one and one.source == OWN_WORDS for one in origins)


def _unanswered(scene: Scene) -> Iterator[int]:
    """Yield the numbers of the problems that the rules find no measure to."""
    said = narrative.split(scene.form.problems)
    for finding in scene.report.findings:
        place = parse_path(finding.field).index if finding.code == UNANSWERED else None
        if place is not None and place < len(said):
            yield position(scene.form.problems, said[place].start)[0]


def _told_alone(scene: Scene, told: tuple[Problem, ...]) -> Iterator[int]:
    """Yield the numbers of the problems that were told when they were asked for."""
    if len(points_of(scene.form, "measures").pieces) >= len(told):
        return
    for problem in told:
        origin = origin_of(problem.words, scene.state)
        if origin and origin.answers.startswith("problems"):
            yield problem.number


def place_for(scene: Scene, question: str, left: Collection[int] | None = None) -> int:
    """Return the number that the measure to a problem gets; 0 for one behind all others.

    `left` are the numbers of the problems without a measure, if they are known already.
    """
    told = problems_in(scene)
    mine = next((problem for problem in told if problem.id == question), None)
    if mine is None:
        return 0
    if left is None:
        left = {problem.number for problem in open_problems(scene)}
    return 1 + sum(p.number < mine.number and p.number not in left for p in told)


def wordings_answering(scene: Scene, problem: Problem) -> Iterator[Proposal]:
    """Yield measures that answer a problem, the best first.

    First come those that need nothing filled in and that the rules take for an answer.
    """
    loss = loss_told(scene, problem.words)
    meant = _meant(scene, problem, loss)
    found = {one.words: one for one in _of_topics(scene, problem, loss, meant)}
    ranked = sorted(found.values(), key=lambda one: bool(one.gaps))
    taken = [one for one in ranked[:_JUDGED] if _answers(scene, problem, one)]
    sure = [one for one in taken if one.origin.topic in meant]
    plain = [] if sure and not sure[0].gaps else _plain(loss)
    rest = [one for one in ranked if one not in sure]
    rest.sort(key=lambda one: (one not in taken, one.origin.topic not in meant))
    for one in (*sure, *plain, *rest):
        yield one.answering(problem.id)


def _of_topics(
    scene: Scene, problem: Problem, loss: Loss | None, meant: tuple[str, ...]
) -> Iterator[Proposal]:
    form = loss.alone(scene.form) if loss else scene.form
    named = {"指标": loss.row.name} if loss else {}
    for topic in _topics(scene, problem, meant):
        for answer in scene.aids.wording.answers(form, topic, _LOOKED_AT, problem.words):
            yield proposed(answer, "measures").having(named)


def _answers(scene: Scene, problem: Problem, proposal: Proposal) -> bool:
    """Whether the rules take a measure for an answer to a problem."""
    from perftui.rules.form import Form  # these cost time where nothing is asked of them
    from perftui.rules.reading.matching import matching_of

    alone = {"problems": problem.words, "measures": proposal.words}
    return not matching_of(Form(scene.form.model_copy(update=alone), scene.profile)).unanswered


def _plain(loss: Loss | None) -> list[Proposal]:
    """Return a measure that says no more than that the cause of a loss is gone into."""
    if loss is None:
        return []
    reason = reason_in(loss.reason)
    is_short = reason and len(reason) <= _QUOTED and not set(reason) & set("。；“”")
    cause = f"存在的“{reason}”问题，" if is_short else "扣分的原因"
    words = (
        f"针对{loss.names('“”')}{cause}制定整改办法，明确责任科室和完成时间，每季度核对一次进展。"
    )
    filled = (("指标", loss.row.name), *((("原因", reason),) if reason else ()))
    why = f"{loss.names()}{loss.points}"
    return [Proposal("measures", words, Provenance(words, OWN_FIGURES, "", "", (why,), filled))]


def loss_told(scene: Scene, words: str) -> Loss | None:
    """Return the lost points that a problem tells of by the name of a row."""
    losses = losses_in(scene)
    bare = "".join(words.split())
    named = [one for one in losses if any(row_name(row) in bare for row in one.rows if row.name)]
    if named:
        return named[0]
    origin = origin_of(words, scene.state)
    asked = origin.answers if origin else ""
    return next((one for one in losses if one.id == asked), None)


def _meant(scene: Scene, problem: Problem, loss: Loss | None) -> tuple[str, ...]:
    """Return what a problem is surely about: what it was offered as, else what its row tells."""
    origin = origin_of(problem.words, scene.state)
    if origin and origin.topic:
        return (origin.topic,)
    told = detect_topics(problem.words, scene.aids.wording.bank, PhraseKind.PROBLEM)
    of_row = _of_row(scene, loss) if loss else ()
    both = [topic for topic in told if topic in of_row]
    return (*both, *of_row) if loss else told[:1]


def _topics(scene: Scene, problem: Problem, meant: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a problem may be about, the surest first."""
    bank = scene.aids.wording.bank
    told = detect_topics(problem.words, bank, PhraseKind.PROBLEM)[:2]
    found = (*meant, *told)
    if not found:
        likely = scene.aids.wording.suggest(scene.form, "measures", problem.words, 3)
        found = tuple(suggestion.topic for suggestion in likely)
    known = {topic.id for topic in bank.topics}
    return tuple(dict.fromkeys(topic for topic in found if topic in known))[:_TOPICS]


def _of_row(scene: Scene, loss: Loss) -> tuple[str, ...]:
    alone = loss.alone(scene.form)
    found = scene.aids.wording.suggest(alone, "indicators[0].remark", limit=_LOOKED_AT)
    topics = dict.fromkeys(s.topic for s in found if s.kind is PhraseKind.PROBLEM)
    return tuple(topics)[:2]
