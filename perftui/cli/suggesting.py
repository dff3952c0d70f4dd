"""`suggest`: ranked wordings for a field of a form."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say, say_json
from perftui.cli.parsing import positive

if TYPE_CHECKING:
    from perftui.phrases.suggestion import Suggestion


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", type=Path, metavar="自评表")
    parser.add_argument(
        "--field",
        default="problems",
        metavar="栏目",
        help="achievements、problems、measures 或 indicators[7].remark",
    )
    parser.add_argument("--text", default="", metavar="已写的字", help="按已写的字找相近的措辞")
    parser.add_argument("--limit", type=positive, default=5, metavar="条数")
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _suggest(options: Namespace) -> int:
    from perftui.evaluation.fields import FieldError
    from perftui.jobs.library import open_library
    from perftui.jobs.opening import open_one
    from perftui.jobs.suggesting import suggester
    from perftui.phrases.bank.file import BankError
    from perftui.phrases.bank.shipped import shipped_bank
    from perftui.phrases.library import LibraryError
    from perftui.rules.checking import check
    from perftui.storage.errors import StorageError
    from perftui.storage.workspace import Workspace

    try:
        form = open_one(options.form)
        past = Workspace(options.form.parent).evaluations(apart_from=options.form)
        bank = shipped_bank()
        wording = suggester(bank, past, open_library(bank, complain))
        codes = {finding.code for finding in check(form)}
        found = wording.suggest(form, options.field, options.text, options.limit, codes)
    except (StorageError, BankError, FieldError, LibraryError) as error:
        complain(f"{str(error).rstrip('。')}。")
        return FAILED
    if options.json:
        say_json([_to_json(suggestion) for suggestion in found])
    else:
        _say(found)
    return DONE if found else FOUND


def _to_json(suggestion: "Suggestion") -> dict[str, Any]:
    keys = ("text", "score", "topic", "kind", "source", "used", "reasons", "slots")
    return {key: getattr(suggestion, key) for key in keys}


def _say(found: "Sequence[Suggestion]") -> None:
    for number, suggestion in enumerate(found, 1):
        say(f"{number}. {suggestion.text}")
        topic = f"{suggestion.topic} {suggestion.topic_name}".strip()
        say(f"   {suggestion.score}  {topic}  {' · '.join(suggestion.origin)}")
        say(f"   {'；'.join(suggestion.reasons)}")
        if suggestion.filled:
            say(f"   已填：{'，'.join(f'{name} {value}' for name, value in suggestion.filled)}")
        if suggestion.slots:
            say(f"   待填：{'、'.join(suggestion.slots)}")
    if not found:
        complain("没有找到合适的措辞。")


COMMANDS = {"suggest": Command(_arguments, _suggest)}
