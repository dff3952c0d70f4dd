"""Figures that tests show which the project has anyway: they are run, and counted."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.soak.figures import Figure

_PASSED = re.compile(r"(\d+) passed")


@dataclass(frozen=True)
class Shown:
    """A figure, its target, the tests that show it, and what measures more of it."""

    number: int
    what: str
    target: str
    tests: tuple[str, ...]
    more: str = ""


SHOWN = (
    Shown(
        15,
        "pane and line mode come to the same form on random transcripts",
        "all",
        ("tests/assistant/test_pane_is_line_mode.py",),
    ),
    Shown(
        16,
        "golden transcripts come to the nine real forms",
        "9",
        ("tests/assistant/test_golden.py",),
        "turns and keys: `python -m benchmarks.dialogue`, `python -m benchmarks.keystrokes`",
    ),
    Shown(
        17,
        "random lines said: exceptions, input lost, the same reply twice",
        "0",
        ("tests/assistant/test_random_talk.py",),
        "100,000 lines: `make random-talk`",
    ),
    Shown(
        20,
        "figures, names, times without a source are found; false alarms on real forms",
        "≥ 97 %, 0",
        ("tests/assistant/test_grounding.py",),
    ),
    Shown(
        21,
        "connections made without a language model",
        "0",
        ("tests/house/test_no_network.py",),
        "and in the whole test run, by an audit hook that each test checks",
    ),
    Shown(
        22,
        "language model cancelled, slow, broken: form unchanged",
        "all",
        ("tests/assistant/test_language_model_client.py",),
    ),
    Shown(
        25,
        "exports: cells that are formulas; reopened",
        "0",
        (
            "tests/writers/test_xlsx_formulas.py",
            "tests/reliability/test_inert_exports.py",
        ),
        "reopened with openpyxl and python-docx",
    ),
)


def measure() -> list[Figure]:
    """Run the tests of all, two at a time."""
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(_figure, SHOWN))


def _figure(shown: Shown) -> Figure:
    """Run the tests of a figure."""
    command = [sys.executable, "-m", "pytest", "-o", "addopts=--import-mode=importlib"]
    done = subprocess.run([*command, *shown.tests], capture_output=True, text=True, check=False)
    passed = _PASSED.search(done.stdout)
    count = passed[1] if passed else "0"
    names = ", ".join(f"`{test}`" for test in shown.tests)
    return Figure(
        shown.number,
        shown.what,
        shown.target,
        f"{count} tests pass" if done.returncode == 0 else "TESTS FAIL",
        done.returncode == 0,
        "; ".join(filter(None, [names, shown.more])),
    )
