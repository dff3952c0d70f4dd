"""Reasons of several rows in one line: 第9项审批晚；第12项采购周期长；其余都是人手不足."""

import re
from dataclasses import dataclass

from perftui.assistant.moves import Manner, Marks, Score, Tell, Write
from perftui.assistant.reading.fields.field_names import name_at
from perftui.assistant.reading.rows.row_names import find_rows, title
from perftui.assistant.reading.scores.score_sayings import REASON, open_reasons
from perftui.assistant.reading.scores.score_words import FULL
from perftui.assistant.state import Reading, Scene
from perftui.evaluation.fields import cell

_AND = r"\s*(?:[、和与及跟/~～-]|到|至|以及|还有)\s*"
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NO_ROW = r"[期届次批季轮场部点、，]|\d"
_MARKED = rf"(?:第\s*{_NUMBER}(?!{_NO_ROW})\s*[项行号]?|{_NUMBER}\s*[项号行]|\d{{1,3}})"
_LISTED = rf"第?\s*{_NUMBER}\s*[项行号]?"
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
    r"(?P<name>[^\s，,；;。:：\d第][^，,；;。:：]{1,30}?)(?:扣分)?(?:主要)?"
    r"(?:(?P<cue>是因为|是由于|因为|由于)|是)(?P<words>.+)"
)
_BREAK = re.compile(
    rf"([；;。，,\n]+\s*|(?<!\s)\s++(?={_NUMBER}(?:{_AND}{_NUMBER})*[项号行]?(?:是|因|由于|[:：])))"
)
_NO_REASON = re.compile(
    r"[\s，,]*(?:各|都|也|均|应该?|要|再|就|先|不|没有?|自评|得分|权重|分值|名称|目标|指标|完成值|实际)*"
    r"(?:改[成为])?(?:扣|减|丢|得\d|给\d|打\d|满分|改成?\d|改为\d|\d|删|去掉|移|权重|分值|名称|目标值|指标值|完成值"
    r"|实际值|跳过|不写|不填|换一|缩短|起草|为什么|怎么|什么|[?？])"
)
_TAKEN_BACK = re.compile(rf"{_CALLED}\s*(?:都|就|还是)*不扣(?:分)?了?(?:分)?")
_POINTS = re.compile(r"[\s，,]*(?:改[成为]|要|应该?|也|都|各)*(?:扣|减|得|给|打)\s*[\d一二两三]")
_CHANGED = re.compile(
    rf"{_CALLED}\s*的?(?:扣分)?(?:原因|理由|备注)(?:改成|改为|换成|写成|就?写|填)"
)
_ENDS = " 　，,；;。"
_LONGEST, _LEAST = 300, 2


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
    label = name_at(line, 0, scene.profile)
    is_labelled = label is not None and line[label.end :].lstrip()[:1] in (":", "：", "=")
    if len(line) > _LONGEST or not scene.form.indicators or is_labelled:
        return None
    text = line.strip(_ENDS)
    back = _TAKEN_BACK.fullmatch(text) if _asked(scene) is not None else None
    named = find_rows(back["rows"], scene) if back else None
    if named is not None and named.is_sure:
        return Reading((Marks((Score(named.rows, FULL),)),))
    told = _by_name(text, scene) or _of_all(text, scene) or _one_by_one(text, scene)
    if not told or any(len(one.words.strip(_ENDS)) < _LEAST for one in told):
        return None
    full = [row for one in told for row in one.rows if not scene.form.indicators[row].lost]
    if full and "备注" not in line:
        return Reading((Tell(f"{title(full[0], scene)}没有扣分，不用写原因。", is_refusal=True),))
    return Reading(
        tuple(
            Write(cell(row, "remark"), one.words.strip(_ENDS), Manner.REPLACE)
            for one in told
            for row in one.rows
        )
    )


def read_remark_changed(line: str, scene: Scene) -> Reading | None:
    """Read 12的备注改成采购流标两次, which is no choice of the list on the screen."""
    return read_reasons_together(line, scene) if _CHANGED.match(line) else None


def refuse_mixed_reasons(line: str, scene: Scene) -> Reading | None:
    """Refuse reasons with points among them that nobody else has read, before they are words."""
    if _asked(scene) is None or len(line) > _LONGEST:
        return None
    named = map(_NAMED.match, _BREAK.split(line.strip(_ENDS))[::2])
    if not any(one and one[0][:1] == "第" and _POINTS.match(one["words"]) for one in named):
        return None
    said = "没有记：得分和原因一起说，写成「第2项扣1分，因为测算偏粗」；只说原因，不要带分数。"
    return Reading((Tell(said, is_refusal=True),))


def _by_name(text: str, scene: Scene) -> list[_Told]:
    """Read 知晓率的备注改成宣传主要靠现场."""
    match = _BY_NAME.fullmatch(text)
    named = find_rows(match["rows"], scene) if match else None
    if match is None or named is None or not named.is_sure or len(named.rows) != 1:
        return []
    return [_Told(named.rows, match["words"], True)]


def _of_all(text: str, scene: Scene) -> list[_Told]:
    """Read 都是因为人手不足: the reason of all rows that want one."""
    match = _EVERY.fullmatch(text) if _asked(scene) is not None else None
    rows = tuple(row for _, row in open_reasons(scene))
    if match is None or len(rows) < _LEAST:
        return []
    return [_Told(rows, match["words"], True)]


def _one_by_one(text: str, scene: Scene) -> list[_Told]:
    """Read each stretch that begins with rows; what has none goes on with the one before."""
    asked = _asked(scene)
    told: list[_Told] = []
    pieces = _BREAK.split(text)
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        found = _begun(piece, scene, told)
        if found is not None:
            told.append(found)
        elif _NAMED.match(piece) or _OTHERS.match(piece):
            return []  # points, or something else that is said of rows
        elif told:
            last = told[-1]
            told[-1] = _Told(last.rows, last.words + pieces[place - 1] + piece, last.is_sure)
        elif asked is not None and not _NO_REASON.match(piece):
            told.append(_Told((asked,), piece, False))
        else:
            return []
    begun = [piece for piece in pieces[::2] if _begun(piece, scene, [])]
    is_enough = asked is not None or all(one.is_sure for one in told)
    return told if begun and is_enough else []


def _begun(piece: str, scene: Scene, before: list[_Told]) -> _Told | None:
    """Read a reason behind the name of a row, numbers of rows, or 其余."""
    called = _CALLED_SO.fullmatch(piece) if _asked(scene) is not None else None
    row = _row_called(called["name"], scene, called["cue"] is not None) if called else None
    if called is not None and row is not None:
        return _Told((row,), called["words"], True)
    match = _NAMED.fullmatch(piece)
    if match is not None:
        named = find_rows(match["rows"], scene)
        rows = named.rows if named and named.is_sure else ()
    else:
        match = _OTHERS.fullmatch(piece)
        taken = {row for one in before for row in one.rows}
        rows = tuple(row for _, row in open_reasons(scene) if row not in taken)
    if match is None or not rows or _NO_REASON.match(match["words"]):
        return None
    is_led = match["cue"] is not None or match["plain"].strip() or match[0].startswith("第")
    return _Told(rows, match["words"], match["cue"] is not None) if is_led else None


def _row_called(name: str, scene: Scene, is_led: bool) -> int | None:
    """Return the row that a name means; of several like it, the one that wants a reason.

    Without a word such as 因为 behind it, it has to be the name of a row that wants one.
    """
    named = find_rows(name, scene)
    if named is None or named.missing or not (is_led or named.is_sure):
        return None
    wanting = {row for _, row in open_reasons(scene)}
    meant = named.rows if named.is_sure else [r for one in named.unsure for r in one.candidates]
    rows = [row for row in meant if (named.is_sure and is_led) or row in wanting]
    return rows[0] if len(rows) == 1 else None


def _asked(scene: Scene) -> int | None:
    """Return the row whose reason is being asked for."""
    question = scene.question
    if question is None or not question.id.startswith(REASON) or scene.state.waiting:
        return None
    return next((row for key, row in open_reasons(scene) if key == question.id), None)
