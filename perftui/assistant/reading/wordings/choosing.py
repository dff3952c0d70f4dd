"""Numbers taken from the list on the screen, with what is to be said otherwise."""

import re
from decimal import Decimal

from perftui.assistant.moves import Move, Pick, Revise, Revision, Tell, Write
from perftui.assistant.reading.wordings.changing_words import Changes, read_changes
from perftui.assistant.reading.wordings.choice_words import ALL, NO, NONE, STOPS, YES
from perftui.assistant.reading.wordings.numbered import HAN, NUMBERS, WIDTHS, numbers_in, one_number
from perftui.assistant.reading.wordings.slot_answers import named_values, values_in_order
from perftui.assistant.state import Expects, Reading, Scene
from perftui.evaluation import fields
from perftui.evaluation.values import Unread
from perftui.phrases.slots import slot_names

_TAKE = (
    "(?P<take>(?:我|就|还是|那)*"
    r"(?:选择|选用|选中|选项|选|采用|采纳|使用|用|要|取|挑|拿|来|写|就|还是)(?:上|了)?\s*)?"
)
_TAKEN = re.compile(
    rf"{_TAKE}(?P<numbers>{NUMBERS})"
    r"(?:\s*(?:吧|好了|就行|就好|就可以|即可|都要|都行|都选|了|还行|不错|可以|挺好|还可以|合适|最合适))?"
    r"(?P<rest>.*)"
)
_REST = re.compile(r"(?=[\s，,。；;：:（(但不并再把将去删改加后最中里的])|\Z")
_STOPS = f"{STOPS}吧呢啊呀哦"
_BUT = re.compile(r"[\s，,。；;]*(?:但|不过|只是|只要|就是)")
_SHORTER = re.compile(
    r"[\s，,。；;]*(?:但是|但|不过|就是|只是|再|请)?(?:有点|有些|太|再|要|写)*(?:长|啰嗦|缩短|短|精简|压缩)"
    r"(?:一?[点些下]|了)*"
)
_SEVERAL = re.compile(
    rf"(?:我?就?选|我?就?要|用|取)?(?:前(?:面)?(?P<first>{HAN}|\d)[个条句]|"
    rf"(?:这)?(?P<all>{HAN}|\d)[个条句](?:我)?(?:都|全)(?:要|选|用|写|行|可以|好|写上)"
    r"|(?P<last>最后(?:面)?一?[个条句]))(?:都要|都选|吧|了)?"
)
# 第3项-1 takes a point off a row.
_POINTS_OFF = re.compile(r"第?\s*\d{1,2}\s*[项号]\s*-\s*\d")
_LONGEST = 300
_LEAST_SENSIBLE = Decimal(1000)


def read_choice(line: str, scene: Scene) -> Reading | None:
    """Read which choices are taken: 2, 1 3, 2 但是把下半年改成四季度."""
    text = line.translate(WIDTHS).strip().rstrip(STOPS) or line
    said = _several(text, scene)
    if said is None and scene.choices:
        said = _by_word(text.strip(_STOPS).lower() or text, scene)
    return said or _by_number(text, scene)


def _by_number(text: str, scene: Scene) -> Reading | None:
    is_other = len(text) > _LONGEST or _POINTS_OFF.match(text)
    match = None if is_other else _TAKEN.fullmatch(text)
    numbers = numbers_in(match["numbers"]) if match else ()
    if match is None or not numbers or not _REST.match(match["rest"]):
        return None
    is_said = bool(match["take"]) or match["numbers"].startswith(("#", "第"))
    if not scene.choices:
        is_sure = bool(match["take"]) or match["numbers"].startswith("#")
        is_all = not match["rest"].strip(_STOPS)
        return Reading((Pick(numbers),)) if is_sure and is_all else None
    if not is_said and not _may_be_bare(numbers, scene):
        return None
    is_ordinal = match["numbers"].startswith("第")
    return _with_changes(numbers, match["rest"], scene, bool(match["take"]), is_ordinal)


def _with_changes(
    numbers: tuple[int, ...], rest: str, scene: Scene, is_sure: bool, is_ordinal: bool
) -> Reading | None:
    rest = rest.strip()
    if not rest.strip(_STOPS):
        return Reading(_taking(numbers, scene))
    if _SHORTER.fullmatch(rest):
        return Reading((*_taking(numbers, scene), Revise(Revision.SHORTEN)))
    words = _words(numbers, scene)
    changes = _gaps_named(rest, words, scene) or read_changes(rest, words)
    is_joined = bool(_BUT.match(rest))
    if changes and is_ordinal and not (is_sure or is_joined):
        # 第2句 may as well be of what is written already
        changes = changes if words and all(old in words for old, _ in changes) else None
    if changes:
        return Reading((Pick(numbers, changes),))
    is_sure = is_sure or is_joined
    return Reading(_taking(numbers, scene), unread=(rest.strip(_STOPS),)) if is_sure else None


def _taking(numbers: tuple[int, ...], scene: Scene) -> tuple[Move, ...]:
    """Return the moves that take choices: of the question, where what waits has too few."""
    count, asked = len(scene.choices), scene.state.choices
    if scene.state.waiting is None or all(number <= count for number in numbers):
        return (Pick(numbers),)
    if any(not 1 <= number <= len(asked) for number in numbers):
        return (Pick(numbers),)
    return tuple(move for number in numbers for move in asked[number - 1].moves)


def _several(text: str, scene: Scene) -> Reading | None:
    """Read 前两个, 三条都要, 最后一个; numbers are asked for where it is not clear which."""
    match = _SEVERAL.fullmatch(text) if scene.choices else None
    if match is None:
        return None
    texts = _texts(scene) or tuple(range(1, len(scene.choices) + 1))
    if match["last"]:
        return Reading((Pick(texts[-1:]),))
    count = one_number(match["first"] or match["all"])
    if count > len(texts) or (match["all"] and count != len(texts)):
        return Reading((Tell("请写编号，如：1 3。", is_refusal=True),))
    return Reading((Pick(texts[:count]),))


def _by_word(bare: str, scene: Scene) -> Reading | None:
    """Read none of them, or all; where something waits 是 is the first and 不是 none."""
    waits = scene.state.waiting is not None
    if bare in NONE and (waits or bare not in ("0", "零") or not _wants_number(scene)):
        return Reading((Pick((0,)),))
    if bare in ALL and len(_texts(scene)) > 1:
        return Reading((Pick(_texts(scene)),))
    if waits and (bare in YES or bare in NO):
        return Reading((Pick((1 if bare in YES else 0,)),))
    return None


def _may_be_bare(numbers: tuple[int, ...], scene: Scene) -> bool:
    """Whether digits alone choose: not where a number is wanted, and not what no list has."""
    question = scene.question
    is_within = all(number <= len(scene.choices) for number in numbers)
    if question is None or (scene.state.waiting is not None and is_within):
        return is_within
    match question.expects:
        case Expects.SCORES:
            return is_within and len(numbers) == 1
        case Expects.VALUE:
            return is_within and len(numbers) == 1 and not _is_sensible(numbers[0], scene)
        case _:
            # a number beyond the list is no text either, but what a gap gets may be one
            if scene.state.waiting is not None:
                return all(number <= len(scene.state.choices) for number in numbers)
            is_gap = question.id.startswith("slot:")
            return is_within or (len(numbers) == 1 and not is_gap)


def _is_sensible(number: int, scene: Scene) -> bool:
    """Whether a number could be the value that is asked for: no budget is 1元."""
    question = scene.question
    if question is None or not question.path:
        return False
    try:
        value = fields.read(question.path, str(number), scene.profile)
    except fields.FieldError:
        return False
    if isinstance(value, Decimal):
        return value >= _LEAST_SENSIBLE or value == 0
    return value is not None and not isinstance(value, Unread | bool | str)


def _wants_number(scene: Scene) -> bool:
    question = scene.question
    return question is not None and question.expects in (Expects.VALUE, Expects.SCORES)


def _texts(scene: Scene) -> tuple[int, ...]:
    """Return the numbers of the choices that write a text, and nothing more."""
    choices = enumerate(scene.choices, 1)
    return tuple(
        number
        for number, choice in choices
        if choice.moves and all(isinstance(move, Write) for move in choice.moves)
    )


def _words(numbers: tuple[int, ...], scene: Scene) -> str:
    """Return the words of the choices that are taken."""
    taken = [scene.choices[n - 1] for n in numbers if 1 <= n <= len(scene.choices)]
    writes = [move for choice in taken for move in choice.moves if isinstance(move, Write)]
    return writes[0].words if writes else ""


def _gaps_named(rest: str, words: str, scene: Scene) -> Changes:
    """Read what the gaps of a choice get: 2 渠道现场，数量3; 1 12场 95%."""
    said = rest.lstrip("，,。；;：: ")
    values = named_values(said, slot_names(words)) or values_in_order(
        said, words, scene.aids.wording.bank.slots
    )
    return tuple((f"{{{name}}}", value) for name, value in values.items())
