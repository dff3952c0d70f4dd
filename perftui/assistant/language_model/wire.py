"""A connection on which no wait outlasts its limit, however slowly the other side talks."""

import io
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from perftui.assistant.language_model.faults import Fault, ModelError
from perftui.assistant.language_model.stopping import Stop
from perftui.jobs.loopback import Place

Clock = Callable[[], float]
_KINDS = {ConnectionRefusedError: Fault.REFUSED, ssl.SSLError: Fault.NOT_SECURE}


@dataclass(frozen=True)
class Limits:
    """How long is waited, in seconds: for a connection, a first word, a next one, for all of it.

    `text` is how many bytes an answer may have, `wire` how many may come with all around it.
    """

    connect: float = 2.0
    first: float = 20.0
    idle: float = 10.0
    total: float = 60.0
    text: int = 65_536
    wire: int = 2_000_000


class Wire:
    """A socket as `http.client` wants one, with a deadline that each read keeps to."""

    def __init__(self, connected: socket.socket, limits: Limits, clock: Clock = time.monotonic):
        self._socket = connected
        self._limits = limits
        self._clock = clock
        now = clock()
        self._end = now + limits.total
        self._next, self._why = now + limits.first, Fault.NO_TOKEN
        self.received = 0

    def heard_a_word(self) -> None:
        """Wait for the next word from now on."""
        self._next, self._why = self._clock() + self._limits.idle, Fault.IDLE

    def sendall(self, content: bytes) -> None:
        """Send bytes."""
        self._waiting(lambda: self._socket.sendall(content))

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what comes as a file; it is only read."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Leave it open: it is closed where it was opened."""

    def receive_into(self, buffer: Any) -> int:
        """Read what has come, or wait for it; raises ModelError when time is up."""
        count: int = self._waiting(lambda: self._socket.recv_into(buffer))
        self.received += count
        if self.received > self._limits.wire:
            raise ModelError(Fault.TOO_LONG)
        return count

    def _waiting(self, work: Callable[[], Any]) -> Any:
        until, why = min((self._next, self._why), (self._end, Fault.TOO_SLOW))
        left = until - self._clock()
        if left <= 0:
            raise ModelError(why)
        self._socket.settimeout(left)
        try:
            return work()
        except TimeoutError:
            raise ModelError(why) from None


class _Incoming(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.receive_into(buffer)


def connected(
    places: Iterable[Place], host: str, is_secure: bool, patience: float, stop: Stop
) -> socket.socket:
    """Connect to the first place that takes it; raises ModelError."""
    end = time.monotonic() + patience
    fault = Fault.NO_CONNECTION
    for family, address in places:
        left = end - time.monotonic()
        if stop.is_pulled or left <= 0:
            break
        one = socket.socket(family, socket.SOCK_STREAM)
        stop.hold(one)
        try:
            one.settimeout(left)
            one.connect(address)
            if is_secure:
                one = ssl.create_default_context().wrap_socket(one, server_hostname=host)
                stop.hold(one)
            return one
        except OSError as error:
            one.close()
            fault = next((f for kind, f in _KINDS.items() if isinstance(error, kind)), fault)
    raise ModelError(Fault.STOPPED if stop.is_pulled else fault)
