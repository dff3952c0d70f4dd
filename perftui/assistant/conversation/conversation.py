"""`Conversation`, a dialogue about a document: lines go in, parts come out, the form follows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from perftui.assistant.asking.agenda import next_question
from perftui.assistant.asking.attending import FINISH, settled
from perftui.assistant.conversation import collecting
from perftui.assistant.conversation.collecting import Collecting
from perftui.assistant.conversation.keeping import Keeper, wished_transcript
from perftui.assistant.conversation.requests import Requests
from perftui.assistant.conversation.saving import Saver
from perftui.assistant.conversation.standing import is_complete, standing
from perftui.assistant.conversation.undone import walk
from perftui.assistant.dialogue import Turn, ask, hear
from perftui.assistant.doing.outcome import perform_all
from perftui.assistant.drafting.proposal import OWN_WORDS
from perftui.assistant.orders import AllowSending, Leave, Order, Polish, Run, Save, TakeBack
from perftui.assistant.parts import Ask, Echo, Explain, Fail, Offer, Part
from perftui.assistant.state import Aids, Scene, State, Waiting
from perftui.evaluation.history.sources import DRAFTED
from perftui.evaluation.safe_text import safe_text
from perftui.storage.crash_reports import keep_report
from perftui.storage.document import Document

if TYPE_CHECKING:
    from perftui.assistant.language_model.helper import Helper, Proposal
    from perftui.assistant.language_model.polishing import Request
    from perftui.assistant.language_model.switching import Off

_KNOWN_ORDERS: dict[str, Order] = {
    "editor.save": Save(),
    "editor.undo": TakeBack(1),
    "editor.redo": TakeBack(-1),
    "editor.leave": Leave(),
    "home.leave": Leave(),
    "app.quit": Leave(),
}


class Hands(Protocol):
    """What can be done where the conversation is held: beside a form on the screen, or in lines."""

    def run(self, action: str, argument: str, document: Document) -> tuple[Part, ...] | None:
        """Carry out an action of the table and say what came of it; None where it cannot be.

        An `Ask` with an `Offer` behind it waits for a word like what the dialogue asks itself.
        """


@dataclass(frozen=True)
class Reply:
    """What is said to a line; `is_over` when the user has left.

    `is_understood` is False where something of the line was refused, in doubt or not read. What the
    language model is to be asked, a `request`, is run wherever it may take its time; `finish` goes
    on with what came of it, and until then nothing more is asked.
    """

    parts: tuple[Part, ...] = ()
    is_over: bool = False
    is_understood: bool = True
    request: "Request | None" = None


@dataclass(frozen=True)
class Terms:
    """How a conversation is held.

    One that `saves` writes the file after each turn that has changed the form. A `strict` one does
    nothing of a line that it does not wholly understand. `model` is the user's language model.
    """

    saves: bool = False
    strict: bool = False
    model: "Helper | Off | None" = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


_OWN_FAULT = "程序处理这一行时出了错，这一行留在草稿里，请换个说法；表里填好的都在。"


class Conversation:
    """A dialogue and the document it is about, which may be changed by others meanwhile.

    `keeper` keeps what was said with the form. `revision` counts how often the form has become
    another.
    """

    def __init__(
        self,
        document: Document,
        aids: Aids,
        hands: Hands,
        keeper: Keeper | None = None,
        terms: Terms | None = None,
    ) -> None:
        self.document = document
        self.state = State(document.evaluation)
        self.revision = 0
        self._known = document.evaluation
        self._aids = aids
        self._hands = hands
        self._keeper = keeper
        self._terms = terms or Terms()
        self._requests = Requests(self._terms.model)
        self._saver = Saver(document)
        self._text: Collecting | None = None

    @property
    def save_error(self) -> str:
        """Why the form is not saved; "" if it is."""
        return self._saver.error

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing in the form and the rules find no error."""
        form = self.document.evaluation
        return is_complete(form, self._aids.profile, self._aids.examine)

    @property
    def writes(self) -> str:
        """What the text is called that is being written line by line; "" for none."""
        return self._text.label if self._text else ""

    def begin(self, *parts: Part, asks: Iterable[Waiting] = ()) -> Reply:
        """Say the first words, how far the form is, what was said last time, and what is next.

        `asks` are questions that go before all others, one after the other.
        """
        queue = tuple(asks)
        remembered: tuple[str, ...] = ()
        if self._keeper:
            self.state = self._asking_again(self._keeper.recall(self.state))
            if not self.state.is_brief:
                remembered = self._keeper.last_words(self._terms.clock())
        if queue:
            self.state = replace(self.state, waiting=queue[0], queue=queue[1:])
        first = (*parts, Explain(self._standing()), *map(Explain, remembered))
        return self._kept(Reply((*first, *self._ask())))

    def say(self, line: str) -> Reply:
        """Take a line of the user's."""
        if self._keeper:
            self._keeper.hear(line, self._terms.clock())
        return self._kept(self._answered(line))

    def say_safely(self, line: str) -> Reply:
        """Take a line of the user's; a fault of the program's own does not end the conversation."""
        try:
            return self.say(line)
        except Exception as error:
            keep_report(error)
            text = " ".join(safe_text(line).split())
            self.state = replace(
                self.state.on(self.document.evaluation),
                waiting=None,
                queue=(),
                drafts=(*self.state.drafts, text),
            )
            return Reply((Fail(_OWN_FAULT),), is_understood=False)

    def put_by(self, line: str) -> Reply:
        """Keep a line among the drafts without acting on it: it did not arrive as it was typed."""
        if self._keeper:
            self._keeper.hear(line, self._terms.clock())
        text = " ".join(safe_text(line).split())
        self.state = replace(self.state, drafts=(*self.state.drafts, text))
        return self._kept(Reply(self._ask(), is_understood=False))

    def finish(self, request: "Request", proposal: "Proposal", *, is_last: bool = False) -> Reply:
        """Go on with what the language model has made of a text, whatever was said meanwhile.

        Where that `is_last`, nothing more is asked.
        """
        if self._keeper:
            self._keeper.go_on()
        written = self._written()
        said = self._requests.settle(request, proposal, self._scene())
        self.state = said.state
        parts = (*written, *said.parts)
        return self._kept(Reply(parts) if is_last else self._done(parts))

    def end_text(self) -> Reply:
        """Write the text that is being written line by line, if there is one, into the form."""
        if self._text is None:
            return Reply()
        if self._keeper:
            self._keeper.go_on()
        return self._kept(self._done(self._written()))

    def refresh(self) -> Reply:
        """Ask what is next after the form was changed elsewhere; nothing where it was not."""
        if self.state.evaluation == self.document.evaluation:
            return Reply()
        return self._kept(Reply(self._ask()))

    def end(self) -> Reply:
        """Save, and say in a line what is still missing: the input has ended."""
        return self._kept(Reply((*self._written(), *self._farewell()), is_over=True))

    def _answered(self, line: str) -> Reply:
        if self._text is not None:
            if collecting.is_end(line):
                return self._done(self._written())
            if collecting.goes_on(line, self._text, self._scene()):
                return self._collected(line, self._text)
            before = self._written()
            after = self._answered(line)
            return replace(after, parts=(*before, *after.parts))
        if collecting.is_end(line):
            return self._done((Explain("没有正在分行写的文字。"),))
        if self._keeper and (wished := wished_transcript(line)) is not None:
            return self._done(self._keeper.store(wished, self.document.evaluation.name))
        self._text = collecting.begun(line, self._scene())
        return self._heard(line) if self._text is None else Reply(self._invitation(self._text))

    def _heard(self, line: str) -> Reply:
        """Take a line that is no part of a longer text."""
        before = self.state.on(self.document.evaluation)
        turn = hear(before, line, self._aids)
        is_understood = _is_understood(turn, before)
        if self._terms.strict and not is_understood:
            return Reply(_complaints(turn, before), is_understood=False)
        self.state = turn.state
        with self.document.coming_from(_source_of(turn, before)):
            self.document.put_all(turn.edits)
        parts_said = turn.parts
        request: Request | None = None
        for order in turn.orders:
            known = _KNOWN_ORDERS.get(order.action, order) if isinstance(order, Run) else order
            if isinstance(known, Leave):
                return Reply((*parts_said, *self._farewell()), is_over=True)
            if isinstance(known, Polish | AllowSending):
                said, taken = self._taken_up(known)
                parts_said, request = parts_said + said, request or taken
            else:
                parts_said += self._carry_out(known)
        if request is not None:
            return Reply((*parts_said, *self._stored()), is_understood=True, request=request)
        return replace(self._done(parts_said), is_understood=is_understood)

    def _done(self, parts: tuple[Part, ...]) -> Reply:
        """Save if that is to be done, and ask what is next."""
        return Reply((*parts, *self._stored(), *self._ask()))

    def _stored(self) -> tuple[Part, ...]:
        return self._saver.save() if self._terms.saves else ()

    def _ask(self) -> tuple[Part, ...]:
        turn = ask(self.state.on(self.document.evaluation), self._aids)
        self.state = turn.state
        return turn.parts

    def _asking_again(self, state: State) -> State:
        """Return to what was passed over the last time, once all else has been asked."""
        if not state.aside:
            return state
        asked = next_question(Scene(state, self._aids))
        return replace(state, aside=frozenset()) if asked.question.id == FINISH else state

    def _carry_out(self, order: Order) -> tuple[Part, ...]:
        match order:
            case TakeBack(steps):
                return walk(self.document, steps)
            case Save():
                return self._saver.save() or (Echo("已保存。"),)
            case Run(action, argument):
                done = self._hands.run(action, argument, self.document)
                return (Fail("这里做不了这件事。"),) if done is None else self._waited(done)
        return ()

    def _taken_up(self, order: Polish | AllowSending) -> "tuple[tuple[Part, ...], Request | None]":
        """Return what is said to an order for the language model, and what it is to be asked."""
        from perftui.assistant.language_model.polishing import Request

        taken = self._requests.take_up(order, self._scene())
        if isinstance(taken, Request):
            return (Explain(taken.told),), taken
        self.state = taken.state
        return taken.parts, None

    def _waited(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Let what hands have asked wait for a word; return what else they have said."""
        asked = next((part.text for part in parts if isinstance(part, Ask)), "")
        offered = next((part.choices for part in parts if isinstance(part, Offer)), ())
        if not (asked and offered):
            return parts
        self.state = replace(self.state, waiting=Waiting(asked, offered))
        return tuple(part for part in parts if not isinstance(part, Ask | Offer))

    # A text of several lines.

    def _invitation(self, text: Collecting) -> tuple[Part, ...]:
        self.state = replace(self.state, misses=0)
        return (Ask(f"请写{text.label}，可以写几行；写完单独写一行「.」。"),)

    def _collected(self, line: str, text: Collecting) -> Reply:
        self._text = text.with_line(" ".join(safe_text(line).split("\n")))
        is_first = len(self._text.lines) == 1 and not self.state.is_brief
        return Reply((Ask("可以接着写下一行；写完单独写一行「.」。"),) if is_first else ())

    def _written(self) -> tuple[Part, ...]:
        """Write the text that was being collected into the form."""
        text, self._text = self._text, None
        if text is None:
            return ()
        if not text.lines:
            return (Explain(f"没有写，{text.label}不变。"),)
        scene = self._scene()
        scene = scene.having(said=(*scene.state.said, *text.lines), misses=0)
        done = perform_all((collecting.write_of(text, scene),), scene)
        changed = frozenset(path for path, _ in done.edits)
        self.state = settled(done.state, scene.question, changed)
        self.document.put_all(done.edits)
        return done.parts

    def _farewell(self) -> tuple[Part, ...]:
        said = self._saver.save()
        is_saved = not self._saver.error
        saved = (Echo("已保存。"),) if is_saved else self._saver.save_apart()
        return (*said, *saved, Explain(self._standing()))

    # What is said of the form, and what is kept of it.

    def _standing(self) -> str:
        form = self.document.evaluation
        return standing(form, self._aids.profile, self._aids.examine)

    def _scene(self) -> Scene:
        return Scene(self.state.on(self.document.evaluation), self._aids)

    def _kept(self, reply: Reply) -> Reply:
        """Keep what was said; that it cannot be kept is told once."""
        if self.document.evaluation is not self._known:
            self._known = self.document.evaluation
            self.revision += 1
        if self._keeper is None:
            return reply
        told_of_it = self._keeper.answer(reply.parts, self.state, self._terms.clock())
        return replace(reply, parts=(*told_of_it, *reply.parts)) if told_of_it else reply


def _doubt(turn: Turn, before: State) -> Waiting | None:
    """Return what has come to wait for a word because of a line."""
    waiting = turn.state.waiting
    return None if waiting is before.waiting else waiting


def _is_understood(turn: Turn, before: State) -> bool:
    """Whether all of a line was read and taken."""
    is_refused = any(isinstance(part, Fail) for part in turn.parts)
    return not (is_refused or _doubt(turn, before) or turn.state.misses)


def _source_of(turn: Turn, before: State) -> str:
    """Return what is noted of the edits of a turn: whether it has written words not the user's."""
    origins = turn.state.provenance.items()
    new = (one for words, one in origins if before.provenance.get(words) != one)
    return DRAFTED if any(one.source != OWN_WORDS for one in new) else ""


def _complaints(turn: Turn, before: State) -> tuple[Part, ...]:
    """Return what is said against a line of which nothing is done."""
    doubt = _doubt(turn, before)
    asked = (Explain(doubt.text),) if doubt else ()
    return (*(part for part in turn.parts if not isinstance(part, Echo)), *asked)
