"""`check`: what is wrong with forms and documents, and what of it can be put right."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
    parser.add_argument("--force", action="store_true", help="覆盖同名的网页、清单")
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

    outcome = _Outcome()
    try:
        if options.suppress or options.restore:
            suppress(options.paths, options.suppress, listed(options.restore))
        order = _order(options)
        if order.fix and on_terminal() and not options.yes and not _agreed(options.paths, order):
            return DONE
        _tell(outcome.watch(_checked(options.paths, order)), options, order)
    except (StorageError, KeyError) as error:
        complain(str(error.args[0]))
        return FAILED
    for error_said in outcome.errors:
        complain(error_said)
    return outcome.status


class _Outcome:
    """What becomes of forms as they go by: files that could not be read, and errors found."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self._found = False

    @property
    def status(self) -> int:
        """The exit status."""
        return FAILED if self.errors else FOUND if self._found else DONE

    def watch(self, checked: "Iterable[CheckedForm]") -> "Iterator[CheckedForm]":
        """Yield forms, noting what becomes of them."""
        for form in checked:
            if form.error:
                self.errors.append(form.error)
            self._found |= any(finding.level == "error" for finding in form.findings)
            yield form


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


def _checked(paths: Sequence[Path], order: "Order") -> "Iterator[CheckedForm]":
    """Check forms, showing how far it is; the line is clear when the first is told."""
    from perftui.jobs.checking import check_paths

    line = ProgressLine(sys.stderr, "检查")
    try:
        for form in check_paths(paths, order, line.show):
            line.clear()
            yield form
    finally:
        line.clear()


def _agreed(paths: Sequence[Path], order: "Order") -> bool:
    """Show what would be put right and ask whether to."""
    proposed = _checked(paths, replace(order, fix=False, show_fixes=True))
    count = sum(say_changes(form, done=False) for form in proposed)
    if not count:
        return True
    try:
        answer = input(f"改这 {count} 份吗？（y 改，回车不改）")
    except EOFError:
        answer = ""
    return answer.strip().lower() in _YES


def _tell(checked: "Iterable[CheckedForm]", options: Namespace, order: "Order") -> None:
    """Print or write what was found. Forms are held only where they are told more than once."""
    reports = {name: path for name in ("html", "xlsx") if (path := getattr(options, name))}
    _refuse(reports, force=options.force)
    if len(reports) > 1 or (reports and options.json):
        checked = list(checked)
    for name, path in reports.items():
        _write_report(checked, name, path)
    if options.json:
        say_json_list(map(to_json, checked))
    elif reports:
        for path in reports.values():
            say_line(str(path))
    else:
        if order.fix or order.show_fixes:
            checked = list(checked)
            for form in checked:
                say_changes(form, done=order.fix)
        say_findings(checked)


def _write_report(checked: "Iterable[CheckedForm]", name: str, path: Path) -> None:
    from perftui.jobs.listing import write_book, write_page

    {"html": write_page, "xlsx": write_book}[name](checked, path)


def _refuse(reports: Mapping[str, Path], *, force: bool) -> None:
    """Raise StorageError if a report would be written over a form, or unasked over a file."""
    from perftui.jobs.exporting import refuse_to_overwrite
    from perftui.storage.errors import StorageError
    from perftui.storage.evaluation_file import SUFFIX

    for name, path in reports.items():
        if path.name.endswith(SUFFIX):
            raise StorageError(f"--{name} 后面要写报告的文件名，「{path}」是自评表，没有覆盖。")
    if not force:
        refuse_to_overwrite(tuple(reports.values()))


COMMANDS = {"check": Command(_arguments, _check)}
