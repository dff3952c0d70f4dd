"""The WordprocessingML of runs, fields, links and paragraphs, and the names lxml has for it.

Every text goes in as the text of an element, so nothing in it can become markup.
"""

from typing import Any

from lxml import etree

Element = Any  # lxml has no types of its own

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {"w": W}
_NAMES_WITH_RELATIONS = {"w": W, "r": R}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml spells it."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """Return the name of an attribute that holds a relation as lxml spells it."""
    return f"{{{R}}}{name}"


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Make a `w:` element with `w:` attributes."""
    values = {w(name): str(value) for name, value in attributes.items()}
    made = etree.Element(w(tag), values, _NAMES)
    if children:
        made.extend(children)
    return made


def reference(tag: str, relation: str, type_: str) -> Element:
    """Make an element that names another part of the document by its relation."""
    values = {w("type"): type_, r("id"): relation}
    return etree.Element(w(tag), values, _NAMES_WITH_RELATIONS)


def text_run(text: str, style: str = "") -> Element:
    """Make a run, in a character style if one is given; a line feed becomes a line break."""
    run = element("r")
    if style:
        run.append(element("rPr", element("rStyle", val=style)))
    for n, line in enumerate(text.split("\n")):
        if n:
            run.append(element("br"))
        run.append(text_element(line))
    return run


def field(instruction: str, *shown: Element) -> Element:
    """Make a field that the word processor computes; `shown` stands there until it does."""
    return element("fldSimple", *(shown or (text_run("1"),)), instr=f" {instruction} ")


def bookmarked(number: int, name: str, *content: Element) -> list[Element]:
    """Return the content between the ends of a bookmark; each has a number of its own."""
    start, end = (element(f"bookmark{side}", id=number) for side in ("Start", "End"))
    start.set(w("name"), name)
    return [start, *content, end]


def link(bookmark: str, text: str, style: str) -> Element:
    """Make a text that leads to a bookmark of the document."""
    return element("hyperlink", text_run(text, style), anchor=bookmark, history=1)


def paragraph(style: str, *content: Element, keep: bool = False) -> Element:
    """Make a paragraph in a style; `keep` holds it together and with the next one."""
    properties = element("pPr", element("pStyle", val=style))
    if keep:
        properties.extend([element("keepNext"), element("keepLines")])
    return element("p", properties, *content)


def ending(section: Element, last: Element) -> Element:
    """Let a paragraph be the last one of a section, and return it."""
    last[0].append(section)
    return last


def serialised(root: Element) -> bytes:
    """Return a part of the document as a file."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def text_element(line: str) -> Element:
    """Make the text of a run, on one line."""
    made = element("t")
    made.text = line
    made.set(_SPACE, "preserve")
    return made
