"""A call of the disk that fails costs nobody anything: short versions of what the soak measures."""

import os
from collections.abc import Iterator
from errno import EACCES, EROFS

import pytest

from benchmarks.soak import faults, shortage
from benchmarks.soak.rooms import Room, room, sample
from perftui import disk
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


@pytest.fixture
def here() -> Iterator[Room]:
    with room(in_memory=True) as made:
        made.begin(sample(measures=""))
        yield made


def test_whichever_call_fails_the_form_is_whole_and_what_was_typed_is_there() -> None:
    figure = faults.measure(short=True)
    assert figure.is_met, figure


def test_what_is_lost_without_a_word_would_be_found(here: Room) -> None:
    told = faults.Told(held=sample(measures="没有写下"), saved=[])
    assert "gone" in faults.fault_after(here, sample(measures=""), told)


def test_what_was_saved_and_is_gone_would_be_found(here: Room) -> None:
    held = sample(measures="存过，又写")
    told = faults.Told(held=held, said=["不能保存"], saved=[sample(measures="存过")])
    assert faults.fault_after(here, sample(measures=""), told) == "what was saved is gone"


def test_on_a_full_disk_what_is_typed_is_kept_until_there_is_room(here: Room) -> None:
    kept, typed, said_after = shortage.type_on_full_disk(here)
    assert (kept, said_after) == (typed, 1)


def test_a_full_disk_is_told_with_how_much_is_in_memory_only(here: Room) -> None:
    full = shortage.Full()
    with disk.watched(full):
        document = Document.open(here.form)
        document.type("measures", "甲")
        full.is_on = True
        document.type("measures", "甲乙")
        document.type("measures", "甲乙丙")
        assert "磁盘满了" in document.journal_error
        assert document.unwritten == 2
        with pytest.raises(StorageError, match="磁盘满了"):
            document.save()
        full.is_on = False
        document.type("measures", "甲乙丙丁")
        assert (document.journal_error, document.unwritten) == ("", 0)
        document.save()
    document.close()
    assert load(here.form).measures == "甲乙丙丁"


@pytest.mark.parametrize("number", [EACCES, EROFS])
@pytest.mark.parametrize("closed", ["forms", "data"])
def test_a_folder_that_takes_nothing_is_told_and_the_form_goes_elsewhere(
    here: Room, closed: str, number: int
) -> None:
    assert not shortage.work_in_closed_folder(here, here.top / closed, number)


def test_a_form_that_vanished_with_its_folder_is_kept_elsewhere(here: Room) -> None:
    document = Document.open(here.form)
    document.set("measures", "甲")
    here.form.parent.rename(here.top / "moved")
    with pytest.raises(StorageError, match="不能保存"):
        document.save()
    document.keep_at(here.top / "甲.perf.json")
    document.save()
    document.close()
    assert load(here.top / "甲.perf.json").measures == "甲"
