"""A line cut into clauses about scores: of which rows, how many points, and why."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from perftui.assistant.reading.rows.row_names import find_rows
from perftui.assistant.reading.rows.row_numbers import plain
from perftui.assistant.reading.scores.score_reasons import (
    begins_reason,
    particles_behind,
    read_reason,
)
from perftui.assistant.reading.scores.score_subjects import Subject, Whom, subject_before
from perftui.assistant.reading.scores.score_words import Amount, Kind, amounts
from perftui.assistant.state import Scene


@dataclass(frozen=True)
class Clause:
    """What is said of one subject: the points, and why."""

    subject: Subject
    amount: Amount
    reason: str = ""
    is_marked: bool = True


_WINDOW = 160
# As many as a list of rows and its points have.
_MOST_AMOUNTS = 16
_STOPS = re.compile(r"[；;。]")
_CHUNK = re.compile(r"[^\s，,；;。]+")
_GAP = " 　\t，,、。.；;：:)）"
_LEAD_IN = re.compile(
    r"(?:(?<![\s，,。])[\s，,。]++)?(?:(?:哦|噢|呃|啊|唉)?(?:不对|不是|错了|(?:刚才|我)?(?:[说写打弄搞]|输入|记)错了|不好意思|等等|等一下"
    r"|更正(?:一下)?|改一下|算了|对了|还是|哦|噢|嗯|好的?)[\s，,。！!]++)+(?:(?:应该?|应当)(?:是|为)?)?"
)
_NUMBERS_ONLY = re.compile(r"[\s第项]*\d{1,3}(?:[\s、，,和与及第项]+\d{1,3})+[\s项]*")
_EXCEPT_BEHIND = re.compile(
    r"[\s，,]*(?:除了|除去|除开|除|不算|不包括|不含)(?P<rows>[^；;。]{1,60}?)(?:以外|之外|外"
    r"|除外)?(?=\s*(?:[；;。]|\Z))"
    r"|[\s，,]+(?P<other>[^；;。，,]{1,40})(?:除外|以外|之外)(?=\s*(?:[；;。]|\Z))"
)


def read_clauses(line: str, place: int, scene: Scene) -> tuple[list[Clause], int]:
    """Read clause after clause; return them with the place where the last one ends."""
    found: list[Clause] = []
    end = place
    while (step := _next(line, end, scene, first=not found)) is not None:
        subject, amount = step
        gap = line[end : subject.start]
        own, before = _reasons_in(gap, amount, found)
        if found and before is None and own is None and gap.strip(_GAP):
            break
        if own and not subject.reason:
            subject = replace(subject, reason=own)
        if found:
            found[-1] = _explained(found[-1], before)
        found = _continued(found, subject, amount)
        end = particles_behind(line, amount.end)
        end, found = _with_exception(line, end, found, scene)
    if not found:
        return [], place
    return _with_tail(line, end, found, scene)


def _next(line: str, start: int, scene: Scene, first: bool) -> tuple[Subject, Amount] | None:
    """Return the next amount whose subject stands before it, at the start for the first clause."""
    near = amounts(line, start, min(len(line), start + _WINDOW))
    for amount in islice(near, _MOST_AMOUNTS):
        subject = subject_before(line, start, amount, scene)
        if subject is None or _is_only_number(subject, amount, line):
            continue
        gap = line[start : subject.start]
        if not first and _ends_sentence(gap):
            return None
        if first and subject.whom is Whom.SAME and line[:start].strip(_GAP):
            continue  # what stands before was not read, and may be what it is said of
        if not first or _leads_in(gap) or begins_reason(gap.lstrip(_GAP)):
            return subject, _taken_off(amount) if subject.is_off else amount
    return None


def _leads_in(gap: str) -> bool:
    """Whether nothing of its own stands before the first subject, but words such as 不对."""
    return not _LEAD_IN.sub("", gap, count=1).strip(_GAP)


def _taken_off(amount: Amount) -> Amount:
    return replace(amount, kind=Kind.OFF, typed=(f"-{amount.typed[0]}",))


def _is_only_number(subject: Subject, amount: Amount, line: str) -> bool:
    """Whether it is a number alone: of a row, or of a list on the screen."""
    is_bare = subject.whom is Whom.SAME and amount.kind is Kind.BARE
    return is_bare and not line[: amount.end].rstrip().endswith("分")


def _ends_sentence(gap: str) -> bool:
    """Whether words of their own stand between a sentence's end and what comes next."""
    behind = _behind_stop(gap)
    return behind is not None and bool(behind) and not begins_reason(behind)


def _behind_stop(gap: str) -> str | None:
    """Return what stands between the end of a sentence and the next subject; None without one."""
    stop = _STOPS.search(gap)
    return None if stop is None else gap[stop.end() :].strip(_GAP)


def _explained(clause: Clause, reason: str | None) -> Clause:
    return replace(clause, reason=reason) if reason else clause


def _continued(found: list[Clause], subject: Subject, amount: Amount) -> list[Clause]:
    """Add a clause; points of the same rows said once more replace those said before."""
    if not found or subject.whom is not Whom.SAME:
        return [*found, Clause(subject, amount, subject.reason)]
    before = found[-1].amount
    is_off = before.kind is Kind.LESS and before.typed[0] and amount.kind is Kind.BARE
    return [*found[:-1], replace(found[-1], amount=_taken_off(amount) if is_off else amount)]


def _reasons_in(gap: str, amount: Amount, found: list[Clause]) -> tuple[str | None, str | None]:
    """Return the reason for what comes next, and that for what came before, of the words between.

    The first clause of a line, and of a sentence, may have its reason before it.
    """
    behind = _behind_stop(gap) if found else gap
    own = _reason_in(behind, amount) if behind and begins_reason(behind.lstrip(_GAP)) else None
    if not found:
        return own, None
    return own, _reason_in(_STOPS.split(gap, maxsplit=1)[0], found[-1].amount)


def _reason_in(text: str, amount: Amount) -> str | None:
    reason = read_reason(text)
    return None if reason is None or not _may_explain(reason.is_marked, amount) else reason.words


def _may_explain(is_marked: bool, amount: Amount) -> bool:
    return is_marked or amount.kind not in (Kind.FULL, Kind.PROPOSED)


def _with_exception(
    line: str, end: int, found: list[Clause], scene: Scene
) -> tuple[int, list[Clause]]:
    """Read rows left out behind full marks for all: 全满分，除了3和5."""
    subject = found[-1].subject
    match = _EXCEPT_BEHIND.match(line, end) if subject.whom is not Whom.ROWS else None
    if match is None or found[-1].amount.kind is not Kind.FULL:
        return end, found
    is_list = _NUMBERS_ONLY.fullmatch(plain(match["rows"] or match["other"]))
    within = amounts(line, end, match.end())
    if not is_list and any(amount.kind is not Kind.WEIGHT for amount in within):
        return end, found
    excepted = find_rows(match["rows"] or match["other"], scene, several=True)
    if excepted is None:
        return end, found
    subject = replace(subject, excepted=excepted)
    return match.end(), [*found[:-1], replace(found[-1], subject=subject)]


def _with_tail(line: str, end: int, found: list[Clause], scene: Scene) -> tuple[list[Clause], int]:
    """Read the reason behind the last points, up to the end of the sentence or another's piece."""
    last = found[-1]
    stop = _STOPS.search(line, end)
    limit = stop.start() if stop else len(line)
    limit = _before_others(line, end, limit, scene)
    reason = read_reason(line[end:limit])
    if reason is None or not _may_explain(reason.is_marked, last.amount) or last.reason:
        return found, end
    is_many = last.subject.whom is not Whom.ROWS and last.subject.whom is not Whom.SAME
    if is_many:
        return found, end
    last = replace(last, reason=reason.words, is_marked=reason.is_marked)
    return [*found[:-1], last], limit


def _before_others(line: str, start: int, limit: int, scene: Scene) -> int:
    """Return where something else begins that is no reason: a value, points of an unknown row."""
    from perftui.assistant.reading.fields.assignments import read_assignment

    is_cued = begins_reason(line[start:limit].lstrip(_GAP))
    for number, chunk in enumerate(_CHUNK.finditer(line, start, limit)):
        if is_cued and number == 0:
            continue
        piece = read_assignment(line, chunk.start(), scene)
        if piece is not None and piece.moves and chunk.start() > start:
            return chunk.start()
        if not is_cued and any(
            amount.end == chunk.end() and amount.kind in (Kind.OFF, Kind.FULL)
            for amount in amounts(line, chunk.start(), chunk.end())
        ):
            return chunk.start()
    return limit
