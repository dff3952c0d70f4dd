"""Figure 23: what keeping costs: a save, an edit with its record, a key until it is seen."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.soak.figures import Figure, percentile
from benchmarks.soak.program import Program, warm_up
from benchmarks.soak.rooms import room, sample
from perftui.storage.document import Document
from perftui.storage.journal.journal import Journal

_TEXT = "部分设备没有验收，已督促施工单位加快进度，年底前全部办完。"
_PLACE = "measures"
_PAUSE = 0.02
_MOST = 1.2


def save_times(saves: int) -> list[float]:
    """Return how many seconds saves take on the disk of temporary files."""
    with room() as here:
        here.begin(sample())
        document = Document.open(here.form)
        times = []
        for number in range(saves):
            document.set("unit", f"单位{number}")
            times.append(_seconds(document.save))
        document.close()
    return times


def edit_times(edits: int) -> tuple[list[float], list[float]]:
    """Return how many seconds typing a character takes, with a journal and without."""
    with room() as here:
        here.begin(sample(measures=""))
        kept, alone = Document.open(here.form), Document(sample(measures=""))
        times: tuple[list[float], list[float]] = [], []
        for number in range(edits):
            text = (_TEXT * 9)[: number % (len(_TEXT) * 9)]
            for document, taken in zip((kept, alone), times, strict=True):
                taken.append(_seconds(partial(document.type, _PLACE, text)))
        kept.close(gives_up=True)
    return times


def key_times(keys: int, *, journals: bool) -> list[float]:
    """Return how many seconds pass from a key to its being drawn in the program."""
    warm_up()
    with room() as here:
        here.begin(sample(measures=""))
        program = Program(here, _PLACE, int if journals else _without_journal)
        times = []
        for number in range(keys):
            key = _TEXT[number % len(_TEXT)]
            sent = program.send(key)
            times.append(program.wait_for(key) - sent)
            program.pause(_PAUSE)
        program.kill()
    return times


def _without_journal() -> None:
    Journal.add = lambda *_: None  # type: ignore[method-assign]


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def measure(saves: int = 200, edits: int = 2000, keys: int = 150) -> Figure:
    """Measure all three; what is on and what is off by turns, so that a busy moment hits both."""
    saved = save_times(saves)
    kept, alone = edit_times(edits)
    rounds = 3
    shown: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        for journals in (True, False):
            shown[journals] += key_times(keys // rounds, journals=journals)
    ratio = median(shown[True]) / median(shown[False])
    cost = (median(kept) - median(alone)) * 1e6
    return Figure(
        23,
        "save p50, p99; what the journal adds to an edit; key to screen p50, p99, and "
        "the ratio of the p50 to that without a journal",
        f"ratio ≤ {_MOST}",
        f"{median(saved) * 1000:.0f} ms, {percentile(saved, 0.99) * 1000:.0f} ms; {cost:.0f} µs; "
        f"{median(shown[True]) * 1000:.1f} ms, {percentile(shown[True], 0.99) * 1000:.0f} ms; "
        f"{ratio:.2f}",
        ratio <= _MOST,
        "saving is not on the way of a key",
    )
