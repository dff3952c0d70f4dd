"""Reasons of several rows in one line: 第9项审批晚；第12项采购周期长；其余都是人手不足."""

import re
from dataclasses import dataclass

from perftui.assistant.moves import Manner, Marks, Score, Tell, Write
from perftui.assistant.reading.row_names import find_rows, title
from perftui.assistant.reading.score_sayings import REASON, open_reasons
from perftui.assistant.reading.score_words import FULL
from perftui.assistant.state import Reading, Scene
from perftui.evaluation.fields import cell

_AND = r"\s*(?:[、和与及跟/]|以及|还有)\s*"
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NO_ROW = r"[期届次批季轮场部点、，]|\d"
_MARKED = rf"(?:第\s*{_NUMBER}(?!{_NO_ROW})\s*[项个条行号]?|{_NUMBER}\s*[项号行]|\d{{1,3}})"
_LISTED = rf"第?\s*{_NUMBER}\s*[项个条行号]?"
_CALLED = rf"(?P<rows>(?:{_LISTED}{_AND}){{0,8}}{_MARKED}(?:[两三四五六七八九\d]项)?)"
_REST = (
    r"(?P<rest>(?:其余|其他|其它|剩下|余下|另外)的?(?:几|各|[两三四五六七八九\d])?[项个条]?"
    r"(?:指标)?)"
)
_ALL = r"(?P<all>(?:这|以上|上面)(?:几|[两三四五六七八九十\d]{1,2})[项个条](?:指标)?|全部|所有)?"
_CUE = (
    r"(?P<cue>\s*的?(?:扣分|失分)?(?:都|全|均|也|各)*(?:主要)?(?:是因为|是由于|因为|由于|因(?![此而素])"
    r"|(?:的)?(?:扣分)?(?:原因|理由|备注)(?:改成|改为|换成|写成|都?写|都?填|就写)?(?:是|为|[:：])?|(?:写|填)?[:：]))"
)
_NAMED = re.compile(
    rf"{_CALLED}(?:{_CUE}|(?P<plain>\s*(?:都|也)?(?:主要)?是?))\s*(?P<words>.*)", re.DOTALL
)
_OTHERS = re.compile(rf"{_REST}(?:{_CUE}|(?P<plain>(?:都|全|均)是?|是))\s*(?P<words>.*)", re.DOTALL)
_EVERY = re.compile(
    rf"(?:{_ALL}(?:都|全都?)(?:主要)?(?:是因为|是由于|因为|由于|是因)"
    r"|(?:备注|原因)(?:都|全都?|全部|统一)(?:写|填|是)(?:成|上)?[:：]?)\s*(?P<words>[^；;]+)"
)
_BY_NAME = re.compile(
    r"(?:把|将)?(?P<rows>[^\s，,；;。:：\d第][^，,；;。:：]{1,40}?)的?(?:扣分|失分)?(?:原因|理由|备注)"
    r"(?:改成|改为|换成|写成|就写|写|填)[:：]?\s*(?P<words>.+)"
)
_CALLED_SO = re.compile(
    r"(?P<name>[^\s，,；;。:：\d第][^，,；;。:：]{1,30}?)(?:扣分)?(?:主要)?(?:是因为|是由于|因为|由于)(?P<words>.+)"
)
_PARTS = re.compile(
    rf"[；;。\n]+\s*|[，,\s]+(?=第\s*{_NUMBER}\s*[项个条行号、和与]"
    rf"|{_NUMBER}(?:{_AND}{_NUMBER})*[项号行]?(?:是|因|由于|[:：])"
    r"|(?:其余|其他|其它|剩下|余下|另外)的?(?:几|都))"
)
_NO_REASON = re.compile(
    r"[\s，,]*(?:各|都|也|均|应该?|要|再|就|先|不|没有?|自评|得分|权重|分值|名称|目标|指标|完成值|实际)*"
    r"(?:改[成为])?(?:扣|减|丢|得\d|给\d|打\d|满分|改成?\d|改为\d|\d|删|去掉|移|权重|分值|名称|目标值|指标值|完成值"
    r"|实际值|跳过|不写|不填|换一|缩短|起草|为什么|怎么|什么|[?？])"
)
_TAKEN_BACK = re.compile(rf"{_CALLED}\s*(?:都|就|还是)*不扣(?:分)?了?(?:分)?")
_ENDS = " 　，,；;。"
_LONGEST, _LEAST = 600, 2


@dataclass(frozen=True)
class _Told:
    """A reason with the rows it is of; `is_sure` where a word such as 因为 leads to it."""

    rows: tuple[int, ...]
    words: str
    is_sure: bool


def read_reasons_together(line: str, scene: Scene) -> Reading | None:
    """Read reasons with the numbers of their rows before them.

    A number alone leads to a reason only while one is asked for; at any other time a word has to
    say that it is one. What comes first without a number is of the row that is asked about.
    """
    if len(line) > _LONGEST or not scene.form.indicators:
        return None
    text = line.strip(_ENDS)
    back = _TAKEN_BACK.fullmatch(text) if _asked(scene) is not None else None
    named = find_rows(back["rows"], scene) if back else None
    if named is not None and named.is_sure:
        return Reading((Marks((Score(named.rows, FULL),)),))
    told = _by_name(text, scene) or _of_all(text, scene) or _one_by_one(text, scene)
    if not told:
        return None
    full = [row for one in told for row in one.rows if not scene.form.indicators[row].lost]
    if full:
        return Reading((Tell(f"{title(full[0], scene)}没有扣分，不用写原因。", is_refusal=True),))
    return Reading(
        tuple(
            Write(cell(row, "remark"), one.words, Manner.REPLACE)
            for one in told
            for row in one.rows
        )
    )


def _by_name(text: str, scene: Scene) -> list[_Told]:
    """Read 知晓率的备注改成宣传主要靠现场."""
    match = _BY_NAME.fullmatch(text)
    named = find_rows(match["rows"], scene) if match else None
    if match is None or named is None or not named.is_sure or len(named.rows) != 1:
        return []
    return [_Told(named.rows, match["words"].strip(_ENDS), True)]


def _of_all(text: str, scene: Scene) -> list[_Told]:
    """Read 都是因为人手不足: the reason of all rows that want one."""
    match = _EVERY.fullmatch(text) if _asked(scene) is not None else None
    rows = tuple(row for _, row in open_reasons(scene))
    if match is None or len(rows) < _LEAST:
        return []
    return [_Told(rows, match["words"].strip(_ENDS), True)]


def _one_by_one(text: str, scene: Scene) -> list[_Told]:
    asked = _asked(scene)
    told: list[_Told] = []
    for place, part in enumerate(filter(None, _PARTS.split(text))):
        found = _numbered(part, scene, told)
        if found is not None:
            told.append(found)
        elif _is_headed(part):
            return []
        elif told:
            before = told[-1]
            told[-1] = _Told(before.rows, f"{before.words}；{part}", before.is_sure)
        elif asked is not None and not place and not _NO_REASON.match(part):
            told.append(_Told((asked,), part.strip(_ENDS), False))
        else:
            return []
    is_headed = any(map(_is_headed, _PARTS.split(text)))
    is_enough = asked is not None or all(one.is_sure for one in told)
    return told if is_headed and is_enough else []


def _is_headed(part: str) -> bool:
    return bool(_NAMED.match(part) or _OTHERS.match(part) or _CALLED_SO.match(part))


def _numbered(part: str, scene: Scene, before: list[_Told]) -> _Told | None:
    """Read a reason behind numbers of rows, their names, or 其余."""
    called = _CALLED_SO.fullmatch(part) if _asked(scene) is not None else None
    row = _row_called(called["name"], scene) if called else None
    if called is not None and row is not None:
        return _Told((row,), called["words"].strip(_ENDS), True)
    match = _NAMED.fullmatch(part)
    if match is not None:
        named = find_rows(match["rows"], scene)
        rows = named.rows if named and named.is_sure else ()
    else:
        match = _OTHERS.fullmatch(part)
        taken = {row for one in before for row in one.rows}
        rows = tuple(row for _, row in open_reasons(scene) if row not in taken)
    if match is None or not rows:
        return None
    words = match["words"].strip(_ENDS)
    is_marked = match[0].startswith("第")
    if _NO_REASON.match(match["words"]) or len(words) < _LEAST:
        return None
    if match["cue"] is None and not is_marked and not match["plain"].strip():
        return None
    return _Told(rows, words, match["cue"] is not None)


def _row_called(name: str, scene: Scene) -> int | None:
    """Return the row that a name means; of several like it, the one that wants a reason."""
    named = find_rows(name, scene)
    if named is None or named.missing:
        return None
    wanting = {row for _, row in open_reasons(scene)}
    meant = named.rows if named.is_sure else [r for one in named.unsure for r in one.candidates]
    rows = [row for row in meant if named.is_sure or row in wanting]
    return rows[0] if len(rows) == 1 else None


def _asked(scene: Scene) -> int | None:
    """Return the row whose reason is being asked for."""
    question = scene.question
    if question is None or not question.id.startswith(REASON) or scene.state.waiting:
        return None
    return next((row for key, row in open_reasons(scene) if key == question.id), None)
