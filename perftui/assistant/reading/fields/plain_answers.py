"""What only answers the question at hand: bare values, or the words of a text."""

import re

from perftui.assistant.moves import Claim, Give, Pick, Score, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.fields.amounts import plain
from perftui.assistant.reading.fields.bare_names import NAMED, named_in
from perftui.assistant.reading.fields.bare_values import cut, given, place, row_asked, same_for_all
from perftui.assistant.reading.fields.clauses import CLAUSE_END
from perftui.assistant.reading.fields.names_of_bodies import is_no_answer
from perftui.assistant.state import Doubt, Expects, Question, Reading, Scene
from perftui.evaluation.fields import name_of
from perftui.evaluation.specification import FieldType, type_of

_LEAST_WORDS, _LEAST_OF_LINE, _LEAST_GOAL = 4, 2, 10
_LEAST_NAME, _LONGEST_NAME = 4, 40
_LONGEST_GRADE = 5
_IS_GOAL = re.compile(
    r"(?:完成|推进|加强|提[高升]|保障|确保|开展|举办|建[设成立]|优化|实现|促进|做好|落实|加快|达到|组织|改善"
    r"|推动|健全|完善|增强|扩大|维护|服务(?!专项|中心|项目))"
)
_COLON = re.compile("[:：]")
_YES = ("是", "是的", "对", "好", "好的", "可以")


def read_plain_answer(line: str, scene: Scene) -> Reading | None:
    """Read an answer to what is being asked; else a value whose place is evident."""
    question = scene.question
    if question is not None and question.expects is Expects.TEXT:
        return _words(line, question)
    values = cut(line, question)
    if values:
        return place(values, scene)
    grade = line.strip(" 。，!！")
    if 1 < len(grade) <= _LONGEST_GRADE and scene.profile.grade_named(grade):
        return Reading((Claim("grade", grade),))
    if question is None or question.expects is not Expects.VALUE:
        return None
    return (
        _chosen(line, question, scene)
        or same_for_all(line, question)
        or _score(line, question)
        or _names(line, question, scene)
    )


def _chosen(line: str, question: Question, scene: Scene) -> Reading | None:
    """Read the number of what is offered for names, and 是 where nothing else is asked so."""
    said = plain(line).strip(" 。")
    if not scene.choices or type_of(question.path) is FieldType.MONEY:
        return None
    if said in _YES and "recurring" not in question.paths:
        return Reading((Pick((1,)),))
    is_number = said.isascii() and said.isdigit() and len(said) == 1
    is_there = is_number and 1 <= int(said) <= len(scene.choices)
    return Reading((Pick((int(said),)),)) if is_there else None


def _words(line: str, question: Question) -> Reading | None:
    """Read words for a text, as they are; what says nothing is none."""
    text = line.strip()
    is_line = bool(question.path) and type_of(question.path) is FieldType.LINE
    least = _LEAST_OF_LINE if is_line else _LEAST_WORDS
    if not question.path or is_no_answer(text) or len(text) < least:
        return None
    if question.path == "goal" or is_line:
        return Reading((Give(question.path, text),))
    return Reading((Write(question.path, text),))


def _score(line: str, question: Question) -> Reading | None:
    row = row_asked(question)
    is_score = row is not None and re.search(r"\d", plain(line))
    return Reading((Score((row,), line),)) if row is not None and is_score else None


def _names(line: str, question: Question, scene: Scene) -> Reading | None:
    """Read names and the goal; a name that looks like nothing known is asked about."""
    paths = [path for path in question.paths if path in NAMED]
    text = line.strip(" 　。")
    if not paths or is_no_answer(text):
        return None
    gives = named_in(text, question)
    if gives:
        return Reading((given(gives),))
    if "goal" in paths and len(text) >= _LEAST_GOAL and _IS_GOAL.search(_COLON.split(text)[-1]):
        return Reading((Give("goal", line.strip()),))
    if any(mark in text for mark in CLAUSE_END) or not _LEAST_NAME <= len(text) <= _LONGEST_NAME:
        return None
    named = [(path, name_of(scene.form, path, scene.profile)) for path in paths]
    choices = tuple(Choice(f"{name}：{text}", (Give(path, text),)) for path, name in named)
    asked = f"是{named[0][1]}吗" if len(named) == 1 else "是哪一项"
    return Reading(doubts=(Doubt(f"「{text}」{asked}？", (*choices, Choice("不是"))),))
