"""The SQLite file of a library: its tables, and what its errors mean to a user."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from perftui.phrases.library import LibraryError

FORMAT = 1
_PATIENCE = 30.0
_CHECKED_ON_OPENING = 8 * 1024 * 1024

# `evidence` says what each form adds to `tally`; the triggers keep the sums.
_SCHEMA = """
CREATE TABLE form (
    id INTEGER PRIMARY KEY, unit TEXT NOT NULL, project TEXT NOT NULL, year INTEGER NOT NULL,
    digest TEXT NOT NULL DEFAULT '', UNIQUE (project, unit, year)
);
CREATE TABLE phrase (
    id INTEGER PRIMARY KEY AUTOINCREMENT, mark INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL, topic TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
    pinyin TEXT NOT NULL, origin TEXT NOT NULL, status TEXT NOT NULL,
    unit TEXT NOT NULL, project TEXT NOT NULL, year INTEGER, first_year INTEGER,
    used INTEGER NOT NULL, names TEXT NOT NULL
);
CREATE INDEX phrase_by_topic ON phrase (kind, topic, used DESC);
CREATE INDEX phrase_by_origin ON phrase (origin) WHERE origin != 'learned';
CREATE TABLE use (
    form INTEGER NOT NULL, phrase INTEGER NOT NULL, PRIMARY KEY (form, phrase)
) WITHOUT ROWID;
CREATE INDEX use_by_phrase ON use (phrase);
CREATE TABLE variant (
    mark INTEGER PRIMARY KEY, phrase INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX variant_by_phrase ON variant (phrase);
CREATE TABLE pair (
    form INTEGER NOT NULL, problem INTEGER NOT NULL, measure INTEGER NOT NULL,
    PRIMARY KEY (form, problem, measure)
) WITHOUT ROWID;
CREATE INDEX pair_by_problem ON pair (problem);
CREATE TABLE evidence (
    form INTEGER NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL,
    kind TEXT NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (form, what, name, kind, topic)
) WITHOUT ROWID;
CREATE TABLE tally (
    what TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, topic TEXT NOT NULL,
    forms INTEGER NOT NULL, PRIMARY KEY (what, name, kind, topic)
) WITHOUT ROWID;
CREATE TRIGGER evidence_added AFTER INSERT ON evidence BEGIN
    INSERT INTO tally VALUES (new.what, new.name, new.kind, new.topic, 1)
    ON CONFLICT DO UPDATE SET forms = forms + 1;
END;
CREATE TRIGGER evidence_dropped AFTER DELETE ON evidence BEGIN
    UPDATE tally SET forms = forms - 1 WHERE what = old.what AND name = old.name
        AND kind = old.kind AND topic = old.topic;
END;
CREATE TRIGGER phrase_dropped AFTER DELETE ON phrase BEGIN
    DELETE FROM variant WHERE phrase = old.id;
    DELETE FROM use WHERE phrase = old.id;
END;
CREATE TABLE segment (
    file TEXT PRIMARY KEY, kind TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
    size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class DamagedLibraryError(LibraryError):
    """A library whose file cannot be read any more; it must be made anew."""


def connect(path: Path | None) -> sqlite3.Connection:
    """Open the database of a library, made if there is none; None for one in memory.

    Raises LibraryError, DamagedLibraryError for a file that is no such database.
    """
    with explained():
        connection = sqlite3.connect(
            path or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection)
            if path is not None and path.stat().st_size <= _CHECKED_ON_OPENING:
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                if verdict != "ok":
                    raise DamagedLibraryError(f"短语库损坏：{verdict}。")
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables if there are none; an opened library waits for no other process."""
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection) != FORMAT:
        with transaction(connection):
            if _version(connection) == 0:
                for statement in _statements():
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {FORMAT}")
        # Readers need not wait then; if another process is at it, it has done so or will.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    if _version(connection) != FORMAT:
        raise DamagedLibraryError("短语库是另一个版本的 perftui 建的。")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements() -> Iterator[str]:
    """Yield the statements of the schema, whole: those of triggers hold semicolons."""
    statement = ""
    for line in _SCHEMA.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing; other processes wait their turn."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Read several times what stands there at one moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


@contextmanager
def explained() -> Iterator[None]:
    """Turn what SQLite and the disk say into a LibraryError with one sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _said(error) from error
    except sqlite3.DatabaseError as error:
        raise DamagedLibraryError(f"短语库损坏：{error}。") from error
    except OSError as error:
        raise LibraryError(f"短语库不能读写：{error.strerror or error}。") from error


def _said(error: sqlite3.OperationalError) -> LibraryError:
    name = getattr(error, "sqlite_errorname", "")
    is_damage = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR"))
    if is_damage or str(error).startswith("Could not decode"):
        return DamagedLibraryError(f"短语库损坏：{error}。")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError("另一个 perftui 正在写短语库，等了半分钟还没写完，请稍后再试。")
    if name.startswith("SQLITE_FULL"):
        return LibraryError("磁盘满了，短语库写不进去，请腾出空间再试。")
    return LibraryError(f"短语库不能读写：{error}。")
