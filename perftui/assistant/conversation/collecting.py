"""Text of several lines: what begins it, what goes on with it, and what ends it.

A label of a text with nothing behind it (主要绩效：) begins one that also ends with whatever is
plainly something else: a control word, a command, another label, scores. `<<` behind the label, or
alone where a text is being asked for, begins one that only its end mark ends.
"""

import re
from dataclasses import dataclass, replace

from perftui.assistant.moves import Give, Write
from perftui.assistant.reading.commands.control import control_word
from perftui.assistant.reading.fields.field_names import name_at
from perftui.assistant.reading.line import LONGEST, read_line, readable
from perftui.assistant.state import Expects, Question, Scene
from perftui.evaluation.fields import NARRATIVES, TEXTS, bare_label

_BEGINNING = re.compile(r"(?P<label>[^\s:：<＜《]{0,20})\s*+[:：]?\s*+(?P<mark><<|＜＜|《《)?")
_ENDS = frozenset((".", "。", "．", "｡"))
_NUMBERED = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、.．)）]|是)\D")
_SENTENCE_ENDS = ("。", "；", "！", ";")


@dataclass(frozen=True)
class Collecting:
    """A text that is being written line by line; `is_open` while anything else may end it."""

    path: str
    label: str
    is_open: bool = True
    lines: tuple[str, ...] = ()

    def with_line(self, line: str) -> "Collecting":
        """Return it with a line more; a blank one parts nothing."""
        return replace(self, lines=(*self.lines, line.strip())) if line.strip() else self


def is_end(line: str) -> bool:
    """Whether a line is the mark that ends a text."""
    return line.strip() in _ENDS


def begun(line: str, scene: Scene) -> Collecting | None:
    """Return the text that a line begins; None for a line that begins none."""
    match = _BEGINNING.fullmatch(line.strip())
    if match is None or not (match["mark"] or line.rstrip().endswith((":", "："))):
        return None
    path = _path_of(match["label"], scene)
    if not path:
        return None
    return Collecting(path, bare_label(scene.profile, path), is_open=not match["mark"])


def goes_on(line: str, text: Collecting, scene: Scene) -> bool:
    """Whether a line belongs to a text, rather than being something else that ends it."""
    said = line.strip()
    if not text.is_open or not said:
        return True
    if begun(line, scene) or said.startswith(("/", "／")) or control_word(said):
        return False
    if _NUMBERED.match(said) or said.endswith(_SENTENCE_ENDS):
        return True
    read = readable(said)
    reading = read_line(read, _asking_for(text, scene)) if len(read) <= LONGEST else None
    if reading is None or reading.unread or reading.doubts:
        return True
    return all(isinstance(m, Write | Give) and m.path == text.path for m in reading.moves)


def write_of(text: Collecting, scene: Scene) -> Write | Give:
    """Return the move that writes a text as it would be written behind its label."""
    words = "\n".join(text.lines)
    first = readable(f"{text.label}：{text.lines[0]}")[:LONGEST]
    reading = read_line(first, _asking_for(text, scene))
    for move in reading.moves if reading else ():
        if isinstance(move, Write) and move.path == text.path:
            return Write(text.path, words, move.manner)
    return Write(text.path, words) if text.path in NARRATIVES else Give(text.path, words)


def _asking_for(text: Collecting, scene: Scene) -> Scene:
    """Return the scene as if the text were being asked for, with nothing on offer."""
    question = Question(text.path, (text.path,), "", "", expects=Expects.TEXT)
    return scene.having(question=question, choices=(), waiting=None)


def _path_of(label: str, scene: Scene) -> str:
    """Return the text field of a label; without a label the one that is being asked for."""
    if not label:
        question = scene.question
        return question.path if question and question.path in TEXTS else ""
    name = name_at(label, 0, scene.profile)
    is_whole = name is not None and name.end == len(label)
    return name.path if name and is_whole and name.path in TEXTS else ""
