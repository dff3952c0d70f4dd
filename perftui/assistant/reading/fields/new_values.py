"""The value that a field gets in place of the one it has, in a correction."""

import re
from decimal import Decimal

from perftui.assistant.moves import Give, Score
from perftui.assistant.parts import Choice
from perftui.assistant.reading.fields.amounts import names_unit, plain, read_spoken_amount
from perftui.assistant.reading.fields.clauses import is_end_of_clause, text_end
from perftui.assistant.reading.fields.correction_words import END
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.fields.names_of_bodies import is_no_answer
from perftui.assistant.reading.reader import Piece
from perftui.assistant.reading.scores.score_words import NUMBER, read_points
from perftui.assistant.state import Doubt, Scene
from perftui.evaluation import fields
from perftui.evaluation.fields import name_of, parse_path
from perftui.evaluation.specification import FieldType, type_of
from perftui.evaluation.values import FormDate, UnreadableError

_MOST_MYRIADS = Decimal(100_000)


def clause_end(line: str, place: int) -> int | None:
    """Return where a clause ends that has nothing more to say at a place; None if it goes on."""
    end = END.match(line, place)
    return end.end() if end else None


def new_value(path: str, line: str, place: int, scene: Scene, old: str = "") -> Piece | None:
    """Read the new value of a field, in the unit of the old one if it names none."""
    step = parse_path(path)
    if step.field == "indicators" and step.sub == "score" and step.index is not None:
        return _score(step.index, line, place, _is_loss(step.index, old, scene))
    if step.field == "indicators" and step.sub != "remark":
        return None
    if type_of(path) in (FieldType.LINE, FieldType.TEXT):
        return _words(path, line, place, scene)
    day = _other_day(path, line, place, scene)
    if day is not None:
        return day
    end = value_end(path, line, place)
    if end is None or end == place or not is_end_of_clause(line, end, scene):
        return None
    typed = line[place:end].strip()
    if old and type_of(path) is FieldType.MONEY:
        typed = _in_unit_of(path, old, typed, scene)
    ended = clause_end(line, end)
    return Piece(end if ended is None else ended, (Give(path, typed),))


def _other_day(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    """Read 不对，21日: another day of the month that stands there."""
    value = fields.get(scene.form, path) if type_of(path) is FieldType.DATE else None
    match = _DAY_ALONE.match(plain(line), place) if isinstance(value, FormDate) else None
    end = clause_end(line, match.end()) if match else None
    if match is None or end is None or not isinstance(value, FormDate):
        return None
    return Piece(end, (Give(path, f"{value.year}-{value.month}-{match['day']}"),))


def which_amount(piece: Piece, scene: Scene) -> Piece | None:
    """Ask which amount is put right, if the new value is near to another than the last one."""
    give = piece.moves[0] if piece.moves else None
    if not isinstance(give, Give) or type_of(give.path) is not FieldType.MONEY:
        return None
    amounts = [path for path in scene.state.touched if type_of(path) is FieldType.MONEY]
    near = [path for path in amounts if _is_near(path, give.typed, scene)]
    if not near or give.path in near:
        return None
    paths = dict.fromkeys((*near, give.path))
    choices = tuple(
        Choice(
            f"{name_of(scene.form, path, scene.profile)} {give.typed}", (Give(path, give.typed),)
        )
        for path in paths
    )
    text = f"「{give.typed}」改的是哪一项？"
    return Piece(piece.end, doubts=(Doubt(text, (*choices, Choice("都不是"))),))


def _is_near(path: str, typed: str, scene: Scene) -> bool:
    value = fields.get(scene.form, path)
    try:
        said = read_spoken_amount(typed, scene.profile.money_factor)
    except UnreadableError:
        return False
    is_amount = isinstance(value, Decimal) and value > 0 and said is not None
    return is_amount and value / 2 <= said <= value * 2


def _words(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    is_text = type_of(path) is FieldType.TEXT
    end = len(line) if is_text else text_end(line, place, scene)
    text = line[place:end].strip(' 「」“”"')
    kinds = (("recurring", False), ("date", True), ("executed", False))
    says_value = any(value_end(kind, text, 0, is_sure) == len(text) for kind, is_sure in kinds)
    if not text or says_value or is_no_answer(text) or path in fields.NARRATIVES:
        return None
    return Piece(end, (Give(path, text),))


_DAY_ALONE = re.compile(r"(?P<day>\d{1,2})\s?[日号]")
_LOSS = re.compile(rf"扣?(?P<points>{NUMBER})分?")
_POINTS = re.compile(
    r"(?:得|给|打|评)?(?P<score>\d+(?:\.\d+)?|[零一二两三四五六七八九十]+(?:点五)?)分?(?:半)?"
    r"|(?:只)?扣(?:掉|了)?(?P<off>\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)分?|(?P<full>满分|不扣分?)"
)


def _is_loss(row: int, old: str, scene: Scene) -> bool:
    """Whether points said to be wrong are those that a row lost, not those that it has."""
    points = _LOSS.fullmatch(plain(old))
    said = read_points(points["points"]) if points else None
    indicator = scene.form.indicators[row]
    return said is not None and indicator.score != said and indicator.lost == said


def _score(row: int, line: str, place: int, is_loss: bool = False) -> Piece | None:
    match = _POINTS.match(plain(line), place)
    end = clause_end(line, match.end()) if match else None
    if match is None or end is None:
        return None
    off = match["off"] or (match["score"] if is_loss else None)
    typed = "满分" if match["full"] else f"-{off}" if off else match["score"]
    return Piece(end, (Score((row,), typed),))


def holds(path: str, old: str, scene: Scene) -> bool:
    """Whether a field holds what was said to be wrong, in one unit or the other."""
    if parse_path(path).field in ("indicators", "funds") and "." not in path:
        return False
    step = parse_path(path)
    if step.sub == "score" and step.index is not None and _is_loss(step.index, old, scene):
        return True
    value = fields.get(scene.form, path)
    if isinstance(value, Decimal):
        try:
            said = read_spoken_amount(old.removesuffix("分"))
        except UnreadableError:
            return False
        scales = (0,) if names_unit(old) or type_of(path) is not FieldType.MONEY else (0, 4)
        return said is not None and any(said.scaleb(by) == value for by in scales)
    shown = fields.show(scene.form, path, scene.profile)
    return bool(shown) and (shown == old or (type_of(path) is FieldType.LINE and old in shown))


def _is_in_yuan(typed: str) -> bool:
    """Whether a bare amount is too large to be meant in 万元."""
    try:
        said = read_spoken_amount(typed)
    except UnreadableError:
        return False
    return said is not None and said >= _MOST_MYRIADS


def _in_unit_of(path: str, old: str, typed: str, scene: Scene) -> str:
    """Give a bare amount the unit of the one it replaces: 不是95是96, where 95万 stands."""
    if names_unit(plain(typed)) or _is_in_yuan(typed):
        return typed
    if names_unit(plain(old)):
        return f"{typed}万" if re.search("[万wW]", plain(old)) else f"{typed}元"
    value = fields.get(scene.form, path)
    try:
        said = read_spoken_amount(old)
    except UnreadableError:
        return typed
    is_myriads = isinstance(value, Decimal) and said is not None and said.scaleb(4) == value
    return f"{typed}万" if is_myriads else typed
