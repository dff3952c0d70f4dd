"""Figure 9: two programs that save one form on and on, with fields of their own and shared ones.

What each saw before it wrote, and in which order they wrote, is noted beside the program. A value
is lost if it was said to be saved and is not in the form at the end, unless its own writer has put
another in its place, or the other had it before its eyes, or its version was put aside.
"""

import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.soak.children import fork
from benchmarks.soak.figures import Figure
from benchmarks.soak.rooms import Room, room, sample
from perftui import disk
from perftui.evaluation.fields import cell, get
from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.evaluation_file import SUFFIX, load
from perftui.storage.history import History

SHARED = ("unit", "goal", cell(20, "remark"))
_LONGEST_EDIT = 0.02
OWN = {"a": [cell(n, "remark") for n in range(8)], "b": [cell(n, "remark") for n in range(8, 16)]}


@dataclass
class Written:
    """A form that was put in the place of another, by whom, and what they had seen by then."""

    who: str
    form: Evaluation
    seen: set[tuple[str, str]]


class Watching:
    """Notes the order in which a form is written: the one who writes is alone then."""

    def __init__(self, form: Path, order: Path, who: str) -> None:
        self._form = form
        self._order = order
        self._who = who
        self.number = 0

    def __call__(self, name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        if name == "replace" and arguments[1] == self._form:
            self.number += 1
            entry = {"who": self._who, "form": json.loads(arguments[0].read_bytes())}
            with self._order.open("a") as file:
                file.write(f"{json.dumps(entry)}\n")
        return act()


def write_on(here: Room, who: str, saves: int, seed: int) -> None:
    """Save a form so many times; all that was seen, was saved and was told is noted."""
    rng = random.Random(seed)
    watching = Watching(here.form, here.top / "order", who)
    with disk.watched(watching), (here.top / f"seen-{who}").open("w") as notes:
        document = Document.open(here.form, who)
        for number in range(saves):
            fields = [rng.choice(OWN[who]), *rng.sample(SHARED, rng.randint(0, 2))]
            before = {path: document.show(path) for path in SHARED}
            value = f"{who}{number}"
            document.put_all([(path, value) for path in fields])
            time.sleep(rng.uniform(0, _LONGEST_EDIT))  # so that the two alternate
            told = document.save()
            after = {path: document.show(path) for path in SHARED}
            said = [(one.path, str(one.theirs)) for one in told]
            entry = {
                "number": watching.number,
                "fields": fields,
                "value": value,
                "seen": [*before.items(), *said, *after.items()],
            }
            notes.write(f"{json.dumps(entry)}\n")
        document.close()


def faults_after(here: Room) -> tuple[int, int, list[str]]:
    """Return how many saved values are lost, how many were overwritten unseen, and an example."""
    final = load(here.form)
    notes = {who: _lines(here.top / f"seen-{who}") for who in OWN}
    lost = [
        f"{who}: {path} should be {value}, is {get(final, path)}"
        for who, entries in notes.items()
        for path, value in _last_own(who, entries).items()
        if get(final, path) != value
    ]
    aside = [load(path) for path in here.form.parent.glob(f"*-外面改的*{SUFFIX}")]
    put_aside = {(path, str(get(form, path))) for form in aside for path in SHARED}
    unseen = [
        f"{path}: {old} of {earlier.who} was overwritten by {new}"
        for earlier, later in _pairs(_order(here, notes))
        for path in SHARED
        if (old := get(earlier.form, path)) != (new := get(later.form, path))
        and (path, old) not in later.seen | put_aside
    ]
    return len(lost), len(unseen), [*lost[:1], *unseen[:1]]


def _last_own(who: str, entries: list[dict[str, Any]]) -> dict[str, str]:
    return {
        path: entry["value"] for entry in entries for path in entry["fields"] if path in OWN[who]
    }


def _order(here: Room, notes: dict[str, list[dict[str, Any]]]) -> list[Written]:
    """Return what was written, in order, with what its writer had seen by the end of that save."""
    seen: dict[tuple[str, int], set[tuple[str, str]]] = {}
    for who, entries in notes.items():
        for entry in entries:
            seen.setdefault((who, entry["number"]), set()).update(map(tuple, entry["seen"]))
    counts = dict.fromkeys(notes, 0)
    written = []
    for entry in _lines(here.top / "order"):
        who = entry["who"]
        counts[who] += 1
        form = Evaluation.model_validate(entry["form"])
        written.append(Written(who, form, seen.get((who, counts[who]), set())))
    return written


def _pairs(written: list[Written]) -> list[tuple[Written, Written]]:
    return [(a, b) for a, b in pairwise(written) if a.who != b.who]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def run(here: Room, saves: int, seed: int) -> None:
    """Have two writers at work on one form until both are done."""
    here.begin(sample())
    pids = []
    for number, who in enumerate(OWN):
        pid = fork()
        if pid == 0:
            try:
                write_on(here, who, saves, seed + number)
                os._exit(0)
            finally:
                os._exit(1)
        pids.append(pid)
    ended = [os.waitpid(pid, 0)[1] for pid in pids]
    assert not any(ended), "a writer has failed"


def measure(saves: int, seed: int = 9, *, in_memory: bool = False) -> Figure:
    """Have two writers save so many times each."""
    with room(in_memory=in_memory) as here:
        run(here, saves, seed)
        lost, unseen, examples = faults_after(here)
        broken = len(History.of(here.form).audit().broken)
        aside = len(list(here.form.parent.glob(f"*-外面改的*{SUFFIX}")))
        note = f"{aside} versions put aside; {broken} breaks in the chain of their history"
    return Figure(
        9,
        f"two writers x {saves} saves: saved edits lost, conflicts unseen",
        "0, 0",
        f"{lost}, {unseen}",
        not (lost or unseen or broken),
        "; ".join([note, *examples]),
    )
