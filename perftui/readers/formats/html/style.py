"""What of a web page a browser does not show, and where it keeps line breaks, by its styles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

_UNSEEN_NAMES = "audio head link meta noscript object script style svg template title video xml"
UNSEEN = frozenset(_UNSEEN_NAMES.split())
_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|\bclip(?:-path)?\s*:", re.IGNORECASE
)
_KEEPS_BREAKS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BEGINS_PAGE = re.compile(
    r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page|left|right)", re.IGNORECASE
)
_BRACES = re.compile(r"([{}])")


@dataclass(frozen=True)
class Style:
    """Plain selectors, as td, .note or #top: of what is not shown, and of what keeps breaks."""

    hidden: frozenset[str] = frozenset()
    keeping: frozenset[str] = frozenset(("pre", "textarea"))

    @classmethod
    def of(cls, page: etree._Element) -> "Style":
        """Read the styles of a page; those for print or for small screens do not count."""
        text = "".join("".join(style.itertext()) for style in page.iter("style"))
        rules = tuple(_rules(text))
        return cls(
            frozenset(_selectors(rules, _NOT_SHOWN)),
            cls().keeping | frozenset(_selectors(rules, _KEEPS_BREAKS)),
        )

    def is_shown(self, element: etree._Element) -> bool:
        """Whether a browser shows an element, as far as depends on the element itself."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN or element.tag == "del":
            return False
        hides = element.get("hidden") is not None or _NOT_SHOWN.search(element.get("style", ""))
        return not hides and self.hidden.isdisjoint(_names(element))

    def keeps_breaks(self, element: etree._Element) -> bool:
        """Whether line breaks in an element's source are breaks on the screen."""
        by_itself = _KEEPS_BREAKS.search(element.get("style", ""))
        return by_itself is not None or not self.keeping.isdisjoint(_names(element))

    def hidden_texts(self, element: etree._Element) -> int:
        """Count the texts in an element that are hidden, whatever is inside each counting once."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return 0
        if not self.is_shown(element):
            return int(any(text.strip() for text in element.itertext()))
        return sum(map(self.hidden_texts, element))


def begins_page(element: etree._Element) -> bool:
    """Whether a page ends at an element, by its own style."""
    return _BEGINS_PAGE.search(element.get("style", "")) is not None


def _names(element: etree._Element) -> Iterator[str]:
    yield element.tag
    yield from (f".{name}" for name in element.get("class", "").split())
    if identity := element.get("id"):
        yield f"#{identity}"


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules that always hold, not those within @media."""
    depth, selector = 0, ""
    parts = _BRACES.split(text)
    for piece, brace in zip(parts[::2], parts[1::2], strict=False):
        if brace == "{":
            selector = piece if depth == 0 else selector
            depth += 1
        else:
            if depth == 1:
                yield selector, piece
            depth = max(depth - 1, 0)


def _selectors(rules: Iterable[tuple[str, str]], declared: re.Pattern[str]) -> Iterator[str]:
    for selectors, declarations in rules:
        if declared.search(declarations):
            yield from (selector.strip().lower() for selector in selectors.split(","))
