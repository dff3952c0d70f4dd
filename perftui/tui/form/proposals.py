"""What the suggestions beside the form are about: a field, a problem just taken, one topic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from textual.screen import Screen

from perftui.evaluation import fields
from perftui.evaluation.point_layout import layout_of
from perftui.evaluation.points import add_after, insert_point
from perftui.phrases.bank.file import BankError
from perftui.phrases.library import LibraryError, Phrase, PhraseKind
from perftui.phrases.names import form_of
from perftui.phrases.slots import stands_in
from perftui.phrases.suggest import Suggester
from perftui.phrases.suggestion import Suggestion
from perftui.phrases.topics import detect_topics
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.desk import Desk
from perftui.tui.form.narrative.standing import open_problems
from perftui.tui.form.section import Section
from perftui.tui.form.side import SidePanel

Keys = tuple[tuple[str, str], ...]
_PICK = ("editor.focus_suggestions", "挑选")
_AT_FIELD: Keys = (_PICK, ("editor.other_wordings", "换写法"))
_ANSWERING: Keys = (_PICK, ("editor.leave", "略过"))
_TURNED: Keys = (_PICK, ("editor.other_wordings", "返回"))
_MOST = 5
# How many answers an open problem has before the next one has its turn.
_EACH = 2


@dataclass(frozen=True)
class Shown:
    """Suggestions with the field they are for; in words what they are about and which keys work.

    The keys are those of actions, by their full ids, each with its name here.
    """

    suggestions: tuple[Suggestion, ...]
    field: str
    about: str
    keys: Keys


class Proposals:
    """Chooses what to suggest on a screen. Until a suggester is made nothing is suggested.

    `error` says why none could be made.
    """

    def __init__(self, document: Document, desk: Desk, screen: Screen[None]) -> None:
        self._document = document
        self._desk = desk
        self._screen = screen
        self.suggester: Suggester | None = None
        self.error = ""
        self._answering: Suggestion | None = None
        self._varying: Suggestion | None = None
        self._problem = 0

    def load(self, then: Callable[[], None]) -> None:
        """Make a suggester beside the screen's work; `then` is called when it is there."""

        def make() -> None:
            try:
                made = self._desk.suggester(self._document.path, self._tell)
            except (BankError, LibraryError, StorageError) as error:
                self._tell(str(error))
                self._screen.app.call_from_thread(use, None, str(error))
            else:
                self._screen.app.call_from_thread(use, made)

        def use(made: Suggester | None, error: str = "") -> None:
            if self._screen.is_attached:  # the user may have left before it was ready
                self.suggester, self.error = made, error
                then()

        self._screen.run_worker(make, thread=True, exclusive=True, group="suggester")

    @property
    def is_settled(self) -> bool:
        """Whether there is a suggester, or none can be made."""
        return self.suggester is not None or bool(self.error)

    @property
    def has_turned(self) -> bool:
        """Whether something else is shown than what the field at hand asks for."""
        return self._answering is not None or self._varying is not None

    def at(self, path: str, typed: str, found: Iterable[str]) -> Shown | None:
        """Return what to suggest at a path with some text typed; `found` are broken rules."""
        if self.suggester is None:
            return None
        try:
            return self._chosen(self.suggester, path, typed, found)
        except LibraryError as error:  # opened anew it is mended, or done without
            self.suggester, self.error = None, str(error)
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
            answers = tuple(
                one
                for one in suggester.answers(
                    evaluation, self._answering.topic, problem=self._answering.text
                )
                if not self._stands(one, "measures")
            )
            which = f"（第{self._problem}点）" if self._problem else ""
            about = f"改进措施：回应「{self._answering.topic_name}」{which}"
            return Shown(answers, "measures", about, _ANSWERING)
        if not path:
            return Shown((), "", "", ())
        offered = suggester.suggest(evaluation, path, typed, found=found)
        suggested = tuple(one for one in offered if not self._stands(one, path))
        if path == "measures" and not typed.strip():
            suggested = self._open_first(suggester, suggested)
        name = fields.name_of(evaluation, path, self._document.profile)
        return Shown(suggested, path, f"推荐：{name}", _AT_FIELD)

    def _stands(self, suggestion: Suggestion, path: str) -> bool:
        """Whether a wording stands in a narrative already, whatever its gaps were filled with."""
        text = self._document.show(path) if path in fields.NARRATIVES else ""
        return any(stands_in(said, text) for said in (suggestion.text, suggestion.phrase.text))

    def _open_first(
        self, suggester: Suggester, others: tuple[Suggestion, ...]
    ) -> tuple[Suggestion, ...]:
        """Put first what answers the problems that the rules find unanswered, each named."""
        evaluation = self._document.evaluation
        report = self._screen.query_one(SidePanel).report
        rounds: list[list[Suggestion]] = []
        for number in open_problems(evaluation, report.findings):
            text = layout_of(evaluation.problems).pieces[number - 1].words
            topics = detect_topics(text, suggester.bank, PhraseKind.PROBLEM)
            for topic in topics[:1]:
                why = f"回应主要问题第{number}点「{suggester.bank.name_of(topic)}」"
                answers = suggester.answers(evaluation, topic, _MOST, text)
                rounds.append([replace(a, reasons=(why, *a.reasons[1:])) for a in answers])
        turns = (
            answer
            for start in range(0, _MOST, _EACH)
            for answers in rounds
            for answer in answers[start : start + _EACH]
        )
        texts: dict[str, Suggestion] = {}
        for suggestion in (*turns, *others):
            texts.setdefault(suggestion.text, suggestion)
        return tuple(texts.values())[:_MOST]

    def took(self, suggestion: Suggestion, field: str) -> None:
        """Go on from a suggestion that was taken: a problem wants its measure next."""
        self._count_use(suggestion.phrase)
        is_problem = suggestion.kind is PhraseKind.PROBLEM and field == "problems"
        self.forget()
        if is_problem and suggestion.topic:
            self._answering = suggestion
            self._problem = self._number_of(suggestion.text)

    def place(self, field: str, wording: str) -> None:
        """Take a wording into a text that is not at hand, and say so."""
        self._document.put(field, self._placed(field, wording))
        for section in self._screen.query(Section):
            if section.part == field:
                section.show()
        label = fields.bare_label(self._document.profile, field)
        self._screen.notify(f"已写入{label}", markup=False, timeout=2)

    def _placed(self, field: str, wording: str) -> str:
        """Return a field with a wording taken in from elsewhere.

        A measure gets the number of its problem, where each other problem has one by its number.
        """
        text = self._document.show(field)
        if field == "measures" and self._problem:
            problems = layout_of(self._document.show("problems")).pieces
            if len(layout_of(text).pieces) == len(problems) - 1:
                return insert_point(text, self._problem, wording).text
        return add_after(text, len(text), wording).text

    def _number_of(self, problem: str) -> int:
        """Return which of the problems one is, counted from 1; 0 if it is not there."""
        pieces = layout_of(self._document.show("problems")).pieces
        said = problem.rstrip("。；")
        found = [number for number, piece in enumerate(pieces, 1) if said in piece.words]
        return found[-1] if found else 0

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
