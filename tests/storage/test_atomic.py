"""A file is replaced whole or not at all, whichever call fails with whichever error."""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from perftui import disk
from perftui.storage.atomic import clear_strays, write_atomic
from perftui.storage.errors import StorageError, explain

ERRORS = [
    *("EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EIO", "ENOENT", "ENOTDIR", "EISDIR"),
    *("EEXIST", "ENAMETOOLONG", "EBUSY", "ETXTBSY", "ENOTCONN", "ESTALE", "EHOSTDOWN", "ENODEV"),
    *("EHOSTUNREACH", "ETIMEDOUT", "ECONNRESET", "ELOOP", "EINVAL", "EMFILE", "ENFILE", "EFBIG"),
    *("ENOTSUP", "ENOSYS", "EXDEV", "ENOMEM"),
]
NUMBERS = [getattr(errno, name) for name in ERRORS if hasattr(errno, name)]
WINDOWS = {
    3: "没有这个文件或文件夹",
    5: "没有权限，或别的程序正占着它",
    19: "只能读",
    21: "盘不在了",
    32: "别的程序正占着它",
    33: "别的程序正占着它",
    39: "磁盘满了",
    53: "连不上",
    112: "磁盘满了",
    123: "不认这个名字",
    206: "名字太长",
    1224: "别的程序正占着它",
    1231: "连不上",
    1816: "份额用完了",
}
OLD, NEW = b"old" * 1000, b"new" * 2000


def refusal(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def windows_refusal(number: int) -> OSError:
    """Return an error as Windows raises it: the same type, and a number of its own."""
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@contextmanager
def failing(
    *calls: str, error: BaseException, times: int | None = None, to: type[object] = object
) -> Iterator[list[str]]:
    """Let calls of the disk fail, the first so many times; yields the names of all calls."""
    made: list[str] = []

    def hook(name: str, _: tuple[Any, ...], call: Callable[[], Any]) -> Any:
        made.append(name)
        if name == "pause":
            return None
        if name in calls and (times is None or sum(n in calls for n in made) <= times):
            if name == "close":
                call()  # as the system does: closed it is, what was in it may not be written
            raise error
        return call()

    with disk.watched(hook):
        yield made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there, closed to others."""
    path = tmp_path / "甲.perf.json"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


@pytest.fixture
def calls(file: Path) -> list[str]:
    """The calls that replacing a file is made of, where the user's habit narrows new files."""
    with narrow(), failing(error=OSError()) as made:
        write_atomic(file, OLD)
    return made


@contextmanager
def narrow() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def test_what_is_replaced_is_synced_before_and_after_it_has_its_name(calls: list[str]) -> None:
    assert calls == ["make_new", "write", "sync", "close", "set_mode", "replace", "sync_folder"]
    assert set(calls) <= set(disk.CALLS)


def test_every_error_of_every_call_is_told_and_leaves_one_whole_file(
    file: Path, calls: list[str]
) -> None:
    borne = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EPERM}
    for call in calls:
        for number in NUMBERS:
            case = (call, errno.errorcode[number])
            file.write_bytes(OLD)
            file.chmod(0o640)
            with narrow(), failing(call, error=refusal(number)):
                if call in ("set_mode", "sync_folder") and number in borne:
                    write_atomic(file, NEW)
                else:
                    with pytest.raises(StorageError) as caught:
                        write_atomic(file, NEW)
                    told = str(caught.value)
                    assert re.fullmatch(r"不能保存「.*甲\.perf\.json」：.*请.*。", told), case
                    assert "系统说" not in told, case
                    assert "\n" not in told, case
            is_new = call == "sync_folder" or (call == "set_mode" and number in borne)
            assert file.read_bytes() == (NEW if is_new else OLD), case
            assert names(file.parent) == [file.name], case


def test_a_first_save_that_fails_leaves_nothing(file: Path, calls: list[str]) -> None:
    file.unlink()
    for call in ("make_new", "write", "sync", "close", "replace"):
        assert call in calls
        with failing(call, error=refusal(errno.ENOSPC)), pytest.raises(StorageError, match="满了"):
            write_atomic(file, NEW)
        assert names(file.parent) == [], call


@pytest.mark.parametrize("call", ["make_new", "write", "sync", "close", "replace", "sync_folder"])
@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError, SystemExit])
def test_an_interrupt_at_any_call_leaves_one_whole_file(
    file: Path, call: str, stop: type[BaseException]
) -> None:
    with failing(call, error=stop()), pytest.raises(stop):
        write_atomic(file, NEW)
    assert file.read_bytes() == (NEW if call == "sync_folder" else OLD)
    assert names(file.parent) == [file.name]


def test_what_cannot_be_taken_away_either_is_cleared_once_its_program_has_ended(
    file: Path,
) -> None:
    code = (
        "import sys; from pathlib import Path; from perftui import disk\n"
        "from perftui.storage.atomic import write_atomic\n"
        "def hook(name, arguments, call):\n"
        "    if name in ('sync', 'remove'): raise OSError(5, 'I/O')\n"
        "    return call()\n"
        "with disk.watched(hook): write_atomic(Path(sys.argv[1]), b'x')\n"
    )
    with failing("sync", "remove", error=refusal(errno.EIO)), pytest.raises(StorageError):
        write_atomic(file, NEW)
    own = [name for name in names(file.parent) if name != file.name]
    subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, check=False)
    assert len(names(file.parent)) == 3
    foreign = file.with_name(".甲.perf.json.00000000-1-0.tmp")
    foreign.touch()
    clear_strays(file.parent)
    assert names(file.parent) == sorted([file.name, *own, foreign.name])
    assert file.read_bytes() == OLD


BUSY = [windows_refusal(n) for n in (5, 32, 33)] + [
    refusal(errno.EBUSY),
    refusal(errno.ETXTBSY),
]


@pytest.mark.parametrize("error", BUSY, ids=repr)
def test_a_file_that_is_busy_for_a_while_is_waited_for(file: Path, error: OSError) -> None:
    with failing("replace", error=error, times=3) as made:
        write_atomic(file, NEW)
    assert made.count("pause") == 3
    assert file.read_bytes() == NEW
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("error", BUSY, ids=repr)
def test_a_file_that_stays_busy_is_told(file: Path, error: OSError) -> None:
    told = pytest.raises(StorageError, match=r"别的程序正占着它.*再试")
    with failing("replace", error=error) as made, told:
        write_atomic(file, NEW)
    assert 3 <= made.count("pause") <= 10
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


def test_what_is_no_passing_matter_is_not_waited_for(file: Path) -> None:
    with failing("replace", error=refusal(errno.EACCES)) as made, pytest.raises(StorageError):
        write_atomic(file, NEW)
    assert "pause" not in made


def test_what_may_not_be_written_any_more_is_not(file: Path) -> None:
    with pytest.raises(StorageError, match="别的程序"):
        write_atomic(file, NEW, lambda: False)
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_nobody_can_read_what_is_half_written_who_may_not_read_the_file(file: Path) -> None:
    file.chmod(0o600)
    modes = []

    def hook(name: str, _: tuple[Any, ...], call: Callable[[], Any]) -> Any:
        result = call()
        modes.extend(path.stat().st_mode & 0o777 for path in file.parent.glob(".*"))
        return result

    before = os.umask(0)
    try:
        with disk.watched(hook):
            write_atomic(file, NEW)
    finally:
        os.umask(before)
    assert set(modes) == {0o600}
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_set_to_be_read_only_stays_as_it_is(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write all the same
    with pytest.raises(StorageError, match=r"「.*甲\.perf\.json」：.*只读，请"):
        write_atomic(file, NEW)
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_stays_one_and_links_in_a_ring_are_told(file: Path) -> None:
    link = file.with_name("链接.perf.json")
    link.symlink_to(file)
    write_atomic(link, NEW)
    assert (link.is_symlink(), file.read_bytes()) == (True, NEW)
    ring = file.with_name("环.perf.json")
    ring.symlink_to(ring)
    with pytest.raises(StorageError, match=r"环\.perf\.json」：.*请"):
        write_atomic(ring, NEW)


def test_a_folder_that_has_vanished_is_another_thing_than_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="拔下了盘；请放回去再试，或换一个文件夹"):
        write_atomic(tmp_path / "没有" / "甲.perf.json", NEW)
    missing = FileNotFoundError(errno.ENOENT, "x")
    assert str(explain(missing, Path("甲"), "读取")).endswith("没有这个文件或文件夹，请核对路径。")


@pytest.mark.skipif(os.name != "posix", reason="255 bytes are the limit here")
def test_a_name_that_is_too_long_is_told_and_the_longest_one_works(tmp_path: Path) -> None:
    longest = tmp_path / ("长" * 81 + ".perf.json")
    write_atomic(longest, NEW)
    assert longest.read_bytes() == NEW
    with pytest.raises(StorageError, match="名字太长"):
        write_atomic(tmp_path / ("长" * 86), NEW)
    assert names(tmp_path) == [longest.name]


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
@pytest.mark.parametrize("doing", ["读取", "保存", "写入", "移动"])
def test_every_error_has_a_sentence_that_says_what_to_do(number: int, doing: str) -> None:
    told = str(explain(refusal(number), Path("文件夹/甲.perf.json"), doing))
    matter, _, advice = told.partition("」：")[2].partition("，")
    assert re.search("[\u4e00-\u9fff]{3}", matter)
    assert "请" in advice
    assert not re.search("[A-Za-z]", matter + advice)


@pytest.mark.parametrize(("number", "said"), WINDOWS.items())
def test_what_windows_says_more_exactly_is_told(number: int, said: str) -> None:
    told = str(explain(windows_refusal(number), Path("甲"), "保存"))
    assert said in told.partition("」：")[2]
    assert "请" in told


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(9999, "Strange\n\x1b[2J thing"), "系统说：Strange thing。"),
        (OSError("no number"), "系统说：no number。"),
        (PermissionError(), "没有权限"),
        (FileExistsError("甲"), "同名的文件已经在那里"),
        (TimeoutError(), "连不上"),
    ],
    ids=repr,
)
def test_what_has_no_known_number_is_told_as_well_as_can_be(error: OSError, said: str) -> None:
    told = str(explain(error, Path("甲"), "保存"))
    assert said in told
    assert "\n" not in told
    assert "\x1b" not in told
