"""The events of a stream, as servers send them to those who listen (text/event-stream)."""

from collections.abc import Iterable, Iterator

from perftui.assistant.language_model.faults import Fault, ModelError


def events(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the data of each event; raises ModelError for bytes that are no UTF-8.

    What stands behind the last blank line is an event that did not wholly come, and is none.
    """
    data: list[str] = []
    for line in _lines(pieces):
        if line:
            name, _, value = line.partition(":")
            if name == "data":
                data.append(value.removeprefix(" "))
        elif data:
            yield "\n".join(data)
            data = []


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines that have ended, without their ends."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            try:
                yield line.removesuffix(b"\r").decode("utf-8")
            except UnicodeDecodeError:
                raise ModelError(Fault.NOT_UTF8) from None
