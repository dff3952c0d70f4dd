"""Commands that change the points of a narrative: the one named, else the one at hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from perftui.assistant.doing.outcome import Outcome, perform, put
from perftui.assistant.moves import Revise, Revision, Write
from perftui.assistant.parts import Echo, Fail
from perftui.assistant.reading.commands.places import field_named, narrative_at_hand
from perftui.assistant.state import Scene
from perftui.evaluation import points
from perftui.evaluation.fields import NARRATIVES, bare_label, get
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral
from perftui.evaluation.point_layout import Layout, layout_of
from perftui.evaluation.points import Written

_ARGUMENT = re.compile(
    rf"(?:(?P<field>[^\d第{NUMERAL_CHARS}\s：:]{{2,8}})\s*的?)?\s*"
    rf"(?:第?\s*(?P<number>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})\s*[点条句项个]?)?\s*[:：]?\s*"
    rf"(?P<rest>.*)"
)


@dataclass(frozen=True)
class _Meant:
    """What a command is about: a narrative, the number of a point from 1 (0: none), words."""

    path: str
    number: int
    words: str


def new_point(argument: str, scene: Scene) -> Outcome:
    """Add a point with the words behind the command."""
    field, _, rest = argument.partition(" ")
    path = field_named(field, scene)
    words = rest.strip() if path in NARRATIVES else argument
    path = path if path in NARRATIVES else narrative_at_hand(scene)
    if path is None or not words:
        return _refused(scene, "写上是哪一段、写什么，如「/另起一点 主要问题 宣传渠道单一」。")
    return perform(Write(path, words), scene)


def join_point(argument: str, scene: Scene) -> Outcome:
    """Join a point with the one before it."""

    def joined(layout: Layout, place: int) -> Written:
        return points.join_point(layout.text, layout.body_of(place))

    return _changed("并入上点", argument, scene, joined, "并入上一点")


def move_point_up(argument: str, scene: Scene) -> Outcome:
    """Move a point up."""

    def moved(layout: Layout, place: int) -> Written:
        return points.move_point(layout.text, layout.body_of(place), -1)

    return _changed("点上移", argument, scene, moved, "上移")


def move_point_down(argument: str, scene: Scene) -> Outcome:
    """Move a point down."""

    def moved(layout: Layout, place: int) -> Written:
        return points.move_point(layout.text, layout.body_of(place), 1)

    return _changed("点下移", argument, scene, moved, "下移")


def delete_point(argument: str, scene: Scene) -> Outcome:
    """Take a point out."""
    meant = _meant(argument, scene)
    if meant is None or not meant.number:
        return _refused(scene, "删哪一段的第几点？如「/删一点 主要问题 2」。")
    return perform(Revise(Revision.DROP, meant.number, meant.path), scene)


def renumber(argument: str, scene: Scene) -> Outcome:
    """Number the points from 1 on."""
    meant = _meant(argument, scene)
    if meant is None:
        return _refused(scene, "重排哪一段的编号？如「/重排编号 主要问题」。")
    text = str(get(scene.form, meant.path))
    name = bare_label(scene.profile, meant.path)
    if not text.strip():
        return _refused(scene, f"{name}还没有写。")
    changed = points.renumber(text, 0).text
    if changed == text:
        return Outcome(scene.state, (Echo(f"{name}的编号不用改"),))
    count = len(layout_of(changed).pieces)
    return put(scene, [(meant.path, changed)], Echo(f"{name}重新编号，共{count}点"))


def _changed(
    command: str,
    argument: str,
    scene: Scene,
    change: Callable[[Layout, int], Written],
    verb: str,
) -> Outcome:
    meant = _meant(argument, scene)
    if meant is None or not meant.number:
        return _refused(scene, f"是哪一段的第几点？如「/{command} 主要问题 2」。")
    layout = layout_of(str(get(scene.form, meant.path)))
    name = bare_label(scene.profile, meant.path)
    if meant.number > len(layout.pieces):
        return _refused(scene, f"{name}有{len(layout.pieces)}点，没有第{meant.number}点。")
    changed = change(layout, meant.number - 1).text
    if changed == layout.text:
        return _refused(scene, f"{name}第{meant.number}点不能{verb}。")
    said = Echo(f"{name}第{meant.number}点已{verb}")
    return put(scene, [(meant.path, changed)], said)


def _meant(argument: str, scene: Scene) -> _Meant | None:
    """Read which point of which narrative is meant; None where no narrative is at hand."""
    match = _ARGUMENT.fullmatch(argument.strip())
    assert match is not None
    field = field_named(match["field"], scene) if match["field"] else None
    if match["field"] and field not in NARRATIVES:
        return None
    path = field or narrative_at_hand(scene)
    typed = match["number"] or ""
    number = int(typed) if typed.isdigit() else int(read_numeral(typed) or 0) if typed else 0
    return None if path is None else _Meant(path, number, match["rest"].strip())


def _refused(scene: Scene, text: str) -> Outcome:
    return Outcome(scene.state, (Fail(text),))
