"""The rule about achievements that nobody can check."""

import re
from collections.abc import Iterator

from perftui.evaluation.quantities import Quantity
from perftui.rules.finding import Found, Level
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.registry import rule

_FIELD = "achievements"
_LONG_TEXT = 100
# 四个分中心 is how something is called: only a figure, or a count from ten on, is checked.
_COUNTED = 10
_DATE = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:[\d一二三四五六七八九十]{1,3}[日号])?"
    r"|\d{4}([-/.])\d{1,2}\1\d{1,2}|[一二三四]季度"
)
_HINT = "请写明做了多少、达到多少、何时完成，如场次、人次、比率和与目标的比较。"


@rule("PT037", level="warning", title="主要绩效没有可核对的内容")
def nothing_to_check(form: Form) -> Iterator[Found]:
    """主要绩效要有可以核对的数字：数量、比率、金额。

    一个数字也没有的是警告；只有日期，或长长一段只有一个数字的，作提示。
    「四个分中心」「五位一体」这样的名称不算数字。
    错：积极开展各类招聘活动，全力服务人才集聚，取得了良好成效。
    对：举办招聘会100场，10428家单位参会，入场近17万人次。
    """
    passage = form.passage(_FIELD)
    length = len("".join(passage.text.split()))
    if not length:
        return
    name = form.name_of(_FIELD)
    figures = [one for one in passage.quantities if _is_checkable(passage, one)]
    date = _DATE.search(passage.text)
    if not figures and not date:
        message = f"{name}共{length}字，没有一个可以核对的数字。"
        yield Found(_FIELD, message, _HINT)
    elif not figures and date:
        message = f"{name}除日期「{date[0]}」外，没有可以核对的数字。"
        evidence = passage.evidence(*date.span())
        yield Found(_FIELD, message, _HINT, level=Level.HINT, evidence=(evidence,))
    elif len(figures) == 1 and length >= _LONG_TEXT:
        only = figures[0]
        message = f"{name}共{length}字，可以核对的数字只有「{_text(passage, only)}」。"
        evidence = passage.evidence(only.start, only.end)
        yield Found(_FIELD, message, _HINT, level=Level.HINT, evidence=(evidence,))


def _is_checkable(passage: Passage, quantity: Quantity) -> bool:
    written = any(character.isdigit() for character in _text(passage, quantity))
    return written or quantity.value >= _COUNTED or quantity.unit == "%"


def _text(passage: Passage, quantity: Quantity) -> str:
    return passage.text[quantity.start : quantity.end]
