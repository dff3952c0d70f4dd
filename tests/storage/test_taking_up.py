"""A form opened again: what was not saved, what others did, what was damaged meanwhile."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import SUFFIX, digest_of, load, save
from perftui.storage.form_data import KEPT, place_of
from perftui.storage.history import History
from perftui.storage.journal import recovery
from perftui.storage.past import Past
from perftui.storage.shelves import Shelf, Shelves
from perftui.storage.taking_up import ELSEWHERE, FOUND_AGAIN, RestorableError, restore, take_up

NOW = datetime(2020, 4, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every document that is let go of for one whose program was killed."""
    monkeypatch.setattr(recovery, "is_gone", lambda *_: True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / f"表{SUFFIX}"
    save(Evaluation(name="甲", unit="一"), path)
    return path


def saved_here(path: Path) -> None:
    document = Document.open(path, "李")
    document.set("name", "乙")
    document.save()
    document.close()


def test_a_form_that_was_closed_well_has_nothing_to_tell(path: Path) -> None:
    saved_here(path)
    found = take_up(path, NOW)
    assert found.start == found.held == found.final == load(path)
    assert (found.edits, found.recovered, found.typing, found.journals) == ((), (), None, ())


def test_what_was_not_saved_is_there_again(path: Path) -> None:
    saved_here(path)
    killed = Document.open(path, "李")
    killed.set("name", "丙")
    killed.set("unit", "二")
    killed.undo()
    killed.note_typing("budget", "12")
    found = take_up(path, NOW)
    assert (found.final.name, found.final.unit) == ("丙", "一")
    assert [(edit.path, edit.new) for edit in found.recovered] == [("name", "丙")]
    assert found.typing is not None
    assert (found.typing.path, found.typing.text) == ("budget", "12")
    again = Document.open(path, "李")
    assert again.undo() == "name"
    assert again.evaluation == load(path)
    assert again.undo() == "name"
    assert again.evaluation.name == "甲"


def test_it_is_there_again_however_often_one_is_killed(path: Path) -> None:
    for number in range(4):
        killed = Document.open(path, "李")
        killed.set("unit", f"{number}")
    document = Document.open(path, "李")
    assert document.evaluation.unit == "3"
    assert load(path).unit == "一"
    document.save()
    document.close()
    assert [edit.new for edit in History.of(path).read()] == ["0", "1", "2", "3"]


def test_a_step_taken_back_before_a_kill_stays_back_and_can_be_done_again(path: Path) -> None:
    saved_here(path)
    killed = Document.open(path, "李")
    killed.undo()
    document = Document.open(path, "李")
    assert document.evaluation.name == "甲"
    assert document.undo() is None
    assert document.redo() == "name"
    assert document.evaluation.name == "乙"


def test_what_was_changed_elsewhere_is_told_and_can_be_taken_back(path: Path) -> None:
    saved_here(path)
    save(load(path).model_copy(update={"unit": "三"}), path)
    found = take_up(path, NOW)
    assert [(one.path, one.new, one.source) for one in found.edits] == [("unit", "三", ELSEWHERE)]
    assert (found.outside, found.recovered) == (1, ())
    document = Document.open(path, "李")
    assert document.is_saved
    assert document.undo() == "unit"
    assert document.undo() == "name"
    assert (document.evaluation.name, document.evaluation.unit) == ("甲", "一")


def test_what_was_changed_elsewhere_and_what_was_not_saved_come_together(path: Path) -> None:
    saved_here(path)
    killed = Document.open(path, "李")
    killed.set("name", "丙")
    save(load(path).model_copy(update={"unit": "三"}), path)
    found = take_up(path, NOW)
    assert (found.final.name, found.final.unit) == ("丙", "三")
    assert [(one.path, one.source) for one in found.edits] == [
        ("unit", ELSEWHERE),
        ("name", FOUND_AGAIN),
    ]
    assert [one.path for one in found.recovered] == ["name"]


def test_of_what_two_programs_left_behind_all_comes_back_the_newest_winning(path: Path) -> None:
    times = [NOW.replace(year=2021), NOW]
    for time, (name, unit) in zip(times, [("新", "一"), ("旧", "二")], strict=True):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(recovery, "is_gone", lambda *_: False)
            document = Document.open(path, "李", lambda time=time: time)  # type: ignore[misc]
            document.set("unit", unit)
            document.set("name", name)
    found = take_up(path, NOW)
    assert (found.final.name, found.final.unit) == ("新", "二")
    assert len(found.journals) == 2


def test_a_file_that_was_written_and_is_not_in_the_history_yet_was_written_here(path: Path) -> None:
    """The program was killed between the two."""
    saved_here(path)
    killed = Document.open(path, "李")
    killed.set("name", "丙")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(History, "append", _killed)
        with pytest.raises(KeyboardInterrupt):
            killed.save()
    found = take_up(path, NOW)
    assert (found.edits, [one.new for one in found.lost_from_history]) == ((), ["丙"])
    document = Document.open(path, "李")
    assert [edit.new for edit in document.history()] == ["乙", "丙"]
    assert document.undo() == "name"
    assert document.evaluation.name == "乙"


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"format": 1}'])
def test_a_damaged_form_can_be_restored(path: Path, content: bytes) -> None:
    saved_here(path)
    whole = load(path)
    path.write_bytes(content)
    with pytest.raises(RestorableError, match="可以恢复"):
        Document.open(path)
    assert path.read_bytes() == content
    aside = restore(path)
    assert load(path) == whole
    assert aside is not None
    assert aside.read_bytes() == content
    assert Document.open(path).evaluation == whole


def test_what_was_not_saved_outlives_the_damage(path: Path) -> None:
    saved_here(path)
    killed = Document.open(path, "李")
    killed.set("unit", "二")
    path.write_bytes(b"\0" * 99)
    with pytest.raises(RestorableError):
        Document.open(path)
    restore(path)
    document = Document.open(path)
    assert (document.evaluation.name, document.evaluation.unit) == ("乙", "二")


def test_a_form_that_is_gone_can_be_restored(path: Path) -> None:
    saved_here(path)
    whole = load(path)
    path.unlink()
    with pytest.raises(RestorableError):
        Document.open(path)
    assert restore(path) is None
    assert load(path) == whole


def test_a_form_never_seen_here_cannot_be_restored(path: Path) -> None:
    path.write_bytes(b"{")
    with pytest.raises(StorageError) as caught:
        Document.open(path)
    assert not isinstance(caught.value, RestorableError)
    with pytest.raises(StorageError, match="没有留下"):
        restore(path)
    assert path.read_bytes() == b"{"


def test_two_damaged_versions_are_both_put_aside(path: Path) -> None:
    saved_here(path)
    asides = []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        asides.append(restore(path))
    assert len(set(asides)) == 2
    assert [aside.read_bytes() for aside in asides if aside] == [b"one", b"two"]


def test_a_damaged_journal_is_no_obstacle(path: Path) -> None:
    killed = Document.open(path, "李")
    killed.set("name", "丙")
    (journal,) = take_up(path, NOW).journals
    journal.write_bytes(b"\0" * 4096)
    document = Document.open(path)
    assert document.evaluation == load(path)
    assert not journal.exists()


def test_what_was_not_saved_follows_a_form_that_is_put_away(path: Path) -> None:
    killed = Document.open(path, "李")
    killed.set("name", "丙")
    move = Shelves(path.parent).move(path, Shelf.ARCHIVE)
    document = Document.open(move.new, "李")
    assert document.evaluation.name == "丙"
    assert document.undo() == "name"
    assert take_up(move.new, NOW).final.name == "甲"


# What has led to a form as it is.


def test_the_past_of_a_form_is_that_of_its_content(path: Path) -> None:
    saved_here(path)
    past = Past.leading_to(load(path), path)
    assert past is not None
    assert [edit.new for edit in past.read()] == ["乙"]
    assert Past.leading_to(Evaluation(name="another"), path) is None


def test_the_past_ends_where_the_session_began(path: Path) -> None:
    saved_here(path)
    past = Past.leading_to(load(path), path)
    saved_here_again = Document.open(path, "王")
    saved_here_again.set("unit", "四")
    saved_here_again.save()
    assert past is not None
    assert [edit.new for edit in past.read()] == ["乙"]


def test_a_form_whose_history_leads_elsewhere_is_not_taken_back_into_it(path: Path) -> None:
    saved_here(path)
    place_of(path, KEPT).unlink()
    save(Evaluation(name="别的"), path)
    document = Document.open(path)
    assert document.undo() is None
    assert document.evaluation == Evaluation(name="别的")


def test_a_history_that_was_tampered_with_takes_nothing_back_wrongly(path: Path) -> None:
    saved_here(path)
    history = History.of(path)
    lines = history.file.read_text("utf-8").splitlines()
    changed = json.dumps(json.loads(lines[0]) | {"new": "伪造"}, ensure_ascii=False)
    history.file.write_text("\n".join([changed, *lines[1:], ""]), "utf-8")
    assert history.audit().broken
    document = Document.open(path)
    before = document.evaluation
    assert document.undo() is None
    assert document.evaluation == before
    assert digest_of(before) == history.last_digest()
