"""Gaps that wordings leave in what is written, such as {渠道}: filled, or taken out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perftui.assistant.drafting.written import text_of
from perftui.evaluation.fields import TEXTS, cell
from perftui.evaluation.model import Evaluation
from perftui.evaluation.point_layout import layout_of
from perftui.evaluation.points import delete_point, replace_point
from perftui.phrases.slots import SLOT, slot_names

_CLAUSE = re.compile(r"[^，；。！？;!?\n]*+[，；。！？;!?]?")
_CARRYING_ON = re.compile("为|占|其中|实际|较|比|达|均|并|且|由|经|围绕|议定|完成年初|推送|覆盖")
_ENDS = "。！？!?"
_LONGEST_UNIT = 4


@dataclass(frozen=True)
class Gap:
    """A gap by its name, in a point of a narrative or, as number 0, in another text."""

    path: str
    number: int
    name: str
    words: str
    occurrence: int = 1

    @property
    def id(self) -> str:
        """The id of the question that fills it."""
        again = f":{self.occurrence}" if self.occurrence > 1 else ""
        return f"slot:{self.path}:{self.name}{again}"


def open_gaps(form: Evaluation) -> Iterator[Gap]:
    """Yield the gaps of a form in the order of its fields, each once a point."""
    for path in (*TEXTS, *(cell(place, "remark") for place in range(len(form.indicators)))):
        text = text_of(form, path)
        if "{" not in text:
            continue
        met: dict[str, int] = {}
        for number, words in _parts(path, text):
            for name in slot_names(words):
                met[name] = met.get(name, 0) + 1
                yield Gap(path, number, name, words, met[name])


def filled(form: Evaluation, path: str, number: int, values: Mapping[str, str]) -> str:
    """Return a text with gaps of a point filled; "" for a value takes its clause out."""
    text = text_of(form, path)
    if not number:
        return _in_words(text, values)
    layout = layout_of(text)
    piece = layout.pieces[number - 1]
    words = _in_words(piece.words, values)
    caret = layout.body_of(number - 1)
    if not words.strip():
        return delete_point(text, caret).text
    return replace_point(text, caret, words).text


def without_clause(words: str, name: str) -> str:
    """Return words without the clauses that have a gap; empty if no other is left.

    With the clause that begins a sentence go those that only carry it on: 为年度计划的{比例}.
    """
    clauses = [match[0] for match in _CLAUSE.finditer(words) if match[0]]
    kept = [clause for clause in clauses if f"{{{name}}}" not in clause]
    if clauses and clauses[0] not in kept and any(map(_carries_on, clauses[1:])):
        kept = _of_another_sentence(clauses)
    if len(kept) == len(clauses):
        return words
    left = "".join(kept)
    stop = words[-1] if words.endswith(tuple(_ENDS)) else ""
    bare = left.rstrip("，；;、" + _ENDS)
    return bare + stop if bare else ""


def _carries_on(clause: str) -> bool:
    """Whether a clause says nothing without the one before it, or wants something itself."""
    return SLOT.search(clause) is not None or _CARRYING_ON.match(clause) is not None


def _of_another_sentence(clauses: list[str]) -> list[str]:
    """Return the clauses behind the first sentence."""
    ends = (place for place, clause in enumerate(clauses) if clause.endswith(tuple(_ENDS)))
    return clauses[next(ends, len(clauses)) + 1 :]


def put_into(words: str, name: str, value: str) -> str:
    """Put a value into a gap; a unit that follows the gap is not said twice."""
    gap = f"{{{name}}}"
    pieces = words.split(gap)
    said = [pieces[0]]
    for piece in pieces[1:]:
        said += [_before(value, piece), piece]
    return "".join(said)


def _in_words(words: str, values: Mapping[str, str]) -> str:
    marked = words
    for name, value in values.items():
        marked = put_into(marked, name, value) if value else without_clause(marked, name)
    return marked


def _before(value: str, rest: str) -> str:
    """Leave the end of a value out where the text goes on with it: 8场 before 场招聘会."""
    for length in range(min(_LONGEST_UNIT, len(value) - 1), 0, -1):
        end = value[-length:]
        if rest.startswith(end) and not end[0].isdigit() and value[-length - 1].isdigit():
            return value[:-length]
    return value


def _parts(path: str, text: str) -> Iterator[tuple[int, str]]:
    if path.endswith("remark") or path == "goal":
        yield 0, text
        return
    for number, piece in enumerate(layout_of(text).pieces, 1):
        if SLOT.search(piece.words):
            yield number, piece.words
