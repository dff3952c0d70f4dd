"""`Page`, what an independent reader sees of a document: rows of cells and lines beside them."""

import unicodedata
from dataclasses import dataclass, field


@dataclass
class Page:
    """The rows of all tables, blank and covered cells left out, and the texts outside of tables."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """Every text, of cells and of lines."""
        return [cell for row in self.rows for cell in row] + self.lines


def squeezed(text: str) -> str:
    """Return a text without white space and what only helps to wrap it, its characters narrow."""
    bare = text.replace("\u200b", "").replace("\u00ad", "")
    return "".join(unicodedata.normalize("NFKC", bare).split())
