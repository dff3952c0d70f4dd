"""The text of a paragraph of a Word document, and the steps by which its tree is walked."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

# What only wraps other elements, and what holds nothing that stands on the page.
_WRAPPERS = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "smartTag",
    "customXml",
    "hyperlink",
    "fldSimple",
}
_WRAPPERS |= {"dir", "bdo", "ruby", "rubyBase", "AlternateContent", "Choice", "oMath", "oMathPara"}
_UNREAD = {"del", "moveFrom", "rt", "Fallback", "txbxContent", "pPr", "rPr", "instrText", "delText"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# Boxes of the fonts Wingdings and Wingdings 2, ticked, crossed and empty.
_BOXES = {"F0FE": "☑", "F0FD": "☒", "F052": "☑", "F053": "☒", "F0A8": "□", "F06F": "□"}
_BOXES |= {"F0A3": "□", "F02A": "□", "F0FC": "√", "F050": "√"}


def name(element: etree._Element) -> str:
    """Return the local name of an element, nothing for a comment."""
    return _local(element.tag)


@lru_cache(maxsize=512)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements inside, those in wrappers as if they stood bare; nothing deleted."""
    for child in element:
        kind = name(child)
        if kind in _WRAPPERS:
            yield from children(child)
        elif kind and kind not in _UNREAD:
            yield child


def find(element: etree._Element, *path: str) -> etree._Element | None:
    """Return the first element down a path of local names, or None."""
    for step in path:
        element = next((child for child in element if name(child) == step), None)
        if element is None:
            return None
    return element


def value(element: etree._Element | None, default: str) -> str:
    """Return the `val` of an element, the default without one."""
    if element is None:
        return default
    return next((v for key, v in element.attrib.items() if key.endswith("}val")), default)


def has(element: etree._Element, *names: str) -> bool:
    """Whether any element of these names is inside."""
    return next(element.iter(*(f"{{*}}{name_}" for name_ in names)), None) is not None


def is_hidden(run: etree._Element) -> bool:
    """Whether a run is set as hidden."""
    mark = find(run, "rPr", "vanish")
    return mark is not None and value(mark, "1") not in ("0", "false", "off")


def text_of(paragraph: etree._Element) -> tuple[str, bool]:
    """Return what a paragraph says, and whether a page or section ends in it."""
    parts: list[str] = []
    ends_page = find(paragraph, "pPr", "sectPr") is not None
    for child in children(paragraph):
        if name(child) == "r" and not is_hidden(child):
            for part in children(child):
                parts.append(_said(part))
                ends_page |= _is_page_break(part)
        elif name(child) == "t":
            parts.append(child.text or "")
    return "".join(parts), ends_page


def _said(part: etree._Element) -> str:
    """Return the text of one part of a run."""
    kind = name(part)
    if kind == "t":
        return part.text or ""
    if kind == "br":
        return "" if _is_page_break(part) else "\n"
    if kind == "sym":
        code = next((v for key, v in part.attrib.items() if key.endswith("}char")), "")
        return _BOXES.get(code.upper(), "")
    if kind == "fldChar":
        return _ticked(part)
    return _SIGNS.get(kind, "")


def _ticked(field: etree._Element) -> str:
    """Return the box of a form field that can be ticked, nothing for another field."""
    box = find(field, "ffData", "checkBox")
    if box is None:
        return ""
    state = find(box, "checked")
    if state is None:
        state = find(box, "default")
    return "☑" if state is not None and value(state, "1") not in ("0", "false") else "□"


def _is_page_break(part: etree._Element) -> bool:
    kinds = (v for key, v in part.attrib.items() if key.endswith("}type"))
    return name(part) == "br" and next(kinds, "") == "page"
