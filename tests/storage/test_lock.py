"""A lock tells who else is filling a form in, and never keeps anyone from a form for nothing."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from perftui.storage.lock import FormLock, Holder, told
from perftui.storage.workspace import Workspace


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "甲项目.perf.json"
    path.write_text("{}", "utf-8")
    return path


def written(form: Path, **changed: object) -> Path:
    """Write a lock as another process would have left it."""
    data = {"user": "老王", "host": "pc-7", "pid": 4711, "since": "2026-04-20T15:30:00+08:00"}
    lock = form.with_name(f".~lock.{form.name}#")
    lock.write_text(json.dumps({**data, "started": "", **changed}, ensure_ascii=False), "utf-8")
    return lock


def test_a_lock_lies_beside_the_form_until_it_is_given_back(form: Path) -> None:
    lock = FormLock(form)
    assert lock.take() is None
    kept = json.loads((form.parent / ".~lock.甲项目.perf.json#").read_text("utf-8"))
    assert (kept["host"], kept["pid"]) == (platform.node(), os.getpid())
    assert Workspace(form.parent).files() == [form]
    lock.give_back()
    assert list(form.parent.iterdir()) == [form]
    lock.give_back()


def test_another_ones_lock_is_respected_and_told(form: Path) -> None:
    file = written(form)
    lock = FormLock(form)
    holder = lock.take()
    assert holder is not None
    assert (holder.user, holder.host, holder.pid) == ("老王", "pc-7", 4711)
    said = told(holder, lock, form)
    assert "老王" in said
    assert "pc-7" in said
    assert file.name in said
    assert "\n" not in said
    lock.give_back()
    assert file.exists()


def test_this_process_may_take_its_own_lock_again(form: Path) -> None:
    first, second = FormLock(form), FormLock(form)
    assert first.take() is None
    assert second.take() is None
    second.give_back()
    assert first.file.exists()
    first.give_back()
    assert not first.file.exists()


def test_a_lock_whose_process_has_ended_is_taken_over(form: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-S", "-c", ""])
    ended.wait()
    written(form, host=platform.node(), pid=ended.pid)
    lock = FormLock(form)
    assert lock.take() is None
    assert json.loads(lock.file.read_text("utf-8"))["pid"] == os.getpid()
    lock.give_back()
    assert list(form.parent.iterdir()) == [form]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells when processes began")
def test_a_process_of_the_same_number_that_began_at_another_time_has_ended(form: Path) -> None:
    written(form, host=platform.node(), pid=os.getppid(), started="1")
    lock = FormLock(form)
    assert lock.take() is None
    lock.give_back()


def test_a_living_process_of_this_machine_keeps_its_lock(form: Path) -> None:
    written(form, host=platform.node(), pid=os.getppid())
    assert FormLock(form).take() is not None


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
    assert "别人" in told(holder, lock, form)
    assert lock.file.read_bytes() == content


def test_what_a_lock_says_is_shown_as_plain_text(form: Path) -> None:
    written(form, user="\x1b]0;题\x07王\n[b]", since=datetime.now(UTC).isoformat())
    lock = FormLock(form)
    holder = lock.take()
    assert holder is not None
    assert "王 [b]" in told(holder, lock, form)
    assert "\x1b" not in told(holder, lock, form)


@pytest.mark.parametrize("name", ["没有/甲.perf.json", f"{'长' * 80}.perf.json"])
def test_where_no_lock_can_be_written_the_form_is_free(tmp_path: Path, name: str) -> None:
    lock = FormLock(tmp_path / name)
    assert lock.take() is None
    lock.give_back()


def test_a_link_to_a_form_has_the_lock_of_the_form(form: Path) -> None:
    link = form.with_name("链接.perf.json")
    link.symlink_to(form)
    assert FormLock(link).file == FormLock(form).file


def test_a_lock_made_while_an_old_one_was_cleared_stays(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(form, host=platform.node(), pid=2**22 + 1)
    rename = Path.rename

    def overtaken(self: Path, target: Path) -> Path:
        written(form, user="快手", host="pc-9")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", overtaken)
    holder = FormLock(form).take()
    assert holder is not None
    assert json.loads(file.read_text("utf-8"))["user"] == "快手"
    assert sorted(form.parent.iterdir()) == sorted([file, form])
