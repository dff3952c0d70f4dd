"""What a text says was not done, and the indicators that cannot be full if it is so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.rules.reading.words import RATE

_NOT = "(?:(?:未(?!来)|没)(?:能|有|曾|得以|予)?|不能|无法)"
_DONE = "(?:完成|开展|举办|召开|实施|启动|组织|采购|安装|印制|发放|交付|建成|开工|投入使用|落实)"
_LATER = "(?:次年|下一?年|明年|来年|20[2-9])"

_TIMELY = "及时[率性]|按[时期]|准时|时效"
_COMPLETE = "(?:完成|开展|举办|召开|实施|发放|提供|建成|到位)(?:率|情况|进度)|[数量次]$|长度|面积"
_SOUND = "合格|达标|优良|通过率|质量"
_BUILT = "验收|改造|装修|修缮|竣工"

# Without one of these a clause says nothing of the kind: most clauses are passed over at once.
_HINT = re.compile("[未没无不取停搁中推延拖滞逾晚返待少]|质量问题")
# What is said to be absent or to be avoided, what it is good to be rid of, and permits prolonged.
_HARMLESS = re.compile(
    "(?:未|没有?)(?:再|曾)?(?:发生|出现|发现|存在|产生)[^，,。；;]*"
    "|不存在[^，,。；;]*"
    "|(?:[未不]|没有?)(?=[延推滞逾]|取消|停)[^，,。；;]*"
    "|(?:无(?!法)|避免|防止|杜绝|克服|减少)[^，,。；;]{0,12}"
    "|取消[^，,。；;]{0,8}(?:材料|环节|收费|限制|审批|证明|手续|费用|许可|门槛)"
    r"|(?:办理|申请|审批)[^，,。；;]{0,8}延期|延期(?=手续|办理|业务|申请|服务|\d)"
)
_SOME = re.compile(
    "(?:部分|个别|少数|有的|有些|一些|若干|[一二两三几]个)[^，,。；;]{0,4}?"
    "(?:项目|子项|工程|工作|任务|活动|事项|内容|指标)|^(?:本|该|整个)?(?:项目|工程)"
)
# What may follow 未完成 without being another thing than the one spoken of.
_IDLE = re.compile(
    r"[一二两三四五六七八九十几\d]{1,9}[个场次项批期台套家]|全部|全年|任务|原定|既定|预定|预期|剩余"
    "|其余|规定|要求|到位|完毕"
)
_ENDS_IN_DEED = re.compile(f"{_DONE}$")
_LOW = re.compile(
    rf"({RATE})(?:仍|还|也|尚|均|总体|整体|相对|明显|略|为|达|仅|只有|约|是)*"
    r"(?:偏低|较低|不高|不足|不够高|不理想|低于|未达|没有达到|不达标"
    r"|\d[\d.]*\s?[%％]?[，,（(]?(?:低于|未达|没有达到|不及))"
)
# What was spent by when is for other rules: the form has no row for half a year.
_SPENDING = ("执行率", "支出率", "支付率")


@dataclass(frozen=True)
class Reproach:
    """What a text may say of a task, and the rows of that task that cannot then be full.

    `of_some` are the rows meant where the text only speaks of 个别项目 and the like.
    """

    says: re.Pattern[str]
    rows: re.Pattern[str]
    of_some: re.Pattern[str]


def _reproach(says: str, rows: str, of_some: str) -> Reproach:
    return Reproach(re.compile(says), re.compile(rows), re.compile(of_some))


UNDONE = _reproach(
    f"{_NOT}[^，,。；;完的]{{0,12}}{_DONE}|少[办开做建发印购]|取消|停办|停滞|搁置|中止|[推延][迟后期]至?到?{_LATER}",
    _COMPLETE,
    _COMPLETE,
)
# The first that fits holds: what was not accepted is not merely undone or late.
_REPROACHES = (
    _reproach(
        f"{_NOT}[^，,。；;]{{0,14}}验收|验收[^，,。；;]{{0,4}}(?:{_NOT}|滞后|推迟|延期)|待验收",
        f"{_SOUND}|{_TIMELY}|验收",
        _BUILT,
    ),
    _reproach(
        f"{_NOT}[^，,。；;]{{0,6}}(?:达标|合格|通过)"
        r"|不(?:合格|达标)(?=\W*$|\d|[一二两三几]|的?情况)|返工|质量问题",
        _SOUND,
        _SOUND,
    ),
    _reproach(f"{_NOT}(?:按[时期]|如期|及时|准时)", _TIMELY, _TIMELY),
    UNDONE,
    _reproach(
        r"[推延][迟后期误]|拖延|滞后|逾期|拖期|晚(?:于|[\d了到出]|[一二两三四五六七八九十近半几])",
        _TIMELY,
        _TIMELY,
    ),
)


def reproach_in(text: str) -> Reproach | None:
    """Return what a clause or remark says was not done; None if it says nothing of the kind."""
    if not _HINT.search(text):
        return None
    rest = _HARMLESS.sub("", text)
    return next((one for one in _REPROACHES if one.says.search(rest)), None)


def low_measures(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the measures that a text calls low, with where it does so: 到场率偏低."""
    for low in _LOW.finditer(text):
        if not low[1].endswith(_SPENDING):
            yield low[1], low.start(), low.end()


def thing_undone(clause: str, reproach: Reproach) -> str:
    """Return what a clause says was not done, where it comes after the verb: 未组织测试."""
    said = reproach.says.search(clause)
    is_before = said is None or not _ENDS_IN_DEED.search(said[0])
    return "" if said is None or is_before else _IDLE.sub(" ", clause[said.end() :])


def speaks_of_some(text: str) -> bool:
    """Whether a text does not say which task it means: 个别项目, 部分工作."""
    return bool(_SOME.search(text))
