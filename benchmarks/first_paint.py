"""How soon perftui shows something, and how soon a key: `python -m benchmarks.first_paint`.

    python -m benchmarks.first_paint [--rounds N] [--keys N] [--install]
                                     [--posting PATH] [--harlequin PATH]

Every program starts on a terminal of 140 by 40, by turns, so that a busy moment hits all alike, and
is told as a ratio to a bare textual app in the same run. posting and harlequin are compared with
where they are installed; `--install` puts them in throw-away environments first. The workspace has
100 forms made from the samples. POSIX only.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.many_forms import make_workspace
from benchmarks.scenes import AT_REST, play, scenes, tell_headings, tell_keys
from benchmarks.terminal import SilentError, Terminal
from perftui.storage.session import Session

ROUNDS, KEYS = 10, 200
FIRST_TEXT = 20
LISTED = 20  # of the forms' numbers, as many as any layout of 40 rows shows
GOAL = 0.5
INSTALLED = {"posting": ("posting", "tree-sitter<0.26"), "harlequin": ("harlequin",)}
ARGUMENTS = {"posting": (), "harlequin": ("-a", "sqlite", ":memory:")}

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("a bare application with nothing but this label")
Bare().run()
"""
NAIVE = """
from textual.app import App
from textual.widgets import DataTable, Footer, Header, Input, Label, TextArea
class Naive(App):
    def compose(self):
        yield Header()
        for number in range(20):
            yield Label(f"field number {number}")
            yield Input(f"value {number}")
        for number in range(4):
            yield TextArea(f"text {number}\\n" * 5)
        yield DataTable()
        yield Footer()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("name", "explanation", "weight", "score", "remark")
        for number in range(30):
            table.add_row(f"row {number}", "what it is", "4", "4", "")
Naive().run()
"""

_NUMBERED = re.compile(r"(\d{3})号")


class Cost(NamedTuple):
    """Milliseconds by the clock and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Start:
    """A program to start, and what it has to show to have started."""

    name: str
    command: tuple[str, ...]
    shown: Callable[[str], bool]
    textual: str = ""


def has_text(text: str) -> bool:
    """Whether the first letters and digits are on the screen."""
    return sum(map(str.isalnum, text)) >= FIRST_TEXT


def has_list(text: str) -> bool:
    """Whether a screenful of the forms is listed."""
    return len(set(_NUMBERED.findall(text))) >= LISTED


# Starts.


def start(program: Start, folder: Path, environment: Mapping[str, str]) -> Cost:
    """Start a program, wait until it shows what it should, end it."""
    terminal = Terminal(program.command, folder, environment)
    try:
        came = terminal.wait_for(program.shown)
    finally:
        used = terminal.stop()
    return Cost((came - terminal.begun) * 1000, used * 1000)


def starts(
    programs: Sequence[Start], rounds: int, folder: Path, environment: Mapping[str, str]
) -> dict[str, list[Cost]]:
    """Start the programs by turns; one that never shows anything is left out, and told."""
    costs: dict[str, list[Cost]] = {program.name: [] for program in programs}
    for turn in range(rounds + 1):  # the first one fills caches
        for program in programs:
            if program.name not in costs:
                continue
            try:
                cost = start(program, folder, environment)
            except SilentError as error:
                print(f"{program.name} does not start here: {str(error).strip()[-200:]}")
                del costs[program.name]
            else:
                costs[program.name] += [cost] if turn else []
    return costs


def until_rest(program: Start, folder: Path, environment: Mapping[str, str]) -> Cost:
    """Return what it costs until nothing more happens on the screen."""
    terminal = Terminal(program.command, folder, environment)
    try:
        terminal.wait_for(program.shown)
        came = terminal.wait_for_rest(AT_REST)
    finally:
        used = terminal.stop()
    return Cost((came - terminal.begun) * 1000, used * 1000)


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(cost[kind] for cost in costs) for kind in (0, 1)))


def least(costs: Sequence[Cost]) -> Cost:
    return Cost(*(min(cost[kind] for cost in costs) for kind in (0, 1)))


def tell_starts(programs: Sequence[Start], costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print all starts with their ratios to the bare app, and the goal's with that to posting."""
    print(f"{'':<34}{'wall ms':>15}{'cpu ms':>15}{'times the bare app':>22}")
    print(f"{'process start to':<34}{'min  median':>15}{'min  median':>15}{'wall    cpu':>22}")
    base = middle(costs[programs[0].name])
    for program in programs:
        if program.name in costs:
            low, mid = least(costs[program.name]), middle(costs[program.name])
            print(
                f"{program.name:<34}{low.wall:7.0f}{mid.wall:8.0f}{low.cpu:7.0f}{mid.cpu:8.0f}"
                f"{mid.wall / base.wall:14.2f}{mid.cpu / base.cpu:8.2f}   {program.textual}"
            )


def tell_goal(costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print what perftui takes of posting's start, which is a goal."""
    if "posting" not in costs:
        print("\nposting is not installed: its goal cannot be looked at")
        return
    theirs, ours = middle(costs["posting"]), middle(costs["perftui, first text"])
    wall, cpu = ours.wall / theirs.wall, ours.cpu / theirs.cpu
    met = "met" if max(wall, cpu) <= GOAL else "missed"
    print(
        f"\nfirst text: {wall:.1%} of posting's by the clock, {cpu:.1%} of the processor"
        f"   goal: {GOAL:.0%} at most, {met}"
    )


# The rivals.


def rival(name: str, program: str) -> Start:
    """Return a rival's start, with the textual it runs on."""
    python = Path(program).resolve().parent / "python"
    if not python.exists():
        python = Path(program).parent / "python"
    asked = "from importlib.metadata import version; print(version('textual'))"
    told = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    note = f"textual {told.stdout.strip()}" if told.returncode == 0 else ""
    return Start(name, (str(Path(program).absolute()), *ARGUMENTS[name]), has_text, note)


def install(name: str, folder: Path) -> str | None:
    """Install a rival into an environment of its own; None if that cannot be."""
    place = folder / name
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip = [place / "bin" / "python", "-m", "pip", "install", "--quiet", *INSTALLED[name]]
    if subprocess.run(pip, check=False, capture_output=True).returncode:
        return None
    return str(place / "bin" / name)


def rivals(options: argparse.Namespace, folder: Path) -> Iterator[Start]:
    """Yield the rivals that are there; say which are not."""
    for name in INSTALLED:
        found = getattr(options, name) or shutil.which(name)
        if found is None and options.install:
            found = install(name, folder)
        if found is None:
            print(f"{name}: not installed")
        else:
            yield rival(name, found)


def own_textual() -> str:
    from importlib.metadata import version

    return f"textual {version('textual')}"


def environment_at(folder: Path) -> dict[str, str]:
    """Return an environment that keeps settings, data and compiled modules in a folder."""
    own = {"HOME": "home", "PYTHONPYCACHEPREFIX": "compiled"}
    places = {name: str(folder / place) for name, place in own.items()}
    for place in places.values():
        Path(place).mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "TEXTUAL"))}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": ""}
    return kept | terminal | places | data_in(folder / "data")


def data_in(folder: Path) -> dict[str, str]:
    """Make a data folder of someone who has been offered the tour, and say where it is."""
    session = Session(folder)
    session.note_tour()
    session.save()
    return {"PERFTUI_DATA": str(folder)}


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keys", type=int, default=KEYS, help="0: only starts")
    parser.add_argument("--install", action="store_true", help="install the rivals for this run")
    for name in INSTALLED:
        parser.add_argument(f"--{name}", metavar="PATH", help=f"the {name} to compare with")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = environment_at(folder)
        forms = folder / "forms"
        make_workspace(forms)
        ours = (sys.executable, "-m", "perftui", str(forms))
        note = own_textual()
        listing = Start("perftui, forms listed", ours, has_list, note)
        programs = [
            Start("bare textual app", (sys.executable, "-c", BARE), has_text, note),
            Start("naive form app", (sys.executable, "-c", NAIVE), has_text, note),
            Start("perftui, first text", ours, has_text, note),
            listing,
            *rivals(options, folder),
        ]
        costs = starts(programs, options.rounds, folder, environment)
        tell_starts(programs, costs)
        rest = until_rest(listing, folder, environment)
        print(f"{'perftui, all at rest':<34}{'':7}{rest.wall:8.0f}{'':7}{rest.cpu:8.0f}")
        tell_goal(costs)
        if options.keys:
            tell_keys_of(forms, options.keys, environment)


def tell_keys_of(forms: Path, count: int, environment: Mapping[str, str]) -> None:
    """Type keys at each scene and print how long they took."""
    tell_headings()
    for number, scene in enumerate(scenes(forms)):
        data = data_in(forms.parent / f"data for scene {number}")
        tell_keys(scene, play(scene, count, forms, {**environment, **data}))


if __name__ == "__main__":
    main()
