"""A document on disk -> the evaluations in it, with what was repaired and what must be asked."""

import stat
from collections.abc import Callable
from pathlib import Path

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.text import decode, grid_of, is_text
from perftui.readers.grid import Grid
from perftui.readers.layout.evaluations import Imported, read_grid
from perftui.readers.report import DocumentError

__all__ = ["DocumentError", "Imported", "read_document"]

LARGEST = 20 * 1024 * 1024

Reader = Callable[[bytes, str], Grid]


def read_document(path: Path) -> tuple[Imported, ...]:
    """Read every form of a document, in its order; there is at least one.

    Raises DocumentError for what cannot be opened, is no document perftui reads, or holds no form.
    """
    name = _shown(path)
    data = _bytes(path, name)
    forms = read_grid(_reader_for(path, data)(data, name))
    if not forms:
        raise DocumentError(
            f"「{name}」里没有认出自评表（要有项目名称等栏目和指标表），请核对是不是选错了文件"
        )
    return forms


def _read_text(data: bytes, name: str) -> Grid:
    try:
        return grid_of(decode(data), name)
    except UnicodeError:
        raise DocumentError(
            f"「{name}」不是文本文件，或者编码不认识；请另存为 UTF-8 编码的文本文件再读入"
        ) from None


def _refuse(kind: str) -> Reader:
    def reader(data: bytes, name: str) -> Grid:
        raise DocumentError(
            f"「{name}」是{kind}，这一版只读文本；请打开它，全选、复制，粘贴到 .txt 文件里再读入"
        )

    return reader


_KINDS = {
    **dict.fromkeys((".docx", ".doc", ".docm", ".wps", ".odt", ".rtf"), "文字处理文档"),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".et", ".ods"), "电子表格"),
    ".pdf": "PDF 文件",
}
_SIGNATURES = {
    b"PK\x03\x04": "Word、Excel 文档或压缩文件",
    b"\xd0\xcf\x11\xe0": "旧版 Word 或 Excel 文档",
    b"%PDF-": "PDF 文件",
    b"{\\rtf": "RTF 文档",
}


def _reader_for(path: Path, data: bytes) -> Reader:
    """Return the reader by what the document is, whatever it is called; else it is text."""
    signed = next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), None)
    kind = _KINDS.get(path.suffix.lower(), signed)
    return _refuse(kind) if kind and (signed or not is_text(data)) else _read_text


def _shown(path: Path) -> str:
    return " ".join(safe_text(path.name or str(path)).split())


def _bytes(path: Path, name: str) -> bytes:
    """Read the file; raises DocumentError saying why it cannot be read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DocumentError(f"「{name}」是文件夹，请指明其中的文件")
        if not stat.S_ISREG(mode):
            raise DocumentError(f"「{name}」不是普通文件，请换一个文件")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise DocumentError(f"找不到文件「{name}」，请核对文件名和所在文件夹") from None
    except PermissionError:
        raise DocumentError(f"没有权限读取「{name}」，请复制到自己的文件夹再读入") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "文件名不合规"
        raise DocumentError(f"读取「{name}」失败（{reason}），请核对文件再试") from None
    if len(data) > LARGEST:
        raise DocumentError(f"「{name}」超过 {LARGEST // 2**20} MB，不像自评表，请核对文件")
    if not data.strip():
        raise DocumentError(f"「{name}」是空文件，里面没有自评表")
    return data
