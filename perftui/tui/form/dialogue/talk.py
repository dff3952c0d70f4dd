"""The conversation of a screen: begun when it is wanted, shown in its pane, the form following."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from perftui.assistant.parts import Ask, Choice, Offer, Part
from perftui.jobs.reopening import TALK
from perftui.tui.form.dialogue.hands import ScreenHands
from perftui.tui.form.dialogue.pane import DialoguePane
from perftui.tui.form.dialogue.places import place_of_change
from perftui.tui.form.dialogue.streaming import Stream
from perftui.tui.form.dialogue.words import WELCOME, Words, own_words, spoken

if TYPE_CHECKING:
    from perftui.assistant.conversation.conversation import Reply
    from perftui.assistant.language_model.polishing import Request
    from perftui.tui.form.dialogue.making import Begun
    from perftui.tui.screens.editor import EditorScreen

_UNDO, _REDO = "撤销", "重做"
_WAITING = "正在读入规则和措辞，可以先写。"
_AT_WORK = "正在回答，请稍候。"
_SOON, _GROWS_EVERY = 0.2, 0.05
"""When it is said that an answer takes its time; how often a text that grows is shown anew."""


class Talk:
    """Holds the conversation about the form of a screen, and its pane once it was opened.

    What is said before the conversation has begun, or while a line is being answered, waits.
    """

    def __init__(self, screen: "EditorScreen") -> None:
        self._screen = screen
        self._pane: DialoguePane | None = None
        self._begun: Begun | None = None
        self._unsaid: deque[str] = deque()
        self._is_busy = self._is_led = False
        self._asked = ""
        self._offered: tuple[Choice, ...] = ()
        self._stream: Stream | None = None
        self._growing: Timer | None = None
        self._was_quiet = False

    @property
    def is_open(self) -> bool:
        """Whether the pane is in sight."""
        return self._pane is not None and self._pane.display

    def holds(self, widget: Widget | None) -> bool:
        """Whether a widget is part of the pane."""
        return widget is not None and self._pane is not None and self._pane in widget.ancestors

    async def open(self, *, leads: bool = False) -> None:
        """Show the pane and go to its line; `leads` to show in the form what is asked first."""
        self._is_led = leads
        if self._pane is None:
            self._pane = DialoguePane(partial(self._screen.document.note_typing, TALK))
            await self._screen.query_one("#body").mount(self._pane)
        self._pane.display = True
        self._screen.add_class("-talking")
        self._screen.set_focus(self._pane.line)
        self.go_on()

    def close(self) -> None:
        """Hide the pane; what was not said yet stays in its line."""
        if self._pane is not None:
            self._pane.display = False
            self._screen.remove_class("-talking")
            if self._unsaid:
                self._pane.line.put("\n".join((*self._unsaid, self._pane.line.text)))
                self._unsaid.clear()

    def write_again(self, text: str) -> None:
        """Go on with a line that was being written."""
        if self._pane is not None:
            self._pane.line.put(text)

    async def settle(self) -> None:
        """Write into the form the text that is being written line by line."""
        begun, pane = self._begun, self._pane
        if begun is None or pane is None or self._is_busy or not begun.conversation.writes:
            return
        self._is_busy = True
        try:
            reply = await self._answer(begun, begun.conversation.end_text)
        finally:
            self._is_busy = False
        pane.write("")
        self._show(reply.parts, comes_up=True)
        await self._screen.show_document()

    def put_by(self) -> None:
        """Keep among the drafts what was written and not said, when the form is left.

        What the language model was writing is broken off, and kept there too.
        """
        if self._pane is not None and self._begun is not None:
            stream, self._stream = self._stream, None
            if stream is not None:
                left_over = stream.broken_off()
                self._begun.conversation.finish(stream.request, left_over, is_last=True)
            left = (*self._unsaid, *self._pane.line.lines)
            self._unsaid.clear()
            for line in left:
                self._begun.conversation.put_by(line)

    def take(self, number: int) -> None:
        """Take a choice by its number."""
        self.say([f"#{number}"])

    def undo(self) -> None:
        """Take back what was written in the line; where nothing stands there, the last step."""
        if self._pane is not None and self._pane.line.text:
            self._pane.line.undo()
        else:
            self.say([_UNDO])

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._pane is not None and self._pane.line.text:
            self._pane.line.redo()
        else:
            self.say([_REDO])

    # Beginning.

    def go_on(self) -> None:
        """Begin once all is there that it takes; later, follow what was done to the form."""
        if self._pane is None or not self.is_open or self._is_busy:
            return
        if self._begun is None:
            self._pane.wait_for(_WAITING)
            if self._screen.proposals.is_settled:  # else this is called again when it is
                self._begin()
        elif self._begun.conversation.state.evaluation is not self._screen.document.evaluation:
            self._work(self._follow(self._begun))

    def _begin(self) -> None:
        screen, wording = self._screen, self._screen.proposals.suggester

        def begin() -> None:
            from perftui.tui.form.dialogue.making import begin_conversation

            begun = begin_conversation(
                screen.document, screen.desk, wording, ScreenHands(screen), self._tell
            )
            screen.app.call_from_thread(self._show_begun, begun)

        self._is_busy = True
        screen.run_worker(begin, thread=True, exclusive=True, group="dialogue")

    def _tell(self, said: str) -> None:
        self._screen.notify(said, severity="warning", markup=False)

    def _show_begun(self, begun: "Begun") -> None:
        self._is_busy = False
        if self._pane is None or not self._screen.is_attached:
            return
        self._begun = begun
        self._pane.wait_for("")
        self._pane.entitle(begun.status)
        self._pane.recall(begun.before)
        self._show((*(() if begun.before else (WELCOME,)), *begun.first.parts))
        question = begun.conversation.state.question
        if self._is_led and question is not None and question.path:
            self._screen.call_later(self._screen.go_to, question.path)
        self.say(())

    # Talking.

    def say(self, lines: Iterable[str]) -> None:
        """Say something, after what waits to be said."""
        self._unsaid.extend(lines)
        if self._unsaid and self._begun is not None and not self._is_busy:
            self._work(self._say_all(self._begun))

    def _work(self, turns: Coroutine[None, None, None]) -> None:
        self._is_busy = True
        self._screen.run_worker(turns, group="talk")

    async def _say_all(self, begun: "Begun") -> None:
        try:
            while self._unsaid and self._screen.is_attached:
                await self._say(begun, self._unsaid.popleft())
                await asyncio.sleep(0)  # what is typed meanwhile has its turn
        finally:
            self._is_busy = False

    async def _say(self, begun: "Begun", line: str) -> None:
        """Say a line, show what is answered, and show in the form what has become of it."""
        screen, document, conversation = self._screen, self._screen.document, begun.conversation
        edits, form = document.edits, document.evaluation
        reply = await self._answer(begun, partial(conversation.say_safely, line))
        self._show(self._new_in(reply.parts), line)
        question = conversation.state.question
        path = place_of_change(edits, document.edits) or (question.path if question else "")
        if document.evaluation is not form:
            await screen.show_document(path or None)
        elif path:
            await screen.go_to(path)
        if self._pane is not None:
            self._pane.write(conversation.writes)
        if reply.request is not None:
            self._begin_stream(reply.request)
        if reply.is_over:
            await screen.leave_form()

    async def _follow(self, begun: "Begun") -> None:
        """Ask anew if the form was changed by hand, and something else is open now."""
        try:
            reply = await self._answer(begun, begun.conversation.refresh)
        finally:
            self._is_busy = False
        if _asked(reply.parts) != self._asked:
            self._show(reply.parts)
        self.say(())

    async def _answer(self, begun: "Begun", ask: Callable[[], "Reply"]) -> "Reply":
        """Have a line answered; while that waits for others, the form is not to be changed."""
        if not begun.waits or self._pane is None:
            return ask()
        form = self._screen.query_one("#form")
        form.disabled = True
        soon = self._pane.set_timer(_SOON, partial(self._pane.wait_for, _AT_WORK))
        try:
            return await asyncio.to_thread(ask)
        finally:
            soon.stop()
            form.disabled = False
            self._pane.wait_for("")
            if not self.is_open:  # the user returned to the form, which could not be written in
                self._screen.return_to_field()

    # What the language model puts in other words; the user goes on meanwhile.

    def stop(self) -> bool:
        """Give up what the language model is writing; False if it is writing nothing."""
        if self._stream is None or self._stream.is_stopped:
            return False
        self._stream.stop()
        return True

    def _begin_stream(self, request: "Request") -> None:
        if self._pane is not None:
            self._stream = Stream(request)
            self._screen.run_worker(self._stream.run(), group="stream")
            self._growing = self._pane.set_interval(_GROWS_EVERY, self._follow_stream)

    def _follow_stream(self) -> None:
        """Show how the text grows; when it is whole, put it to the user between two lines."""
        stream, pane, begun = self._stream, self._pane, self._begun
        if stream is None or pane is None or begun is None:
            return
        is_whole = stream.proposal is not None
        is_writing = not stream.is_stopped and bool(pane.line.text or self._unsaid)
        is_quiet = is_whole and not (is_writing or self._is_busy or begun.conversation.writes)
        if not is_quiet:
            pane.grow(stream.text, is_whole=is_whole)
        # A line that was just said is on its way here: what is put to the user waits once more.
        if is_quiet and self._was_quiet:
            self._end_stream()
            self._work(self._finish(begun, stream))
        self._was_quiet = is_quiet

    def _end_stream(self) -> None:
        self._stream = None
        if self._growing is not None:
            self._growing.stop()
        if self._pane is not None:
            self._pane.end_growing()

    async def _finish(self, begun: "Begun", stream: Stream) -> None:
        """Show what came of a stream."""
        finish = begun.conversation.finish
        assert stream.proposal is not None
        try:
            reply = await self._answer(begun, partial(finish, stream.request, stream.proposal))
        finally:
            self._is_busy = False
        self._show(reply.parts, comes_up=True)
        self.say(())

    def _show(self, parts: tuple[Part, ...], line: str = "", *, comes_up: bool = False) -> None:
        """Show a turn; one that answers a line, or that `comes_up`, is brought into sight."""
        if self._pane is None or not (parts or line):
            return
        self._asked = _asked(parts) or self._asked
        said = [Words(own_words(line), is_users=True)] if line else []
        answer = [Words(spoken(parts, self._known(parts, line)))] if parts else []
        self._pane.show(*said, *answer, asked=self._asked)
        if line:
            self._pane.line.remember(line)
        if line or comes_up:
            self._pane.transcript.go_to((*said, *answer)[0])

    def _new_in(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Leave out the same question asked again while there is more to be said."""
        if not self._unsaid or _asked(parts) != self._asked:
            return parts
        return tuple(part for part in parts if not isinstance(part, Ask | Offer))

    def _known(self, parts: Iterable[Part], line: str) -> tuple[Choice, ...]:
        """Return the choices that the user has read before; none that they want to see again."""
        from perftui.assistant.conversation.hearing_again import wants_all

        known, offers = self._offered, [part for part in parts if isinstance(part, Offer)]
        self._offered = offers[-1].choices if offers else self._offered
        return () if line and wants_all(line) else known


def _asked(parts: Iterable[Part]) -> str:
    """Return the question that is asked last."""
    return next((part.text for part in reversed(tuple(parts)) if isinstance(part, Ask)), "")
