"""The doctor on places: can they be written and synced, are they shares, what was left there."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from perftui import disk
from perftui.jobs.doctor import diagnose
from perftui.jobs.examining import Check, State
from perftui.jobs.examining.shares import share_of
from perftui.storage.crash_reports import keep_report
from perftui.storage.document import Document


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what has nothing to do with places and takes long."""
    monkeypatch.setattr("perftui.jobs.examining.program.examine_exports", lambda: ())


def not_fine(folder: Path, area: str) -> list[Check]:
    checks = [one.check for one in diagnose(folder) if one.area == area]
    return [check for check in checks if check.state is not State.FINE]


def only(found: list[Check]) -> Check:
    (check,) = found
    assert check.advice
    return check


@contextmanager
def refusing(call: str, number: int) -> Iterator[None]:
    """Let one call of the disk fail."""

    def hook(name: str, _: tuple[Any, ...], go_on: Callable[[], Any]) -> Any:
        if name == call:
            raise OSError(number, os.strerror(number))
        return go_on()

    with disk.watched(hook):
        yield


@pytest.mark.parametrize(
    ("call", "number", "said"),
    [
        ("make_new", errno.EROFS, "只能读、不能写"),
        ("make_new", errno.EACCES, "没有权限"),
        ("write", errno.ENOSPC, "磁盘满了"),
        ("close", errno.EDQUOT, "份额用完了"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_told_with_the_reason(
    folder: Path, data_folder: Path, call: str, number: int, said: str
) -> None:
    with refusing(call, number):
        place, forms = (only(not_fine(folder, area)) for area in ("数据", "文件夹"))
    assert (place.state, forms.state) == (State.WRONG, State.NOTE)
    assert str(data_folder) in place.found
    assert all(said in check.found for check in (place, forms))
    assert list(data_folder.iterdir()) == []


@pytest.mark.parametrize("call", ["sync", "sync_folder"])
def test_a_place_that_does_not_sync_is_noted(folder: Path, call: str) -> None:
    with refusing(call, errno.EINVAL):
        found = [only(not_fine(folder, area)) for area in ("数据", "文件夹")]
    assert all(one.state is State.NOTE and "断电会丢" in one.found for one in found)


def test_a_place_that_is_not_there_yet_is_tried_without_making_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFTUI_DATA", str(tmp_path / "新" / "数据"))
    before = sorted(tmp_path.rglob("*"))
    assert not not_fine(folder, "数据")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="only there even root cannot write")
def test_a_place_that_says_it_is_writable_and_is_not_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFTUI_DATA", "/proc/perftui")
    assert only(not_fine(folder, "数据")).state is State.WRONG


def test_a_place_that_depends_on_where_one_starts_is_noted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFTUI_DATA", "数据")
    assert "从哪里启动就算在哪里" in only(not_fine(folder, "数据")).found


MOUNTS = """proc /proc proc rw 0 0
/dev/vda1 / ext4 rw 0 0
//server/share /mnt/\\134甲\\040乙 cifs rw 0 0
server:/forms /srv nfs4 rw 0 0
/dev/vdb1 /srv/local ext4 rw 0 0
someone@there:/x /over fuse.sshfs rw 0 0
tmpfs /over tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("place", "share"),
    [
        ("/anywhere", ""),
        ("/mnt/\\甲 乙/表", "Windows 共享"),
        ("/srv/2020/表", "NFS 共享"),
        ("/srv", "NFS 共享"),
        ("/srv/local/x", ""),
        ("/srvs", ""),
        ("/over/x", ""),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="places as POSIX has them")
def test_what_is_on_a_share_is_known(place: str, share: str) -> None:
    assert share_of(Path(place), MOUNTS) == share


def test_a_share_is_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("own_data", "folder"):
        monkeypatch.setattr(f"perftui.jobs.examining.{module}.share_of", lambda _: "NFS 共享")
    assert "NFS" in only(not_fine(folder, "数据")).found
    assert any("NFS" in one.check.found for one in diagnose(folder) if one.area == "文件夹")


def test_forms_that_were_not_closed_and_reports_of_failures_are_listed(
    folder: Path, data_folder: Path
) -> None:
    form = next(folder.glob("2020-*"))
    document = Document.open(form)
    document.put("name", "改过的名称")
    assert not not_fine(folder, "数据")  # it is open here
    document.close()  # without saving
    told = only(not_fine(folder, "数据"))
    assert form.name in told.found
    assert "自动补上" in told.advice
    form.unlink()
    assert "journal" in only(not_fine(folder, "数据")).advice
    report = keep_report(ValueError("不该出现的内容"))
    assert report is not None
    found = not_fine(folder, "数据")
    assert [report.name in check.found for check in found] == [False, True]
