"""Of which rows a score is said: by name or number, all, the rest, the last one spoken of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from perftui.assistant.moves import Marks, Score
from perftui.assistant.reading.rows.row_names import Named, find_category, find_rows, fold
from perftui.assistant.reading.rows.row_numbers import plain, read_numbers
from perftui.assistant.reading.scores.score_reasons import CUE, read_reason
from perftui.assistant.reading.scores.score_words import Amount, Kind
from perftui.assistant.state import Scene
from perftui.evaluation.fields import FieldError, parse_path
from perftui.evaluation.profile import load_profile


class Whom(StrEnum):
    """Of what a score is said."""

    ROWS = "rows"
    ALL = "all"
    REST = "rest"
    SAME = "same"


NOBODY = Named()


@dataclass(frozen=True)
class Subject:
    """What a score is said of, from `start` of a line on.

    `named` are the rows, of ALL and REST the category; `excepted` those left out. `count` is how
    many rows it is said to be, `reason` why, where that stands before the points. `is_off` is True
    where 扣 stands before the name: 扣了知晓率1分. SAME are those just spoken of.
    """

    start: int
    whom: Whom
    named: Named = NOBODY
    excepted: Named = NOBODY
    count: int | None = None
    reason: str = ""
    is_off: bool = False


_BOUNDARY = re.compile(r"[\s，,；;。、：:)）]+")
_MOST_BOUNDARIES = 24
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_ENDING = (
    rf"(?:的)?(?P<count>{_NUMBER})?\s?(?:[项个条行])?(?:的)?(?:各项)?"
    r"(?:指标|项目|地方|分数|打分|评分|自评分|得分|部分)?"
)
_STRESS = (
    r"(?:[\s，,]{0,9}(?:就|也|都|全|全部|均|一律|统统|通通|给|按|算|各项|各)){0,5}[\s，,的:：]*"
)
_ALL = re.compile(
    r"(?:全部|所有|全体|各个?|每一?个?|全|这些|整张表|整个?表|一共|总共|总的|全表){0,4}"
    rf"{_ENDING}{_STRESS}"
)
_REST = re.compile(
    r"(?:以外|之外|外|除此之外|此外|除了?(?:以上|上面|上述|前面|刚才|这些)(?:说|提|讲|写)?到?过?的?(?:这?几?[项个])?(?:指标)?|那|那么|则|而|就|并且?|且|同时|先)?[\s，,]*"
    r"(?:其余|其它|其他|剩下|剩余|余下|别|另外|没有?(?:说|提)到?过?|没写|没有?打分|未评分?|未打分"
    r"|还没打分?)+"
    rf"(?:的|到的|过的)?{_ENDING}{_STRESS}"
)
_BEYOND = re.compile(
    r"除了?(?:以上|上面|上述|前面|刚才|这些)(?:说|提|讲|写)?到?过?的?(?:这?几?[项个])?(?:以外|之外|外)?"
    rf"(?P<count>(?!))?{_STRESS}"
)
_EXCEPT = re.compile(r"(?:除了|除去|除开|除掉|除|不算|去掉)\s*(?P<rows>.+?)(?:以外|之外|外)?")
_EXCEPTED = re.compile(r"(?P<rows>.+?)\s{0,9}(?:除外|以外|之外|外|不算)")
_EXCEPTS = re.compile("[除外]|不算|去掉")
_SAID_BEFORE = re.compile(
    r"(?:不对|错了|不是|应该|应当|就|那|那就|算了|改一下|还是|(?:刚才|刚刚|上面"
    r"|前面)?的?[这那]一?[项个]|(?:刚才|刚刚|上面|前面)说?的?|上一?[项个]|该项|它|我|给|请|是|嗯"
    r"|好|吧"
    r"|自评分?|得分|一共|分数)*+[\s，,：:]*"
)
_ONE_NUMBER = re.compile(r"\d{1,3}\s?(?P<counted>[项个条行])?")
_POINTS = re.compile(r"\d\s?分(?![）)])")
_OFF_BEFORE = re.compile(r"(?:只|就|仅|要|应该?|得|再)*扣(?:除|掉|了|去)*\s*")
_FACT = re.compile(r"(?P<rows>[^，,：:；;。]{1,40}?)[：:，,](?P<fact>[^；;。]+)")
_ORDINAL = re.compile(r"第\s?\d{1,3}\s?[项个条号行]\s*\Z")
_NUMBERING = " 第号项，,、和-~到至"
_AS_MONEY = frozenset({"预算", "预算数", "当年预算", "执行", "执行数", "支出", "上年", "上年预算"})
_AS_FIELDS = frozenset(
    [
        *("预算", "执行", "执行数", "支出", "上年", "去年", "时间", "日期", "单位", "科室", "项目"),
        *("目标", "总目标", "问题", "措施", "绩效", "等级", "总分", "合计", "得分", "分数"),
        *("自评分", "权重", "年度", "备注"),
    ]
)


def subject_before(line: str, start: int, amount: Amount, scene: Scene) -> Subject | None:
    """Return what an amount is said of, in the words between a place and the amount."""
    words = line[start : amount.start]
    whole = _everyone(words, start, amount, scene)
    if whole is not None:
        return whole
    if not _SAID_BEFORE.sub("", words, count=1).strip(" ，,、)）"):
        return Subject(start, Whom.SAME)
    if amount.kind is Kind.BARE and not _may_be_bare(line, words, amount):
        return None
    unsure: Subject | None = None
    for place in _boundaries(words):
        found = _at(words[place:], start + place, amount, scene)
        if found is not None and (found.whom is not Whom.ROWS or found.named.is_sure):
            return found
        unsure = unsure or found
    return unsure


def _may_be_bare(line: str, words: str, amount: Amount) -> bool:
    """Whether a number with no word for it may be the score of the row before it."""
    if line[amount.start : amount.end].rstrip().endswith(("分", "分半")):
        return True
    is_name = any(not (char.isdecimal() or char in _NUMBERING) for char in words)
    is_name = is_name or bool(_ORDINAL.search(plain(words)))
    return is_name and words.rstrip()[-1:] not in "，,、；;。和"


def talked_about(scene: Scene) -> int | None:
    """Return the row that is being spoken of: asked about, or the one last changed."""
    waiting, question = scene.state.waiting, scene.question
    if waiting is not None:
        rows = {row for choice in waiting.choices for row in _scored_by(choice.moves)}
        if len(rows) == 1:
            return rows.pop()
    if question is not None and question.id.startswith("reason:"):
        return _row_of(question.path, scene)
    return _row_of(scene.state.touched[0], scene) if scene.state.touched else None


def rows_in_doubt(scene: Scene) -> set[int]:
    """Return the rows whose score waits for a word: they are not among the rest."""
    waiting = (scene.state.waiting, *scene.state.queue)
    moves = (c.moves for one in waiting if one and not one.shown for c in one.choices)
    return {row for some in moves for row in _scored_by(some)}


def _scored_by(moves: tuple[object, ...]) -> tuple[int, ...]:
    scores = [move for move in moves if isinstance(move, Score)]
    scores += [score for move in moves if isinstance(move, Marks) for score in move.scores]
    return tuple(row for score in scores for row in score.rows)


def _row_of(path: str, scene: Scene) -> int | None:
    try:
        step = parse_path(path)
    except FieldError:
        return None
    is_there = step.is_row_field and step.index is not None
    return step.index if is_there and (step.index or 0) < len(scene.form.indicators) else None


def _boundaries(words: str) -> list[int]:
    """Return the places where a subject may begin, the longest first."""
    first = len(words) - len(words.lstrip(" 　，,；;。、：:"))
    places = [first, *(match.end() for match in _BOUNDARY.finditer(words))]
    places = sorted({place for place in places if first <= place < len(words)})
    return places[-_MOST_BOUNDARIES:]


def _at(words: str, start: int, amount: Amount, scene: Scene) -> Subject | None:
    whole = _everyone(words, start, amount, scene)
    if whole is not None:
        return whole
    if _is_field(words, amount, scene) or _POINTS.search(words):
        return None
    several = amount.are_several or amount.kind is Kind.FULL
    off = _OFF_BEFORE.match(words) if amount.kind is Kind.BARE else None
    if off is not None:
        named = find_rows(words[off.end() :], scene, several)
        return None if named is None else Subject(start, Whom.ROWS, named, is_off=True)
    named = find_rows(_without_weight(words), scene, several)
    if named is not None:
        return Subject(start, Whom.ROWS, named)
    return _with_reason(words, start, scene, several)


def _without_weight(words: str) -> str:
    """Leave out the weight that a form shows behind a name: 知晓率（3分）."""
    return re.sub(r"[（(]\s*\d+(?:\.\d+)?\s*分\s*[）)]\s*\Z", "", words)


def _with_reason(words: str, start: int, scene: Scene, several: bool) -> Subject | None:
    """Read a reason between the name and the points: 知晓率因为宣传不够扣1分."""
    cue = CUE.search(words)
    if cue is None:
        return _with_fact(words, start, scene)
    if cue.start() == 0:
        return None
    named = find_rows(words[: cue.start()], scene, several)
    reason = read_reason(words[cue.start() :])
    if named is None or not named.is_sure or reason is None:
        return None
    return Subject(start, Whom.ROWS, named, reason=reason.words)


def _with_fact(words: str, start: int, scene: Scene) -> Subject | None:
    """Read what happened between the name and the points: 完成率：计划10场实际9场，扣1分."""
    if not words.rstrip().endswith(("，", ",")):
        return None
    match = _FACT.fullmatch(words)
    name, fact = (match["rows"], match["fact"]) if match else ("", "")
    for row in scene.form.indicators:
        if len(row.name) > len(name) and words.startswith(row.name):
            name, fact = row.name, words[len(row.name) :]
    named = find_rows(name, scene)
    if named is None or not named.is_sure or named.is_group:
        return None
    reason = read_reason(fact)
    if reason is None:
        return None
    return Subject(start, Whom.ROWS, named, reason=reason.words)


def _everyone(words: str, start: int, amount: Amount, scene: Scene) -> Subject | None:
    """Read all, the rest, and those excepted: only full marks are said of so many."""
    if amount.kind not in (Kind.FULL, Kind.PROPOSED):
        return None
    text = words.strip(" 　，,；;。、：:")
    at = start + words.find(text) if text else start
    for pattern, whom in ((_REST, Whom.REST), (_BEYOND, Whom.REST), (_ALL, Whom.ALL)):
        match = pattern.fullmatch(text)
        if match and (text or amount.are_several) and not _is_one_number(text, amount):
            return Subject(at, whom, count=_count(match["count"]))
    return _excepting(text, at, scene) or _rest_of_category(text, at, scene)


def _is_one_number(text: str, amount: Amount) -> bool:
    """Whether a number is that of one row, not how many there are: 27改成满分, 27项不扣了."""
    match = _ONE_NUMBER.fullmatch(plain(text))
    return match is not None and (amount.gives_back or not match["counted"])


def _excepting(text: str, start: int, scene: Scene) -> Subject | None:
    if not _EXCEPTS.search(text):
        return None
    for place in [0, *(m.end() for m in _BOUNDARY.finditer(text))]:
        head, tail = text[: place or len(text)].strip(" ，,"), text[place:] if place else ""
        if tail and not (_REST.fullmatch(tail) or _ALL.fullmatch(tail)):
            continue
        head = re.sub(_STRESS + r"\Z", "", head) if not place else head
        match = _EXCEPT.fullmatch(head) or _EXCEPTED.fullmatch(head)
        rows = match["rows"] if match else ""
        excepted = _rows_without_rest(rows, scene) if rows else None
        if excepted is not None:
            return Subject(start, Whom.ALL, excepted=excepted)
    return None


def _rows_without_rest(rows: str, scene: Scene) -> Named | None:
    """Find rows with 其余 perhaps behind them: 除了知晓率其他都满分."""
    rest = re.search(
        r"(?:以外|之外|外)?[\s，,]*(?:其余|其他|其它|剩下)(?:的|各项|指标|项目)*\Z", rows
    )
    return find_rows(rows[: rest.start()] if rest else rows, scene, several=True)


def _rest_of_category(text: str, start: int, scene: Scene) -> Subject | None:
    """Read the rest of a category: 产出目标其余都满分."""
    match = re.search(r"(?:的|里|里面|中)?(?:其余|其他|其它|剩下|剩余)", text)
    if match is None or match.start() == 0:
        return None
    category = find_category(text[: match.start()], scene.profile)
    if category is None or not _REST.fullmatch(text, match.start()):
        rest = text[match.start() :].lstrip("的里面中")
        if category is None or not _REST.fullmatch(rest):
            return None
    return Subject(start, Whom.REST, find_rows(category, scene) or Named())


def _count(said: str | None) -> int | None:
    numbers = read_numbers(said, 0) if said else None
    return numbers[0] if numbers else None


def _is_field(words: str, amount: Amount, scene: Scene) -> bool:
    """Whether a number behind these words is that of a field of the header: 预算 100."""
    key = fold(plain(words))
    if amount.kind is Kind.OFF:
        return key in _AS_MONEY  # 预算-5
    if amount.kind not in (Kind.SCORE, Kind.BARE):
        return False
    if key in _field_names(scene.profile.id) and not any(
        fold(row.name) == key for row in scene.form.indicators
    ):
        return True
    return len(key) < 3 and amount.kind is Kind.BARE and not any(c.isdecimal() for c in key)


@lru_cache(8)
def _field_names(profile_id: str) -> frozenset[str]:
    labels = load_profile(profile_id).labels
    rate = set(labels.get("execution_rate", ()))
    return _AS_FIELDS.union(fold(n) for names in labels.values() for n in names if n not in rate)
