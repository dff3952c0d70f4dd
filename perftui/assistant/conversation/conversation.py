"""`Conversation`, a dialogue about a document: lines go in, parts come out, the form follows."""

from dataclasses import dataclass
from typing import Protocol

from perftui.assistant.dialogue import ask, step
from perftui.assistant.orders import Leave, Order, Run, Save, TakeBack
from perftui.assistant.parts import Echo, Explain, Fail, Part
from perftui.assistant.state import Aids, State
from perftui.storage.document import Document
from perftui.storage.errors import StorageError


class Hands(Protocol):
    """What can be done where the conversation is held: beside a form on the screen, or in lines."""

    def run(self, action: str, argument: str, document: Document) -> tuple[Part, ...] | None:
        """Carry out an action of the table and say what came of it; None where it cannot be."""


@dataclass(frozen=True)
class Reply:
    """What is said to a line; `is_over` when the user has left."""

    parts: tuple[Part, ...]
    is_over: bool = False


class Conversation:
    """A dialogue and the document it is about, which may be changed by others meanwhile."""

    def __init__(self, document: Document, aids: Aids, hands: Hands) -> None:
        self.document = document
        self.state = State(document.evaluation)
        self._aids = aids
        self._hands = hands

    def begin(self) -> Reply:
        """Say the first words: what is next."""
        return Reply(self._ask())

    def say(self, line: str) -> Reply:
        """Take a line of the user's."""
        turn = step(self.state.on(self.document.evaluation), line, self._aids)
        self.state = turn.state
        if turn.edits:
            self.document.put_all(turn.edits)
        if not turn.orders:
            self.state = self.state.on(self.document.evaluation)
            return Reply(turn.parts)
        parts = turn.parts
        for order in turn.orders:
            if isinstance(order, Leave):
                return Reply((*parts, *self._save()), is_over=True)
            parts += self._carry_out(order)
        return Reply((*parts, *self._ask()))

    def _ask(self) -> tuple[Part, ...]:
        turn = ask(self.state.on(self.document.evaluation), self._aids)
        self.state = turn.state
        return turn.parts

    def _carry_out(self, order: Order) -> tuple[Part, ...]:
        match order:
            case TakeBack(steps):
                return self._take_back(steps)
            case Save():
                return self._save()
            case Run(action, argument):
                done = self._hands.run(action, argument, self.document)
                return (Fail("这里做不了这件事。"),) if done is None else done
        return ()

    def _take_back(self, steps: int) -> tuple[Part, ...]:
        walk = self.document.undo if steps > 0 else self.document.redo
        done = [path for path in (walk() for _ in range(abs(steps))) if path]
        verb = "撤销" if steps > 0 else "重做"
        return (Echo(f"已{verb}{len(done)}步"),) if done else (Explain(f"没有可以{verb}的。"),)

    def _save(self) -> tuple[Part, ...]:
        try:
            self.document.save()
        except StorageError as error:
            return (Fail(str(error)),)
        return (Echo("已保存"),)
