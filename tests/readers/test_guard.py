"""What would cost far more than a form is refused in one sentence, and no document besides.

The bombs are made here; on disk they would be small.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from perftui.readers.guard import LARGEST, check, check_size, pdf
from perftui.readers.guard.archives import open_zip, wrong_with_archive, wrong_with_member
from perftui.readers.report import DocumentError
from perftui.readers.sniffing import kind_of

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
MAIN = "word/document.xml"
LARGEST_ALONE = 4_000_000


def _zip(entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _refusal(kind, data):
    with pytest.raises(DocumentError) as caught:
        check(kind, data, "表.x")
    message = str(caught.value)
    assert message.startswith("「表.x」")
    assert "\n" not in message
    return message


def _directory_with(data, offset, value):
    """Return a zip file in whose directory the first entry has another number somewhere."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<L", value) + data[at + 4 :]


@pytest.mark.parametrize(
    "path", sorted(p for p in DOCUMENTS.rglob("*") if p.is_file()), ids=lambda path: path.name
)
def test_no_document_is_refused_that_is_none(path):
    data = path.read_bytes()
    check(kind_of(data, path.name).id, data, path.name)


def test_a_sheet_with_a_million_empty_rows_and_whole_columns_merged_is_let_pass():
    rows = "".join(f'<row r="{n}" ht="{n % 977}"/>' for n in range(1, 100_001))
    sheet = (
        f"<worksheet><sheetData>{rows}</sheetData><mergeCells>"
        '<mergeCell ref="A1:C1048576"/><mergeCell ref="1:3"/></mergeCells></worksheet>'
    )
    check("xlsx", _zip({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": sheet}), "表.xlsx")


def test_pictures_in_a_document_may_be_large_and_hold_anything():
    media = dict.fromkeys(
        ("word/media/1.emf", "customXml/item1.xml"), b"<!DOCTYPE x>" + bytes(10**7)
    )
    check("docx", _zip({MAIN: "<w:document/>", **media}), "表.docx")


def test_size_is_refused_before_anything_is_looked_at():
    check_size(LARGEST, "表.x")
    with pytest.raises(DocumentError, match="超过 20 MB"):
        check_size(LARGEST + 1, "表.x")


@pytest.mark.parametrize(
    "name",
    ["../../x.xml", "/etc/passwd", "word\\..\\..\\x.xml", "C:\\x.xml", "..", "word/../../x"],
)
def test_a_package_whose_names_lead_out_of_it_is_refused(name):
    assert "路径" in _refusal("docx", _zip({MAIN: "<x/>", name: "<x/>"}))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "DTD"),
        ('<?xml version="1.0"?> <!-- <a --> <!DOCTYPE x []><x/>', "DTD"),
        ('<x><!ENTITY a "b"></x>'.encode("utf-16-be"), "DTD"),
        ('<x><!ENTITY a "b"></x>'.encode("utf-16-le"), "DTD"),
        ('<x><!ENTITY a "b"></x>'.encode("utf-16"), "DTD"),
        ("<w:gridSpan w:val='1001'/>", "跨上千列"),
        ('<w:gridBefore\n w:x="" w:val=" 0002000"/>', "跨上千列"),
        ('<mergeCell ref="A1:XFD1048576"/>', "合并"),
        ("<x:mergeCell ref='$A:$XFD'/>", "合并"),
        ('<mergeCell ref="XFD9999999999999:A1"/>', "合并"),
    ],
)
def test_a_part_with_what_no_form_has_is_refused(part, told):
    for kind, name in (("docx", MAIN), ("docx", "word/styles.xml"), ("xlsx", "xl/s.xml")):
        assert told in _refusal(kind, _zip({name: part}))


@pytest.mark.parametrize(
    ("part", "times"),
    [
        (" ", 2**24),
        ("<w:r/>", 1_100_000),
        ("<w:sdt>", 3000),
        ("<mergeCell ref='A1:B1048576'/>", 60),
    ],
)
def test_a_part_beyond_measure_is_refused(part, times):
    for kind in ("docx", "xlsx"):
        assert _refusal(kind, _zip({MAIN: part * times}))


def test_parts_that_are_too_large_together_or_too_many_are_refused():
    part = "".join(f"<w:t>{n * n}</w:t>" for n in range(200_000))
    package = _zip({f"word/{n}.xml": part[:LARGEST_ALONE] for n in range(9)})
    assert "不像自评表" in _refusal("docx", package)
    check("xlsx", package, "表.xlsx")  # whose sheets are read row by row
    assert "不像自评表" in _refusal("docx", _zip({f"word/{n}": b"" for n in range(4001)}))


def test_spans_and_depths_as_forms_have_them_are_let_pass():
    inner = '<w:gridSpan w:val="999"/><mergeCell ref="A1:XFD20"/><w:jc w:val="20000"/>'
    check("docx", _zip({MAIN: "<a>" * 200 + inner * 99 + "</a>" * 200}), "表.docx")


def test_a_part_with_a_password_is_told():
    data = _zip({MAIN: "<x/>"})
    assert "有密码" in _refusal("docx", _directory_with(data, 8, 1))


def test_a_directory_that_lies_about_sizes_gains_nothing():
    data = _zip({MAIN: b"<x>" + b" " * 2**26})
    check("docx", _directory_with(data, 24, 10), "表.docx")  # no more than 10 bytes are read
    assert "不像自评表" in _refusal("docx", _directory_with(data, 24, 2**31))


def test_a_directory_of_a_million_entries_is_not_gone_through():
    data = _zip({f"{n:040}": b"" for n in range(20_000)}, zipfile.ZIP_STORED)
    with pytest.raises(DocumentError, match="太多"), open_zip(io.BytesIO(data), "表.zip"):
        pass


@pytest.mark.parametrize("cut", [4, 40, -1, -10])
def test_a_truncated_package_is_told(cut):
    assert "不完整" in _refusal("docx", _zip({MAIN: "<x/>" * 99})[:cut])


def _stream(content, words=b""):
    packed = zlib.compress(content, 9)
    return b"1 0 obj<</Filter/FlateDecode%b>>stream\r\n%b\nendstream endobj\n" % (words, packed)


@pytest.mark.parametrize(
    "data",
    [
        _stream(bytes(10 * 2**20)),
        _stream(bytes(41 * 2**20), b"/Subtype/Image"),
        _stream(b"1 1 2 2 re f\n" * 700_000, b"/Subtype/Image"),
        b" obj" * 200_001,
        b"<</Filter [ /FlateDecode /FlateDecode ]>>",
        b"<</Filter[/ASCIIHexDecode/Fl/LZWDecode]>>",
    ],
    ids=["stream", "picture", "drawing", "objects", "twice", "mixed"],
)
def test_a_pdf_beyond_measure_is_refused(data):
    assert "没有读入" in _refusal("pdf", b"%PDF-1.7\n" + data) or "大得" in _refusal("pdf", data)


@pytest.mark.parametrize(
    "data",
    [
        _stream(bytes(26 * 2**20), b"/Subtype/Image"),
        _stream(b"Dark, 0xFF" * 2**20, b"/Subtype/Image"),
        _stream(b"BT (x) Tj ET\n" * 9999),
        b"stream\nnot packed\nendstream",
        b"stream\n\x78\x9c",
        b"<</Filter[/ASCII85Decode /FlateDecode]>>",
        b"<</Filter /FlateDecode>> /Filter [",
    ],
    ids=["scan", "photo", "text", "plain", "cut", "wrapped", "open"],
)
def test_a_pdf_as_offices_make_it_is_let_pass(data):
    check("pdf", b"%PDF-1.7\n" + data, "表.pdf")


def test_pictures_of_a_pdf_that_are_too_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "_LARGEST_FILE", 2**22)
    assert "大得" in _refusal("pdf", _stream(bytes(2**21), b"/Subtype/Image") * 3)


def test_a_page_beyond_measure_is_refused():
    assert "不像自评表" in _refusal("html", b"<p>" * 300_001)
    attributes = b" ".join(b"a%d=1" % n for n in range(10_000))
    assert "不是正常的网页" in _refusal("html", b"<p " + attributes + b">")
    check("html", b'<img src="data:' + b"a= \n" * 30_000 + b'">', "表.html")


def test_a_kind_whose_reader_is_bounded_by_the_size_is_let_pass():
    check("text", b"<!DOCTYPE", "表.txt")
    check("doc", b"", "表.doc")


def test_an_archive_and_its_members_are_bounded():
    entry = zipfile.ZipInfo("甲.docx")
    entry.file_size, entry.compress_size = 2**20, 10
    assert wrong_with_member(entry) == ""
    assert wrong_with_archive([entry]) == ""
    entry.file_size = 2**23
    assert "压缩得不正常" in wrong_with_member(entry)
    entry.file_size = LARGEST + 1
    assert "超过 20 MB" in wrong_with_member(entry)
    assert "GB" in wrong_with_archive([entry] * 110)
    entry.flag_bits = 1
    assert "有密码" in wrong_with_member(entry)
