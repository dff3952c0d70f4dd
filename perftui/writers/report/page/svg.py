"""A small builder of SVG pictures that stand in a page: texts escaped, colours from its style.

A picture has no size of its own: it is as wide as the place it stands in, so that one made for a
narrow screen and one for a wide page have letters of the same size.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from markupsafe import Markup, escape

from perftui.writers.cells import cell_width

Length = int | float | Decimal
Anchor = Literal["start", "middle", "end"]

_CELL = 0.54  # of the letter size: what a character cell is wide, at most


class Drawing:
    """A picture that is drawn from back to front; lengths are in its own units, from top left."""

    def __init__(self, key: str, title: str, description: str, width: int, height: Length) -> None:
        """`key` names the picture in its page; title and description are read aloud."""
        self.width = width
        self.height = height
        self._key = key
        self._title = title
        self._description = description
        self._parts: list[Markup] = []

    @property
    def markup(self) -> Markup:
        """The picture as it stands in a page."""
        names = f"{self._key}-t {self._key}-d"
        head = Markup(
            '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}" class="w{}">'
            '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>'
        ).format(
            self.width,
            number(self.height),
            names,
            self.width,
            self._key,
            self._title,
            self._key,
            self._description,
        )
        return head + Markup("\n").join(self._parts) + Markup("</svg>")

    def rect(
        self,
        x: Length,
        y: Length,
        width: Length,
        height: Length,
        style: str,
        told: str = "",
    ) -> None:
        """Draw a rectangle; `told` is shown when it is pointed at."""
        self._add(
            "rect", told, x=x, y=y, width=max(width, 0), height=max(height, 0), **{"class": style}
        )

    def line(self, start: tuple[Length, Length], end: tuple[Length, Length], style: str) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        self._add("line", "", x1=x1, y1=y1, x2=x2, y2=y2, **{"class": style})

    def path(self, points: Iterable[tuple[Length, Length]], style: str, told: str = "") -> None:
        """Draw a line through points."""
        drawn = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._add("polyline", told, points=drawn, **{"class": style})

    def dot(self, x: Length, y: Length, radius: Length, style: str, told: str = "") -> None:
        """Draw a dot."""
        self._add("circle", told, cx=x, cy=y, r=radius, **{"class": style})

    def text(
        self, x: Length, y: Length, text: str, style: str = "", anchor: Anchor = "start"
    ) -> None:
        """Write a line of text on a base line."""
        ends = {} if anchor == "start" else {"text-anchor": anchor}
        self._parts.append(
            Markup("<text{}>{}</text>").format(
                _attributes(x=x, y=y, **{"class": style} if style else {}, **ends), text
            )
        )

    def _add(self, name: str, told: str, **attributes: Length | str) -> None:
        inner = Markup("<title>{}</title>").format(told) if told else ""
        self._parts.append(
            Markup("<{0}{1}>{2}</{0}>").format(name, _attributes(**attributes), inner)
        )


def fitted(text: str, width: Length, size: Length) -> str:
    """Return as much of a text as surely fits a width in letters of a size, with an ellipsis."""
    room = int(float(width) / (float(size) * _CELL))
    if cell_width(text) <= room:
        return text
    kept = ""
    for character in text:
        if cell_width(kept + character) > room - 2:
            break
        kept += character
    return f"{kept.rstrip()}…"


def number(length: Length) -> str:
    """Print a length: two digits behind the point are finer than any screen."""
    text = f"{float(length):.2f}"
    return text.rstrip("0").rstrip(".")


def _attributes(**attributes: Length | str) -> Markup:
    return Markup("").join(
        Markup(' {}="{}"').format(name, escape(value) if isinstance(value, str) else number(value))
        for name, value in attributes.items()
    )
