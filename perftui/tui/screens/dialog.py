"""What all dialogs have in common."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog that is closed once: by a second key textual would close the screen beneath it."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with a result, unless it has been closed already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
