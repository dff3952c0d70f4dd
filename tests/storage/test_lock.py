"""A lock tells who else is filling a form in, and never keeps anyone from a form for nothing."""

import errno
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from benchmarks.soak.locks import measure
from perftui import disk
from perftui.storage.holder import EVERY, Holder, told
from perftui.storage.lock import FormLock, clear_dead_locks
from perftui.storage.processes import is_gone, start_of
from perftui.storage.workspace import Workspace

NOBODY = 2**22 + 1  # more than there are processes
KILLED = """
import os, pathlib, sys
from perftui import disk
from perftui.storage.lock import FormLock

def hook(name, arguments, act):
    if name == "remove" and arguments[0].name.endswith("#"):
        os._exit(9)
    return act()

with disk.watched(hook):
    FormLock(pathlib.Path(sys.argv[1])).take()
"""
NOON = datetime(2026, 4, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "甲项目.perf.json"
    path.write_text("{}", "utf-8")
    return path


def written(form: Path, *, quiet: float = 0, **changed: object) -> Path:
    """Write a lock as another process would have left it, untouched for so many seconds."""
    data = {"user": "老王", "host": "pc-7", "pid": 4711, "since": "2026-04-20T15:30:00+08:00"}
    lock = form.with_name(f".~lock.{form.name}#")
    lock.write_text(json.dumps({**data, "started": "", **changed}, ensure_ascii=False), "utf-8")
    then = time.time() - quiet
    os.utime(lock, (then, then))
    return lock


def kept(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


# Taken, and given back.


def test_a_lock_lies_beside_the_form_until_it_is_given_back(form: Path) -> None:
    lock = FormLock(form)
    assert lock.take() is None
    file = form.parent / ".~lock.甲项目.perf.json#"
    assert (kept(file)["host"], kept(file)["pid"]) == (platform.node(), os.getpid())
    assert Workspace(form.parent).files() == [form]
    lock.give_back()
    assert list(form.parent.iterdir()) == [form]
    lock.give_back()


def test_this_process_may_take_its_own_lock_again(form: Path) -> None:
    first, second = FormLock(form), FormLock(form)
    assert first.take() is None
    assert second.take() is None
    second.give_back()
    assert first.file.exists()
    first.give_back()
    assert not first.file.exists()


@pytest.mark.parametrize("name", ["没有/甲.perf.json", f"{'长' * 80}.perf.json"])
def test_where_no_lock_can_be_written_the_form_is_free(tmp_path: Path, name: str) -> None:
    lock = FormLock(tmp_path / name)
    assert lock.take() is None
    lock.give_back()


def test_a_link_to_a_form_has_the_lock_of_the_form(form: Path) -> None:
    link = form.with_name("链接.perf.json")
    link.symlink_to(form)
    assert FormLock(link).file == FormLock(form).file


def test_a_program_that_ends_gives_its_locks_back(form: Path) -> None:
    script = "import sys, pathlib; from perftui.storage.lock import FormLock\n"
    script += "lock = FormLock(pathlib.Path(sys.argv[1])); assert lock.take() is None\n"
    script += "assert lock.file.exists(); raise SystemExit('a failure')"
    ended = subprocess.run([sys.executable, "-c", script, form], capture_output=True, check=False)
    assert ended.stderr.decode().strip() == "a failure"
    assert list(form.parent.iterdir()) == [form]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="POSIX processes")
def test_a_child_of_the_program_leaves_its_locks_alone(form: Path) -> None:
    lock = FormLock(form)
    lock.take()
    child = os.fork()
    if not child:
        lock.give_back()
        os._exit(0)
    os.waitpid(child, 0)
    assert lock.file.exists()
    lock.give_back()


@pytest.mark.parametrize("turn", range(14))
@pytest.mark.parametrize("is_stale", [False, True])
def test_no_failing_call_to_the_disk_fails_anything(
    form: Path, turn: int, *, is_stale: bool
) -> None:
    calls = []

    def fail(name: str, _: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        calls.append(name)
        if name == "pause":
            return None
        if len(calls) > turn:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return act()

    if is_stale:
        written(form, host=platform.node(), pid=NOBODY)
    lock = FormLock(form)
    with disk.watched(fail):
        lock.take()
        clear_dead_locks(form.parent)
        lock.give_back()
    for left in form.parent.glob(".~*"):  # what could be neither written nor removed
        os.utime(left, (0, 0))
    assert lock.take() is None
    lock.give_back()


# Touched while it is held.


class Pauses:
    """The pauses of a thread: each lasts until the next is asked for."""

    def __init__(self) -> None:
        self.lengths: Queue[float] = Queue()
        self._ends: Queue[None] = Queue()

    def __call__(self, seconds: float) -> None:
        self.lengths.put(seconds)
        self._ends.get()

    def pass_one(self) -> None:
        """Let the pause pass, and wait for what comes of it."""
        self._ends.put(None)
        assert self.lengths.get(timeout=10) == EVERY

    def begin(self) -> None:
        assert self.lengths.get(timeout=10) == EVERY

    def end(self) -> None:
        self._ends.put(None)


def test_a_lock_is_touched_while_it_is_held(form: Path) -> None:
    pauses = Pauses()
    lock = FormLock(form, pause=pauses)
    lock.take()
    pauses.begin()
    os.utime(lock.file, (0, 0))
    pauses.pass_one()
    assert lock.file.stat().st_mtime > 0
    lock.file.unlink()  # somebody tidied up
    pauses.pass_one()
    assert kept(lock.file)["pid"] == os.getpid()
    lock.give_back()
    pauses.end()
    assert list(form.parent.iterdir()) == [form]


def test_who_holds_a_lock_is_told_once_that_another_has_taken_it(form: Path) -> None:
    pauses, heard = Pauses(), Queue[Holder]()
    lock = FormLock(form, heard.put, pauses)
    lock.take()
    pauses.begin()
    file = written(form)
    before = file.stat().st_mtime_ns
    pauses.end()
    assert heard.get(timeout=10).user == "老王"
    lock.give_back()
    assert (kept(file)["user"], file.stat().st_mtime_ns) == ("老王", before)
    assert heard.empty()


# Somebody else's.


def test_another_ones_lock_is_respected_and_told(form: Path) -> None:
    file = written(form)
    lock = FormLock(form)
    holder = lock.take()
    assert holder is not None
    assert (holder.user, holder.host, holder.pid) == ("老王", "pc-7", 4711)
    assert told(holder, NOON) == "老王 从今天 07:30 起在 pc-7 上填着这份表。"
    lock.give_back()
    assert file.exists()


@pytest.mark.parametrize(
    ("quiet", "said"),
    [
        (29, "填着这份表。"),
        (100, "已有1分钟没有动静，可能已经不在填了。"),
        (7300, "已有2小时没有动静，可能已经不在填了。"),
    ],
)
def test_who_has_not_been_heard_of_may_have_left(quiet: float, said: str) -> None:
    holder = Holder("老王", "pc-7", 4711, NOON, quiet=quiet)
    assert told(holder, NOON).endswith(said)
    assert holder.is_quiet == ("可能" in said)


def test_another_window_of_the_same_user_is_told_as_that(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perftui.storage.holder.login_name", lambda: "老王")
    written(form, host=platform.node(), pid=os.getppid(), started=start_of(os.getppid()))
    holder = FormLock(form).take()
    assert holder is not None
    assert holder.is_own_window
    assert told(holder, NOON) == "您从今天 07:30 起在另一个窗口里开着这份表。"


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\x00", b"[]", b'{"pid": "x"}', b"[" * 9000, b",root,pc,20.04.2026 15:30,file;"],
    ids=["empty", "bytes", "a list", "no number", "deep", "another program's"],
)
def test_a_lock_that_cannot_be_read_is_somebodys(form: Path, content: bytes) -> None:
    lock = FormLock(form)
    lock.file.write_bytes(content)
    holder = lock.take()
    assert holder == Holder("", "", 0, None)
    assert told(holder, NOON) == "别人在别处填着这份表。"
    assert lock.file.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX files")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_not_waited_for(form: Path, make: Callable[[Path], None]) -> None:
    lock = FormLock(form)
    make(lock.file)
    assert lock.take() == Holder("", "", 0, None)


def test_what_a_lock_says_is_shown_as_plain_text(form: Path) -> None:
    written(form, user="\x1b]0;题\x07王\n[b]", since=datetime.now(UTC).isoformat())
    holder = FormLock(form).take()
    assert holder is not None
    assert "王 [b] 从" in told(holder, NOON)
    assert "\x1b" not in told(holder, NOON)


# Left behind.


def test_a_lock_whose_process_has_ended_is_taken_over_and_told(form: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-S", "-c", ""])
    ended.wait()
    written(form, host=platform.node(), pid=ended.pid)
    lock = FormLock(form)
    assert lock.take() is None
    assert lock.took_over is not None
    assert lock.took_over.user == "老王"
    assert kept(lock.file)["pid"] == os.getpid()
    lock.give_back()
    assert list(form.parent.iterdir()) == [form]


@pytest.mark.parametrize(("quiet", "is_dead"), [(0, False), (170, False), (190, True)])
def test_another_machines_lock_is_dead_when_it_was_not_touched_for_three_minutes(
    form: Path, quiet: float, is_dead: bool
) -> None:
    written(form, quiet=quiet)
    lock = FormLock(form)
    assert (lock.take() is None) == is_dead
    lock.give_back()


@pytest.mark.parametrize(("ahead", "is_dead"), [(-3600, False), (3600, False)])
def test_the_clock_of_the_disk_tells_whether_a_lock_is_dead(
    form: Path, ahead: float, is_dead: bool
) -> None:
    """The disk is elsewhere, and its clock wrong: what is touched there has its time."""

    def other_clock(name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        if name == "touch":
            then = time.time() + ahead
            return os.utime(arguments[0], (then, then))
        return act()

    written(form, quiet=-ahead)
    with disk.watched(other_clock):
        assert (FormLock(form).take() is None) == is_dead


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells when processes began")
def test_a_process_of_the_same_number_that_began_at_another_time_has_ended(form: Path) -> None:
    written(form, host=platform.node(), pid=os.getppid(), started="1")
    lock = FormLock(form)
    assert lock.take() is None
    lock.give_back()


@pytest.mark.parametrize("quiet", [0, 9999])
def test_a_living_process_of_this_machine_keeps_its_lock(form: Path, quiet: float) -> None:
    written(form, host=platform.node(), pid=os.getppid(), quiet=quiet)
    assert FormLock(form).take() is not None


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="tells whose numbers they are")
@pytest.mark.parametrize(("quiet", "is_dead"), [(0, False), (190, True)])
def test_the_processes_of_another_machine_of_this_name_are_not_looked_for_here(
    form: Path, quiet: float, is_dead: bool
) -> None:
    written(form, host=platform.node(), pid=NOBODY, numbering="another", quiet=quiet)
    lock = FormLock(form)
    assert (lock.take() is None) == is_dead
    lock.give_back()


def test_a_process_whose_beginning_is_hidden_has_not_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("perftui.storage.processes._LINUX_PROCESSES", Path("/nowhere"))
    assert not is_gone(os.getppid(), "4711")
    assert is_gone(NOBODY, "4711")


def test_the_user_may_take_over_who_is_only_likely_gone(form: Path) -> None:
    written(form, quiet=100)
    lock = FormLock(form)
    assert lock.take() is not None
    assert lock.take_over() is None
    assert lock.took_over is not None
    assert (lock.took_over.user, kept(lock.file)["pid"]) == ("老王", os.getpid())
    lock.give_back()
    assert list(form.parent.iterdir()) == [form]


def test_who_came_meanwhile_is_not_taken_over_but_told(form: Path) -> None:
    written(form, quiet=100)
    lock = FormLock(form)
    assert lock.take() is not None
    file = written(form, user="快手", host="pc-9")
    holder = lock.take_over()
    assert holder is not None
    assert (holder.user, kept(file)["user"], lock.took_over) == ("快手", "快手", None)


@pytest.mark.parametrize("turn", range(12))
def test_a_lock_made_while_an_old_one_was_cleared_stays(form: Path, turn: int) -> None:
    """Another program, by the same rules, is faster just before one of the calls to the disk."""
    file = written(form, host=platform.node(), pid=NOBODY)
    calls = []

    def overtaken(name: str, _: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        calls.append(name)
        if len(calls) == turn + 1:
            clear_dead_locks(form.parent)
            if not file.exists():
                written(form, user="快手", host="pc-9")
        return act()

    lock = FormLock(form)
    with disk.watched(overtaken):
        holder = lock.take()
    if kept(file)["user"] == "快手":
        assert holder is not None
        assert holder.user == "快手"
    else:
        assert (holder, kept(file)["pid"]) == (None, os.getpid())
    lock.give_back()
    assert set(form.parent.iterdir()) <= {file, form}


def test_a_program_killed_while_it_cleared_a_lock_keeps_nobody_out(form: Path) -> None:
    """It leaves the lock, and the file that says that it is clearing it away."""
    written(form, host=platform.node(), pid=NOBODY)
    run = subprocess.run([sys.executable, "-c", KILLED, form], check=False)
    assert run.returncode == 9
    assert len(list(form.parent.iterdir())) == 3
    lock = FormLock(form)
    assert lock.take() is None
    lock.give_back()
    assert list(form.parent.iterdir()) == [form]


def test_what_ended_programs_of_this_machine_left_is_cleared(form: Path) -> None:
    living = written(form, host=platform.node(), pid=os.getppid())
    elsewhere = written(form.with_name("乙.perf.json"), quiet=9999)
    strange = form.with_name(".~lock.丙.odt#")
    strange.write_bytes(b",root,pc,20.04.2026 15:30,file;")
    for name in ("丁.perf.json", "戊.perf.json"):
        written(form.with_name(name), host=platform.node(), pid=NOBODY)
    clear_dead_locks(form.parent)
    clear_dead_locks(form.parent / "没有")
    assert set(form.parent.iterdir()) == {form, living, elsewhere, strange}


def test_of_several_programs_at_once_one_takes_a_stale_lock_and_none_a_live_one() -> None:
    found = measure(24)
    assert (found.stale, found.recognised, found.live_broken) == (12, 12, 0)
