"""What spreadsheets compute, browsers run and terminals obey stands as text in every export."""

import csv
import json
import re
from html import unescape
from html.parser import HTMLParser
from io import BytesIO, StringIO

import pytest
from docx import Document
from openpyxl import load_workbook

from perftui.evaluation.model import Evaluation
from perftui.evaluation.safe_text import UNSAFE
from perftui.storage.evaluation_file import dumps
from perftui.writers.exporting import FORMATS, Ready, render, render_together
from perftui.writers.report.page.page import render_page
from perftui.writers.report.workbook.workbook import render_book
from tests.writers.pdf_pages import whole
from tests.writers.reported import form as reported
from tests.writers.reported import overview_of

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠", "'=", '"=')
FORMULAS = tuple(f"{prefix}1+HYPERLINK(A1)" for prefix in PREFIXES)
PAGES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</td></table><iframe src=//x>",
    "[点](javascript:alert(1))",
    "![点](http://x/y.png)",
    "<javascript:alert(1)>",
    "甲 | 乙 || 丙",
    "`码` ~~~ ```",
    "&lt;b&gt;",
    "{{ 7*7 }}{% raw %}",
)
ESCAPES = ("\x1b]0;PWNED\x07标", "\x9b2J清", "\u202e反", "\u200b隐")
TEXTS = (*FORMULAS, *PAGES, *ESCAPES)
REFERENCE = re.compile(r"='(?:[^']|'')+'![A-Z]+\d+$")  # to a cell of another sheet
LIVE = re.compile(r"^[=+\-@＝＋－＠\t\r](?![\d.,]*%?$)")


@pytest.fixture(scope="module")
def form() -> Evaluation:
    """Return a form that has each text in a row, and all of them in each narrative."""
    rows = [
        {"category": "产出目标", "name": text, "weight": "1", "remark": text, "explanation": text}
        for text in TEXTS
    ]
    texts = dict.fromkeys(("unit", "department", "goal", "achievements"), "\n".join(TEXTS))
    said = {"problems": FORMULAS[0], "measures": PAGES[0], "name": f"{FORMULAS[0]}{PAGES[0]}"}
    return Evaluation.model_validate({"year": 2019, "indicators": rows, **texts, **said})


@pytest.fixture(scope="module", params=["one", "together"])
def exported(request: pytest.FixtureRequest, form: Evaluation):
    """Render a form alone, or in a book with a cover."""
    kept: dict[str, bytes] = {}

    def document(name: str) -> bytes:
        if name not in kept:
            alone = request.param == "one"
            both = [Ready(form), Ready(form)]
            kept[name] = render(form, name) if alone else render_together(both, name, FORMULAS[0])
        return kept[name]

    return document


def cells_of(workbook: bytes):
    book = load_workbook(BytesIO(workbook))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


class Active(HTMLParser):
    """Collects what of a page does something: elements that load or run, handlers, links out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "object", "embed", "form", "base", "link"):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on")]
        links = [value or "" for name, value in attrs if name.endswith(("href", "src"))]
        self.found += [link for link in links if not link.startswith("#")]


def active(page: str) -> list[str]:
    parser = Active()
    parser.feed(page)
    return parser.found


def of_the_form(text: object) -> bool:
    return "HYPERLINK" in str(text) or "alert" in str(text)


def test_in_a_workbook_every_text_is_a_text(exported):
    cells = cells_of(exported("xlsx"))
    own = [cell for cell in cells if not (cell.data_type == "f" and REFERENCE.match(cell.value))]
    assert {cell.data_type for cell in own if of_the_form(cell.value)} == {"s"}
    assert not [cell.value for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert sum(of_the_form(cell.value) for cell in cells) >= 3 * len(FORMULAS)


def test_between_tabs_nothing_begins_as_a_formula(exported):
    text = exported("tsv").decode()
    cells = [cell for row in csv.reader(StringIO(text, newline=""), delimiter="\t") for cell in row]
    assert not [cell for cell in cells if LIVE.match(cell)]
    assert sum("HYPERLINK" in cell for cell in cells) >= 3 * len(FORMULAS)


def test_in_a_word_document_no_field_and_no_link_is_made(exported):
    document = Document(BytesIO(exported("docx")))
    body = document.element.body.xml
    said = re.findall(r"<w:instrText\b[^>]*>([^<]*)", body)
    assert not [field for field in said if of_the_form(field)]
    assert not re.search(r"<w:(?:fldSimple|object|altChunk)\b", body)
    assert not [link for link in document.part.rels.values() if link.is_external]
    texts = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert set(PAGES) <= texts


def test_on_a_page_no_text_is_an_element_an_attribute_or_a_link(exported):
    page = exported("html").decode()
    assert not active(page)
    assert "<script>alert(1)</script>" in unescape(page)


def test_in_markdown_no_text_is_a_link_an_element_or_a_column(exported):
    text = exported("md").decode()
    assert not re.search(r"(?<!\\)[<\[`]", text.replace("<br>", ""))
    table = [line for line in text.splitlines() if line.startswith("|")]
    columns = {len(re.findall(r"(?<!\\)\|", line)) for line in table if "HYPERLINK" in line}
    assert len(columns) <= 3


@pytest.mark.parametrize("format_name", ["html", "md", "txt", "tsv"])
def test_no_text_has_what_a_terminal_obeys(exported, format_name):
    text = exported(format_name).decode()
    assert not UNSAFE.search(text.replace("\r\n", "\n"))
    assert "PWNED" not in text


def test_a_pdf_runs_nothing_and_links_nowhere(exported):
    data = exported("pdf")
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/EmbeddedFile", b"/AA"):
        assert word not in data
    assert not UNSAFE.search(whole(data).replace("\r", ""))


def test_a_stored_form_has_nothing_that_a_terminal_obeys(form):
    text = dumps(form)
    assert not UNSAFE.search(text)
    assert json.loads(text)["indicators"][0]["name"] == FORMULAS[0]


def test_the_report_has_texts_only():
    forms = [
        reported(name=text, unit=text, file=f"{number}/{text}", project=number)
        for number, text in enumerate(TEXTS)
    ]
    overview = overview_of(tuple(forms))
    page = render_page(overview).decode()
    assert not active(page)
    assert not UNSAFE.search(page)
    cells = cells_of(render_book(overview))
    assert {cell.data_type for cell in cells if "alert" in str(cell.value)} <= {"s"}
    assert not [c.value for c in cells if c.data_type == "f" and "HYPERLINK(A1)" in str(c.value)]


def test_every_format_is_looked_at():
    assert set(FORMATS) == {"docx", "xlsx", "html", "md", "txt", "tsv", "pdf"}
