"""Names of files in UTF-8, whatever the locale says."""

import contextlib
import os
import sys

_NAME = "自评表"


def name_files_in_utf8() -> None:
    """Begin the program anew in Python's UTF-8 mode, where files cannot be named in Chinese.

    How Python names files is settled before anything of the program runs. Where it cannot be begun
    anew it goes on, and `perftui doctor` says what to do.
    """
    if sys.flags.utf8_mode or not sys.orig_argv or _can_name(sys.getfilesystemencoding()):
        return
    command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    with contextlib.suppress(OSError):
        os.execve(sys.executable, command, os.environ | {"PYTHONUTF8": "1"})


def _can_name(encoding: str) -> bool:
    try:
        _NAME.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
