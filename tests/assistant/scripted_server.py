"""A language model that answers by a script, on this machine, whatever it is asked."""

import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address
from threading import Event, Thread
from typing import Any

HERE = str(IPv4Address(socket.INADDR_LOOPBACK))
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
DONE = b"data: [DONE]\n\n"
HOLD = None
"""A step of the script: say nothing more, and keep the line open."""
Step = bytes | None


def event(text: str, **more: Any) -> bytes:
    """A piece of text, as an event of a stream."""
    data = {"choices": [{"index": 0, "delta": {"content": text}, **more}]}
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def said(*pieces: str) -> list[Step]:
    """The script of an answer that comes in pieces, and wholly."""
    return [HEAD, *map(event, pieces), DONE]


def status(code: int, *headers: str, body: bytes = b"{}") -> list[Step]:
    """The script of an answer that is none."""
    lines = [f"HTTP/1.1 {code} No", f"Content-Length: {len(body)}", *headers, "", ""]
    return ["\r\n".join(lines).encode() + body]


class ScriptedServer:
    """Serves one script after another; `asked` is what it was asked.

    With `ranks` that script is served, again and again, to who wants wordings put in order.
    """

    def __init__(
        self, scripts: Iterable[Iterable[Step]], ranks: Iterable[Step] | None = None
    ) -> None:
        self._ranks = None if ranks is None else list(ranks)
        self.requests: list[bytes] = []
        self.is_silent = Event()
        self._scripts = [list(script) for script in scripts]
        self._listener = socket.create_server((HERE, 0))
        self._listener.settimeout(10)
        self.port: int = self._listener.getsockname()[1]
        self._over = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        return f"{HERE}:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.name}/v1"

    @property
    def asked(self) -> list[dict[str, Any]]:
        return [json.loads(request.partition(b"\r\n\r\n")[2]) for request in self.requests]

    def close(self) -> None:
        self._over.set()
        with suppress(OSError):  # wakes who waits for a request
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        scripts = iter(self._scripts)
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                line.settimeout(5)
                try:
                    self._answer(line, scripts)
                except OSError:
                    continue  # who asked has hung up

    def _answer(self, line: socket.socket, scripts: Iterator[list[Step]]) -> None:
        request = _request(line)
        if self._ranks is not None and b'"response_format"' in request:
            self._play(self._ranks, line)
            return
        self.requests.append(request)
        self._play(next(scripts, []), line)

    def _play(self, script: list[Step], line: socket.socket) -> None:
        for step in script:
            if step is HOLD:
                self.is_silent.set()
                while not self._over.is_set() and line.recv(1):
                    continue
                return
            line.sendall(step)


def _request(line: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(65_536)
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        int(value)
        for name, _, value in (each.partition(b":") for each in head.split(b"\r\n"))
        if name.lower() == b"content-length"
    )
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body


@contextmanager
def serving(
    *scripts: Iterable[Step], ranks: Iterable[Step] | None = None
) -> Iterator[ScriptedServer]:
    """Serve scripts, one a request."""
    server = ScriptedServer(scripts, ranks)
    try:
        yield server
    finally:
        server.close()
