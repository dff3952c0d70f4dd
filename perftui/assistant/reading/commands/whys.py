"""为什么 and what it is asked of: a choice, a sentence, a value, a row, a rule, a field."""

import re

from perftui.assistant.state import Scene
from perftui.evaluation.numerals import NUMERAL_CHARS

_LONGEST = 60
_SHORT = 20
_STOPS = " \t。.！!？?～~…，,；;：:、"
_ASKS = re.compile(
    r"(?:请问|那|那么|但)?(?:为什么|为啥|为何|凭什么|why)"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(r"(?P<of>[^，。；]{2,16}?)(?:为什么|为啥|凭什么)[^，。；]{0,12}")
_FROM = re.compile(
    r"(?P<of>[^，。；]{1,40}?)(?:是|又是|这个数|这个)?"
    r"(?:(?:怎么|怎样|如何|咋)(?:来|算|算出来|算出|得来|得出|得出来|计算)的?"
    r"|从?(?:哪里|哪儿|哪|何处)(?:来|得)的?|出自(?:哪里|哪儿|哪|何处)|有什么(?:依据|根据|理由))\Z"
)
_NUMBERED = rf"第?\s*(?:\d{{1,3}}|[{NUMERAL_CHARS}]{{1,4}})\s*(?:句话|句|点|条|项|个|行|号)?"
_OF = re.compile(
    r"(?P<of>[^，。；]{1,20}?)\s*的?(?:依据|理由|根据|出处|来源|来历)(?:是什么|是啥|呢|在哪)?\Z"
)
_GROUNDS = re.compile(rf"(?:依据|理由|根据|出处|来源)[\s:：]*(?P<of>{_NUMBERED}|[\d.,]+%)\Z")
_FIGURES = frozenset(
    {"执行率", "预算执行率", "总分", "合计", "得分", "等级", "绩效等级", "优秀", "良好"}
)
_COUNTED = re.compile(rf"(?:{_NUMBERED}|[\d.,]+[%％分]?)\Z")


def read_why(line: str, scene: Scene) -> str | None:
    """Return what a line asks the reason of; None for one that does not ask that."""
    said = line.strip(_STOPS)
    if not said or len(said) > _LONGEST:
        return None
    asks = _ASKS.fullmatch(said)
    if asks and asks["rest"].strip():
        return asks["rest"].strip(_STOPS).removesuffix("呢").removesuffix("啊")
    behind = _BEHIND_NAME.fullmatch(said)
    if behind:
        return behind["of"].strip()
    match = _FROM.fullmatch(said) or _GROUNDS.fullmatch(said)
    if match:
        return match["of"].strip()
    match = _OF.fullmatch(said)
    if match is None or len(said) > _SHORT:
        return None
    of = match["of"].strip()
    return of if _COUNTED.fullmatch(of) or of in _FIGURES else None
