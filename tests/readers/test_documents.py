"""Files: encodings, line ends, and one clear sentence for whatever cannot be read."""

import os
import sys
from pathlib import Path

import pytest

from perftui.readers.reading import DocumentError, read_document


def _names(path):
    return [imported.evaluation for imported in read_document(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(tmp_path, seed_file, seeds, encoding, line_end):
    text = seed_file.read_text("utf-8").replace("\n", line_end)
    path = tmp_path / "表.txt"
    path.write_bytes(text.encode(encoding))
    assert _names(path) == [form.evaluation for form in seeds]


def test_big_endian_utf_16_is_read(tmp_path, seed_file, seeds):
    path = tmp_path / "表.txt"
    path.write_bytes(b"\xfe\xff" + seed_file.read_text("utf-8").encode("utf-16-be"))
    assert _names(path) == [form.evaluation for form in seeds]


@pytest.mark.parametrize("name", ["表.txt", "表.TSV", "表.text", "表", "表.xls", "自评表.2019"])
def test_text_is_read_whatever_it_is_called(tmp_path, seed_file, name):
    path = tmp_path / name
    path.write_bytes(seed_file.read_bytes())
    assert len(read_document(path)) == 9


def _message(path):
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("空.txt", b"", "空文件"),
        ("空白.txt", b" \r\n\t\n", "空文件"),
        ("记号.txt", b"\xef\xbb\xbf", "没有认出自评表"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "是图片"),
        ("乱.txt", b"\xff\xff\xff\x81", "不是文本文件"),
        ("半.txt", b"\xff\xfe\x79\x98\xee", "不是文本文件"),
        ("信.txt", "各位同事：\n请于周五前报送。\n".encode(), "没有认出自评表"),
        ("头.txt", "项目名称：\t甲\n".encode(), "没有认出自评表"),
        ("标题.txt", "项目绩效自评价\n".encode(), "没有认出自评表"),
        ("表.docx", b"PK\x03\x04\x14\x00\x06\x00", "不完整或已损坏"),
        ("表.txt", b"PK\x03\x04\x14\x00\x06\x00", "不完整或已损坏"),
        ("表.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
        ("表.pdf", b"%PDF-1.7\n", "不是完整的 PDF"),
        ("坏.docx", b"\x00\x01\x02\x03", "不是完好的Word 文档"),
        ("表.rtf", b"{\\rtf1\\ansi}", "RTF"),
        ("表.rar", b"Rar!\x1a\x07\x00", "先解压"),
        ("照片.jpg", b"\xff\xd8\xff\xe0", "是图片"),
        ("表.xls", b'<?mso-application progid="Excel.Sheet"?><Workbook/>', "2003"),
        ("表.mp3", b"\xff\xfb\x90\x00" * 99, "不是文本文件"),
    ],
)
def test_what_is_no_form_is_refused_by_name(tmp_path, name, content, part):
    path = tmp_path / name
    path.write_bytes(content)
    message = _message(path)
    assert f"「{name}」" in message
    assert part in message


def test_a_missing_file_is_refused(tmp_path):
    assert "找不到文件「没有.txt」" in _message(tmp_path / "没有.txt")


def test_a_folder_is_refused(tmp_path):
    assert "是文件夹" in _message(tmp_path)


@pytest.mark.parametrize("name", ["a\0b.txt", "长" * 400, "表.txt/表.txt"])
def test_an_impossible_path_is_refused(tmp_path, name):
    (tmp_path / "表.txt").write_text("x", "utf-8")
    assert _message(tmp_path / name)


def test_a_name_with_control_characters_is_shown_on_one_line(tmp_path):
    assert "「ab c.txt」" in _message(tmp_path / "a\x1b[31mb\nc.txt")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "表.txt"
    path.write_text("x", "utf-8")
    path.chmod(0)
    assert "没有权限" in _message(path)


def test_a_refused_permission_is_told(tmp_path, monkeypatch):
    path = tmp_path / "表.txt"
    path.write_text("x", "utf-8")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "没有权限" in _message(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / "管道"
    os.mkfifo(path)
    assert "不是普通文件" in _message(path)


def test_a_file_too_large_is_refused(tmp_path):
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * (20 * 2**20 + 1))
    assert "超过 20 MB" in _message(path)


@pytest.mark.parametrize(
    "text",
    ["a\n" * 100_001, "a\r" * 100_001, "\t".join("a" * 101), "a" * 2_000_001],
    ids=["rows", "returns", "columns", "line"],
)
def test_a_text_with_far_too_many_rows_or_columns_is_refused(tmp_path, text):
    path = tmp_path / "长.txt"
    path.write_text(text, "utf-8")
    assert "太多" in _message(path)


def test_escape_sequences_and_bidi_overrides_do_not_come_in(tmp_path, seed_file, seeds):
    text = seed_file.read_text("utf-8").replace("长三角一体", "长三\u202e角\x1b[31m一体", 1)
    path = tmp_path / "表.txt"
    path.write_bytes(text.encode())
    assert read_document(path)[0].evaluation.name == seeds[0].evaluation.name


def test_a_form_feed_is_a_page_break(seed_lines, seeds, tmp_path):
    lines = list(seed_lines[0])
    at = next(i for i, line in enumerate(lines) if line.startswith("产出目标"))
    text = "\n".join([*lines[: at - 1], "\f" + lines[at], *lines[at + 1 :]])
    path = tmp_path / "表.txt"
    path.write_bytes(text.encode())
    (imported,) = read_document(path)
    assert imported.evaluation == seeds[0].evaluation
