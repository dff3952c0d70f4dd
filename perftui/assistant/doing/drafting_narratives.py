"""Narratives drafted whole, and their points done otherwise: swapped, shortened, dropped."""

from collections.abc import Iterator
from dataclasses import replace

from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.doing.writing import too_long
from perftui.assistant.drafting.draft import Drafted, drafted
from perftui.assistant.drafting.gaps import Gap, open_gaps
from perftui.assistant.drafting.losses import open_losses, wants_rate
from perftui.assistant.drafting.proposal import OWN_WORDS, choice_of, note_of, proposed
from perftui.assistant.drafting.shortening import shortened
from perftui.assistant.drafting.swapping import next_wording
from perftui.assistant.drafting.written import (
    is_blank,
    key_of,
    last_written,
    noted,
    origin_of,
    points_of,
    text_of,
)
from perftui.assistant.grounding.warning import warn_of
from perftui.assistant.moves import Draft, Provenance, Revise, Revision
from perftui.assistant.parts import Choice, Echo, Explain, Fail, Part, Warn
from perftui.assistant.state import Scene, State, Waiting
from perftui.evaluation import fields
from perftui.evaluation.fields import NARRATIVES, name_of
from perftui.evaluation.points import delete_point, replace_point

_OFFERED = 3
_TIP = "不合实际的可以说「换第2句」「缩短2」「删掉第2句」，出处说「为什么 2」。"
_NOTHING = {
    "achievements": "表里的数字都已写进{name}，没有要补的。可以直接写。",
    "problems": "{name}已说到每一处扣分，没有要补的。可以直接写。",
    "measures": "每个问题都已有措施，{name}没有要补的。可以直接写。",
}


@performs(Draft)
def draft(move: Draft, scene: Scene) -> Outcome:
    """Draft what a narrative does not say yet; what stands there stays."""
    name = name_of(scene.form, move.path, scene.profile)
    if move.anew and not is_blank(text_of(scene.form, move.path)):
        return _anew(scene, move.path, name) if move.is_meant else _is_it_meant(scene, move, name)
    if move.path == "measures" and is_blank(scene.form.problems):
        return _without_problems(scene, name)
    result = drafted(scene, move.path)
    if result.proposals:
        return _outcome(move.path, name, scene, result)
    if move.path == "problems" and not open_losses(scene) and is_blank(scene.form.problems):
        return _without_losses(scene, name)
    return Outcome(scene.state, (Explain(_NOTHING[move.path].format(name=name)),))


@performs(Revise)
def revise(move: Revise, scene: Scene) -> Outcome:
    """Do a point of a narrative otherwise."""
    at_hand = _asked_about(scene) if not (move.path or move.number) else None
    path = at_hand.path if at_hand else move.path or _meant(scene, move.number)
    if not path:
        return Outcome(scene.state, (Fail("三段叙述都还没有写，没有可以改的句子。"),))
    name = name_of(scene.form, path, scene.profile)
    count = len(points_of(scene.form, path).pieces)
    number = move.number or (at_hand.number if at_hand else last_written(scene.state, path))
    if number < 0:
        number += count + 1
    if not count:
        return Outcome(scene.state, (Fail(f"{name}还没有写。"),))
    if not 1 <= number <= count:
        return Outcome(scene.state, (Fail(f"{name}只有{count}点，没有第{number}点。"),))
    match move.how:
        case Revision.SWAP:
            return _swap(scene, path, number)
        case Revision.SHORTEN:
            return _shorten(scene, path, number)
        case Revision.DROP:
            return _drop(scene, path, number)


def _outcome(path: str, name: str, scene: Scene, result: Drafted) -> Outcome:
    done = put(scene, [(path, result.text)])
    state = replace(result.state, touched=done.state.touched)
    after = replace(scene, state=state)
    numbers = {key_of(p.words): n for n, p in enumerate(points_of(after.form, path).pieces, 1)}
    kept = "，原有的没有动" if not is_blank(text_of(scene.form, path)) else ""
    listed = [
        (numbers.get(key_of(one.words), number), one)
        for number, one in enumerate(result.proposals, 1)
    ]
    listed.sort(key=lambda numbered: numbered[0])
    lines = [f"{name}{number}、{one.words}（{note_of(one)}）" for number, one in listed]
    if all(origin.source == OWN_WORDS for origin in scene.state.provenance.values()):
        lines.append(_TIP)
    parts: tuple[Part, ...] = (
        Echo(f"起草了{name}{len(result.proposals)}点{kept}"),
        Explain("\n".join(lines)),
    )
    warning = warn_of("\n".join(one.words for one in result.proposals), after)
    warned = (warning,) if warning else ()
    return Outcome(state, (*parts, *warned, *too_long(path, after)), done.edits)


def _is_it_meant(scene: Scene, move: Draft, name: str) -> Outcome:
    """Ask before what stands there is given up."""
    count = len(points_of(scene.form, move.path).pieces)
    choices = (
        Choice("只补没写到的", (Draft(move.path),)),
        Choice("全部换掉", (Draft(move.path, anew=True, is_meant=True),)),
        Choice("先不动"),
    )
    waiting = Waiting(f"{name}已有{count}点，要换掉吗？", choices)
    state = scene.state
    if state.waiting is not None:
        return Outcome(replace(state, queue=(*state.queue, waiting)))
    return Outcome(replace(state, waiting=waiting))


def _anew(scene: Scene, path: str, name: str) -> Outcome:
    """Draft a narrative as if nothing stood there; if nothing comes of it, what stands stays."""
    emptied = scene.having(evaluation=fields.replace(scene.form, path, ""))
    result = drafted(emptied, path)
    if not result.proposals:
        return Outcome(scene.state, (Explain(_NOTHING[path].format(name=name)),))
    return _outcome(path, name, emptied, result)


def _without_problems(scene: Scene, name: str) -> Outcome:
    """Ask whether the problems are to be drafted with the measures that answer them."""
    problems = name_of(scene.form, "problems", scene.profile)
    if not open_losses(scene) and not wants_rate(scene):
        said = f"{problems}还没有写，也没有扣分的指标，{name}没有要回应的；可以直接写。"
        return Outcome(scene.state, (Explain(said),))
    both = (Draft("problems"), Draft("measures"))
    choices = (Choice("一起起草", both), Choice("先不用"))
    waiting = Waiting(f"{name}要回应{problems}，而{problems}还没有写。一起起草吗？", choices)
    return Outcome(replace(scene.state, waiting=waiting))


def _without_losses(scene: Scene, name: str) -> Outcome:
    """Offer what past forms wrote where no points were lost, once all rows have a score."""
    unscored = sum(not row.is_scored for row in scene.form.indicators)
    if unscored:
        said = f"指标还有{unscored}行没有打分，打了分才知道{name}要写什么；也可以直接写。"
        return Outcome(scene.state, (Explain(said),))
    found = scene.aids.wording.suggest(scene.form, "problems", limit=_OFFERED)
    choices = tuple(choice_of(proposed(one, "problems")) for one in found if not one.slots)
    if not choices:
        said = f"没有扣分的指标，{name}没有要起草的。可以直接写。"
        return Outcome(scene.state, (Explain(said),))
    waiting = Waiting(
        f"没有扣分的指标。{name}可以写以往常有的，属实的才选，不选说「都不要」：", choices
    )
    return Outcome(replace(scene.state, waiting=waiting))


def _swap(scene: Scene, path: str, number: int) -> Outcome:
    proposal = next_wording(scene, path, number)
    where = _where(scene, path, number)
    if proposal is None:
        said = f"{where}没有别的写法了，可以说「第{number}句把…改成…」。"
        return Outcome(scene.state, (Explain(said.replace("…", "甲", 1).replace("…", "乙", 1)),))
    echo = Echo(f"{where}换成：{proposal.words}（{note_of(proposal)}）")
    return _with_words(scene, path, number, proposal.words, proposal.origin, echo)


def _shorten(scene: Scene, path: str, number: int) -> Outcome:
    words = points_of(scene.form, path).pieces[number - 1].words
    less = shortened(words)
    where = _where(scene, path, number)
    if len(less) >= len(words) or not less:
        said = f"{where}没有可以去掉的空话，说「删掉第{number}句」可以整句不要。"
        return Outcome(scene.state, (Explain(said),))
    origin = origin_of(words, scene.state) or Provenance(words, OWN_WORDS)
    fewer = len(words) - len(less)
    echo = Echo(f"{where}少了{fewer}字。原来：{words}。现在：{less}")
    return _with_words(scene, path, number, less, origin, echo)


def _drop(scene: Scene, path: str, number: int) -> Outcome:
    layout = points_of(scene.form, path)
    words = layout.pieces[number - 1].words
    text = delete_point(layout.text, layout.body_of(number - 1)).text
    done = put(scene, [(path, text)], Echo(f"已删去{_where(scene, path, number)}：{words}"))
    return replace(done, parts=(*done.parts, *_left_alone(scene, path, number)))


def _left_alone(scene: Scene, path: str, number: int) -> Iterator[Part]:
    """Warn that a measure has lost the problem that it answers."""
    measures = points_of(scene.form, "measures").pieces
    problems = points_of(scene.form, "problems").pieces
    if path == "problems" and len(measures) == len(problems) >= number:
        name = name_of(scene.form, "measures", scene.profile)
        yield Warn(f"{name}第{number}点原是回应它的，一并不要可以说「删掉{name}第{number}句」。")


def _with_words(
    scene: Scene, path: str, number: int, words: str, origin: Provenance, echo: Echo
) -> Outcome:
    layout = points_of(scene.form, path)
    text = replace_point(layout.text, layout.body_of(number - 1), words).text
    done = put(scene, [(path, text)], echo)
    state: State = replace(done.state, provenance=noted(done.state, words, origin))
    return Outcome(state, done.parts, done.edits)


def _where(scene: Scene, path: str, number: int) -> str:
    name = name_of(scene.form, path, scene.profile)
    return f"{name}第{number}点" if len(points_of(scene.form, path).pieces) > 1 else name


def _asked_about(scene: Scene) -> Gap | None:
    """Return the gap of a narrative that is asked for: its sentence is the one at hand."""
    question = scene.question
    if question is None or not question.id.startswith("slot:"):
        return None
    gaps = (gap for gap in open_gaps(scene.form) if gap.path in NARRATIVES)
    return next((gap for gap in gaps if gap.id == question.id), None)


def _meant(scene: Scene, number: int) -> str:
    """Return the narrative that is meant where none is named: the last one touched, or asked of."""
    asked = scene.question.paths if scene.question else ()
    likely = [
        path
        for path in dict.fromkeys((*scene.state.touched, *asked, *NARRATIVES))
        if path in NARRATIVES and not is_blank(text_of(scene.form, path))
    ]
    having = (path for path in likely if len(points_of(scene.form, path).pieces) >= number)
    return next(having, likely[0] if likely else "")
