"""What staff do with the bank and their own wording: look it up, add to it, withdraw from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from perftui import disk
from perftui.evaluation.safe_text import safe_text
from perftui.jobs.library import OWN_FILE
from perftui.phrases.bank import Bank
from perftui.phrases.bank.editing import add_wording, home_of
from perftui.phrases.bank.file import BankError, wording_faults
from perftui.phrases.library import Phrase, PhraseKind
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.phrases.own import (
    OwnPhrase,
    Withdrawn,
    read_own,
    with_phrase,
    with_withdrawn,
    without_withdrawn,
)
from perftui.phrases.similarity import comparable
from perftui.phrases.slots import has_stray_brace
from perftui.phrases.topics import detect_topic
from perftui.storage.atomic import write_atomic
from perftui.storage.errors import explain

_LEAST_LIKENESS = 0.5
_OFTEN_USED, _OFFERED = 3, 20
_WORDED_IN = {
    PhraseKind.PROBLEM: "problems",
    PhraseKind.REMARK: "problems",
    PhraseKind.MEASURE: "measures",
    PhraseKind.ACHIEVEMENT: "wordings",
}


@dataclass(frozen=True)
class Hit:
    """A phrase that was looked up: how like it is (0 to 100), and its other wordings."""

    phrase: Phrase
    score: int
    variants: tuple[str, ...]


def search(
    library: SqliteLibrary, text: str, kinds: tuple[PhraseKind, ...], limit: int
) -> list[Hit]:
    """Return the phrases most like a text, best first; raises LibraryError."""
    found = [
        pair
        for kind in kinds
        for pair in library.candidates(text, kind, limit)
        if pair[1] >= _LEAST_LIKENESS
    ]
    best = sorted(found, key=lambda pair: (-pair[1], -pair[0].used))[:limit]
    return [Hit(phrase, round(like * 100), library.variants(phrase)) for phrase, like in best]


def worth_adopting(library: SqliteLibrary) -> list[Phrase]:
    """Return learnt wordings that many forms use: candidates for the bank."""
    return library.often_learnt(_OFTEN_USED, _OFFERED)


def add_own(folder: Path, bank: Bank, kind: PhraseKind, topic: str, text: str) -> OwnPhrase:
    """Add a wording to the user's own; without a topic the one it seems to be about.

    Raises BankError, StorageError.
    """
    wording = _closed(text)
    chosen = _topic_of(bank, kind, topic, wording)
    phrase = OwnPhrase(kind=kind, topic=chosen, text=wording)
    for known in read_own(folder / OWN_FILE).phrases:
        if (known.kind, known.text, known.topic) == (kind, wording, chosen):
            return known
        if (known.kind, known.text) == (kind, wording):
            raise BankError(f"自己的写法里已有这一句，归在 {known.topic or '未归类'}")
    _rewrite(folder / OWN_FILE, lambda source: with_phrase(source, phrase))
    return phrase


def add_to_bank(folder: Path, bank: Bank, kind: PhraseKind, topic: str, text: str) -> Path:
    """Add a wording to a topic in a folder of bank files; raises BankError, StorageError."""
    wording = _closed(text)
    chosen = _topic_of(bank, kind, topic, wording)
    if not chosen:
        raise BankError("看不出这句话属于哪一类，请用 --topic 指明，如 --topic P20")
    declared = {slot.name for slot in bank.slots}
    faults = list(wording_faults(wording, declared))
    if faults:
        raise BankError(*(f"写法{fault}" for fault in faults))
    path = home_of(folder, chosen)
    _rewrite(path, lambda source: add_wording(source, chosen, _WORDED_IN[kind], wording))
    return path


def retire(folder: Path, kind: PhraseKind, text: str, reason: str) -> None:
    """Withdraw a wording for good; raises BankError, StorageError."""
    withdrawn = Withdrawn(kind=kind, text=text, reason=reason)
    _rewrite(folder / OWN_FILE, lambda source: with_withdrawn(source, withdrawn))


def restore(folder: Path, text: str) -> tuple[str, ...]:
    """Let a withdrawn wording be suggested again; returns what was. Raises as `retire` does."""
    wanted = comparable(text)
    known = read_own(folder / OWN_FILE).withdrawn
    found = tuple(dict.fromkeys(w.text for w in known if comparable(w.text) == wanted))
    for one in found:
        _rewrite(folder / OWN_FILE, partial(without_withdrawn, text=one))
    return found


def known_as(library: SqliteLibrary, kinds: tuple[PhraseKind, ...], text: str) -> Iterator[Phrase]:
    """Yield the phrases that have just these words; raises LibraryError."""
    for kind in kinds:
        for phrase, _ in library.candidates(text, kind, 1):
            if comparable(phrase.text) == comparable(text):
                yield phrase


def _closed(text: str) -> str:
    """Return a wording that ends as a sentence; raises BankError for what is none."""
    stripped = safe_text(text).strip()
    if not comparable(stripped):
        raise BankError("写法是空的，请写一句话")
    if "\n" in stripped:
        raise BankError("写法里不能有换行，请一句一句添加")
    if has_stray_brace(stripped):
        raise BankError("写法的大括号有误，应写作 {名称}，名称只用汉字")
    return stripped if stripped.endswith(("。", "！", "？")) else stripped.rstrip("，；、.") + "。"


def _topic_of(bank: Bank, kind: PhraseKind, topic: str, wording: str) -> str:
    """Return the topic named, or the one a wording seems to be about; raises BankError."""
    if not topic:
        return detect_topic(wording, bank, kind)
    is_achievement = kind is PhraseKind.ACHIEVEMENT
    if not any(entry.id == topic for entry in bank.entries(is_achievement)):
        ids = "绩效句式是 A01 至 A16" if is_achievement else "问题是 P01 至 P40"
        raise BankError(f"{kind.label}没有「{topic}」这一类，{ids}")
    return topic


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    try:
        disk.make_folder(path.parent)
        source = disk.read(path).decode("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError):
            raise explain(error, path, "读取") from error
        raise BankError(f"{path.name}:1: 文件不是 UTF-8 编码，请另存为 UTF-8") from error
    changed = change(source)
    if changed != source:
        write_atomic(path, changed.encode())
