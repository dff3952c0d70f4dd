"""What is said while edits cannot be written as they are made."""

from pathlib import Path

import pytest

from perftui.jobs.unkept import unkept
from perftui.storage.document import Document


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_edits_in_memory_only_are_counted_by_their_fields_until_there_is_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(next(folder.glob("2019-*")))
    assert unkept(document) == ""
    with monkeypatch.context() as patch:
        patch.setattr("perftui.disk.make_new", full)
        for text in ("晚", "晚了", "晚了。"):
            document.type("problems", text)
        document.set("department", "综合科")
        assert unkept(document) == "没有记下的改动2处：磁盘满了，请腾出地方或换一个文件夹。"
    document.set("department", "办公室")
    assert unkept(document) == ""


def test_edits_that_the_form_has_but_no_journal_are_in_less_danger(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document.open(next(folder.glob("2019-*")))
    monkeypatch.setattr("perftui.storage.journal.journal.Journal._make", full)
    monkeypatch.setattr("perftui.storage.form_log.disk.append_to", full)
    document.set("department", "综合科")
    document.save()
    assert document.is_saved
    assert unkept(document).startswith("改动存进了表，但不能边写边记")
