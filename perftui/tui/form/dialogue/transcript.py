"""The conversation so far, the last words at the bottom."""

from collections.abc import Sequence

from textual.containers import VerticalScroll

from perftui.tui.form.dialogue.words import Words

MOST = 200
"""How many paragraphs are kept on the screen."""


class Transcript(VerticalScroll, can_focus=False):
    """Follows what is said as long as its end is in sight."""

    _room = 16

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

    def _drop_oldest(self, said: Sequence[Words]) -> None:
        count = sum(len(one.paragraphs) for one in said)
        for one in said[:-1]:
            if count <= MOST:
                break
            count -= len(one.paragraphs)
            one.remove()

    def go_to_end(self) -> None:
        """Show the last words, and follow from here."""
        self.anchor()

    def turn(self, by: int) -> None:
        """Scroll by a page, a line of the old one staying in sight."""
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)

    def on_resize(self) -> None:
        """Break all lines for the new width, which is 0 while this is hidden."""
        self._room = self.scrollable_content_region.width or self._room
        for one in self.query_children(Words):
            one.lay_out(self._room)
