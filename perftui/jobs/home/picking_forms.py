"""Which forms of a list are shown, and in which order."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any

from perftui.jobs.home.catalog import Line
from perftui.rules.finding import Level
from perftui.storage.workspace import newest_first

_APART = re.compile(r"[\s,，、;；]+")
_RUN = re.compile(r"[0-9]+|[a-zü']+|[^0-9a-zü']+")
_LETTERS = re.compile(r"[a-zü']+")
_WIDE = str.maketrans({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_LAST = 10**9


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words that a form must have: those between commas, each cut into its kinds.

    2019大厦 are two words, for nothing need be typed between figures and characters.
    """
    runs = (_RUN.findall(word) for word in _APART.split(typed.translate(_WIDE).casefold()))
    return tuple(run for found in runs for run in found)


def has_all(line: Line, words: Sequence[str]) -> bool:
    """Whether a form has all the words, in its figures or, spelled in letters, in its name."""
    return all(word in line.searched or _is_spelled(line, word) for word in words)


def _is_spelled(line: Line, word: str) -> bool:
    if not line.pinyin or not _LETTERS.fullmatch(word):
        return False
    from perftui.phrases.pinyin import spells

    return spells(word.replace("'", "").replace("ü", "v"), line.pinyin)


class Order(Enum):
    """An order of the list: what it is called, and the column it follows."""

    YEAR = ("年度从新到旧", "year")
    NAME = ("名称", "name")
    SCORE = ("得分从低到高", "score")
    FINDINGS = ("问题从多到少", "findings")
    PROGRESS = ("进度从少到多", "progress")
    MODIFIED = ("修改时间从近到远", "modified")

    @property
    def label(self) -> str:
        """What it is called."""
        return self.value[0]

    @property
    def column(self) -> str:
        """The column it follows."""
        return self.value[1]

    @property
    def next(self) -> "Order":
        """The order after this one, going round."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


def arranged(lines: Iterable[Line], order: Order) -> tuple[Line, ...]:
    """Return lines in an order; those that are alike in it by year and file."""
    key = _KEYS[order]
    return tuple(sorted(lines, key=lambda line: (key(line), newest_first(line.entry))))


def _score(line: Line) -> Any:
    return _LAST if line.score is None else line.score


def _findings(line: Line) -> Any:
    unknown = line.findings is None
    return (unknown, *(-line.count(level) for level in Level))


def _progress(line: Line) -> Any:
    return _LAST if line.evaluation is None else line.done


_KEYS: dict[Order, Callable[[Line], Any]] = {
    Order.YEAR: lambda line: 0,
    Order.NAME: lambda line: (line.evaluation is None, line.pinyin or line.name, line.name),
    Order.SCORE: _score,
    Order.FINDINGS: _findings,
    Order.PROGRESS: _progress,
    Order.MODIFIED: lambda line: -line.stamp[0],
}
