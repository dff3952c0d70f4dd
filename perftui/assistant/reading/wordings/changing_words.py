"""What is to be said otherwise in a wording: 把下半年改成四季度, 去掉最后半句, 不要“主要”两个字."""

import re

_QUOTES = "「」『』“”‘’\"'《》 "
_SEPARATOR = re.compile(r"[，,；;。]\s*|(?<=[\u4e00-\u9fff])\s+")
_LEAD = re.compile(
    r"[\s，,。；;：:（(]*(?:(?:但是|但|不过|只是|只不过|并且|并|同时|然后|再|还有|只要|请|麻烦|帮我"
    r"|里面?|中|的)[\s，,：:]*){0,3}"
)
_INTO = (
    "改成|改为|改作|改做|换成|换为|替换成|替换为|替换|换作|写成|写为|说成|变成|调整为|修改为"
    "|->|→|=>"
)
_CHANGE = re.compile(
    rf"(?:把|将)?\s*+(?P<old>.{{1,60}}?)\s*+(?:(?:都|全部?)\s*+)?(?:{_INTO})\s*+(?P<new>.+)"
)
_BARE_CHANGE = re.compile(r"(?:把|将)?\s*+(?P<old>.{1,40}?)[改换](?P<new>[^改换]{1,60})")
_WITHOUT = re.compile(
    r"(?:去掉|去除|删掉|删去|删除|删|不要写|不要|不写|不用写|拿掉|省掉|省去|略去)\s*+(?P<old>.{1,60}?)"
)
_TAKEN_OUT = re.compile(
    r"(?:把|将)?\s*+(?P<old>.{1,60}?)\s*+(?:去掉|删掉|删去|删了|去了|拿掉|省掉|不要了?|删除)"
)
_COUNTED = re.compile(
    r"(?:这|那)?(?:[一二两三四五六七八九十几\d]{1,2}个?字|个词|几个字|一词|二字|字样|这半句)$"
)
_ADDED = re.compile(
    r"(?:后面|最后|末尾|再)?(?:加上|添上|补上|加一句|补一句|加)\s*(?P<new>.{2,200})"
)
_PARTS = re.compile(r"[^，；。！？]*[，；。！？]?")
_LAST_PART = re.compile(
    "(?:的)?(?:最后|后面?|末尾)(?:的)?(?:那|这|一|半)*(?:句话?|半句|个分句|部分|段)"
)
_FIRST_PART = re.compile(
    "(?:的)?(?:最前|前面?|第一|开头)(?:的)?(?:那|这|一|半)*(?:句话?|半句|个分句|部分|段)"
)

_PARTICLES = "了吧呢的啊 。"

Changes = tuple[tuple[str, str], ...]


def read_changes(text: str, words: str) -> Changes | None:
    """Return what is to be put for what in a wording; None for a text that says no such thing."""
    rest = text[_end(_LEAD, text) :].strip().rstrip("。!！）) ")
    if not rest:
        return ()
    whole = _read(rest, words)
    if whole is not None and _SEPARATOR.search(whole[0]) and whole[0] in words:
        return (whole,)
    pieces = [piece[_end(_LEAD, piece) :] for piece in _SEPARATOR.split(rest) if piece]
    changes = [change for piece in pieces if (change := _read(piece, words))]
    if len(changes) == len(pieces):
        return tuple(changes)
    return (whole,) if whole else None


def _read(text: str, words: str) -> tuple[str, str] | None:
    for pattern in (_CHANGE, _ADDED, _WITHOUT, _TAKEN_OUT, _BARE_CHANGE):
        match = pattern.fullmatch(text)
        if match and match.groupdict().get("old", "-").strip(_PARTICLES):
            named = match.groupdict()
            old, new = named.get("old") or "", _bare(named.get("new") or "")
            return _part(old, words), new
    return None


def _part(old: str, words: str) -> str:
    """Return the part of a wording that is meant: as it was said, or by where it stands."""
    if not old:
        return ""
    parts = [match[0] for match in _PARTS.finditer(words) if match[0]]
    if _LAST_PART.fullmatch(old.strip()) and len(parts) > 1:
        return words[len(words) - len(parts[-1]) - 1 :].rstrip("。！？；")
    if _FIRST_PART.fullmatch(old.strip()) and len(parts) > 1:
        return parts[0]
    bare = _bare(old)
    if f"{{{bare}}}" in words:
        return f"{{{bare}}}"
    if bare in words:
        return bare
    return _bare(_COUNTED.sub("", bare)) or bare


def _bare(text: str) -> str:
    return text.strip().lstrip("：:，, ").strip(_QUOTES)


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0
