"""`history`: who changed what in a form, and when, the latest first."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say_json_list, say_line

if TYPE_CHECKING:
    from perftui.evaluation.history.telling import ToldChange
    from perftui.storage.document import Document


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", type=Path, metavar="自评表", help="自评表文件（*.perf.json）")
    parser.add_argument("--json", action="store_true", help="印出 JSON，每处改动一项")


def _history(options: Namespace) -> int:
    from perftui.evaluation.history.changes import PAUSE, changes_of
    from perftui.evaluation.history.telling import tell
    from perftui.storage.document import Document
    from perftui.storage.errors import StorageError

    try:
        document = Document.open(options.form)
    except StorageError as error:
        complain(str(error))
        return FAILED
    changes = changes_of(document.history(), PAUSE)
    if document.history_error:
        complain(document.history_error)
        return FAILED
    told = tell(changes, document.evaluation, document.profile)
    if options.json:
        say_json_list(item for one in told for item in _data(one))
    else:
        _say(told, document)
    return DONE if told else FOUND


def _say(told: "Sequence[ToldChange]", document: "Document") -> None:
    from perftui.evaluation.history.telling import lines_of

    for one in told:
        change = one.change
        who = f"  {change.who}" if change.who else ""
        head = f"{change.time.astimezone():%Y-%m-%d %H:%M}{who}"
        lines = lines_of(one.parts, document.profile)
        say_line(f"{head}  {one.field}：{one.brief}")
        for line in lines if len(lines) > 1 else ():
            say_line(f"  {line}")
    if not told:
        complain("这份表还没有改动记录：在 perftui 里改过的，从现在起都记下来。")


def _data(told: "ToldChange") -> Iterator[dict[str, Any]]:
    from perftui.evaluation.history.edits import Edit, to_json

    change = told.change
    for one in told.parts:
        part = one.part
        edit = Edit(
            change.time, change.who, part.path, part.old, part.new, change.step, change.kind
        )
        data = to_json(edit)
        yield {**data, "name": one.field, "what": one.brief}


COMMANDS = {"history": Command(_arguments, _history)}
