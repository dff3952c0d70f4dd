"""`Holder`, who fills in a form: what a lock says of it, and whether they still do."""

import json
import os
import platform
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from perftui.evaluation.history.telling import when
from perftui.evaluation.safe_text import safe_text
from perftui.storage.processes import TELLS, is_gone, numbering, start_of
from perftui.storage.user_data import login_name

EVERY = 30.0
"""Seconds after which who holds a lock touches it again."""

_TEXTS = ("user", "host", "started", "numbering")
_TOO_QUIET = 3 * EVERY
_DEAD = 6 * EVERY


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: the user, on which machine, in which process, since when.

    `started` and `numbering` tell a process from others of the same number, where the system tells
    them. `quiet` is for how many seconds the lock had not been touched when it was found.
    """

    user: str
    host: str
    pid: int
    since: datetime | None
    started: str = ""
    numbering: str = ""
    quiet: float = field(default=0.0, compare=False)

    @property
    def is_here(self) -> bool:
        """Whether it is this very process."""
        return self == replace(me(), since=self.since)

    @property
    def is_gone(self) -> bool:
        """Whether it was a process of this machine that has ended."""
        return self._is_of_this_machine and is_gone(self.pid, self.started)

    @property
    def is_dead(self) -> bool:
        """Whether it has certainly ended, or is elsewhere and has not been heard of for long."""
        return self.is_gone or (self.quiet > _DEAD and not self._lives_here)

    @property
    def is_quiet(self) -> bool:
        """Whether it should have been heard of meanwhile, and may have ended."""
        return self.quiet > _TOO_QUIET

    @property
    def is_own(self) -> bool:
        """Whether it is, or was, a program of this user on this machine."""
        return self.user == login_name() and self.host == platform.node()

    @property
    def is_own_window(self) -> bool:
        """Whether it is another program of this user on this machine, which lives."""
        return self.is_own and self._lives_here and not self.is_here

    @property
    def _lives_here(self) -> bool:
        knows = TELLS and self.pid > 0 and self._is_of_this_machine
        return knows and not is_gone(self.pid, self.started)

    @property
    def _is_of_this_machine(self) -> bool:
        ours = numbering()
        is_alike = self.numbering == ours or not (self.numbering and ours)
        return is_alike and self.host == platform.node()


def me() -> Holder:
    """Return this process, from now on."""
    pid = os.getpid()
    now = datetime.now(UTC)
    return Holder(login_name(), platform.node(), pid, now, start_of(pid), numbering())


def content_of(holder: Holder) -> bytes:
    """Return what is written into a lock."""
    since = holder.since.isoformat() if holder.since else ""
    data = {"user": holder.user, "host": holder.host, "pid": holder.pid, "since": since}
    data |= {"started": holder.started, "numbering": holder.numbering}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def holder_of(content: bytes, quiet: float = 0.0) -> Holder:
    """Return who wrote a lock; nobody known where that cannot be told."""
    try:
        data = json.loads(content)
        user, host, started, number = (_line(data.get(key, "")) for key in _TEXTS)
        since = datetime.fromisoformat(data["since"]) if data["since"] else None
        known = since if since and since.tzinfo else None
        return Holder(user, host, int(data["pid"]), known, started, number, quiet)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return Holder("", "", 0, None, quiet=quiet)


def told(holder: Holder, now: datetime) -> str:
    """Say who fills in a form, where and since when, and whether they may have left."""
    if holder.is_own_window:
        return f"您{_since(holder, now)}在另一个窗口里开着这份表。{_silence(holder)}"
    return f"{_who(holder, now)}填着这份表。{_silence(holder)}"


def told_taken_over(holder: Holder, now: datetime) -> str:
    """Say from whom a form was taken over."""
    return f"这份表现在由您来填，原来是{_who(holder, now)}填。"


def _who(holder: Holder, now: datetime) -> str:
    who = f"{holder.user} " if holder.user else "别人"
    place = f"在 {holder.host} 上" if holder.host else "在别处"
    return f"{who}{_since(holder, now)}{place}"


def _since(holder: Holder, now: datetime) -> str:
    return f"从{when(holder.since, now)} 起" if holder.since else ""


def _silence(holder: Holder) -> str:
    if not holder.is_quiet:
        return ""
    minutes = int(holder.quiet // 60)
    length = f"{minutes}分钟" if minutes < 120 else f"{minutes // 60}小时"
    return f"那边已有{length}没有动静，可能已经不在填了。"


def _line(value: object) -> str:
    return " ".join(safe_text(str(value)).split())
