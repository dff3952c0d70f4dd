"""`learn`: past evaluations into the user's library."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say, say_json, say_line

if TYPE_CHECKING:
    from perftui.jobs.learning import Taught


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="自评表", help="自评表文件、文档或文件夹"
    )
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _learn(options: Namespace) -> int:
    from perftui.jobs.learning import learn_all, summary
    from perftui.jobs.library import data_folder, open_library
    from perftui.phrases.bank.file import BankError
    from perftui.phrases.bank.shipped import shipped_bank
    from perftui.phrases.library import LibraryError

    told: list[Taught] = []
    try:
        bank = shipped_bank()
        library = open_library(bank, complain, to_write=True)
        for taught in learn_all(library, bank, options.paths, data_folder()):
            told.append(taught)
            if taught.error:
                complain(taught.error)
            elif not options.json:
                say_line(f"{taught.path}：{summary([taught])}")
    except (BankError, LibraryError) as error:
        complain(f"{str(error).rstrip('。')}。")
        return FAILED
    if options.json:
        say_json([_to_json(taught) for taught in told])
    elif len(told) > 1:
        say(f"一共：{summary(told)}")
    if any(taught.error for taught in told):
        return FAILED
    return DONE if any(taught.forms or taught.unchanged for taught in told) else FOUND


def _to_json(taught: "Taught") -> dict[str, Any]:
    forms = [form._asdict() for form in taught.forms]
    counts = {key: getattr(taught, key) for key in ("new", "known", "unchanged", "error")}
    return {"file": str(taught.path), "forms": forms} | counts


COMMANDS = {"learn": Command(_arguments, _learn)}
