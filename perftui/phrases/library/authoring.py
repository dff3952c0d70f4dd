"""What people author - the bank, their own additions - kept in the database as its files say."""

import sqlite3
from collections.abc import Sequence

from perftui.phrases.library import Origin, Phrase, PhraseKind, Status
from perftui.phrases.library.rows import find, key_of, key_of_text, mark_of, put


def replace(connection: sqlite3.Connection, origin: Origin, phrases: Sequence[Phrase]) -> None:
    """Take out the phrases of an origin that are gone, put in those that are new.

    What past forms have used stays, as learnt from them; the bank's wordings stay the bank's.
    """
    marks = {mark_of(phrase.kind, key_of(phrase)): phrase for phrase in phrases}
    present = connection.execute("SELECT mark FROM phrase WHERE origin = ?", (origin,)).fetchall()
    gone = [(mark,) for (mark,) in present if mark not in marks]
    connection.executemany("DELETE FROM phrase WHERE mark = ? AND used = 0", gone)
    connection.executemany(
        "UPDATE phrase SET origin = 'learned', status = 'draft' WHERE mark = ?", gone
    )
    put(connection, marks.values())
    connection.executemany(
        "UPDATE phrase SET text = ?, topic = ?, names = '', origin = ?,"
        " status = CASE status WHEN 'withdrawn' THEN status ELSE 'approved' END"
        " WHERE mark = ? AND (origin != 'bank' OR ? = 'bank')",
        [(phrase.text, phrase.topic, origin, mark, origin) for mark, phrase in marks.items()],
    )


def withdraw_only(
    connection: sqlite3.Connection, withdrawn: Sequence[tuple[PhraseKind, str]]
) -> None:
    """Withdraw just these texts, known or not, and let others be suggested again."""
    connection.execute(
        "UPDATE phrase SET status = CASE origin WHEN 'learned' THEN 'draft' ELSE 'approved' END"
        " WHERE status = 'withdrawn'"
    )
    connection.execute("DELETE FROM phrase WHERE origin = 'learned' AND used = 0")
    for kind, text in withdrawn:
        if not set_status(connection, kind, text, Status.WITHDRAWN):
            unknown = Phrase(text, kind, origin=Origin.LEARNED, status=Status.WITHDRAWN)
            put(connection, [unknown])


def set_status(connection: sqlite3.Connection, kind: PhraseKind, text: str, status: Status) -> bool:
    """Change the status of a phrase; False if there is none."""
    place = find(connection, kind, key_of_text(text))
    connection.execute("UPDATE phrase SET status = ? WHERE id = ?", (status, place))
    return place is not None
