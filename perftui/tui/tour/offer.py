"""The tour offered, once: one key takes it, any other declines and does what it always does."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from perftui.tui.bindings import key_of
from perftui.tui.screens.dialog import Dialog


class OfferScreen(Dialog[bool]):
    """A line at the bottom over home, which stays in sight."""

    CSS_PATH = "offer.tcss"

    def compose(self) -> ComposeResult:
        """Lay out the offer."""
        later = key_of(self, "app.tour")
        yield Static(
            f"第一次用？回车走一遍示例（约两分钟），其他键跳过；以后可按 {later}。",
            markup=False,
        )

    async def on_event(self, event: events.Event) -> None:
        """Take any key, paste or click; what declines is handed on to home."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            event.stop()
            if not self.is_current:  # declined already, by a key before
                return
            self.dismiss(isinstance(event, events.Key) and event.key == "enter")
            if isinstance(event, events.Key) and event.key != "enter":
                self._hand_on(events.Key(event.key, event.character))
            elif isinstance(event, events.Paste):
                self._hand_on(events.Paste(event.text))
        else:
            await super().on_event(event)

    def _hand_on(self, event: events.Event) -> None:
        self.app.call_later(self.app.post_message, event)
