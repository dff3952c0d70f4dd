"""Markdown, tab-separated text and drawn tables read with plain string code."""

import re

from tests.writers.round_trip.independent.pages import Page

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp|quot|#\d+);|<br\s*/?>|\*\*")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def tsv_page(data: bytes) -> Page:
    """Return the rows of a tab-separated text; a cell in straight quotes may go over lines."""
    page = Page()
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    cells: list[str] = []
    at = 0
    while at <= len(text):
        cell, at = _cell(text, at)
        cells.append(cell.strip())
        if text[at : at + 1] != "\t":
            page.rows.append([cell for cell in cells if cell])
            cells = []
        at += 1
    return page


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell at a place and where it ends."""
    if text[at : at + 1] == '"':
        end, pieces = at + 1, []
        while end < len(text):
            if text[end] != '"':
                pieces.append(text[end])
            elif text[end + 1 : end + 2] == '"':
                pieces.append('"')
                end += 1
            else:
                return "".join(pieces), end + 1
            end += 1
    ends = [end for end in (text.find("\t", at), text.find("\n", at)) if end >= 0]
    end = min(ends, default=len(text))
    return text[at:end], end


def md_page(data: bytes) -> Page:
    """Return the rows between bars and the other lines of a Markdown text."""
    page = Page()
    for raw in data.decode("utf-8").split("\n"):
        line = raw.strip()
        if line.startswith("|") and line.endswith("|") and len(line) > 1:
            cells = [_shown(cell) for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line[1:-1])]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                page.rows.append([cell for cell in cells if cell])
        elif line:
            page.lines.append(_shown(re.sub(r"^(#{1,6} |- |> )", "", line)))
    return page


def txt_page(data: bytes) -> Page:
    """Return the cells of drawn tables, a wrapped one without its breaks, and the other lines."""
    page = Page()
    columns: list[str] = []
    for line in data.decode("utf-8").split("\n"):
        if line.startswith("|") and "+-" not in line:
            cells = line[1:].removesuffix("|").split("|")
            if len(cells) != len(columns):
                page.rows.append([cell for cell in columns if cell])
                columns = [""] * len(cells)
            columns = [f"{above}{cell.strip()}" for above, cell in zip(columns, cells, strict=True)]
            continue
        page.rows.append([cell for cell in columns if cell])
        columns = []
        page.lines.append(line.strip(" |+-"))
    page.rows.append([cell for cell in columns if cell])
    return page


def _shown(text: str) -> str:
    """Return a Markdown text as it shows."""

    def plain(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        if match[2]:
            return _ENTITIES.get(match[2]) or chr(int(match[2][1:]))
        return "" if match[0] == "**" else "\n"

    return _ESCAPED.sub(plain, text).strip()
