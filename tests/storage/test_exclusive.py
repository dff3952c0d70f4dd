"""One program at a time writes a form, and none waits for ever for one that is gone."""

import json
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perftui import disk
from perftui.storage.exclusive import alone
from perftui.storage.processes import start_of


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return tmp_path / "表.perf.json"


class Waiting:
    """Counts how long is waited for, without waiting; after each wait something may happen."""

    def __init__(self, then: Callable[[int], object] = lambda _: None) -> None:
        self.seconds = 0.0
        self._then = then
        self._pauses = 0

    def __call__(self, name: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        if name != "pause":
            return act()
        self.seconds += arguments[0]
        self._pauses += 1
        return self._then(self._pauses)


def beside(form: Path) -> Path:
    return form.with_name(f".~{form.name}.saving")


def held(form: Path, **changed: object) -> Path:
    """Have the file there as another program would."""
    file = beside(form)
    other = os.getppid()
    data = {"host": platform.node(), "pid": other, "started": start_of(other), "n": 0}
    file.write_text(json.dumps({**data, **changed}), "utf-8")
    return file


def test_a_file_says_that_somebody_writes_while_somebody_does(form: Path) -> None:
    with alone(form) as may_still:
        assert [path.name for path in form.parent.iterdir()] == [beside(form).name]
        assert may_still()
    assert list(form.parent.iterdir()) == []


def test_it_is_gone_after_a_failure_too(form: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(form):
        _ = 1 // 0
    assert list(form.parent.iterdir()) == []


def test_another_one_is_waited_for(form: Path) -> None:
    file = held(form)
    waiting = Waiting(lambda pauses: file.unlink() if pauses == 9 else None)
    with disk.watched(waiting), alone(form) as may_still:
        assert may_still()
    assert waiting.seconds == pytest.approx(9 * 0.02)


@pytest.mark.skipif(os.name != "posix", reason="Windows does not tell who lives")
@pytest.mark.parametrize("gone", [{"pid": 2**22 + 1}, {"started": "1"}], ids=["ended", "reused"])
def test_one_that_has_ended_is_not_waited_for(form: Path, gone: dict[str, object]) -> None:
    held(form, **gone)
    waiting = Waiting()
    with disk.watched(waiting), alone(form):
        pass
    assert waiting.seconds <= 0.02
    assert list(form.parent.iterdir()) == []


def test_one_who_could_not_take_the_file_away_is_not_waited_for(form: Path) -> None:
    def refuse(name: str, _: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        if name == "remove":
            raise PermissionError
        return act()

    with disk.watched(refuse), alone(form):
        pass
    assert beside(form).exists()
    waiting = Waiting()
    with disk.watched(waiting), alone(form) as may_still:
        assert may_still()
    assert waiting.seconds < 0.1
    assert not beside(form).exists()


@pytest.mark.parametrize(
    ("content", "most"),
    [(b"", 1.1), (b"{", 5.1), (b'{"host": "elsewhere", "pid": 1, "started": ""}', 5.1)],
    ids=["empty", "torn", "elsewhere"],
)
def test_what_was_left_behind_is_taken_away_in_seconds(
    form: Path, content: bytes, most: float
) -> None:
    beside(form).write_bytes(content)
    waiting = Waiting()
    with disk.watched(waiting), alone(form):
        pass
    assert most - 1 < waiting.seconds <= most
    assert list(form.parent.iterdir()) == []


def test_one_who_goes_on_and_on_is_not_waited_for_for_ever(form: Path) -> None:
    waiting = Waiting(lambda pauses: held(form, n=pauses))
    held(form)
    with disk.watched(waiting), pytest.raises(OSError, match="一直在写"), alone(form):
        pass
    assert 29 < waiting.seconds < 31
    assert beside(form).exists()


def test_who_has_lost_it_knows_and_leaves_it_to_the_other(form: Path) -> None:
    with alone(form) as may_still:
        beside(form).unlink()
        held(form, pid=1)
        assert not may_still()
    assert json.loads(beside(form).read_text("utf-8"))["pid"] == 1


def test_where_no_file_can_be_made_the_writing_itself_says_why(tmp_path: Path) -> None:
    with alone(tmp_path / "nowhere" / "表.perf.json") as may_still:
        assert may_still()
