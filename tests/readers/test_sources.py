"""Files, folders and archives: what is read of them, in which order, and what is refused."""

import io
import os
import zipfile
import zlib

import pytest

from perftui.jobs.opening import documents_in, open_all
from perftui.readers.reading import DocumentError, read_document
from perftui.storage.evaluation_file import SUFFIX
from perftui.writers.exporting import render

DECLARED = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{}">]><a>&b;</a>'
NAMES = '<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{}</w:body></w:document>'


def _zip(path, entries, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _docx(path, document, **more):
    return _zip(path, {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


@pytest.fixture
def one(seed_lines):
    """The text of one form."""
    return "\n".join(seed_lines[0]).encode()


@pytest.fixture
def another(seed_lines):
    return "\n".join(seed_lines[1]).encode()


def _refusal(path):
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


def test_the_documents_of_an_archive_are_read_in_order(tmp_path, one, another):
    path = _zip(tmp_path / "去年.zip", {"乙/二.txt": another, "一.txt": one, "图.png": b"\x89PNG"})
    names = [form.evaluation.name for form in read_document(path)]
    assert names == ["高峰人才及其团队服务专项", "长三角一体化服务专项"]
    assert documents_in([path]) == ("去年.zip/乙/二.txt", "去年.zip/一.txt")


def test_an_archive_in_an_archive_is_opened_and_no_deeper(tmp_path, one):
    inner = _zip(tmp_path / "内.zip", {"表.txt": one}).read_bytes()
    middle = _zip(tmp_path / "中.zip", {"内.zip": inner, "表.txt": one}).read_bytes()
    path = _zip(tmp_path / "外.zip", {"中.zip": middle})
    opened = list(open_all([path]))
    assert [bool(each.evaluations) for each in opened] == [False, True]
    assert "外.zip/中.zip/内.zip" in opened[0].error


def test_names_in_an_archive_may_be_gbk(tmp_path, one):
    path = _zip(tmp_path / "老.zip", {"ABCDEF.txt": one})
    data = path.read_bytes().replace(b"ABCDEF.txt", "自评表".encode("gbk") + b".txt")
    path.write_bytes(data)
    assert documents_in([path]) == ("老.zip/自评表.txt",)
    assert len(read_document(path)) == 1


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path, one):
    path = _zip(tmp_path / "坏.zip", {"../../外.txt": one, "好.txt": one})
    opened = list(open_all([path]))
    assert "压缩包外面" in opened[0].error
    assert len(opened[1].evaluations) == 1
    assert not (tmp_path.parent / "外.txt").exists()


def test_folders_links_and_nameless_entries_of_an_archive_are_no_documents(tmp_path, one):
    link = zipfile.ZipInfo("链接.txt")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "杂.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("夹.docx/", "")
        archive.writestr(link, "/etc/passwd")
        archive.writestr(zipfile.ZipInfo(""), one)
        archive.writestr("__MACOSX/._好.txt", one)
        archive.writestr("~$好.txt", one)
        archive.writestr("好.txt", one)
    assert documents_in([path]) == ("杂.zip/好.txt",)


def test_an_archive_without_documents_is_told(tmp_path):
    assert "没有可以读入的文档" in _refusal(_zip(tmp_path / "空.zip", {"图.png": b"x"}))


def test_a_folder_is_walked_without_what_is_hidden_or_exported(tmp_path, one, another):
    for name, content in {
        "b/二.txt": another,
        "a.txt": one,
        ".隐藏.txt": one,
        "~$a.docx": b"lock",
        "说明.txt": "与自评表无关".encode(),
        "照片.png": b"\x89PNG\r\n\x1a\n",
        "甲.docx": b"PK",
        f"甲{SUFFIX}": b"{}",
        "__MACOSX/a.txt": one,
    }.items():
        path = tmp_path / "资料" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    opened = list(open_all([tmp_path / "资料"], in_folders="documents"))
    assert [each.path.name for each in opened] == ["a.txt", "二.txt"]


def test_one_bad_document_does_not_stop_the_others(tmp_path, one):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.txt").write_bytes(one)
    bad, good = open_all([tmp_path])
    assert "a.docx" in bad.error
    assert len(good.evaluations) == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_links_that_go_round_are_walked_once(tmp_path, one):
    folder = tmp_path / "表"
    folder.mkdir()
    (folder / "a.txt").write_bytes(one)
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert len(list(open_all([folder]))) == 1


def test_progress_counts_what_is_read(tmp_path, one, another):
    (tmp_path / "a.txt").write_bytes(one)
    _zip(tmp_path / "b.zip", {"c.txt": another, "d.txt": one})
    told = []
    list(open_all([tmp_path], progress=lambda *step: told.append(step)))
    assert [(number, total) for number, total, _ in told] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("name", "real"), [("表.xls", "<table><tr><td>项目绩效自评价"), ("表.doc", "a\tb")]
)
def test_a_document_is_read_as_what_it_is_and_its_name_is_told(tmp_path, one, name, real):
    rows = one.decode().split("\n")
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("\t")) for row in rows)
    page = "<html><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></html>"
    path = tmp_path / name
    path.write_bytes(page.encode() if real.startswith("<") else one)
    (imported,) = read_document(path)
    assert imported.evaluation.name == "长三角一体化服务专项"
    assert path.suffix in imported.repairs[0].what


def test_a_word_document_may_be_called_doc(tmp_path):
    text = NAMES.format("<w:p><w:r><w:t>信</w:t></w:r></w:p>")
    path = _docx(tmp_path / "信.doc", text)
    assert "没有认出自评表" in _refusal(path)


@pytest.mark.parametrize(
    "document",
    [
        DECLARED.format("file:///etc/passwd"),
        DECLARED.format("x" * 100),
        DECLARED.format("x").encode("utf-16"),
    ],
    ids=["file", "long", "utf-16"],
)
def test_declared_entities_are_refused(tmp_path, document):
    assert "DTD" in _refusal(_docx(tmp_path / "表.docx", document))


def test_a_part_that_unpacks_to_far_more_is_refused(tmp_path):
    path = _docx(tmp_path / "大.docx", NAMES.format("<w:p/>" * 4_000_000))
    assert path.stat().st_size < 200_000
    assert "不像自评表" in _refusal(path)


@pytest.mark.parametrize(
    "body",
    [
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr></w:tc></w:tr>'
        "</w:tbl>",
        "<w:sdt>" * 5000 + "</w:sdt>" * 5000,
    ],
    ids=["wide", "deep"],
)
def test_a_document_of_absurd_structure_is_refused(tmp_path, body):
    assert _refusal(_docx(tmp_path / "怪.docx", NAMES.format(body)))


def test_a_sheet_that_merges_all_its_cells_is_refused(tmp_path):
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = f"<worksheet><sheetData/>{merges}</worksheet>"
    path = _zip(tmp_path / "并.xlsx", {"xl/workbook.xml": "<a/>", "xl/worksheets/s.xml": sheet})
    assert "合并" in _refusal(path)


def test_a_password_is_told_apart_from_damage(tmp_path):
    path = tmp_path / "密.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    assert "有密码" in _refusal(path)


def test_a_stream_of_a_pdf_that_unpacks_to_far_more_is_refused(tmp_path):
    packed = zlib.compress(bytes(60 * 2**20), 9)
    path = tmp_path / "弹.pdf"
    head = f"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    path.write_bytes(head.encode() + packed + b"\nendstream\nendobj\n")
    assert "不像自评表" in _refusal(path)


@pytest.mark.parametrize("cut", [1, 30, 2000, -30])
def test_a_truncated_archive_is_refused(tmp_path, one, cut):
    whole = io.BytesIO()
    _zip(whole, {"表.txt": one})
    path = tmp_path / "半.zip"
    path.write_bytes(whole.getvalue()[:cut])
    with pytest.raises(DocumentError, match=r"半\.zip"):
        read_document(path)


@pytest.mark.parametrize("inner", ["表.txt", "内.zip"])
@pytest.mark.parametrize("start", [10, 300, 900])
@pytest.mark.parametrize("lost", [1, 50, 400])
def test_an_archive_that_lost_bytes_in_the_middle_is_refused(tmp_path, one, inner, start, lost):
    content = one if inner == "表.txt" else _zip(tmp_path / inner, {"表.txt": one}).read_bytes()
    path = _zip(tmp_path / "缺.zip", {"前.txt": one, inner: content})
    data = path.read_bytes()
    path.write_bytes(data[:start] + data[start + lost :])
    opened = list(open_all([path]))
    assert any(each.error for each in opened)
    assert all("缺.zip" in each.error for each in opened if each.error)


@pytest.mark.parametrize("lost", [1, 40, 300, 2000])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_package_that_lost_bytes_in_the_middle_is_read_or_refused(tmp_path, seeds, kind, lost):
    data = render(seeds[5].evaluation, kind)
    path = tmp_path / f"缺.{kind}"
    for start in range(0, len(data), len(data) // 20):
        path.write_bytes(data[:start] + data[start + lost :])
        try:
            assert read_document(path)
        except DocumentError as error:
            assert str(error).startswith(f"「缺.{kind}」")


def test_a_missing_library_is_told_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "perftui.readers.formats.pdf", None)
    path = tmp_path / "表.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert "pip install pypdfium2" in _refusal(path)
