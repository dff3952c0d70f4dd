"""PDF documents: cells found by their lines, pages joined, and pages that are no text."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.pdf import read
from perftui.readers.layout.evaluations import read_grid
from perftui.readers.report import DocumentError

FORM = Path(__file__).parents[2] / "data" / "documents" / "式样一.pdf"


@pytest.fixture(scope="module")
def form():
    return FORM.read_bytes()


@pytest.fixture(scope="module")
def grid(form):
    return read(form, "表.pdf")


def _pdf(content, *, resources=b"", pages=1):
    """Write a file of pages with one content stream, and Latin text alone."""
    packed = zlib.compress(content)
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        *[
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R"
            b"/Resources<</Font<</F 3 0 R>>" + resources + b">>>>"
        ]
        * pages,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(body))
    return body + head + table + end


def _lines(*edges):
    return b" ".join(b"%d %d m %d %d l S" % edge for edge in edges)


def _words(*words):
    return b" ".join(b"BT /F 10 Tf %d %d Td (%s) Tj ET" % word for word in words)


def test_a_form_of_several_pages_is_read_whole(grid):
    (imported,) = read_grid(grid)
    evaluation = imported.evaluation
    assert evaluation.name == "人才大厦管理维护专项"
    assert [len(evaluation.indicators), str(evaluation.executed)] == [26, "11666020.85"]
    assert not imported.questions


def test_a_merged_label_stands_in_the_first_row_it_covers(grid):
    row = next(row for row in grid.rows if "投入与管理" in row.cells[0])
    after = grid.rows[grid.rows.index(row) + 1]
    assert "资金使用的合规性" in row.cells
    assert 0 in after.from_above


def test_the_first_row_of_a_page_follows_a_break(grid):
    first = next(row for row in grid.rows if row.where == "第2页第1行")
    assert first.break_before
    assert sum(row.break_before for row in grid.rows) == 1


def test_cells_are_found_by_the_lines_around_them():
    lines = _lines(
        (50, 300, 350, 300), (50, 250, 350, 250), (50, 200, 350, 200), (50, 200, 50, 300)
    )
    lines += b" " + _lines((200, 200, 200, 250), (350, 200, 350, 300))
    words = _words((60, 270, b"Head over both"), (60, 220, b"left"), (210, 220, b"right"))
    rows = read(_pdf(lines + b" " + words), "x.pdf").rows
    assert [row.cells for row in rows] == [("Head over both", ""), ("left", "right")]
    assert rows[0].from_left == {1}


def test_page_numbers_do_not_come_between_two_halves():
    page = _words((60, 300, b"text of the page"), (190, 20, b"- 1 -"))
    grid = read(_pdf(page, pages=2), "x.pdf")
    assert not any("- 1 -" in row.cells for row in grid.rows)
    assert any("1" in note.what for note in grid.notes)


def test_a_page_without_text_is_told_to_be_a_picture():
    with pytest.raises(DocumentError, match="扫描"):
        read(_pdf(_lines((0, 0, 10, 10))), "x.pdf")


def test_far_too_many_pages_are_refused():
    with pytest.raises(DocumentError, match="201页"):
        read(_pdf(_words((60, 300, b"x")), pages=201), "x.pdf")


@pytest.mark.parametrize("size", [0, 9, 1000, 50_000])
def test_truncated_files_are_refused_or_read(form, size):
    try:
        read(form[:size], "半.pdf")
    except DocumentError as error:
        assert "半.pdf" in str(error)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 140_000), st.binary(max_size=6)), max_size=6))
def test_damaged_files_are_refused_or_read(damages):
    damaged = bytearray(FORM.read_bytes())
    for at, other in damages:
        damaged[at : at + 3] = other
    try:
        read(bytes(damaged), "坏.pdf")
    except DocumentError as error:
        assert "\n" not in str(error)
