"""Figures 1 to 3: SIGKILL at random moments, while one types and while the form is saved.

    python -m benchmarks.soak.kills PLACE KILLS SEED    the figures of some kills as JSON

The program is the whole one, on a terminal of its own. It is forked from a process that has run
it once, so that many fit into minutes. Keys are sent one by one; a key is lost if it was sent
and is not there when the form is opened again.
"""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field

from benchmarks.soak.children import ChildError, fork, in_child, kill
from benchmarks.soak.figures import Figure, all_of, percentile
from benchmarks.soak.program import Program, warm_up
from benchmarks.soak.rooms import Room, room, sample
from perftui.evaluation import fields
from perftui.storage.atomic import clear_strays
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.history import History

NARRATIVE, CELL = "measures", "indicators[3].score"
_KEYS = {
    NARRATIVE: "部分设备没有验收，已督促施工单位加快进度，年底前全部办完。",
    CELL: "6.123456789012345678901",
}
_QUIET = 0.15
_MOST_KEYS = {NARRATIVE: 28, CELL: 20}
_SLOWEST_KEY, _FASTEST_KEY = 0.06, 0.005
_LONGEST_REST = 0.03
_WORKERS = 3


@dataclass
class Kills:
    """What became of some kills: forms that were broken, keys lost by each, ages of the oldest."""

    kills: int = 0
    keys: int = 0
    broken: list[str] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)

    def __add__(self, other: "Kills") -> "Kills":
        return Kills(
            self.kills + other.kills,
            self.keys + other.keys,
            self.broken + other.broken,
            self.lost + other.lost,
            self.ages + other.ages,
        )


def type_and_kill(here: Room, place: str, rng: random.Random, so_far: Kills) -> None:
    """Have a person type at a place until the program is killed, and look what is left."""
    here.begin(sample(measures=""))
    program = Program(here, place)
    keys = _KEYS[place][: rng.randint(1, _MOST_KEYS[place])]
    sent = [program.send(keys[0])]
    program.wait_for(keys[0], _QUIET)  # who types sees that the program has begun to take it
    for key in keys[1:]:
        sent.append(program.send(key))
        program.pause(rng.uniform(_FASTEST_KEY, _SLOWEST_KEY) if len(sent) < len(keys) else 0)
    program.pause(rng.uniform(0, _LONGEST_REST))
    killed = program.kill()
    so_far.kills += 1
    so_far.keys += len(keys)
    try:
        found = in_child(_typed_at, here, place)
    except ChildError as error:
        so_far.broken.append(f"not opened: {str(error).strip().splitlines()[-1]}")
        return
    if not keys.startswith(found):
        so_far.broken.append(f"{found!r} of {keys!r}")
        return
    so_far.lost.append(len(keys) - len(found))
    so_far.ages.append(killed - sent[len(found)] if len(found) < len(keys) else 0.0)


def _typed_at(here: Room, place: str) -> str:
    """Return what of the keys is there when the form is opened again."""
    document = Document.open(here.form)
    typing = document.taken_up.typing if document.taken_up else None
    if typing is not None and typing.path == place:
        return typing.text
    if document.evaluation == sample(measures=""):
        return ""
    return fields.show(document.evaluation, place, document.profile)


def typing_kills(place: str, kills: int, seed: int) -> Kills:
    """Kill the program some times while one types at a place."""
    warm_up()
    rng, found = random.Random(seed), Kills()
    with room() as here:
        for _ in range(kills):
            type_and_kill(here, place, rng, found)
    return found


def save_and_kill(here: Room, rng: random.Random, found: Kills) -> int:
    """Kill a program that types and saves on and on; returns how many strays it left."""
    here.begin(sample(measures=""))
    reading, writing = os.pipe()
    pid = fork()
    if pid == 0:
        os.close(reading)
        _save_on_and_on(here, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        pipe.read(1)
        time.sleep(rng.uniform(0, 0.08))
        kill(pid)
        saved = pipe.read().count(b"s")
    found.kills += 1
    strays = [path for path in here.form.parent.iterdir() if path.name.endswith(".tmp")]
    if fault := in_child(_fault_after_kill, here, saved):
        found.broken.append(fault)
    return len(strays)


def _save_on_and_on(here: Room, writing: int) -> None:
    try:
        document = Document.open(here.form)
        os.write(writing, b"o")
        number = 0
        while True:
            for _ in range(3):
                number += 1
                document.set("measures", f"第{number}次改动")
            document.save()
            os.write(writing, b"s")
    finally:
        os._exit(1)


def _fault_after_kill(here: Room, saved: int) -> str:
    """Open the form again; returns what is wrong, "" for nothing."""
    try:
        document = Document.open(here.form)
    except StorageError as error:
        return f"unreadable: {error}"
    typed = document.evaluation.measures.removeprefix("第").removesuffix("次改动")
    if not saved * 3 <= int(typed or 0) <= saved * 3 + 3:
        return f"edit {typed} after {saved} saves"
    document.set("problems", "接着写")
    document.save()
    document.close()
    clear_strays(here.form.parent)
    left = sorted(path.name for path in here.form.parent.iterdir())
    if left != [here.form.name]:
        return f"left: {left}"
    return _fault_in_history(here)


def _fault_in_history(here: Room) -> str:
    """Return what is wrong with the history of a form that has been saved, "" for nothing."""
    history = History.of(here.form)
    if history.audit().broken:
        return "the chain of the history is broken"
    form = sample(measures="")
    for edit in history.read():
        if fields.get(form, edit.path) != edit.old:
            return f"the history does not follow upon itself at {edit.old!r} -> {edit.new!r}"
        form = fields.replace(form, edit.path, edit.new)
    return "" if form == Document.look_at(here.form).evaluation else "the history leads elsewhere"


def measure_saving(kills: int, seed: int = 3) -> Figure:
    rng, found, strays = random.Random(seed), Kills(), 0
    with room() as here:
        for _ in range(kills):
            strays += save_and_kill(here, rng, found)
    return Figure(
        3,
        f"SIGKILL during {kills} saves: unreadable forms, saved edits lost, strays left behind",
        "0",
        all_of(len(found.broken), found.kills),
        not found.broken,
        "; ".join([f"{strays} half-written neighbours, all cleared away", *found.broken[:2]]),
    )


def measure_typing(kills: int, seed: int = 1) -> tuple[Figure, Figure]:
    """Kill the whole program while one types: of four times three in a narrative."""
    shares = {NARRATIVE: kills - kills // 4, CELL: kills // 4}
    found = {place: Kills() for place in shares}
    for place, share in shares.items():
        for one in in_workers(place, share, seed):
            found[place] += one
    both = found[NARRATIVE] + found[CELL]
    lost, most = percentile(both.lost, 0.95), max(both.lost, default=0)
    ages = [age for age in both.ages if age]
    age = percentile(ages, 0.99)
    by_place = "; ".join(
        f"{name}: {found[place].kills} kills, {found[place].keys} keys, "
        f"{sum(found[place].lost)} lost, at most {max(found[place].lost, default=0)}"
        for name, place in (("narrative", NARRATIVE), ("number cell", CELL))
    )
    first = Figure(
        1,
        f"SIGKILL at {both.kills} random moments while typing: forms lost, keys lost p95, most",
        "0, ≤ 1, ≤ 10",
        f"{len(both.broken)}, {lost:.0f}, {most}",
        not both.broken and lost <= 1 and most <= 10,
        "; ".join([by_place, *both.broken[:2]]),
    )
    second = Figure(
        2,
        "age of the oldest lost key, p99",
        "≤ 200 ms",
        f"{age * 1000:.0f} ms",
        age <= 0.2,
        f"of the {len(ages)} kills that lost a key",
    )
    return first, second


def in_workers(place: str, kills: int, seed: int, workers: int = _WORKERS) -> list[Kills]:
    """Share kills among several processes."""
    command = [sys.executable, "-m", "benchmarks.soak.kills", place]
    shares = [kills // workers + (number < kills % workers) for number in range(workers)]
    running = [
        subprocess.Popen([*command, str(share), str(seed + n)], stdout=subprocess.PIPE, text=True)
        for n, share in enumerate(shares)
    ]
    return [Kills(**json.loads(worker.communicate()[0])) for worker in running]


if __name__ == "__main__":
    print(json.dumps(asdict(typing_kills(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))))
