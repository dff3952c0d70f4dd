"""Values put into fields: judged together, said back in one line, refused where they cannot be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.moves import Give, GiveAll
from perftui.assistant.parts import Choice, Echo, Explain, Fail, Part, Warn
from perftui.assistant.reading.fields.field_values import Guess, Meant, meaning, refers_to_another
from perftui.assistant.repairing import settle_doubt
from perftui.assistant.state import Doubt, Scene
from perftui.evaluation import fields, totals
from perftui.evaluation.fields import bare_label, name_of
from perftui.evaluation.model import Evaluation
from perftui.evaluation.specification import FieldType, spec_of, type_of
from perftui.evaluation.specification.checks import Severity, complaints, in_other_unit
from perftui.evaluation.values import Unread, print_amount, print_rate

_SMALL = Decimal(1000)
_LARGE = Decimal(10) ** 10
_MYRIAD = Decimal(10_000)
_LONGEST_SHOWN = 40
_RATED = ("budget", "executed")


@dataclass
class _Judged:
    """What becomes of the values of one line."""

    form: Evaluation
    taken: list[tuple[str, Meant]] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    in_question: list[Give] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[Part] = field(default_factory=list)


@performs(Give)
def give(move: Give, scene: Scene) -> Outcome:
    """Put a value into its field."""
    return give_all(GiveAll((move,)), scene)


@performs(GiveAll)
def give_all(move: GiveAll, scene: Scene) -> Outcome:
    """Put values into their fields; those that cannot be are refused, the others are taken."""
    judged = _Judged(scene.form)
    for one in _last_of_each(move.gives):
        _judge(one, judged, scene)
    _question_units(move.gives, judged, scene)
    edits = [(path, meant.value) for path, meant in judged.taken]
    outcome = put(scene, edits)
    after = replace(scene, state=outcome.state)
    told, parts = _told(judged, scene, after), list(judged.refused)
    if told:
        parts.insert(0, Echo(told))
    if judged.same:
        parts.append(Explain("，".join(judged.same)))
    parts += _warnings(edits, judged, after)
    state = outcome.state
    if any(meant.exact_to for _, meant in judged.taken):
        state = replace(state, told=state.told | {"precision"})
    outcome = Outcome(state, tuple(parts), outcome.edits)
    for doubt in (*judged.doubts, *_unit_doubt(judged, scene)):
        settled = settle_doubt(doubt, replace(scene, state=outcome.state))
        outcome = Outcome(settled.state, outcome.parts + settled.parts, outcome.edits)
    return outcome


def _last_of_each(gives: Iterable[Give]) -> Iterator[Give]:
    """Of several values for one field the last is meant; those that are as others come last."""
    last = {one.path: one for one in gives}.values()
    yield from sorted(last, key=lambda one: refers_to_another(one.path, one.typed))


def _judge(move: Give, judged: _Judged, scene: Scene) -> None:
    path, profile = move.path, scene.profile
    name = name_of(judged.form, path, profile)
    meant = meaning(path, move.typed, judged.form, profile, scene.aids.today)
    if isinstance(meant, Unread):
        judged.refused.append(Fail(_refusal(name, meant.reason, path, scene)))
    elif isinstance(meant, Guess):
        choice = Choice(f"是，{meant.typed}", (Give(path, meant.typed),))
        text = f"{name}「{move.typed}」是 {meant.typed} 吗？"
        judged.doubts.append(Doubt(text, (choice, Choice("不是"))))
    elif meant.is_bare and _is_too_small(meant.value, scene):
        judged.in_question.append(move)
    elif fields.get(judged.form, path) == meant.value:
        shown = _shown(judged.form, path, scene)
        judged.same.append(f"{name}已经是 {shown}" if shown else f"{name}本来就空着")
    else:
        form = fields.replace(judged.form, path, meant.value)
        found = complaints(form, path, profile, scene.aids.today)
        refused = [one.text for one in found if one.severity is Severity.REFUSED]
        if refused:
            judged.refused.append(Fail(f"{refused[0]}，没有改。"))
        else:
            judged.form = form
            judged.taken.append((path, meant))


def _refusal(name: str, reason: str, path: str, scene: Scene) -> str:
    example = spec_of(path, scene.profile).example
    has_example = "如 " in reason or not example or type_of(path) is FieldType.MONEY
    return f"{name}：{reason}{'' if has_example else f'，如 {example}'}。没有改。"


def _question_units(gives: Iterable[Give], judged: _Judged, scene: Scene) -> None:
    """Put aside amounts without a unit that are likely in the other one, beside the others."""
    typed = {one.path: one for one in gives}
    for path, meant in list(judged.taken):
        if meant.is_bare and meant.value and _seems_other_unit(path, meant.value, judged, scene):
            judged.taken.remove((path, meant))
            judged.in_question.append(typed[path])
    if judged.in_question:
        judged.form = scene.form
        for path, meant in judged.taken:
            judged.form = fields.replace(judged.form, path, meant.value)


def _is_too_small(value: object, scene: Scene) -> bool:
    """Whether an amount is so small that 万元 may be meant where 元 are counted."""
    is_in_yuan = scene.profile.money_factor == 1
    return is_in_yuan and isinstance(value, Decimal) and 0 < value < _SMALL


def _seems_other_unit(path: str, value: Decimal, judged: _Judged, scene: Scene) -> bool:
    if scene.profile.money_factor == 1:
        return in_other_unit(judged.form, path) == _MYRIAD
    factor = in_other_unit(judged.form, path)
    return value >= _LARGE or (factor is not None and factor < 1)


def _unit_doubt(judged: _Judged, scene: Scene) -> Iterator[Doubt]:
    if not judged.in_question:
        return
    is_in_yuan = scene.profile.money_factor == 1
    units = ("万元", "元") if is_in_yuan else ("元", "万元")
    names = "、".join(bare_label(scene.profile, one.path) for one in judged.in_question)
    choices = tuple(_in_unit(judged.in_question, unit, scene) for unit in units)
    said = "、".join(one.typed for one in judged.in_question)
    yield Doubt(f"{names} {said} 的单位是{units[0]}还是{units[1]}？", choices)


def _in_unit(gives: list[Give], unit: str, scene: Scene) -> Choice:
    moves = tuple(Give(one.path, f"{one.typed.strip()}{unit}") for one in gives)
    shown = []
    for one in moves:
        meant = meaning(one.path, one.typed, scene.form, scene.profile, scene.aids.today)
        if isinstance(meant, Meant) and isinstance(meant.value, Decimal):
            shown.append(f"{print_amount(meant.value)}元")
    return Choice(f"{unit}，就是 {'、'.join(shown)}", (GiveAll(moves),))


def _told(judged: _Judged, before: Scene, after: Scene) -> str:
    """Say in one line what the fields hold now, and what follows from it."""
    said = [_told_of(path, meant, before, after) for path, meant in judged.taken]
    changed = {path for path, _ in judged.taken}
    rate = totals.execution_rate(after.form)
    if changed & set(_RATED) and rate is not None:
        said.append(f"{bare_label(after.profile, 'execution_rate')} {print_rate(rate)}")
    return f"记下：{'，'.join(said)}" if said else ""


def _told_of(path: str, meant: Meant, before: Scene, after: Scene) -> str:
    name = name_of(before.form, path, before.profile)
    shown, was = _shown(after.form, path, after), _shown(before.form, path, before)
    if not shown:
        return f"{name}已清空，原为 {was}"
    exact = f"（只到{meant.exact_to}）" if meant.exact_to else ""
    is_short = type_of(path) is not FieldType.TEXT
    return f"{name} {shown}{exact}{f'（原为 {was}）' if was and is_short else ''}"


def _shown(form: Evaluation, path: str, scene: Scene) -> str:
    text = " ".join(fields.show(form, path, scene.profile).split())
    if len(text) <= _LONGEST_SHOWN or type_of(path) is not FieldType.TEXT:
        return text
    return f"「{text[:_LONGEST_SHOWN]}……」共{len(text)}字"


def _warnings(edits: list[tuple[str, Any]], judged: _Judged, after: Scene) -> Iterator[Part]:
    """Say what is odd about values that were taken, each oddity once."""
    found = (
        complaint.text
        for path, value in edits
        if value not in (None, "")
        for complaint in complaints(after.form, path, after.profile, after.aids.today)
    )
    for text in dict.fromkeys((*found, *_beside_last_year(edits, after))):
        yield Warn(f"{text}。")
    exact = {meant.exact_to for _, meant in judged.taken if meant.exact_to}
    if exact and "precision" not in after.state.told:
        yield Warn("表上的金额要填到元，有零头的请再写一次准确的金额。")
    for path, value in edits:
        if value is None and path in ("last_year_budget", "executed"):
            yield Warn(f"{bare_label(after.profile, path)}空着；确实没有的，请写「没有」或 0。")


def _beside_last_year(edits: list[tuple[str, Any]], after: Scene) -> Iterator[str]:
    last_year = after.aids.last_year
    known = last_year.budget if last_year else None
    for path, value in edits:
        if path == "last_year_budget" and isinstance(known, Decimal) and value != known:
            yield f"上年表上的预算数是 {print_amount(known)}元，与这里的不一样"
