"""Paragraphs formatted directly: a unit's template may have styles of any name and look."""

from perftui.writers.docx.ooxml import Element, element, text_run


def formatted(
    text: str, align: str, size: int, *, bold: bool = False, colour: str = "", after: int = 0
) -> Element:
    """Make a paragraph of text; `size` in half points, the space `after` it in twips.

    The distance of its lines is exact, so that other fonts give the same pages.
    """
    layout = element(
        "pPr",
        element("spacing", before=0, after=after, line=size * 40 // 3, lineRule="exact"),
        element("ind", left=0, right=0, firstLine=0, firstLineChars=0),
        element("jc", val=align),
    )
    look = element("rPr")
    if bold:
        look.append(element("b"))
    if colour:
        look.append(element("color", val=colour))
    look.append(element("sz", val=size))
    run = text_run(text)
    run.insert(0, look)
    return element("p", layout, run)
