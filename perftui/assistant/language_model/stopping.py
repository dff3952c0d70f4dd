"""`Stop`, by which a request is given up from another thread, at once."""

import socket
from contextlib import suppress
from threading import Lock


class Stop:
    """Pulled once, it ends the request it was given to: whatever waits on its socket returns."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._is_pulled = False

    @property
    def is_pulled(self) -> bool:
        """Whether the request is given up."""
        return self._is_pulled

    def pull(self) -> None:
        """Give the request up."""
        with self._lock:
            self._is_pulled = True
            if self._socket is not None:
                _shut(self._socket)

    def hold(self, one: socket.socket | None) -> None:
        """Take the socket that is to be shut; None when it is done with."""
        with self._lock:
            self._socket = one
            if one is not None and self._is_pulled:
                _shut(one)


def _shut(one: socket.socket) -> None:
    # Of the class itself: a secured socket would throw its keys away under who reads it.
    with suppress(OSError):
        socket.socket.shutdown(one, socket.SHUT_RDWR)
