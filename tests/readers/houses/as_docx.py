"""A paper -> a Word document."""

import io
from html import escape
from random import Random
from typing import Any

from tests.readers.houses.dress import PARAGRAPHS, RUNS, WHOLES, row_properties
from tests.readers.houses.paper import Cell, PageBreak, Paper, Paragraph, Table

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
FIRST_LIST = 500
_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
)


def write(paper: Paper) -> bytes:
    """Write the paper; runs are split as word processors split them."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm
    from docx.text.run import Run

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    end = document.element.body[-1]
    pen = _Pen(paper)
    for number, sheet in enumerate(paper.sheets):
        blocks = sheet.blocks if number == 0 else (PageBreak(), *sheet.blocks)
        for block in blocks:
            wrapped = f"<w:body {nsdecls('w')}>{pen.block(block)}</w:body>"
            for element in list(parse_xml(wrapped)):
                end.addprevious(element)
    for mark in document.element.body.xpath(".//w:bookmarkStart[@w:name='remarked']"):
        run = mark.getnext()
        mark.getparent().remove(mark)
        if run is not None:
            document.add_comment(Run(run, document.paragraphs[0]), "请核对", "审核")
    _define_lists(document.part.numbering_part.element, pen.lists)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _define_lists(numbering: Any, count: int) -> None:
    """Define as many lists, each counting from 1."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    first = numbering.xpath("./w:num")[0]
    for number in range(FIRST_LIST + 1, FIRST_LIST + count + 1):
        named, space = f'w:abstractNumId="{number}"', nsdecls("w")
        first.addprevious(parse_xml(f"<w:abstractNum {space} {named}>{_LEVEL}</w:abstractNum>"))
        points = f'<w:abstractNumId w:val="{number}"/>'
        numbering.append(parse_xml(f'<w:num {space} w:numId="{number}">{points}</w:num>'))


class _Pen:
    """Writes the XML of one paper."""

    def __init__(self, paper: Paper) -> None:
        self.font = paper.font
        self.random = Random(f"docx{paper.seed}")
        self.broken = self.random.random() < 0.5
        self.item = self.lists = 0
        self.pieces = self.random.choice((1, 1, 2, 4))

    def block(self, block: Paragraph | Table | PageBreak) -> str:
        if isinstance(block, PageBreak):
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if isinstance(block, Paragraph):
            size = {"title": 36, "small": 18}.get(block.look, 21)
            runs = self.runs(block.text, block.look in ("title", "heading"), size)
            centred = '<w:pPr><w:jc w:val="center"/></w:pPr>' if block.look == "title" else ""
            if block.dress == "numbered":
                return self.numbered(block.text)
            self.item = 0
            return f"<w:p>{centred}{RUNS.get(block.dress, str)(runs)}</w:p>"
        return self.table(block)

    def numbered(self, text: str) -> str:
        """Leave the number of an item to the word processor where it counts as that would."""
        number, mark, rest = text.partition("、")
        if mark and number == str(self.item + 1):
            self.item += 1
            self.lists += self.item == 1
            listed = f'<w:ilvl w:val="0"/><w:numId w:val="{FIRST_LIST + self.lists}"/>'
            return f"<w:p><w:pPr><w:numPr>{listed}</w:numPr></w:pPr>{self.runs(rest, False)}</w:p>"
        return f"<w:p>{self.runs(text, False)}</w:p>"

    def runs(self, text: str, bold: bool, size: int = 21) -> str:
        if not text:
            return ""
        cuts = sorted(self.random.sample(range(1, len(text)), min(self.pieces, len(text)) - 1))
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        look = (
            f'<w:rPr><w:rFonts w:eastAsia="{self.font}"/>{"<w:b/>" if bold else ""}'
            f'<w:sz w:val="{size}"/></w:rPr>'
        )
        return '<w:proofErr w:type="spellStart"/>'.join(
            f'<w:r>{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces
        )

    def table(self, table: Table) -> str:
        rows: list[list[tuple[int, str]]] = [[] for _ in table.rows]
        for row, column, cell in table.placed():
            width = sum(table.widths[column : column + cell.across])
            rows[row].append((column, self.cell(cell, width)))
            for below in range(1, cell.down):
                rows[row + below].append((column, self.covered(cell, width)))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
        body = "".join(
            self.row(cells, table.dressed_rows.get(number, ""), number < table.head)
            for number, cells in enumerate(rows)
        )
        made = (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(table.widths)}" w:type="dxa"/>'
            f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )
        return WHOLES.get(table.dress, str)(made)

    def row(self, cells: list[tuple[int, str]], dress: str, repeated: bool) -> str:
        inner = "".join(text for _, text in sorted(cells, key=lambda cell: cell[0]))
        properties = ("<w:tblHeader/>" if repeated else "") + row_properties(dress)
        made = f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"
        return WHOLES.get(dress, str)(made)

    def cell(self, cell: Cell, width: int) -> str:
        joined = "</w:t><w:br/><w:t>" if self.broken else "\n"
        lines = [cell.text] if self.broken else cell.text.split("\n")
        paragraphs = "".join(
            f"<w:p>{RUNS.get(cell.dress, str)(self.runs(line, cell.bold))}</w:p>" for line in lines
        ).replace("\n", joined)
        inner = PARAGRAPHS.get(cell.dress, str)(paragraphs)
        merged = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        made = f"<w:tc>{self.properties(cell, width, merged)}{inner}</w:tc>"
        return WHOLES.get(cell.dress, str)(made)

    def covered(self, cell: Cell, width: int) -> str:
        return f"<w:tc>{self.properties(cell, width, '<w:vMerge/>')}<w:p/></w:tc>"

    def properties(self, cell: Cell, width: int, merged: str) -> str:
        span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        upright = '<w:textDirection w:val="tbRlV"/>' if cell.vertical else ""
        return (
            f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{upright}'
            '<w:vAlign w:val="center"/></w:tcPr>'
        )
