"""Questions for the three narratives, from the table and the figures."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from perftui.assistant.drafting.achievement_wordings import FURTHER, QUESTION, is_told
from perftui.assistant.drafting.candidates import candidates
from perftui.assistant.drafting.losses import RATE, Loss, open_losses, wants_rate
from perftui.assistant.drafting.measure_wordings import Problem, open_problems
from perftui.assistant.drafting.proposal import choice_of
from perftui.assistant.drafting.written import is_blank, points_of
from perftui.assistant.moves import Draft
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation import totals
from perftui.evaluation.fields import NARRATIVES, bare_label
from perftui.evaluation.values import print_rate

_CANDIDATES, _OF_ACHIEVEMENTS = 3, 5
_QUOTED = 40


def ask_about_narratives(scene: Scene) -> Iterator[Asked]:
    """Ask for what was achieved, then for the measure to each problem, then for further problems.

    So a problem that has just been told gets its measure next.
    """
    yield from _achievements(scene)
    open_ones = open_problems(scene)
    for problem in open_ones:
        yield _measure(problem, len(open_ones), scene)
    losses = open_losses(scene)
    left = len(losses) + wants_rate(scene)
    for loss in losses:
        yield _problem(loss, left, scene)
    if wants_rate(scene):
        yield _rate(left, scene)


def _achievements(scene: Scene) -> Iterator[Asked]:
    name = bare_label(scene.profile, "achievements")
    why = "主要绩效要有可以核对的数字，每类指标至少一句，分值最重的几项要写到。"
    if is_blank(scene.form.achievements):
        long = f"{name}写什么？说 1 先起草一稿，再一句句改；也可以选几条（如 2 4），或直接写一句。"
        question = Question(
            QUESTION, ("achievements",), long, f"{name}写什么？", why, "1", Expects.TEXT
        )
        yield Asked(
            question,
            lambda: (*_drafts(scene), *_candidates(scene, question, _OF_ACHIEVEMENTS)),
        )
    elif not is_told(scene.form, scene.profile):
        count = len(points_of(scene.form, "achievements").pieces)
        long = f"{name}已有{count}点，还可以补几条；够了就说「好了」。"
        short = f"{name}还补吗？够了说「好了」。"
        question = Question(FURTHER, ("achievements",), long, short, why, "好了", Expects.TEXT)
        yield Asked(question, partial(_candidates, scene, question, _OF_ACHIEVEMENTS))


def _problem(loss: Loss, left: int, scene: Scene) -> Asked:
    name = bare_label(scene.profile, "problems")
    reason = f"（备注：{_quoted(loss.reason)}）" if loss.reason else ""
    long = (
        f"{loss.names()}{loss.points}{reason}，{name}怎么写？选一条，或直接写；先放下说「跳过」。"
    )
    short = f"{loss.names()}{loss.points}，{name}怎么写？"
    why = f"每一处扣分都要在{name}中说得出来（PT014）。"
    question = Question(loss.id, ("problems",), long, short, why, "1", Expects.TEXT)
    return Asked(question, lambda: (*_candidates(scene, question), *_rest("problems", left)))


def _rate(left: int, scene: Scene) -> Asked:
    name = bare_label(scene.profile, "problems")
    rate = totals.execution_rate(scene.form)
    said = print_rate(rate) if rate is not None else ""
    long = f"预算执行率{said}，偏低，{name}怎么写？选一条，或直接写；先放下说「跳过」。"
    short = f"预算执行率{said}，{name}怎么写？"
    why = "执行率低于90%的，要写明原因。"
    question = Question(RATE, ("problems",), long, short, why, "1", Expects.TEXT)
    return Asked(question, lambda: (*_candidates(scene, question), *_rest("problems", left)))


def _measure(problem: Problem, left: int, scene: Scene) -> Asked:
    name = bare_label(scene.profile, "measures")
    problems = bare_label(scene.profile, "problems")
    which = f"{problems}第{problem.number}点「{_quoted(problem.words)}」"
    long = f"{which}，{name}怎么写？选一条，或直接写；先放下说「跳过」。"
    short = f"{problems}第{problem.number}点的{name}怎么写？"
    why = f"{problems}中的每一个问题，{name}都要有回应（PT016）。"
    question = Question(problem.id, ("measures",), long, short, why, "1", Expects.TEXT)
    return Asked(question, lambda: (*_candidates(scene, question), *_rest("measures", left)))


def _candidates(scene: Scene, question: Question, most: int = _CANDIDATES) -> tuple[Choice, ...]:
    """Return the best wordings for a question."""
    return tuple(choice_of(one) for one in islice(candidates(scene, question.id), most))


def _rest(path: str, left: int) -> tuple[Choice, ...]:
    if left < 2:
        return ()
    return (Choice(f"这{left}处都起草好", (Draft(path),), "每句可以再改"),)


def _drafts(scene: Scene) -> tuple[Choice, ...]:
    """Return the choice to have everything drafted that is still blank."""
    blank = [path for path in NARRATIVES if is_blank(getattr(scene.form, path))]
    names = "、".join(bare_label(scene.profile, path) for path in blank)
    return (Choice(f"起草{names}", tuple(Draft(path) for path in blank), "每句可以再改"),)


def _quoted(words: str) -> str:
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}（后略）"
