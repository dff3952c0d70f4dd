"""`FormLock`, a file beside a form that says who is filling it in: `.~lock.<name>#`.

It is made only where there is none, so that of two who come at once one is told of the other. It
informs, it does not protect: a form is never refused because its folder takes no lock.
"""

import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from perftui.evaluation.history.telling import when
from perftui.evaluation.safe_text import safe_text
from perftui.storage.errors import shown
from perftui.storage.user_data import login_name

_LARGEST = 4096
_LINUX_PROCESSES = Path("/proc")
_START_OF_PROCESS = 19  # what is 22nd on the line of a process, behind its name in brackets


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: the user, on which machine, in which process, since when.

    `started` tells a process from a later one of the same number, where the system tells it.
    """

    user: str
    host: str
    pid: int
    since: datetime | None
    started: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is this very process."""
        return self == replace(_me(), since=self.since)

    @property
    def is_gone(self) -> bool:
        """Whether it was a process of this machine that has ended."""
        if self.host != platform.node() or self.pid <= 0:
            return False
        if not _is_alive(self.pid):
            return True
        return bool(self.started) and self.started != _start_of(self.pid)


class FormLock:
    """The lock of one form, taken and given back."""

    def __init__(self, form: Path) -> None:
        real = Path(os.path.realpath(form))
        self.file = real.with_name(f".~lock.{real.name}#")
        self._mine: bytes | None = None

    def take(self) -> Holder | None:
        """Take the lock; returns who holds it if that is somebody else, else None.

        Where none can be written the form is free, too.
        """
        mine = _content(_me())
        for _ in range(3):  # one that was left behind is cleared away first
            with suppress(FileExistsError):
                self._mine = mine if _made(self.file, mine) else None
                return None
            found = _read(self.file)
            if found is None:  # it was given back meanwhile
                continue
            holder = _holder(found)
            if holder.is_here:
                return None
            if not (holder.is_gone and _cleared(self.file, found)):
                return holder
        return None

    def give_back(self) -> None:
        """Take the lock away, if it is the one that was taken here."""
        mine, self._mine = self._mine, None
        if mine is not None and _read(self.file) == mine:
            with suppress(OSError):
                self.file.unlink()


def told(holder: Holder, lock: FormLock, form: Path) -> str:
    """Say who is filling in a form, since when, and what to do."""
    who = holder.user or "别人"
    place = f"在 {holder.host} 上" if holder.host else ""
    since = f"从{when(holder.since, datetime.now().astimezone())} 起" if holder.since else ""
    return (
        f"「{shown(form)}」{since}正由 {who} {place}填写，请等对方退出再来；"
        f"确知没有人在填，就删去它旁边的「{shown(Path(lock.file.name))}」。"
    )


def _me() -> Holder:
    pid = os.getpid()
    return Holder(login_name(), platform.node(), pid, datetime.now(UTC), _start_of(pid))


def _made(file: Path, content: bytes) -> bool:
    """Make a file that is not there; raises FileExistsError, returns False if it cannot be made."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as lock:
            lock.write(content)
    except OSError:  # a full disk: an empty lock would keep everybody out
        with suppress(OSError):
            file.unlink()
        return False
    return True


def _cleared(file: Path, content: bytes) -> bool:
    """Take away a lock that was left behind; False if it is another one by now."""
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.rename(aside)
        if _read(aside) == content:
            aside.unlink()
            return True
        with suppress(OSError):  # somebody was faster: it is theirs again
            os.link(aside, file)
        aside.unlink()
    except OSError:
        pass
    return False


def _read(file: Path) -> bytes | None:
    """Return what a lock holds, None where there is none; nothing where it cannot be read."""
    try:
        with file.open("rb") as lock:
            return lock.read(_LARGEST)
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _content(holder: Holder) -> bytes:
    since = holder.since.isoformat(timespec="seconds") if holder.since else ""
    data = {"user": holder.user, "host": holder.host, "pid": holder.pid, "since": since}
    return json.dumps({**data, "started": holder.started}, ensure_ascii=False).encode()


def _holder(content: bytes) -> Holder:
    """Return who wrote a lock; nobody known where that cannot be told."""
    try:
        data = json.loads(content)
        user, host, started = (_line(data.get(key, "")) for key in ("user", "host", "started"))
        since = datetime.fromisoformat(data["since"])
        return Holder(user, host, int(data["pid"]), since if since.tzinfo else None, started)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Holder("", "", 0, None)


def _line(value: object) -> str:
    return " ".join(safe_text(str(value)).split())


def _is_alive(pid: int) -> bool:
    if os.name != "posix":  # asking there would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _start_of(pid: int) -> str:
    """Return when a process has begun, as the system counts it; "" where it does not tell."""
    try:
        line = (_LINUX_PROCESSES / str(pid) / "stat").read_text("utf-8", "replace")
        return line.rpartition(")")[2].split()[_START_OF_PROCESS]
    except (OSError, IndexError):
        return ""
