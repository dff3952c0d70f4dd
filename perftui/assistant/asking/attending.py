"""The question that the user wants to be asked: by its id, or by the fields it is about."""

from dataclasses import replace

from perftui.assistant.state import Asked, Expects, Question, Scene, State
from perftui.evaluation import fields
from perftui.evaluation.fields import NARRATIVES, TEXTS
from perftui.evaluation.specification import hint_for

FINISH = "finish"
_MOST_REMEMBERED = 30
_WORDS = frozenset({*TEXTS, "name", "unit", "department", "remark", "explanation"})
_LONGEST_SHOWN = 60
_OF_RULES = ("finding:", "suppress:")


def open_questions(scene: Scene) -> tuple[Asked, ...]:
    """Return every open question in the order of the agenda, those passed over too.

    The last of the agenda is not among them: what to do when all is asked is no question.
    """
    from perftui.assistant.asking.agenda import AGENDA  # which knows the end, that needs these

    findings = AGENDA[-2]
    return (*other_questions(scene), *findings(scene))


def other_questions(scene: Scene) -> tuple[Asked, ...]:
    """Return the open questions but for those about findings."""
    from perftui.assistant.asking.agenda import AGENDA

    return tuple(asked for asker in AGENDA[:-2] for asked in asker(scene))


def attended(scene: Scene) -> Asked | None:
    """Return the question that the user wants to be asked first; None if there is none."""
    wanted = scene.state.attending
    if not wanted:
        return None
    for asked in open_questions(scene):
        question = asked.question
        is_of_field = len(wanted) == 1 and question.path == wanted[0]
        if question.id in wanted or (is_of_field and not question.id.startswith(_OF_RULES)):
            return asked
    paths = tuple(path for path in wanted if _is_field(path, scene))
    return Asked(_about(paths, scene)) if paths else None


def remembered(state: State, question: Question) -> State:
    """Return the state with what was asked before on the trail, if it was another question."""
    before = state.question
    if before is None or before.id in (question.id, FINISH):
        return state
    return replace(state, trail=(*state.trail, before)[-_MOST_REMEMBERED:])


def settled(state: State, question: Question | None, changed: frozenset[str]) -> State:
    """Return the state without what it attends to, once a field of that has got something."""
    about = set(state.attending) | set(question.paths if question else ())
    return replace(state, attending=()) if state.attending and about & changed else state


def _is_field(path: str, scene: Scene) -> bool:
    try:
        fields.get(scene.form, path)
        fields.kind_of(path, scene.profile)
    except fields.FieldError:
        return False
    return True


def _about(paths: tuple[str, ...], scene: Scene) -> Question:
    """Ask for fields that nothing is missing in, or that nobody else asks about."""
    named = [(path, fields.name_of(scene.form, path, scene.profile)) for path in paths]
    names = "、".join(name for _, name in named)
    shown = "，".join(_shown(path, name, scene) for path, name in named)
    step = fields.parse_path(paths[0])
    what = "要加一点就直接写，要改第几点就说第几点" if step.field in NARRATIVES else "要改就写新的"
    hint = hint_for(step.field, scene.profile)
    is_words = (step.sub or step.field) in _WORDS
    return Question(
        f"field:{'+'.join(paths)}",
        paths,
        f"{shown}。{what}，不改就说「继续」。",
        f"{names}要改成什么？",
        hint,
        expects=Expects.TEXT if is_words else Expects.VALUE,
    )


def _shown(path: str, name: str, scene: Scene) -> str:
    text = " ".join(fields.show(scene.form, path, scene.profile).split())
    if not text:
        return f"{name}还没有填"
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}（后略）"
    return f"{name}现在是「{cut}」"
