"""What all screens share: the folder of forms and the wording at hand."""

from pathlib import Path

from perftui.jobs.suggesting import shipped_bank, suggester
from perftui.phrases.suggest import Suggester
from perftui.storage.workspace import Workspace


class Desk:
    """The workspace that is open, and suggesters made from its past evaluations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(folder)

    def suggester(self, apart_from: Path | None) -> Suggester:
        """Make a suggester that knows all forms but one; takes long for many, not for the UI.

        Raises BankError or StorageError.
        """
        return suggester(shipped_bank(), self.workspace.evaluations(apart_from))
