"""`history`: who changed what in a form, when and from what; and whether that is whole."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import (
    DONE,
    FAILED,
    FOUND,
    complain,
    say_json,
    say_json_list,
    say_line,
)

if TYPE_CHECKING:
    from perftui.evaluation.history.telling import ToldChange
    from perftui.jobs.history_chain import Chain
    from perftui.storage.document import Document

_DAYS = {"今天": 0, "昨天": 1, "前天": 2}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", type=Path, metavar="自评表", help="自评表文件（*.perf.json）")
    parser.add_argument(
        "fields",
        nargs="*",
        metavar="栏目",
        help="只看这些：栏目、指标名或第几项，如 主要问题、自评分、得分2、indicators[7].score",
    )
    parser.add_argument("--who", default="", metavar="谁", help="只看这个人改的")
    parser.add_argument(
        "--since", type=_moment, metavar="时间", help="只看从这时起改的，如 今天、2026-04-01"
    )
    parser.add_argument("--verify", action="store_true", help="不列改动，只核对记录是否完整")
    parser.add_argument("--json", action="store_true", help="印出 JSON，每处改动一项")


def _history(options: Namespace) -> int:
    from perftui.evaluation.fields import FieldError
    from perftui.jobs.history_chain import chain_of
    from perftui.jobs.recovering import told_kept
    from perftui.storage.document import Document
    from perftui.storage.errors import StorageError

    try:
        document = Document.look_at(options.form)
    except StorageError as error:
        complain(told_kept(error, options.form))
        return FAILED
    try:
        chain = chain_of(options.form, document.evaluation)
        if options.verify:
            return _verify(chain, as_json=options.json)
        told = _wanted(options, document)
    except (StorageError, FieldError) as error:
        complain(str(error))
        return FAILED
    if options.json:
        say_json_list(item for one in told for item in _data(one))
        return DONE if told else FOUND
    _say(told, document)
    if told:
        say_line(chain.said)
    elif chain.audit.entries:
        complain("没有这样的改动。")
    else:
        complain("这份表还没有改动记录：在 perftui 里改过的，从现在起都记下来。")
    return DONE if told else FOUND


def _verify(chain: "Chain", *, as_json: bool) -> int:
    """Print whether a history is whole."""
    audit = chain.audit
    if as_json:
        counted = {"entries": audit.entries, "unchained": audit.unchained}
        found = {"broken": audit.broken, "leads_to_form": chain.leads_here}
        say_json({**counted, **found, "is_whole": chain.is_whole})
    else:
        say_line(chain.said)
    return DONE if chain.is_whole else FOUND


def _wanted(options: Namespace, document: "Document") -> "Sequence[ToldChange]":
    """Return the changes that were asked for; raises StorageError or FieldError."""
    from perftui.evaluation.history.changes import PAUSE, changes_of
    from perftui.evaluation.history.telling import tell
    from perftui.storage.errors import StorageError

    history = document.history()
    if document.history_error:
        raise StorageError(document.history_error)
    told: Iterable[ToldChange] = tell(
        changes_of(history, PAUSE), document.evaluation, document.profile
    )
    if options.fields:
        from datetime import date

        from perftui.assistant.conversation.fields_wanted import fields_wanted
        from perftui.evaluation.history.narrowing import narrowed

        folder = options.form.parent
        wanted = fields_wanted(options.fields, document, folder, date.today())
        told = narrowed(told, history, document.evaluation, wanted)
    return [one for one in told if _is_wanted(one, options.who, options.since)]


def _is_wanted(told: "ToldChange", who: str, since: datetime | None) -> bool:
    change = told.change
    return who in ("", change.who) and (since is None or change.time >= since)


def _moment(text: str) -> datetime:
    """Read when changes begin to be of interest, for argparse: a day, or one with a time."""
    from perftui.evaluation.values import UnreadableError, read_date

    now = datetime.now().astimezone()
    if text in _DAYS:
        return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(_DAYS[text])
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        pass
    try:
        day = read_date(text)
    except UnreadableError as error:
        raise ArgumentTypeError(f"的值不对：{error}") from None
    if day is None:
        raise ArgumentTypeError("后面没有写时间，如 2026-04-01")
    return datetime(day.year, day.month, day.day or 1).astimezone()


def _say(told: "Sequence[ToldChange]", document: "Document") -> None:
    from perftui.evaluation.history.sources import told_source
    from perftui.evaluation.history.telling import lines_of

    for one in told:
        change = one.change
        who = f"  {change.who}" if change.who else ""
        head = f"{change.time.astimezone():%Y-%m-%d %H:%M}{who}"
        lines = lines_of(one.parts, document.profile)
        say_line(f"{head}  {one.field}：{one.brief}{told_source(change.source)}")
        for line in lines if len(lines) > 1 else ():
            say_line(f"  {line}")


def _data(told: "ToldChange") -> Iterator[dict[str, Any]]:
    from perftui.evaluation.history.edits import Edit, to_json

    change = told.change
    for one in told.parts:
        part = one.part
        edit = Edit(
            change.time, change.who, part.path, part.old, part.new, change.step, change.kind
        )
        data = {**to_json(edit), "source": change.source}
        yield {**data, "name": one.field, "what": one.brief}


COMMANDS = {"history": Command(_arguments, _history)}
