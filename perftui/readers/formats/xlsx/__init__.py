"""Excel workbooks (xlsx, xlsm) in: the file's bytes -> a grid of what its sheets show.

The XML is read by lxml, only what a form needs of it. openpyxl would stop at much that Excel
opens (odd fonts, wide merges) and does not know the Chinese date formats that have no code.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.sheets.reading import grid_of
from perftui.readers.formats.sheets.standard_formats import STANDARD_FORMATS
from perftui.readers.formats.sheets.workbook import Book, Sheet
from perftui.readers.formats.xlsx.beside import beside_cells
from perftui.readers.formats.xlsx.package import (
    DamagedError,
    Package,
    Relation,
    is_on,
    local_name,
    whole,
)
from perftui.readers.formats.xlsx.sheet import PARTS, Shelf, read_sheet, text_of
from perftui.readers.grid import Grid
from perftui.readers.report import DocumentError

MOST_SHEETS = 500
_MOST_TEXTS = 1_000_000
_MOST_CHARACTERS = 50_000_000
_LONGEST_NAME = 8192


def read(data: bytes, source: str) -> Grid:
    """Read a workbook; `source` is the file's name, for messages.

    Raises DocumentError with one sentence for whatever cannot be read.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            book = _book(Package(archive), source)
        return grid_of(book, source)
    except DocumentError:
        raise
    except Exception:  # the libraries raise a dozen kinds for damaged files
        raise DocumentError(
            f"「{source}」打不开，可能已损坏，或者不是 Excel 工作簿；"
            "请用表格软件打开，另存为 .xlsx 再读入"
        ) from None


def _book(package: Package, source: str) -> Book:
    part = _workbook_part(package, source)
    workbook = package.root(part)
    related = package.related(part)
    listed = [e for group in _children(workbook, "sheets") for e in _children(group, "sheet")]
    if len(listed) > MOST_SHEETS:
        raise DocumentError(f"「{source}」有 {len(listed)} 张工作表，请只留下自评表再读入")
    since_1904 = any(is_on(e.get("date1904")) for e in _children(workbook, "workbookPr"))
    shelf = Shelf(_texts(package, related), _formats(package, related), since_1904)
    return Book(
        sheets=[_sheet(element, package, related, shelf) for element in listed],
        names=_names(workbook),
        since_1904=since_1904,
        is_stale=any(is_on(e.get("fullCalcOnLoad")) for e in _children(workbook, "calcPr")),
    )


def _workbook_part(package: Package, source: str) -> str:
    parts = [r.part for r in package.related().values() if r.kind == "officeDocument"]
    part = parts[0] if parts else "/xl/workbook.xml"
    if part.lower().endswith(".bin"):
        raise DocumentError(
            f"「{source}」是二进制工作簿（.xlsb），请用 Excel 打开，另存为 .xlsx 再读入"
        )
    return part


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local_name(child) == name)


def _part_of_kind(related: Mapping[str, Relation], kind: str) -> str:
    return next((relation.part for relation in related.values() if relation.kind == kind), "")


def _texts(package: Package, related: Mapping[str, Relation]) -> list[str]:
    """Return the texts that cells refer to by number; raises DamagedError for far too many."""
    part = _part_of_kind(related, "sharedStrings")
    texts: list[str] = []
    characters = 0
    for element in package.elements(part, "si") if part else ():
        texts.append(text_of(element))
        characters += len(texts[-1])
        if len(texts) > _MOST_TEXTS or characters > _MOST_CHARACTERS:
            raise DamagedError(part)
    return texts


def _formats(package: Package, related: Mapping[str, Relation]) -> list[str]:
    """Return the number format of each style that cells refer to by number."""
    part = _part_of_kind(related, "styles")
    if not part:
        return []
    groups = {local_name(group): group for group in package.root(part)}
    codes = {whole(e.get("numFmtId")): e.get("formatCode") for e in groups.get("numFmts", ())}
    numbers = [whole(element.get("numFmtId")) for element in groups.get("cellXfs", ())]
    return [codes.get(n) or STANDARD_FORMATS.get(n, "General") for n in numbers]


def _names(workbook: Any) -> dict[str, str]:
    """Return the formulas that have a name in the whole workbook."""
    return {
        element.get("name", ""): element.text[:_LONGEST_NAME]
        for group in _children(workbook, "definedNames")
        for element in _children(group, "definedName")
        if element.text and element.get("localSheetId") is None
    }


def _sheet(element: Any, package: Package, related: Mapping[str, Relation], shelf: Shelf) -> Sheet:
    name = safe_text(element.get("name", ""))
    is_hidden = element.get("state", "visible") != "visible"
    number = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
    relation = related.get(number)
    if relation is None:
        raise DamagedError(name)
    if relation.kind != "worksheet":
        return Sheet(name, is_hidden=is_hidden, refusal="是图表，没有读入")
    sheet = read_sheet(name, package.elements(relation.part, *PARTS), shelf, is_hidden)
    return replace(sheet, lost=beside_cells(package, relation.part))
