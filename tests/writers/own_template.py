"""A unit's docx template as a person makes one, its placeholders split as Word splits them."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph


def made() -> bytes:
    """Return a template with header, footer, a table of rows to repeat, narratives, signatures."""
    document = Document()
    _page(document)
    section = document.sections[0]
    typed(section.header.paragraphs[0], "内部资料　", "{{ 预算", "单位 ", "}}")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    typed(footer, "{{项目名称}}　第 ")
    _field(footer, "PAGE")
    typed(footer, " 页")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    typed(title, "{{年", "度}}", "年度财政项目绩效自评表", size=18, bold=True)
    typed(document.add_paragraph(), "{% if 草稿 %}（", "{{草稿}}", "，待核）{% endif %}")
    _head(document)
    typed(document.add_paragraph(), "一、指标完成情况", bold=True)
    _indicators(document)
    for number, name in (("二", "主要绩效"), ("三", "主要问题"), ("四", "改进措施")):
        typed(document.add_paragraph(), f"{number}、{name}", bold=True)
        narrative = document.add_paragraph()
        narrative.paragraph_format.first_line_indent = Pt(24)
        typed(narrative, "{", "{ ", name, " or “无” }", "}")
    signed = document.add_paragraph()
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    typed(signed, "填报日期：{{ 自评时间 }}")
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """Return a document as a file."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def typed(paragraph: Paragraph, *texts: str, size: float = 0, bold: bool = False) -> Paragraph:
    """Add runs to a paragraph, a mark of the spelling check between them as in Word."""
    for text in texts:
        run = paragraph.add_run(text)
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
        mark = OxmlElement("w:proofErr")
        mark.set(qn("w:type"), "spellStart")
        paragraph._p.append(mark)
    return paragraph


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    normal = document.styles["Normal"]
    assert normal.type is WD_STYLE_TYPE.PARAGRAPH
    normal.font.name, normal.font.size = "Times New Roman", Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    normal.paragraph_format.space_after = Pt(0)


def _head(document: WordDocument) -> None:
    table = document.add_table(4, 4, style="Table Grid")
    texts = (
        ("项目名称", "{{项目名称}}", "主管科室", "{{主管部门}}"),
        ("预算数（元）", "{{当年预算数}}", "执行数（元）", "{{预算执行数}}"),
        ("执行率", "{{预算执行率}}", "自评等级", "{{绩效等级}}（{{自评分合计}}分）"),
        ("总目标", "{{总目标}}", "", ""),
    )
    _write(table, texts)
    table.cell(3, 1).merge(table.cell(3, 3))


def _indicators(document: WordDocument) -> None:
    table = document.add_table(3, 6, style="Table Grid")
    texts = (
        ("一级指标", "指标名称", "解释", "分值", "得分", "备注"),
        (
            "{{一级指标}}（{{一级指标分值}}分）",
            "{{指标名称}}",
            "{{指标解释}}",
            "{{权重}}",
            "{{自评分}}",
            "{{备注}}",
        ),
        ("合计", "", "", "{{权重合计}}", "{{自评分合计}}", ""),
    )
    _write(table, texts)
    table.cell(2, 0).merge(table.cell(2, 2))
    for place, centimetres in enumerate((2.4, 4, 5, 1.4, 1.4, 2.8)):
        table.columns[place].width = Cm(centimetres)
        for row in (0, 1):
            table.cell(row, place).width = Cm(centimetres)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(table: Table, texts: tuple[tuple[str, ...], ...]) -> None:
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            half = len(text) // 2
            typed(cell.paragraphs[0], *filter(None, (text[:half], text[half:])))


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)
