"""The rule about placeholders that were never replaced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.evaluation.fields import cell
from perftui.rules.finding import Evidence, Found, Level
from perftui.rules.form import Form
from perftui.rules.registry import rule

_HEADER_TEXTS = ("name", "unit", "department", "goal")
_ROW_TEXTS = ("name", "remark")
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9_.-])(?:[XxＸ]{2,})(?![A-Za-z0-9_-])"
    r"|[×✕]{2,}|[*＊]{2,}|[_＿]{2,}"
    r"|[（(]请(?:在此|在这里)?(?:填写|填入|输入|补充|注明|选择)[^（）()]{0,20}[）)]"
    r"|(?<![有尚亟])待(?:补充|填写|填报)"
    r"|\{[^{}\n]{1,20}\}"
)
# What each of them has: most texts have none, which is seen faster.
_SIGN = re.compile("[XxＸ×✕*＊_＿请待{]")
_NONE_YET = re.compile(r"暂无(?:[^，。；]{0,6}(?:问题|措施|内容|说明|情况|不足))?[。.]?")

_LONGEST_NONE = 20


@rule("PT045", level="error", title="有没填的空或占位符")
def placeholders(form: Form) -> Iterator[Found]:
    """表中不应留有XX、××、**、（请填写）、待补充或{原因}这样的占位符。

    它们多半是从范文或上年的表里抄来没有改。英文单词和编号中的XX不算。
    只写「暂无」的，作为提醒。
    错：XX单位按计划完成招聘会{数量}场。
    对：上海市人才服务中心按计划完成招聘会12场。
    """
    for text in _texts(form):
        found = list(_PLACEHOLDER.finditer(text.text)) if _SIGN.search(text.text) else []
        name = form.name_of(text.path) if found or _is_none_yet(text.text) else ""
        if found:
            quoted = "、".join(dict.fromkeys(f"「{match[0]}」" for match in found))
            evidence = tuple(text.evidence(match) for match in found)
            hint = "请换成实际内容，或删去这一句。"
            yield Found(text.path, f"{name}中有没填的空：{quoted}。", hint, evidence=evidence)
        elif name:
            message = f"{name}只写了「{text.text.strip()}」。"
            hint = "请写明实际情况；确实没有的，请说明依据。"
            yield Found(text.path, message, hint, level=Level.WARNING)


@dataclass(frozen=True)
class _Text:
    """A text a placeholder may stand in, at `start` of its field."""

    path: str
    field: str
    text: str
    start: int = 0

    def evidence(self, match: re.Match[str]) -> Evidence:
        return Evidence(self.field, self.start + match.start(), self.start + match.end())


def _texts(form: Form) -> Iterator[_Text]:
    """Yield every text a placeholder may stand in, narratives point by point."""
    for field in _HEADER_TEXTS:
        yield _Text(field, field, getattr(form.evaluation, field))
    for field, _ in form.narratives:
        for number, point in enumerate(form.passage(field).points):
            yield _Text(f"{field}[{number}]", field, point.text, point.start)
    for place, row in form.rows:
        for column in _ROW_TEXTS:
            path = cell(place, column)
            yield _Text(path, path, getattr(row, column))


def _is_none_yet(text: str) -> bool:
    return len(text) <= _LONGEST_NONE and _NONE_YET.fullmatch(text.strip()) is not None
