"""Documents of whatever kind into the workspace: read one by one, kept as evaluation files."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation.model import Evaluation
from perftui.jobs.opening import Progress, open_all
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import SUFFIX, save
from perftui.storage.workspace import Workspace

if TYPE_CHECKING:
    from perftui.readers.layout.evaluations import Imported


@dataclass(frozen=True)
class Reading:
    """One document that was read: its forms, or the sentence saying why it could not be."""

    path: Path
    forms: "tuple[Imported, ...]" = ()
    error: str = ""


def is_document(path: Path) -> bool:
    """Whether a file is, by its name, one that may hold forms."""
    from perftui.readers.sources import may_hold_forms

    return path.name.endswith(SUFFIX) or may_hold_forms(path)


def import_all(paths: Iterable[Path], progress: Progress) -> Iterator[Reading]:
    """Read files, and the documents in folders and archives; a bad one is told, the rest go on.

    `progress` is told the number of what is read next, from 1, how many there are, and its name.
    """
    for opened in open_all(paths, progress=progress):
        forms = opened.imported or tuple(map(_as_imported, opened.evaluations))
        yield Reading(opened.path, forms, opened.error)


def _as_imported(evaluation: Evaluation) -> "Imported":
    """Return an evaluation file's form, which leaves nothing to doubt."""
    from perftui.readers.grid import Grid
    from perftui.readers.layout.evaluations import Imported

    return Imported(evaluation, "", (), Grid((), ""))


class Intake:
    """The workspace as imported forms come into it: which are there already, and where they go."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._there: dict[tuple[int | None, str], tuple[Path, Evaluation]] = {}

    def look(self) -> None:
        """Read what is in the workspace; takes long for many forms, not for the UI."""
        with suppress(StorageError):  # a folder that is not there yet holds no form
            for entry in self._workspace.entries():
                if entry.evaluation is not None:
                    self._know(entry.path, entry.evaluation)

    def twin(self, evaluation: Evaluation) -> Path | None:
        """Return the file of a form of the same project and year, None if there is none."""
        known = self._there.get(_key(evaluation))
        return known[0] if known and evaluation.name else None

    def is_known(self, evaluation: Evaluation) -> bool:
        """Whether the very same form is in the workspace already."""
        known = self._there.get(_key(evaluation))
        return known is not None and _content(known[1]) == _content(evaluation)

    def keep(self, evaluation: Evaluation, instead_of: Path | None = None) -> Path:
        """Save a form under a name of its own, or instead of a file; raises StorageError."""
        if instead_of is None:
            path = self._workspace.add(evaluation)
        else:
            save(evaluation, instead_of)
            path = instead_of
        self._know(path, evaluation)
        return path

    def _know(self, path: Path, evaluation: Evaluation) -> None:
        self._there[_key(evaluation)] = (path, evaluation)


def problems(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the documents that could not be read."""
    return tuple(reading for reading in readings if reading.error)


def _key(evaluation: Evaluation) -> tuple[int | None, str]:
    return evaluation.known_year, "".join(evaluation.name.split())


def _content(evaluation: Evaluation) -> object:
    """Return what is compared: not what the document printed for computed figures."""
    return evaluation.model_copy(update={"stated": None})
