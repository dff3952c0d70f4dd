"""The conversation so far, the last words at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer

from perftui.tui.form.dialogue.words import Words

MOST = 200
"""How many paragraphs are kept on the screen."""
_AT_REST = 0.1


class Transcript(VerticalScroll, can_focus=False):
    """Follows what is said as long as its end is in sight."""

    @dataclass
    class Moved(Message):
        """Whether more stands below what is in sight has changed."""

        has_more: bool

    _room = 16
    _has_more = False
    _latest: Words | None = None
    _looking: Timer | None = None

    def on_mount(self) -> None:
        """Begin at the end."""
        self.anchor()

    def add(self, *words: Words) -> None:
        """Add what was said; the oldest words go when there are too many."""
        said = list(self.query_children(Words))
        for one in said:
            one.become_past()
        for one in words:
            one.lay_out(self._room)
        self.mount_all(words)
        self._drop_oldest([*said, *words])
        self._look()

    def _drop_oldest(self, said: Sequence[Words]) -> None:
        count = sum(len(one.paragraphs) for one in said)
        for one in said[:-1]:
            if count <= MOST:
                break
            count -= len(one.paragraphs)
            one.remove()

    def go_to(self, words: Words) -> None:
        """Show the end of what was said, and follow from here; of a long turn show its beginning.

        `words` are what the turn begins with.
        """
        self._latest = words
        self.anchor()
        self.call_after_refresh(self._keep_in_sight, words)

    def _keep_in_sight(self, words: Words, tries: int = 5) -> None:
        if words is not self._latest or not words.is_attached:
            return
        place = words.virtual_region
        if place.height == 0 and tries:  # not laid out yet
            self.call_after_refresh(self._keep_in_sight, words, tries - 1)
        elif place.height and place.y < self.scroll_y:
            self.scroll_to(y=place.y, animate=False)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Follow what is in sight."""
        super().watch_scroll_y(old, new)
        self._look()

    def _look(self) -> None:
        """Tell whether more stands below what is in sight, once this has come to rest."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(_AT_REST, self._tell)

    def _tell(self) -> None:
        has_more = self.max_scroll_y > max(self.scroll_y, 0)
        if has_more != self._has_more:
            self._has_more = has_more
            self.post_message(self.Moved(has_more))

    def turn(self, by: int) -> None:
        """Scroll by a page, a line of the old one staying in sight."""
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)

    def on_resize(self) -> None:
        """Break all lines for the new width, which is 0 while this is hidden."""
        self._room = self.scrollable_content_region.width or self._room
        for one in self.query_children(Words):
            one.lay_out(self._room)
        self._look()
