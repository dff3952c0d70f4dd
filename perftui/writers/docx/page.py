"""The empty Word document a form is written into: page, fonts, styles, footer, properties."""

from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.styles.style import ParagraphStyle

from perftui.writers.docx.ooxml import field_run, text_run
from perftui.writers.printed import Form

TITLE, LABEL, VALUE, CENTRED, PROSE, NOTE = (
    "自评表标题",
    "自评表栏目",
    "自评表内容",
    "自评表数值",
    "自评表叙述",
    "自评表说明",
)
TEXT_WIDTH = Cm(17.6)
_LATIN = "Times New Roman"
_SONG, _FANGSONG, _HEI = "宋体", "仿宋_GB2312", "黑体"
_MADE = datetime(2020, 1, 1, tzinfo=UTC)
_PROPERTY_LIMIT = 255
_KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
_DROPPED_PARTS = {"thumbnail", "stylesWithEffects", "numbering", "customXml"}


def empty_document(form: Form) -> WordDocument:
    """Return a document with everything of the form but its text."""
    document = Document()
    _drop_unused_parts(document)
    _set_language(document)
    _set_page(document)
    _add_styles(document)
    _add_footer(document)
    _set_properties(document, form)
    return document


def _drop_unused_parts(document: WordDocument) -> None:
    """Leave out the 0.9 MB of styles and the picture that come with python-docx's template."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _DROPPED_PARTS:
                del relations[key]


def _set_language(document: WordDocument) -> None:
    settings = document.settings.element
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Length((Cm(21) - TEXT_WIDTH) // 2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    section.header_distance, section.footer_distance = Cm(1), Cm(0.8)


def _add_styles(document: WordDocument) -> None:
    # Not justified: an amount that does not break would pull the line before it apart.
    centre, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _dress(normal, _SONG, 10.5, left)
    for name, font, size, alignment in (
        (TITLE, _HEI, 22, centre),
        (LABEL, _SONG, 10.5, centre),
        (VALUE, _FANGSONG, 10.5, left),
        (CENTRED, _FANGSONG, 10.5, centre),
        (PROSE, _FANGSONG, 10.5, left),
        (NOTE, _SONG, 9, left),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        _dress(style, font, size, alignment)
    _vary(document)


def _dress(style: ParagraphStyle, font: str, size: float, alignment: WD_ALIGN_PARAGRAPH) -> None:
    style.font.name, style.font.size = _LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    # Without the hint Word sets “” and … in the Latin font.
    fonts.set(qn("w:hint"), "eastAsia")
    layout = style.paragraph_format
    layout.alignment = alignment
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.45)


def _vary(document: WordDocument) -> None:
    """Set what only one of the styles has."""
    title, label, note = (document.styles[name] for name in (TITLE, LABEL, NOTE))
    assert isinstance(title, ParagraphStyle)
    assert isinstance(label, ParagraphStyle)
    assert isinstance(note, ParagraphStyle)
    title.paragraph_format.space_after = Pt(10)
    title.paragraph_format.keep_with_next = True
    label.font.bold = True
    note.paragraph_format.left_indent = Pt(18)
    note.paragraph_format.first_line_indent = Pt(-18)


def _add_footer(document: WordDocument) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles[NOTE]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.paragraph_format.left_indent = footer.paragraph_format.first_line_indent = Pt(0)
    for run in (
        text_run("第 "),
        field_run("PAGE"),
        text_run(" 页 共 "),
        field_run("NUMPAGES"),
        text_run(" 页"),
    ):
        footer._p.append(run)


def _set_properties(document: WordDocument, form: Form) -> None:
    properties = document.core_properties
    properties.title = f"{form.name}{form.title}"[:_PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = form.unit[:_PROPERTY_LIMIT]
    properties.created = properties.modified = _MADE
    properties.comments, properties.language, properties.revision = "", "zh-CN", 1
