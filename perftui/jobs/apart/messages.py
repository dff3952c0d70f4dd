"""Messages between two processes: parts of bytes, each behind the number of its bytes."""

import struct
from collections.abc import Sequence
from typing import IO

Message = tuple[bytes, ...]

LARGEST = 128 * 2**20
"""The most bytes of a part."""

_MOST_PARTS = 1000
_NUMBER = struct.Struct(">I")


class BrokenMessageError(Exception):
    """What came is no message, or the other process has ended."""


def send(pipe: IO[bytes], message: Sequence[bytes]) -> None:
    """Send a message; raises OSError where nobody is there to read it."""
    pipe.write(_NUMBER.pack(len(message)))
    for part in message:
        pipe.write(_NUMBER.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Message:
    """Wait for a message and return it; raises BrokenMessageError when there will be none."""
    parts = _number(pipe, _MOST_PARTS)
    return tuple(_exactly(pipe, _number(pipe, LARGEST)) for _ in range(parts))


def _number(pipe: IO[bytes], most: int) -> int:
    (number,) = _NUMBER.unpack(_exactly(pipe, _NUMBER.size))
    if number > most:
        raise BrokenMessageError
    return int(number)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise BrokenMessageError
    return content
