"""`LineHands`: actions of the table carried out where there is no screen, told in lines."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from perftui.actions.keys import key_label
from perftui.actions.table import ACTIONS, PLACES, Action
from perftui.assistant.conversation.line_export import export
from perftui.assistant.parts import Echo, Explain, Fail, Part
from perftui.evaluation.drafting import blank_form
from perftui.evaluation.fields import FieldError
from perftui.evaluation.profile import load_profile
from perftui.storage.document import Document
from perftui.storage.errors import StorageError, shown
from perftui.storage.workspace import Workspace

_MOST_CHANGES, _MOST_LINES = 10, 60
_ON_SCREEN = "需要在界面里做：退出后用 perftui 打开"

Act = Callable[[str, Document, Path, date], tuple[Part, ...]]


class LineHands:
    """Carries out what needs a disk; what needs a screen is told where it is."""

    def __init__(self, folder: Path, today: date) -> None:
        self._folder = folder
        self._today = today

    def run(self, action: str, argument: str, document: Document) -> tuple[Part, ...] | None:
        """Carry out an action of the table and say what came of it."""
        name = action.rpartition(".")[2]
        act = _ACTS.get(name)
        if act is None:
            return _where_it_is(action)
        try:
            return act(argument.strip(), document, self._folder, self._today)
        except StorageError as error:
            return (Fail(str(error)),)


def _preview(argument: str, document: Document, folder: Path, today: date) -> tuple[Part, ...]:
    from perftui.assistant.conversation.spoken_form import spoken_form
    from perftui.jobs.exporting import obstacles

    form = document.evaluation
    errors = len(obstacles(form, folder, today))
    text = "\n".join(spoken_form(form, document.profile, draft=errors > 0))
    note = f"有{errors}个错误，现在导出会印上草稿。" if errors else "没有错误，可以导出。"
    return (Explain(text), Explain(note))


def _compare(argument: str, document: Document, folder: Path, today: date) -> tuple[Part, ...]:
    from perftui.assistant.conversation.spoken_comparison import spoken_comparison
    from perftui.jobs.comparing.last_year import compare_with_last_year

    form = document.evaluation
    found = compare_with_last_year(form, Workspace(folder), document.path)
    if found is None:
        name = " ".join(form.name.split())
        missing = f"文件夹里没有「{name}」更早年度的表，先用「导入」读入上年的表，再来对照。"
        return (Explain(missing if name else "还没有项目名称，填上以后才能找到上年的表。"),)
    lines = spoken_comparison(found, everything="全" in argument)
    cut = lines[:_MOST_LINES]
    more = f"还有{len(lines) - len(cut)}行没有列出。" if len(cut) < len(lines) else ""
    return (Explain("\n".join([*cut, more])),)


def _history(argument: str, document: Document, folder: Path, today: date) -> tuple[Part, ...]:
    from perftui.assistant.conversation.fields_wanted import fields_wanted
    from perftui.evaluation.history.changes import PAUSE, changes_of
    from perftui.evaluation.history.narrowing import narrowed
    from perftui.evaluation.history.sources import told_source
    from perftui.evaluation.history.telling import tell, when

    history, form = document.history(), document.evaluation
    told = tell(changes_of(history, PAUSE), form, document.profile)
    if document.history_error:
        return (Fail(document.history_error),)
    if not told:
        return (Explain("这份表还没有改动记录。"),)
    if argument:
        try:
            wanted = fields_wanted(argument.split(), document, folder, today)
        except FieldError as error:
            return (Fail(str(error)),)
        told = tuple(narrowed(told, history, form, wanted))
        if not told:
            return (Explain("这一栏没有改过。"),)
    now = datetime.now().astimezone()
    lines = (
        f"{when(one.change.time, now)} {one.change.who} {one.field}：{one.brief}"
        f"{told_source(one.change.source)}"
        for one in told[:_MOST_CHANGES]
    )
    more = f"更早的还有{len(told) - _MOST_CHANGES}处。" if len(told) > _MOST_CHANGES else ""
    return (Explain("\n".join([*(" ".join(line.split()) for line in lines), more])),)


def _new_form(argument: str, document: Document, folder: Path, today: date) -> tuple[Part, ...]:
    name = " ".join(argument.split())
    if not name:
        return (Fail("新建哪个项目？请写「新建 项目名称」。"),)
    path = Workspace(folder).add(blank_form(name, load_profile(document.evaluation.profile)))
    return (Echo(f"新建了「{shown(path)}」。"), _how_to_go_on(path))


def _roll_forward(argument: str, document: Document, folder: Path, today: date) -> tuple[Part, ...]:
    from perftui.jobs.home.housekeeping import Housekeeper
    from perftui.storage.shelves import Shelves

    kept = Housekeeper(Shelves(folder)).roll_forward([document.evaluation])
    if kept.error:
        return (Fail(kept.error),)
    return (Echo(f"{kept.says}：「{shown(kept.paths[0])}」。"), _how_to_go_on(kept.paths[0]))


def _import(argument: str, document: Document, folder: Path, today: date) -> tuple[Part, ...]:
    from perftui.assistant.conversation.bringing_in import bring_in
    from perftui.jobs.browsing import dropped_paths

    if not argument:
        return (Fail("读入哪份文档？请写「导入」和它的路径。"),)
    parts: list[Part] = []
    for path in dropped_paths(argument, Path.cwd()):
        brought = bring_in(path, (folder,))
        parts += brought.parts
        parts += [Echo(f"读入为「{shown(one.path)}」。") for one in brought.forms]
    return tuple(parts)


_ACTS: dict[str, Act] = {
    "export": export,
    "preview": _preview,
    "compare": _compare,
    "history": _history,
    "new_form": _new_form,
    "roll_forward": _roll_forward,
    "import_documents": _import,
}
"""By the last part of the action's id: what home has for several forms is done with this one."""


def _where_it_is(full_id: str) -> tuple[Part, ...] | None:
    """Say where an action has its place, and its key there."""
    action: Action | None = next((one for one in ACTIONS if one.full_id == full_id), None)
    if action is None:
        return None
    place, key = PLACES[action.where], key_label(action.key)
    where = "随处" if action.where == "app" else f"在「{place}」里"
    return (Explain(f"「{action.name}」{_ON_SCREEN}，{where}按 {key}。"),)


def _how_to_go_on(path: Path) -> Explain:
    return Explain(f"填那一份：退出后用 perftui chat {shown(path)}。")
