"""The history of a form, kept in the user's data folder: one edit a line, as JSON.

Each line has a `chain`, the hash of it and of the chain of the line above, so that a line that was
changed, taken out or put in shows. A line of its own says what the form's file held when it was
saved; an undo reaches back over restarts as long as the file still does.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from perftui import disk
from perftui.evaluation.history.changes import shortened
from perftui.evaluation.history.edits import Edit, from_json, to_json
from perftui.storage.errors import StorageError, explain
from perftui.storage.exclusive import alone
from perftui.storage.form_data import HISTORY
from perftui.storage.form_log import FormLog

_SAVED, _CHAIN = "saved", "chain"


@dataclass(frozen=True)
class Audit:
    """What a look at the chain of a history came to.

    `entries` are its lines, `unchained` those from before there were chains; `broken` are the
    numbers, from 1, of lines that do not follow upon the one above. `digest` is of the form's
    content to which they lead, "" if it was never saved, or the last line is gone.
    """

    entries: int
    unchained: int
    broken: tuple[int, ...]
    digest: str


class History(FormLog):
    """The edits of one form, oldest first."""

    KIND: ClassVar[tuple[str, str]] = HISTORY

    def read(self, most: int = -1) -> tuple[Edit, ...]:
        """Return all edits, or those in the first so many bytes; raises StorageError."""
        found = map(from_json, self._entries(most))
        return tuple(edit for edit in found if edit is not None)

    def size(self) -> int:
        """Return how many bytes it has."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    def last_step(self) -> int:
        """Return the highest step there is, 0 for none; looks at the end of the file only."""
        steps = (entry.get("step") for entry in self._end())
        return max((step for step in steps if type(step) is int), default=0)

    def last_digest(self) -> str:
        """Return what tells the content that was saved last, "" for none."""
        return _digest_in(self._end())

    def append(self, edits: Iterable[Edit], digest: str = "") -> None:
        """Add edits, each run of typing as one, and what was saved; raises StorageError.

        Edits that stand at the end already are not added again. One program at a time: what is
        added is chained to the line above.
        """
        entries: list[dict[str, Any]] = [to_json(edit) for edit in shortened(edits)]
        try:
            disk.make_folder(self.file.parent, 0o700)
            with alone(self.file):
                self._chain_on(entries, digest)
        except OSError as error:
            raise explain(error, self.file, "保存") from error

    def _chain_on(self, entries: list[dict[str, Any]], digest: str) -> None:
        end = self._end() if self.file.exists() else []
        entries = entries[_known(end, entries) :]
        if digest and (entries or digest != _digest_in(end)):
            entries.append({_SAVED: digest})
        chain = _chain_of(end[-1]) if end else ""
        for entry in entries:
            chain = _link(chain, entry)
            entry[_CHAIN] = chain
        if entries:
            self._add(entries, synced=True)

    def audit(self) -> Audit:
        """Look whether each line follows upon the one above; raises StorageError."""
        entries = [entry for entry in self._entries() if isinstance(entry, dict)]
        broken = []
        above = ""
        for number, entry in enumerate(entries, 1):
            chain = _chain_of(entry)
            is_first = not chain and not above
            if not is_first and chain != _link(above, entry):
                broken.append(number)
            above = chain
        unchained = sum(not _chain_of(entry) for entry in entries)
        return Audit(len(entries), unchained, tuple(broken), _digest_in(entries[-1:]))

    def _end(self) -> list[dict[str, Any]]:
        try:
            return [entry for entry in self._last_entries() if isinstance(entry, dict)]
        except StorageError:
            return []


def _known(end: list[dict[str, Any]], entries: list[dict[str, Any]]) -> int:
    """Return how many of the first new entries are the last ones of a history."""
    plain = [_without_chain(entry) for entry in end if _SAVED not in entry]
    for count in range(min(len(plain), len(entries)), 0, -1):
        if plain[-count:] == entries[:count]:
            return count
    return 0


def _digest_in(entries: Iterable[Mapping[str, Any]]) -> str:
    found = [entry[_SAVED] for entry in entries if isinstance(entry.get(_SAVED), str)]
    return found[-1] if found else ""


def _link(above: str, entry: Mapping[str, Any]) -> str:
    """Return the chain of an entry that stands below one with a chain."""
    text = json.dumps(_without_chain(entry), ensure_ascii=False, sort_keys=True)
    return sha256(f"{above}\n{text}".encode("utf-8", "backslashreplace")).hexdigest()


def _without_chain(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != _CHAIN}


def _chain_of(entry: Mapping[str, Any]) -> str:
    chain = entry.get(_CHAIN, "")
    return chain if isinstance(chain, str) else "?"
