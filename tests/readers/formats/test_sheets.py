"""Workbooks: values as their cells show them, formulas without results, merges, hidden parts."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats import xls, xlsx
from perftui.readers.report import DocumentError, LeftOut, Repair

HOUSES = Path(__file__).parents[2] / "data" / "documents" / "houses"


def _saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _book(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def _shown(value, number_format="General"):
    """Return what a cell of a value and a format is read as."""
    book = _book(["甲", value])
    book.active["B1"].number_format = number_format
    return xlsx.read(_saved(book), "x.xlsx").rows[0].cells[1]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.89, "0.00%", "89.00%"),
        (0.953, "0%", "95%"),
        (6, "General", "6"),
        (2.5, "General", "2.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1187376.456, "#,##0", "1187376.456"),
        (dt.datetime(2020, 4, 17), "yyyy-mm-dd", "2020-04-17"),
        (dt.datetime(2020, 4, 17, 9, 30), 'yyyy"年"m"月"d"日"', "2020-04-17"),
        ("=1+1", "@", "2"),
        ("'0012", "@", "'0012"),
        ("_x0041_", "General", "A"),
    ],
)
def test_a_cell_reads_as_it_shows(value, number_format, shown):
    assert _shown(value, number_format).replace(",", "") == shown


def test_amounts_keep_what_their_format_shows():
    assert _shown(13180638, "#,##0.00").replace(",", "") == "13180638.00"


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=SUM(A1:A3)", "60"),
        ("=ROUND(A1/A3,2)", "0.33"),
        ('=ROUND(2.5,0)&"分"', "3分"),
        ('=IF(A1>=10,"优秀","良好")', "优秀"),
        ("=A1*(1+A2%)^2", "14.4"),
        ("=MAX(A1:A3)-MIN(A1,A2)", "20"),
        ('=IFERROR(A1/0,"无")', "无"),
        ("=AVERAGE(A1:A3)+COUNT(A1:A3)", "23"),
        ("='另 表'!B2+1", "8"),
        ("=-A1+$A$2", "10"),
    ],
)
def test_formulas_without_a_result_are_computed_and_told(formula, result):
    book = _book([10, "甲", formula], [20], [30])
    other = book.create_sheet("另 表")
    other["B2"] = 7
    grid = xlsx.read(_saved(book), "x.xlsx")
    assert grid.rows[0].cells[2] == result
    assert any(isinstance(note, Repair) and "C1" in note.where for note in grid.notes)


@pytest.mark.parametrize("formula", ["=C1", "=TODAY()", "=NO.SUCH(1)", "=[1]表!A1", "=1+", "=A1/0"])
def test_what_cannot_be_computed_stays_empty_and_is_told(formula):
    grid = xlsx.read(_saved(_book([10, "甲", formula])), "x.xlsx")
    assert grid.rows[0].at(2) == ""
    assert any("C1" in f"{note.where}{note.what}" for note in grid.notes)


def test_merged_cells_stand_in_their_first_column_and_row():
    book = _book(["产出目标", "甲", None], [None, "乙", "丙"])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    rows = xlsx.read(_saved(book), "x.xlsx").rows
    assert [row.cells for row in rows] == [("产出目标", "甲", ""), ("", "乙", "丙")]
    assert rows[0].from_left == {2}
    assert rows[1].from_above == {0}
    assert rows[1].place(1).endswith("B2")


def test_hidden_sheets_and_rows_are_left_out_and_told():
    book = _book(["甲"], ["乙"], ["丙"])
    book.active.row_dimensions[2].hidden = True
    hidden = book.create_sheet("字典")
    hidden["A1"] = "丁"
    hidden.sheet_state = "hidden"
    grid = xlsx.read(_saved(book), "x.xlsx")
    assert [row.cells[0] for row in grid.rows] == ["甲", "丙"]
    told = [note.what for note in grid.notes if isinstance(note, LeftOut)]
    assert len(told) >= 2


def test_the_sheets_of_a_book_follow_one_another():
    book = _book(["甲"])
    book.active.title = "一"
    book.create_sheet("二").append(["乙"])
    rows = xlsx.read(_saved(book), "x.xlsx").rows
    assert [row.cells[0] for row in rows] == ["甲", "乙"]
    assert rows[1].break_before
    assert "二" in rows[1].where


def test_a_cell_far_away_does_not_make_a_sheet_large():
    book = _book(["甲", "乙"])
    book.active["XFD1048576"] = "远"
    grid = xlsx.read(_saved(book), "x.xlsx")
    assert grid.rows[0].cells[:2] == ("甲", "乙")
    assert len(grid.rows) < 10


@pytest.mark.parametrize("path", sorted(HOUSES.glob("*.xls")), ids=lambda path: path.stem)
def test_an_old_workbook_reads_cell_by_cell(path):
    grid = xls.read(path.read_bytes(), path.name)
    assert any("项目名称" in "".join(cell.split()) for row in grid.rows for cell in row.cells)


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0" + bytes(99)])
@pytest.mark.parametrize("reader", [xls.read, xlsx.read])
def test_what_is_no_workbook_is_refused(reader, data):
    with pytest.raises(DocumentError, match="表"):
        reader(data, "表.xls")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8000), st.binary(max_size=4)), max_size=4))
def test_damaged_workbooks_are_read_or_refused(damages):
    book = bytearray(_saved(_book(["项目名称", "甲", "=SUM(A1:A3)"])))
    for at, other in damages:
        book[at : at + 2] = other
    try:
        xlsx.read(bytes(book), "坏.xlsx")
    except DocumentError as error:
        assert "坏.xlsx" in str(error)
