"""The history of a form, kept in the user's data folder: one edit a line, as JSON."""

from collections.abc import Iterable
from typing import ClassVar

from perftui.evaluation.history.changes import shortened
from perftui.evaluation.history.edits import Edit, from_json, to_json
from perftui.storage.errors import StorageError
from perftui.storage.form_log import FormLog


class History(FormLog):
    """The edits of one form, oldest first."""

    FOLDER: ClassVar[str] = "history"

    def read(self) -> tuple[Edit, ...]:
        """Return all edits; raises StorageError."""
        found = map(from_json, self._entries())
        return tuple(edit for edit in found if edit is not None)

    def last_step(self) -> int:
        """Return the highest step there is, 0 for none; looks at the end of the file only."""
        try:
            entries = self._last_entries()
        except StorageError:
            return 0
        steps = (entry.get("step") for entry in entries if isinstance(entry, dict))
        return max((step for step in steps if type(step) is int), default=0)

    def append(self, edits: Iterable[Edit]) -> None:
        """Add edits, each run of typing as one; raises StorageError."""
        self._add(map(to_json, shortened(edits)))
