"""Hostile and dirty texts stand in every format as they are, and break no file."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO

import pytest
from docx import Document
from openpyxl import load_workbook

from perftui.writers.exporting import FORMATS, render

PROFILES = ("sh2019", "national2020")


def docx_texts(data):
    document = Document(BytesIO(data))
    return {cell.text for table in document.tables for row in table.rows for cell in row.cells}


def xlsx_cells(data):
    sheet = load_workbook(BytesIO(data)).active
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def html_texts(data):
    cells = re.findall(r"<(td|th)\b[^>]*>(.*?)</\1>", data.decode(), re.DOTALL)
    return {unescape(text) for _, text in cells}


def markdown_texts(data):
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", data.decode())]
    return {re.sub(r"\\(.)", r"\1", cell.replace("<br>", "\n")) for cell in cells}


def tabbed_texts(data):
    rows = csv.reader(StringIO(data.decode(), newline=""), delimiter="\t")
    return {cell.lstrip("\xa0") for row in rows for cell in row}


READERS = {
    "docx": docx_texts,
    "xlsx": lambda data: {cell.value for cell in xlsx_cells(data)},
    "html": html_texts,
    "md": markdown_texts,
    "tsv": tabbed_texts,
}


@pytest.fixture(params=PROFILES)
def evaluation(request, hostile):
    return hostile(request.param)


@pytest.mark.parametrize("format_name", READERS)
def test_hostile_texts_stand_as_they_are_and_dirty_ones_cleaned(
    format_name, evaluation, hostile_texts, dirty_texts
):
    found = READERS[format_name](render(evaluation, format_name))
    wanted = {*hostile_texts, *dirty_texts.values()}
    assert wanted - found == set()
    assert {"约100万", "也许", "=TODAY()"} - found == set()


def test_plain_text_keeps_every_character(evaluation, hostile_texts, dirty_texts):
    text = render(evaluation, "txt").decode()
    assert text.count("W") >= 120 * 3
    assert text.count("长") >= 2000 * 3
    for short in ("{{ 7*7 }}", "=1+1", "]]>", "&amp;", "_x0041_", "空格", "铃声"):
        assert short in text
    assert "49" not in text


def test_only_the_totals_are_formulas(evaluation):
    cells = xlsx_cells(render(evaluation, "xlsx"))
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert len(formulas) == 2
    assert all(re.fullmatch(r"=SUM\([A-Z]\d+:[A-Z]\d+\)", formula) for formula in formulas)


@pytest.mark.parametrize("format_name", ["html", "md", "txt", "tsv"])
def test_no_control_character_or_bidi_override_is_left(format_name, evaluation):
    text = render(evaluation, format_name).decode()
    text = text.replace("\t", "") if format_name == "tsv" else text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\ufffe]", text)


def test_no_cell_between_tabs_begins_as_a_formula(evaluation):
    rows = csv.reader(StringIO(render(evaluation, "tsv").decode(), newline=""), delimiter="\t")
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@](?!\d)", cell)]


def test_form_text_is_no_html_element(evaluation):
    html = render(evaluation, "html").decode()
    body = html[html.index("<body>") :]
    written = set(re.findall(r"</?([a-z0-9]+)", body))
    assert written <= {
        *("body", "main", "article", "h1", "p", "table", "caption", "colgroup", "col", "thead"),
        *("tbody", "tfoot", "tr", "th", "td", "span", "b", "ul", "li", "html"),
    }
    assert "<b>粗" not in body


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_form_gives_the_same_bytes(format_name, evaluation, realistic):
    for form in (evaluation, realistic):
        assert render(form, format_name) == render(form, format_name)
