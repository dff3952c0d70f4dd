"""Where a server may be reached: on this machine, and on others only if the user has named them."""

import socket
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from threading import Thread
from typing import Any

from perftui.storage.own_settings import Server

Place = tuple[socket.AddressFamily, tuple[Any, ...]]
"""A family of addresses, and an address of it as sockets take them."""
Lookup = Callable[..., Iterable[tuple[Any, ...]]]


class UnreachableError(Exception):
    """A server that must not be asked, or cannot be found. Its message is for the user."""


def places_of(
    server: Server, patience: float = 2.0, look_up: Lookup | None = None
) -> tuple[Place, ...]:
    """Return the very addresses to connect to; raises UnreachableError.

    What was found is what must be connected to: a name that is looked up again may then lead
    elsewhere.
    """
    found = _looked_up(server, patience, look_up or socket.getaddrinfo)
    if not found:
        raise UnreachableError(f"找不到语言模型所在的 {server.name}，请核对 address。")
    if not server.is_remote and not all(_is_here(address[0]) for _, address in found):
        raise UnreachableError(
            f"{server.name} 不在本机，没有发送。要用它，请在 allow_remote 里写上它。"
        )
    return found


def _looked_up(server: Server, patience: float, look_up: Lookup) -> tuple[Place, ...]:
    """Look a name up; a system that does not answer is not waited for."""
    found: list[Place] = []

    def work() -> None:
        try:
            answers = look_up(server.host, server.port, type=socket.SOCK_STREAM)
            found.extend((answer[0], answer[4]) for answer in answers)
        except (OSError, UnicodeError):
            return

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(patience)
    return tuple(dict.fromkeys(found))


def _is_here(address: object) -> bool:
    try:
        return ip_address(str(address)).is_loopback
    except ValueError:
        return False
