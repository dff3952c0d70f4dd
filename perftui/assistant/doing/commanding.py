"""Commands done: by words where they change the form, else as an order to be carried out."""

from collections.abc import Callable

from perftui.assistant.doing import commanded_findings as findings
from perftui.assistant.doing import commanded_points as points
from perftui.assistant.doing import commanded_rows as rows
from perftui.assistant.doing import commanded_ways as ways
from perftui.assistant.doing.outcome import Outcome, perform, performs
from perftui.assistant.moves import Command, Control, Inquire, Pick, Word
from perftui.assistant.orders import Leave, Run, Save, TakeBack
from perftui.assistant.reading.commands.command_names import GO, TAKE
from perftui.assistant.state import Scene

Done = Callable[[str, Scene], Outcome]


@performs(Command)
def command(move: Command, scene: Scene) -> Outcome:
    """Do what a command says."""
    action, argument = move.action, move.argument.strip()
    if action.startswith(_TAKES):
        number = action.partition("(")[2].rstrip(")")
        return perform(Pick((int(number),)), scene)
    done = _DONE.get(action)
    if done is not None:
        return done(argument, scene)
    return Outcome(scene.state, orders=(Run(action, argument),))


_TAKES = ("editor.take(", "suggestions.take_listed(")


def _controlled(word: Word) -> Done:
    return lambda argument, scene: perform(Control(word, argument), scene)


def _asked(about: str) -> Done:
    return lambda argument, scene: perform(Inquire(about, argument), scene)


def _save(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(Save(),))


def _leave(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(Leave(),))


def _undo(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(TakeBack(1),))


def _redo(argument: str, scene: Scene) -> Outcome:
    return Outcome(scene.state, orders=(TakeBack(-1),))


def _take(argument: str, scene: Scene) -> Outcome:
    number = int(argument) if argument.isdigit() else 1
    return perform(Pick((number,)), scene)


_DONE: dict[str, Done] = {
    GO: ways.go,
    TAKE: _take,
    "app.command_palette": _asked("commands"),
    "app.show_help": _controlled(Word.HELP),
    "app.quit": _leave,
    "editor.leave": _leave,
    "editor.save": _save,
    "editor.undo": _undo,
    "editor.redo": _redo,
    "editor.focus_findings": _asked("findings"),
    "home.check_forms": _asked("findings"),
    "editor.focus_suggestions": _controlled(Word.REPEAT),
    "editor.other_wordings": _controlled(Word.MORE),
    "editor.apply_fix": findings.apply_fix,
    "editor.suppress": findings.suppress,
    "editor.next_step": ways.next_step,
    "editor.next_gap": ways.next_gap,
    "editor.next_section": ways.next_section,
    "editor.previous_section": ways.previous_section,
    "editor.step_on": ways.next_field,
    "editor.step_back": ways.previous_field,
    "grid.full_marks": rows.full_marks,
    "grid.proposed_score": rows.proposed_score,
    "grid.turn_direction": rows.turn_direction,
    "grid.add_row": rows.add_row,
    "grid.duplicate_row": rows.duplicate_row,
    "grid.delete_row": rows.delete_row,
    "grid.move_row_up": rows.move_row_up,
    "grid.move_row_down": rows.move_row_down,
    "funds.add_fund": rows.add_fund,
    "funds.delete_fund": rows.delete_fund,
    "narrative.new_point": points.new_point,
    "narrative.join_point": points.join_point,
    "narrative.move_point_up": points.move_point_up,
    "narrative.move_point_down": points.move_point_down,
    "narrative.delete_point": points.delete_point,
    "narrative.renumber": points.renumber,
}
