"""After any cut of the power the form opens, with all that was saved and all that was synced."""

import os
from pathlib import Path

import pytest

from benchmarks.soak import power_loss
from benchmarks.soak.disk_states import Call, Disk
from benchmarks.soak.rooms import room, sample

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sessions end by being forked")

FORM, BESIDE = Path("/form"), Path("/beside")
OLD, NEW = b"old form", b"new form"
WRITES: list[Call] = [("make_new", (BESIDE,), 7), ("write", (7, NEW), None)]
SYNC: list[Call] = [("sync", (7,), None)]
RENAME: list[Call] = [("replace", (BESIDE, FORM), None)]
FOLDER: list[Call] = [("sync_folder", (FORM.parent,), None)]


def forms_after(calls: list[Call]) -> set[bytes]:
    """Return all that the form may hold once these calls are done and the power is cut."""
    modelled = Disk({FORM: OLD})
    for call in calls:
        modelled.do(call)
    return {files[FORM] for files in modelled.states()}


def test_the_model_knows_what_goes_wrong_when_nothing_is_synced() -> None:
    found = forms_after(WRITES + RENAME)
    assert {OLD, NEW, b""} <= found
    assert NEW[:4] in found
    assert b"\0" * len(NEW) in found


def test_the_model_knows_that_a_rename_may_be_undone() -> None:
    assert forms_after(WRITES + SYNC + RENAME) == {OLD, NEW}


def test_the_model_knows_that_all_is_safe_once_the_folder_is_synced() -> None:
    assert forms_after(WRITES + SYNC + RENAME + FOLDER) == {NEW}


def test_the_model_keeps_what_was_written_before_the_last_sync_only() -> None:
    log = Path("/log")
    calls: list[Call] = [
        ("append_to", (log,), 5),
        ("write", (5, b"1\n"), None),
        ("sync_content", (5,), None),
        ("sync_folder", (log.parent,), None),
        ("write", (5, b"2\n"), None),
        ("write_at", (5, 4, b"3\n"), None),
    ]
    modelled = Disk({})
    for call in calls:
        modelled.do(call)
    found = {files[log] for files in modelled.states()}
    assert {b"1\n", b"1\n2\n", b"1\n2\n3\n", b"1\n\0\n3\n"} & found
    assert all(content.startswith(b"1\n") for content in found)


def test_a_folder_that_was_not_synced_takes_what_is_in_it_along() -> None:
    made = Path("/data/made")
    calls: list[Call] = [
        ("make_one_folder", (made, 0o700), None),
        ("make_new", (made / "file",), 5),
        ("sync", (5,), None),
        ("sync_folder", (made,), None),
    ]
    modelled = Disk({})
    for call in calls:
        modelled.do(call)
    assert list(modelled.states()) == [{}]
    modelled.do(("sync_folder", (made.parent,), None))
    assert list(modelled.states()) == [{made / "file": b""}]


def test_no_cut_loses_what_was_saved_or_synced() -> None:
    figure = power_loss.measure(short=True, most=150)
    assert figure.is_met, figure


def test_a_lost_save_would_be_found() -> None:
    with room(in_memory=True) as here:
        here.begin(sample(measures=""))
        cut = power_loss.Cut(here.files(), 1, 1)
        forms = [sample(measures=""), sample(measures="存过")]
        assert power_loss.fault_in(here, cut, forms) == "form 0 instead of 1 to 1"
        torn = {path: content[:99] for path, content in cut.files.items()}
        cut = power_loss.Cut(torn, 0, 1)
        assert power_loss.fault_in(here, cut, forms).startswith("unreadable")
