"""Values with what says whose they are: 预算124.55万, 上年没有, 4月20日评的."""

import re
from collections.abc import Iterator

from perftui.assistant.reading.fields.amounts_together import together
from perftui.assistant.reading.fields.clauses import yes_or_no
from perftui.assistant.reading.fields.named_values import named, nearly_named
from perftui.assistant.reading.fields.unnamed_values import (
    as_budgeted,
    dated,
    of_no_field,
    of_year,
    this_year,
    value_first,
)
from perftui.assistant.reading.reader import Piece, PieceReader
from perftui.assistant.state import Scene

_READERS: tuple[PieceReader, ...] = (
    of_no_field,
    of_year,
    this_year,
    together,
    yes_or_no,
    dated,
    value_first,
    as_budgeted,
    named,
)
_LEADS = (
    re.compile(r"(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、)）．]|[（(]\d{1,2}[)）])\s*"),
    re.compile(
        r"(?:(?:我们?|咱们?|本)(?:这个)?(?:单位|中心|部门|科室|局|处)?的?|这[个次]?|本|该|此|那个?|就是"
        r"|还有|另外|然后|嗯|哦|对了|好的?|请填|填|写)?(?:项目)?的?(?:今年|当年|本年度?|全年)?的?\s*"
    ),
    re.compile(
        r"(?:我们?|咱们?|这[个次]?|本|该|此|那个?|就是|还有|另外|然后|嗯|哦|对了|好的?)的?\s*"
    ),
    re.compile(r"(?:截[至止])?(?:已经?|目前|现在|至今|实际上?|总共|一共|共)\s*"),
    re.compile(r"(?:钱|资金|金额|经费|财务|数据|答|回答)\s*[：:]\s*"),
)


def read_assignment(line: str, place: int, scene: Scene) -> Piece | None:
    """Read a field's name with the value behind it, or a value that says itself what it is."""
    starts = dict.fromkeys((place, *_without_lead(line, place)))
    for start in starts:
        for reader in _READERS:
            piece = reader(line, start, scene)
            if piece is not None:
                return piece
    return nearly_named(line, place, scene)


def _without_lead(line: str, place: int) -> Iterator[int]:
    for lead in _LEADS:
        match = lead.match(line, place)
        if match and match.end() > place:
            yield match.end()
