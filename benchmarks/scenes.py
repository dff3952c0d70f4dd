"""Keys pressed in perftui on a terminal, and how long until their effect is on the screen."""

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.many_forms import NARRATIVE, add_long_form, long_text, samples
from benchmarks.terminal import Terminal
from perftui.storage.evaluation_file import load

GOAL = 30.0
AT_REST, ANSWERED = 0.7, 0.015
GAPS, PAUSE, EVERY = (0.03, 0.15), 0.4, 10
SEED = 1
_NEXT_PART = "\x1b[17~"  # F6
_SUGGESTED = "数字采用"  # stands over suggestions, not where there are none


class Answers(NamedTuple):
    """How long the answers to some keys took, in milliseconds; and the processor for one key."""

    took: list[float]
    cpu: float | None


def type_keys(terminal: Terminal, keys: Iterator[tuple[str, str]], count: int) -> Answers:
    """Type keys in the rhythm of a quick typist; each is a key and the text its frame shows."""
    rhythm, took = random.Random(SEED), []
    used = terminal.processor_seconds()
    for number in range(count):
        key, shows = next(keys)
        took.append(terminal.answer_to(key, shows, ANSWERED) * 1000)
        pause = PAUSE if number % EVERY == EVERY - 1 else rhythm.uniform(*GAPS)
        time.sleep(pause)
    now = terminal.processor_seconds()
    cpu = None if used is None or now is None else (now - used) * 1000 / count
    return Answers(took, cpu)


def han() -> Iterator[tuple[str, str]]:
    """Characters as they stand in sentences, each of which must appear."""
    written = "".join(char for char in samples()[1].achievements if "一" <= char <= "龥")
    while True:
        for char in written:
            yield char, char


def filtering() -> Iterator[tuple[str, str]]:
    """A filter typed and deleted again, over and over."""
    while True:
        for key in "人才服务专项":
            yield key, key
        for _ in "人才服务专项":
            yield "\x7f", ""


def scoring() -> Iterator[tuple[str, str]]:
    """Scores typed over scores, and steps through the table."""
    while True:
        for key in ("1", "\r", "2", "\r", "=", "=", "\x1b[A", "\x1b[A", "\x1b[A", "\x1b[A"):
            yield key, ""


def commits() -> Iterator[tuple[str, str]]:
    """Words of four characters at once, as input methods send them."""
    chars = (char for char, _ in han())
    while word := "".join(islice(chars, 4)):
        yield word, word[-1]


@dataclass(frozen=True)
class Scene:
    """Somewhere in a program, the keys that lead there, and those to type there.

    `ready` is shown when all is loaded that a key may set to work. `field` is what the keys change
    of the form at `path`.
    """

    name: str
    command: tuple[str, ...]
    keys: Callable[[], Iterator[tuple[str, str]]]
    way: str = ""
    ready: str = ""
    path: Path | None = None
    field: str = ""


def scenes(folder: Path) -> list[Scene]:
    """Return where keys are typed: each time in a form of its own, and first in a bare app."""
    points = "\n".join(f"{n}、{text}" for n, text in enumerate(long_text("\n").split("\n"), 1))
    texts = {
        "narrative of 1,000, in points": (points[:NARRATIVE], han),
        "narrative of 1,000, one paragraph": (long_text(""), han),
        "the points, words of 4 at once": (points[:NARRATIVE], commits),
    }
    perftui = (sys.executable, "-m", "perftui")
    played = [Scene("bare textual app, the same points", _bare(points[:NARRATIVE]), han)]
    for name, (text, keys) in texts.items():
        path = add_long_form(folder, name, text)
        way = _NEXT_PART * 3
        field = "achievements"
        played.append(Scene(name, (*perftui, str(path)), keys, way, _SUGGESTED, path, field))
    table = add_long_form(folder, "grid", "")
    grid = (*perftui, str(table))
    played.append(Scene("grid", grid, scoring, _NEXT_PART * 2, "", table, "indicators"))
    return [*played, Scene("filter at home, 100 forms", (*perftui, str(folder)), filtering)]


def _bare(text: str) -> tuple[str, ...]:
    code = f"""
from textual.app import App
from textual.widgets import TextArea
class Bare(App):
    def compose(self):
        area = TextArea({text!r})
        area.cursor_blink = False
        yield area
Bare().run()
"""
    return (sys.executable, "-c", code)


def play(scene: Scene, count: int, folder: Path, environment: Mapping[str, str]) -> Answers:
    """Start a program, go to the scene, type; fail if the file does not hold what was typed."""
    before = scene.path and getattr(load(scene.path), scene.field)
    with Terminal(scene.command, folder, environment) as terminal:
        terminal.wait_for(bool)
        terminal.wait_for_rest(2 * AT_REST)  # the suggester is made meanwhile
        for key in re.findall(r"\x1b\[\d+~", scene.way):
            terminal.send(key)
            terminal.wait_for_rest(AT_REST)
        terminal.wait_for(lambda text: scene.ready in text)
        answers = type_keys(terminal, scene.keys(), count)
        terminal.wait_for_rest(2 * AT_REST)
    if scene.path and getattr(load(scene.path), scene.field) == before:
        raise SystemExit(f"{scene.name}: what was typed did not reach {scene.field}")
    return answers


def tell_headings() -> None:
    """Print what the columns are."""
    print(f"\n{'key to screen, ms':<36}{'p50':>7}{'p95':>7}{'max':>7}{'cpu':>9}   goal for p95")


def tell_keys(scene: Scene, answers: Answers) -> None:
    """Print how long keys took."""
    ordered = sorted(answers.took)
    half, most = statistics.median(ordered), ordered[round(0.95 * (len(ordered) - 1))]
    cpu = "" if answers.cpu is None else f"{answers.cpu:9.1f}"
    met = "met" if most < GOAL else "missed"
    print(f"{scene.name:<36}{half:7.1f}{most:7.1f}{ordered[-1]:7.1f}{cpu}   {GOAL:.0f}, {met}")
