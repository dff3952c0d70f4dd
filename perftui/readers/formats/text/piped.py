"""Tables whose cells are set apart by bars, as in Markdown: `| 指标名称 | 权重 |`."""

import re
from collections.abc import Iterator

from perftui.readers.grid import Row

_BLANKS = " \t\u00a0\u3000"
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_STRONG = re.compile(r"(?<![\\*])\*\*(?!\*)([^*\n]+)\*\*")
_FEWEST = 3


def piped_rows(text: str) -> list[Row] | None:
    """Return the rows of a text with tables between bars, None for one without.

    There is such a table where a line of dashes and bars follows its headings, or where at least
    three lines begin and end with a bar.
    """
    if "|" not in text:
        return None
    lines = [line.strip(_BLANKS) for line in text.split("\n")]
    ruled = {n for n, line in enumerate(lines) if _is_rule(line) and n and "|" in lines[n - 1]}
    if not ruled and sum(map(_is_barred, lines)) < _FEWEST:
        return None
    if any(line.startswith("+-") for line in lines):
        return None
    return list(_rows(lines, ruled))


def _rows(lines: list[str], ruled: set[int]) -> Iterator[Row]:
    broken = in_table = False
    for number, line in enumerate(lines):
        in_table = bool(line) and (in_table or number + 1 in ruled)
        if number not in ruled and line:
            barred = _is_barred(line) or (in_table and "|" in line)
            cells = _cells(line) if barred else (_plain(_HEADING.sub("", line, count=1)),)
            if any(cells):
                yield Row(cells, f"第{number + 1}行", broken)
        broken = not line


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


def _is_barred(line: str) -> bool:
    return len(line) > 1 and line[0] == line[-1] == "|"


def _cells(line: str) -> tuple[str, ...]:
    """Return the cells of a line; a bar after a backslash belongs to its cell."""
    inner = line.removeprefix("|")
    parts = _CELL_END.split(inner)
    cells = [cell + slashes for cell, slashes in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    if not cells[-1].strip(_BLANKS):
        cells.pop()
    return tuple(map(_plain, cells))


def _plain(text: str) -> str:
    """Return a text without the marks of Markdown."""
    broken = _LINE_BREAK.sub("\n", _STRONG.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", broken).strip()
