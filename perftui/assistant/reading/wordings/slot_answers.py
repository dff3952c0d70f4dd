"""What gaps of a wording get: the answer to the one asked for, several by kind, or by name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from perftui.assistant.drafting.gaps import Gap, open_gaps
from perftui.assistant.moves import (
    Fill,
    Manner,
    PassOver,
    Revise,
    Revision,
    Tell,
    Write,
)
from perftui.assistant.parts import Choice
from perftui.assistant.reading.wordings.choice_words import DROP, NO, NONE, STOPS, UNKNOWN, YES
from perftui.assistant.reading.wordings.slot_kinds import UNIT, Kind, fitting, is_figure, kind_of
from perftui.assistant.state import Doubt, Reading, Scene
from perftui.evaluation.quantities import quantities
from perftui.phrases.bank import SlotDefinition
from perftui.phrases.slots import SLOT, slot_names

_BETWEEN = re.compile(r"(?:\s|(?<!\d)[，,]|[，,](?!\d{3}(?!\d))|[；;。、])++")
_IS = re.compile(r"[\s」}｝]{0,9}+(?:是|为|填|就是|[:：=])?\s{0,9}+")
_OPEN = re.compile(r"[「{｛]?")
_LEAD = re.compile(r"^(?:是|填|为|就填|写|应该是|答)\s*(?=\S)")
_AWAY = re.compile("(?:就|也|都|先)?(?:不要|不填|不写|删掉?|去掉|不用填?|不提)(?:了|吧)?")
_HALF = re.compile(
    "(?:不要|删掉?|去掉)?(?P<half>前|后|上|下)(?:面|边)?(?:那|这)?[一]?(?:半句|句)"
    "(?:都|就)?(?:不要|删掉?|去掉|不写)?(?:了|吧)?"
)
_POINT = "(?:这|那|整)(?:一)?(?:句话?|条|点)"
_GONE = re.compile(
    rf"(?:{_POINT}(?:都|就)?(?:不要|删|去)掉?|(?:不要|删|去)(?:掉|了)?{_POINT})(?:了|吧)*"
)
_ANEW = re.compile(
    rf"(?:把)?(?:{_POINT})?(?:整句)?(?:改成|改为|换成|写成|应该是|应为)[\s：:，,]*(?P<words>.{{6,}})"
)
_GROUPS = {
    Kind.NUMBER: (
        r"((?:约|近)?(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)[余多]?[万亿]?[余多]?)"
    ),
    Kind.UNIT: r"([^\d\W]{1,4}?|[%％])",
}
_WANTED = {
    Kind.NUMBER: "数",
    Kind.SHARE: "百分数",
    Kind.UNIT: "计量单位",
    Kind.FIGURE: "带数字的短语",
}
_SHOWN, _SHORT, _SEVERAL, _LEAST_SENTENCE, _CUT_SHORT = 40, 8, 2, 4, 2


def read_named_slots(line: str, scene: Scene) -> Reading | None:
    """Read gaps filled by their names, and what takes one out; only while one is asked for."""
    gaps = _gaps(scene)
    if not gaps:
        return None
    bare = line.strip(STOPS)
    first = gaps[0]
    if bare in DROP:
        return _filled(first, {first.name: ""})
    if bare in UNKNOWN | NONE:
        return _without(first, bare)
    half = _HALF.fullmatch(bare)
    if half:
        last = half["half"] in "后下"
        return _filled(first, {(gaps[-1] if last else first).name: ""})
    return _of_the_point(bare, first) or _named(bare, gaps, scene) or _figures(bare, gaps, scene)


def _figures(text: str, gaps: Sequence[Gap], scene: Scene) -> Reading | None:
    """Read figures and nothing else, which would be scores of rows at another time: 200个 95."""
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    if scene.choices or not all(map(is_figure, pieces)):
        return None
    values = _by_kind(text, gaps, scene.aids.wording.bank.slots)
    return _filled(gaps[0], values) if values else None


def _of_the_point(text: str, gap: Gap) -> Reading | None:
    """Read that the whole sentence of the gap is to go, or to be another."""
    if not gap.number:
        return None
    if _GONE.fullmatch(text):
        return Reading((Revise(Revision.DROP, gap.number, gap.path),))
    anew = _ANEW.fullmatch(text)
    if anew is None or any(text.startswith(name) for name in slot_names(gap.words)):
        return None
    return Reading((Write(f"{gap.path}[{gap.number - 1}]", anew["words"], Manner.REPLACE),))


def read_slot_answer(line: str, scene: Scene) -> Reading | None:
    """Read a line as what the gap that is asked for gets, with others of its sentence.

    What does not look like that is asked about, or refused where a figure is wanted.
    """
    gaps = _gaps(scene)
    text = line.strip(STOPS)
    if not gaps or not text or text in YES | NO:
        return None
    slots = scene.aids.wording.bank.slots
    values = _of_sentence(text, gaps, slots) or _by_kind(_LEAD.sub("", text), gaps, slots)
    if values:
        return _filled(gaps[0], values)
    return _unsure(text, gaps, scene)


def values_in_order(text: str, words: str, slots: Sequence[SlotDefinition]) -> Mapping[str, str]:
    """Return figures for the gaps of a wording; none if a piece has no figure."""
    gaps = [Gap("", 1, name, words) for name in slot_names(words)]
    pieces = text.split()
    has_figures = all(any(map(str.isdigit, piece)) for piece in pieces)
    return (_by_kind(text, gaps, slots) or {}) if has_figures and gaps and text else {}


def named_values(text: str, names: Sequence[str]) -> dict[str, str]:
    """Return values by the names of gaps before them, all of a text read so; else none."""
    found: dict[str, str] = {}
    last = ""
    for piece in filter(None, _BETWEEN.split(text)):
        name, value = _parted(piece, names)
        if name and name not in found:
            found[name] = value
            last = name
        elif last:
            found[last] = f"{found[last]}，{piece}" if found[last] else piece
        else:
            return {}
    return found if all(found.values()) else {}


def _parted(piece: str, names: Sequence[str]) -> tuple[str, str]:
    """Part a piece into the name it begins with, which may be cut short, and what is behind it."""
    opened = _end(_OPEN, piece, 0)
    for length in (None, _CUT_SHORT):
        for name in sorted(names, key=len, reverse=True):
            said = name[:length]
            if piece.startswith(said, opened) and len(said) > 1:
                return name, piece[_end(_IS, piece, opened + len(said)) :]
    return "", piece


def _named(text: str, gaps: Sequence[Gap], scene: Scene) -> Reading | None:
    """Read values by names, each of the kind of its gap: 数量100场，比例不要了."""
    slots = scene.aids.wording.bank.slots
    values: dict[str, str] = {}
    by_name = {gap.name: gap for gap in gaps}
    for name, said in named_values(text, [*by_name]).items():
        fit = ("", "") if _AWAY.fullmatch(said) else _fit(by_name[name], said, slots)
        if fit is None:
            return Reading((_refusal(by_name[name], scene),))
        values[name] = fit[0]
        if fit[1] and UNIT in by_name and UNIT not in values:
            values[UNIT] = fit[1]
    return _filled(gaps[0], values) if values else None


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


def _of_sentence(
    text: str, gaps: Sequence[Gap], slots: Sequence[SlotDefinition]
) -> dict[str, str] | None:
    """Read the sentence said again with its gaps filled: 完成培训12场，为年度计划的100%."""
    words = gaps[0].words.strip(STOPS)
    parts = SLOT.split(words)
    if len(parts[0]) < _LEAST_SENTENCE:
        return None
    names = parts[1::2]
    pattern = re.escape(parts[0])
    for name, literal in zip(names, parts[2::2], strict=True):
        pattern += _GROUPS.get(kind_of(name, slots), "(.{1,36}?)") + re.escape(literal)
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    values = dict(zip(names, match.groups(), strict=True))
    by_name = {gap.name: gap for gap in gaps}
    fits = {name: _fit(by_name[name], said, slots) for name, said in values.items()}
    return {name: fit[0] for name, fit in fits.items() if fit} if all(fits.values()) else None


def _by_kind(
    text: str, gaps: Sequence[Gap], slots: Sequence[SlotDefinition]
) -> dict[str, str] | None:
    """Give each piece of an answer to the first gap that it fits; None if one fits nowhere."""
    for pieces in _partings(text):
        values: dict[str, str] = {}
        for piece in pieces:
            left = [gap for gap in gaps if gap.name not in values]
            taken = _taken(piece, left, slots)
            if taken is None:
                break
            values |= taken
        else:
            return values
    return None


def _partings(text: str) -> Iterator[list[str]]:
    """Yield how an answer may be cut: by spaces; by commas, if with figures; not at all."""
    words = text.split()
    if len(words) > 1:
        yield words
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    if len(pieces) > 1 and any(map(is_figure, pieces)):
        yield pieces
    yield [text]


def _taken(
    piece: str, gaps: Sequence[Gap], slots: Sequence[SlotDefinition]
) -> dict[str, str] | None:
    """Return what a piece gives to the first gap that it fits."""
    name, said = _parted(piece, [gap.name for gap in gaps])
    called = next((gap for gap in gaps if gap.name == name), None)
    fit = _fit(called, said, slots) if called else None
    if called and fit:
        return {called.name: fit[0]} | _unit(fit[1], gaps)
    shares = [gap for gap in gaps if kind_of(gap.name, slots) is Kind.SHARE]
    first = shares if _wants_share(piece, gaps, slots) else []
    for gap in (*first, *gaps):
        fit = _fit(gap, piece, slots)
        if fit is not None:
            return {gap.name: fit[0]} | _unit(fit[1], gaps)
    return None


def _wants_share(said: str, gaps: Sequence[Gap], slots: Sequence[SlotDefinition]) -> bool:
    """Whether a share is said, and there is a gap for one."""
    is_share = said.strip().endswith(("%", "％")) or said.startswith("百分之")
    return is_share and any(kind_of(gap.name, slots) is Kind.SHARE for gap in gaps)


def _unit(unit: str, gaps: Sequence[Gap]) -> dict[str, str]:
    return {UNIT: unit} if unit and any(gap.name == UNIT for gap in gaps) else {}


def _fit(gap: Gap, said: str, slots: Sequence[SlotDefinition]) -> tuple[str, str] | None:
    """Return what a gap gets: what the sentence says before it is not said twice."""
    before, _, behind = gap.words.partition(f"{{{gap.name}}}")
    return fitting(kind_of(gap.name, slots), said[_heard(before, said) :].strip(), behind)


def _heard(before: str, said: str) -> int:
    """Return with how many characters an answer repeats what stands before its gap."""
    longest = min(len(before), len(said) - 1)
    return next((n for n in range(longest, 1, -1) if before[-n:] == said[:n]), 0)


def _unsure(text: str, gaps: Sequence[Gap], scene: Scene) -> Reading:
    """Ask what an answer is that does not fit; refuse one of a few words where a figure is due."""
    first, slots = gaps[0], scene.aids.wording.bank.slots
    fills: dict[str, Choice] = {}
    counted = [text[one.start : one.end] for one in quantities(text)]
    for piece in (*_BETWEEN.split(text), *counted):
        values = _taken(piece, gaps, slots)
        if values:
            said = "，".join(f"{name}填{value}" for name, value in values.items())
            fills.setdefault(said, Choice(said, (_fill(first, values),)))
    kind = kind_of(first.name, slots)
    if not fills and kind not in (Kind.NUMBER, Kind.SHARE):
        said = f"填进「{first.name}」"
        fills[said] = Choice(said, (_fill(first, {first.name: text}),))
    if not fills and len(text) < _SHORT:
        return Reading((_refusal(first, scene),))
    as_point = Choice("另写一点", (Write(first.path, text),))
    choices = (
        *[*fills.values()][:_SEVERAL],
        *((as_point,) if first.number else ()),
        Choice("先空着", (PassOver((first.id,)),)),
    )
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}（后略）"
    return Reading(doubts=(Doubt(f"「{shown}」怎么填？", choices),))


def _refusal(gap: Gap, scene: Scene) -> Tell:
    slots = scene.aids.wording.bank.slots
    example = next((slot.example for slot in slots if slot.name == gap.name), "")
    what = _WANTED.get(kind_of(gap.name, slots), "一句短语")
    return Tell(f"「{gap.name}」要填{what}，例如：{example}。没有填。", is_refusal=True)


def _without(gap: Gap, said: str) -> Reading:
    choices = (
        Choice("删掉这半句", (_fill(gap, {gap.name: ""}),)),
        Choice("先空着", (PassOver((gap.id,)),)),
        Choice(f"照填「{said}」", (_fill(gap, {gap.name: said}),)),
    )
    return Reading(doubts=(Doubt(f"「{gap.name}」没有可填的，怎么办？", choices),))


def _fill(gap: Gap, values: Mapping[str, str]) -> Fill:
    return Fill(gap.path, gap.number, tuple(values.items()))


def _filled(gap: Gap, values: Mapping[str, str]) -> Reading:
    return Reading((_fill(gap, values),))


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place
