"""What is said to have a text put in other words: 润色第2句, 把主要问题第一条润色一下."""

import re

from perftui.assistant.drafting.written import points_of
from perftui.assistant.moves import AllowSending, Polish, Tell
from perftui.assistant.parts import Choice
from perftui.assistant.reading.commands.places import (
    field_named,
    narrative_at_hand,
    place_named,
    row_at_hand,
)
from perftui.assistant.state import Doubt, Reading, Scene
from perftui.evaluation.fields import NARRATIVES, TEXTS, bare_label, cell, parse_path
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral

_PLEASE = (
    "(?:请|麻烦|能不能|能否|可不可以|可以|我?想|我?要)?(?:你|您|模型|语言模型)?"
    "(?:帮我|帮忙|给我|再)?"
)
_ASKED = re.compile(
    rf"[/／、]?\s*{_PLEASE}(?:把|将|对)?(?P<before>.{{0,30}}?)(?:请|麻烦|帮我|帮忙|再|进行)?"
    r"润色(?:一下|下|一遍|一次)?(?P<behind>.{0,30}?)(?:吧|好吗|可以吗|行吗|吗)?[。.！!？?]*"
)
_POINT = re.compile(
    rf"(?P<field>.*?)(?:里|中)?的?(?<!\s)\s*+(?:(?:第\s*+)?(?P<number>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})"
    r"\s*+(?:句话?|条|点|个|项|段)?|(?P<last>(?:这|那|上|刚才|最后|刚写)的?(?:一)?(?:句话?|条|点|段)))"
)
_ALLOWED = re.compile(r"[/／、]?\s*(?:我)?(?:同意|允许|可以)(?:发送|外发|发出去)[。.！!]*")
_WHOLE = re.compile(r"(?:全部|全文|全篇|整篇|所有|三段)(?:的?(?:文字|内容|叙述|句子))?都?")
_ONE_BY_ONE = Tell("一次润色一句，如「润色主要问题第2句」。")
_REMARK = re.compile(r"(?:这|那|该|本)?(?:条|项|行)?的?备注")
_SHOWN = 20


def read_polishing(line: str, scene: Scene) -> Reading | None:
    """Read which text is to be reworded by the language model; consent to its being sent."""
    if _ALLOWED.fullmatch(line):
        return Reading((AllowSending(),))
    match = _ASKED.fullmatch(line) if "润色" in line[:60] else None
    if match is None or (match["before"].strip() and match["behind"].strip()):
        return None
    return _of_place(" ".join((match["before"] + match["behind"]).split()), scene)


def _of_place(text: str, scene: Scene) -> Reading | None:
    if not text:
        return _reading(Polish(narrative_at_hand(scene) or ""), scene)
    if _WHOLE.fullmatch(text):
        return Reading((_ONE_BY_ONE,))
    row = row_at_hand(scene) if _REMARK.fullmatch(text) else None
    field = _text_named(text, scene) if row is None else cell(row, "remark")
    if field is not None:
        is_listed = field in NARRATIVES and len(points_of(scene.form, field).pieces) > 1
        return _which_point(field, scene) if is_listed else Reading((Polish(field),))
    point = _POINT.fullmatch(text)
    if point is None:
        return None
    field = field_named(point["field"], scene) if point["field"] else narrative_at_hand(scene)
    if point["field"] and field not in NARRATIVES:
        return None
    number = 0 if point["last"] else _number(point["number"])
    return None if number is None else _reading(Polish(field or "", number), scene)


def _reading(move: Polish, scene: Scene) -> Reading:
    """Ask which narrative is meant where neither the line nor the question says."""
    if move.path:
        return Reading((move,))
    written = {field: len(points_of(scene.form, field).pieces) for field in NARRATIVES}
    able = [field for field, count in written.items() if count >= max(move.number, 1)]
    if len(able) < 2:
        return Reading((Polish(able[0] if able else NARRATIVES[1], move.number),))
    which = f"第{move.number}句" if move.number else "最后一句"
    choices = tuple(
        Choice(
            f"{bare_label(scene.profile, field)}：{_words(field, move.number, scene)}",
            (Polish(field, move.number or written[field]),),
        )
        for field in able
    )
    return Reading(doubts=(Doubt(f"润色哪一段的{which}？", choices),))


def _which_point(field: str, scene: Scene) -> Reading:
    count = len(points_of(scene.form, field).pieces)
    choices = tuple(
        Choice(_words(field, number, scene), (Polish(field, number),))
        for number in range(1, count + 1)
    )
    name = bare_label(scene.profile, field)
    return Reading(doubts=(Doubt(f"一次润色一句。润色{name}的哪一句？", choices),))


def _words(field: str, number: int, scene: Scene) -> str:
    words = points_of(scene.form, field).pieces[number - 1].words
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"


def _text_named(text: str, scene: Scene) -> str | None:
    """Return the text that is named, and not just any field: a narrative, the goal, a remark."""
    path = place_named(text, scene)
    if path is None:
        return None
    step = parse_path(path)
    return path if step.field in TEXTS or step.sub == "remark" else None


def _number(text: str) -> int | None:
    value = int(text) if text.isdecimal() else read_numeral(text)
    return int(value) if value else None
