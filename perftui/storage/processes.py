"""Processes of this machine: which is alive, and since when."""

import os
from pathlib import Path

_LINUX_PROCESSES = Path("/proc")
_ENDED = "Z"  # what nobody has asked how it ended
_START_OF_PROCESS = 19  # what is 22nd on the line of a process, behind its name in brackets

TELLS = os.name == "posix"
"""Whether the system tells if a process lives."""


def is_alive(pid: int) -> bool:
    """Whether there is a process of a number; where the system does not tell, there is."""
    if not TELLS:  # asking there would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return _facts_of(pid)[:1] != [_ENDED]


def start_of(pid: int) -> str:
    """Return when a process has begun, as the system counts it; "" where it does not tell."""
    facts = _facts_of(pid)
    return facts[_START_OF_PROCESS] if len(facts) > _START_OF_PROCESS else ""


def is_gone(pid: int, started: str) -> bool:
    """Whether the process of a number that began then, as `start_of` told it, has ended."""
    if pid <= 0:
        return False
    if not is_alive(pid):
        return True
    begun = start_of(pid)  # of other users' processes it may be hidden
    return bool(started and begun) and started != begun


def _facts_of(pid: int) -> list[str]:
    """Return what the system tells of a process, behind its name; nothing where it does not."""
    try:
        line = (_LINUX_PROCESSES / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return []
    return line.rpartition(")")[2].split()


def numbering() -> str:
    """Return what tells apart machines of one name, and containers, by whose numbers are alike.

    It is another one each time a machine starts; "" where the system does not tell.
    """
    try:
        boot = (_LINUX_PROCESSES / "sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot}/{(_LINUX_PROCESSES / 'self/ns/pid').readlink()}"
    except (OSError, ValueError):
        return ""
