"""Suppressing rules in forms, with a reason."""

from pathlib import Path

import pytest

from perftui.jobs.suppressing import suppress
from perftui.rules.checking import examine
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load


@pytest.fixture
def form(folder: Path) -> Path:
    return next(folder.glob("2019-高校*"))


def test_a_reason_is_kept_in_the_form_and_the_rule_set_aside(form: Path) -> None:
    before = examine(load(form))
    suppress([form], ["pt052：见说明"])
    after = examine(load(form))
    assert load(form).suppressed == {"PT052": "见说明"}
    assert [one.reason for one in after.suppressed] == ["见说明"]
    assert {f.code for f in before.findings} - {f.code for f in after.findings} == {"PT052"}


def test_a_rule_is_restored_and_leaves_no_trace(form: Path) -> None:
    before = form.read_bytes()
    suppress([form], ["PT052: 见说明"])
    assert form.read_bytes() != before
    suppress([form], [], ["pt052"])
    assert form.read_bytes() == before


@pytest.mark.parametrize("reason", ["PT052", "PT052:", "PT052: ", "见说明"])
def test_a_reason_that_is_none_is_refused(form: Path, reason: str) -> None:
    before = form.read_bytes()
    with pytest.raises(StorageError, match="PT013: 主管部门不要求"):
        suppress([form], [reason])
    assert form.read_bytes() == before


def test_a_rule_there_is_not_is_named(form: Path) -> None:
    with pytest.raises(KeyError, match="没有「PT777」"):
        suppress([form], ["PT777: 没有"])


def test_a_document_cannot_keep_a_reason(tmp_path: Path) -> None:
    document = tmp_path / "甲.docx"
    document.write_bytes(b"")
    with pytest.raises(StorageError, match="perftui import"):
        suppress([document], ["PT052: 见说明"])
