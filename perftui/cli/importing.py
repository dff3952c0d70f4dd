"""`import`: past documents of any kind, folders and archives of them, into evaluation files."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, complain, say, say_json, say_line
from perftui.cli.progress import ProgressLine
from perftui.storage.errors import shown

if TYPE_CHECKING:
    from perftui.jobs.opening import Opened
    from perftui.readers.reading import Imported
    from perftui.readers.report import Note


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="文档",
        help="Word、Excel、PDF、网页或文本文档，一份或多份表；或它们的文件夹、zip 压缩包",
    )
    parser.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="文件夹")
    parser.add_argument("--json", action="store_true", help="只印出 JSON，不写文件")


def _import(options: Namespace) -> int:
    from perftui.jobs.opening import open_all

    line = ProgressLine(sys.stderr, "正在读入")
    opened = open_all(options.files, in_folders="documents", progress=line.show)
    documents = map(_as_document, _cleared(opened, line))
    return _print_json(documents) if options.json else _write(documents, options.folder)


def _as_document(opened: "Opened") -> "Opened":
    """Refuse an evaluation file, which needs no import."""
    if opened.imported or opened.error:
        return opened
    return replace(opened, error=f"「{shown(opened.path)}」已经是自评表文件，不用读入。")


def _cleared(opened: "Iterable[Opened]", line: ProgressLine) -> "Iterator[Opened]":
    """Yield what was opened, the line of progress cleared for what is said about it."""
    try:
        for each in opened:
            line.clear()
            yield each
    finally:
        line.clear()


def _print_json(opened: "Iterable[Opened]") -> int:
    forms: list[dict[str, Any]] = []
    status = DONE
    for each in opened:
        if each.error:
            complain(each.error)
            status = FAILED
        forms += map(_to_json, each.imported)
    say_json(forms)
    return status


def _to_json(imported: "Imported") -> dict[str, Any]:
    """Return an imported form as in its file, with what was repaired and what must be asked."""
    from perftui.storage.evaluation_file import to_json

    return to_json(imported.evaluation) | {
        "source": imported.source,
        "repairs": [_note_json(repair) for repair in imported.repairs],
        "questions": [
            _note_json(question) | {"choices": list(question.choices)}
            for question in imported.questions
        ],
        "left_out": [_note_json(left) for left in imported.left_out],
    }


def _note_json(note: "Note") -> dict[str, Any]:
    return {"where": note.where, "what": note.what, "field": note.field}


def _write(opened: "Iterable[Opened]", folder: Path) -> int:
    """Write the forms, telling of each what was done; returns the exit status."""
    from perftui.storage.errors import StorageError
    from perftui.storage.workspace import Workspace

    status = DONE
    written: list[Imported] = []
    for each in opened:
        if each.error:
            complain(each.error)
            status = FAILED
        for imported in each.imported:
            try:
                say_line(str(Workspace(folder).add(imported.evaluation)))
            except StorageError as error:
                complain(str(error))
                return FAILED
            written.append(imported)
            for line in _report(imported):
                say_line(f"  {line}")
    if written:
        say(_summary(written))
    return status


def _report(imported: "Imported") -> Iterator[str]:
    for repair in imported.repairs:
        yield f"已修复 {repair.where}：{repair.what}"
    for question in imported.questions:
        choices = f"（{'／'.join(question.choices)}）" if question.choices else ""
        yield f"请核对 {question.where}：{question.what}{choices}"
    for left in imported.left_out:
        yield f"没有读入 {left.where}：{left.what}"


def _summary(written: "Iterable[Imported]") -> str:
    counts = [(len(form.repairs), len(form.questions)) for form in written]
    repairs, questions = (sum(column) for column in zip(*counts, strict=True))
    return f"一共：读入{len(counts)}份表，修复{repairs}处，请核对{questions}处。"


COMMANDS = {"import": Command(_arguments, _import)}
