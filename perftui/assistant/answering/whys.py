"""Why: of a question, a choice on offer, a sentence, a figure, a grade, a row, a field, a rule."""

import re
from collections.abc import Callable
from decimal import Decimal

from perftui.assistant.answering import findings, glossary, money, points, rows
from perftui.assistant.answering.contents import content_of
from perftui.assistant.reading.commands.places import field_named, narrative_at_hand, rows_named
from perftui.assistant.state import Scene
from perftui.evaluation import totals
from perftui.evaluation.narrative import split
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral
from perftui.evaluation.totals import total_score
from perftui.evaluation.values import print_number, round_half_up

_NUMBERED = re.compile(
    rf"第?\s*(?P<number>\d{{1,3}}|[{NUMERAL_CHARS}]{{1,4}})\s*"
    r"(?P<what>句话|句|点|条|项指标|项|行|号|个)?\Z"
)
_OF_TEXT = re.compile(
    rf"(?P<field>.{{2,8}}?)的?第?\s*(?P<number>\d{{1,3}}|[{NUMERAL_CHARS}]{{1,4}})\s*(?:句话|句|点"
    rf"|条)\Z"
)
_PERCENT = re.compile(r"(?:.{0,8}?)(?:是|为|等于)?\s*(?P<number>\d{1,4}(?:\.\d{1,6})?)\s*[%％]\Z")
_POINTS = re.compile(r"(?:是|为|得)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?)\s*分\Z")
_NOT = re.compile(r"(?:不是|不算|没有?到|达不到|不到|没有?得|没有?评上)(?P<grade>.{1,4})\Z")
_IS = re.compile(r"(?:是|算|得|评|评为|定为|能得)?(?P<grade>.{1,4})\Z")
_LOST = re.compile(
    r"(?P<row>.{2,40}?)(?:要|会|被|只|没|没有|不)?(?:扣|得|给|打"
    r"|是)[^扣得给打]{0,8}\Z"
)
_SELF = frozenset(
    {
        "这",
        "这个",
        "这样",
        "这个问题",
        "问这个",
        "要问这个",
        "问",
        "要问",
        "填这个",
        "要填这个",
        "填",
        "要填",
        "这个数",
    }
)
_TOTAL = frozenset(
    {"合计", "总分", "得分", "总得分", "自评总分", "总计", "总", "得分合计", "自评分合计"}
)
_RATE = frozenset({"执行率", "预算执行率", "资金执行率"})
_FIGURE_BEHIND = re.compile(r"(?<!\s)\s*+(?:(?:是|为|等于)\s*+)?\d{1,3}(?:\.\d{1,2})?\s*+分?\Z")
_CLEAN = re.compile(r"\A(?:要填|要问|要写|要|需要|是不是|会|我|我们)|(?:呢|啊|的)\Z")

Why = Callable[[str, Scene], str]


def why(argument: str, scene: Scene) -> str:
    """Say the reason of what was asked about; of the question at hand if nothing was."""
    asked = argument.strip("。？?！! 　「」")
    if not asked or asked in _SELF:
        return _of_question(scene)
    answers = (answer(asked, scene) for answer in _ANSWERS)
    found = next((answer for answer in answers if answer), "")
    if found:
        return found
    bare = _CLEAN.sub("", asked)
    if bare != asked and bare:
        return why(bare, scene)
    return f"没有记下「{argument}」的依据。可以问：为什么 1、为什么95%、为什么是优秀、PT013是什么。"


def _of_question(scene: Scene) -> str:
    if scene.state.waiting:
        return f"刚才的话有一处要您定：{scene.state.waiting.text}"
    question = scene.question
    if question is None:
        return "现在没有在问什么。"
    told = question.why or _of_fields(question.paths, scene)
    return told or f"这一问是：{question.long}"


def _of_fields(paths: tuple[str, ...], scene: Scene) -> str:
    """Explain the fields of a question by what the words of the form mean."""
    names = dict.fromkeys(glossary.term_of(path) for path in paths)
    return "\n".join(glossary.meaning(name, scene) for name in names if name)


def _numbered(asked: str, scene: Scene) -> str:
    """Answer of a number: a choice on offer, a sentence of the text at hand, a row."""
    match = _NUMBERED.fullmatch(asked)
    if match is None:
        return ""
    number, what = _number(match["number"]), match["what"] or ""
    if what in ("项", "项指标", "行", "号"):
        return rows.why(number - 1, scene) if _has_row(number, scene) else ""
    sentence = "" if what == "个" else _sentence(narrative_at_hand(scene), number, scene)
    choice = "" if what in ("句", "句话", "点") else _choice(number, scene)
    told = "\n".join(filter(None, (sentence, choice)))
    if told or not _has_row(number, scene):
        return told or f"没有第{number}个可以说明。"
    return rows.why(number - 1, scene)


def _choice(number: int, scene: Scene) -> str:
    if not 1 <= number <= len(scene.choices):
        return ""
    choice = scene.choices[number - 1]
    reason = choice.reason or choice.note or "这是按现在的表列出的选择"
    return f"第{number}个「{choice.text}」：{reason.rstrip('。')}。"


def _sentence(path: str | None, number: int, scene: Scene) -> str:
    """Say where a sentence of a narrative comes from."""
    if path is None or not 1 <= number <= len(split(str(getattr(scene.form, path)))):
        return ""
    from perftui.assistant.drafting.provenance import why as origin  # asks the library of wordings

    return origin(scene, number, path)


def _of_text(asked: str, scene: Scene) -> str:
    """Answer of a sentence of a narrative that is named: 主要问题第2点."""
    match = _OF_TEXT.fullmatch(asked)
    path = field_named(match["field"], scene) if match else None
    if match is None or path not in ("achievements", "problems", "measures"):
        return ""
    number = _number(match["number"])
    return _sentence(path, number, scene) or f"{match['field']}没有第{number}点。"


def _percent(asked: str, scene: Scene) -> str:
    """Answer of a rate: how it is computed."""
    match = _PERCENT.fullmatch(asked)
    if match is None:
        return ""
    said = Decimal(match["number"])
    quantum = Decimal(1).scaleb(said.as_tuple().exponent)  # type: ignore[arg-type]
    for value, answer in (
        (totals.execution_rate(scene.form), money.execution_rate),
        (totals.budget_growth(scene.form), money.growth),
    ):
        if value is not None and round_half_up(abs(value), quantum) == said:
            return answer("", scene)
    return f"表里算不出{match['number']}%。{money.execution_rate('', scene)}"


def _points(asked: str, scene: Scene) -> str:
    match = _POINTS.fullmatch(asked)
    if match and Decimal(match["number"]) == total_score(scene.form):
        return points.total("", scene)
    return ""


def _totals(asked: str, scene: Scene) -> str:
    bare = _FIGURE_BEHIND.sub("", asked.removeprefix("是")) or asked
    if bare in _TOTAL or print_number(total_score(scene.form)) == bare:
        return points.total("", scene)
    if bare in _RATE:
        return money.execution_rate("", scene)
    if bare in ("等级", "绩效等级"):
        return points.grade("", scene)
    return points.category(bare, scene) if points.category_named(bare, scene) else ""


def _grade(asked: str, scene: Scene) -> str:
    """Answer of a grade: why it is this one, or is not."""
    for pattern in (_NOT, _IS):
        match = pattern.fullmatch(asked)
        if match and scene.profile.grade_named(match["grade"]):
            return points.grade_asked(match["grade"], scene)
    return ""


def _rule(asked: str, scene: Scene) -> str:
    return findings.rule(asked, scene) if findings.code_in(asked) else ""


def _field(asked: str, scene: Scene) -> str:
    """Answer of a field: what it is for, and what stands in it."""
    path = field_named(asked, scene)
    if path is None:
        return ""
    said = _of_fields((path,), scene)
    return "\n".join(filter(None, (said, content_of(path, scene))))


def _row(asked: str, scene: Scene) -> str:
    """Answer of a row: why it has its score."""
    match = _LOST.fullmatch(asked)
    for name in (asked, match["row"] if match else ""):
        places = rows_named(name, scene) if name else ()
        if 1 <= len(places) <= 3:
            return "\n".join(rows.why(place, scene) for place in places)
    return ""


def _lost(asked: str, scene: Scene) -> str:
    if re.fullmatch(r"(?:会|要|被)?(?:扣了?分|没有?满分|不是满分|扣了?这么多分?|丢分|失分)", asked):
        return points.lost("", scene)
    return ""


def _has_row(number: int, scene: Scene) -> bool:
    return 1 <= number <= len(scene.form.indicators)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(read_numeral(text) or 0)


_ANSWERS: tuple[Why, ...] = (
    _numbered,
    _of_text,
    _percent,
    _points,
    _rule,
    _totals,
    _grade,
    _lost,
    _field,
    _row,
)
