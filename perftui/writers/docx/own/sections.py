"""The forms of a book one after another in a unit's docx template, each in sections of its own.

So each has its own headers and footers, begins on a new page, and says on each page if it is a
draft.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from perftui.writers.allowance import within_bounds
from perftui.writers.docx.ooxml import Element, element, r, reference, w
from perftui.writers.docx.own.direct_formatting import formatted
from perftui.writers.docx.own.package import BadTemplateError, Package, parent_of
from perftui.writers.docx.own.rows import (
    Filling,
    fill,
    forget_identities,
    on_one_line,
    unwrap_controls,
)
from perftui.writers.docx.own.text import has_placeholders
from perftui.writers.printed import DRAFT_LINE

_LEAST_HEADER = 425
_TYPES = ("default", "first", "even")
_ROOTS = {"header": "hdr", "footer": "ftr"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

Place = tuple[str, str]
"""Which header or footer: its kind, and the pages it is for."""


@dataclass(frozen=True)
class Sheet:
    """A form to be put into the template."""

    filling: Filling
    draft: bool = False


def fill_package(package: Package, sheets: Sequence[Sheet], cover: Iterable[Element] = ()) -> None:
    """Fill a template with forms, and put a cover before them; raises BadTemplateError."""
    root = package.read(package.main)
    body = root.find(w("body"))
    if body is None:
        raise BadTemplateError("里面没有正文，请核对是不是选错了文件")
    unwrap_controls(body)
    _accept_section_changes(body)
    if body.find(w("sectPr")) is None:
        body.append(element("sectPr"))
    binder = _Binder(package, body, sheets)
    cover_blocks = list(cover)
    blocks = [*_as_section(cover_blocks, _page_of(body))] if cover_blocks else []
    for number, sheet in enumerate(sheets):
        filled = binder.filled(number, sheet, new_page=bool(blocks))
        is_last = number + 1 == len(sheets)
        blocks += list(filled) if is_last else _closed(list(filled))
    for block in list(body):  # a slice of thousands is assigned in quadratic time
        body.remove(block)
    body.extend(blocks)
    for number, drawing in enumerate(root.iter(_DRAWING), 1):
        drawing.set("id", str(number))
    package.write(package.main, root)


class _Binder:
    """Fills copies of the template's body, and gives each its headers and footers."""

    def __init__(self, package: Package, body: Element, sheets: Sequence[Sheet]) -> None:
        self._package = package
        self._body = deepcopy(body)
        self._several = len(sheets) > 1
        self._any_draft = any(sheet.draft for sheet in sheets)
        self._parts: dict[str, tuple[str, Element]] = {}
        self._blank: dict[tuple[str, bool], str] = {}
        for named in _references(self._body):
            relation = named.get(r("id"), "")
            part = package.target(relation)
            root = package.read(part)
            unwrap_controls(root)
            self._parts[relation] = (part, root)

    def filled(self, number: int, sheet: Sheet, new_page: bool) -> Element:
        """Return a copy of the body filled with a form; raises BadTemplateError."""
        body = deepcopy(self._body)
        if number:
            forget_identities(body)
        sections = list(body.iter(w("sectPr")))
        made: dict[str, str] = {}
        for named in _references(body):
            relation = named.get(r("id"), "")
            if relation not in made:
                made[relation] = self._own(number, sheet, relation)
            named.set(r("id"), made[relation])
        for kind, type_ in self._missing(sections[0], number, sheet):
            relation = self._blank_part(kind, marked=sheet.draft and kind == "header")
            sections[0].insert(0, reference(f"{kind}Reference", relation, type_))
        if new_page:
            _begin_page(sections[0])
        if sheet.draft:
            _keep_header_on_paper(body)
        with within_bounds():
            fill(body, sheet.filling)
        return body

    def _own(self, number: int, sheet: Sheet, relation: str) -> str:
        """Return the id of a header or footer as one form has it."""
        part, template = self._parts[relation]
        is_header = template.tag == w("hdr")
        marked = sheet.draft and is_header
        own = any(has_placeholders(paragraph) for paragraph in template.iter(w("p")))
        if not own and not marked:
            return relation
        root = deepcopy(template)
        with within_bounds():
            fill(root, on_one_line(sheet.filling))
        if marked:
            root.insert(0, _draft_mark())
        if own and number == 0:
            self._package.write(part, root)
            return relation
        return self._package.add("header" if is_header else "footer", root, like=part)

    def _missing(self, section: Element, number: int, sheet: Sheet) -> Iterator[Place]:
        """Yield what a form's first section must say, for it would else be that of the form before.

        A draft has each kind of header there is, so that no page is without its mark.
        """
        present = set(map(_place, _references(section)))
        needed: set[Place] = set()
        if self._several and number:
            needed = set(map(_place, _references(self._body)))
        if sheet.draft or (number and self._any_draft):
            needed |= {("header", type_) for type_ in _TYPES}
        yield from sorted(needed - present)

    def _blank_part(self, kind: str, marked: bool) -> str:
        """Return the id of a header or footer with nothing in it, or with the mark of drafts."""
        if (kind, marked) not in self._blank:
            content = _draft_mark() if marked else element("p")
            self._blank[kind, marked] = self._package.add(kind, element(_ROOTS[kind], content))
        return self._blank[kind, marked]


def _references(root: Element) -> list[Element]:
    """Return what names a header or footer."""
    return list(root.iter(*(w(f"{kind}Reference") for kind in _ROOTS)))


def _place(named: Element) -> Place:
    kind = "header" if named.tag == w("headerReference") else "footer"
    return kind, named.get(w("type"), "default")


def _closed(blocks: list[Element]) -> list[Element]:
    """Return a body whose last section ends in its last paragraph, so that another can follow."""
    *content, section = blocks
    return list(_as_section(content, section))


def _as_section(content: list[Element], section: Element) -> Iterator[Element]:
    last = content[-1] if content else None
    if last is None or last.tag != w("p") or last.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        # It takes next to no room: a page that is full must not be followed by an empty one.
        spacing = element("spacing", before=0, after=0, line=20, lineRule="exact")
        last = element("p", element("pPr", spacing))
        content = [*content, last]
    properties = last.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        last.insert(0, properties)
    place = len(properties) - len(properties.findall(w("pPrChange")))
    properties.insert(place, section)
    yield from content


def _begin_page(section: Element) -> None:
    """Let a section begin on a new page."""
    for type_ in section.findall(w("type")):
        section.remove(type_)
    before = {w(name) for name in ("headerReference", "footerReference", "footnotePr", "endnotePr")}
    at = sum(1 for child in section if child.tag in before)
    section.insert(at, element("type", val="nextPage"))


def _keep_header_on_paper(body: Element) -> None:
    """Move headers that stand at the very edge of the paper to where printers print."""
    for margins in body.iter(w("pgMar")):
        header = margins.get(w("header"), "")
        if not header.isdecimal() or int(header) < _LEAST_HEADER:
            margins.set(w("header"), str(_LEAST_HEADER))


def _page_of(body: Element) -> Element:
    """Return a section with the paper and margins of the template's first."""
    first = next(body.iter(w("sectPr")))
    kept = [deepcopy(child) for child in first if child.tag in (w("pgSz"), w("pgMar"))]
    return element("sectPr", *kept)


def _accept_section_changes(body: Element) -> None:
    for change in list(body.iter(w("sectPrChange"))):
        parent_of(change).remove(change)


def _draft_mark() -> Element:
    return formatted(DRAFT_LINE, "center", 24, bold=True, colour="C00000")
