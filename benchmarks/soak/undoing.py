"""Figures 13 and 14: random edits taken back over restarts, and what the history can tell."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.soak.children import in_child
from benchmarks.soak.figures import Figure, all_of
from benchmarks.soak.rooms import Room, room, sample
from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation, Indicator
from perftui.storage.document import Document
from perftui.storage.evaluation_file import digest_of, load
from perftui.storage.history import History

_MOST_LINES = 60
_TEXTS = (
    "甲",
    "甲。乙",
    "验收晚于计划，",
    "",
    "8",
    "7.5",
    "12,650.00",
    "约百万",
    "2020-04-16",
    "是",
)
_HEADER = ("name", "unit", "year", "recurring", "budget", "executed", "date", "goal")
_CELLS = ("weight", "score", "remark", "name", "explanation")

Edit = Callable[[Document, random.Random], None]
Ending = Callable[[Document], None]


def _set(document: Document, rng: random.Random) -> None:
    document.set(rng.choice(_HEADER), rng.choice(_TEXTS))


def _set_cell(document: Document, rng: random.Random) -> None:
    row = rng.randrange(len(document.evaluation.indicators))
    document.set(fields.cell(row, rng.choice(_CELLS)), rng.choice(_TEXTS))


def _type(document: Document, rng: random.Random) -> None:
    path = rng.choice(fields.NARRATIVES)
    text = document.show(path)
    place = rng.randrange(len(text) + 1)
    for end in range(1, rng.randint(2, 6)):
        document.type(path, text[:place] + "督促，加快"[:end] + text[place:])


def _change_rows(document: Document, rng: random.Random) -> None:
    rows = list(document.evaluation.indicators)
    if len(rows) > 3 and rng.random() < 0.5:
        rows.pop(rng.randrange(len(rows)))
    else:
        row = Indicator(category="产出", name=f"指标{rng.randrange(99)}")
        rows.insert(rng.randrange(len(rows) + 1), row)
    rng.shuffle(rows[: rng.choice((0, 0, 3))])
    document.put("indicators", tuple(rows))


def _put_several(document: Document, rng: random.Random) -> None:
    document.put_all([("unit", rng.choice(_TEXTS)), ("department", rng.choice(_TEXTS))])


def _go_back(document: Document, rng: random.Random) -> None:
    """Take some steps back, and do some of them again."""
    for _ in range(rng.randint(1, 4)):
        document.undo()
    for _ in range(rng.randint(0, 2)):
        document.redo()


EDITS: tuple[Edit, ...] = (_set, _set_cell, _set_cell, _type, _change_rows, _put_several, _go_back)


def _save_and_close(document: Document) -> None:
    document.save()
    document.close()


def _be_killed(_: Document) -> None:
    """End with nothing saved, or nothing since it last was."""


ENDINGS: tuple[Ending, ...] = (_save_and_close, _be_killed, Document.close)


@dataclass(frozen=True)
class Session:
    """What one session made: the form at its end, and how many edits there were."""

    form: Evaluation
    edits: int


def edit_at_random(here: Room, edits: int, seed: int, ending: Ending) -> Session:
    """Open a form, make edits, saving now and then, and end."""
    rng = random.Random(seed)
    document = Document.open(here.form, "李")
    made = 0
    while made < edits:
        before = len(document.edits)
        rng.choice(EDITS)(document, rng)
        made += max(len(document.edits) - before, 0)
        if rng.random() < 0.03:
            document.save()
    ending(document)
    return Session(document.evaluation, made)


def walk(here: Room, *, back: bool, most: int, ending: Ending) -> Session:
    """Open a form and take steps back, or do them again, as many as there are or so many."""
    document = Document.open(here.form, "李")
    step = document.undo if back else document.redo
    walked = 0
    while walked < most and step():
        walked += 1
    ending(document)
    return Session(document.evaluation, walked)


def make_history(here: Room, edits: int, restarts: int, seed: int) -> int:
    """Edit a form over restarts; returns how many edits were made."""
    here.begin(sample())
    made = 0
    for number in range(restarts):
        ending = ENDINGS[number % len(ENDINGS)]
        made += in_child(edit_at_random, here, edits // restarts, seed + number, ending).edits
    return made


def undo_and_redo(here: Room, restarts: int) -> tuple[Evaluation, Evaluation]:
    """Take everything back over restarts, then do it again; returns both forms."""
    return _walked(here, restarts, back=True), _walked(here, restarts, back=False)


def _walked(here: Room, restarts: int, *, back: bool) -> Evaluation:
    total = 10**6
    for number in range(restarts):
        most = total if number == restarts - 1 else 40
        session = in_child(_walk, here, back, most, ENDINGS[number % len(ENDINGS)])
    return session.form


def _walk(here: Room, back: bool, most: int, ending: Ending) -> Session:
    return walk(here, back=back, most=most, ending=ending)


def replayed(here: Room) -> Evaluation | str:
    """Return the form to which the history leads from the first, or where it does not follow."""
    form = sample()
    for number, edit in enumerate(History.of(here.form).read(), 1):
        if fields.get(form, edit.path) != edit.old:
            return f"entry {number} does not follow upon what is above it"
        form = fields.replace(form, edit.path, edit.new)
    return form


def tampered(lines: list[bytes], rng: random.Random) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a history with a line changed, taken out, doubled, or put below the next one."""
    tried = {*rng.sample(range(len(lines)), min(_MOST_LINES, len(lines))), 0, len(lines) - 1}
    for n, line in ((n, lines[n]) for n in sorted(tried)):
        place = rng.randrange(len(line))
        other = line[:place] + bytes((line[place] ^ 1,)) + line[place + 1 :]
        yield "changed", [*lines[:n], other, *lines[n + 1 :]]
        yield "removed", [*lines[:n], *lines[n + 1 :]]
        yield "inserted", [*lines[:n], line, *lines[n:]]
        if n + 1 < len(lines) and line != lines[n + 1]:
            yield "exchanged", [*lines[:n], lines[n + 1], line, *lines[n + 2 :]]


def undetected(here: Room, seed: int) -> tuple[list[str], int]:
    """Tamper with lines of the history; returns what did not show, and how often it was done."""
    history, digest = History.of(here.form), digest_of(load(here.form))
    lines = history.file.read_bytes().splitlines(keepends=True)
    missed, tried = [], 0
    for what, changed in tampered(lines, random.Random(seed)):
        history.file.write_bytes(b"".join(changed))
        audit = history.audit()
        tried += 1
        if not audit.broken and audit.digest == digest:
            missed.append(what)
    history.file.write_bytes(b"".join(lines))
    return missed, tried


def measure(edits: int = 1000, restarts: int = 10, seed: int = 13) -> tuple[Figure, Figure]:
    """Make edits over restarts, look at the history, take all back and do it again."""
    with room(in_memory=True) as here:
        made = make_history(here, edits, restarts, seed)
        end = in_child(_settle, here)
        led_to = replayed(here)
        missed, tried = undetected(here, seed)
        first, last = undo_and_redo(here, restarts)
        again = replayed(here)
    back, forth = first == sample(), last == end
    wrong = [told for told in (led_to, again) if isinstance(told, str)]
    leads = led_to == end and again == last
    return (
        Figure(
            13,
            f"{made} random edits over {restarts} restarts, a third of them kills, taken back over "
            f"{restarts} restarts: the original; done again: the end",
            "both",
            f"{'same' if back else 'DIFFERS'}, {'same' if forth else 'DIFFERS'}",
            back and forth,
        ),
        Figure(
            14,
            "history replayed gives the form; lines changed, removed, inserted, exchanged detected",
            "yes, 100 %",
            f"{'yes' if leads else 'NO'}, {all_of(tried - len(missed), tried)}",
            leads and not missed,
            "; ".join([*wrong, *sorted(set(missed))]),
        ),
    )


def _settle(here: Room) -> Evaluation:
    """Open once more, so that the history has all, and edit, so that nothing can be done again."""
    document = Document.open(here.form, "李")
    document.set("unit", "最后一次改动")
    _save_and_close(document)
    return document.evaluation
