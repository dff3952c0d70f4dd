"""How fast perftui starts, checks, suggests and renders: `make benchmark` prints it.

Starts are told as ratios to a bare Python and a bare textual in the same run, since milliseconds
say more about the machine than about perftui. POSIX only.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from perftui.jobs.suggesting import suggester
from perftui.phrases.bank.shipped import shipped_bank
from perftui.resources import sample_projects
from perftui.rules.checking import check
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.workspace import Workspace
from perftui.writers.exporting import FORMATS, render

STARTS, ROUNDS = 15, 20
WIDGETS = (
    "from textual.app import App; from textual.screen import ModalScreen; "
    "from textual.command import CommandPalette; from textual.widgets import "
    "ContentSwitcher, DataTable, Footer, Input, OptionList, Static, Tab, Tabs, TextArea"
)
# Compiled modules are kept, as they are for users, but not in the checkout.
_ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}


class Cost(NamedTuple):
    """Milliseconds by the clock and of the processor."""

    wall: float
    cpu: float


def start(code: Sequence[str]) -> Cost:
    """Run Python once and return what it cost."""
    used, begun = _children(), time.perf_counter()
    subprocess.run([sys.executable, *code], check=True, stdout=subprocess.DEVNULL, env=_ENVIRONMENT)
    return Cost((time.perf_counter() - begun) * 1000, (_children() - used) * 1000)


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def starts(*codes: Sequence[str]) -> list[Cost]:
    """Return the median cost of each, run by turns so that a busy moment hits all alike."""
    rounds = [[start(code) for code in codes] for _ in range(STARTS + 1)][1:]
    return [
        Cost(*(statistics.median(cost[kind] for cost in costs) for kind in (0, 1)))
        for costs in zip(*rounds, strict=True)
    ]


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median milliseconds of a piece of work, once warm."""
    work()
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def tell_ratio(name: str, cost: Cost, other: str, base: Cost) -> None:
    """Print a start beside another one."""
    print(
        f"{name:<30}{cost.wall:7.0f} ms wall {cost.cpu:7.0f} ms cpu   "
        f"{cost.wall / base.wall:.2f} and {cost.cpu / base.cpu:.2f} times {other} "
        f"({base.wall:.0f} and {base.cpu:.0f} ms)"
    )


def tell(name: str, milliseconds: float) -> None:
    """Print what one piece of work takes."""
    print(f"{name:<30}{milliseconds:9.2f} ms")


def main() -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as cache:
        _ENVIRONMENT["PYTHONPYCACHEPREFIX"] = cache
        bare, version, widgets, app = starts(
            ["-c", "pass"],
            ["-m", "perftui", "--version"],
            ["-c", WIDGETS],
            ["-c", "import perftui.tui.app"],
        )
    tell_ratio("perftui --version", version, "python -c pass", bare)
    tell_ratio("import perftui.tui.app", app, "textual and widgets", widgets)

    path = sorted(Path(sample_projects()).glob(f"2019-*{SUFFIX}"))[0]
    workspace = Workspace(path.parent)
    form = next(entry.evaluation for entry in workspace.entries() if entry.path == path)
    past = workspace.evaluations(apart_from=path)
    if form is None:
        raise SystemExit(f"{path} cannot be read")
    wording = suggester(shipped_bank(), past)
    print(f"\none form, warm: {form.name}, {len(form.indicators)} rows")
    tell("all rules", timed(partial(check, form)))
    tell("bank and past forms read", timed(lambda: suggester(shipped_bank(), past), rounds=5))
    for field in ("achievements", "problems", "measures"):
        tell(f"suggest {field}", timed(partial(wording.suggest, form, field)))
    tell("suggest problems, 4 typed", timed(partial(wording.suggest, form, "problems", "预算执行")))
    for name in FORMATS:
        tell(f"render {name}", timed(partial(render, form, name)))


if __name__ == "__main__":
    main()
