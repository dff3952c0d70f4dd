"""What is said of drafts: 起草主要问题, 换一句, 缩短第2句, 删掉第2句, 第2句把甲改成乙."""

import re

from perftui.assistant.drafting.written import is_blank, points_of, text_of
from perftui.assistant.moves import Draft, Manner, Revise, Revision, Reword, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.commands.places import field_named, narrative_at_hand
from perftui.assistant.reading.wordings.changing_words import read_changes
from perftui.assistant.reading.wordings.numbered import NUMBER, WIDTHS, one_number
from perftui.assistant.reading.wordings.slot_answers import read_named_slots
from perftui.assistant.state import Doubt, Reading, Scene
from perftui.evaluation.fields import NARRATIVES

_PLEASE = (
    "(?:请|麻烦|你|您|帮忙|帮我|帮|给我|替我|直接|自动|先|再|能不能|可以|可不可以|都|全部?|把|将"
    "|来|一起){0,5}"
)
_MAKE = "(?:起草|草拟|拟定|拟写|拟|代写|代拟|撰写|生成|编写|编|写|写出|写好|出)"
_MUCH = "(?:一下|一段|一份|一篇|一版|个|出来|好|初稿|草稿|一稿|一个|几句|几条|上|了){0,3}"
_PART = "(?:部分|这一栏|这栏|这段)?"
_END = r"(?:吧|呗|好吗|可以吗|行吗|吗|呢|啊|了|即可|就行)?[。.！!？?~～\s]*"
_ALL = (
    "(?:全部|所有|全文|三段(?:叙述|文字|话)?|三部分|三块|剩下的?|其余的?|其他的?|叙述|文字部分"
    "|这三段|各段|整个|整份|都)"
)
_BEFORE = re.compile(rf"{_PLEASE}{_MAKE}{_MUCH}(?P<what>.{{0,24}}?){_PART}{_END}")
_BEHIND = re.compile(
    rf"{_PLEASE}(?P<what>.{{1,24}}?){_PART}(?:就|也)?(?:由|让|叫)?(?:都|全|全部)?"
    rf"(?:你|您|帮我|给我|替我|自动|一起|请){{0,3}}{_MAKE}{_MUCH}{_END}"
)
_BARE = re.compile(
    "(?:帮我写|你来写|你写|替我写|代写|起草|草拟|帮忙写|给我写|帮我起草|你来起草|自动写|自动起草"
    rf"|拟稿|写草稿|帮我拟){_MUCH}{_END}"
)
_PLAIN, _EVERYTHING = re.compile(f"{_PLEASE}{_MAKE}{_MUCH}{_END}"), re.compile("全|都|一起")
_AND = re.compile("[、,，和与及跟]|以及|还有")
_NEEDS_HELP = re.compile("起草|草拟|拟|代写|撰写|生成|帮|你|您|替|自动|给我|一下|一段|都|全")

_FIELD = r"(?P<field>[^\d#第]{0,12}?)(?:里|中)?的?\s*+"
_LAST = "(?P<last>最后(?:一)?(?:句话?|条|点|个)|末(?:句|条)|倒数第一(?:句|条|点))"
_THIS = "(?P<this>(?:这|刚才那|刚写的那|那)一?(?:句话?|条|点))"
_POINT = rf"{_FIELD}(?:{_LAST}|(?P<number>{NUMBER})?\s*+(?:句话?|条|点|个)?)"
_LEAD = "(?:请|再|帮我|把|将)*"
_SWAP = "(?:换|改|重写|重新写|重拟|更换|替换|另写|另换)"
_OTHER = (
    "(?:一句话?|一个(?:说法|写法)?|一条|一种(?:说法|写法)?|个(?:说法|写法|句子|表述|词)?|说法|写法"
    "|一下|掉|别的)"
)
_SHORT = (
    "(?:缩短|压缩|精简|简化|简短|缩写|短一?[点些]|简短一?[点些]|简洁一?[点些]|精炼一?[点些]"
    "|写短一?[点些]|太长|有点长|太啰嗦|啰嗦)(?:一?[点些]|一下|了|吧)*"
)
_DROP = "(?:删掉|删去|删除|删|去掉|去除|不要|拿掉|不用|撤掉)"
_NUMBERED = rf"(?P<number>{NUMBER})\s*(?:句话?|条|点)"
_SAID = {
    Revision.SWAP: (
        rf"{_LEAD}{_SWAP}(?:掉|一下)?\s*(?P<number>{NUMBER})\s*(?:句话?|条|点|个)?{_END}",
        rf"{_LEAD}{_POINT}\s*+(?:再|要|想)?{_SWAP}{_OTHER}{_END}",
        rf"{_LEAD}{_POINT}\s*+(?:再|要)?(?:重写|重新写|重拟|换掉|另写){_END}",
        rf"{_LEAD}{_SWAP}(?:掉|一下)?{_LAST}{_END}",
        rf"(?:我|觉得|感觉|认为)*{_POINT}\s*+(?:写得|说得)?(?:不太?好|不合适|不行|不准确?|不通顺?|不妥)"
        rf"[，,\s]*(?:{_SWAP}{_OTHER}?)?{_END}",
        rf"{_LEAD}(?:换|重写|重新写|另写){_OTHER}?{_END}",
        rf"{_FIELD}{_SWAP}(?:掉|一下)?\s*{_NUMBERED}{_END}",
        rf"{_SWAP}(?:掉|一下)?(?P<field>[^\d#第]{{2,10}}?)的?(?P<number>第.{{1,3}})"
        rf"(?:句话?|条|点){_END}",
    ),
    Revision.SHORTEN: (
        rf"{_LEAD}{_SHORT}\s*+{_POINT}{_END}",
        rf"{_FIELD}{_SHORT}\s*{_NUMBERED}{_END}",
        rf"{_LEAD}{_POINT}\s*+(?:再|要|可以|得)?(?:写得?|改得?)?{_SHORT}{_END}",
    ),
    Revision.DROP: (
        rf"{_LEAD}{_DROP}\s*+{_POINT}{_END}",
        rf"{_FIELD}{_DROP}\s*{_NUMBERED}{_END}",
        rf"{_LEAD}{_POINT}\s*+(?:都)?{_DROP}(?:了|掉)?{_END}",
        rf"{_LEAD}{_DROP}{_THIS}{_END}",
        rf"{_THIS}{_DROP}(?:了|掉)?{_END}",
    ),
}
_PATTERNS = tuple(
    (how, re.compile(pattern)) for how, patterns in _SAID.items() for pattern in patterns
)
_REWORD = re.compile(
    rf"(?:把|将)?{_FIELD}(?:{_LAST}"
    r"|(?P<number>第\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:句话?|条|点)))"
    r"(?:里面?|中)?的?[\s，,：:]*(?P<rest>.{2,200})"
)
_SHORTER = re.compile(rf"(?:再|写)?短一?[点些]{_END}")
_ANEW = re.compile("重新|重写|重拟|重头|从头")
_ADDED = re.compile(
    r"(?:请|帮我|给|在|往)*(?P<field>[^\d\s，,。；：:]{2,10}?)(?:里面?|中|后面|上)?(?:再|另外?|还|也|要)*"
    r"(?:加|补|添|写|补充|增加|添加)(?:上|入|进)?"
    r"(?:(?:一句话|一?[条句点]|一个)[：:，,\s]*|[：:，,\s]\s*)(?P<words>[^：:，,\s].{3,})"
)
_ADDED_TO = re.compile(
    r"(?:请|帮我|再|另外?|还|要)*(?:加|补|添|补充|增加|添加)(?:上)?(?:一?[条句点个]|一句话)"
    r"(?P<field>[^\d\s，,。；：:]{2,8})\s*[：:，,\s]\s*(?P<words>.{4,})"
)
_ROWS = re.compile("[项行号]")
_WHOLE = re.compile(
    r"(?:我)?(?:整句|全部|全)?(?:换成|换为|改成|改为|改写成|写成|应该?为|应该是)[\s：:，,“「]*"
    r"(?P<words>(?!.{0,3}(?:别的|更|另|短|简)).{6,300}?)[”」]?"
)
_LONGEST = 60
_LAST_POINT = -1


def read_at_hand(line: str, scene: Scene) -> Reading | None:
    """Read what only means this where a sentence is at hand: 不填 for its gap, 短一点."""
    filled = read_named_slots(line, scene)
    if filled is not None:
        return filled
    is_written = scene.state.touched[:1] and scene.state.touched[0] in NARRATIVES
    if is_written and _SHORTER.fullmatch(line.strip()):
        return Reading((Revise(Revision.SHORTEN),))
    return None


def read_drafting(line: str, scene: Scene) -> Reading | None:
    """Read what is to be drafted, or done otherwise."""
    text = line.translate(WIDTHS).strip()
    if len(text) <= _LONGEST:
        found = _draft(text, scene) or _revise(text, scene)
        if found is not None:
            return found
    return _added(text, scene) or _reword(text, scene)


def _added(text: str, scene: Scene) -> Reading | None:
    """Read a further point of a narrative that is named: 主要问题再加一条：预算集中在下半年."""
    match = _ADDED.fullmatch(text) or _ADDED_TO.fullmatch(text)
    path = field_named(match["field"], scene) if match else None
    if match is None or path not in NARRATIVES or path is None:
        return None
    return Reading((Write(path, match["words"]),))


def _draft(text: str, scene: Scene) -> Reading | None:
    is_anew = bool(_ANEW.search(text))
    text = _ANEW.sub("", text, 1)
    if _BARE.fullmatch(text):
        path = narrative_at_hand(scene) if scene.question else None
        return _drafts((path,) if path in NARRATIVES and path else NARRATIVES, is_anew)
    if not _NEEDS_HELP.search(text) and not text.startswith("写"):
        return None
    if _PLAIN.fullmatch(text) and _EVERYTHING.search(text):
        return _drafts(NARRATIVES, is_anew)
    for pattern in (_BEFORE, _BEHIND):
        match = pattern.fullmatch(text)
        paths = _named(match["what"], scene) if match else ()
        if paths:
            return _drafts(paths, is_anew)
    return None


def _drafts(paths: tuple[str, ...], is_anew: bool) -> Reading:
    return Reading(tuple(Draft(path, is_anew) for path in NARRATIVES if path in paths))


def _named(what: str, scene: Scene) -> tuple[str, ...]:
    """Return the narratives that are named; all of them for 全部."""
    bare = what.strip(" 的")
    if re.fullmatch(_ALL, bare):
        return NARRATIVES
    found = [field_named(part.strip(), scene) for part in _AND.split(bare)]
    return tuple(path for path in found if path in NARRATIVES) if all(found) else ()


def _revise(text: str, scene: Scene) -> Reading | None:
    for how, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        move = _revision(how, match, scene) if match else None
        if move is not None and match is not None:
            return _unless_offered(move, text, scene)
    return None


def _unless_offered(move: Revise, text: str, scene: Scene) -> Reading:
    """Ask whether 不要2 is of the list on the screen or of what is written."""
    is_plain = not move.path and not re.search("[句条点第]", text)
    offered = any(isinstance(one, Write) for choice in scene.choices for one in choice.moves)
    if move.how is not Revision.DROP or not is_plain or not offered:
        return Reading((move,))
    drop = Choice(f"删掉已写的第{move.number}点", (move,))
    keep = Choice(f"不选列表里的{move.number}")
    return Reading(doubts=(Doubt(f"「{text}」指的是哪一个？", (drop, keep)),))


def _revision(how: Revision, match: re.Match[str], scene: Scene) -> Revise | None:
    named = match.groupdict()
    field = (named.get("field") or "").strip()
    path = field_named(field, scene) if field else ""
    if path is None or (path and path not in NARRATIVES):
        return None
    said = named.get("number") or ""
    number = one_number(said) if said else _LAST_POINT if named.get("last") else 0
    is_bare = not number and not named.get("this")
    if is_bare and (how is Revision.DROP or not _has_any(scene)):
        return None
    return Revise(how, number, path) if _is_of_a_text(how, said, path, match[0], scene) else None


def _is_of_a_text(how: Revision, said: str, path: str, text: str, scene: Scene) -> bool:
    """Whether a number is that of a sentence: rows of the table have 项 and 行 behind theirs."""
    if path:
        return True
    if _ROWS.search(said) or _ROWS.search(text):
        return False
    if not _has_any(scene):
        return any(sign in text for sign in "句条点短")
    is_plain = said.isdigit() or said.startswith("#")
    return not (how is Revision.DROP and is_plain and narrative_at_hand(scene) is None)


def _has_any(scene: Scene) -> bool:
    """Whether any narrative has been begun."""
    return any(not is_blank(text_of(scene.form, field)) for field in NARRATIVES)


def _reword(text: str, scene: Scene) -> Reading | None:
    """Read what is to be said otherwise in a point: 第2句把下半年改成四季度."""
    match = _REWORD.fullmatch(text)
    if match is None:
        return None
    field = (match["field"] or "").strip()
    path = field_named(field, scene) if field else _standing(scene)
    if not path or path not in NARRATIVES:
        return None
    pieces = points_of(scene.form, path).pieces
    number = one_number(match["number"]) if match["number"] else len(pieces)
    if not 1 <= number <= len(pieces):
        return None
    whole = _WHOLE.fullmatch(match["rest"])
    if whole:
        return Reading((Write(f"{path}[{number - 1}]", whole["words"], Manner.REPLACE),))
    changes = read_changes(match["rest"], pieces[number - 1].words)
    return Reading((Reword(path, number, changes),)) if changes else None


def _standing(scene: Scene) -> str:
    """Return the narrative last touched, else the one asked of, that has something."""
    asked = scene.question.paths if scene.question else ()
    return next(
        (
            path
            for path in (*scene.state.touched, *asked, *NARRATIVES)
            if path in NARRATIVES and not is_blank(text_of(scene.form, path))
        ),
        "",
    )
