"""One module a kind of document, each turning bytes into a grid of cells and nothing more.

`KINDS` is the table of them; a kind's module, and the library it needs, is loaded when the first
document of that kind is read.
"""

import importlib
import warnings
from dataclasses import dataclass
from types import MappingProxyType

from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError


@dataclass(frozen=True)
class Kind:
    """A kind of document: `id` names its module, `library` the package it needs, if any.

    `suffixes` are those its files go by, with their dots, in small letters.
    """

    id: str
    name: str
    library: str
    suffixes: tuple[str, ...]


KINDS = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            Kind("docx", "Word 文档", "lxml", (".docx", ".docm", ".dotx", ".dotm")),
            Kind("doc", "旧版 Word 文档", "olefile", (".doc", ".dot", ".wps")),
            Kind("xlsx", "Excel 工作簿", "lxml", (".xlsx", ".xlsm", ".xltx", ".xltm")),
            Kind("xls", "旧版 Excel 工作簿", "xlrd", (".xls", ".xlt", ".et")),
            Kind("pdf", "PDF 文件", "pypdfium2", (".pdf",)),
            Kind("html", "网页", "lxml", (".html", ".htm", ".xhtml")),
            Kind("mhtml", "单文件网页", "lxml", (".mht", ".mhtml")),
            Kind("text", "文本", "", (".txt", ".md", ".csv", ".tsv", ".text", ".markdown")),
        )
    }
)
_BY_SUFFIX = {suffix: kind for kind in KINDS.values() for suffix in kind.suffixes}


def kind_by_name(name: str) -> Kind | None:
    """Return the kind that a file's name promises, None where it promises none."""
    _, dot, suffix = name.rpartition(".")
    return _BY_SUFFIX.get(f".{suffix.lower()}") if dot else None


def read_as(kind: Kind, data: bytes, source: str) -> Grid:
    """Read a document of a kind; `source` is its name. Raises DocumentError, whatever happens."""
    try:
        module = importlib.import_module(f"{__name__}.{kind.id}")
    except ImportError:
        library = kind.library
        raise DocumentError(
            f"「{source}」没有读入：读{kind.name}要用 {library} 库，请运行 pip install {library}"
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library warns of is no news to the user
            grid: Grid = module.read(data, source)
    except DocumentError:
        raise
    except MemoryError:
        raise DocumentError(
            f"「{source}」读不下去，里面的内容太大；请只留下自评表，另存后再读入"
        ) from None
    except Exception as error:  # a library meets damage with exceptions of any type
        raise DocumentError(
            f"「{source}」读不下去，好像已经损坏；请用原来的软件打开，另存一份再读入"
        ) from error
    return grid
