"""What gaps of a wording get: the answer to the one asked for, several in order, or by name."""

import re
from collections.abc import Mapping, Sequence

from perftui.assistant.drafting.gaps import Gap, open_gaps
from perftui.assistant.moves import Fill, PassOver, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.choice_words import DROP, NO, NONE, STOPS, UNKNOWN, YES
from perftui.assistant.reading.numbered import WIDTHS
from perftui.assistant.state import Doubt, Reading, Scene
from perftui.evaluation.quantities import quantities
from perftui.phrases.slots import slot_names

_BETWEEN = re.compile(r"[\s，,；;。、]+")
_IS = re.compile(r"[\s」}｝]*(?:是|为|填|就是|[:：=])?\s*")
_OPEN = re.compile(r"[「{｛]?")
_LEAD = re.compile(r"^(?:是|填|为|就填|写|应该是|答)\s*(?=\S)")
_FIGURE = re.compile(r"[\d.]+\s*[%％\w]{0,4}")
_COUNTED = re.compile(r"(?P<number>[约近]?[\d,.]+[余多]?[万亿]?[余多]?)(?P<unit>[^\d\W]{1,3})")
_UNIT = "单位"
_HAS_FIGURE = re.compile(
    r"[\d０-９]|(?:约|近|每|共|第)?[零一二两三四五六七八九十百千万亿半几]+[^\W\d_]{0,4}\Z"
    "|上[旬年]|年[初中底]"
)
_NO_VALUE = re.compile(
    "[。？?：:]|换[一成个]|改[成为]|删|不好|不合适|不行|起草|我觉得|自己写|重写|缩短|算了|怎么|什么"
    "|第.{1,3}[句条点]|这[句条]|都要|都行|最后|但是|不过|还行|太长|上面|前面"
)
_LONGEST, _SHORT, _SHOWN, _SEVERAL = 36, 8, 40, 2


def read_named_slots(line: str, scene: Scene) -> Reading | None:
    """Read gaps filled by their names, and what takes one out; only while one is asked for."""
    gaps = _gaps(scene)
    if not gaps:
        return None
    bare = line.strip(STOPS)
    first = gaps[0]
    if bare in DROP:
        return Reading((Fill(first.path, first.number, ((first.name, ""),)),))
    if bare in UNKNOWN | NONE:
        return _without(first, bare)
    values = named_values(bare, [gap.name for gap in gaps])
    if not values:
        return None
    return Reading((Fill(first.path, first.number, tuple(values.items())),))


def read_slot_answer(line: str, scene: Scene) -> Reading | None:
    """Read a line as what the gap that is asked for gets, with those that follow it.

    What does not look like that is asked about.
    """
    gaps = _gaps(scene)
    text = line.strip(STOPS)
    if not gaps or not text or text in YES | NO:
        return None
    first = gaps[0]
    values = _in_order(text, gaps) or _value(_LEAD.sub("", text), first, gaps)
    if all(_is_likely(name, value, scene) for name, value in values.items()):
        return Reading((Fill(first.path, first.number, tuple(values.items())),))
    fill = Fill(first.path, first.number, ((first.name, text),))
    as_point = Choice("另写一点", (Write(first.path, text),))
    choices = (
        Choice(f"填进「{first.name}」", (fill,)),
        *((as_point,) if first.number else ()),
        Choice("先空着", (PassOver((first.id,)),)),
    )
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}（后略）"
    return Reading(doubts=(Doubt(f"「{shown}」是填进「{first.name}」吗？", choices),))


def _is_likely(name: str, value: str, scene: Scene) -> bool:
    """Whether a value is of the kind of its gap: a figure, or a few words and no instruction."""
    if len(value) > _LONGEST or _NO_VALUE.search(value):
        return False
    definition = next((s for s in scene.aids.wording.bank.slots if s.name == name), None)
    if definition is not None and any(map(str.isdigit, definition.example)):
        return bool(
            _HAS_FIGURE.match(value.lstrip("约近每共第超过达到为是"))
            or any(map(str.isdigit, value))
        )
    return not (len(value) > _SHORT and any(one.unit for one in quantities(value)))


def values_in_order(text: str, words: str) -> Mapping[str, str]:
    """Return figures for the gaps of a wording in their order; none if a piece has no figure."""
    gaps = [Gap("", 1, name, words) for name in slot_names(words)]
    pieces = text.split()
    has_figures = all(any(map(str.isdigit, piece)) for piece in pieces)
    return (_in_order(text, gaps) or {}) if has_figures and gaps else {}


def named_values(text: str, names: Sequence[str]) -> dict[str, str]:
    """Return values by the names of gaps before them, all of a text read so; else none."""
    found: dict[str, str] = {}
    last = ""
    longest_first = sorted(names, key=len, reverse=True)
    for piece in filter(None, _BETWEEN.split(text)):
        opened = _end(_OPEN, piece, 0)
        name = next((n for n in longest_first if piece.startswith(n, opened)), "")
        value = piece[_end(_IS, piece, opened + len(name)) :] if name else piece
        if name and name not in found:
            found[name] = value
            last = name
        elif last:
            found[last] = f"{found[last]}，{piece}" if found[last] else piece
        else:
            return {}
    return found if all(found.values()) else {}


def _gaps(scene: Scene) -> list[Gap]:
    """Return the gap that is asked for, then those of the same point in their order."""
    question = scene.question
    if question is None or not question.id.startswith("slot:"):
        return []
    every = list(open_gaps(scene.form))
    asked = next((gap for gap in every if gap.id == question.id), None)
    if asked is None:
        return []
    beside = [g for g in every if (g.path, g.number) == (asked.path, asked.number) and g != asked]
    names = slot_names(asked.words)
    at = names.index(asked.name)
    return [asked, *sorted(beside, key=lambda gap: names.index(gap.name) < at)]


def _in_order(text: str, gaps: Sequence[Gap]) -> Mapping[str, str] | None:
    """Read several values, one for each gap; commas part them only between figures."""
    pieces = text.split()
    if len(pieces) == 1:
        pieces = [piece for piece in _BETWEEN.split(text) if piece]
        figures = [bool(_FIGURE.fullmatch(piece.translate(WIDTHS))) for piece in pieces]
        if not all(figures) and not (any(figures) and len(pieces) == len(gaps)):
            return None
    pieces = [piece.strip(STOPS + "、") for piece in pieces]
    if len(pieces) < _SEVERAL or not all(pieces):
        return None
    values: dict[str, str] = {}
    for gap in gaps:
        if gap.name not in values and pieces:
            values |= _value(pieces.pop(0), gap, gaps)
    return None if pieces else values


def _value(said: str, gap: Gap, gaps: Sequence[Gap]) -> dict[str, str]:
    """Return what a gap gets, and the unit behind it: what stands before it is not said twice."""
    before = gap.words.partition(f"{{{gap.name}}}")[0]
    heard = next(
        (n for n in range(min(len(before), len(said) - 1), 1, -1) if before[-n:] == said[:n]), 0
    )
    value = said[heard:].strip()
    match = _COUNTED.fullmatch(value.translate(WIDTHS))
    has_unit = any(other.name == _UNIT for other in gaps)
    if has_unit and match and f"{{{gap.name}}}{{{_UNIT}}}" in gap.words:
        return {gap.name: match["number"], _UNIT: match["unit"]}
    return {gap.name: value}


def _overlap(before: str, said: str) -> int:
    """Return with how many characters a text goes on as another one ends, from two on."""
    longest = min(len(before), len(said) - 1)
    return next((n for n in range(longest, 1, -1) if before[-n:] == said[:n]), 0)


def _without(gap: Gap, said: str) -> Reading:
    drop = Fill(gap.path, gap.number, ((gap.name, ""),))
    choices = (
        Choice("删掉这半句", (drop,)),
        Choice("先空着", (PassOver((gap.id,)),)),
        Choice(f"照填「{said}」", (Fill(gap.path, gap.number, ((gap.name, said),)),)),
    )
    return Reading(doubts=(Doubt(f"「{gap.name}」没有可填的，怎么办？", choices),))


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
