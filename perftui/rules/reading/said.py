"""The quantities of a text with the words around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perftui.evaluation.quantities import Quantity
from perftui.rules.passage import Passage

_SENTENCE_ENDS = "。！？；;\n"
# A clause ends here; 预算数（元）and 执行率： go on.
_MARK = re.compile(
    r"[，,；;。！？\n、“”《》\s]|[:：](?=.)|[（(](?!(?:万?元|%|％)[）)])|[）)](?<![元%％].)"
)
_END = re.compile(r"[，,；;：:。！？\n、（()）“”《》\s]")
_TEN = Decimal(10)


@dataclass(frozen=True)
class Said:
    """A quantity with the words around it.

    `label` are the words before it in its clause and `rest` those after it there; `context` is its
    sentence up to the label, which begins at `sentence` of the text.
    """

    quantity: Quantity
    sentence: int
    context: str
    label: str
    rest: str

    @property
    def start(self) -> int:
        """Where its label begins in the text."""
        return self.quantity.start - len(self.label)


@lru_cache(maxsize=64)
def said(passage: Passage) -> tuple[Said, ...]:
    """Return the quantities of a text with their words."""
    return tuple(_said(passage))


def rough_place(quantity: Quantity) -> Decimal:
    """Return the place value of the last digit that is no zero: 100 for 3200."""
    exponent = int(quantity.value.normalize().as_tuple().exponent)
    return max(_TEN**exponent, quantity.quantum)


def _said(passage: Passage) -> Iterator[Said]:
    text, last_end = passage.text, 0
    starts = [0, *(point.start for point in passage.points)]
    for quantity in passage.quantities:
        start, end = quantity.start, quantity.end
        sentence = 1 + max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS)
        sentence = max(sentence, *(place for place in starts if place <= start))
        before = text[max(sentence, last_end) : start]
        label = before[_last_mark(before.rstrip()) :]
        ending = _END.search(text, end)
        rest = text[end : ending.start() if ending else len(text)]
        yield Said(quantity, sentence, text[sentence : start - len(label)], label, rest)
        last_end = end


def _last_mark(text: str) -> int:
    """Return where the last clause of a text begins."""
    end = 0
    for match in _MARK.finditer(text):
        end = match.end()
    return end
