"""How fast and how well phrases are found: perftui's library beside full scans and search engines.

    python benchmarks/matching.py 100000 --queries 40
    python benchmarks/matching.py 1000 100000 1000000 --engines perftui,FTS5,tantivy

Each engine is built and asked in a process of its own, over the same corpus and the same queries.
A hit is a phrase that truly is what was asked for, see `queries.py`.
"""

import argparse
import gc
import json
import multiprocessing
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import rapidfuzz  # noqa: F401  what every engine needs is not counted as its memory

from benchmarks.corpus import Entry, corpus
from benchmarks.queries import KINDS, Query, judge, queries
from benchmarks.rivals import Engine, rivals
from perftui.phrases.library import Phrase, PhraseKind
from perftui.phrases.library.sqlite import SqliteLibrary

SHOWN = 5
# An engine that is slow is asked less: after so many seconds a kind of query is left.
PATIENCE = 20.0
MEGABYTE = 1024 * 1024


class PerftuiLibrary:
    """The library as it ships, in a folder of its own."""

    name = "perftui"

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="perftui-matching-"))
        self._library: SqliteLibrary | None = None

    def build(self, entries: Sequence[Entry]) -> None:
        SqliteLibrary(self.folder).add(
            Phrase(entry.text, PhraseKind.PROBLEM, used=entry.used) for entry in entries
        )

    def open(self) -> None:
        self._library = SqliteLibrary(self.folder)

    def search(self, typed: str, limit: int) -> list[str]:
        assert self._library is not None
        found = self._library.candidates(typed, PhraseKind.PROBLEM, limit)
        return [phrase.text for phrase, _ in found]

    def size_on_disk(self) -> int:
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


def measure(engine: Engine, entries: Sequence[Entry], asked: Sequence[Query]) -> dict[str, Any]:
    """Build an engine and ask it; memory is what this process grew by."""
    begun = time.perf_counter()
    engine.build(entries)
    figures: dict[str, Any] = {"build_s": time.perf_counter() - begun}
    figures["disk_mb"] = engine.size_on_disk() / MEGABYTE
    is_hit = judge(entries)
    if isinstance(engine, PerftuiLibrary):
        figures |= _alone(_open_and_ask, engine.folder, asked)
        engine.open()
    figures["kinds"] = {kind: _asked(engine, kind, asked, is_hit) for kind in KINDS}
    if isinstance(engine, PerftuiLibrary):
        shutil.rmtree(engine.folder)
    return figures


def _open_and_ask(folder: Path, asked: Sequence[Query]) -> dict[str, Any]:
    """Open what is built as a new process does; ask everything once and weigh the process."""
    engine = PerftuiLibrary(folder)
    gc.collect()
    before, begun = _resident(), time.perf_counter()
    engine.open()
    opened = time.perf_counter() - begun
    engine.search(asked[0].text, SHOWN)
    first = time.perf_counter() - begun
    for query in asked:
        engine.search(query.text, SHOWN)
    grown = (_resident() - before) / MEGABYTE
    return {"open_ms": opened * 1000, "first_answer_ms": first * 1000, "memory_mb": grown}


def _asked(
    engine: Engine, kind: str, asked: Sequence[Query], is_hit: Callable[[Query, str], bool]
) -> dict[str, Any]:
    times, ranks = [], []
    deadline = time.perf_counter() + PATIENCE
    for query in (query for query in asked if query.kind == kind):
        begun = time.perf_counter()
        found = engine.search(query.text, SHOWN)
        times.append((time.perf_counter() - begun) * 1000)
        ranks.append(next((n for n, text in enumerate(found, 1) if is_hit(query, text)), 0))
        if time.perf_counter() > deadline:
            break
    count = len(ranks)
    return {
        "asked": count,
        "p50": statistics.median(times),
        "p95": sorted(times)[max(0, round(0.95 * count) - 1)],
        "recall1": sum(rank == 1 for rank in ranks) / count,
        "recall5": sum(rank > 0 for rank in ranks) / count,
        "mrr": sum(1 / rank for rank in ranks if rank) / count,
    }


def _resident() -> int:
    """Return the memory of this process in bytes, mapped files that were touched included."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def _alone(work: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any]:
    """Do some work in a new process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *given).result()


def _in_turn(name: str, size: int, per_kind: int) -> dict[str, Any]:
    entries = corpus(size)
    engine = next(engine for engine in (PerftuiLibrary(), *rivals()) if engine.name == name)
    return measure(engine, entries, queries(entries, per_kind))


def table(size: int, results: dict[str, dict[str, Any]]) -> str:
    """Lay the figures out as Markdown."""
    lines = [
        f"\n### {size:,} phrases\n",
        "Cells: p50 / p95 milliseconds · recall@1 / recall@5 / MRR\n",
        f"| engine | {' | '.join(KINDS)} | build s | disk MB |",
        f"|---|{'---|' * len(KINDS)}---|---|",
    ]
    for name, figures in results.items():
        cells = [
            f"{c['p50']:.1f} / {c['p95']:.1f} · {c['recall1']:.2f} / {c['recall5']:.2f} /"
            f" {c['mrr']:.2f}"
            for c in figures["kinds"].values()
        ]
        built = f"{figures['build_s']:.1f} | {figures['disk_mb']:.0f}"
        lines.append(f"| {name} | {' | '.join(cells)} | {built} |")
    return "\n".join([*lines, *_notes(results)])


def _notes(results: dict[str, dict[str, Any]]) -> list[str]:
    own = results.get("perftui")
    if own is None:
        return []
    notes = [
        f"\nperftui opens in {own['open_ms']:.0f} ms, gives its first answer after"
        f" {own['first_answer_ms']:.0f} ms, and grows by {own['memory_mb']:.0f} MB."
    ]
    words = KINDS[:5]
    for name, other in results.items():
        if name != "perftui":
            ratios = [other["kinds"][k]["p50"] / own["kinds"][k]["p50"] for k in words]
            least, middle = min(ratios), statistics.median(ratios)
            notes.append(f"\n{name}: {middle:.1f} times as long (at least {least:.1f}).")
    return notes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 100_000])
    parser.add_argument("--queries", type=int, default=40, help="of each kind")
    parser.add_argument(
        "--engines", default="", help="parts of names, comma-separated; all by default"
    )
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    names = ["perftui", *(engine.name for engine in rivals())]
    wanted = options.engines.split(",")
    chosen = [name for name in names if any(word in name for word in wanted)]
    everything = {}
    for size in options.sizes:
        results = {name: _alone(_in_turn, name, size, options.queries) for name in chosen}
        everything[size] = results
        print(table(size, results), flush=True)
    if options.json:
        options.json.write_text(json.dumps(everything, indent=1))


if __name__ == "__main__":
    main()
