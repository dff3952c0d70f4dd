"""What a conversation consults: rules and wording of the form's folder, made when needed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from perftui.actions.table import ACTIONS
from perftui.assistant.state import Aids
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.jobs.comparing.last_year import last_years_form
from perftui.jobs.rulebook import RuleBook, rulebook_for
from perftui.rules.checking import Report
from perftui.storage.errors import StorageError
from perftui.storage.workspace import Workspace

if TYPE_CHECKING:
    from perftui.assistant.language_model.helper import Helper
    from perftui.assistant.language_model.switching import Off
    from perftui.phrases.bank import Bank
    from perftui.phrases.suggest import Suggester
    from perftui.phrases.suggestion import Suggestion
    from perftui.rules.surroundings import Neighbours

Tell = Callable[[str], None]
Answer = TypeVar("Answer")
_KEPT = 8


def aids_for(
    form: Evaluation, folder: Path, apart_from: Path | None, today: date, tell: Tell
) -> Aids:
    """Return what a conversation about a form of a folder consults.

    `apart_from` is the form's own file. `tell` gets a sentence for what cannot be used here.
    """
    beside = Beside(folder, apart_from, today, tell)
    return Aids(
        profile=beside.profile_of(form),
        examine=beside.examine,
        wording=LateWording(beside, tell),
        today=today,
        last_year=last_years_form(form, beside.others),
        actions=ACTIONS,
    )


def ranked(aids: Aids, model: "Helper | Off") -> Aids:
    """Return aids whose wordings the user's language model puts in order, if there is one."""
    from perftui.assistant.language_model.switching import Off

    if isinstance(model, Off):
        return aids
    from perftui.assistant.language_model.ranked_wording import RankedWording

    return replace(aids, wording=RankedWording(aids.wording, model, aids.profile))


class Beside:
    """What lies in the folder of a form: the other forms, and the rules that hold there."""

    def __init__(self, folder: Path, apart_from: Path | None, today: date, tell: Tell) -> None:
        self._folder = folder
        self._apart_from = apart_from
        self._today = today
        self._tell = tell
        self._reports: list[tuple[Evaluation, Report]] = []

    @cached_property
    def others(self) -> tuple[Evaluation, ...]:
        """The other forms of the folder and those put away; none where it is closed."""
        try:
            return Workspace(self._folder).evaluations(self._apart_from)
        except StorageError as error:
            self._tell(str(error))
            return ()

    def profile_of(self, form: Evaluation) -> Profile:
        """Return the kind of a form, with the levels and thresholds of the folder."""
        return self._book.profile_of(form)

    def examine(self, form: Evaluation) -> Report:
        """Return what the rules say of a form; of the last few it is known."""
        for known, report in self._reports:
            if known is form:
                return report
        report = self._book.examine(form, self._neighbours.around(form, self._today))
        self._reports = [(form, report), *self._reports[: _KEPT - 1]]
        return report

    @cached_property
    def _book(self) -> RuleBook:
        try:
            return rulebook_for(self._folder)
        except StorageError as error:
            self._tell(f"{error}这次按通用的规则检查。")
            return RuleBook()

    @cached_property
    def _neighbours(self) -> "Neighbours":
        from perftui.rules.surroundings import Neighbours

        return Neighbours(self.others)


class LateWording:
    """Proposes wordings like the `Suggester` that it makes when it is first asked for some.

    Where the user's library fails, it goes on without.
    """

    def __init__(self, beside: Beside, tell: Tell) -> None:
        self._beside = beside
        self._tell = tell

    @cached_property
    def bank(self) -> "Bank":
        """The shipped bank."""
        from perftui.phrases.bank.shipped import shipped_bank

        return shipped_bank()

    def suggest(
        self,
        evaluation: Evaluation,
        field: str,
        typed: str = "",
        limit: int = 5,
        found: Sequence[str] = (),
    ) -> "tuple[Suggestion, ...]":
        """Return the best wordings for a field."""
        return self._asked(lambda made: made.suggest(evaluation, field, typed, limit, found))

    def answers(
        self, evaluation: Evaluation, topic: str, limit: int = 5, problem: str = ""
    ) -> "tuple[Suggestion, ...]":
        """Return the measures that answer a problem."""
        return self._asked(lambda made: made.answers(evaluation, topic, limit, problem))

    def further(
        self, evaluation: Evaluation, field: str, suggestion: "Suggestion", limit: int = 9
    ) -> "tuple[Suggestion, ...]":
        """Return other wordings of a suggestion's topic."""
        return self._asked(lambda made: made.further(evaluation, field, suggestion, limit))

    def _asked(self, ask: "Callable[[Suggester], Answer]") -> Answer:
        from perftui.phrases.library import LibraryError

        try:
            return ask(self._suggester)
        except LibraryError as error:
            self._tell(f"{error}这次只用词库和当前文件夹里的表。")
            self._suggester = self._made_without_library()
            return ask(self._suggester)

    @cached_property
    def _suggester(self) -> "Suggester":
        from perftui.jobs.library import open_library
        from perftui.jobs.suggesting import suggester

        library = open_library(self.bank, self._tell)
        return suggester(self.bank, self._beside.others, library)

    def _made_without_library(self) -> "Suggester":
        from perftui.jobs.suggesting import suggester

        return suggester(self.bank, self._beside.others)
