"""A sentence made shorter: idle words and clauses go, what can be checked stays."""

import re

from perftui.evaluation.quantities import quantities
from perftui.phrases.slots import SLOT

_IDLE_WORDS = re.compile(
    "(?:进一步|切实|不断|积极(?!性)|着力|扎实|大力|全力|认真|充分(?!性)|有力地?|稳步|持续(?!时)|努力|较好地?"
    "|相对(?=单一|较)|(?<=的)(?=$))"
)
_IDLE_OPENING = re.compile(
    "^(?:以[^，]{2,40}(?:为[^，]{1,10}|指引)|在[^，]{2,30}(?:领导|指导|支持|关心|带领)下"
    "|(?:根据|按照|围绕|遵照|对照|聚焦|为(?!了?\\d)了?)[^，]{2,40}|与此同时|同时|此外|总体上?|总的来[看说])$"
)
_IDLE_END = re.compile(
    "^(?:从而|进而|以(?:确保|便|期|达到)|确保|保障了|力争|力求|改进缺少|影响"
    "|为[^，]{2,30}(?:奠定|提供|打下|作出|创造)"
    "|取得了?[^，]{0,8}(?:成效|效果|成绩)|得到了?[^，]{0,12}(?:好评|肯定|认可)"
    "|发挥了?[^，]{0,10}作用|使得?|并以此"
    "|(?:有效|进一步|不断|更加)地?(?:提升|提高|促进|推动|保障|增强|扩大|改善|彰显))"
)
_ASIDE = re.compile(r"（[^（）\d]{1,40}）")
_CLAUSES = re.compile(r"(?<=[，；])")
_STOPS = "，；。！？!?;"
_FEWEST = 2


def shortened(words: str) -> str:
    """Return a sentence without what is idle in it; as it is, if nothing of it is.

    Clauses with a figure or a gap stay. Where neither idle words nor clauses are found, the last
    clause of several goes.
    """
    text = _ASIDE.sub("", words)
    clauses = _CLAUSES.split(text)
    kept = [clause for at, clause in enumerate(clauses) if not _is_idle(clause, at, len(clauses))]
    left = _IDLE_WORDS.sub("", "".join(kept or clauses[:1]))
    if not left.strip(_STOPS):
        left = words
    if left == words and len(clauses) > _FEWEST and not _is_firm(clauses[-1]):
        left = "".join(clauses[:-1])
    return _ended(left, words)


def _is_idle(clause: str, at: int, count: int) -> bool:
    bare = clause.rstrip(_STOPS)
    if count < _FEWEST or _is_firm(bare):
        return False
    if at == 0:
        return bool(_IDLE_OPENING.match(bare))
    return bool(_IDLE_END.match(bare))


def _is_firm(clause: str) -> bool:
    """Whether a clause says something that can be checked, or that is still to be filled in."""
    return bool(SLOT.search(clause) or quantities(clause) or any(map(str.isdigit, clause)))


def _ended(left: str, words: str) -> str:
    stop = words[-1] if words.endswith(tuple(_STOPS)) else ""
    return left.rstrip(_STOPS) + stop
