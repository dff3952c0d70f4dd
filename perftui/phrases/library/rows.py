"""Phrases as rows of the database, and back."""

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from perftui.evaluation.safe_text import safe_text
from perftui.phrases.library import Origin, Phrase, PhraseKind, Status
from perftui.phrases.library.database import DamagedLibraryError
from perftui.phrases.pinyin import pinyin_of
from perftui.phrases.similarity import comparable

COLUMNS = "id, text, kind, topic, unit, project, year, origin, status, used, first_year, names"
_PUT = """
INSERT INTO phrase (mark, kind, topic, key, text, pinyin, origin, status, unit, project, year,
    first_year, used, names) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (mark) DO NOTHING
"""
_SEPARATOR = "\x1f"


def mark_of(kind: PhraseKind, key: str) -> int:
    """Return the number by which a phrase is recognised: 64 bits of its kind and key."""
    digest = blake2b(f"{kind}:{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def key_of(phrase: Phrase) -> str:
    """Return what a phrase is compared by; its text as it is if nothing comparable is left."""
    return key_of_text(phrase.text)


def key_of_text(text: str) -> str:
    """Return what a text is compared by; what has no words stands for itself."""
    return comparable(text) or safe_text(text) or "？"


def find(connection: sqlite3.Connection, kind: PhraseKind, key: str) -> int | None:
    """Return the id of the phrase that has a wording, be it a variant of its; None without."""
    mark = mark_of(kind, key)
    found = connection.execute(
        "SELECT id FROM phrase WHERE mark = ?1 UNION ALL"
        " SELECT phrase FROM variant WHERE mark = ?1",
        (mark,),
    ).fetchone()
    return found[0] if found else None


def put(connection: sqlite3.Connection, phrases: Iterable[Phrase]) -> int:
    """Store phrases that are not there yet, as they are; returns how many were new."""
    before = connection.total_changes
    connection.executemany(_PUT, (_row(phrase) for phrase in phrases))
    return connection.total_changes - before


def phrase_of(row: Sequence[Any]) -> Phrase:
    """Return the phrase of a row of COLUMNS."""
    number, text, kind, topic, unit, project, year, origin, status, used, first_year, names = row
    try:
        known = PhraseKind(kind), Origin(origin), Status(status)
    except ValueError as error:
        raise DamagedLibraryError("短语库损坏：有不认识的内容。") from error
    return Phrase(
        text,
        known[0],
        topic,
        unit,
        project,
        year,
        *known[1:],
        used,
        first_year,
        tuple(names.split(_SEPARATOR)) if names else (),
        number,
    )


def names_of(phrase: Phrase) -> str:
    """Return the names a phrase carries as they are stored."""
    return _SEPARATOR.join(phrase.names)


def _row(phrase: Phrase) -> tuple[Any, ...]:
    key = key_of(phrase)
    return (
        mark_of(phrase.kind, key),
        phrase.kind,
        phrase.topic,
        key,
        safe_text(phrase.text),
        pinyin_of(key),
        phrase.origin,
        phrase.status,
        phrase.unit,
        phrase.project,
        phrase.year,
        phrase.first_year or phrase.year,
        phrase.used,
        names_of(phrase),
    )
