"""Number formats of spreadsheets: a number as its cell shows it, but without losing digits.

A format code has up to four sections for positive and negative numbers, zero and text. What only
dresses a number (colours, fillers, brackets round negatives) is not shown; what says something
(元, %, a scale of thousands) is. Dates are shown as 2020-04-17 whatever their format.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from perftui.readers.formats.sheets.dates import date_text, is_date, set_date

DIGITS_KEPT = 15
"""How many significant digits a spreadsheet keeps of a number."""

_KEPT = Context(prec=DIGITS_KEPT, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_LONGEST_CODE = 255
_MOST_PLACES = 10
"""Decimals beyond these are what a division or a difference of binary floats leaves."""
_MOST_DIGITS = 20
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<blank>[_*].)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<code>E[+-]|.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)(-?\d{1,15}(?:\.\d{1,15})?)")
_CONDITIONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_POINTS = (("code", "."), ("code", ","))
_BODY = re.compile(
    r"(?P<whole>(?:[#0?]|,++(?=[#0?]))*+)(?P<thousands>,*+)(?:\.(?P<places>[#0?]*+))?(?P<more>,*+)"
)
# 0!.0000 shows 元 in 万元: a point that is only printed, with as many digits behind it.
_PRINTED_POINT = re.compile(r"(?P<whole>[#0?]+)·(?P<places>[#0?]+)(?P<more>,*)")
_DRESS = "()（）-− "


@dataclass(frozen=True, slots=True)
class Shown:
    """A number in words; `is_exact` tells that digits are kept which its format hides."""

    text: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format code, in pieces of a kind: text, code, general or elapsed."""

    pieces: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def codes(self) -> str:
        """What of the section is neither literal text nor General, in small letters."""
        return "".join(text for kind, text in self.pieces if kind in ("code", "elapsed")).lower()

    @property
    def literal(self) -> str:
        """The section as it would be printed if it held nothing but text."""
        return "".join(text for kind, text in self.pieces if kind != "general")

    def takes(self, value: Decimal) -> bool:
        """Whether the section's condition holds for a number."""
        return self.condition is None or _CONDITIONS[self.condition[0]](value, self.condition[1])


def kept(value: Decimal) -> Decimal:
    """Return a number as a spreadsheet keeps it: 15 digits, without the noise of binary floats."""
    rounded = _KEPT.plus(value)
    return rounded.normalize(_KEPT) if rounded else Decimal(0)


def plain(value: Decimal) -> str:
    """Show a number without a format: no grouping, no idle zeros; 6, 2.5, 1E+30."""
    number = kept(value)
    if abs(number.adjusted()) > _MOST_DIGITS:
        return f"{number:E}"
    return f"{number:f}"


def shown(value: Decimal, code: str, since_1904: bool = False, rounded: bool = False) -> Shown:
    """Show a number as a cell of this format does.

    A percentage is rounded as it is printed. Of any other number, digits that the format hides
    are kept unless `rounded` asks for what is printed; so is a zero of which only a dash or
    nothing is printed, unless the format has a section that hides it. `since_1904` is how dates
    count days.
    """
    number = kept(value)
    sections = _sections(code)
    section = _section_for(number, sections)
    if is_date(section.codes):
        return Shown(date_text(number, section.codes, since_1904) or plain(number))
    if abs(number.adjusted()) <= _MOST_DIGITS:
        for chosen in (section, sections[0]):
            if (text := _in_section(number, chosen, chosen is sections[0], rounded)) is not None:
                return text
    return Shown(plain(number))


def printed(value: Decimal, code: str, since_1904: bool = False) -> str | None:
    """Print a number as TEXT does: rounded, dates as the format sets them; None if it cannot."""
    section = _section_for(kept(value), _sections(code))
    if not is_date(section.codes):
        return shown(value, code, rounded=True).text
    return set_date(kept(value), section.pieces, since_1904)


def shown_text(text: str, code: str) -> str:
    """Show a text as a cell of this format does: some formats add words or hide it."""
    sections = _sections(code)
    pieces = sections[min(len(sections), 4) - 1].pieces
    if len(sections) < 4 and ("code", "@") not in pieces:
        return text
    return "".join(text if piece == ("code", "@") else piece[1] for piece in pieces)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    """Cut a format code into its sections; a code beyond all measure counts as General."""
    sections: list[Section] = []
    pieces: list[tuple[str, str]] = []
    condition = None
    for match in _TOKEN.finditer(code if 0 < len(code) <= _LONGEST_CODE else "General"):
        kind, text = match.lastgroup or "quoted", match[match.lastgroup or "quoted"]
        if kind == "bracket":
            condition = _condition(text) or condition
            pieces += _bracket(text)
        elif (kind, text) == ("code", ";"):
            sections.append(Section(tuple(pieces), condition))
            pieces, condition = [], None
        elif kind not in ("blank", "noon"):
            pieces.append(("text" if kind in ("quoted", "escaped") else kind, text))
    return (*sections, Section(tuple(pieces), condition))


def _condition(bracket: str) -> tuple[str, Decimal] | None:
    match = _CONDITION.fullmatch(bracket.replace(" ", ""))
    return (match[1], Decimal(match[2])) if match else None


def _bracket(text: str) -> list[tuple[str, str]]:
    """Return what a bracket shows: a currency sign, or hours beyond a day; not a colour."""
    if text.startswith("$"):
        return [("text", text[1:].partition("-")[0])]
    return [("elapsed", f"[{text}]")] if re.fullmatch("h+|m+|s+", text, re.IGNORECASE) else []


def _section_for(value: Decimal, sections: tuple[Section, ...]) -> Section:
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        return next((section for section in numeric if section.takes(value)), numeric[-1])
    if value < 0 and len(numeric) > 1:
        return numeric[1]
    return numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]


def _in_section(number: Decimal, section: Section, is_first: bool, rounded: bool) -> Shown | None:
    """Show a number in a section; None if that prints no digit and no word in its place."""
    if any(kind == "general" for kind, _ in section.pieces):
        digits = plain(number)
        return Shown("".join(digits if kind == "general" else t for kind, t in section.pieces))
    places = [i for i, (k, text) in enumerate(section.pieces) if k == "code" and text in "0#?"]
    if places and (number or "0" in section.codes):
        return _in_places(number, section, range(places[0], places[-1] + 1), is_first, rounded)
    words = section.literal.replace("@", plain(number)).strip()
    if not words or (not places and any(char.isalnum() for char in words)):
        return Shown(words)
    return None


def _in_places(
    number: Decimal, section: Section, places: range, is_first: bool, rounded: bool
) -> Shown | None:
    """Show a number in the places for its digits; None where other signs stand among them."""
    pieces = section.pieces
    start, end = places.start, places.stop
    while start and pieces[start - 1] in _POINTS:
        start -= 1
    while end < len(pieces) and pieces[end] in _POINTS:
        end += 1
    body = "".join(
        text if kind == "code" else "·" if text == "." else "x" for kind, text in pieces[start:end]
    )
    match = _BODY.fullmatch(body) or _PRINTED_POINT.fullmatch(body)
    if match is None:
        return None
    before = "".join(text for _, text in pieces[:start])
    after = "".join(text for _, text in pieces[end:])
    if number < 0 and not is_first:
        before, after = before.strip(_DRESS), after.strip(_DRESS)
    percents = section.codes.count("%")
    digits = _digits(number.scaleb(2 * percents, _EXACT), match, bool(percents) or rounded)
    sign = "-" if number < 0 and digits.text.strip("0.,") else ""
    return Shown(f"{before}{sign}{digits.text}{after}".strip(), digits.is_exact)


def _digits(number: Decimal, body: re.Match[str], rounded: bool) -> Shown:
    """Set the digits of a number without its sign."""
    groups = body.groupdict()
    whole, places = groups["whole"], groups["places"] or ""
    scale = 3 * (len(groups.get("thousands") or "") + len(groups["more"]))
    if body.re is _PRINTED_POINT:
        scale += len(places)
    value = _to_places(abs(number).scaleb(-scale, _EXACT), _MOST_PLACES)
    printed = _to_places(value, len(places))
    is_exact = not rounded and printed != value
    ones, _, decimals = f"{value if is_exact else printed:f}".partition(".")
    decimals = decimals.rstrip("0").ljust(places.count("0"), "0")
    ones = ones.zfill(whole.count("0"))
    if "," in whole:
        ones = _grouped(ones)
    return Shown(f"{ones}.{decimals}" if decimals else ones, is_exact)


def _grouped(digits: str) -> str:
    first = len(digits) % 3
    thousands = (digits[place : place + 3] for place in range(first, len(digits), 3))
    return ",".join(filter(None, (digits[:first], *thousands)))


def _to_places(value: Decimal, places: int) -> Decimal:
    return _EXACT.quantize(value, Decimal(1).scaleb(-places))
