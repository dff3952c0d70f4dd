"""What all screens share: the folder of forms and the wording at hand."""

import gc
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation.model import Evaluation
from perftui.storage.errors import shown
from perftui.storage.session import Session
from perftui.storage.user_data import data_folder
from perftui.storage.workspace import Workspace

if TYPE_CHECKING:
    from perftui.jobs.learning import Taught
    from perftui.jobs.rulebook import RuleBook
    from perftui.phrases.library import Form, Phrase
    from perftui.phrases.library.sqlite import SqliteLibrary
    from perftui.phrases.suggest import Suggester
    from perftui.rules.surroundings import Surroundings

# Rules and wording, with the arrays they bring along, take longer to load than the first screen may
# wait: each method that needs them loads them, in the worker that calls it.


class Desk:
    """The workspace that is open, and suggesters made from its past evaluations.

    `picked_from` is the folder whose documents were imported last, `session` what is remembered.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(folder)
        self.picked_from: Path | None = None
        self.session = Session(data_folder())
        self._library: SqliteLibrary | None = None

    @property
    def place(self) -> str:
        """What screens call the folder."""
        return f"文件夹 {shown(self.folder)}"

    def rulebook(self) -> "RuleBook":
        """Return the rules that hold in this folder; raises StorageError."""
        from perftui.jobs.rulebook import rulebook_for

        return rulebook_for(self.folder)

    def beside(self, evaluation: Evaluation, apart_from: Path | None) -> "Surroundings":
        """Return what lies beside a form in this folder; not for the UI. Raises StorageError."""
        from perftui.rules.surroundings import surroundings_of

        others = self.workspace.evaluations(apart_from)
        return surroundings_of(evaluation, others, date.today())

    def suggester(self, apart_from: Path | None, tell: Callable[[str], None]) -> "Suggester":
        """Make a suggester that knows all forms but one; takes long for many, not for the UI.

        `tell` gets a sentence if the user's library had to be mended. Raises BankError,
        LibraryError or StorageError.
        """
        from perftui.jobs.library import open_library
        from perftui.jobs.suggesting import suggester
        from perftui.phrases.bank.shipped import shipped_bank

        bank = shipped_bank()
        if self._library is None:
            self._library = open_library(bank, tell)
            gc.freeze()  # it stays for good: collecting over all of it would halt typing
        return suggester(bank, self.workspace.evaluations(apart_from), self._library)

    def learn(
        self, paths: Iterable[Path], tell: Callable[[str], None]
    ) -> "Generator[Taught, None, None]":
        """Learn the wording of forms, path by path; raises BankError or LibraryError."""
        from perftui.jobs.learning import learn_all
        from perftui.jobs.library import open_library
        from perftui.phrases.bank.shipped import shipped_bank

        bank = shipped_bank()
        library = open_library(bank, tell, to_write=True)
        with closing(library):
            yield from learn_all(library, bank, paths, data_folder())

    def count_use(self, phrase: "Phrase", form: "Form") -> None:
        """Count that a form took a phrase; waits while another process writes, not for the UI."""
        from perftui.phrases.library import LibraryError
        from perftui.phrases.library.sqlite import SqliteLibrary

        with suppress(LibraryError):  # a count is not worth a message
            library = SqliteLibrary(data_folder())
            library.count_use(phrase, form)
            library.close()
