"""What is said of a score, without the row: 扣1分, 得7分, 满分, 没有扣分, 按公式算."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perftui.assistant.reading.rows.row_numbers import plain
from perftui.evaluation.numerals import read_numeral
from perftui.evaluation.values import print_number


class Kind(StrEnum):
    """What words about a score come to."""

    FULL = "full"
    OFF = "off"
    SCORE = "score"
    BARE = "bare"
    EACH = "each"
    LESS = "less"
    PROPOSED = "proposed"
    WEIGHT = "weight"


@dataclass(frozen=True)
class Amount:
    """Words about a score at `start:end` of a line, and the score as `Score.typed` has it.

    EACH has several, for as many rows; LESS is less than full, nobody said by how much, "-" where
    points are said to be lost; BARE is a number with nothing that says what it is. `are_several`
    is True where they say that several rows are meant, `is_sum` where the points are those of all
    these rows together, `is_further` where 再 says that they come to those lost already,
    `gives_back` where full marks are said to replace others: 改成满分, 不扣了.
    """

    start: int
    end: int
    kind: Kind
    typed: tuple[str, ...]
    are_several: bool = False
    is_sum: bool = False
    is_further: bool = False
    gives_back: bool = False


FULL, HALF, PROPOSED = "满分", "一半", "公式"

_HAN = "[零〇一二两三四五六七八九十]"
NUMBER = (
    rf"(?:\d{{1,4}}+(?:(?:[.点]|。(?=\d+分))\d{{1,9}}+)?+|{_HAN}{{1,4}}+(?:点{_HAN}{{1,2}}+)?+|半)"
)
# What makes of a number something else than points.
_COUNTED = (
    r"(?!个(?!半?分)|[%次人份场家条元万天年月日号种件册本只套毛角块成项]"
    r"|\s[%次份场家条元万册])"
)
_NO_MORE = r"(?![\d.%~]|\s?分?之(?!外)|[一二两三四五六七八九半]分|-\d|到\d)"
_END = r"(?=\s|[，,；;。、!！?？)）]|\Z)"
_SEVERAL = "各自?|都|均|全部|全|每一?[项个]|分别|一律|统统|通通|同样"
_LEAD = (
    rf"(?P<lead>(?:{_SEVERAL}|一共|总共|合计|共|应该|要|被|该|再|又|也|仅|可以|需|先|还|我"
    r"|自己|自评|暂时?|是(?=扣|减)"
    r"|倒){0,6})\s?"
)
_SCORE_VERBS = (
    r"(?:改(?:成|为|到|回)?|调(?:成|为|到|整为)|降(?:到|为|至)|应(?:得|为|是)?|实得|得分|自评分"
    r"|分数|得|给|打|评|拿"
    r"|算|记|是|为|成|=|:|就|只有?)(?:得|给|打|评|是|为|成|只|=|:|到|了|个)*+"
)
# What may stand behind full marks; any other word makes it a sentence about something else.
_FULL_END = (
    r"(?![\u3400-\u9fff])|(?=项目?[:：是有为])|(?=[的吧了算呢啊除但只不因由就其外以剩别原主各都给先再行另而、]"
    r"|所以|谢谢)"
)
_FULL = (
    rf"(?:(?:{_SCORE_VERBS}|恢复(?:到|成|为|了)?|回到)?\s?(?:满分|全分)"
    r"(?!\s?[为是:=]?\s?\d+(?:\.\d+)?(?:分|[，,、]?\s*[得实]))"
    rf"|(?<=[全都给打均是他它余下项])满{_END}"
    rf"|恢复了?{_END}"
    r"|(?<![要用该会能])(?:并?没有?|未|不|无|不用|不再|不需要?|不应该?|不要|别)"
    r"(?:任何|哪)?(?:一?[项个条](?:指标)?)?(?:丢|失|扣)(?:过"
    r"|掉)?(?:一?分)?了?(?![\d一二两三半])"
    rf"|一分(?:也|都)?(?:没有?|不|未)(?:扣|丢|少)|全额得分)(?:{_FULL_END})"
)
_LESS = (
    r"(?:没有?|未|不|没能|不能)(?:拿到?|得到?|给|是|打|达到?|算)?满分?(?!意)"
    r"|(?:扣|丢|失)(?:了|掉)?(?:一?点|一?些|几)?分(?:了|吧)?(?!\s?[-\d一二两三半:]|的?(?:原因"
    r"|理由|说明|项))"
    r"|扣(?:一?点|一些)(?![分一二三四五六七八九\d])"
)
_ZERO = (
    r"(?:不|没有?|未)得分|不给分|没有?分(?!别)|全扣(?:掉|光|完|了|除)*|扣(?:掉|光|完"
    r"|满)了?全部(?:的?分)?"
    r"|扣(?:光|完)了?"
)
_PROPOSED = (
    r"(?:得分|分数|评分)?(?:按照?|根据|依照?)(?:公式|预算执行率|执行率|比例|完成率|完成值"
    r"|完成情况|规则|实际完成值?|比率)"
    r"(?:来)?(?:计算|计分|算分|算|打分|打|给分|给|评分|评|得分)?(?:吧|的|就行)?|自动(?:计算|打分"
    r"|评分|算分|算)"
)
_EACH = (
    rf"(?:是|为)?\s?(?P<verb>扣|减|得|给|打|丢)?(?:了|分)?\s?(?P<each>{NUMBER}分?"
    rf"(?:\s?[、,，和/及与]\s?(?:扣|减|得|给|打|丢)?\s?{NUMBER}分?)+)"
)
_OFF = (
    rf"(?:扣(?:除|掉|去|减|了|分|到)*+|减(?:掉|去|了|分)*+)[:]?\s?-?(?P<off>{NUMBER}){_COUNTED}"
    rf"\s?(?P<off_half>个?分半)?(?:个?分)?{_NO_MORE}"
    r"|(?:丢掉?|失|差|少[得拿给打]?|低|损失)(?:了"
    rf"|分)*+\s?(?P<less>{NUMBER}){_COUNTED}\s?(?P<less_half>分半)?分?"
    rf"(?<=[分半]){_NO_MORE}"
    rf"|-\s?(?P<minus>{NUMBER}){_COUNTED}\s?分?{_NO_MORE}{_END}"
)
_SCORE = (
    rf"{_SCORE_VERBS}\s?(?P<score>{NUMBER}){_COUNTED}\s?(?:(?P<score_half>分半)|分|(?={_END}|因"
    r"|由于|原因"
    rf"|主要)){_NO_MORE}"
    rf"|得(?:了|分)?\s?-(?P<negative>{NUMBER})\s?分?{_NO_MORE}"
    rf"|(?P<over>{NUMBER})\s?分?/\s?(?P<of>{NUMBER})\s?分?{_END}"
)
_BARE = (
    rf"(?P<bare>{NUMBER}){_COUNTED}(?:(?P<bare_half>分半)|分|(?!、\s?[第\d])(?={_END}))"
    rf"(?!别){_NO_MORE}"
)
_FOUND = re.compile(
    rf"{_LEAD}(?:(?<=分别)(?P<EACH>{_EACH})|(?P<LESS>{_LESS})|(?P<FULL>{_FULL})"
    rf"|(?P<PROPOSED>{_PROPOSED})"
    rf"|(?P<ZERO>{_ZERO})|(?P<HALF>(?:扣|减|得|给|丢)(?:掉|了)?(?:一半|半数)(?:的?分)?)"
    rf"|(?P<WEIGHT>(?:满分|权重|分值)(?:是|为|:|=)?\s?{NUMBER}分?(?={_END}|[得扣给打实自]))"
    rf"|(?P<OFF>{_OFF})|(?P<SCORE>{_SCORE})|(?P<BARE>{_BARE}))"
)
_HINT = re.compile(r"[\d满扣丢减分半公执规比完实自恢没不未]|[零〇一二两三四五六七八九十]")
_ARE_SEVERAL = re.compile(_SEVERAL)
_SUM = re.compile("一共|总共|合计|共")
_GIVEN_BACK = re.compile("改|恢复|回到|调|不[再用要]|别|不扣(?:分|掉)*了")
_WITHIN_EACH = re.compile(NUMBER)


def amounts(line: str, place: int, end: int) -> Iterator[Amount]:
    """Yield the words about scores from a place of a line on, those that begin before `end`."""
    text = plain(line)
    if not _HINT.search(text, place, end):
        return
    while (match := _FOUND.search(text, place, end)) is not None:
        amount = _amount(match)
        if amount is None or _is_cut_out(match, text):
            place = match.start() + 1
            continue
        yield amount
        place = max(match.end(), place + 1)


_FIGURE = re.compile(r"\d+(?:\.\d*)?", re.ASCII)


def read_points(text: str) -> Decimal | None:
    """Read points in digits or in words: 1.5, 一, 两, 半, 一点五."""
    bare = plain(text)
    if bare == "半":
        return Decimal("0.5")
    if bare[:1].isdecimal():
        figure = bare.replace("点", ".").replace("。", ".")
        return Decimal(figure) if _FIGURE.fullmatch(figure) else None
    return read_numeral(bare)


def _is_cut_out(match: re.Match[str], text: str) -> bool:
    start = match.start()
    return start > 0 and text[start].isdecimal() and text[start - 1] in "0123456789."


def _amount(match: re.Match[str]) -> Amount | None:
    kind = next(name for name in _KINDS if match[name])
    lead = match["lead"]
    typed = _KINDS[kind][1](match)
    if typed is None:
        return None
    are_several = bool(_ARE_SEVERAL.search(lead))
    start, end = match.start(), match.end()
    start += len(match[0]) - len(match[0].lstrip())
    meant = Kind.WEIGHT if kind == "BARE" and _is_bracketed(match) else _KINDS[kind][0]
    is_sum, is_further = bool(_SUM.search(lead)), "再" in lead
    gives_back = bool(_GIVEN_BACK.match(match["FULL"] or ""))
    return Amount(start, end, meant, typed, are_several, is_sum, is_further, gives_back)


def _is_bracketed(match: re.Match[str]) -> bool:
    """Whether a number stands in brackets of its own, as the weight behind a name does."""
    start, end = match.span()
    return match.string[start - 1 : start] == "(" and match.string[end : end + 1] == ")"


def _off(match: re.Match[str]) -> tuple[str, ...] | None:
    number = match["off"] or match["less"] or match["minus"]
    is_half = bool(match["off_half"] or match["less_half"])
    return _signed("-", number, is_half)


def _score(match: re.Match[str]) -> tuple[str, ...] | None:
    if match["negative"]:
        return (f"负{match['negative']}",)
    number = match["score"] or match["over"]
    return _signed("", number, bool(match["score_half"]))


def _signed(sign: str, number: str, is_half: bool) -> tuple[str, ...] | None:
    value = read_points(number)
    if value is None:
        return None
    return (f"{sign}{print_number(value + (Decimal('0.5') if is_half else 0))}",)


def _each(match: re.Match[str]) -> tuple[str, ...] | None:
    verbs = match["verb"] or "".join(c for c in match["each"] if c in "扣减丢")
    sign = "-" if verbs and verbs[0] in "扣减丢" else ""
    values = [read_points(number) for number in _WITHIN_EACH.findall(match["each"])]
    if any(value is None for value in values):
        return None
    return tuple(f"{sign}{print_number(value)}" for value in values if value is not None)


_KINDS = {
    "EACH": (Kind.EACH, _each),
    "LESS": (Kind.LESS, lambda match: ("-" if match["LESS"][0] in "扣丢失" else "",)),
    "FULL": (Kind.FULL, lambda match: (FULL,)),
    "PROPOSED": (Kind.PROPOSED, lambda match: (PROPOSED,)),
    "ZERO": (Kind.SCORE, lambda match: ("0",)),
    "HALF": (Kind.SCORE, lambda match: (HALF,)),
    "WEIGHT": (Kind.WEIGHT, lambda match: ("",)),
    "OFF": (Kind.OFF, _off),
    "SCORE": (Kind.SCORE, _score),
    "BARE": (Kind.BARE, lambda match: _signed("", match["bare"], bool(match["bare_half"]))),
}
