"""The embedded library: an SQLite database in the user's data folder, its index beside it.

Several processes may read and write at once. In memory, without a folder, it serves the forms that
lie beside the one being written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from perftui import disk
from perftui.phrases.index.arrays_file import DamagedError
from perftui.phrases.library import (
    EVERYWHERE,
    Form,
    Learnt,
    Lesson,
    Origin,
    Phrase,
    PhraseKind,
    Scope,
    Statistics,
    Status,
    Tally,
    authoring,
    learning,
    rows,
)
from perftui.phrases.library.database import (
    DamagedLibraryError,
    connect,
    explained,
    moment,
    transaction,
)
from perftui.phrases.library.shelves import Shelves
from perftui.phrases.pinyin import read_letters
from perftui.phrases.similarity import Typed, preference, sentences, sounds_like

DATABASE, INDEX, DAMAGED = "library.sqlite", "index", "damaged"
# How many phrases are compared closely, of each sentence of a long text at least.
_RANKED, _RANKED_AT_LEAST = 120, 30
# Of a whole document that was pasted, the last sentences; of one without an end, its beginning.
_SENTENCES, _LONGEST = 8, 200
_LIKE_PROBLEM = 0.6
_SETTLED_AFTER = 2_000
_PROBLEMS_ASKED = 8


def _say_nothing(_: str) -> None:
    """Keep what was mended to oneself."""


class _Match(NamedTuple):
    """A row that may be meant: how like it is, and how much of it is still to be typed."""

    row: list[Any]
    likeness: float
    remainder: float = 1.0

    @property
    def weight(self) -> float:
        """What it is ranked by."""
        return preference(self.likeness, self.row[9], self.remainder)


class SqliteLibrary:
    """A library in a folder, or in memory; `tell` gets a sentence when something was mended.

    Raises LibraryError where the folder cannot be used, DamagedLibraryError for a damaged file.
    """

    def __init__(
        self, folder: Path | None = None, tell: Callable[[str], None] = _say_nothing
    ) -> None:
        if folder is not None:
            with explained():
                disk.make_folder(folder, 0o700)
        self._folder = folder
        self._learnt = 0
        self._connection = connect(folder and folder / DATABASE)
        self._shelves = Shelves(self._connection, folder and folder / INDEX, tell)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def add(self, phrases: Iterable[Phrase]) -> int:
        """Add authored wordings as they are; returns how many were new."""
        with self._guarded():
            with transaction(self._connection):
                new = rows.put(self._connection, phrases)
            self._shelves.settle()
        return new

    def learn(self, lesson: Lesson) -> Learnt | None:
        """Take in a past form, once: None if it is known and unchanged."""
        with self._guarded(), transaction(self._connection):
            learnt = learning.learn(self._connection, self._shelves, lesson)
        self._learnt += learnt.new if learnt else 0
        if self._learnt >= _SETTLED_AFTER:
            self.settle()
        return learnt

    def settle(self) -> None:
        """Put what was learnt into the index for good; wanted after learning many forms."""
        self._learnt = 0
        with self._guarded():
            self._shelves.settle()

    def digest_of(self, form: Form) -> str | None:
        """Return the digest of what was learnt from a form, None if nothing was."""
        found = self._one("SELECT digest FROM form WHERE id = ?", (self._number_of(form),))
        return found[0] or None if found else None

    def withdrawn(self) -> list[tuple[PhraseKind, str]]:
        """Return the texts that are withdrawn."""
        found = self._all("SELECT kind, text FROM phrase WHERE status = ?", (Status.WITHDRAWN,))
        return [(PhraseKind(kind), text) for kind, text in found]

    def keep(
        self,
        origin: Origin,
        version: str,
        phrases: Sequence[Phrase],
        withdrawn: Sequence[tuple[PhraseKind, str]] | None = None,
    ) -> None:
        """Let the phrases of an origin be just these, and just these texts withdrawn, if given.

        Nothing is done if they were kept in this version before.
        """
        if self._one("SELECT 1 FROM meta WHERE name = ? AND value = ?", (origin, version)):
            return
        with self._guarded(), transaction(self._connection):
            authoring.replace(self._connection, origin, phrases)
            if withdrawn is not None:
                authoring.withdraw_only(self._connection, withdrawn)
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (origin, version))

    def remove(self, kind: PhraseKind, text: str) -> bool:
        """Withdraw a phrase from all suggestions; False if there is none."""
        with self._guarded(), transaction(self._connection):
            return authoring.set_status(self._connection, kind, text, Status.WITHDRAWN)

    def candidates(self, typed: str, kind: PhraseKind, limit: int) -> list[tuple[Phrase, float]]:
        """Return the phrases most like a text with their likeness (0 to 1), best first."""
        found = self._found(self._like, typed, kind)
        found.sort(key=lambda match: -match.weight)
        return [(rows.phrase_of(match.row), match.likeness) for match in found[:limit]]

    def of_topic(
        self, topic: str, kind: PhraseKind, limit: int, form: Form | None = None
    ) -> list[Phrase]:
        """Return phrases of a topic, most used first; those of a form's project too."""
        asked = f"SELECT {rows.COLUMNS} FROM phrase WHERE kind = ? AND topic = ? AND status != ?"
        values = (kind, topic, Status.WITHDRAWN)
        found = self._all(f"{asked} ORDER BY used DESC, id LIMIT ?", (*values, limit))
        if form:
            own = (
                f"{asked} AND id IN (SELECT phrase FROM use JOIN form ON form.id = use.form"
                " WHERE form.project = ?) ORDER BY used DESC LIMIT ?"
            )
            found += self._all(own, (*values, form.project, limit))
        return [rows.phrase_of(row) for row in dict.fromkeys(found)]

    def answers(
        self, problem: str, limit: int, apart_from: Form | None = None
    ) -> list[tuple[Phrase, int]]:
        """Return the measures that past forms wrote to problems like this, and how many forms."""
        alike = self._found(self._sharing, problem, PhraseKind.PROBLEM)
        best = sorted(alike, key=lambda match: -match.likeness)[:_PROBLEMS_ASKED]
        ids = [match.row[0] for match in best if match.likeness >= _LIKE_PROBLEM]
        found = self._all(
            f"SELECT {rows.COLUMNS}, COUNT(DISTINCT pair.form) AS forms FROM pair"
            " JOIN phrase ON phrase.id = pair.measure"
            f" WHERE pair.problem IN ({_marks(ids)}) AND status != ? AND pair.form != ?"
            " GROUP BY phrase.id ORDER BY forms DESC, used DESC LIMIT ?",
            (*ids, Status.WITHDRAWN, self._number_of(apart_from), limit),
        )
        return [(rows.phrase_of(row[:-1]), row[-1]) for row in found]

    def count_use(self, phrase: Phrase, form: Form) -> None:
        """Count that a form uses a phrase, once for each form."""
        with self._guarded(), transaction(self._connection):
            used_by, _ = learning.form_id(self._connection, form)
            place = rows.find(self._connection, phrase.kind, rows.key_of(phrase))
            if place is not None:
                learning.count_use(self._connection, place, used_by, form)

    def variants(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the other wordings that a phrase stands for."""
        found = self._all(
            "SELECT text FROM variant WHERE phrase = ? AND text != ? ORDER BY text",
            (phrase.id, phrase.text),
        )
        return tuple(text for (text,) in found)

    def often_learnt(self, least: int, limit: int) -> list[Phrase]:
        """Return learnt phrases that at least so many forms use, most used first."""
        found = self._all(
            f"SELECT {rows.COLUMNS} FROM phrase WHERE origin = ? AND used >= ? AND status != ?"
            " ORDER BY used DESC, id LIMIT ?",
            (Origin.LEARNED, least, Status.WITHDRAWN, limit),
        )
        return [rows.phrase_of(row) for row in found]

    def tally(
        self, kind: PhraseKind, scope: Scope = EVERYWHERE, apart_from: Form | None = None
    ) -> Tally:
        """Return how many past forms of a scope wrote of each topic."""
        with self._guarded(), moment(self._connection):
            asked = "WHERE what = ? AND name = ? AND kind IN (?, '')"
            counts = dict(self._all(f"SELECT topic, forms FROM tally {asked}", (*scope, kind)))
            own = (*scope, kind, self._number_of(apart_from))
            for (topic,) in self._all(f"SELECT topic FROM evidence {asked} AND form = ?", own):
                counts[topic] -= 1
        forms = counts.pop("", 0)
        return Tally(forms, {topic: count for topic, count in counts.items() if count > 0})

    def statistics(self) -> Statistics:
        """Return how much there is."""
        (forms,) = self._all("SELECT COUNT(*) FROM form WHERE digest != ''")[0]
        present = "FROM phrase WHERE status != 'withdrawn'"
        kinds = self._all(f"SELECT kind, COUNT(*) {present} GROUP BY kind")
        origins = self._all(f"SELECT origin, COUNT(*) {present} GROUP BY origin")
        (withdrawn,) = self._all("SELECT COUNT(*) FROM phrase WHERE status = 'withdrawn'")[0]
        return Statistics(
            forms,
            {PhraseKind(kind): count for kind, count in kinds},
            {Origin(origin): count for origin, count in origins},
            withdrawn,
        )

    def _number_of(self, form: Form | None) -> int:
        """Return the id of a form, 0 for none that is known."""
        if form is None:
            return 0
        found = self._one(
            "SELECT id FROM form WHERE project = ? AND unit = ? AND year = ?",
            (form.project, form.unit, form.year or 0),
        )
        return found[0] if found else 0

    def _found(
        self, search: Callable[[str, PhraseKind], list[_Match]], typed: str, kind: PhraseKind
    ) -> list[_Match]:
        """Search; if that meets damage in the index, mend it and search again."""
        with self._guarded():
            try:
                return search(typed, kind)
            except DamagedError:
                self._shelves.mend()
                return search(typed, kind)

    def _like(self, typed: str, kind: PhraseKind) -> list[_Match]:
        found = self._sharing(typed, kind)
        if read_letters(typed):  # HR is a word, hr may be initials
            found = list(
                {match.row[0]: match for match in (*found, *self._sounding(typed, kind))}.values()
            )
        return found

    def _sharing(self, typed: str, kind: PhraseKind) -> list[_Match]:
        """Return phrases that share characters with what is typed, each sentence by itself."""
        parts = [part[:_LONGEST] for part in sentences(typed)[-_SENTENCES:]]
        catalog = self._shelves.catalog(kind)
        found: dict[int, _Match] = {}
        for part in parts:
            compared = Typed(part, catalog.rarity)
            limit = max(_RANKED // len(parts), _RANKED_AT_LEAST)
            ids = catalog.sharing(part, limit, 1 / len(parts))
            for *row, key in self._rows(ids, "key"):
                match = _Match(row, compared.likeness(key), compared.remainder(key))
                if row[0] not in found or found[row[0]].likeness < match.likeness:
                    found[row[0]] = match
        return list(found.values())

    def _sounding(self, typed: str, kind: PhraseKind) -> list[_Match]:
        """Return phrases that sound like typed letters."""
        catalog = self._shelves.catalog(kind)
        meant = read_letters(typed)
        ids = dict.fromkeys(
            number for spelled in meant for number in catalog.sounding(spelled.initials, _RANKED)
        )
        return [
            _Match(row, max(sounds_like(spelled, pinyin) for spelled in meant))
            for *row, pinyin in self._rows(list(ids), "pinyin")
        ]

    def _rows(self, ids: list[int], further: str) -> list[tuple[Any, ...]]:
        found = self._connection.execute(
            f"SELECT {rows.COLUMNS}, {further} FROM phrase"
            f" WHERE id IN ({_marks(ids)}) AND status != ?",
            (*ids, Status.WITHDRAWN),
        )
        return found.fetchall()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Explain errors; that the file is damaged is noted for whoever opens it next."""
        try:
            with explained():
                yield
        except DamagedLibraryError:
            if self._folder is not None:
                with suppress(OSError):
                    disk.write_new(self._folder / DAMAGED, b"")
            raise

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._guarded():
            return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
        with self._guarded():
            found: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
            return found


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
