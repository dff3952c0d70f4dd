"""A form opened again on the screen: what is said of it, and what was being typed goes on."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from perftui.evaluation.history.sources import FOUND_AGAIN
from perftui.jobs.reopening import TALK, Reopened, has_place, reopened
from perftui.tui.bindings import key_of

if TYPE_CHECKING:
    from perftui.tui.screens.editor import EditorScreen

_SHOWN_FOR = 90


class ReopenedBar(Static):
    """Lines above the form, only where there is something to say.

    They go once the changes were looked at, or when they have stood a while.
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, told: Reopened) -> None:
        """Say what was found, and which keys help."""
        lines = [Content.styled(line, "bold") for line in told.lines]
        said = Content("\n").join(lines)
        if told.has_changes:
            look, undo = key_of(self, "editor.history"), key_of(self, "editor.undo")
            keys = f"{look} 看改了哪些{f'，{undo} 一步步撤销' if told.recovered else ''}"
            is_short = lines[-1].cell_length + cell_len(keys) < self.app.size.width - 4
            said = Content.assemble(said, "  " if is_short else "\n", keys)
        self.update(said)
        self.set_class(bool(lines), "-shown")
        if lines:
            self.set_timer(_SHOWN_FOR, self.hide)

    def hide(self) -> None:
        """Give the room back to the form."""
        self.remove_class("-shown")


async def reopen(screen: "EditorScreen", *, talks: bool) -> None:
    """Say what was found when the form was opened, and go on with what was being typed.

    Who comes to talk is only told of what was being typed into a field.
    """
    document = screen.document
    found = document.taken_up
    told = reopened(found, document.profile, datetime.now(UTC))
    screen.query_one(ReopenedBar).show(told)
    if told.has_changes:
        screen.save_soon()
    typing = found.typing if found else None
    if typing is None:
        return
    if typing.path == TALK:
        await screen.talk.open()
        screen.talk.write_again(typing.text)
    elif not talks and has_place(document.evaluation, typing.path, document.profile):
        await screen.go_to(typing.path)
        if not screen.section.write_again(typing.path, typing.text):
            with document.coming_from(FOUND_AGAIN):
                document.set(typing.path, typing.text)
            await screen.show_document()
