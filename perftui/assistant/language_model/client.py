"""A request to a language model and its answer, by `http.client` alone: no proxy, no redirect."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from perftui.assistant.language_model.events import events
from perftui.assistant.language_model.faults import Fault, ModelError, fault_of_status
from perftui.assistant.language_model.stopping import Stop
from perftui.assistant.language_model.wire import Limits, Wire, connected
from perftui.jobs.loopback import UnreachableError, places_of
from perftui.storage.own_settings import Server

_PIECE = 4096
_LAST = "[DONE]"
OnText = Callable[[str], None]


@dataclass(frozen=True)
class Answer:
    """What came, and why it is not all; `received` counts the bytes."""

    text: str
    fault: str = ""
    received: int = 0


def converse(
    server: Server,
    body: bytes,
    key: str = "",
    on_text: OnText = lambda _: None,
    stop: Stop | None = None,
    limits: Limits | None = None,
) -> Answer:
    """Send a request and return what is answered, however it ends; `on_text` hears it grow."""
    hearing = _Hearing(on_text)
    stop, limits = stop or Stop(), limits or Limits()
    try:
        hearing.hear(server, body, key, stop, limits)
    except (ModelError, UnreachableError) as error:
        fault = str(error)
    except KeyboardInterrupt:
        fault = Fault.STOPPED
    except (OSError, HTTPException, ValueError, RecursionError):
        fault = Fault.BROKEN
    else:
        fault = ""
    if stop.is_pulled:
        fault = Fault.STOPPED
    return Answer(hearing.text, fault, hearing.received)


class _Hearing:
    """What has been heard so far."""

    def __init__(self, on_text: OnText) -> None:
        self._said: list[str] = []
        self._size = 0
        self._on_text = on_text
        self._wire: Wire | None = None

    @property
    def text(self) -> str:
        return "".join(self._said)

    @property
    def received(self) -> int:
        return self._wire.received if self._wire else 0

    def hear(self, server: Server, body: bytes, key: str, stop: Stop, limits: Limits) -> None:
        """Ask, and hear the answer to its end; raises what went wrong."""
        headers = _headers(key)
        places = places_of(server, limits.connect)
        with connected(places, server.host, server.is_secure, limits.connect, stop) as one:
            try:
                self._wire = Wire(one, limits)
                response = _asked(self._wire, server, body, headers)
                with response:
                    if fault := fault_of_status(response.status):
                        raise ModelError(fault)
                    self._listen(response, limits)
            finally:
                stop.hold(None)
        if not self.text.strip():
            raise ModelError(Fault.EMPTY)

    def _listen(self, response: HTTPResponse, limits: Limits) -> None:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise ModelError(Fault.NOT_AS_AGREED)
        if response.headers.get_content_type() == "application/json":
            whole = b"".join(_pieces(response))
            self._take(_choice(_parsed(whole)), "message", limits)
            return
        is_finished = is_event = False
        for data in events(_pieces(response)):
            is_event = True
            if data.strip() == _LAST:
                return
            is_finished = self._take(_choice(_parsed(data)), "delta", limits) or is_finished
        if not is_finished:
            raise ModelError(Fault.BROKEN if is_event or self._said else Fault.NOT_AS_AGREED)

    def _take(self, choice: dict[str, Any], part: str, limits: Limits) -> bool:
        """Take what a choice adds to the text; whether it says that it is the last."""
        said = choice.get(part)
        content = said.get("content") if isinstance(said, dict) else None
        if isinstance(content, str) and content:
            self._size += len(content.encode("utf-8", "replace"))
            if self._size > limits.text:
                raise ModelError(Fault.TOO_LONG)
            self._said.append(content)
            if self._wire:
                self._wire.heard_a_word()
            self._on_text(self.text)
        if choice.get("finish_reason") == "length":
            raise ModelError(Fault.CUT_SHORT)
        return bool(choice.get("finish_reason"))


def _asked(wire: Wire, server: Server, body: bytes, headers: dict[str, str]) -> HTTPResponse:
    connection = HTTPConnection(server.host, server.port)
    connection.sock = wire
    connection.request("POST", f"{server.path}/chat/completions", body, headers)
    return connection.getresponse()


def _headers(key: str) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "text/event-stream",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if key and not (key.isascii() and key.isprintable()):
        raise ModelError(Fault.BAD_KEY)
    return headers | ({"Authorization": f"Bearer {key}"} if key else {})


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(_PIECE):
        yield piece


def _parsed(data: str | bytes) -> Any:
    try:
        return json.loads(data)
    except UnicodeDecodeError:
        raise ModelError(Fault.NOT_UTF8) from None
    except (ValueError, RecursionError):
        raise ModelError(Fault.NOT_AS_AGREED) from None


def _choice(event: Any) -> dict[str, Any]:
    """Return the one choice of an event; some events, such as counts of tokens, have none."""
    if not isinstance(event, dict) or "error" in event:
        fault = Fault.SERVER_FAILED if isinstance(event, dict) else Fault.NOT_AS_AGREED
        raise ModelError(fault)
    choices = event.get("choices")
    if choices == []:
        return {}
    if isinstance(choices, list) and isinstance(choices[0], dict):
        return choices[0]
    raise ModelError(Fault.NOT_AS_AGREED)
