"""The pane beside the form: what was said, and the line to answer in."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from perftui.storage.conversation_file import Utterance
from perftui.tui.bindings import key_of
from perftui.tui.form.dialogue.growing import Growing
from perftui.tui.form.dialogue.talk_line import TalkLine
from perftui.tui.form.dialogue.transcript import Transcript
from perftui.tui.form.dialogue.words import USERS, Words, words_before
from perftui.tui.widgets.hanging_list import shortened

_IS_WHOLE = "语言模型写好了，手上的这一句说完就给您看。"
_ROWS_ABOVE = 2
_HINT = "直接说，回车说出；不知道说什么就说 帮助"


class DialoguePane(Vertical):
    """Shows a conversation and has the `line` in which the user answers.

    `note` gets what stands in that line, as it is written.
    """

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__()
        self._note = note
        self._status = self._waiting = self._writes = self._told = self._asked = ""
        self._has_more = False
        self.line = TalkLine()

    def compose(self) -> ComposeResult:
        """Lay out the title, what was said, what is to be known now, and the line."""
        yield Static(markup=False, classes="side-title")
        yield Transcript()
        yield Growing()
        yield Static(markup=False, classes="notice")
        with Horizontal(classes="answer"):
            yield Static(USERS, markup=False, classes="label")
            yield self.line

    def on_mount(self) -> None:
        """Say what the line is for."""
        self.line.placeholder = Content(_HINT)

    @property
    def transcript(self) -> Transcript:
        """What was said."""
        return self.query_one(Transcript)

    def show(self, *words: Words, asked: str = "") -> None:
        """Show what was said; `asked` is the question that it ends with."""
        self._asked = asked
        self.transcript.add(*words)

    def recall(self, utterances: Sequence[Utterance]) -> None:
        """Show what was said the last times."""
        self.show(*words_before(utterances))

    def wait_for(self, said: str) -> None:
        """Say above the line what is being waited for, or nothing."""
        self._waiting = said
        self._notify_above()

    def grow(self, text: str, *, is_whole: bool) -> None:
        """Show above the line, as far as it is, the text that the language model is writing."""
        key = key_of(self, "editor.leave")
        told = _IS_WHOLE if is_whole else f"语言模型正在写，可以先说别的；按 {key} 停下。"
        self.query_one(Growing).show(told, text, max(self.size.width - 2, 0))

    def end_growing(self) -> None:
        """Show no such text any more."""
        self.query_one(Growing).hide()

    def write(self, label: str) -> None:
        """Say above the line which text the next lines go on with, or none."""
        self._writes = label
        self._notify_above()

    def _notify_above(self) -> None:
        count, key = len(self.line.lines), key_of(self, "dialogue.say")
        told = self._waiting
        if count > 1:
            told = f"{count} 行，{key}逐行发送"
        elif self._writes and not told:
            told = f"正在写{self._writes}，一行一行接着写；写完单独写一行「.」"
        elif self._has_more and not told:
            told = f"{key_of(self, 'dialogue.page_down')} 看下文"
            told += f"，最后问的是：{self._asked}" if self._asked else ""
            told = shortened(told, _ROWS_ABOVE * (self.size.width - 3))
        if told != self._told:
            self._told = told
            self.query_one(".notice", Static).update(Content(told))
            self.set_class(bool(told), "-waiting")

    def entitle(self, status: str) -> None:
        """Name in the title the keys that work here, and how the conversation is held."""
        self._status = status
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the title into the width."""
        keys = {"editor.talk": "回到表", "dialogue.page_up": "往上翻"}
        told = [f"{key_of(self, action)} {name}" for action, name in keys.items()]
        title = "   ".join(filter(None, ("对话", self._status, *told)))
        width = max(self.size.width - 2, 0)
        self.query_one(".side-title", Static).update(Content(shortened(title, width)))

    @on(TalkLine.Changed)
    def _written(self, event: TalkLine.Changed) -> None:
        """Say before several lines are said that they are."""
        event.stop()
        self._note(self.line.text)
        self._notify_above()

    @on(Transcript.Moved)
    def _moved(self, event: Transcript.Moved) -> None:
        event.stop()
        self._has_more = event.has_more
        self._notify_above()

    @on(TalkLine.Turned)
    def _turned(self, event: TalkLine.Turned) -> None:
        event.stop()
        self.transcript.turn(event.by)
