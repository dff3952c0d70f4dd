"""The lines at the top that say what to press next. They take room, so they cover nothing."""

from textual.content import Content
from textual.widgets import Static

from perftui.actions.keys import Keys


class Coach(Static):
    """One step of the tour in words. It cannot be focused and takes no key."""

    DEFAULT_CSS = """
    Coach {
        dock: top;
        height: auto;
        max-height: 5;
        padding: 0 1;
        background: $primary;
        color: $background;
    }
    """

    def __init__(self, text: Content) -> None:
        super().__init__(text, markup=False)


def in_words(number: int, count: int, says: str, keys: Keys) -> Content:
    """Return what the coach says at a step."""
    leave = f"（Esc 离开，{keys.label('app.tour')} 跳过）" if number < count else ""
    return Content.assemble((f"导览 {number}/{count}", "bold"), (leave, "italic"), "  ", says)
