"""The rule about placeholders that were never replaced."""

import re
from collections.abc import Iterator

from perftui.evaluation import narrative
from perftui.evaluation.fields import cell
from perftui.rules.finding import Found, Level
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
_NONE_YET = re.compile(r"暂无(?:[^，。；]{0,6}(?:问题|措施|内容|说明|情况|不足))?[。.]?")


@rule("PT045", level="error", title="有没填的空或占位符")
def placeholders(form: Form) -> Iterator[Found]:
    """表中不应留有XX、××、**、（请填写）、待补充或{原因}这样的占位符。

    它们多半是从范文或上年的表里抄来没有改。英文单词和编号中的XX不算。
    只写「暂无」的，作为提醒。
    错：XX单位按计划完成招聘会{数量}场。
    对：上海市人才服务中心按计划完成招聘会12场。
    """
    for path, text in _texts(form):
        found = dict.fromkeys(match[0] for match in _PLACEHOLDER.finditer(text))
        name = form.name_of(path)
        if found:
            listed = "、".join(f"「{placeholder}」" for placeholder in found)
            yield Found(path, f"{name}中有没填的空：{listed}。", "请换成实际内容，或删去这一句。")
        elif _NONE_YET.fullmatch(text.strip()):
            message = f"{name}只写了「{text.strip()}」。"
            yield Found(
                path, message, "请写明实际情况；确实没有的，请说明依据。", level=Level.WARNING
            )


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    """Yield every text a placeholder may stand in, narratives point by point."""
    yield from ((field, getattr(form.evaluation, field)) for field in _HEADER_TEXTS)
    for field, text in form.narratives:
        for number, point in enumerate(narrative.split(text)):
            yield f"{field}[{number}]", point.text
    for place, row in form.rows:
        yield from ((cell(place, field), getattr(row, field)) for field in _ROW_TEXTS)
