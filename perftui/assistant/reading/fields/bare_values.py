"""Values without a label: those that are asked for, in their order; others where they fit."""

import re
from collections.abc import Sequence
from itertools import combinations

from perftui.assistant.moves import Give, GiveAll, Move
from perftui.assistant.parts import Choice
from perftui.assistant.reading.fields.amounts import plain
from perftui.assistant.reading.fields.field_values import NOTHING, value_end
from perftui.assistant.state import Doubt, Question, Reading, Scene
from perftui.evaluation.fields import bare_label, get, name_of
from perftui.evaluation.specification import AMOUNTS, FieldType, type_of

Value = tuple[FieldType, str]
"""What a bare value is, and how it was typed."""

_BETWEEN = re.compile(r"[\s，,；;。、/！!]*(?:和|以及|还有)?\s*")
_KINDS = {
    FieldType.YES_NO: "recurring",
    FieldType.DATE: "date",
    FieldType.MONEY: "executed",
    FieldType.YEAR: "year",
}
"""The fields whose values are bare ones of each kind."""
_BARE = re.compile(r"[-+]?\d[\d,，. ]*|[-—–/]+")
_NONE = re.compile(rf"0(?:\.0*)?元?|{NOTHING.pattern}")
_ALL_OF_THEM = re.compile(
    r"(?:这?[三两几]个?)?(?:金额|数)?(?:全都?|都|均)部?(?:是|为)?(?P<value>.+)"
)


def given(gives: Sequence[Give]) -> Move:
    """Return values as one move."""
    return gives[0] if len(gives) == 1 else GiveAll(tuple(gives))


def row_asked(question: Question | None) -> int | None:
    """Return the row whose score is asked for, if one's is."""
    match = re.fullmatch(r"indicators\[(\d+)\]\.score", question.path) if question else None
    return int(match[1]) if match else None


def cut(line: str, question: Question | None) -> list[Value]:
    """Cut a line that is nothing but values; none if there is anything else in it."""
    text, found = plain(line), list[Value]()
    place = _behind(text, 0)
    while place < len(text):
        value = _value_at(line, place, question)
        if value is None:
            return []
        type_, end = value
        found.append((type_, line[place:end].strip()))
        place = _behind(text, end)
        if place == end and place < len(text):
            return []
    return found


def place(values: list[Value], scene: Scene) -> Reading | None:
    """Give values to the fields that are asked for; where it is not sure which, ask."""
    paths = scene.question.paths if scene.question else ()
    if row_asked(scene.question) is not None:
        return None
    gives: list[Give] = []
    for type_ in dict.fromkeys(type_ for type_, _ in values):
        typed = [text for kind, text in values if kind is type_]
        fitting = [path for path in paths if type_of(path) is type_]
        placed = _placed(type_, typed, fitting, scene)
        if placed is None:
            return None
        if isinstance(placed, Doubt):
            return Reading((given(gives),) if gives else (), (placed,))
        gives += placed
    return Reading((given(gives),))


def same_for_all(line: str, question: Question) -> Reading | None:
    """Read 都是100万 for all the amounts that are asked for."""
    match = _ALL_OF_THEM.fullmatch(line.strip(" 。"))
    typed = match["value"].strip() if match else ""
    is_money = bool(question.path) and type_of(question.path) is FieldType.MONEY
    if not typed or not is_money or value_end(question.path, typed, 0) != len(typed):
        return None
    return Reading((given([Give(path, typed) for path in question.paths]),))


def _value_at(line: str, place: int, question: Question | None) -> tuple[FieldType, int] | None:
    """Return what value begins at a place and where it ends, the kinds that are asked first."""
    asked = {type_of(path) for path in question.paths} if question else set()
    for type_ in sorted(_KINDS, key=lambda type_: type_ not in asked):
        is_asked = type_ in asked
        end = value_end(_KINDS[type_], line, place, is_asked)
        if end is not None and (is_asked or _is_evident(type_, plain(line[place:end]))):
            return type_, end
    return None


def _is_evident(type_: FieldType, text: str) -> bool:
    """Whether a value says its kind itself: no bare number, no dash, no 没有, no year."""
    if type_ is FieldType.MONEY:
        return not (_BARE.fullmatch(text) or NOTHING.fullmatch(text))
    return type_ is not FieldType.YEAR or "年" in text


def _placed(
    type_: FieldType, typed: list[str], fitting: list[str], scene: Scene
) -> list[Give] | Doubt | None:
    """Place the values of one kind."""
    if not fitting or len(typed) > len(fitting):
        return _elsewhere(type_, typed, scene)
    if type_ is FieldType.MONEY and len(fitting) > 1:
        return _amounts(typed, fitting, scene)
    return [Give(path, text) for path, text in zip(fitting, typed, strict=False)]


def _amounts(typed: list[str], fitting: list[str], scene: Scene) -> list[Give] | Doubt:
    """Place amounts in the order in which they are asked for; fewer, or a last 0, leave doubt."""
    in_order = [Give(path, text) for path, text in zip(fitting, typed, strict=False)]
    if len(typed) == 1 and NOTHING.fullmatch(plain(typed[0])):
        if fitting[0] == "last_year_budget":
            return in_order
        label = bare_label(scene.profile, "last_year_budget")
        choices = (Choice(f"是，{label} 0", (Give("last_year_budget", "没有"),)), Choice("不是"))
        return Doubt(f"「{typed[0]}」说的是{label}吗？", choices)
    if (
        fitting == list(AMOUNTS)
        and len(typed) == len(AMOUNTS)
        and _NONE.fullmatch(plain(typed[-1]))
    ):
        last = [Give(*one) for one in zip(("budget", "executed", AMOUNTS[1]), typed, strict=True)]
        is_word = NOTHING.fullmatch(plain(typed[-1]))
        return last if is_word else _which_way(typed, [last, in_order], scene)
    if len(typed) in (1, len(fitting)):
        return in_order
    ways = [list(map(Give, way, typed)) for way in combinations(fitting, len(typed))]
    ways.sort(key=lambda way: any(one.path == "last_year_budget" for one in way))
    return _which_way(typed, ways, scene)


def _which_way(typed: list[str], ways: list[list[Give]], scene: Scene) -> Doubt:
    choices = tuple(
        Choice(
            "，".join(f"{bare_label(scene.profile, one.path)} {one.typed}" for one in way),
            (given(way),),
        )
        for way in ways
    )
    return Doubt(f"「{'，'.join(typed)}」分别是哪几项？", choices)


def _elsewhere(type_: FieldType, typed: list[str], scene: Scene) -> list[Give] | Doubt | None:
    """Place a value that was not asked for: in the one blank field of its kind, else ask."""
    if len(typed) > 1:
        return None
    (text,) = typed
    if type_ is FieldType.MONEY:
        blank = tuple(path for path in AMOUNTS if get(scene.form, path) is None)
        return _which_field(text, blank or AMOUNTS, scene)
    path = _KINDS[type_]
    is_known_year = type_ is FieldType.YEAR and text.startswith(str(scene.form.known_year))
    if get(scene.form, path) is None or is_known_year:
        return [Give(path, text)]
    return _which_field(text, (path,), scene)


def _which_field(text: str, paths: tuple[str, ...], scene: Scene) -> Doubt:
    named = [(path, name_of(scene.form, path, scene.profile)) for path in paths]
    choices = tuple(Choice(f"{name} {text}", (Give(path, text),)) for path, name in named)
    asked = f"是{named[0][1]}吗" if len(named) == 1 else "是哪一项"
    return Doubt(f"「{text}」{asked}？", (*choices, Choice("都不是" if len(named) > 1 else "不是")))


def _behind(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place
