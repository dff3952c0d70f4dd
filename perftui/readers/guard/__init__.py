"""What is refused before a reader sees it: files that would cost far more than any form does.

Each check searches bytes for what makes reading slow or large, takes milliseconds, and refuses in
one sentence.
"""

import io
import re
from collections.abc import Callable

from perftui.readers.guard.archives import LARGEST, open_zip
from perftui.readers.guard.packages import LARGEST_PARTS, wrong_with_package
from perftui.readers.guard.pdf import wrong_with_pdf
from perftui.readers.report import DocumentError

__all__ = ["LARGEST", "check", "check_size"]

_MOST_TAGS = 300_000
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{20000,}")
_PART = re.compile(rb"^content-type:", re.I | re.M)
_MOST_PARTS = 2000
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000


def check(kind: str, data: bytes, name: str) -> None:
    """Refuse a document of a kind that no form is; `name` is the document's. Raises DocumentError.

    Kinds whose readers are bounded by the size of the file are let pass.
    """
    if kind in LARGEST_PARTS:
        with open_zip(io.BytesIO(data), name) as package:
            wrong = wrong_with_package(package, kind)
    else:
        wrong = _CHECKS[kind](data) if kind in _CHECKS else ""
    if wrong:
        raise DocumentError(f"「{name}」{wrong}")


def check_size(size: int, name: str) -> None:
    """Refuse a document of more bytes than any form has; raises DocumentError."""
    if size > LARGEST:
        raise DocumentError(f"「{name}」超过 {LARGEST // 2**20} MB，不像自评表，请核对文件")


def _wrong_with_page(data: bytes) -> str:
    """Say why a web page is refused, nothing if it is not."""
    if data.count(b"<") > _MOST_TAGS:
        return "里面的内容大得不像自评表，请只留下自评表，另存后再读入"
    for tag in _LONG_TAG.findall(data):
        if len(_QUOTED.sub(b"", tag).split()) > _MOST_ATTRIBUTES:
            return "不是正常的网页，没有读入"
    return ""


def _wrong_with_mail(data: bytes) -> str:
    """Say why a page saved as a mail is refused, nothing if it is not."""
    if len(_PART.findall(data)) > _MOST_PARTS:
        return "里面的部分多得不像自评表，请只留下自评表，另存后再读入"
    return _wrong_with_page(data)


_CHECKS: dict[str, Callable[[bytes], str]] = {
    "pdf": wrong_with_pdf,
    "html": _wrong_with_page,
    "mhtml": _wrong_with_mail,
}
