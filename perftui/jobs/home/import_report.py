"""What was done to documents on their way into the workspace, kept by the form that came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation.safe_text import safe_text
from perftui.jobs.importing import Intake
from perftui.jobs.pile import Pile
from perftui.jobs.reviewing import Review
from perftui.readers.layout.evaluations import Imported


@dataclass(frozen=True)
class Told:
    """One repair, question or thing left out: 改, 问 or 略, where, what, and the field."""

    kind: str
    where: str
    what: str
    place: str


@dataclass(frozen=True)
class ImportedForm:
    """A form that was saved: its file, its name, its document, and what was told of it."""

    path: Path
    name: str
    source: str
    told: tuple[Told, ...]

    def count(self, kind: str) -> int:
        """Return how much of a kind there was."""
        return sum(one.kind == kind for one in self.told)


class ReportedPile(Pile):
    """A pile that remembers of each saved form what was told of its document."""

    def __init__(self, forms: Sequence[Imported], intake: Intake) -> None:
        super().__init__(forms, intake)
        self._documents = tuple(forms)
        self.report: list[ImportedForm] = []

    def decide(self, index: int, path: Path | None) -> None:
        """Note where a form was saved, and what was told of it."""
        if path is not None:
            name = " ".join(safe_text(self.evaluation(index).name).split()) or path.name
            self.report.append(_reported(path, name, self._documents[index]))
        super().decide(index, path)


def _reported(path: Path, name: str, document: Imported) -> ImportedForm:
    doubts = Review(document).doubts
    told = tuple(Told(one.kind.label, one.where, one.what, one.field) for one in doubts)
    return ImportedForm(path, name, document.source, told)
