"""`demo`: the terminal program on throw-away samples, or the whole job without a terminal."""

import os
import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, complain, on_terminal, say
from perftui.cli.terminal import start


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="有终端也不打开界面，只演示全过程")
    parser.add_argument(
        "-o", dest="folder", type=Path, metavar="文件夹", help="不打开界面，演示的成品放在这里"
    )


def _demo(options: Namespace) -> int:
    from perftui.jobs.demo import temporary_copy

    samples = temporary_copy()
    if not (options.headless or options.folder) and on_terminal():
        os.environ["PERFTUI_DATA"] = str(samples / ".perftui")  # what is tried out is not learnt
        start(samples)
        return DONE
    return _headless(samples, options.folder)


def _headless(samples: Path, target: Path | None) -> int:
    from perftui.jobs.demo import run_demo
    from perftui.phrases.bank.file import BankError
    from perftui.storage.errors import StorageError
    from perftui.writers.exporting import ExportError

    try:
        for line in run_demo(samples, target or Path(tempfile.mkdtemp(prefix="perftui-export-"))):
            say(line)
    except (StorageError, BankError, ExportError) as error:
        complain(str(error))
        return FAILED
    finally:
        shutil.rmtree(samples, ignore_errors=True)
    return DONE


COMMANDS = {"demo": Command(_arguments, _demo)}
