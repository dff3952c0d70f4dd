"""What a past form teaches, written into the database: its phrases, pairs and what it reported."""

import sqlite3
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from perftui.phrases.library import Form, Learnt, Lesson, Origin, Phrase
from perftui.phrases.library.rows import find, key_of, key_of_text, mark_of, names_of, put
from perftui.phrases.library.shelves import Shelves

_SAME_WORDING = 95.0
_LOOKED_AT = 20


def learn(connection: sqlite3.Connection, shelves: Shelves, lesson: Lesson) -> Learnt | None:
    """Take in a form within a transaction; None if it is known and unchanged."""
    form, digest = form_id(connection, lesson.form)
    if digest == lesson.digest:
        return None
    before = _take_back(connection, form)
    connection.execute("UPDATE form SET digest = ? WHERE id = ?", (lesson.digest, form))
    placed = [_place(connection, shelves, form, lesson.form, p) for p in lesson.phrases]
    connection.executemany(
        "INSERT OR IGNORE INTO pair VALUES (?, ?, ?)",
        [(form, placed[problem][0], placed[measure][0]) for problem, measure in lesson.pairs],
    )
    _report(connection, form, lesson)
    _drop_unused(connection, before)
    new = sum(is_new for _, is_new in placed)
    return Learnt(new, len(placed) - new)


def form_id(connection: sqlite3.Connection, form: Form) -> tuple[int, str]:
    """Return the id of a form and what was last learnt of it; it is noted if it is unknown."""
    named = (form.project, form.unit, form.year or 0)
    connection.execute("INSERT OR IGNORE INTO form (project, unit, year) VALUES (?, ?, ?)", named)
    found: tuple[int, str] = connection.execute(
        "SELECT id, digest FROM form WHERE project = ? AND unit = ? AND year = ?", named
    ).fetchone()
    return found


def count_use(connection: sqlite3.Connection, phrase: int, number: int, form: Form) -> None:
    """Note that the form of a number uses a phrase, once."""
    noted = connection.execute("INSERT OR IGNORE INTO use VALUES (?, ?)", (number, phrase)).rowcount
    if noted:
        connection.execute(
            "UPDATE phrase SET used = used + 1,"
            " first_year = COALESCE(MIN(COALESCE(first_year, ?1), ?1), first_year) WHERE id = ?2",
            (form.year, phrase),
        )
        connection.execute(
            "UPDATE phrase SET unit = ?, project = ?, year = ?"
            " WHERE id = ? AND COALESCE(year, 0) <= ?",
            (form.unit, form.project, form.year, phrase, form.year or 0),
        )


def _place(
    connection: sqlite3.Connection, shelves: Shelves, number: int, form: Form, phrase: Phrase
) -> tuple[int, bool]:
    """Count a phrase to a near-identical one, or store it; returns its id and whether it is new."""
    key = key_of(phrase)
    place = find(connection, phrase.kind, key)
    if place is None:
        place = _near(connection, shelves, phrase, key)
    is_new = place is None
    if place is None:
        put(connection, [phrase])
        (place,) = connection.execute("SELECT last_insert_rowid()").fetchone()
    else:
        _merge(connection, place, phrase)
    count_use(connection, place, number, form)
    return place, is_new


def _near(connection: sqlite3.Connection, shelves: Shelves, phrase: Phrase, key: str) -> int | None:
    """Return the id of a near-identical phrase."""
    ids = shelves.settled(phrase.kind).sharing(key, _LOOKED_AT)
    settled = connection.execute(
        f"SELECT id, key FROM phrase WHERE id IN ({','.join('?' * len(ids))})", ids
    )
    keys = dict([*settled, *shelves.unsettled(phrase.kind)])
    best = process.extractOne(
        key, keys, scorer=fuzz.ratio, processor=None, score_cutoff=_SAME_WORDING
    )
    return None if best is None else best[2]


def _merge(connection: sqlite3.Connection, place: int, phrase: Phrase) -> None:
    """Let the newest wording stand for all that were learnt; the others become variants."""
    text, origin, year, topic = connection.execute(
        "SELECT text, origin, year, topic FROM phrase WHERE id = ?", (place,)
    ).fetchone()
    stands = origin == Origin.LEARNED and (phrase.year or 0) >= (year or 0)
    if text != phrase.text:
        wordings = [(mark_of(phrase.kind, key_of_text(t)), place, t) for t in (text, phrase.text)]
        connection.executemany("INSERT OR IGNORE INTO variant VALUES (?, ?, ?)", wordings)
    if stands:
        connection.execute(
            "UPDATE phrase SET text = ?, names = ?, topic = ? WHERE id = ?",
            (phrase.text, names_of(phrase), phrase.topic or topic, place),
        )


def _report(connection: sqlite3.Connection, form: int, lesson: Lesson) -> None:
    """Note what a form adds to the counts of each scope."""
    connection.executemany(
        "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?)",
        [(form, *scope, kind or "", topic) for scope, kind, topic in lesson.evidence()],
    )


def _take_back(connection: sqlite3.Connection, form: int) -> list[tuple[int]]:
    """Take back what a form has taught; returns the phrases it used."""
    used = connection.execute("SELECT phrase FROM use WHERE form = ?", (form,)).fetchall()
    for table in ("use", "pair", "evidence"):
        connection.execute(f"DELETE FROM {table} WHERE form = ?", (form,))
    connection.executemany("UPDATE phrase SET used = used - 1 WHERE id = ?", used)
    # what others use is from the newest of them
    connection.executemany(
        "UPDATE phrase SET (unit, project, year) = ("
        "  SELECT unit, project, NULLIF(year, 0) FROM use JOIN form ON form.id = use.form"
        "  WHERE use.phrase = phrase.id ORDER BY form.year DESC LIMIT 1"
        ") WHERE id = ? AND used > 0",
        used,
    )
    return used


def _drop_unused(connection: sqlite3.Connection, phrases: Sequence[tuple[int]]) -> None:
    """Drop what was learnt and is used by no form any more."""
    connection.executemany(
        "DELETE FROM phrase WHERE id = ? AND used = 0 AND origin = 'learned'"
        " AND status != 'withdrawn'",
        phrases,
    )
