"""Things done when typing pauses: the last wish of each name, once."""

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer


class Pauses:
    """Puts actions off until nothing of their name has been asked for a while."""

    def __init__(self, owner: MessagePump) -> None:
        self._owner = owner
        self._waiting: dict[str, tuple[Timer, Callable[[], None]]] = {}

    def later(self, name: str, delay: float, act: Callable[[], None]) -> None:
        """Do something after a delay in seconds, instead of what waits under this name."""
        if name in self._waiting:
            self._waiting[name][0].stop()
        timer = self._owner.set_timer(delay, lambda: self._do(name))
        self._waiting[name] = (timer, act)

    def settle(self) -> bool:
        """Do at once all that waits; False if nothing does."""
        waiting = tuple(self._waiting)
        for name in waiting:
            self._do(name)
        return bool(waiting)

    def _do(self, name: str) -> None:
        if name in self._waiting:  # a timer may fire once more after it was settled
            timer, act = self._waiting.pop(name)
            timer.stop()
            act()
