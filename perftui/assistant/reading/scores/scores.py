"""Scores as people say them: 全部满分，除了知晓率扣1分; 3和5各扣1; 其余满分."""

import re
from decimal import Decimal

from perftui.assistant.moves import Tell
from perftui.assistant.reading.reader import Piece
from perftui.assistant.reading.rows.row_numbers import plain
from perftui.assistant.reading.scores.score_clauses import Clause, read_clauses
from perftui.assistant.reading.scores.score_lists import (
    as_losses,
    behind_heading,
    read_headed,
    read_in_order,
    read_taken_back,
)
from perftui.assistant.reading.scores.score_meaning import meaning
from perftui.assistant.reading.scores.score_sayings import REASON, read_saying, read_unknown
from perftui.assistant.reading.scores.score_subjects import Whom, talked_about
from perftui.assistant.reading.scores.score_words import Kind
from perftui.assistant.state import Expects, Scene
from perftui.evaluation.model import points

_SHORT, _LONG = 24, 60
_SAID = frozenset({Kind.OFF, Kind.FULL, Kind.SCORE})
_NUMBERED = re.compile(r"第?\s?\d{1,3}\s?[项个条号行]?(?!\d)")
_UNREAD_EXCEPTION = re.compile(r"[\s，,]*(?P<said>(?:除了|除去|除开|除|不算|不包括).{1,80})")
_EXCEPTION = "「{}」没有读懂，没有打分。请写编号或名称，如「全部满分，除了第3项扣1分」。"
_ASKS = re.compile(
    r"(?:吗|么|[?？]|行不行|好不好)[\s。！!]*\Z|要不要|该不该|能不能|可不可以|是不是|会不会"
    r"|用不用|多少分|几分(?!之)"
)


def read_scores(line: str, place: int, scene: Scene) -> Piece | None:
    """Read scores and deductions of rows by name or number, with their reason."""
    if _ASKS.search(line):
        return None
    saying = read_saying(line, place, scene) or read_headed(line, place, scene)
    saying = saying or read_taken_back(line, place, scene) or read_in_order(line, place, scene)
    if saying is not None:
        return saying
    start = behind_heading(line, place)
    clauses, end = read_clauses(line, place if start is None else start, scene)
    if start is not None:
        clauses = as_losses(clauses)
    if not clauses:
        return None if _wants_words(scene) else read_unknown(line, place, scene)
    is_only_scores = _is_only_scores(line, end, clauses, start or place)
    if not is_only_scores and not _is_meant(line, clauses, scene):
        return None
    unread = _UNREAD_EXCEPTION.match(line, end)
    if unread and any(_is_for_all(clause) for clause in clauses):
        return Piece(len(line), (Tell(_EXCEPTION.format(unread["said"]), is_refusal=True),))
    moves, doubts = meaning(clauses, scene)
    return Piece(end, moves, doubts) if moves or doubts else None


def _is_for_all(clause: Clause) -> bool:
    return clause.amount.kind is Kind.FULL and clause.subject.whom in (Whom.ALL, Whom.REST)


def _is_only_scores(line: str, end: int, clauses: list[Clause], start: int) -> bool:
    """Whether a line is nothing but points of rows by their numbers: 22得3分, 不对，28不扣."""
    if start or line[end:].strip(" 　，,；;。、"):
        return False
    is_said = all(clause.is_marked or not clause.reason for clause in clauses)
    return is_said and all(
        _NUMBERED.match(plain(line), clause.subject.start) and clause.amount.kind in _SAID
        for clause in clauses
    )


def _wants_words(scene: Scene) -> bool:
    return scene.question is not None and scene.question.expects is Expects.TEXT


def _is_meant(line: str, clauses: list[Clause], scene: Scene) -> bool:
    """Whether scores are meant where words are asked for: a long sentence may hold 扣 and 分."""
    if clauses[0].subject.whom is Whom.SAME and not _has_subject(clauses[0], scene):
        return False
    if not _wants_words(scene):
        return True
    is_reason = scene.question is not None and scene.question.id.startswith(REASON)
    are_explained = any(clause.reason and not clause.is_marked for clause in clauses)
    if are_explained and not (is_reason and all(map(_is_plain, clauses))):
        return False
    if not all(_is_possible(clause, scene) for clause in clauses):
        return False
    are_sure = all(map(_is_plain, clauses))
    return len(line) <= (_LONG + _SHORT * len(clauses) if are_sure else _SHORT)


def _is_plain(clause: Clause) -> bool:
    return clause.amount.kind in (Kind.OFF, Kind.FULL) and not clause.subject.named.unsure


def _is_possible(clause: Clause, scene: Scene) -> bool:
    """Whether points that are not said to be taken off may be those of the rows."""
    named, amount = clause.subject.named, clause.amount
    if amount.kind not in (Kind.SCORE, Kind.BARE) or not amount.typed[0][:1].isdecimal():
        return True
    weights = [points(scene.form.indicators[row].weight) for row in named.rows]
    return not named.unsure and all(Decimal(amount.typed[0]) <= weight for weight in weights)


def _has_subject(clause: Clause, scene: Scene) -> bool:
    """Whether points with no row before them may be taken for a score at all."""
    if clause.amount.kind is Kind.BARE:
        return talked_about(scene) is not None
    return clause.amount.kind is not Kind.WEIGHT
