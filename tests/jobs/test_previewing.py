"""The preview shows what an export would write: drafts as drafts, and says what to know of it."""

from datetime import date
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.jobs.previewing import Preview, preview
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load

TODAY = date(2021, 5, 1)
DRAFT_LINE = "草稿：尚有错误未改"


def form(folder: Path, name: str) -> Evaluation:
    return load(next(folder.glob(f"{name}*")))


def text_of(shown: Preview) -> str:
    return "".join(run.text for page in shown.pages for line in page for run in line)


def test_a_form_without_errors_is_shown_as_it_leaves_the_house(folder: Path) -> None:
    shown = preview(form(folder, "2022"), folder, TODAY)
    assert (len(shown.pages), shown.errors, shown.notes) == (2, 0, ())
    assert DRAFT_LINE not in text_of(shown)


def test_a_form_with_errors_is_shown_as_the_draft_it_would_be(folder: Path) -> None:
    shown = preview(form(folder, "2020"), folder, TODAY)
    assert shown.errors > 0
    assert text_of(shown).count(DRAFT_LINE) == len(shown.pages)


def test_rules_that_a_folder_has_set_aside_make_no_draft(folder: Path) -> None:
    (folder / "perftui.toml").write_text('[check]\nselect = ["PT050"]\n', "utf-8")
    assert preview(form(folder, "2020"), folder, TODAY).errors == 0


def test_what_cannot_be_printed_and_a_template_for_word_are_told_of(folder: Path) -> None:
    (folder / "模板").mkdir()
    (folder / "模板" / "sh2019.docx").write_bytes(b"is not opened for a pdf")
    odd = form(folder, "2019").model_copy(update={"goal": "目标😀"})
    word, letters = preview(odd, folder, TODAY).notes
    assert "本单位的模板" in word
    assert "😀" in letters


def test_what_keeps_a_form_from_being_shown_is_said_in_a_sentence(folder: Path) -> None:
    (folder / "perftui.toml").write_text("[check", "utf-8")
    with pytest.raises(StorageError):
        preview(form(folder, "2019"), folder, TODAY)
