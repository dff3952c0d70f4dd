"""Readers that know nothing of perftui's find every field, and the same figures in all formats."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from perftui.writers.exporting import FORMATS, render
from tests.writers.round_trip import wanted
from tests.writers.round_trip.finding import missing, missing_in_text
from tests.writers.round_trip.independent.docx_page import docx_page
from tests.writers.round_trip.independent.formulas import evaluate
from tests.writers.round_trip.independent.html_page import html_page
from tests.writers.round_trip.independent.packages import faults
from tests.writers.round_trip.independent.pages import Page
from tests.writers.round_trip.independent.pdf_page import pdf_page
from tests.writers.round_trip.independent.text_pages import md_page, tsv_page, txt_page
from tests.writers.round_trip.independent.xlsx_page import formulas, xlsx_page
from tests.writers.samples import NAMES, sample, written

PAGES: dict[str, Callable[[bytes], Page]] = {
    "docx": docx_page,
    "xlsx": xlsx_page,
    "html": html_page,
    "md": md_page,
    "tsv": tsv_page,
}
TEXTS: dict[str, Callable[[bytes], str]] = {
    "txt": lambda data: "\n".join(txt_page(data).texts),
    "pdf": lambda data: "\n".join(pdf_page(data).pages),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", PAGES)
def test_every_field_stands_in_its_place(kind: str, name: str) -> None:
    assert list(missing(sample(name), PAGES[kind](written(name, kind)))) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", TEXTS)
def test_every_field_stands_in_the_text(kind: str, name: str) -> None:
    assert list(missing_in_text(sample(name), TEXTS[kind](written(name, kind)))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_same_figures_stand_in_all_formats(name: str) -> None:
    for kind in FORMATS:
        data = written(name, kind)
        texts = (
            PAGES[kind](data).texts if kind in PAGES else re.split(r"[\s│|]+", TEXTS[kind](data))
        )
        whole = "\n".join(texts)
        for figure in wanted.figures(sample(name)):
            assert figure in whole, (kind, figure)


@pytest.mark.parametrize("name", NAMES)
def test_formulas_give_the_values_stored_with_them(name: str) -> None:
    found = list(formulas(written(name, "xlsx")))
    assert len(found) >= 3  # both totals and the rate
    for sheet, formula, stored in found:
        computed = evaluate(formula, sheet)
        if isinstance(computed, Decimal):
            assert computed == pytest.approx(Decimal(repr(stored)), abs=Decimal("1e-9")), formula
        else:
            assert computed == (stored or ""), formula


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("name", NAMES)
def test_packages_hold_what_they_declare_and_lead_nowhere_else(name: str, kind: str) -> None:
    assert list(faults(written(name, kind))) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_embeds_its_fonts_and_says_what_it_is(name: str) -> None:
    printed = pdf_page(written(name, "pdf"))
    assert printed.foreign_fonts == frozenset()
    assert printed.sizes == {(595, 842)}
    assert 1 <= len(printed.pages) <= 6
    assert printed.outline
    assert sample(name).name in printed.metadata["Title"]
    assert printed.metadata["Author"] == sample(name).unit


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_form_gives_the_same_bytes(kind: str) -> None:
    assert render(sample(NAMES[0]), kind) == written(NAMES[0], kind)
