"""Letters put together to the lines they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perftui.writers.cells import cell_width
from perftui.writers.paged.standing import Letter
from perftui.writers.pdf import measures

_SAME_BASE = 0.3
_APART = 3.0
_EMPTY_LINE = 1.9
PITCH = measures.SIZE * measures.LINE
"""From one line of a form to the next, in points."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a line without a wide gap, and its edges in points; `width` is in cells.

    `above` is how many empty lines are between it and the one before.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    above: int = 0

    @property
    def width(self) -> int:
        """How many cells it needs."""
        return cell_width(self.text)

    @property
    def top(self) -> float:
        """Where the square of its letters begins."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Where the square of its letters ends."""
        return self.base + 0.12 * self.size


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """Return the lines of some letters, from the top and from the left."""
    lines: list[Line] = []
    for on_base in _by_base(sorted(letters, key=lambda letter: letter.base)):
        lines += _cut(sorted(on_base, key=lambda letter: letter.left))
    return [_with_room(line, lines[n - 1] if n else None) for n, line in enumerate(lines)]


def _with_room(line: Line, before: Line | None) -> Line:
    """Note the empty lines before a line."""
    if before is None or line.base - before.base < _EMPTY_LINE * measures.LINE * line.size:
        return line
    above = round((line.base - before.base) / (measures.LINE * line.size)) - 1
    return Line(line.text, line.left, line.right, line.base, line.size, above)


def _by_base(letters: Iterable[Letter]) -> Iterable[list[Letter]]:
    group: list[Letter] = []
    for letter in letters:
        if group and letter.base - group[0].base > _SAME_BASE * letter.size:
            yield group
            group = []
        group.append(letter)
    if group:
        yield group


def _cut(letters: Sequence[Letter]) -> Iterable[Line]:
    """Yield what stands on a base line, cut at wide gaps."""
    run: list[Letter] = []
    for letter in letters:
        if run and letter.left - run[-1].right > _APART * letter.size:
            yield from _line(run)
            run = []
        run.append(letter)
    yield from _line(run)


def _line(letters: Sequence[Letter]) -> Iterable[Line]:
    text = "".join(letter.text for letter in letters).replace("\u3000", "  ")
    printed = [letter for letter in letters if not letter.text.isspace()]
    if printed:
        first, last = printed[0], printed[-1]
        yield Line(text.strip(), first.left, last.right, first.base, first.size)
