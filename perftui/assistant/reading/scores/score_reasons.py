"""Why a row lost points, as it is said behind them: ，因为…, （…）, or with no word for it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """The words of a reason; `is_marked` where brackets or a word such as 因为 say it is one."""

    words: str
    is_marked: bool = False


CUE = re.compile(
    r"(?:主要)?(?:是因为|是由于|就是因为|因为|由于|鉴于|原因(?:主要)?(?:是|在于|为|[:：])+"
    r"|原因[，,\s]|理由(?:是|[:：])"
    r"|(?:扣分)?(?:原因|理由|备注|说明)(?:是|为|[:：])|备注(?:写|记)?[，,\s]*(?=[\u4e00-\u9fff])|因(?!此|而|素|地|公))\s*"
)
_MAINLY = re.compile(r"主要(?:是|因|在于|由于|原因)")
_BRACKETED = re.compile(r"[（(【\[](?P<words>[^（()）】\]]{2,})[）)】\]]")
_ENDS = " 　\t，,、。.；;：:"
_PARTICLES = re.compile(r"(?:吧|了|的|算|计|哦|呢|啦|嘛|呀|啊|就行|就好|即可|左右)*")
_OUTSIDE = re.compile(r"[\s，,]*(?:以外|之外|外(?=[\s，,其都全剩别的均]|\Z))")
_NOT_ONE = re.compile(
    r"(?:谢谢|好的?|可以|是的?|对的?|继续|下一[个步项]|就这些|就这样|没了|完了|其他|其余|剩下的?"
    r"|但|不过|然后|另外|还有|嗯|OK|ok"
    r"|以及|并且?|同时|而|除了?|都|全部|各|只有|吗|么|呗)+[\s，,。]*\Z"
)
UNCHANGED = re.compile(
    r"(?:其余|其他|其它|别的|剩下|余下)(?:的|各项|指标|项目?)*(?:都|全|就|先|暂时)*(?:不动|不变"
    r"|照旧|不改|不用改|保持不变|保持原样|按原来的?)(?:了|吧)*"
)
_OF_ROWS = re.compile(
    r"[\s第项、，,和与至到~-]*\d[\d\s第项、，,和与至到~-]*(?:各|都|均|也)*(?:扣|得|给|打)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST = 2


def particles_behind(line: str, place: int) -> int:
    """Return where the particles end that stand behind a score: 扣1分吧, 除知晓率扣1分外."""
    match = _PARTICLES.match(line, place)
    place = match.end() if match else place
    outside = _OUTSIDE.match(line, place)
    return outside.end() if outside else place


def read_reason(text: str) -> Reason | None:
    """Return the reason that a text behind points is; None for one that is none."""
    text = text.strip(_ENDS)
    bracketed = _BRACKETED.match(text)
    if bracketed and not text[bracketed.end() :].strip(_ENDS):
        inner = read_reason(bracketed["words"])
        return Reason(inner.words if inner else bracketed["words"].strip(_ENDS), True)
    cue = CUE.match(text)
    words = (text[cue.end() :] if cue else text).strip(_ENDS)
    is_none = not cue and (_is_none(words) or _OF_ROWS.match(words))
    if len(_HAN.findall(words)) < _LEAST or is_none:
        return None
    return Reason(words, cue is not None or _MAINLY.match(words) is not None)


def _is_none(words: str) -> bool:
    return bool(_NOT_ONE.match(words) or UNCHANGED.fullmatch(words))


def begins_reason(text: str) -> bool:
    """Whether a text begins with a word that leads to a reason."""
    return CUE.match(text) is not None
