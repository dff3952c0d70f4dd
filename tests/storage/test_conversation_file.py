"""What was said about a form is kept for its user alone, and follows the form."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from perftui.storage.conversation_file import ConversationFile, Utterance
from perftui.storage.errors import StorageError
from perftui.storage.shelves import Shelf, Shelves

NOW = datetime(2026, 4, 20, 15, 30, tzinfo=UTC)
ASKED = Utterance(NOW, "", ("助手: 预算多少？",), is_users=False)
SAID = Utterance(NOW, "李", ("预算124.55万",))
ANSWERED = Utterance(NOW, "", ("助手: 记下",), {"aside": ["goal"]}, is_users=False)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "甲.perf.json"
    path.write_text("{}", "utf-8")
    return path


def test_what_was_said_comes_back_in_its_order(form: Path) -> None:
    assert ConversationFile.of(form).read() == ()
    ConversationFile.of(form).append([ASKED, SAID])
    ConversationFile.of(form).append([ANSWERED])
    assert ConversationFile.of(form).read() == (ASKED, SAID, ANSWERED)
    assert stat.S_IMODE(ConversationFile.of(form).file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "line",
    [
        '{"time": "2026-04-20T15:30:00+00:00", "lines": ["半',
        "[]",
        "{}",
        '{"time": 3, "lines": []}',
        '{"time": "2026-04-20T15:30:00", "lines": []}',
        '{"time": "2026-04-20T15:30:00+00:00", "lines": "文"}',
        '{"time": "2026-04-20T15:30:00+00:00", "lines": [], "notes": 1}',
        "[" * 5000,
    ],
)
def test_a_line_that_is_no_utterance_is_passed_over(form: Path, line: str) -> None:
    kept = ConversationFile.of(form)
    kept.append([SAID])
    with kept.file.open("a", encoding="utf-8") as file:
        file.write(line)
    kept.append([ANSWERED])
    assert kept.read() == (SAID, ANSWERED)


def test_what_was_said_is_plain_text_again(form: Path) -> None:
    kept = ConversationFile.of(form)
    kept.append([Utterance(NOW, "李\x1b[31m\n二", ("一\x1b]52;c;x\x07\n二\ud800",))])
    (one,) = kept.read()
    assert (one.who, one.lines) == ("李 二", ("一 二",))


def test_it_follows_a_form_to_another_shelf_and_back(form: Path) -> None:
    ConversationFile.of(form).append([SAID])
    shelves = Shelves(form.parent)
    move = shelves.move(form, Shelf.ARCHIVE)
    assert ConversationFile.of(form).read() == ()
    assert ConversationFile.of(move.new).read() == (SAID,)
    assert ConversationFile.of(shelves.move_back(move)).read() == (SAID,)


def test_what_cannot_be_read_or_written_is_told(form: Path) -> None:
    kept = ConversationFile.of(form)
    kept.file.mkdir(parents=True)
    with pytest.raises(StorageError, match="不能读取"):
        kept.read()
    with pytest.raises(StorageError, match="不能保存"):
        kept.append([SAID])
