"""Where what is said of a field begins and ends: the words that link a value to its name."""

import re

from perftui.assistant.moves import Give
from perftui.assistant.reading.fields.amounts import plain
from perftui.assistant.reading.fields.field_names import name_at
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Scene

CLAUSE_END = "，,；;。、!！?？\n"
_LINK = re.compile(
    r"的?(?:金额|数额|总额|数目|数字|具体)?\s*(?:\((?P<unit>元|万元|%)\))?\s*"
    r"(?P<is>(?:(?:[:=]|就?(?:是|写|填|定在|定)|为|叫做?|有|共计?|一共|总共|合计|批复?了?|下达了?|安排了?|花了|用了|支出了?"
    r"|应该是?|只有|按|也是?|选|在|于)\s*){0,3})"
)
_EXPLICIT = re.compile("[:=是为叫填写]")
_AFTER = re.compile(r"(?:了|的|吧|哈|啊|呀|哦|噢|哟|整|左右|[评做填]的)*\s*")
BOUNDARY = re.compile(r"\s|[，,；;。、!！(（)）/|～~和与及跟而\n]|\Z|\.(?!\d)")
ASKED = re.compile(r"(?:吗|么|呢|多少|对不对|是不是)?[?？]|吗|对不对|是不是")


def is_end_of_clause(line: str, place: int, scene: Scene) -> bool:
    """Whether what stands at a place no longer belongs to the value before it."""
    match = _AFTER.match(line, place)
    end = match.end() if match else place
    if BOUNDARY.match(line, end) or (end > place and line[end - 1].isspace()):
        return True
    return name_at(line, end, scene.profile) is not None or bool(yes_or_no(line, end, scene))


def text_end(line: str, place: int, scene: Scene) -> int:
    """Return where a name that begins at a place ends: with its clause, or before a field."""
    end = place
    while end < len(line) and line[end] not in CLAUSE_END:
        is_blank = line[end].isspace()
        if is_blank and (name_at(line, end + 1, scene.profile) or yes_or_no(line, end + 1, scene)):
            break
        end += 1
    return end


def linked(line: str, place: int) -> tuple[int, bool, str]:
    """Return what is behind the words that link a name and its value.

    That is the place, whether the link is an explicit one, and the unit it names in brackets.
    """
    match = _LINK.match(plain(line), place)
    if match is None:
        return place, False, ""
    return match.end(), bool(_EXPLICIT.search(match["is"])), match["unit"] or ""


def past_tail(line: str, end: int) -> int:
    """Return where the little words behind a value end: 了, 的, 吧."""
    match = _AFTER.match(line, end)
    return match.end() if match else end


def yes_or_no(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 经常性项目 and 一次性项目, which name no field."""
    end = value_end("recurring", line, place, is_expected=False)
    if end is None or ASKED.match(line, end):
        return None
    match = BOUNDARY.match(line, past_tail(line, end))
    return Piece(past_tail(line, end), (Give("recurring", line[place:end]),)) if match else None
