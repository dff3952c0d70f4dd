"""What earlier sessions did to a form: read only when an undo reaches back so far."""

from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation.history.edits import Edit
from perftui.evaluation.history.undo_list import undo_list
from perftui.evaluation.model import Evaluation
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import digest_of
from perftui.storage.history import History


@dataclass(frozen=True)
class Past:
    """The history of a form as far as it had come when this session began, in bytes."""

    history: History
    size: int

    @classmethod
    def leading_to(cls, form: Evaluation, path: Path) -> "Past | None":
        """Return what has led to a form as it is, None where its history ends otherwise."""
        history = History.of(path)
        if history.last_digest() != digest_of(form):
            return None
        return cls(history, history.size())

    def read(self) -> tuple[Edit, ...]:
        """Return the edits; none where they cannot be read."""
        try:
            return self.history.read(self.size)
        except StorageError:
            return ()

    def undo_list(self) -> tuple[list[Edit], int]:
        """Return what can be undone and done again, and how much of it is in force."""
        return undo_list(self.read())
