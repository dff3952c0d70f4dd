"""Typst, the typesetter: the template and plain data -> a PDF."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from perftui.writers.book import ExportError
from perftui.writers.pdf.fonts import Fonts

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

_TEMPLATE = Path(__file__).with_name("form.typ")
_STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
"""For archives, and for people who have the form read aloud."""

_INSTALL = "请用 pip install --force-reinstall typst 安装后再导出。"
_ONE_AT_A_TIME = Lock()


def typeset(data: dict[str, Any], fonts: Fonts) -> bytes:
    """Return the data set by the template as a PDF; raises ExportError.

    Safe from several threads, which wait for one another. A process that is forked after this has
    run would wait for ever, since the typesetter's own threads are not in it: spawn instead.
    """
    try:
        from typst import TypstError
    except ImportError:
        raise ExportError(f"导出 PDF 要用的排版程序没有安装，{_INSTALL}") from None
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        with _ONE_AT_A_TIME:
            pdf, warnings = _compiler(fonts.folder).compile_with_warnings(
                sys_inputs=inputs, pdf_standards=_STANDARDS
            )
    except TypstError as error:
        raise _failure(error.message) from None
    missing = [warning.message for warning in warnings if "font" in warning.message]
    if missing:
        raise _failure(missing[0])
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler(fonts: Path) -> "Compiler":
    from typst import Compiler

    return Compiler(_TEMPLATE, font_paths=[fonts], ignore_system_fonts=True)


def _failure(message: str) -> ExportError:
    return ExportError(f"这份自评表排不成 PDF（{message}），可以先导出 docx 格式，另存为 PDF。")
