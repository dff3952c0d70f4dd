"""Values put right: 预算改为130万, 不对，是95万, 不是95是96, 上年预算去掉, 预算改回去."""

import re
from dataclasses import replace

from perftui.assistant.moves import Attend, Control, Give, Move, Tell, Word
from perftui.assistant.reading.fields.assignments import read_assignment
from perftui.assistant.reading.fields.correction_words import (
    ALL_CHANGED,
    AND,
    AWAY,
    BACK,
    BY,
    CHANGED,
    EMPTY,
    LEAD,
    NOT,
    NOT_BUT,
    REST,
    SAID_WRONG,
    SHOULD,
    TAKE,
    TO,
    WRONG_ALONE,
    WRONG_NAMED,
)
from perftui.assistant.reading.fields.field_names import FIELDS, name_at
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.fields.new_values import clause_end, holds, new_value, which_amount
from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Expects, Reading, Scene
from perftui.evaluation.fields import name_of
from perftui.evaluation.specification import AMOUNTS, FieldType, type_of


def read_correction(line: str, place: int, scene: Scene) -> Piece | None:
    """Read a correction of a field that is named, or of the one last changed."""
    for reader in (_not_but, _all_changed, _of_named, _emptied, _of_last):
        piece = reader(line, place, scene)
        if piece is not None:
            return piece
    return None


def read_named_correction(line: str, scene: Scene) -> Reading | None:
    """Read a line that is nothing but the correction of a field of the header, named as it is.

    It comes before the table is asked, whose rows have names like those of fields.
    """
    piece = _of_named(line, 0, scene) or _emptied(line, 0, scene)
    is_all = piece is not None and not line[piece.end :].strip(" 。.！!")
    return Reading(piece.moves, piece.doubts) if piece and is_all else None


def _of_named(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 预算改为130万, 把执行数改成118万, 单位写错了，应该是…, 预算改回去, 上年预算去掉."""
    take = TAKE.match(line, place)
    name = name_at(line, take.end() if take else place, scene.profile)
    if name is None or name.path not in FIELDS or type_of(name.path) is FieldType.COMPUTED:
        return None
    for behind in (_taken_away, _put_back, _not_but_of, _changed):
        piece = behind(name.path, line, name.end, scene)
        if piece is not None:
            return piece
    return None


def _taken_away(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    end = _ending(AWAY, line, place)
    return None if end is None else Piece(end, (Give(path, ""),))


def _put_back(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    end = _ending(BACK, line, place)
    return None if end is None else Piece(end, (_taken_back(path, scene),))


def _changed(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    """Read the new value behind words for a change; without a value it is asked for."""
    is_answered = type_of(path) is FieldType.YES_NO  # behind whose name 不是 is the answer
    patterns = (CHANGED, SHOULD) if is_answered else (CHANGED, SAID_WRONG, WRONG_NAMED, SHOULD)
    for pattern in patterns:
        match = pattern.match(line, place)
        if match is None or match.end() == place or _is_in_a_name(path, match[0]):
            continue
        piece = new_value(path, line, match.end(), scene)
        if piece is not None:
            return piece
        end = clause_end(line, match.end())
        if end is not None and pattern in (CHANGED, WRONG_NAMED):
            return Piece(end, (Attend(path),))
    return _changed_by(path, line, place, scene)


def _is_in_a_name(path: str, said: str) -> bool:
    """Whether a word for a change may be part of a name: 项目改造完成率 5."""
    return type_of(path) is FieldType.LINE and not re.search(r"[为成到是作：:\s错误对]", said)


def _changed_by(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    """Ask for the value that comes of 预算再加5万, unless it may be words that are asked for."""
    match = BY.match(line, place) if type_of(path) is FieldType.MONEY else None
    wants_words = scene.question is not None and scene.question.expects is Expects.TEXT
    if match is None or wants_words or not re.search(r"\d|[一二三四五六七八九十]", match[0]):
        return None
    end = clause_end(line, match.end())
    return None if end is None else Piece(end, (Attend(path),))


def _all_changed(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 把预算和执行都改成100万."""
    take = TAKE.match(line, place)
    name, named = name_at(line, take.end() if take else place, scene.profile), list[str]()
    end = place
    while name and type_of(name.path) is FieldType.MONEY and len(named) < len(AMOUNTS):
        named.append(name.path)
        end = name.end
        link = AND.match(line, end)
        name = name_at(line, link.end(), scene.profile) if link else None
    change = ALL_CHANGED.match(line, end) if len(named) > 1 else None
    if change is None:
        return None
    piece = new_value(named[0], line, change.end(), scene)
    typed = (
        next((move.typed for move in piece.moves if isinstance(move, Give)), "") if piece else ""
    )
    if piece is None or not typed:
        return None
    return replace(piece, moves=tuple(Give(path, typed) for path in named))


def _not_but_of(path: str, line: str, place: int, scene: Scene) -> Piece | None:
    """Read 预算不是124万，是130万 behind the name, and ask for the value without the second."""
    if type_of(path) is FieldType.YES_NO:
        return None
    match = NOT_BUT.match(line, place)
    if match is not None:
        return new_value(path, line, match.end(), scene, match["old"])
    bare = NOT.match(line, place)
    end = value_end(path, line, bare.end()) if bare else None
    ended = None if end is None else clause_end(line, end)
    return None if ended is None else Piece(ended, (Attend(path),))


def _emptied(line: str, place: int, scene: Scene) -> Piece | None:
    match = EMPTY.match(line, place)
    name = name_at(line, match.end(), scene.profile) if match else None
    if name is None or type_of(name.path) is FieldType.COMPUTED:
        return None
    end = _ending(REST, line, name.end)
    return None if end is None else Piece(end, (Give(name.path, ""),))


def _not_but(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 不是95是96: of the field that holds the first."""
    match = NOT_BUT.match(line, place)
    if match is None:
        return _not_the_old(line, place, scene)
    old = match["old"]
    for path in scene.state.touched:
        if holds(path, old, scene):
            piece = new_value(path, line, match.end(), scene, old)
            if piece is not None:
                return piece
    return None


def _not_the_old(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 不是0 behind 上年预算是100万: there is no more to it."""
    bare, touched = NOT.match(line, place), scene.state.touched
    end = value_end(touched[0], line, bare.end()) if bare and touched and place else None
    ended = None if end is None else clause_end(line, end)
    return None if ended is None else Piece(ended)


def _of_last(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 不对，是95万: of the field last changed whose value it can be."""
    is_first = not line[:place].strip()
    match = LEAD.match(line, place) or (TO.match(line, place) if is_first else None)
    if match is None or not match[0].strip():
        return None
    touched = scene.state.touched
    for path in touched[:3]:
        piece = new_value(path, line, match.end(), scene)
        if piece is not None:
            return which_amount(piece, scene) or piece
    if name_at(line, match.end(), scene.profile) and LEAD.match(line, place):
        named = _bare_name(line, match.end(), scene)
        return named or read_assignment(line, match.end(), scene)
    rest = line[match.end() :].strip(" 。.！!，,") if is_first else ""
    is_alone = is_first and not rest and touched and WRONG_ALONE.match(line, place)
    move = Attend(touched[0]) if is_alone else _evident(rest) if rest else None
    return None if move is None else Piece(len(line), (move,))


def _bare_name(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 不对，应该是上年预算: which field it is, and no value."""
    name = name_at(line, place, scene.profile)
    end = clause_end(line, name.end) if name else None
    return Piece(end, (Attend(name.path),)) if name and end is not None else None


def _evident(value: str) -> Move | None:
    """Give a value that says itself what it is; an amount may be any of three."""
    for path in ("recurring", "date"):
        if value_end(path, value, 0, is_expected=False) == len(value):
            return Give(path, value)
    if value_end("budget", value, 0) != len(value):
        return None
    said = f"还不知道「{value}」是哪一项。请写上名称，如「预算改为{value}」。"
    return Tell(said, is_refusal=True)


def _taken_back(path: str, scene: Scene) -> Move:
    touched = scene.state.touched
    if touched and touched[0] == path:
        return Control(Word.UNDO)
    name = name_of(scene.form, path, scene.profile)
    if not touched or path not in touched:
        return Tell(f"{name}这次没有改过，要改就写出数来，如「{name}改为…」。", is_refusal=True)
    last = name_of(scene.form, touched[0], scene.profile)
    return Tell(
        f"{name}之后又改了{last}。写出要改成的内容，或者连说几次「撤销」退回去。", is_refusal=True
    )


def _ending(pattern: re.Pattern[str], line: str, place: int) -> int | None:
    """Return where a clause ends that has only this behind a place; None if it goes on."""
    match = pattern.match(line, place)
    is_needed = pattern in (AWAY, BACK)
    if match is None or (is_needed and match.end() == place):
        return None
    return clause_end(line, match.end())
