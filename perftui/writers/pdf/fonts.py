"""The open font that PDFs are set in: where its files are, and which characters it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from unicodedata import category

from perftui.writers.book import ExportError
from perftui.writers.pdf.sfnt import FontError, advance_widths

_PACKAGE = "pylopdf_fonts_zh_cn"
_INSTALL = "请用 pip install --force-reinstall pylopdf-fonts-zh-cn 安装后再导出。"
_UNSEEN = ("Cc", "Cf")


@dataclass(frozen=True)
class Fonts:
    """The folder of the font files; the width of each character in thousandths of its size."""

    folder: Path
    widths: Mapping[int, int]


@cache
def installed_fonts() -> Fonts:
    """Return the fonts, read once in a process; raises ExportError where they are missing."""
    try:
        package = import_module(_PACKAGE)
        files = (Path(package.serif_path()), Path(package.sans_path()))
    except (ImportError, AttributeError):
        raise ExportError(f"导出 PDF 要用的中文字库没有安装，{_INSTALL}") from None
    return fonts_in(*files)


def fonts_in(serif: Path, sans: Path) -> Fonts:
    """Return the fonts of two files in one folder; raises ExportError for unreadable ones.

    What one has and the other has not is taken from the one that has it, the serif first.
    """
    try:
        widths = {**advance_widths(sans), **advance_widths(serif)}
    except (FontError, OSError):
        raise ExportError(f"导出 PDF 要用的中文字库缺文件或者已经损坏，{_INSTALL}") from None
    seen = {code: wide for code, wide in widths.items() if category(chr(code)) not in _UNSEEN}
    return Fonts(serif.parent, seen)
