"""What a process may take: memory, time of a task, files. Windows has no such limits."""

import math
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEMORY = 2**30
"""How many bytes of memory a process may take beyond what it has when it is confined."""

_OWN_SIZE = Path("/proc/self/statm")


def confine(*, may_write: bool = False) -> None:
    """Limit this process from here on: its memory, and unless it `may_write` its files.

    It leaves no picture of its memory on the disk when it is ended.
    """
    if resource is None:
        return
    _limit(resource.RLIMIT_CORE, 0)
    if not may_write:
        sys.dont_write_bytecode = True
        _limit(resource.RLIMIT_FSIZE, 0)
    with suppress(OSError, ValueError, IndexError):  # where the system does not tell its size
        pages = int(_OWN_SIZE.read_text("ascii").split()[0])
        _limit(resource.RLIMIT_AS, pages * os.sysconf("SC_PAGE_SIZE") + MEMORY)


def allow(seconds: float) -> None:
    """Have the system end this process when it has computed for so many seconds more."""
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = math.ceil(time.process_time() + seconds)
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _limit(what: int, most: int) -> None:
    """Set a limit that cannot be lifted; one that is tighter already stays."""
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):  # some systems know a limit and do not take it
        resource.setrlimit(what, (most, most))
