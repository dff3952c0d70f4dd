"""The rule about punctuation in narratives."""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from perftui.evaluation.numbering import markers
from perftui.rules.finding import Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule

_HAN = "\u3400-\u9fff〇"
_OPENING = "“‘（《〈「『【"
_CLOSING = "”’）》〉」』】"
_MARKS = "、，：；。！？"  # from weak to strong
_CHINESE = _HAN + _OPENING + _CLOSING + _MARKS
_BLANK = "[ \t\u3000\u00a0]"
_NOTHING = frozenset({"无", "暂无", "没有"})

_BRACKETED = re.compile(r"[(（]([^()（）\n]*)[)）]")
_HAS_HAN = re.compile(f"[{_HAN}]")
_ASCII_MARKS = re.compile(
    rf"(?<=[{_HAN}{_CLOSING}{_MARKS}])(?:{_BLANK}*[,;:?!])+|(?<=[{_HAN}])[()](?=[{_HAN}])|[;!?](?=\s*$)"
)
_BLANKS = re.compile(rf"(?<=[{_CHINESE}]){_BLANK}+(?=[{_CHINESE}])")
_REPEATED = re.compile(rf"[{_MARKS}]{{2,}}")
_ENDED = re.compile(rf"[。；！？…][{_CLOSING}]*$")
_STRAIGHT = '"＂'
_QUOTES = re.compile(f"[{_STRAIGHT}“”]")
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


@rule("PT044", level="hint", title="标点不规范")
def punctuation(form: Form) -> Iterator[Found]:
    """主要绩效、主要问题、改进措施的标点应规范。

    末尾要有句号；标点不重复；汉字之间不用半角的逗号、分号、冒号、括号、问号、叹号、引号，也不留空格。
    编号、英文、数字和日期中的半角符号不管。可以自动改正，只动标点和空格：
    汉字之间的空格多半是丢了的换行，改为换行。
    错：通过评选活动,表彰一批领军人物。。
    对：通过评选活动，表彰一批领军人物。
    """
    for field, text in form.narratives:
        corrected, faults = _corrected(text)
        if faults:
            message = f"{form.name_of(field)}的标点不规范：{'，'.join(faults)}。"
            fix = Fix(field, corrected, "改正标点", certain=True)
            yield Found(field, message, "请改正标点，或采用自动改正。", fix)


def _corrected(text: str) -> tuple[str, list[str]]:
    """Return the text with its punctuation put right, and what was wrong in Chinese."""
    faults, repaired = [], text
    for repair, fault in _REPAIRS:
        before, repaired = repaired, repair(repaired)
        if repaired != before:
            faults.append(fault if repair is _end else fault + _example(before, repaired))
    # One repair may uncover work for another, so repair until there is nothing left.
    return (_corrected(repaired)[0] if faults else text), faults


def _example(text: str, repaired: str) -> str:
    """Quote the first place that a repair changes."""
    pairs = enumerate(zip_longest(text, repaired))
    place = next(number for number, (before, after) in pairs if before != after)
    return f"（如「{' '.join(text[max(place - 2, 0) : place + 3].split())}」）"


def _widen(text: str) -> str:
    def widen(match: re.Match[str]) -> str:
        return f"（{match[1]}）" if _HAS_HAN.search(match[1]) else match[0]

    text = _BRACKETED.sub(widen, text)
    return _ASCII_MARKS.sub(lambda match: match[0].translate(_WIDE), text)


def _curl_quotes(text: str) -> str:
    """Make straight quotation marks beside Chinese curly, in lines where all of them pair up."""
    return "\n".join(map(_curled, text.split("\n")))


def _curled(line: str) -> str:
    marks = [match for match in _QUOTES.finditer(line) if match[0] != '"' or _is_quote(line, match)]
    straight = [match for match in marks if match[0] in _STRAIGHT]
    if not straight or len(marks) % 2:
        return line
    pieces, position = [], 0
    for number, match in enumerate(marks):
        pieces += [line[position : match.start()], "”" if number % 2 else "“"]
        position = match.end()
    return "".join([*pieces, line[position:]])


def _is_quote(line: str, match: re.Match[str]) -> bool:
    """Whether a straight mark quotes Chinese, as against English or inches."""
    beside = line[max(match.start() - 1, 0) : match.start()] + line[match.end() : match.end() + 1]
    return _HAS_CHINESE.search(beside) is not None


def _close_gaps(text: str) -> str:
    """Turn blanks between Chinese characters into line breaks, or drop them beside a mark."""
    kept = {marker.start for marker in markers(text)}

    def close(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1], text[match.end()]
        if match.end() in kept:
            return match[0]
        is_inside = before in "、，：" + _OPENING or after in _MARKS + _CLOSING
        return "" if is_inside else "\n"

    return _BLANKS.sub(close, text)


def _unrepeat(text: str) -> str:
    def strongest(match: re.Match[str]) -> str:
        run = match[0]
        return run if run in ("？！", "！？") else max(run, key=_MARKS.index)

    return _REPEATED.sub(strongest, text)


def _end(text: str) -> str:
    bare = text.rstrip()
    if bare in _NOTHING or _ENDED.search(bare):
        return text
    bare = bare.rstrip("、，：,.: \t\n\u3000\u00a0")
    return bare if _ENDED.search(bare) else f"{bare}。"


_REPAIRS: tuple[tuple[Callable[[str], str], str], ...] = (
    (_curl_quotes, "引号不是中文的"),
    (_widen, "有半角标点"),
    (_close_gaps, "汉字之间有空格"),
    (_unrepeat, "标点重复"),
    (_end, "末尾没有句号"),
)
