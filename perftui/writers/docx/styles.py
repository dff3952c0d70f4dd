"""The named styles of a form's Word document, and the fonts they name.

Those who edit a form change a style once and all that is in it follows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from perftui.writers.docx.ooxml import Element, element

TABLE = "FormTable"
LINK = "FormLink"
CELL_MARGIN = 70
"""Space between the text of a cell and its borders to the left and right, in twips."""

_MARGINS = {"top": 30, "left": CELL_MARGIN, "bottom": 30, "right": CELL_MARGIN}

SHADE = "F2F2F2"
"""The background of labels and headings."""

_LATIN, _SONG, _FANGSONG, _HEI = "Times New Roman", "宋体", "仿宋_GB2312", "黑体"
_LINE = 1.36
"""The distance of lines, in font sizes. It is exact, so that other fonts give the same pages."""


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes and spaces in points, indents in twips.

    `outline` is the level by which programs list it beside the text, 0 the highest.
    """

    id: str
    name: str
    font: str = _SONG
    size: float = 10.5
    align: Literal["left", "center", "right"] = "left"
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    indent: int = 0
    hanging: int = 0
    outline: int | None = None


# On the first line of the notes stands 说明：, three characters of 9 points, then 1、; the
# numbers of the others stand below the first one.
_NOTE_NUMBER, _NOTE_WORD = 270, 540
_NOTE_INDENT = _NOTE_NUMBER + _NOTE_WORD

TITLE = Style("FormTitle", "自评表标题", _HEI, 22, "center", after=10, outline=0)
TITLE_IN_BOOK = replace(TITLE, id="FormTitleInBook", name="自评表标题（汇编）", outline=None)
COVER_TITLE = Style(
    "FormCoverTitle", "自评表封面标题", _HEI, 22, "center", before=48, after=24, outline=0
)
PROJECT = Style("FormProject", "自评表项目", _HEI, 12, after=6, outline=0)
SUBTITLE = Style("FormSubtitle", "自评表副标题", _SONG, 12, "center", after=8)
LABEL = Style("FormLabel", "自评表栏目", _SONG, align="center", bold=True)
VALUE = Style("FormValue", "自评表内容", _FANGSONG)
CENTRED = Style("FormCentred", "自评表数值", _FANGSONG, align="center")
AMOUNT = Style("FormAmount", "自评表金额", _FANGSONG, align="right")
PROSE = Style("FormProse", "自评表叙述", _FANGSONG, line=15.5)
GAP = Style("FormGap", "自评表间隔", size=5, line=9)
FIRST_NOTE = Style(
    id="FormFirstNote",
    name="自评表说明首条",
    size=9,
    before=5,
    indent=_NOTE_INDENT,
    hanging=_NOTE_INDENT,
)
NOTE = Style("FormNote", "自评表说明", _SONG, 9, indent=_NOTE_INDENT, hanging=_NOTE_NUMBER)
LIST_LABEL = Style("FormListLabel", "自评表封面栏目", _SONG, 9, "center", bold=True)
LIST_TEXT = Style("FormListText", "自评表封面内容", _FANGSONG, 9)
LIST_CENTRED = Style("FormListCentred", "自评表封面数值", _FANGSONG, 9, "center")
LIST_AMOUNT = Style("FormListAmount", "自评表封面金额", _FANGSONG, 9, "right")
LIST_SUM = replace(LIST_AMOUNT, id="FormListSum", name="自评表封面合计", bold=True)
PAGE_NUMBER = Style("FormPageNumber", "自评表页码", _SONG, 9, "center")
DRAFT = Style("FormDraft", "自评表草稿", _HEI, 10.5, "center", colour="C00000")

_PARAGRAPHS = (
    *(TITLE, TITLE_IN_BOOK, COVER_TITLE, PROJECT, SUBTITLE, LABEL, VALUE, CENTRED, AMOUNT, PROSE),
    *(GAP, FIRST_NOTE, NOTE, LIST_LABEL, LIST_TEXT, LIST_CENTRED, LIST_AMOUNT, LIST_SUM),
    *(PAGE_NUMBER, DRAFT),
)
_KEPT = (TITLE, TITLE_IN_BOOK, COVER_TITLE, PROJECT, SUBTITLE, GAP)


def styles_part() -> Element:
    """Return the part of the document that holds its styles."""
    return element("styles", _defaults(), *_base_styles(), *map(_paragraph_style, _PARAGRAPHS))


def _defaults() -> Element:
    fonts = element(
        "rPr", _fonts(_SONG), *_size(10.5), element("lang", val="en-US", eastAsia="zh-CN")
    )
    return element("docDefaults", element("rPrDefault", fonts), element("pPrDefault"))


def _base_styles() -> Iterator[Element]:
    yield _style("paragraph", "Normal", "Normal", default=1)
    yield _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=1)
    none = element("tblCellMar", *_sides(tuple(_MARGINS), w=0, type="dxa"))
    plain = _style("table", "TableNormal", "Normal Table", default=1)
    plain.append(element("tblPr", element("tblInd", w=0, type="dxa"), none))
    yield plain
    yield _style("numbering", "NoList", "No List", default=1)
    linked = _style("character", LINK, "自评表链接", "DefaultParagraphFont")
    linked.append(element("rPr", element("color", val="1F3864")))
    yield linked
    yield _table_style()


def _table_style() -> Element:
    """Make the table style: single lines around every cell, the row of headings shaded."""
    lines = (*_MARGINS, "insideH", "insideV")
    borders = element("tblBorders", *_sides(lines, val="single", sz=4, space=0, color="auto"))
    margins = element(
        "tblCellMar", *(element(side, w=space, type="dxa") for side, space in _MARGINS.items())
    )
    style = _style("table", TABLE, "自评表表格", "TableNormal")
    style.append(element("tblPr", element("jc", val="center"), borders, margins))
    shade = element("shd", val="clear", color="auto", fill=SHADE)
    style.append(element("tblStylePr", element("tcPr", shade), type="firstRow"))
    return style


def _paragraph_style(style: Style) -> Element:
    made = _style("paragraph", style.id, style.name, "Normal")
    made.extend([element("qFormat"), _layout(style), _font(style)])
    return made


def _layout(style: Style) -> Element:
    line = style.line or style.size * _LINE
    spacing = {"before": style.before, "after": style.after, "line": line}
    layout = element("pPr")
    if style in _KEPT:
        layout.extend([element("keepNext"), element("keepLines")])
    twips = {name: round(points * 20) for name, points in spacing.items()}
    layout.append(element("spacing", **twips, lineRule="exact"))
    if style.indent:
        layout.append(element("ind", left=style.indent, hanging=style.hanging))
    layout.append(element("jc", val=style.align))
    if style.outline is not None:
        layout.append(element("outlineLvl", val=style.outline))
    return layout


def _font(style: Style) -> Element:
    font = element("rPr", _fonts(style.font))
    if style.bold:
        font.extend([element("b"), element("bCs")])
    if style.colour:
        font.append(element("color", val=style.colour))
    font.extend(_size(style.size))
    return font


def _fonts(han: str) -> Element:
    # Without the hint Word sets “” and … in the Latin font.
    return element("rFonts", hint="eastAsia", ascii=_LATIN, hAnsi=_LATIN, eastAsia=han, cs=_LATIN)


def _size(points: float) -> list[Element]:
    return [element(name, val=round(points * 2)) for name in ("sz", "szCs")]


def _style(kind: str, id_: str, name: str, base: str = "", default: int = 0) -> Element:
    attributes: dict[str, str | int] = {"type": kind, "styleId": id_}
    attributes |= {"default": 1} if default else {"customStyle": 1}
    style = element("style", element("name", val=name), **attributes)
    if base:
        style.append(element("basedOn", val=base))
    return style


def _sides(names: tuple[str, ...], **attributes: str | int) -> Iterator[Element]:
    return (element(name, **attributes) for name in names)
