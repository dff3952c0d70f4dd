"""`export`: forms as finished documents, one by one or bound into one."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say_line
from perftui.cli.parsing import listed
from perftui.cli.progress import ProgressLine
from perftui.evaluation.safe_text import safe_text

if TYPE_CHECKING:
    from perftui.jobs.bulk_export import Exported
    from perftui.jobs.exporting import ExportOrder
    from perftui.rules.finding import Finding

_LONGEST_NAME = 60


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="自评表", help="文件或文件夹")
    parser.add_argument(
        "--to",
        metavar="格式",
        help="docx,xlsx,pdf,html,md,txt,tsv 中的几种，用逗号隔开；默认 docx",
    )
    parser.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="文件夹")
    parser.add_argument(
        "--name", default="", metavar="名称", help="文件名的写法，默认 '{{年度}}-{{项目名称}}'"
    )
    parser.add_argument(
        "--together", metavar="标题", help="合成一份文档，封面列出各份；标题印在封面上"
    )
    parser.add_argument(
        "--force", action="store_true", help="覆盖同名的文件；有错误的表也导出，每页印上草稿"
    )


def _export(options: Namespace) -> int:
    from perftui.jobs.exporting import ExportOrder
    from perftui.storage.errors import StorageError
    from perftui.writers.exporting import FORMATS, ExportError

    formats = listed(options.to or "")
    if options.to is not None and not formats:
        complain(f"--to 后面要写格式，可以导出的有：{'、'.join(FORMATS)}。")
        return FAILED
    title = None if options.together is None else " ".join(safe_text(options.together).split())
    if title == "":
        complain("--together 后面要写标题，它印在封面上，也是文件名。")
        return FAILED
    if title and options.name:
        complain("--name 是一份一份导出时用的；合成一份时，文件名就是 --together 后面的标题。")
        return FAILED
    order = ExportOrder(options.folder, formats, options.name, options.force)
    try:
        if title:
            return _bind(options.paths, title, order)
        return _export_each(options.paths, order)
    except (StorageError, ExportError) as error:
        complain(str(error))
        return FAILED


def _export_each(paths: Sequence[Path], order: "ExportOrder") -> int:
    from perftui.jobs.bulk_export import export_all

    line = ProgressLine(sys.stderr, "导出")
    failed = refused = 0
    try:
        for exported in export_all(paths, order, date.today(), line.show):
            line.clear()
            _tell(exported)
            line.again()
            failed += bool(exported.error)
            refused += bool(exported.obstacles) and not exported.draft
    finally:
        line.clear()
    if refused:
        complain(f"{refused} 份还有错误，没有导出；改正后再导出，或加 --force 印成草稿。")
    return FAILED if failed else FOUND if refused else DONE


def _tell(exported: "Exported") -> None:
    for file in exported.files:
        say_line(str(file))
    if exported.note:
        complain(exported.note)
    if exported.error:
        complain(exported.error)
    elif exported.obstacles:
        what = "每页印上草稿" if exported.draft else "没有导出"
        _complain_of(exported.name, exported.path, exported.obstacles, what)


def _bind(paths: Sequence[Path], title: str, order: "ExportOrder") -> int:
    from perftui.jobs.binding import bind

    line = ProgressLine(sys.stderr, "汇编")
    try:
        bound = bind(paths, title, order, date.today(), line.show)
    finally:
        line.clear()
    for file in bound.files:
        say_line(str(file))
    for leaf in bound.leaves:
        if leaf.error:
            complain(leaf.error)
        elif leaf.obstacles and leaf.evaluation:
            what = "这几页印上草稿" if bound.files else "没有导出"
            _complain_of(leaf.evaluation.name, leaf.path, leaf.obstacles, what)
    if bound.hindered and not bound.files:
        complain(
            f"{len(bound.hindered)} 份还有错误或没有读成，「{title}」没有写出；"
            "改正后再导出，或加 --force：有错误的印成草稿，读不出的不收。"
        )
    if any(leaf.error for leaf in bound.leaves):
        return FAILED
    return DONE if bound.files else FOUND


def _complain_of(name: str, path: Path, errors: "Iterable[Finding]", what: str) -> None:
    """List the errors of a form, and what became of it."""
    found = list(errors)
    form = f"「{_short(name) or '未命名'}」（{_short(path.name)}）"
    complain(f"{form}有 {len(found)} 个错误，{what}：")
    for finding in found:
        complain(f"    {finding.code} {finding.message}")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


COMMANDS = {"export": Command(_arguments, _export)}
