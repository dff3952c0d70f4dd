"""Commands: an action of the table or a control word behind a slash, with what follows it."""

from perftui.assistant.moves import Command, Control, Inquire, Move, Pick
from perftui.assistant.parts import Choice
from perftui.assistant.reading.commands.command_names import (
    LIST,
    TAKE,
    Named,
    command_at,
    commands_like,
    spelled_by,
)
from perftui.assistant.reading.commands.control import read_control
from perftui.assistant.state import Doubt, Reading, Scene

_SLASHES = ("/", "／")
_MARK = "、"
_LONGEST_NAME = 20


def read_command(line: str, scene: Scene) -> Reading | None:
    """Read a command; `、` begins one only before a name that is known."""
    if line.startswith(_MARK):
        found = command_at(line[1:].strip(), scene.aids.actions)
        return None if found is None else _reading(*found, scene)
    if not line.startswith(_SLASHES):
        return None
    text = line.lstrip("/／").strip()
    if not text:
        return Reading((Inquire("commands"),))
    found = command_at(text, scene.aids.actions)
    return _nearly(text, scene) if found is None else _reading(*found, scene)


def _nearly(text: str, scene: Scene) -> Reading:
    """Read a command by the letters of its pinyin; a near miss is confirmed."""
    head, _, rest = text.partition(" ")
    spelled = spelled_by(head, scene.aids.actions)
    if len(spelled) == 1:
        return _reading(spelled[0], rest.strip(), scene)
    near = spelled or commands_like(text, scene.aids.actions)
    if near and len(head) <= _LONGEST_NAME:
        return _confirmed(text, near, rest.strip(), scene)
    return read_control(text, scene) or Reading((Inquire("unknown_command", text),))


def _reading(named: Named, argument: str, scene: Scene) -> Reading:
    return Reading((_move(named, argument, scene),))


def _move(named: Named, argument: str, scene: Scene) -> Move:
    if named.word is not None:
        return _controlled(named, argument, scene)
    if named.full_id == LIST:
        return Inquire("commands")
    if named.full_id == TAKE and argument.isdigit():
        return Pick((int(argument),))
    return Command(named.full_id, argument)


def _controlled(named: Named, argument: str, scene: Scene) -> Move:
    """Read a control word with its argument as it would be read in a line of its own."""
    assert named.word is not None
    whole = read_control(f"{named.name}{argument}", scene)
    if argument and whole and len(whole.moves) == 1 and isinstance(whole.moves[0], Control):
        return whole.moves[0]
    return Control(named.word, argument)


def _confirmed(text: str, near: tuple[Named, ...], rest: str, scene: Scene) -> Reading:
    """Ask which command a near miss was meant to be."""
    known = {action.full_id: action for action in scene.aids.actions}
    choices = tuple(
        Choice(
            f"/{known[named.full_id].name if named.full_id in known else named.name}"
            + (f" {rest}" if rest else ""),
            (_move(named, rest, scene),),
            known[named.full_id].does if named.full_id in known else "",
        )
        for named in near
    )
    name = text.partition(" ")[0]
    return Reading(doubts=(Doubt(f"没有「/{name}」这个命令，是指下面的吗？", choices),))
