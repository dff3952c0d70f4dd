"""What terminals obey, in every text of forms and documents: does any of it reach the terminal?

The program runs on a terminal of its own, its last guard taken away, and is led by keys through its
screens, with a folder of spoilt forms and documents. `python -m benchmarks.soak.escapes` prints how
many screens were drawn and how many bytes of payloads were among what was written.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.escape_documents import PAYLOADS, leaked, spoilt_folder
from benchmarks.soak.figures import Figure
from benchmarks.soak.rooms import sample
from benchmarks.terminal import SilentError, Terminal

_UNGUARDED = (
    "from perftui.tui.terminal.last_guard import LastGuard; "
    "LastGuard.apply = lambda guard, segments, background: segments; "
    "from perftui.cli.main import main; raise SystemExit(main())"
)
_QUIET = 0.25
_FORM = "2020-表.perf.json"

F = {n: f"\x1bO{letter}" for n, letter in zip((1, 2, 3, 4), "PQRS", strict=True)} | {
    n: f"\x1b[{code}~" for n, code in zip(range(5, 11), (15, 17, 18, 19, 20, 21), strict=True)
}
_ESC, _DOWN = "\x1b", "\x1b[B"
_CTRL = {letter: chr(ord(letter) - 96) for letter in "dgloprt"}


@dataclass(frozen=True)
class Walk:
    """A way through screens; it starts at a form or at the folder, each of `keys` draws one."""

    name: str
    starts: str
    keys: tuple[str, ...]


WALKS = (
    Walk("home", "", ("[", "r", _ESC, F[6], F[4], _ESC, _CTRL["d"], "\t", _ESC, F[1], _ESC)),
    Walk("home, in print", "", (_CTRL["o"], _ESC, F[5], F[6], F[6], "\r", _ESC, _ESC, F[9])),
    Walk("palette", "", (_CTRL["p"], "[", "/", _ESC)),
    Walk("import", "", (F[3], "往年/", ".docx", F[9], "\r", F[6], F[6], F[6], _DOWN, _DOWN)),
    Walk("import, text", "", (F[3], "往年/", ".txt", F[9], "\r", F[6], F[6], _DOWN, F[2])),
    Walk("import, sheet", "", (F[3], "往年/", ".xlsx", F[9], "\r", F[6], F[6], _DOWN, F[2])),
    Walk("import, page", "", (F[3], "往年/", ".html", F[9], "\r", F[6], F[6], _DOWN, F[2])),
    Walk("sections", _FORM, (F[6],) * 8),
    Walk("grid", _FORM, (F[6], F[6], "0", "\r", "\t", F[2], "x", "\r")),
    Walk("suggestions", _FORM, (*(F[6],) * 4, F[3], _CTRL["t"], _ESC)),
    Walk("findings", _FORM, (F[4], _DOWN, "\r", F[4], _CTRL["r"], _ESC)),
    Walk("last year", _FORM, (_CTRL["l"], F[6], F[7], _ESC)),
    Walk("history", _FORM, ("x", _CTRL["g"], F[7], _ESC)),
    Walk("dialogue", _FORM, (F[10], "项目名称是什么\r", "为什么\r", "检查\r", _ESC)),
    Walk("print", _FORM, (_CTRL["o"], F[6], _ESC, F[9], "\r", "\r")),
)


def measure(walks: Iterable[Walk] = WALKS) -> tuple[int, int]:
    """Return how many payloads were on screens that were drawn, and the bytes that leaked."""
    screens = bytes_ = 0
    for walk in walks:
        with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as name:
            written = _went(walk, Path(name).resolve())
        screens += len(walk.keys) + 1
        bytes_ += leaked(written)
    return screens * len(PAYLOADS), bytes_


def figure() -> Figure:
    """Return the figure of the table."""
    cases, bytes_ = measure()
    measured = f"{bytes_} bytes in {cases:,} cases"
    return Figure(18, "escape corpus x widgets: bytes leaked", "0", measured, bytes_ == 0)


def _went(walk: Walk, top: Path) -> bytes:
    """Go a way; returns all that the program wrote."""
    folder = top / "forms"
    spoilt_folder(folder, sample())
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "PERFTUI_DATA": str(top / "data"),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "HOME": str(top),
    }
    command = [sys.executable, "-c", _UNGUARDED, walk.starts or "."]
    with Terminal(command, folder, environment) as terminal:
        terminal.wait_for(lambda text: "F1" in text)
        terminal.wait_for_rest(_QUIET)
        skipped = () if walk.starts else (_DOWN,)  # the tour, which is offered the first time
        for key in (*skipped, *walk.keys):
            terminal.send(key)
            terminal.wait_for_rest(_QUIET)
        if not terminal.is_running:
            raise SilentError(f"{walk.name}: the program was left on the way")
        return terminal.written


def main() -> None:
    """Print what was found, walk by walk."""
    for walk in WALKS:
        print(f"{walk.name:<18}{measure([walk])}", flush=True)


if __name__ == "__main__":
    main()
