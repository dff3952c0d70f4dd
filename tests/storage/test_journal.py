"""The journal of an open form: what is written comes back, whatever is torn off its end."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui import disk
from perftui.evaluation import fields
from perftui.evaluation.history.edits import Edit
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.storage import processes
from perftui.storage.document import Document
from perftui.storage.evaluation_file import SUFFIX, digest_of, save
from perftui.storage.journal import recovery
from perftui.storage.journal.journal import Journal
from perftui.storage.journal.records import (
    Begin,
    Left,
    Record,
    Saved,
    Saving,
    Typing,
    line_of,
    records_in,
)
from perftui.storage.journal.recovery import leftovers, recover
from perftui.storage.journal.syncing import AFTER_FIRST, AFTER_LAST, due
from tests.killed import killed

TIME = datetime(2020, 4, 17, 9, 30, 1, 250_000, UTC)
BASE = Evaluation(name="甲", indicators=(Indicator(category="产出", name="数量"),))
HEAD = Begin("/表.perf.json", BASE, "pc-7", 4711, "99")
TEXTS = st.text('甲乙丙，。 \nab7…🙂𠀀\\"', max_size=12)
SOURCES = st.sampled_from(["", "推荐语句"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "unit": TEXTS,
    "measures": TEXTS,
    "year": st.none() | st.integers(2000, 2099),
    "budget": st.none() | st.decimals(0, 10**9, places=2),
    "indicators[0].score": st.none() | st.decimals(0, 100, places=1),
    "indicators[0].remark": TEXTS,
}


@st.composite
def journals(draw: st.DrawFn) -> list[Record]:
    """Return the records of a session: edits that follow upon one another, and what is between."""
    records: list[Record] = [HEAD]
    form = BASE
    for step in range(draw(st.integers(0, 8))):
        path = draw(st.sampled_from(sorted(VALUES)))
        new = draw(VALUES[path])
        edit = Edit(TIME, "李", path, fields.get(form, path), new, step, "", draw(SOURCES))
        form = fields.replace(form, path, new)
        between = st.builds(Typing, st.just(path), TEXTS) | st.builds(Saved, st.integers(0, step))
        records += [edit, *draw(st.lists(between, max_size=1))]
    return records


def written(records: list[Record]) -> list[bytes]:
    lines: list[bytes] = []
    for record in records:
        lines.append(line_of(record, lines[-1] if lines else b""))
    return lines


@given(journals())
def test_what_is_written_comes_back(records: list[Record]) -> None:
    assert list(records_in(b"".join(written(records)))) == records


@given(journals(), st.floats(0, 1))
def test_of_a_torn_journal_come_back_the_records_that_are_whole(
    records: list[Record], share: float
) -> None:
    content = b"".join(lines := written(records))
    torn = content[: int(len(content) * share)]
    ends = [len(b"".join(lines[: n + 1])) for n in range(len(lines))]
    assert list(records_in(torn)) == records[: sum(end <= len(torn) for end in ends)]
    assert list(records_in(torn + b"\0" * 64)) == list(records_in(torn))


@given(journals(), journals())
def test_what_another_journal_has_left_behind_is_not_read_on(
    records: list[Record], older: list[Record]
) -> None:
    new, old = b"".join(written(records)), b"".join(written(older))
    found = list(records_in(new + old[len(new) :]))
    assert found[: len(records)] == records
    assert found == records or older[: len(found)] == found


@settings(max_examples=60)
@given(journals(), st.data())
def test_a_flipped_byte_ends_what_is_read(records: list[Record], data: st.DataObject) -> None:
    content = b"".join(written(records))
    place = data.draw(st.integers(0, len(content) - 1))
    flipped = content[:place] + bytes((content[place] ^ 1,)) + content[place + 1 :]
    found = list(records_in(flipped))
    assert found == records[: len(found)]
    assert len(found) < len(records)


@pytest.mark.parametrize("typed", ["约百万", "1.00", ""])
def test_values_that_are_no_text_come_back(typed: str) -> None:
    value = fields.read("budget", typed, load_profile(BASE.profile))
    edit = Edit(TIME, "李", "budget", None, value, 1, "undo")
    assert list(records_in(b"".join(written([HEAD, edit])))) == [HEAD, edit]


@pytest.mark.parametrize(
    "line",
    [b"", b"nothing", b"00000000 {}", b'{"typing": 1}', b"[1]", b"9" * 500, b"[" * 5000],
)
def test_what_is_no_record_is_none(line: bytes) -> None:
    from zlib import crc32

    head = line_of(HEAD)
    marked = b"%08x %s\n" % (crc32(line, int(head[:8], 16)), line)
    assert list(records_in(head + marked)) == [HEAD]
    assert list(records_in(marked)) == []
    assert list(records_in(head + line + b"\n")) == [HEAD]


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [(10.0, 10.0, 10.25), (10.0, 10.5, 10.75), (10.0, 10.9, 11.0), (10.0, 14.0, 11.0)],
)
def test_it_is_synced_soon_after_the_last_key_and_each_second_at_least(
    first: float, last: float, when: float
) -> None:
    assert due(first, last) == pytest.approx(when)
    assert (AFTER_LAST, AFTER_FIRST) == (0.25, 1.0)


# What a journal tells of a form.


def edits(*texts: str) -> list[Edit]:
    olds = ("", *texts)
    pairs = zip(olds, texts, strict=False)
    return [Edit(TIME, "李", "unit", old, new, n) for n, (old, new) in enumerate(pairs)]


def test_edits_that_the_file_holds_are_not_made_again() -> None:
    one, two, three = edits("一", "二", "三")
    held = digest_of(BASE.model_copy(update={"unit": "二"}))
    records = [HEAD, one, two, Saving(2, held), three]
    assert recover(records, held).edits == (three,)  # type: ignore[union-attr]
    assert recover(records, held).kept == (one, two)  # type: ignore[union-attr]
    assert recover(records, "another").edits == (one, two, three)  # type: ignore[union-attr]
    saved = recover([*records[:4], Saved(2), three], held)
    assert saved is not None
    assert (saved.kept, saved.edits) == ((), (three,))
    assert (saved.base.unit, saved.final.unit) == ("二", "三")


def test_typing_counts_until_it_is_taken() -> None:
    (one,) = edits("一")
    typing = Typing("budget", "12")
    for records, found in [
        ([HEAD, typing], typing),
        ([HEAD, one, typing], typing),
        ([HEAD, typing, one], None),
        ([HEAD, typing, Typing("budget", "")], None),
        ([HEAD, one], None),
    ]:
        recovery_ = recover(records, "")
        assert recovery_ is not None
        assert recovery_.typing == found


def test_without_a_head_there_is_nothing_to_recover() -> None:
    assert recover([], "") is None
    assert recover([Saved(1)], "") is None


# The file.


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / f"表{SUFFIX}"
    save(BASE, path)
    return path


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every program have ended that wrote a journal."""
    monkeypatch.setattr(recovery, "is_gone", lambda *_: True)


def test_an_edit_is_in_the_file_before_the_next_one(form: Path) -> None:
    journal = Journal(form, BASE)
    assert not journal.file.exists()
    found = []
    for edit in edits("一", "二"):
        journal.add(edit)
        found.append([r for r in records_in(journal.file.read_bytes()) if isinstance(r, Edit)])
    assert [len(one) for one in found] == [1, 2]
    assert journal.file.stat().st_mode & 0o077 == 0
    journal.close()
    assert not journal.file.exists()


def test_one_that_another_program_has_just_begun_is_not_taken_for_left(form: Path) -> None:
    journal = Journal(form, BASE)
    journal.add(edits("一")[0])
    journal.file.write_bytes(b"")  # its head is on the way
    assert leftovers(form) == ()
    with killed():
        left = Journal(form, BASE)
        left.add(edits("一")[0])
        left.file.write_bytes(b"")
    assert [one.file for one in leftovers(form)] == [left.file]


@pytest.mark.usefixtures("ended")
def test_what_fails_to_sync_is_written_anew(form: Path) -> None:
    journal = Journal(form, BASE)
    one, two = edits("一", "二")

    def refusing(name: str, _: tuple[Any, ...], act: Any) -> Any:
        if name == "sync_content":
            raise OSError(5, "Input/output error")
        return act()

    with disk.watched(refusing):
        journal.add(one)
        journal.sync()
        assert "不能保存" in journal.error
        assert journal.unwritten == 2
    journal.add(two)
    assert (journal.error, journal.unwritten) == ("", 0)
    (left,) = leftovers(form)
    assert [r for r in left.records if isinstance(r, Edit)] == [one, two]
    journal.close()


def test_the_journal_of_a_program_at_work_is_left_to_it(form: Path) -> None:
    journal = Journal(form, BASE)
    journal.add(*edits("一"))
    assert leftovers(form) == ()
    journal.leave()
    (left,) = leftovers(form)
    assert isinstance(left.records[-1], Left)


def test_the_journal_of_another_machine_is_left_to_it(
    form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(form, BASE)
    journal.add(*edits("一"))
    journal.leave()
    monkeypatch.setattr(platform, "node", lambda: "another")
    assert leftovers(form) == ()


@pytest.mark.parametrize("is_open", [True, False])
def test_where_the_system_does_not_tell_who_lives_an_open_journal_is_not_renamed(
    form: Path, monkeypatch: pytest.MonkeyPatch, is_open: bool
) -> None:
    """As Windows does it."""
    monkeypatch.setattr(processes, "TELLS", False)
    journal = Journal(form, BASE)
    journal.add(*edits("一"))

    def windows(name: str, arguments: tuple[Any, ...], act: Any) -> Any:
        if name == "replace" and arguments[0] == journal.file and is_open:
            raise PermissionError(13, "The process cannot access the file")
        return act()

    with disk.watched(windows):
        assert len(leftovers(form)) == (not is_open)
    journal.close()


@pytest.mark.usefixtures("ended")
def test_a_journal_begun_anew_tells_nothing_of_before(form: Path) -> None:
    journal = Journal(form, BASE)
    one, two = edits("一", "二")
    journal.add(one)
    held = BASE.model_copy(update={"unit": "一"})
    journal.restart(held)
    assert leftovers(form) == ()
    journal.add(two)
    (left,) = leftovers(form)
    found = recover(left.records, digest_of(held))
    assert found is not None
    assert (found.base, found.edits) == (held, (two,))
    journal.close()


@pytest.mark.usefixtures("ended")
def test_of_two_journals_the_one_written_last_comes_last(form: Path) -> None:
    late, early = Journal(form, BASE), Journal(form, BASE)
    (edit,) = edits("一")
    late.add(Edit(TIME.replace(year=2021), "李", "unit", "", "新", 1))
    early.add(edit)
    assert [left.file for left in leftovers(form)] == [early.file, late.file]
    late.close()
    early.close()


def test_a_form_left_unsaved_is_found_by_the_same_program(form: Path) -> None:
    document = Document.open(form)
    document.set("unit", "一")
    document.close()
    again = Document.open(form)
    assert again.evaluation.unit == "一"
    assert again.taken_up is not None
    assert [edit.new for edit in again.taken_up.recovered] == ["一"]
    again.close(gives_up=True)
    assert Document.open(form).evaluation.unit == ""


@pytest.mark.skipif(os.name != "posix", reason="a process is forked")
def test_an_edit_costs_no_sync_on_its_way(form: Path) -> None:
    from threading import get_ident

    calls: list[tuple[str, bool]] = []
    typing = get_ident()

    def noted(name: str, _: tuple[Any, ...], act: Any) -> Any:
        calls.append((name, get_ident() == typing))
        return act()

    document = Document.open(form)
    document.set("unit", "一")
    with disk.watched(noted):
        document.set("unit", "二")
    here = [name for name, is_here in calls if is_here]
    assert here == ["write_at"]
    document.close(gives_up=True)
