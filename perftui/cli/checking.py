"""`check`: what is wrong with forms and documents, and what of it can be put right."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.command import Command
from perftui.cli.findings import say_changes, say_findings, to_json
from perftui.cli.output import (
    DONE,
    FAILED,
    FOUND,
    complain,
    on_terminal,
    say_json_list,
    say_line,
)
from perftui.cli.parsing import listed
from perftui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from perftui.jobs.checking import CheckedForm, Order

_YES = frozenset(("y", "yes", "是", "改", "好"))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="自评表", help="自评表、文档，或它们的文件夹"
    )
    parser.add_argument("--json", action="store_true", help="印出 JSON")
    parser.add_argument("--html", type=Path, metavar="文件", help="写成一张网页")
    parser.add_argument("--xlsx", type=Path, metavar="文件", help="写成一张问题清单")
    parser.add_argument("--select", default="", metavar="规则", help="只查这些，如 PT008,PT02")
    parser.add_argument("--ignore", default="", metavar="规则", help="不查这些")
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        type=Path,
        metavar="自评表",
        help="上年的表或别的项目的表，只用来比对是否照抄；可写多次",
    )
    parser.add_argument("--fix", action="store_true", help="改正有把握的问题，先看怎么改")
    parser.add_argument("--yes", action="store_true", help="和 --fix 一起用，不再问")
    parser.add_argument("--diff", action="store_true", help="只看 --fix 会怎么改，不改")
    parser.add_argument(
        "--suppress",
        action="append",
        default=[],
        metavar="规则:理由",
        help="写明理由后搁置一条规则，如 'PT013: 主管部门不要求'，记在表里",
    )
    parser.add_argument("--restore", default="", metavar="规则", help="不再搁置这些规则")


def _check(options: Namespace) -> int:
    from perftui.jobs.suppressing import suppress
    from perftui.storage.errors import StorageError

    try:
        if options.suppress or options.restore:
            suppress(options.paths, options.suppress, listed(options.restore))
        order = _order(options)
        if order.fix and on_terminal() and not options.yes and not _agreed(options.paths, order):
            return DONE
        checked = _checked(options.paths, order)
        _write_reports(checked, options)
    except (StorageError, KeyError) as error:
        complain(str(error.args[0]))
        return FAILED
    _say(checked, options, order)
    for form in checked:
        if form.error:
            complain(form.error)
    if any(form.error for form in checked):
        return FAILED
    return FOUND if any(f.level == "error" for form in checked for f in form.findings) else DONE


def _order(options: Namespace) -> "Order":
    from datetime import date

    from perftui.jobs.checking import Order

    return Order(
        listed(options.select),
        listed(options.ignore),
        fix=options.fix and not options.diff,
        show_fixes=options.diff,
        beside=tuple(options.beside),
        today=date.today(),
    )


def _checked(paths: Sequence[Path], order: "Order") -> "list[CheckedForm]":
    from perftui.jobs.checking import check_paths

    line = ProgressLine(sys.stderr, "检查")
    try:
        return list(check_paths(paths, order, line.show))
    finally:
        line.clear()


def _agreed(paths: Sequence[Path], order: "Order") -> bool:
    """Show what would be put right and ask whether to."""
    from dataclasses import replace

    proposed = _checked(paths, replace(order, fix=False, show_fixes=True))
    count = say_changes(proposed, done=False)
    if not count:
        return True
    try:
        answer = input(f"改这 {count} 份吗？（y 改，回车不改）")
    except EOFError:
        answer = ""
    return answer.strip().lower() in _YES


def _say(checked: "Sequence[CheckedForm]", options: Namespace, order: "Order") -> None:
    if options.json:
        say_json_list(map(to_json, checked))
        return
    if order.fix or order.show_fixes:
        say_changes(checked, done=order.fix)
    reports = [path for path in (options.html, options.xlsx) if path]
    for path in reports:
        say_line(str(path))
    if not reports:
        say_findings(checked)


def _write_reports(checked: "Sequence[CheckedForm]", options: Namespace) -> None:
    from perftui.jobs.listing import write_book, write_page

    for path, option, write in (
        (options.html, "--html", write_page),
        (options.xlsx, "--xlsx", write_book),
    ):
        if path:
            _refuse_form(path, option)
            write(checked, path)


def _refuse_form(path: Path, option: str) -> None:
    from perftui.storage.errors import StorageError
    from perftui.storage.evaluation_file import SUFFIX

    if path.name.endswith(SUFFIX):
        raise StorageError(f"{option} 后面要写报告的文件名，「{path}」是自评表，没有覆盖。")


COMMANDS = {"check": Command(_arguments, _check)}
