"""What a docx template is filled with, down to its rows: one for each indicator, or each source.

A row that uses a name of an indicator is repeated for all of them; so is one that names the source
of money. Cells that hold the category are merged over the rows of each.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from perftui.writers.docx.ooxml import Element, element, w
from perftui.writers.docx.own.names import FUND_NAMES, NUMBER, ROW_NAMES, SOURCE
from perftui.writers.docx.own.package import BadTemplateError, parent_of
from perftui.writers.docx.own.text import Paragraph, has_placeholders
from perftui.writers.values import Values

CATEGORY = "一级指标"
_LONGEST_LINE = 100
_IDENTITIES = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
)
_ONCE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")


@dataclass(frozen=True)
class Filling:
    """What one form puts into a template: its values by name, its indicators, its sources."""

    single: Mapping[str, Any]
    rows: Sequence[Mapping[str, str]]
    funds: Sequence[Mapping[str, str]]

    @property
    def row_names(self) -> frozenset[str]:
        """The names that make a row one of the indicators'."""
        return (ROW_NAMES | set().union(*self.rows)) - self.single.keys()


def filling_of(values: Values, categories: Sequence[str]) -> Filling:
    """Return what a form puts in, its indicators numbered as they are printed, by category."""
    order = {name: place for place, name in enumerate(categories)}

    def place(row: Mapping[str, str]) -> int:
        return order.get(" ".join(row[CATEGORY].split()), len(order))

    ordered = sorted(values.rows, key=place)
    rows = tuple({**row, NUMBER: str(number)} for number, row in enumerate(ordered, 1))
    return Filling({**values.as_mapping(), "指标": rows}, rows, values.funds)


def on_one_line(filling: Filling) -> Filling:
    """Return what a header or footer prints, where a value of many lines would fill the page."""

    def line(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = " ".join(value.split())
        return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}…"

    return replace(filling, single={name: line(value) for name, value in filling.single.items()})


def unwrap_controls(root: Element) -> None:
    """Put what content controls with placeholders hold in their place.

    Word would otherwise put back what a control is bound to, or show the value as its hint.
    """
    for control in list(root.iter(w("sdt"))):
        inside = control.find(w("sdtContent"))
        if inside is not None and "{" in "".join(inside.itertext(w("t"))):
            for child in inside:
                control.addprevious(child)
            parent_of(control).remove(control)


def fill(container: Element, filling: Filling) -> None:
    """Fill all paragraphs and rows in a container; raises BadTemplateError."""
    _fill(container, filling, filling.single)


def repeated_for(row: Element, row_names: Set[str]) -> Literal["", "rows", "funds"]:
    """Return what a row is repeated for, nothing if for nothing; raises BadTemplateError."""
    names = set().union(*(paragraph.names for paragraph in _own_paragraphs(row)))
    of_rows = names & row_names
    if of_rows and SOURCE in names:
        raise BadTemplateError(f"有一行里既有「{min(of_rows)}」又有「{SOURCE}」，请分开写成两行")
    return "funds" if SOURCE in names else "rows" if of_rows else ""


def _fill(container: Element, filling: Filling, values: Mapping[str, Any]) -> None:
    for child in list(container):
        if child.tag == w("tr") and (copies := _copies(child, filling)) is not None:
            for copy, row in copies:
                _fill(copy, filling, {**values, **row})
        else:
            _fill(child, filling, values)
            if child.tag == w("p") and has_placeholders(child):
                Paragraph(child).fill(values)


def _copies(row: Element, filling: Filling) -> list[tuple[Element, Mapping[str, str]]] | None:
    """Put copies of a row in its place, each with what it is for; None for one without."""
    kind = repeated_for(row, filling.row_names)
    if not kind:
        return None
    table, found = parent_of(row), filling.funds if kind == "funds" else filling.rows
    if kind == "funds" and not found and len(table.findall(w("tr"))) > 1:
        table.remove(row)
        return []
    # A form without indicators keeps one empty row, so that the table is whole.
    names = FUND_NAMES if kind == "funds" else filling.row_names
    wanted = list(found) or [dict.fromkeys(names, "")]
    category_cells = [
        place for place, cell in enumerate(row.findall(w("tc"))) if _uses(cell, CATEGORY)
    ]
    copies = [row, *(_copied(row) for _ in wanted[1:])]
    for before, after in pairwise(copies):
        before.addnext(after)
    for place in category_cells:
        _merge(copies, place, [each.get(CATEGORY, "") for each in wanted])
    return list(zip(copies, wanted, strict=True))


def _copied(row: Element) -> Element:
    copy = deepcopy(row)
    forget_identities(copy)
    for merge in copy.iterfind(f"{w('tc')}/{w('tcPr')}/{w('vMerge')}"):
        merge.attrib.pop(w("val"), None)  # a label that begins in the first row goes on
    return copy


def forget_identities(copy: Element) -> None:
    """Drop from a copy what a document may have but once."""
    for mark in list(copy.iter(*map(w, _ONCE))):
        parent_of(mark).remove(mark)
    for owner in copy.iter(w("p"), w("tr")):
        for name in _IDENTITIES:
            owner.attrib.pop(name, None)


def _merge(rows: Sequence[Element], place: int, texts: Sequence[str]) -> None:
    """Merge the cells of one place over neighbours of the same text, emptying all but the first."""
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        cell = row.findall(w("tc"))[place]
        goes_on = index > 0 and text == texts[index - 1]
        begins = index + 1 < len(texts) and text == texts[index + 1]
        for merge in list(cell.iterfind(f"{w('tcPr')}/{w('vMerge')}")):
            parent_of(merge).remove(merge)
        if goes_on:
            _set_merge(cell, "continue")
            _empty(cell)
        elif begins:
            _set_merge(cell, "restart")


def _set_merge(cell: Element, kind: str) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = element("tcPr")
        cell.insert(0, properties)
    before = {w(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}
    at = sum(1 for child in properties if child.tag in before)
    properties.insert(at, element("vMerge", val=kind))


def _empty(cell: Element) -> None:
    """Leave a cell with one empty paragraph, in the style of its first."""
    first = cell.find(w("p"))
    style = None if first is None else first.find(w("pPr"))
    for child in list(cell):
        if child.tag != w("tcPr"):
            cell.remove(child)
    cell.append(element("p", *([] if style is None else [style])))


def _uses(container: Element, name: str) -> bool:
    return any(name in paragraph.names for paragraph in _own_paragraphs(container))


def _own_paragraphs(container: Element) -> Iterator[Paragraph]:
    """Yield the paragraphs with placeholders in a row or cell, not those of tables in it."""
    row = container if container.tag == w("tr") else parent_of(container)
    for paragraph in container.iter(w("p")):
        if next(paragraph.iterancestors(w("tr"))) is row and has_placeholders(paragraph):
            yield Paragraph(paragraph)
