"""`recover`: what of a form can be got back after a crash or a broken disk, and to get it back."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, on_terminal, say_json, say_line

if TYPE_CHECKING:
    from perftui.jobs.recovering import Recoverable

_YES = frozenset(("y", "yes", "是", "好", "恢复"))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", type=Path, metavar="自评表", help="自评表文件（*.perf.json）")
    parser.add_argument("--yes", action="store_true", help="不再问，直接恢复")
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _recover(options: Namespace) -> int:
    from perftui.jobs.recovering import get_back, look_for
    from perftui.storage.errors import StorageError, shown

    path = options.form
    try:
        found = look_for(path)
        if not options.json:
            for line in _told(found):
                say_line(line)
        is_wanted = found.is_anything and (options.yes or _agreed(options))
        aside = get_back(path) if is_wanted else None
    except StorageError as error:
        complain(str(error))
        return FAILED
    if options.json:
        say_json({**_data(found), "restored": is_wanted, "aside": str(aside) if aside else None})
    elif is_wanted:
        told = f"；损坏的文件另存为「{shown(aside)}」" if aside else ""
        say_line(f"已恢复「{shown(path)}」{told}。")
    elif found.is_anything:
        complain("还没有恢复；要恢复，加 --yes。")
    return DONE if is_wanted or not found.is_anything else FOUND


def _agreed(options: Namespace) -> bool:
    """Ask whether to, where somebody can be asked."""
    if options.json or not on_terminal():
        return False
    try:
        answer = input("恢复吗？（y 恢复，回车不动）")
    except EOFError:
        answer = ""
    return answer.strip().lower() in _YES


def _told(found: "Recoverable") -> Iterator[str]:
    from perftui.evaluation.history.telling import when

    now = datetime.now().astimezone()
    if found.error:
        form = found.form
        year = f"，{form.year}年度" if form.year else ""
        kept = f"，{when(found.kept_at, now)} 存的" if found.kept_at else ""
        yield found.error
        yield f"留下的内容：{form.name or '（未命名）'}{year}{kept}。"
    if found.edits:
        last = f"，最后一处在{when(found.last, now)}" if found.last else ""
        yield f"上次没有正常退出，还有没存上的{found.places}处改动{last}。"
    if found.typing:
        yield f"写了一半、没有记下的：「{found.typing.text}」。"
    if not found.is_anything:
        yield "这份表完好，没有要恢复的。"


def _data(found: "Recoverable") -> dict[str, Any]:
    typing = found.typing
    return {
        "is_readable": not found.error,
        "error": found.error,
        "name": found.form.name,
        "kept_at": found.kept_at.isoformat() if found.kept_at else None,
        "changes": found.places,
        "last": found.last.isoformat() if found.last else None,
        "typing": {"path": typing.path, "text": typing.text} if typing else None,
    }


COMMANDS = {"recover": Command(_arguments, _recover)}
