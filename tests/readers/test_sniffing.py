"""What a document is, told by its content whatever it is called, and refused if it is foreign."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats import KINDS, kind_by_name, read_as
from perftui.readers.reading import DocumentError, read_document
from perftui.readers.sniffing import kind_of, mislabelled

KEPT = Path(__file__).parents[1] / "data" / "documents" / "houses"
QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIL = b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
PAGE = b"--b\r\nContent-Type: text/html; charset=gb2312\r\n%s\r\n%s\r\n--b--\r\n"


def _zip(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # no clock in what names the tests
    return out.getvalue()


def _ole(*streams):
    return OLE + b"".join(stream.encode("utf-16-le") for stream in streams)


@pytest.mark.parametrize("name", ["表.docx", "表.xls", "表.txt", "表"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_zip("[Content_Types].xml", "word/document.xml"), "docx"),
        (_zip("[Content_Types].xml", "word/document2.xml"), "docx"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (_ole("WordDocument"), "doc"),
        (_ole("Workbook"), "xls"),
        (_ole("Book"), "xls"),
        (b"%PDF-1.4\n", "pdf"),
        (b"\r\n\0junk%PDF-1.4\n", "pdf"),
        (b"<!DOCTYPE html><p>", "html"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><!-- x --><HTML xmlns:o="x">', "html"),
        ("<html><table>".encode("utf-16"), "html"),
        (b"<div><p>1</p><TABLE>", "html"),
        (MAIL + PAGE % (b"", b"<html>"), "mhtml"),
    ],
)
def test_a_document_is_what_its_content_says(name, data, kind):
    assert kind_of(data, name).id == kind


@pytest.mark.parametrize("name", ["表.txt", "表.md", "表", "表.2019", "表.xls"])
def test_what_is_nothing_else_is_text(name):
    assert kind_of("项目名称\t甲 <p>\n".encode(), name).id == "text"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n", "是图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "是图片"),
        (b"II*\0\x08\0\0\0", "是图片"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"Rar!\x1a\x07\0", "压缩文件"),
        (b"7z\xbc\xaf\x27\x1c", "压缩文件"),
        (_zip("a.txt"), "压缩文件"),
        (_zip("xl/workbook.bin", "[Content_Types].xml"), "xlsb"),
        (_zip("mimetype", "content.xml", "META-INF/manifest.xml"), "odt"),
        (_zip("ppt/presentation.xml", "[Content_Types].xml"), "演示文稿"),
        (_zip("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (_ole("EncryptedPackage", "EncryptionInfo"), "有密码"),
        (_ole("PowerPoint Document"), "演示文稿"),
        (_ole("__properties_version1.0"), "邮件"),
        (_ole("别的"), "没有 Word 或 Excel"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:x>', "2003"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook>', "xlsx"),
        (b"PK\x03\x04" + bytes(40), "不完整"),
        (b"\x00\x01\x02\x03", "不是完好的Word 文档"),
    ],
)
def test_what_is_foreign_is_refused_with_what_to_do(data, told):
    with pytest.raises(DocumentError) as caught:
        kind_of(data, "表.docx")
    message = str(caught.value)
    assert message.startswith("「表.docx」")
    assert told in message
    assert "请" in message
    assert "\n" not in message


def test_a_name_that_is_true_or_promises_nothing_is_not_told():
    for kind in KINDS.values():
        for suffix in kind.suffixes:
            assert kind_by_name(f"甲.乙{suffix.upper()}") is kind
            assert mislabelled(kind, f"甲{suffix}") == ()
        assert mislabelled(kind, "甲") == mislabelled(kind, "甲.2019") == ()


def test_a_name_that_is_not_true_is_told():
    (repair,) = mislabelled(KINDS["html"], "甲.XLS")
    assert repair.what == "名字是 .XLS，其实是网页，按网页读入"


@pytest.mark.parametrize("path", sorted(KEPT.iterdir()), ids=lambda path: path.name)
def test_a_document_under_another_name_is_read_the_same(path, tmp_path):
    wrong = tmp_path / "往年.txt"
    wrong.write_bytes(path.read_bytes())
    before, after = read_document(path), read_document(wrong)
    assert [form.evaluation for form in after] == [form.evaluation for form in before]
    assert "其实是" in after[0].notes[0].what


def test_a_page_in_a_single_file_is_read(tmp_path):
    rows = "<tr><td>项目名称<td>甲项目</tr><tr><td>预算单位<td>乙</tr><tr><td>评价年度<td>2019</tr>"
    body = "<html><table>" + rows + "<tr><td>一级指标<td>指标名称<td>权重<td>自评分</tr></table>"
    path = tmp_path / "表.doc"
    path.write_bytes(MAIL + PAGE % (b"", body.encode("gb18030")))
    (imported,) = read_document(path)
    assert imported.evaluation.name == "甲项目"


@QUICK
@given(
    kind=st.sampled_from(list(KINDS.values())),
    start=st.sampled_from([b"", b"PK\x03\x04", OLE[:8], b"%PDF-1.7\n", b"<html>", MAIL]),
    rest=st.binary(max_size=200),
)
def test_any_bytes_are_sorted_and_read_or_refused_in_one_sentence(kind, start, rest):
    data = start + rest
    for read in (lambda: kind_of(data, "x.doc"), lambda: read_as(kind, data, "x.doc")):
        try:
            read()
        except DocumentError as error:
            assert str(error).startswith("「x.doc」")
            assert "\n" not in str(error)


@pytest.mark.parametrize("error", [RecursionError, MemoryError, IndexError, AssertionError])
def test_whatever_a_library_raises_is_one_sentence(monkeypatch, error):
    def fail(*_args):
        raise error("x\ny")

    monkeypatch.setattr("perftui.readers.formats.text.read", fail)
    with pytest.raises(DocumentError, match=r"^「甲.txt」读不下去.*请") as caught:
        read_as(KINDS["text"], b"x", "甲.txt")
    assert "\n" not in str(caught.value)
