"""A program that was killed while a form was open in it, for tests of what comes after."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest


@contextmanager
def killed() -> Iterator[pytest.MonkeyPatch]:
    """Let what is done within be done by a process that has ended, and closed nothing.

    Whatever else is patched within is as before behind it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "getpid", _of_one_that_ended)
        yield patch


@cache
def _of_one_that_ended() -> int:
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid
