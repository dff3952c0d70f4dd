"""The things of another form that a sentence names: its building, its fair, its rows.

They are kept in a phrase and known as names, so that a form which has the same things shows them,
and any other form gets a slot in their place.
"""

import re
from collections.abc import Iterable

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.phrases.bank import Bank
from perftui.phrases.library import Form
from perftui.phrases.slots import BRACE, SLOT

SLOT_FOR_NAMES = "{事项}"
_WHOLE = 4
# A name is recognised by pieces of four characters, and by how the project's begins.
_BEGINNING, _PIECE = 3, 4
# What many forms speak of is no name, though the bank may not use it.
_EVERYDAY = (
    "事业单位 公共服务 一体化建设 学习交流 服务中心 信息系统 配套设施 管理机制 长效管理 毕业生 "
    "人才服务 人才引进 工作人员 专业技术 社会保障 服务平台 管理制度 工作机制 教育培训 宣传推广 "
    "设施设备"
)
_ENDINGS = ("专项", "经费", "项目")


class OwnNames:
    """What a form calls its own things, apart from words that any form may use."""

    def __init__(self, evaluation: Evaluation, bank: Bank) -> None:
        fixed = {row.name for row in load_profile(evaluation.profile).fixed_indicators}
        rows = [row.name for row in evaluation.indicators if row.name not in fixed]
        project = _without_endings(evaluation.name)
        common = vocabulary(bank)
        pieces = _pieces([project[:_BEGINNING]], _BEGINNING)
        pieces |= _pieces([project, evaluation.unit, evaluation.department, *rows], _PIECE)
        self._pieces = {piece for piece in pieces if piece not in common}
        self._pairs = _pieces([project, evaluation.unit, evaluation.department, *rows], 2)
        self._whole = {
            "{项目}": evaluation.name,
            "{预算单位}": evaluation.unit,
            "{科室}": evaluation.department,
        }

    def generalised(self, sentence: str) -> str:
        """Replace the names that every form has by their slots."""
        for slot, name in self._whole.items():
            if len(name) >= _WHOLE and not BRACE.search(name):
                sentence = _outside_slots(sentence, name, slot)
        return sentence

    def within(self, sentence: str) -> tuple[str, ...]:
        """Return the names a sentence carries, the longest first."""
        inside = [False] * len(sentence)
        for length in (_BEGINNING, _PIECE):
            for start in range(len(sentence) - length + 1):
                if sentence[start : start + length] in self._pieces:
                    inside[start : start + length] = [True] * length
        for place in range(1, len(sentence) - 1):
            # A name that ends within a word takes the rest of the word along.
            if inside[place - 1] and sentence[place - 1 : place + 1] in self._pairs:
                inside[place] = True
        for slot in SLOT.finditer(sentence):
            inside[slot.start() : slot.end()] = [False] * len(slot[0])
        marked = "".join(char if own else "\n" for char, own in zip(sentence, inside, strict=True))
        return tuple(sorted(set(marked.split()), key=lambda name: (-len(name), name)))


def form_of(evaluation: Evaluation) -> Form:
    """Return by what a form is known again."""
    return Form(evaluation.unit, evaluation.name, evaluation.known_year)


def row_name(row: Indicator) -> str:
    """Return the name of a row without the blanks and breaks that a printed cell has."""
    return re.sub(r"\s", "", row.name)


def with_slots_for(names: Iterable[str], text: str, words: str) -> str:
    """Put a slot for each name that does not occur in the words of a form."""
    for name in names:
        if name not in words:
            text = _outside_slots(text, name, SLOT_FOR_NAMES)
    return text.replace(SLOT_FOR_NAMES * 2, SLOT_FOR_NAMES)


def words_of(evaluation: Evaluation) -> str:
    """Return the words in which a form names its things."""
    rows = (row.name for row in evaluation.indicators)
    return "\n".join((evaluation.name, evaluation.unit, evaluation.department, *rows))


def vocabulary(bank: Bank) -> str:
    """Return the words that the bank itself uses: they are nobody's own."""
    topics = (text for t in bank.topics for text in (*t.keywords, *t.problems, *t.measures))
    shapes = (text for shape in bank.shapes for text in (*shape.keywords, *shape.wordings))
    return "\n".join((*topics, *shapes, _EVERYDAY))


def _outside_slots(text: str, name: str, slot: str) -> str:
    """Put a slot for a name where it does not stand within a slot."""
    parts = SLOT.split(text)
    parts[::2] = [part.replace(name, slot) for part in parts[::2]]
    parts[1::2] = [f"{{{inner}}}" for inner in parts[1::2]]
    return "".join(parts)


def _without_endings(name: str) -> str:
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name


def _pieces(texts: Iterable[str], length: int) -> set[str]:
    return {
        text[start : start + length]
        for text in texts
        for start in range(len(text) - length + 1)
        if not BRACE.search(text[start : start + length])
    }
