"""What rules ask of the rows of the indicator table, and how they name several of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.evaluation.values import print_number
from perftui.rules.finding import Evidence
from perftui.rules.form import Form

# What is longer is no name, and would only cost time.
LONGEST_NAME = 200
_MOST_NAMED = 5
_MARKS = re.compile(r"[\W_]")
# What people type where a reason is asked for and there is none.
_NO_REASON = re.compile(
    r"|[暂尚]?(?:无|没有)(?:说明|原因|备注|偏差|其他)?|略"
    r"|(?:自评)?(?:共|已)?扣(?:除|减|了)?(?:\d+(?:分)?|[一二两三四五半]分|分)"
)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return a name without blanks and marks, its letters and digits in one width and case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def is_full(row: Indicator) -> bool:
    """Whether a row has points to earn and earned them all."""
    weight, score = row.weight, row.score
    return isinstance(weight, Decimal) and isinstance(score, Decimal) and 0 < weight <= score


def is_explained(row: Indicator) -> bool:
    """Whether the remark says anything; a dash and 无 do not."""
    return not _NO_REASON.fullmatch(bare(row.remark))


def is_execution_row(form: Form, row: Indicator) -> bool:
    """Whether a row is that of the execution rate."""
    return bare(row.name) == bare(form.profile.execution_indicator)


def own_rows(form: Form) -> Iterator[tuple[int, Indicator]]:
    """Yield the rows that the unit itself thought of: those that the profile does not give."""
    given = {bare(indicator.name) for indicator in form.profile.fixed_indicators}
    given.add(bare(form.profile.execution_indicator))
    return ((place, row) for place, row in form.rows if bare(row.name) not in given)


def listed(said: Sequence[str]) -> str:
    """List what is said of some rows, the first ones of many: 甲、乙; 甲、…戊等8行."""
    shown = "、".join(said[:_MOST_NAMED])
    return shown if len(said) <= _MOST_NAMED else f"{shown}等{len(said)}行"


def named(form: Form, places: Iterable[int]) -> str:
    """Name the rows at some places: 「招聘会完成率」、「政策知晓率」."""
    return listed([f"「{row_name(form, place)}」" for place in places])


def row_name(form: Form, place: int) -> str:
    """Return the name of a row without the blanks of wrapped cells, 第3行 if it has none."""
    return "".join(form.evaluation.indicators[place].name.split()) or f"第{place + 1}行"


def points_of(row: Indicator) -> str:
    """Say weight and score of a row: 4→3."""
    numbers = (value for value in (row.weight, row.score) if isinstance(value, Decimal))
    return "→".join(map(print_number, numbers))


def cells(places: Iterable[int], column: str) -> tuple[Evidence, ...]:
    """Return the cells of one column as evidence."""
    return tuple(Evidence(cell(place, column)) for place in places)
