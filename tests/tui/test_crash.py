"""An unexpected error loses nothing typed and shows no traceback."""

import tempfile
from pathlib import Path

import pytest

from perftui.tui.terminal.crash import explain_crash
from tests.tui.keyboard import TOWER, editor, opened, saved


@pytest.fixture(autouse=True)
def reports_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


async def test_what_was_typed_is_saved_when_perftui_itself_fails(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="mishap"):
        async with opened(folder / TOWER) as pilot:
            editor(pilot).document.set("department", "综合科")

            def fail() -> None:
                raise RuntimeError("mishap")

            pilot.app.call_later(fail)
            await pilot.pause()
    assert saved(folder / TOWER).department == "综合科"


def test_the_user_reads_one_sentence_and_the_details_are_in_a_file() -> None:
    try:
        raise ValueError("[/red] details")
    except ValueError as error:
        sentence = explain_crash(error)
    report = Path(sentence.partition("详情记在 ")[2].partition("，请交给")[0])
    assert "Traceback" not in sentence
    assert "[/red] details" in report.read_text(encoding="utf-8")
