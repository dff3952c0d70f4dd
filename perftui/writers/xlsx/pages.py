"""Where the pages of a sheet end, and rows and labels set so that this looks well.

Programs and printers differ by some lines, so this is never known for sure.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from perftui.writers.xlsx.sheet import Rows

_RESERVE = 12
"""Points by which a page may have less room."""

_UNSURE = 30
"""Points by which each page may end sooner or later than it seems."""

_SPARED = (1, 2, 3, 4, 5)
"""Points that each row can give so that a form takes a page less."""


@dataclass(frozen=True)
class Paper:
    """What is printed of a sheet: rows, on pages that have room for so many points.

    Each page after the one of the headings begins with these.
    """

    room: float
    printed: Rows
    headings: Rows


@dataclass(frozen=True)
class Tall:
    """A label beside several rows, and the points it needs."""

    rows: Rows
    needed: float


@dataclass(frozen=True)
class Setting:
    """The heights of the rows, and of each label whether it stands at the top of its rows.

    `headings_begin_page` tells that the headings would otherwise end a page.
    """

    heights: tuple[float, ...]
    at_top: tuple[bool, ...]
    headings_begin_page: bool = False


def settle(
    heights: Sequence[float], parts: Collection[int], labels: Sequence[Tall], paper: Paper
) -> Setting:
    """Give all rows a little less height if that spares a page, and say where labels stand.

    Rows that are `parts` of a higher one have nothing to give. A label stands in the middle of its
    rows, but at the top where a page may end in them.
    """
    roomy = _setting(heights, labels, paper)
    count = _page_count(roomy, paper)
    for points in _SPARED if count > 1 else ():
        tight = [height if row in parts else height - points for row, height in enumerate(heights)]
        setting = _setting(tight, labels, paper)
        if _page_count(setting, paper) < count:
            return setting
    return roomy


def _setting(heights: Sequence[float], labels: Sequence[Tall], paper: Paper) -> Setting:
    result = list(heights)
    at_top = []
    for label in labels:
        at_top.append(not _is_surely_whole(label.rows, result, paper))
        if at_top[-1]:
            first = label.rows.first
            result[first] = max(result[first], label.needed)
    page, used = dict(_places(result, paper, paper.room))[paper.headings.first]
    return Setting(tuple(result), tuple(at_top), page > 1 and not used)


def _is_surely_whole(rows: Rows, heights: Sequence[float], paper: Paper) -> bool:
    """Whether rows surely stand on one page."""
    if rows.first == rows.last:
        return True
    places = dict(_places(heights, paper, paper.room))
    (page, top), (last_page, last_top) = places[rows.first], places[rows.last]
    bottom = last_top + heights[rows.last]
    heading = sum(heights[paper.headings.first : paper.headings.last + 1])
    is_after_break = page > 1 and top < heading + (page - 1) * _UNSURE
    return page == last_page and not is_after_break and bottom <= paper.room - page * _UNSURE


def _page_count(setting: Setting, paper: Paper) -> int:
    return max(page for _, (page, _) in _places(setting.heights, paper, paper.room - _RESERVE))


def _places(
    heights: Sequence[float], paper: Paper, room: float
) -> Iterator[tuple[int, tuple[int, float]]]:
    """Yield each printed row with its page, counted from 1, and how far down it begins there.

    The headings stay with the row below them.
    """
    headings = range(paper.headings.first, paper.headings.last + 1)
    heading = sum(heights[row] for row in headings)
    page, used, begins = 1, 0.0, 0.0
    for row in range(paper.printed.first, paper.printed.last + 1):
        with_next = heights[row + 1] if row in headings and row < paper.printed.last else 0
        if used > begins and used + heights[row] + with_next > room:
            begins = heading if row > paper.headings.last else 0
            page, used = page + 1, begins
        yield row, (page, used)
        used += heights[row]
