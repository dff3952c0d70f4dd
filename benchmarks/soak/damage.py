"""Figures 11 and 12: each byte of form, journal and history flipped, each cut, newer formats.

A form that was saved here and is damaged is refused with what to do, or what has changed in it is
told; what changes nothing of its content does no harm.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.soak.children import in_child
from benchmarks.soak.figures import Figure
from benchmarks.soak.rooms import Room, room, sample
from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import digest_of, load
from perftui.storage.history import History
from perftui.storage.taking_up import RestorableError, restore

FLIPS = (0x01, 0xFF)
_EVERY = 25
"""Of the damaged forms that can be restored each so manieth is."""


@dataclass
class Found:
    """How often what came of damage, and what should not have."""

    ways: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return sum(self.ways.values())


def damaged(content: bytes, flips: tuple[int, ...], step: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield a content with a byte flipped, at each place, and cut to each length."""
    for place in range(0, len(content), step):
        for flip in flips:
            changed = bytes((content[place] ^ flip,))
            yield f"byte {place} ^ {flip}", content[:place] + changed + content[place + 1 :]
        yield f"cut to {place}", content[:place]


def small_form() -> Evaluation:
    """Return a real form with few rows, since each of its bytes is tried."""
    form = sample(measures="加快进度。")
    return form.model_copy(update={"indicators": form.indicators[:6], "problems": "验收晚。"})


def make(here: Room, *, leaves: bool) -> None:
    """Have a form that was typed and saved here; `leaves`: killed with more in its journal."""
    here.begin(small_form())
    in_child(_fill_in, here, leaves)


def _fill_in(here: Room, leaves: bool) -> None:
    document = Document.open(here.form, "李")
    for end in range(1, 6):
        document.type("achievements", "按期全部完成"[:end])
    document.set("indicators[2].score", "5")
    document.save()
    if leaves:
        for end in range(1, 8):
            document.type("measures", "督促施工单位加快"[:end])
    else:
        document.close()


def form_faults(here: Room, flips: tuple[int, ...], step: int) -> Found:
    """Damage the form each way and open it."""
    make(here, leaves=False)
    whole, content = load(here.form), here.form.read_bytes()
    files, found = here.files(), Found()
    for what, changed in damaged(content, flips, step):
        here.form.write_bytes(changed)
        way = _opened(here, whole)
        found.ways[way] += 1
        if way == "changed and not told":
            found.wrong.append(f"form, {what}: {way}")
        elif way == "refused" and found.ways[way] % _EVERY == 1:
            restore(here.form)
            if load(here.form) != whole:
                found.wrong.append(f"form, {what}: not restored")
            here.put(files)
    return found


def _opened(here: Room, whole: Evaluation) -> str:
    """Open a damaged form and say what came of it."""
    try:
        document = Document.open(here.form, "李")
    except RestorableError:
        return "refused"
    try:
        taken_up = document.taken_up
        assert taken_up is not None
        if document.evaluation == whole:
            return "harmless"
        return "told" if taken_up.outside else _in_unknown_keys(document.evaluation, whole)
    finally:
        document.close(gives_up=True)


def _in_unknown_keys(form: Evaluation, whole: Evaluation) -> str:
    """Say of a change that no edit tells whether all that is known of a form is as it was."""
    is_same = all(getattr(form, name) == getattr(whole, name) for name in Evaluation.model_fields)
    return "harmless" if is_same else "changed and not told"


def journal_faults(here: Room, flips: tuple[int, ...], step: int) -> Found:
    """Damage a journal that was left behind: what is before the damage comes back."""
    make(here, leaves=True)
    files, found = here.files(), Found()
    (journal,) = here.data.rglob("*.journal")
    content = journal.read_bytes().rstrip(b"\0")
    saved, typed = load(here.form).measures, "督促施工单位加"
    possible = {saved, *(typed[:end] for end in range(1, 8))}
    for what, changed in damaged(content, flips, step):
        here.put(files)
        journal.write_bytes(changed)
        document = Document.open(here.form, "李")
        measures = document.evaluation.measures
        whole = measures == typed
        found.ways["replayed whole" if whole else "replayed up to the damage"] += 1
        if measures not in possible or load(here.form).measures != saved:
            found.wrong.append(f"journal, {what}: {measures}")
        document.close(gives_up=True)
    return found


def history_faults(here: Room, flips: tuple[int, ...], step: int) -> Found:
    """Damage the history: it shows, and the form opens as it is."""
    make(here, leaves=False)
    whole, found = load(here.form), Found()
    history = History.of(here.form)
    content, entries = history.file.read_bytes(), history.audit().entries
    for what, changed in damaged(content, flips, step):
        history.file.write_bytes(changed)
        document = Document.open(here.form, "李")
        is_known = document.evaluation == whole and len(document.history()) <= entries
        document.close(gives_up=True)
        shows = _shows(history, whole, content, changed)
        found.ways["shown" if shows else "hidden"] += 1
        if not (is_known and shows):
            found.wrong.append(f"history, {what}: opened {is_known}, shown {shows}")
    history.file.write_bytes(content)
    return found


def _shows(history: History, form: Evaluation, content: bytes, changed: bytes) -> bool:
    """Whether damage is seen: the chain is broken, or does not lead to the form as it is."""
    audit = history.audit()
    return bool(audit.broken) or audit.digest != digest_of(form) or _says_the_same(content, changed)


def _says_the_same(content: bytes, changed: bytes) -> bool:
    try:
        return _entries(content) == _entries(changed)
    except ValueError:
        return False


def _entries(content: bytes) -> list[object]:
    return [json.loads(line) for line in content.splitlines()]


def newer_faults(here: Room) -> Found:
    """Open a form of a newer format every way there is: its bytes stay."""
    found = Found()
    ways: dict[str, Callable[[], object]] = {
        "opened": lambda: Document.open(here.form).close(),
        "looked at": lambda: Document.look_at(here.form).close(),
        "read": lambda: load(here.form),
    }
    for leaves in (False, True):
        for way, act in ways.items():
            make(here, leaves=leaves)
            data = json.loads(here.form.read_bytes()) | {"format": 2, "more": {"unknown": [1]}}
            content = json.dumps(data, ensure_ascii=False).encode()
            here.form.write_bytes(content)
            try:
                act()
                found.wrong.append(f"a newer format was {way}")
            except StorageError:
                pass
            found.ways[way] += 1
            if here.form.read_bytes() != content or len(list(here.form.parent.iterdir())) != 1:
                found.wrong.append(f"a newer format was changed when {way}")
    return found


def measure(*, short: bool = False) -> tuple[Figure, Figure]:
    """Damage each file; `short`: one place of many, one flip."""
    flips, step = (FLIPS[:1], 97) if short else (FLIPS, 1)
    with room(in_memory=True) as here:
        found = {
            "form": form_faults(here, flips, step),
            "journal": journal_faults(here, flips, step),
            "history": history_faults(here, flips, step),
        }
        newer = newer_faults(here)
    wrong = [fault for one in found.values() for fault in one.wrong]
    tried = sum(one.tried for one in found.values())
    ways = "; ".join(
        f"{name}: " + ", ".join(f"{count} {way}" for way, count in one.ways.most_common())
        for name, one in found.items()
    )
    eleventh = Figure(
        11,
        "each byte of form, journal and history flipped, each length: "
        "detected, recovered, told or harmless; crashes",
        "100 %, 0",
        f"{tried - len(wrong)} of {tried}, 0",
        not wrong,
        "; ".join([ways, *wrong[:3]]),
    )
    twelfth = Figure(
        12,
        "file of a newer format: bytes unchanged after it was opened, refused, closed",
        "100 %",
        f"{newer.tried - len(newer.wrong)} of {newer.tried}",
        not newer.wrong,
        "; ".join(newer.wrong[:2]),
    )
    return eleventh, twelfth
