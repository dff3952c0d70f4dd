"""A field's name with the value behind it: 预算124.55万, 单位上海市人才服务中心."""

import re

from perftui.assistant.moves import Claim, Give, Move
from perftui.assistant.parts import Choice
from perftui.assistant.reading.fields.amounts import AMOUNT, names_unit, plain, read_spoken_amount
from perftui.assistant.reading.fields.clauses import (
    ASKED,
    CLAUSE_END,
    is_end_of_clause,
    linked,
    past_tail,
    text_end,
)
from perftui.assistant.reading.fields.field_names import Name, name_at, near_name
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.fields.names_of_bodies import is_body, is_no_answer, is_project
from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Doubt, Scene
from perftui.evaluation.fields import bare_label
from perftui.evaluation.specification import FieldType, type_of
from perftui.evaluation.values import UnreadableError

_COLON = re.compile(r"\s*(?:(?:选|填|答)?[:=]|\s|选|填|答)\s*(?:选|填|答)?")
_BRACKETS = re.compile(r"\s?\((?:(?P<unit>元|万元)|(?P<again>[^()]{1,40}))\)")
_AFTER_PAUSE = re.compile(r"\s*+[嘛呢啊哈么]?\s*+[，,]\s*+")
_NO_SCORE = re.compile(r"[元圆块万亿wW角]|\d[\d,， ]{2,}|[百千十].*[百千十]")
_WORD = re.compile("(?:(?![是为没有无零])[\u3400-\u9fff]){2,8}")
_ALL_OF_IT = re.compile(
    r"[，,\s]*(?:已经?)?(?:全部?|都|全都|完全)(?:已经?)?(?:执行|花|用|支出|使用)(?:完毕|完|光|掉)?了?"
)
_RUN = re.compile(r"[-+]?\d[\d.,，eE]*(?:[万亿]?元?)(?=[\s，,；;。、]|\Z)")
_TYPED_NEAR = frozenset({FieldType.MONEY, FieldType.DATE})


def read_named_amount(line: str, place: int, scene: Scene) -> Piece | None:
    """Read an amount that can be no score: it is too large, or names its unit."""
    name = name_at(line, place, scene.profile)
    if name is None or type_of(name.path) is not FieldType.MONEY:
        return None
    piece = value_of(line, name, scene)
    move = piece.moves[0] if piece and piece.moves else None
    is_money = isinstance(move, Give) and _NO_SCORE.search(plain(move.typed))
    return piece if is_money else None


def named(line: str, place: int, scene: Scene) -> Piece | None:
    """Read a field's name with what is said of it."""
    name = name_at(line, place, scene.profile)
    if name is None:
        return None
    type_ = type_of(name.path)
    if type_ is FieldType.TEXT:
        return _text(line, name, scene)
    return _line(line, name, scene) if type_ is FieldType.LINE else value_of(line, name, scene)


def value_of(line: str, name: Name, scene: Scene) -> Piece | None:
    """Read the value behind a name; one whose clause goes on is asked about."""
    start, is_explicit, unit = linked(line, name.end)
    is_expected = is_explicit or type_of(name.path) in _TYPED_NEAR
    end = value_end(name.path, line, start, is_expected)
    if end is None and type_of(name.path) is FieldType.YES_NO:
        start, end = _answer(line, name)
    if end is None and type_of(name.path) is FieldType.MONEY:
        start, end = _loosely(line, start)
    if end is None or ASKED.match(line, end):
        return None
    behind = _in_brackets(line, start, end)
    unit, typed = unit or name.unit or (behind[1] if behind else ""), line[start:end].strip()
    typed += unit if "元" in unit and _is_bare(typed) else ""
    move, end = _move(name.path, typed), behind[0] if behind else end
    if is_end_of_clause(line, end, scene):
        return Piece(past_tail(line, end), (move,))
    spent = _ALL_OF_IT.match(plain(line), end) if name.path == "budget" else None
    if spent and is_end_of_clause(line, spent.end(), scene):
        return Piece(past_tail(line, spent.end()), (move, Give("executed", typed)))
    return _unsure_clause(line, place_of(name, line), end, move, scene)


def _loosely(line: str, place: int) -> tuple[int, int | None]:
    """Find what stands for an amount: behind a pause, or what is none and will be refused."""
    pause = _AFTER_PAUSE.match(line, place)
    amount = AMOUNT.match(plain(line), pause.end()) if pause else None
    if pause and amount and names_unit(amount[0]):
        return pause.end(), amount.end()
    run = _RUN.match(plain(line), place)
    return place, run.end() if run else None


def _in_brackets(line: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where brackets end that say the unit of an amount, or the amount once more."""
    match = _BRACKETS.match(plain(line), end)
    if match is None or match["unit"]:
        return (match.end(), match["unit"]) if match else None
    try:
        is_same = read_spoken_amount(line[start:end]) == read_spoken_amount(match["again"])
    except UnreadableError:
        return None
    return (match.end(), "") if is_same else None


def _answer(line: str, name: Name) -> tuple[int, int | None]:
    """Return where 是 or 不是 stands behind a name: 经常性项目：是, 经常性是."""
    colon = _COLON.match(plain(line), name.end)
    start = colon.end() if colon else name.end
    return start, value_end(name.path, line, start)


def _is_bare(text: str) -> bool:
    return not re.search("[元万亿块wW一-鿿]", plain(text))


def _unsure_clause(line: str, place: int, end: int, move: Move, scene: Scene) -> Piece | None:
    """Ask about a value whose clause goes on: 支出5万元用于宣传."""
    if not isinstance(move, Give):
        return None
    stop = end
    while stop < len(line) and line[stop] not in CLAUSE_END:
        stop += 1
    clause, label = line[place:stop], bare_label(scene.profile, move.path)
    choices = (Choice(f"是，{label} {move.typed}", (move,)), Choice("不是", ()))
    return Piece(stop, doubts=(Doubt(f"「{clause}」说的是{label}吗？", choices),))


def place_of(name: Name, line: str) -> int:
    """Return where the clause of a name begins."""
    place = name.end
    while place > 0 and line[place - 1] not in CLAUSE_END and not line[place - 1].isspace():
        place -= 1
    return place


def _move(path: str, typed: str) -> Move:
    return Claim(path, typed) if type_of(path) is FieldType.COMPUTED else Give(path, typed)


def _line(line: str, name: Name, scene: Scene) -> Piece | None:
    """Read a name of something: all of its clause."""
    start, is_explicit, _ = linked(line, name.end)
    end = text_end(line, start, scene)
    text = line[start:end].strip()
    if not text or ASKED.search(text) or re.search(r"^(?:不|没)|什么|哪|怎么|多少", text):
        return None
    if value_end("recurring", text, 0, is_expected=False) == len(text):
        return None
    fits = is_project(text) if name.path == "name" else is_body(text)
    is_full_name = name.end - place_of(name, line) >= len("项目名称")
    if is_explicit or (fits and (is_full_name or name.path != "name")):
        return Piece(end, (Give(name.path, text),))
    asked = scene.question.paths if scene.question else ()
    if name.path not in asked or is_no_answer(text):
        return None
    label = bare_label(scene.profile, name.path)
    choices = (Choice(f"是，{label} {text}", (Give(name.path, text),)), Choice("不是"))
    return Piece(end, doubts=(Doubt(f"「{text}」是{label}吗？", choices),))


def _text(line: str, name: Name, scene: Scene) -> Piece | None:
    """Read the goal: behind 是 or a colon, to the end of the line or before a labelled amount."""
    if name.path != "goal":
        return None
    start, is_explicit, _ = linked(line, name.end)
    if not is_explicit:
        return None
    has_colon = any(mark in plain(line)[name.end : start] for mark in ":=")
    end = len(line) if has_colon else _before_next_value(line, start, scene)
    text = line[start:end].strip()
    return Piece(end, (Give("goal", text),)) if text and not ASKED.search(text[-2:]) else None


def _before_next_value(line: str, place: int, scene: Scene) -> int:
    for end in range(place, len(line)):
        if line[end] in CLAUSE_END or line[end].isspace():
            name = name_at(line, end + 1, scene.profile)
            if name and type_of(name.path) in _TYPED_NEAR and value_of(line, name, scene):
                return end
    return len(line)


def nearly_named(line: str, place: int, scene: Scene) -> Piece | None:
    """Ask about a name that is nearly one: 予算124.55万."""
    word = _WORD.match(plain(line), place)
    if word is None:
        return None
    for length in range(word.end() - place, 1, -1):
        path, is_sure = near_name(line[place : place + length], scene.profile)
        if not path or type_of(path) not in _TYPED_NEAR:
            continue
        name = Name(path, place + length)
        piece = value_of(line, name, scene)
        if piece is None or not piece.moves:
            continue
        if is_sure:
            return piece
        (move,) = piece.moves
        typed = move.typed if isinstance(move, Give) else ""
        label = bare_label(scene.profile, path)
        said = line[place : place + length]
        choices = (Choice(f"是，{label} {typed}", piece.moves), Choice("不是"))
        return Piece(piece.end, doubts=(Doubt(f"「{said}」是{label}吗？", choices),))
    return None
