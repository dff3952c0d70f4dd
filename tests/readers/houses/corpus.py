"""The corpus: each form in each house style and format, by name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from perftui.evaluation.model import Evaluation
from tests.readers.houses import (
    as_docx,
    as_html,
    as_sheet,
    as_text,
    national,
    style_a,
    style_b,
    style_c,
    style_d,
    style_e,
)
from tests.readers.houses.gold import nine
from tests.readers.houses.paper import Paper

Setter = Callable[[Sequence[Evaluation], int], Paper]


def _single(setter: Callable[[Evaluation, int], Paper]) -> Setter:
    return lambda forms, seed: setter(forms[0], seed)


PAGES: dict[str, Setter] = {
    "A": _single(style_a.paper),
    "B": _single(style_b.paper),
    "C": _single(style_c.paper),
    "D": _single(style_d.paper),
    **{
        f"E{name}": partial(style_e.paper, name)
        for name in (*style_e.PLANS, *style_e.MULTIPLE, *style_e.TORN)
    },
    "N": _single(national.paper),
}
BOOKS: dict[str, Setter] = PAGES | {"C": _single(style_c.book)}
WRITERS: dict[str, tuple[str, dict[str, Setter], Callable[[Paper], bytes]]] = {
    "docx": ("docx", PAGES, as_docx.write),
    "xlsx": ("xlsx", BOOKS, as_sheet.uncomputed),
    "xlsx+": ("xlsx", BOOKS, as_sheet.computed),
    "html": ("html", PAGES, as_html.write),
    "text": ("txt", PAGES, as_text.tabbed),
    "copied": ("txt", PAGES, as_text.copied),
    "csv": ("csv", PAGES, as_text.commas),
    "md": ("md", PAGES, as_text.piped),
}


@dataclass(frozen=True)
class Case:
    """One document of the corpus: its style and format, the names of its forms.

    Each `turn` draws other habits.
    """

    style: str
    format: str
    forms: tuple[str, ...]
    turn: int = 0

    @property
    def name(self) -> str:
        """The name of its file."""
        mark = "+" if self.format in ("xlsx+", "copied") else ""
        return f"{'+'.join(self.forms)}_{self.style}{mark}.{WRITERS[self.format][0]}"

    @property
    def gold(self) -> tuple[Evaluation, ...]:
        """What is to be read from it."""
        return gold_of(Path(self.name))

    @cached_property
    def data(self) -> bytes:
        """The document."""
        _, setters, write = WRITERS[self.format]
        seed = int(self.forms[0].lstrip("N")) + 100 * self.turn
        return write(setters[self.style](self.gold, seed))


def cases(styles: Sequence[str], formats: Sequence[str], turn: int = 0) -> Iterator[Case]:
    """Yield the documents of some styles (A, B, C, D, E, N or one of E) in some formats."""
    for kind in formats:
        for style in PAGES:
            if style in styles or style[0] in styles:
                yield from (Case(style, kind, forms, turn) for forms in _forms(style))


def _forms(style: str) -> Sequence[tuple[str, ...]]:
    """Name the forms that a style sets: all nine, three of its own, several in one document."""
    if style == "N":
        return [(f"N{number}",) for number in range(1, 4)]
    if style[1:] in style_e.MULTIPLE:
        return [("01", "04", "09"), ("03", "06"), ("08", "07")]
    return [(f"{number:02}",) for number in range(1, 10)]


def gold_of(path: Path) -> tuple[Evaluation, ...]:
    """Return the gold of a file by its name: 03+05_A.docx holds the third and the fifth form."""
    forms, _, style = path.stem.partition("_")
    return tuple(
        national.forms()[int(name[1:]) - 1]
        if name.startswith("N")
        else style_e.printed(style.strip("E+"), nine()[int(name) - 1])
        for name in forms.split("+")
        if name.lstrip("N").isdigit()
    )
