"""The answer that holds the form against last year's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from perftui.assistant.answering.contents import content_of
from perftui.assistant.reading.commands.places import field_named, narrative_at_hand
from perftui.assistant.state import Scene
from perftui.evaluation.comparing.difference import Difference, Kind, Part
from perftui.evaluation.comparing.forms import compare
from perftui.evaluation.totals import total_score
from perftui.evaluation.values import print_number

_MOST = 8
_LONGEST = 24
_KINDS = {
    Kind.CHANGED: "改动{}处",
    Kind.ADDED: "新增{}处",
    Kind.DROPPED: "去掉{}处",
    Kind.COPIED: "与上年一字不差{}处",
}


def compared(argument: str, scene: Scene) -> str:
    """Say what differs from last year's form, and which texts are the same as then."""
    before = scene.aids.last_year
    if before is None:
        return "没有找到上年的同一项目，无从对照。"
    parts = compare(before, scene.form, scene.profile)
    table = [part for part in parts if part.table]
    others = [part for part in parts if not part.table]
    lines = [line for part in others if (line := _part(part))]
    changed = [part for part in table if any(one.kind.is_told for one in part.differences)]
    if changed:
        names = "、".join(f"「{part.name}」" for part in changed[:_MOST])
        more = f"等{len(changed)}项" if len(changed) > _MOST else ""
        lines.append(f"指标：与上年不同的有{names}{more}。")
    year = f"{before.known_year}年度" if before.known_year else "上年"
    old, new = (print_number(total_score(form)) for form in (before, scene.form))
    return "\n".join((f"与{year}对照：上年{old}分，现在{new}分。", *(lines or ["没有不同。"])))


def text(argument: str, scene: Scene) -> str:
    """Say what a text was last year; of the one at hand if none is named."""
    before = scene.aids.last_year
    if before is None:
        return "没有找到上年的同一项目。"
    path = (field_named(argument, scene) if argument else narrative_at_hand(scene)) or "problems"
    last = replace(scene, state=scene.state.on(before))
    return f"上年的{content_of(path, last)}"


def _part(part: Part) -> str:
    told = [one for one in part.differences if one.kind.is_told]
    if part.is_text:
        counts = Counter(one.kind for one in told)
        said = "，".join(
            words.format(counts[kind]) for kind, words in _KINDS.items() if counts[kind]
        )
    else:
        said = _fields(told)
    return f"{part.name}：{said}。" if said else ""


def _fields(told: Iterable[Difference]) -> str:
    listed = [
        f"{one.label}与上年一字不差"
        if one.kind is Kind.COPIED
        else f"{one.label}上年{_cut(one.old)}，现在{_cut(one.new)}{one.note and f'，{one.note}'}"
        for one in told
    ]
    return "；".join(listed[:_MOST])


def _cut(text: str) -> str:
    line = " ".join(text.split()) or "没有"
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}（后略）"
