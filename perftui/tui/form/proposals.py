"""What the suggestions beside the form are about: a field, a problem just taken, one topic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from textual.screen import Screen

from perftui.evaluation import fields
from perftui.phrases.bank.file import BankError
from perftui.phrases.library import LibraryError, Phrase, PhraseKind
from perftui.phrases.names import form_of
from perftui.phrases.suggest import Suggester
from perftui.phrases.suggestion import Suggestion
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.desk import Desk

_AT_FIELD = "Alt+数字采用  F3 挑选  Ctrl+T 换写法"
_ANSWERING = "Alt+数字采用  Ctrl+T 换写法  Esc 略过"
_TURNED = "Alt+数字采用  Ctrl+T 返回"


@dataclass(frozen=True)
class Shown:
    """Suggestions with the field they are for; in words what they are about and which keys work."""

    suggestions: tuple[Suggestion, ...]
    field: str
    about: str
    keys: str


class Proposals:
    """Chooses what to suggest on a screen. Until a suggester is made nothing is suggested."""

    def __init__(self, document: Document, desk: Desk, screen: Screen[None]) -> None:
        self._document = document
        self._desk = desk
        self._screen = screen
        self._suggester: Suggester | None = None
        self._answering: Suggestion | None = None
        self._varying: Suggestion | None = None

    def load(self, then: Callable[[], None]) -> None:
        """Make a suggester beside the screen's work; `then` is called when it is there."""

        def make() -> None:
            try:
                made = self._desk.suggester(self._document.path, self._tell)
            except (BankError, LibraryError, StorageError) as error:
                self._tell(str(error))
            else:
                self._screen.app.call_from_thread(use, made)

        def use(made: Suggester) -> None:
            if self._screen.is_attached:  # the user may have left before it was ready
                self._suggester = made
                then()

        self._screen.run_worker(make, thread=True, exclusive=True, group="suggester")

    @property
    def has_turned(self) -> bool:
        """Whether something else is shown than what the field at hand asks for."""
        return self._answering is not None or self._varying is not None

    def at(self, path: str, typed: str, found: Iterable[str]) -> Shown | None:
        """Return what to suggest at a path with some text typed; `found` are broken rules."""
        if self._suggester is None:
            return None
        try:
            return self._chosen(self._suggester, path, typed, found)
        except LibraryError as error:  # opened anew it is mended, or done without
            self._suggester = None
            self._screen.notify(str(error), severity="warning", markup=False)
            return None

    def _chosen(self, suggester: Suggester, path: str, typed: str, found: Iterable[str]) -> Shown:
        evaluation = self._document.evaluation
        if self._varying is not None:
            field = "measures" if self._answering is not None else path
            wordings = suggester.further(evaluation, field, self._varying)
            about = f"「{self._varying.topic_name}」的其他写法"
            return Shown(wordings, field, about, _TURNED)
        if self._answering is not None:
            answers = suggester.answers(
                evaluation, self._answering.topic, problem=self._answering.text
            )
            about = f"改进措施：回应「{self._answering.topic_name}」"
            return Shown(answers, "measures", about, _ANSWERING)
        if not path:
            return Shown((), "", "", "")
        suggested = suggester.suggest(evaluation, path, typed, found=found)
        name = fields.name_of(evaluation, path, self._document.profile)
        return Shown(suggested, path, f"推荐：{name}", _AT_FIELD)

    def took(self, suggestion: Suggestion, field: str) -> None:
        """Go on from a suggestion that was taken: a problem wants its measure next."""
        self._count_use(suggestion.phrase)
        is_problem = suggestion.kind is PhraseKind.PROBLEM and field == "problems"
        self.forget()
        self._answering = suggestion if is_problem and suggestion.topic else None

    def vary(self, suggestion: Suggestion | None) -> None:
        """Turn to the other wordings of a suggestion's topic, or back."""
        self._varying = None if self._varying is not None else suggestion

    def forget(self) -> None:
        """Turn back to what the field at hand asks for."""
        self._answering = self._varying = None

    def _count_use(self, phrase: Phrase) -> None:
        form = form_of(self._document.evaluation)
        self._screen.run_worker(
            lambda: self._desk.count_use(phrase, form), thread=True, group="use"
        )

    def _tell(self, said: str) -> None:
        """Show what a worker has to say."""
        notify = partial(self._screen.notify, said, severity="warning", markup=False)
        self._screen.app.call_from_thread(notify)
