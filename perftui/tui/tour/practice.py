"""A desk to try things out at: nothing done there is learnt or remembered."""

from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from perftui.phrases.library import Form, Phrase
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.form_data import forget
from perftui.storage.session import Session
from perftui.tui.desk import Desk

if TYPE_CHECKING:
    from perftui.jobs.learning import Taught


class PracticeDesk(Desk):
    """A desk over a throw-away copy of the samples."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.session = Session()

    @property
    def place(self) -> str:
        """What screens call the folder."""
        return "临时的示例，离开就删"

    def learn(
        self, paths: Iterable[Path], tell: Callable[[str], None]
    ) -> "Generator[Taught, None, None]":
        """Learn nothing, and say so."""
        tell("导览里的表只供练习，不学措辞。")
        yield from ()

    def count_use(self, phrase: Phrase, form: Form) -> None:
        """Count nothing."""

    def throw_away(self) -> None:
        """Remove the copy, and what is kept of what was tried out in it."""
        for form in self.folder.glob(f"*{SUFFIX}"):
            forget(form)
        rmtree(self.folder, ignore_errors=True)
