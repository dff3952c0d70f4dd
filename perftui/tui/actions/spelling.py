"""The pinyin of the actions, loaded off the screen's thread when it is first wanted."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

Spelled = Callable[[Mapping[str, str]], None]

_loaded: dict[str, str] = {}


class Spelling:
    """Fetches the syllables of all names on behalf of a screen; the table takes 230 ms to load."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    def load(self, then: Spelled) -> None:
        """Call back with the syllables by text: at once if they are known, else when they are."""
        if _loaded:
            then(_loaded)
        else:
            self._screen.run_worker(lambda: self._fetch(then), thread=True, group="spelling")

    def _fetch(self, then: Spelled) -> None:
        from perftui.jobs.action_search import spelled

        _loaded.update(spelled())
        self._screen.app.call_from_thread(self._hand_over, then)

    def _hand_over(self, then: Spelled) -> None:
        if self._screen.is_attached:
            then(_loaded)
