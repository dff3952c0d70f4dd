"""A paper -> an HTML page, as office programs and web publishers save it."""

from collections.abc import Iterator
from html import escape
from random import Random

from tests.readers.houses.paper import Block, Cell, PageBreak, Paper, Paragraph, Table


def write(paper: Paper) -> bytes:
    """Write the paper as a page in UTF-8 or GB18030, the charset declared."""
    random = Random(f"html{paper.seed}")
    charset = random.choice(("utf-8", "gb2312"))
    loose = random.random() < 0.4
    body = "\n".join(text for sheet in paper.sheets for text in _blocks(sheet.blocks, loose))
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{escape(paper.sheets[0].name)}</title><style>td{{font-family:{paper.font}}}</style>"
        f"<script>var ok = '<td>1</td>';</script></head>\n<body>\n{body}\n</body></html>\n"
    )
    return page.encode("utf-8" if charset == "utf-8" else "gb18030")


def _blocks(blocks: tuple[Block, ...], loose: bool) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            tag = {"title": "h1", "heading": "h3"}.get(block.look, "p")
            yield f"<{tag}>{escape(block.text) or '&nbsp;'}</{tag}>"
        elif isinstance(block, PageBreak):
            yield '<br clear="all" style="page-break-before:always">'
        else:
            yield _table(block.accepted(), loose)


def _table(table: Table, loose: bool) -> str:
    rows: list[list[str]] = [[] for _ in table.rows]
    for row, _, cell in table.placed():
        rows[row].append(_cell(cell, loose))
    end = "" if loose else "</tr>"
    lines = "\n".join(f"<tr>{''.join(cells)}{end}" for cells in rows)
    return f'<table border="1" cellspacing="0"><tbody>\n{lines}\n</tbody></table>'


def _cell(cell: Cell, loose: bool) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.across), ("rowspan", cell.down))
        if count > 1
    )
    if loose:
        text = "<br>".join(escape(line) for line in cell.text.split("\n"))
        return f"<td{spans}>{text or '&nbsp;'}"
    text = "".join(f"<p><span>{escape(line)}</span></p>" for line in cell.text.split("\n"))
    return f"<td{spans}>{text}</td>"
