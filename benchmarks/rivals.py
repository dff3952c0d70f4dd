"""Other ways to search a phrase library, all of one shape, to compare the own index with.

None of them knows pinyin: asked for `ysz`, they return what they find.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from benchmarks.corpus import Entry, bare


class Engine(Protocol):
    """Something that finds phrases for what is typed, the best first."""

    name: str

    def build(self, entries: Sequence[Entry]) -> None:
        """Take in the phrases; called once."""

    def search(self, typed: str, limit: int) -> list[str]:
        """Return at most so many phrases."""

    def size_on_disk(self) -> int:
        """Return the bytes of what has to be kept between two runs."""


def rivals() -> list[Engine]:
    """Return a new engine of every sort that this machine can run, and say which it cannot."""
    engines: list[Engine] = [RatioScan(), PartialRatioScan(), WRatioScan(), Fts5()]
    if find_spec("tantivy") is None:
        print("tantivy is not installed: left out")
    else:
        engines.append(Tantivy())
    return engines


class _Scan:
    """Every phrase is compared with what is typed, punctuation aside; the more used wins a tie."""

    name: str
    _scorer: Callable[..., float]

    def build(self, entries: Sequence[Entry]) -> None:
        self._texts = _most_used_first(entries)
        self._bare = [bare(text) for text in self._texts]

    def search(self, typed: str, limit: int) -> list[str]:
        found = process.extract(
            bare(typed), self._bare, scorer=type(self)._scorer, limit=limit, score_cutoff=None
        )
        return [self._texts[place] for _, _, place in found]

    def size_on_disk(self) -> int:
        """Return the bytes of the texts: there is no index."""
        return sum(len(text.encode()) for text in self._texts)


class RatioScan(_Scan):
    """A scan with `rapidfuzz.fuzz.ratio`."""

    name = "ratio, full scan"
    _scorer = fuzz.ratio


class PartialRatioScan(_Scan):
    """A scan with `rapidfuzz.fuzz.partial_ratio`."""

    name = "partial_ratio, full scan"
    _scorer = fuzz.partial_ratio


class WRatioScan(_Scan):
    """A scan with `rapidfuzz.fuzz.WRatio`."""

    name = "WRatio, full scan"
    _scorer = fuzz.WRatio


class _OnDisk:
    """An engine with a temporary folder of its own."""

    def __init__(self) -> None:
        self._kept = TemporaryDirectory(prefix="perftui-benchmark-")
        self._folder = Path(self._kept.name)

    def size_on_disk(self) -> int:
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())


class Fts5(_OnDisk):
    """SQLite FTS5 over characters and bigrams: any of those typed, in the order of bm25."""

    name = "SQLite FTS5, bigrams, bm25"

    def build(self, entries: Sequence[Entry]) -> None:
        texts = _most_used_first(entries)
        self._database = sqlite3.connect(self._folder / "phrases.db")
        with self._database as database:
            database.execute("CREATE TABLE phrases (text TEXT NOT NULL)")
            database.execute("CREATE VIRTUAL TABLE found USING fts5 (grams, content = '')")
            database.executemany("INSERT INTO phrases VALUES (?)", ((text,) for text in texts))
            rows = ((row, " ".join(_grams(text))) for row, text in enumerate(texts, 1))
            database.executemany("INSERT INTO found (rowid, grams) VALUES (?, ?)", rows)
            database.execute("INSERT INTO found (found) VALUES ('optimize')")

    def search(self, typed: str, limit: int) -> list[str]:
        wanted = " OR ".join(f'"{gram}"' for gram in _asked(typed))
        if not wanted:
            return []
        query = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        text = "SELECT text FROM phrases WHERE rowid = ?"
        with closing(self._database.cursor()) as cursor:
            rows = cursor.execute(query, (wanted, limit)).fetchall()
            return [cursor.execute(text, row).fetchone()[0] for row in rows]


class Tantivy(_OnDisk):
    """Tantivy over the same characters and bigrams, in its own order."""

    name = "tantivy, bigrams, its own order"

    def build(self, entries: Sequence[Entry]) -> None:
        import tantivy

        fields = tantivy.SchemaBuilder()
        fields.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
        fields.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
        self._schema = fields.build()
        index = tantivy.Index(self._schema, path=str(self._folder))
        writer = index.writer()
        for text in _most_used_first(entries):
            writer.add_document(tantivy.Document(text=text, grams=" ".join(_grams(text))))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher: Any = index.searcher()

    def search(self, typed: str, limit: int) -> list[str]:
        from tantivy import Occur, Query

        terms = [
            (Occur.Should, Query.term_query(self._schema, "grams", gram)) for gram in _asked(typed)
        ]
        found = self._searcher.search(Query.boolean_query(terms), limit).hits if terms else []
        return [self._searcher.doc(address)["text"][0] for _, address in found]


def _most_used_first(entries: Sequence[Entry]) -> list[str]:
    return [entry.text for entry in sorted(entries, key=lambda entry: -entry.used)]


def _grams(text: str) -> list[str]:
    """Return the characters of a text and its pairs of adjacent ones, punctuation left out."""
    characters = bare(text)
    return [*characters, *_pairs(characters)]


def _asked(typed: str) -> list[str]:
    """Return the pairs to look for, each once, or the one character if no more is typed."""
    characters = bare(typed)
    return list(dict.fromkeys(_pairs(characters) or characters))


def _pairs(characters: str) -> list[str]:
    return [characters[start : start + 2] for start in range(len(characters) - 1)]
