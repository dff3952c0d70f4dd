"""How long perftui takes to refuse each hostile file, and how much memory: a fresh program each.

python -m benchmarks.soak.hostile [part of a name]
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from perftui.resources import sample_projects
from tests.reliability.hostile_files import Hostile, corpus
from tests.reliability.making_files import CANARY

_PROGRAM = """
import re, resource, sys
from pathlib import Path
from perftui.cli.main import main
from perftui.jobs.apart.asking import end_all
status = main(sys.argv[1:])
end_all()
own = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print("\\nPEAKS", status, own, children, file=sys.stderr)
"""
_LONGEST = 120.0
_COMMANDS = {
    "document": ("import", "{path}", "-o", "{folder}/读入"),
    "form": ("check", "{path}"),
    "bank": ("bank", "lint", "{folder}"),
    "settings": ("check", "{folder}"),
    "template": ("doctor", "{folder}"),
}


@dataclass(frozen=True)
class Measured:
    """What became of one file: seconds of the whole program, megabytes of it and of its child.

    `fault` says what went wrong, nothing if it was told in a sentence.
    """

    name: str
    way: str
    seconds: float
    parent: float = 0.0
    child: float = 0.0
    fault: str = ""
    said: str = ""


@dataclass(frozen=True)
class Worst:
    """The worst of a corpus, and the table of it, slowest first."""

    seconds: float
    parent: float
    child: float
    crashes: int
    rows: tuple[Measured, ...]


def measure(files: Iterable[Hostile] | None = None) -> Worst:
    """Return the worst of a corpus, by default of the whole."""
    rows = sorted(_measured(files or corpus()), key=lambda row: -row.seconds)
    return Worst(
        max(row.seconds for row in rows),
        max(row.parent for row in rows),
        max(row.child for row in rows),
        sum(bool(row.fault) for row in rows),
        tuple(rows),
    )


def _measured(files: Iterable[Hostile]) -> Iterator[Measured]:
    for hostile in files:
        with tempfile.TemporaryDirectory() as place:
            yield _run(hostile, Path(place))


def _run(hostile: Hostile, place: Path) -> Measured:
    folder = place / "表"
    folder.mkdir()
    path = hostile.put_into(folder)
    if hostile.way in ("settings", "template"):
        sample = next(sample_projects().glob("*.perf.json"))
        (folder / "示例.perf.json").write_bytes(sample.read_bytes())
    words = [w.format(path=path, folder=folder) for w in _COMMANDS[hostile.way]]
    environment = {**os.environ, "PERFTUI_DATA": str(place / "data")}
    began = time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *words],
            capture_output=True,
            timeout=_LONGEST,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Measured(hostile.name, hostile.way, _LONGEST, fault="not ended")
    seconds = time.perf_counter() - began
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    told, _, peaks = said.rpartition("\nPEAKS ")
    status, *sizes = peaks.split() or ("none",)
    parent, child = (int(size) / 1024 for size in sizes) if sizes else (0.0, 0.0)
    fault = _fault(hostile, status, told, place)
    return Measured(
        hostile.name, hostile.way, seconds, parent, child, fault, " ".join(told.split())[:200]
    )


def _fault(hostile: Hostile, status: str, told: str, place: Path) -> str:
    faults = {
        f"ended with {status}": status not in ("0", "1", "2"),
        "traceback": "Traceback" in told,
        "canary": CANARY in told or any(CANARY in _text(p) for p in place.rglob("*.perf.json")),
        "let pass": hostile.way in ("document", "form", "bank")
        and not hostile.may_be_read
        and status == "0",
        "beside the folder": {p.name for p in place.iterdir()} - {"表", "canary.txt", "data"},
    }
    return ", ".join(name for name, is_so in faults.items() if is_so)


def _text(path: Path) -> str:
    return (
        path.read_text("utf-8", "replace") if path.is_file() and path.stat().st_size < 10**8 else ""
    )


def main() -> None:
    part = " ".join(sys.argv[1:])
    worst = measure([one for one in corpus() if part in one.name])
    for row in worst.rows:
        print(
            f"{row.seconds:6.2f} s {row.parent:5.0f} MB {row.child:5.0f} MB  "
            f"{row.way:8} {row.name:36} {row.fault:12} {row.said[:90]}"
        )
    print(
        f"{len(worst.rows)} files: worst {worst.seconds:.2f} s, program {worst.parent:.0f} MB, "
        f"child {worst.child:.0f} MB, crashes {worst.crashes}"
    )


if __name__ == "__main__":
    main()
