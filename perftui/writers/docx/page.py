"""Pages: their size and margins, the sections of a document, page numbers, the mark of a draft."""

from collections.abc import Sequence

from lxml import etree

from perftui.writers.docx.ooxml import (
    Element,
    W,
    element,
    field,
    paragraph,
    reference,
    text_run,
)
from perftui.writers.docx.styles import DRAFT, PAGE_NUMBER
from perftui.writers.printed import DRAFT_LINE

TEXT_WIDTH = 9978
"""The width between the margins, 17.6 cm in twips."""


_WIDTH, _HEIGHT = 11906, 16838
_SIDE = (_WIDTH - TEXT_WIDTH) // 2
_MARGINS = {"top": 1021, "right": _SIDE, "bottom": 964, "left": _SIDE}
_EDGES = {"header": 454, "footer": 510, "gutter": 0}

# What Word itself writes for a watermark: letters stretched over a slanting box behind the text.
_WATERMARK = f"""\
<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"
     xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
             path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>
<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"
        o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/>
<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="草稿"
         style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:200pt;\
rotation:315;z-index:-251658752;mso-position-horizontal:center;\
mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f">
<v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="草稿"/>
</v:shape></w:pict></w:r>"""


def section(
    references: Sequence[Element], *, new_page: bool = False, numbered_anew: bool = False
) -> Element:
    """Make the properties of a section: its headers and footers, A4, margins."""
    made = element("sectPr", *references)
    if new_page:
        made.append(element("type", val="nextPage"))
    made.append(element("pgSz", w=_WIDTH, h=_HEIGHT))
    made.append(element("pgMar", **_MARGINS, **_EDGES))
    if numbered_anew:
        made.append(element("pgNumType", start=1))
    made.append(element("cols", space=425))
    return made


def header_reference(relation: str) -> Element:
    """Give a section its header."""
    return reference("headerReference", relation, "default")


def footer_reference(relation: str) -> Element:
    """Give a section its footer."""
    return reference("footerReference", relation, "default")


def footer(count: Element) -> Element:
    """Make the footer 第 1 页 共 2 页; `count` is the field of the number of pages."""
    texts = (text_run("第 "), field("PAGE"), text_run(" 页 共 "), count, text_run(" 页"))
    return element("ftr", paragraph(PAGE_NUMBER.id, *texts))


def plain_header() -> Element:
    """Make the header of a form that is final, where others in the document are drafts."""
    return element("hdr", paragraph(PAGE_NUMBER.id))


def draft_header() -> Element:
    """Make the header of a draft: a watermark, and a line for programs that do not show it."""
    watermark = etree.fromstring(_WATERMARK)
    return element("hdr", paragraph(DRAFT.id, watermark, text_run(DRAFT_LINE)))
