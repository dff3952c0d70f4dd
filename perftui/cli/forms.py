"""`new`, `import` and `export`: forms made, read in and written out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, complain, say, say_json

if TYPE_CHECKING:
    from perftui.readers.reading import Imported


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="项目名称", help="新表的项目名称")
    parser.add_argument("--profile", metavar="表式", help="sh2019（默认）或 national2020")
    parser.add_argument("--from", dest="last_year", type=Path, metavar="上年的表", help="结转自")
    parser.add_argument("--year", type=int, metavar="年度", help="评价年度，如 2020")
    parser.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="文件夹")


def _new(options: Namespace) -> int:
    from perftui.evaluation.drafting import blank_form, roll_forward
    from perftui.evaluation.profile import load_profile
    from perftui.storage.errors import StorageError
    from perftui.storage.evaluation_file import load
    from perftui.storage.workspace import Workspace

    try:
        if options.last_year:
            form = roll_forward(load(options.last_year), options.name)
        else:
            form = blank_form(options.name, load_profile(options.profile or "sh2019"))
        if options.year:
            form = form.model_copy(update={"year": options.year})
        say(str(Workspace(options.folder).add(form)))
    except KeyError as error:
        complain(f"{error.args[0]}。")
        return FAILED
    except StorageError as error:
        complain(str(error))
        return FAILED
    return DONE


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="文档", help="文本文档，一份或多份表"
    )
    parser.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="文件夹")
    parser.add_argument("--json", action="store_true", help="只印出 JSON，不写文件")


def _import(options: Namespace) -> int:
    from perftui.readers.reading import DocumentError, read_document
    from perftui.storage.errors import StorageError
    from perftui.storage.workspace import Workspace

    status = DONE
    read: list[Imported] = []
    for file in options.files:
        try:
            read += read_document(file)
        except DocumentError as error:
            complain(str(error))
            status = FAILED
    if options.json:
        say_json([_imported_json(imported) for imported in read])
        return status
    for imported in read:
        try:
            say(str(Workspace(options.folder).add(imported.evaluation)))
        except StorageError as error:
            complain(str(error))
            return FAILED
        for line in _report(imported):
            say(f"  {line}")
    return status


def _imported_json(imported: "Imported") -> dict[str, Any]:
    """Return an imported form as in its file, with what was repaired and what must be asked."""
    from perftui.storage.evaluation_file import to_json

    repairs = [{"where": r.where, "what": r.what} for r in imported.repairs]
    questions = [
        {"where": q.where, "what": q.what, "choices": list(q.choices)} for q in imported.questions
    ]
    return to_json(imported.evaluation) | {"repairs": repairs, "questions": questions}


def _report(imported: "Imported") -> Iterator[str]:
    for repair in imported.repairs:
        yield f"已修复 {repair.where}：{repair.what}"
    for question in imported.questions:
        choices = f"（{'／'.join(question.choices)}）" if question.choices else ""
        yield f"请核对 {question.where}：{question.what}{choices}"


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="自评表", help="文件或文件夹")
    parser.add_argument(
        "--to", default="docx", metavar="格式", help="docx,xlsx,html,md,txt 中的几种，用逗号隔开"
    )
    parser.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="文件夹")
    parser.add_argument("--force", action="store_true", help="覆盖同名的文件")


def _export(options: Namespace) -> int:
    from perftui.jobs.exporting import export_form
    from perftui.jobs.opening import open_all
    from perftui.rules.checking import check
    from perftui.storage.errors import StorageError
    from perftui.writers.exporting import ExportError

    status = DONE
    formats = [name.strip().lower() for name in options.to.split(",") if name.strip()]
    for opened in open_all(options.paths):
        if opened.error:
            complain(opened.error)
            status = FAILED
        for evaluation in opened.evaluations:
            for finding in check(evaluation):
                if finding.level == "error":
                    complain(f"注意：「{evaluation.name}」{finding.message}（{finding.code}）")
            try:
                for path in export_form(
                    evaluation, formats, options.folder, overwrite=options.force
                ):
                    say(str(path))
            except (StorageError, ExportError) as error:
                complain(str(error))
                status = FAILED
    return status


COMMANDS = {
    "new": Command(_new_arguments, _new),
    "import": Command(_import_arguments, _import),
    "export": Command(_export_arguments, _export),
}
