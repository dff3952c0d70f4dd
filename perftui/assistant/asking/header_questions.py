"""Questions for the header and the money: several values may come in one line."""

from collections.abc import Iterable, Iterator
from functools import partial

from perftui.assistant.moves import Give, GiveAll
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation.fields import get, name_of
from perftui.evaluation.progress import steps
from perftui.evaluation.specification import FieldType, spec_of, type_of
from perftui.evaluation.specification.defaults import Default, default_of

_LONGEST_SHOWN = 60
_LONG = {"basics": "先填基本信息：{items}各是什么？", "money": "资金：{items}各是多少？"}


def ask_about_header(scene: Scene) -> Iterator[Asked]:
    """Ask for what the header lacks in one question, and for the amounts in another."""
    wanting = {step.part: step.wanting for step in steps(scene.form)}
    for part, paths in (
        ("basics", _basics(wanting["basics"], scene)),
        ("money", _money(wanting["money"], scene)),
    ):
        if paths:
            yield Asked(_question(part, paths, scene), partial(_choices, paths, scene))


def _basics(wanting: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    year = ("year",) if scene.form.known_year is None else ()
    return (*year, *_in_order(wanting, scene))


def _money(wanting: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """Ask for last year's budget with the two others, not for its own sake once it is passed."""
    is_open = get(scene.form, "last_year_budget") is None
    extra = ("last_year_budget",) if is_open and "last_year_budget" in scene.profile.labels else ()
    return _in_order((*wanting, *extra), scene)


def _in_order(paths: Iterable[str], scene: Scene) -> tuple[str, ...]:
    order = scene.profile.header_fields
    known = [path for path in order if path in paths]
    return (*known, *(path for path in paths if path not in known))


def _question(part: str, paths: tuple[str, ...], scene: Scene) -> Question:
    specs = [spec_of(path, scene.profile) for path in paths]
    expects = Expects.TEXT if paths == ("goal",) else Expects.VALUE
    why = "\n".join(dict.fromkeys(spec.why for spec in specs if spec.why))
    if len(specs) == 1:
        (spec,) = specs
        return Question(part, paths, spec.ask_long, spec.ask_short, why, spec.example, expects)
    items = "、".join(spec.item for spec in specs)
    example = "，".join(spec.saying for spec in sorted(specs, key=lambda s: s.field == "goal"))
    long = f"{_LONG[part].replace('{items}', items)}可以一行写全。"
    return Question(part, paths, long, f"还缺{items}。", why, example, expects)


def _choices(paths: tuple[str, ...], scene: Scene) -> Iterator[Choice]:
    """Offer what the fields most likely hold: all of it at once, and one by one."""
    found = [(path, default) for path in paths if (default := _default(path, scene))]
    if len(found) > 1:
        gives = tuple(Give(path, default.typed) for path, default in found)
        named = "，".join(_said(path, default, scene) for path, default in found)
        yield Choice(f"都照这样填：{named}", (GiveAll(gives),))
    for path, default in found:
        name = name_of(scene.form, path, scene.profile)
        text = f"{name}用{default.source}：{_cut(default.typed)}"
        yield Choice(text, (Give(path, default.typed),), reason=f"来自{default.source}。")


def _default(path: str, scene: Scene) -> Default | None:
    return default_of(path, scene.form, scene.profile, scene.aids.today, scene.aids.last_year)


def _said(path: str, default: Default, scene: Scene) -> str:
    name = name_of(scene.form, path, scene.profile)
    if type_of(path) is FieldType.TEXT:
        return f"{name}用{default.source}"
    return f"{name} {default.typed}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}……共{len(line)}字"
