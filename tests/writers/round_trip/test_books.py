"""Drafts and books of several forms read back as the same forms; a cover is no form."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from perftui.readers.layout.evaluations import Imported
from perftui.readers.reading import read_document
from perftui.writers.exporting import FORMATS, Ready, render, render_together
from tests.writers.round_trip.comparing import differences, doubts
from tests.writers.round_trip.independent.docx_page import docx_furniture, docx_page
from tests.writers.round_trip.independent.html_page import html_page
from tests.writers.round_trip.independent.pdf_page import pdf_page
from tests.writers.round_trip.independent.text_pages import md_page, tsv_page, txt_page
from tests.writers.round_trip.independent.xlsx_page import xlsx_page
from tests.writers.round_trip.making import PROFILES, form
from tests.writers.samples import BOOK, NAMES, book, sample, samples, written

Reading = Callable[[bytes, str], Sequence[Imported]]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    def read_bytes(data: bytes, name: str) -> Sequence[Imported]:
        path = tmp_path / f"书.{name}"
        path.write_bytes(data)
        return read_document(path)

    return read_bytes


@pytest.mark.parametrize("profile_id", PROFILES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_comes_back_as_the_same_form(name: str, profile_id: str, read: Reading) -> None:
    evaluation = form(Random(1), profile_id, 30)
    (imported,) = read(render(evaluation, name, draft=True), name)
    assert differences(evaluation, imported, name) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_says_so_and_a_final_form_does_not(name: str) -> None:
    assert "草稿" in whole(render(sample(NAMES[0]), name, draft=True), name)
    assert "草稿" not in whole(written(NAMES[0], name), name)


def test_a_draft_says_so_on_each_page() -> None:
    printed = pdf_page(render(sample(NAMES[0]), "pdf", draft=True))
    assert all("草稿" in page for page in printed.pages)


@pytest.mark.parametrize("name", FORMATS)
def test_a_book_comes_back_form_by_form(name: str, read: Reading) -> None:
    forms = read(book(name), name)
    assert [one.evaluation.name for one in forms] == [one.name for one in samples()]
    for evaluation, imported in zip(samples(), forms, strict=True):
        assert differences(evaluation, imported, name) == []
        assert doubts(imported) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_book_with_drafts_and_all_kinds_comes_back(name: str, read: Reading) -> None:
    made = [form(Random(seed), PROFILES[seed % 2], 15, odd=0) for seed in range(4)]
    ready = [Ready(one, draft=number % 3 == 0) for number, one in enumerate(made)]
    forms = read(render_together(ready, name, "汇编"), name)
    for evaluation, imported in zip(made, forms, strict=True):
        assert differences(evaluation, imported, name) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_book_names_its_forms_on_the_cover(name: str) -> None:
    text = whole(book(name), name)
    assert BOOK in text
    assert all(text.count(one.name) >= 2 for one in samples())


def test_each_form_of_a_workbook_has_a_sheet_and_of_a_pdf_a_bookmark() -> None:
    outline = pdf_page(book("pdf")).outline
    assert all(any(one.name in title for title in outline) for one in samples())


def whole(data: bytes, name: str) -> str:
    """Return all text of a document without white space."""
    pages = {"xlsx": xlsx_page, "html": html_page, "md": md_page, "tsv": tsv_page, "txt": txt_page}
    if name == "pdf":
        text = "".join(pdf_page(data).pages)
    elif name == "docx":
        text = "\n".join((*docx_page(data).texts, *docx_furniture(data)))
    else:
        text = "\n".join(pages[name](data).texts)
    return "".join(text.split())
