"""What the tests of several rooms share."""

import gc
import shutil
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from perftui.resources import sample_projects

# How fast a machine is decides nothing.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
# Collecting garbage among all that tests import and make costs a sixth of their time.
gc.set_threshold(200_000, 20, 100)

LONGEST_ID = 60


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every collection of garbage from here on."""
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test after the beginning of a long text: workers send one another its whole name."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_ID:
        return f"{val[: LONGEST_ID // 2]!r}... of {len(val)}"
    return None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the sample forms; the path is relative, so that screens show the same everywhere."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_projects(), "自评表")
    return Path("自评表")


@pytest.fixture(scope="session")
def data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a name for one folder after the other; counting those there are takes ever longer."""
    shared = tmp_path_factory.mktemp("data")
    return (shared / str(number) for number in count())


@pytest.fixture(autouse=True)
def data_folder(data_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep each test's library in a folder of its own, never in the user's."""
    kept = next(data_folders)
    kept.mkdir()
    monkeypatch.setenv("PERFTUI_DATA", str(kept))
    return kept


class NetworkUsedError(AssertionError):
    """Something in the program has gone to the network."""


class Network:
    """Which sockets may be opened: none, but in tests marked so those of this very machine.

    Python tells of each socket before it is used, whoever uses it. What was refused is kept, since
    whoever tried may have borne the refusal in silence.
    """

    families = (2, 10, 23, 30)  # IPv4, and IPv6 on Linux, Windows and macOS

    def __init__(self) -> None:
        self.is_loopback_open = False
        self.refused: list[str] = []

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._is_allowed(event, arguments):
            self.refused.append(f"{event}{arguments[1:]}")
            raise NetworkUsedError(self.refused[-1])

    def _is_allowed(self, event: str, arguments: tuple[Any, ...]) -> bool:
        match event, arguments:
            case "socket.__new__", (_, family, *_):
                return family not in self.families or self.is_loopback_open
            case "socket.connect" | "socket.bind" | "socket.sendto", (_, (host, *_)):
                return self.is_loopback_open and _is_here(host)
            case "socket.getaddrinfo", (host, *_):
                return self.is_loopback_open and _is_here(host)
            case ("socket.gethostbyname" | "socket.gethostbyaddr", _):
                return False
        return True


def _is_here(host: object) -> bool:
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


NETWORK = Network()


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Tell of sockets; a plain function, as Python asks a method thrice as long, at each `id`."""
    if event[:7] == "socket.":
        NETWORK.hear(event, arguments)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "loopback: it may talk with a server on this machine")
    sys.addaudithook(watch)


@pytest.fixture(autouse=True)
def network(request: pytest.FixtureRequest) -> Iterator[Network]:
    """Fail a test in which something went to the network, or to this machine unless marked."""
    NETWORK.is_loopback_open = request.node.get_closest_marker("loopback") is not None
    yield NETWORK
    NETWORK.is_loopback_open = False
    refused, NETWORK.refused = NETWORK.refused, []
    assert not refused, refused
