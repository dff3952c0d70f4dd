"""`report`: many forms at a glance, printed, as JSON, as a page or a workbook."""

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say_json, say_line
from perftui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from perftui.writers.report.overview import Overview

_SORTS = {"单位": "unit", "得分": "score", "错误": "errors", "原序": "given"}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="自评表", help="自评表、文档、压缩包，或它们的文件夹"
    )
    parser.add_argument(
        "-o",
        dest="files",
        action="append",
        default=[],
        metavar="文件",
        help="写成网页（.html）或工作簿（.xlsx）；可写多次，或用逗号隔开",
    )
    parser.add_argument("--force", action="store_true", help="覆盖同名的文件")
    parser.add_argument("--json", action="store_true", help="印出 JSON")
    parser.add_argument(
        "--sort",
        default="单位",
        choices=tuple(_SORTS),
        metavar="顺序",
        help=f"项目按什么排列：{'、'.join(_SORTS)}（默认单位）",
    )


def _report(options: Namespace) -> int:
    from perftui.jobs.exporting import refuse_to_overwrite
    from perftui.jobs.reporting import refuse, write_report
    from perftui.storage.errors import StorageError
    from perftui.storage.probing import refuse_closed

    files = tuple(dict.fromkeys(_files(options.files)))
    try:
        for file in files:
            refuse(file)
            refuse_closed(file.parent)
        refuse_to_overwrite(() if options.force else files)
        overview = _overview(options)
        if overview.forms:
            for file in files:
                write_report(overview, file)
    except (StorageError, KeyError) as error:
        complain(str(error.args[0]))
        return FAILED
    _tell(overview, files, options)
    for unread in overview.unread:
        complain(unread.error)
    return FAILED if overview.unread else DONE if overview.forms else FOUND


def _files(named: Iterable[str]) -> Iterable[Path]:
    """Yield the files to write: a comma stands between two where each has the ending of one."""
    for name in named:
        parts = name.replace("，", ",").split(",")
        if all(part.strip().lower().endswith((".html", ".xlsx")) for part in parts):
            yield from (Path(part.strip()) for part in parts)
        else:
            yield Path(name)


def _overview(options: Namespace) -> "Overview":
    from datetime import date

    from perftui.jobs.checking import Order
    from perftui.jobs.reporting import report_on

    line = ProgressLine(sys.stderr, "汇总")
    try:
        order = Order(today=date.today())
        return report_on(options.paths, order, _SORTS[options.sort], line.show)
    finally:
        line.clear()


def _tell(overview: "Overview", files: tuple[Path, ...], options: Namespace) -> None:
    if options.json:
        from perftui.writers.report.data import report_data

        say_json(report_data(overview))
    elif files:
        for file in files if overview.forms else ():
            say_line(str(file))
    elif overview.forms:
        from perftui.writers.report.lines import report_lines

        for line in report_lines(overview, _width()):
            say_line(line)


def _width() -> int | None:
    """Return how wide the terminal is; None where the text goes into a file."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if is_terminal else None


COMMANDS = {"report": Command(_arguments, _report)}
