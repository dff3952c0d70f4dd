"""One part of the form on screen: what all sections have in common."""

from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from perftui.storage.document import Document


@dataclass(frozen=True)
class Wish:
    """What suggestions are wanted for: a field, and the text being written in it."""

    path: str
    typed: str = ""


NO_WISH = Wish("")


class Section(Vertical):
    """A part of the form. What is typed into it goes into the document, which it then shows."""

    @dataclass
    class Edited(Message):
        """The document has changed; `is_typing` while a text is being written."""

        path: str
        is_typing: bool = False

    @dataclass
    class Moved(Message):
        """Another field is at hand, without the focus having moved."""

    def __init__(self, document: Document, name: str) -> None:
        super().__init__(id=f"section-{name}", classes="section")
        self.document = document
        self.part = name

    @property
    def here(self) -> str:
        """The path of the field at hand."""
        return self.part

    @property
    def wish(self) -> Wish:
        """What to suggest here."""
        return NO_WISH

    def show(self) -> None:
        """Show the document anew."""
        raise NotImplementedError

    def show_computed(self) -> None:
        """Show what is computed from other fields anew, while one is being typed into."""

    def reach(self, path: str) -> Widget:
        """Bring the field of a path to hand, and return what it is written in."""
        raise NotImplementedError

    def go_to(self, path: str) -> None:
        """Focus the field of a path."""
        self.screen.set_focus(self.reach(path))

    def take(self, wording: str) -> None:
        """Take a wording into the field that is wished for."""
        raise NotImplementedError

    def note_offer(self, is_offered: bool) -> None:
        """Hear whether there are wordings to take for what is wished."""

    def turn_manner(self) -> bool:
        """Change how a wording is taken in; False where there is but one way."""
        return False

    def next_gap(self) -> bool:
        """Go to the next place to fill in; False if there is none here."""
        return False

    @property
    def is_unsettled(self) -> bool:
        """Whether something is being typed that the document does not have yet."""
        return False

    def settle(self) -> bool:
        """Take what is still being typed; False if it is refused and stays."""
        return True

    def write_again(self, path: str, text: str) -> bool:
        """Go on with what was being typed into a field, not taken yet; False where none can."""
        return False

    def step_back_out(self) -> bool:
        """Esc: give up or close what is open; False if nothing is, and the form may be left."""
        return False

    def type(self, path: str, text: str) -> None:
        """Put a text on its way into the document."""
        if text != self.document.show(path):
            self.document.type(path, text)
            self.post_message(self.Edited(path, is_typing=True))

    def fields(self) -> list[Widget]:
        """Return what can be written in, in the order of the screen."""
        return [widget for widget in self.screen.focus_chain if self in widget.ancestors]
