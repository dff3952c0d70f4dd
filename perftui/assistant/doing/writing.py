"""Words written into a narrative, the goal or a remark, and said back with what is like them."""

from collections.abc import Iterator
from dataclasses import replace

from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.doing.reasons_quoted import asking_to_follow
from perftui.assistant.drafting.proposal import OWN_WORDS
from perftui.assistant.drafting.provenance import standard_like
from perftui.assistant.drafting.rewording import difference
from perftui.assistant.drafting.writing_down import Written, written
from perftui.assistant.drafting.written import key_of, noted, origin_of, points_of, text_of
from perftui.assistant.grounding.warning import warn_of
from perftui.assistant.moves import Manner, Provenance, Write
from perftui.assistant.parts import Choice, Echo, Explain, Part, Warn
from perftui.assistant.state import Scene, State, Waiting
from perftui.evaluation.fields import NARRATIVES, name_of, parse_path
from perftui.phrases.slots import slot_names

_LIKE, _SAME = 0.62, 0.97
_SHORTEST, _LONGEST = 8, 90


@performs(Write)
def write(move: Write, scene: Scene) -> Outcome:
    """Write words, and offer the standard wording that is most like one's own."""
    if not move.words.strip():
        return Outcome(scene.state)
    origin = move.provenance or _own(move, scene)
    result = written(move, scene, origin)
    name = name_of(scene.form, result.path, scene.profile)
    stood = tuple(Explain(f"{name}里已有「{key_of(words)}」，不重复写。") for words in result.stood)
    before = text_of(scene.form, result.path)
    if result.text == before:
        return Outcome(scene.state, stood or (Explain(f"{name}原来就是这样写的。"),))
    done = put(scene, [(result.path, result.text)])
    state = _with_origins(done.state, result, origin)
    parts = (*_echo(result, before, replace(scene, state=state)), *stood)
    row = parse_path(result.path).index if result.path.endswith(".remark") else None
    if row is not None:
        state = asking_to_follow(replace(scene, state=state), row, before, result.text)
    elif move.provenance is None:
        state = _with_standard(result, replace(scene, state=state))
    elif warning := warn_of("\n".join(result.told), replace(scene, state=state)):
        parts = (*parts, warning)
    return Outcome(state, parts, done.edits)


def too_long(path: str, scene: Scene) -> Iterator[Part]:
    """Warn of a text that is longer than its kind of form allows."""
    field = "indicators.remark" if path.endswith("remark") else path
    limit, length = scene.profile.limits.get(field), len(text_of(scene.form, path).strip())
    if limit is not None and length > limit:
        name = name_of(scene.form, path, scene.profile)
        yield Warn(f"{name}已有{length}字，超过限定的{limit}字，可以说「缩短」。")


def _own(move: Write, scene: Scene) -> Provenance:
    """Note words as the user's own; what takes the place of a point answers what that did."""
    question, step = scene.question, parse_path(move.path)
    answers = question.id if question and move.path in question.paths else ""
    if step.index is not None and step.field in NARRATIVES:
        pieces = points_of(scene.form, step.field).pieces
        before = pieces[step.index].words if step.index < len(pieces) else ""
        origin = origin_of(before, scene.state)
        answers = origin.answers if origin else ""
    return Provenance(move.words.strip(), OWN_WORDS, answers=answers)


def _with_origins(state: State, result: Written, origin: Provenance) -> State:
    is_one = len(result.told) == 1
    for words in result.told:
        state = replace(
            state,
            # several points at once are a text, not the answer to one question
            provenance=noted(
                state, words, origin if is_one else replace(origin, words=words, answers="")
            ),
        )
    return state


def _echo(result: Written, before: str, scene: Scene) -> Iterator[Part]:
    """Say what was written where."""
    path = result.path
    name = name_of(scene.form, path, scene.profile)
    if path not in NARRATIVES:
        yield Echo(f"{name}：{' '.join(text_of(scene.form, path).split())}")
    else:
        pieces = points_of(scene.form, path).pieces
        numbers = {key_of(piece.words): number for number, piece in enumerate(pieces, 1)}
        number = numbers.get(key_of(result.told[0])) if len(result.told) == 1 else None
        if number:
            yield Echo(f"{name}{f'第{number}点' if len(pieces) > 1 else ''}：{result.told[0]}")
        else:
            yield Echo(f"{name}已写入，共{len(pieces)}点、{len(result.text.strip())}字")
    if before.strip() and len(result.told) == 1 and result.text == result.told[0]:
        yield Explain(f"原来的{name}已被换下，说「撤销」可以取回。")
    yield from too_long(path, scene)


def _with_standard(result: Written, scene: Scene) -> State:
    """Let the standard wording wait that is like one's own, if there is one."""
    words = result.told[0] if len(result.told) == 1 else ""
    if not _SHORTEST <= len(words) <= _LONGEST or "\n" in words or slot_names(words):
        return scene.state
    found = standard_like(scene, words, result.path)
    if found is None or not _LIKE <= found[1] < _SAME:
        return scene.state
    suggestion, likeness = found
    number = _number_of(words, result.path, scene)
    own = origin_of(words, scene.state)
    told = difference(words, suggestion.text)
    if not number or not told or suggestion.slots:
        return scene.state
    origin = Provenance(
        suggestion.text,
        suggestion.source,
        suggestion.topic,
        suggestion.topic_name,
        (f"与所写相似{round(likeness * 100)}%", *suggestion.reasons[1:]),
        suggestion.filled,
        own.answers if own else "",
    )
    place = f"{result.path}[{number - 1}]"
    change = Write(place, suggestion.text, Manner.REPLACE, origin)
    choices = (Choice("换成它", (change,), suggestion.source), Choice("用自己的"))
    asked = f"相近的标准写法：{suggestion.text}（不同处：{told}）换成它吗？"
    return _going_on(Waiting(asked, choices), scene)


def _going_on(waiting: Waiting, scene: Scene) -> State:
    """Let a word be waited for, but nobody is kept by it: the next question is asked beside it."""
    from perftui.assistant.asking.agenda import next_question  # which asks with what is done here

    asked = next_question(scene)
    text = f"{waiting.text}也可以不理会，接着答：{asked.question.short}"
    waiting = replace(waiting, text=text)
    return replace(scene.state, waiting=waiting, question=asked.question, choices=asked.choices)


def _number_of(words: str, path: str, scene: Scene) -> int:
    pieces = points_of(scene.form, path).pieces
    said = [number for number, p in enumerate(pieces, 1) if key_of(p.words) == key_of(words)]
    return said[-1] if said else 0
