"""A stored cell -> the text it shows, and what must be told about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from perftui.evaluation.safe_text import safe_text
from perftui.readers.formats.formulas.calculator import Calculator
from perftui.readers.formats.formulas.values import (
    LONGEST_TEXT,
    Fault,
    Formula,
    Held,
    Position,
    Scalar,
)
from perftui.readers.formats.sheets import number_formats
from perftui.readers.formats.sheets.workbook import Book, Cell, Sheet, address
from perftui.readers.report import LeftOut, Note, Repair, quoted

MOST_TEXT = 2_000_000
_MOST_LISTED = 8


class Tale(Enum):
    """What can be told about a cell, as it goes on after the cell's name."""

    COMPUTED = "文件里没有存下公式的结果，按公式算出"
    EXACT = "按格式显示不全，按原数读入"
    TRUTH = "是 TRUE 或 FALSE，按是或否读入"
    ERROR = "显示的是错误值 {}，没有读入"
    UNKNOWN = "公式算不出来（{}），没有读入"
    UNSEEN = "有内容但按格式不显示，没有读入"
    CUT = f"文字超过 {LONGEST_TEXT} 字，后面的没有读入"


_REPAIRS = (Tale.COMPUTED, Tale.EXACT, Tale.TRUTH)


@dataclass(frozen=True, slots=True)
class Shown:
    """The text a cell shows, what is to be told, each with a detail, and a formula that failed."""

    text: str
    tales: tuple[tuple[Tale, str], ...] = ()
    formula: str = ""


class TooMuchTextError(Exception):
    """Cells that hold far more text than any form."""


def shown_cells(sheet: Sheet, book: Book, calculator: Calculator) -> dict[Position, Shown]:
    """Return what the cells of a sheet show, where they show or tell something.

    Raises TooMuchTextError.
    """
    cells: dict[Position, Shown] = {}
    length = 0
    for position, cell in sheet.cells.items():
        value, is_computed = _value(cell, position, sheet, book, calculator)
        length += min(len(value), LONGEST_TEXT) if isinstance(value, str) else 1
        if length > MOST_TEXT:
            raise TooMuchTextError
        shown = _shown(value, is_computed, cell, book)
        if shown.text or shown.tales:
            cells[position] = shown
    return cells


def calculator_for(book: Book) -> Calculator:
    """Return a calculator over all cells of a workbook, also hidden ones."""
    sheets = {
        sheet.name: {position: _held(cell) for position, cell in sheet.cells.items()}
        for sheet in book.sheets
        if not sheet.refusal
    }
    return Calculator(sheets, book.names, book.since_1904)


def listed(positions: Sequence[Position], prefix: str = "") -> str:
    """Name cells of a sheet for people: B7、C9, and how many if there are many."""
    names = "、".join(address(position) for position in positions[:_MOST_LISTED])
    more = f"等{len(positions)}格" if len(positions) > _MOST_LISTED else ""
    return f"{prefix}{names}{more}"


def notes_on(cells: Mapping[Position, Shown], prefix: str) -> tuple[Note, ...]:
    """Tell about the cells of a sheet, once for all of which the same is to be told."""
    groups: dict[tuple[Tale, str], list[Position]] = {}
    for position in sorted(cells):
        for told in cells[position].tales:
            groups.setdefault(told, []).append(position)
    return tuple(
        _note(tale, detail, listed(places, prefix), cells[places[0]].formula)
        for (tale, detail), places in groups.items()
    )


def _note(tale: Tale, detail: str, where: str, formula: str) -> Note:
    """Tell one thing about some cells; of formulas that failed, the first is quoted."""
    if tale in _REPAIRS:
        return Repair(where, tale.value)
    what = tale.value.format(detail)
    return LeftOut(where, f"{what}：{quoted(formula)}" if formula else what)


def _held(cell: Cell) -> Held:
    """Return what the calculator starts from: the formula where its result may not be stored.

    Programs that do not compute store nothing, 0 or an empty text.
    """
    return cell.formula if cell.formula and cell.value in (None, 0, "") else cell.value


def _value(
    cell: Cell, position: Position, sheet: Sheet, book: Book, calculator: Calculator
) -> tuple[Scalar, bool]:
    """Return the value of a cell, and whether it had to be computed.

    A stored 0 counts where it cannot be computed, unless all results are out of date.
    """
    if not isinstance(_held(cell), Formula):
        return cell.value, False
    value = calculator.value(sheet.name, position)
    is_unknown = isinstance(value, Fault) and not value.code
    if is_unknown and cell.value is not None and not book.is_stale:
        return cell.value, False
    return value, not _is_same(value, cell.value)


def _is_same(computed: Scalar, stored: Scalar) -> bool:
    if isinstance(computed, Decimal) and isinstance(stored, Decimal):
        return number_formats.kept(computed) == number_formats.kept(stored)
    return computed == stored


def _shown(value: Scalar, is_computed: bool, cell: Cell, book: Book) -> Shown:
    if isinstance(value, Fault):
        return _faulty(value, cell)
    if isinstance(value, bool):
        result = Shown("是" if value else "否", ((Tale.TRUTH, ""),))
    elif isinstance(value, Decimal):
        result = _number(value, cell, book)
    else:
        result = _text(value or "", cell)
    if is_computed:
        return replace(result, tales=((Tale.COMPUTED, ""), *result.tales))
    return result


def _faulty(fault: Fault, cell: Cell) -> Shown:
    if fault.code:
        return Shown("", ((Tale.ERROR, fault.code),))
    formula = cell.formula.text if cell.formula else ""
    return Shown("", ((Tale.UNKNOWN, fault.reason),), formula)


def _number(value: Decimal, cell: Cell, book: Book) -> Shown:
    number = number_formats.shown(value, cell.format, book.since_1904)
    if number.is_exact:
        return Shown(number.text, ((Tale.EXACT, ""),))
    is_unseen = bool(value) and not number.text
    return Shown(safe_text(number.text), ((Tale.UNSEEN, ""),) if is_unseen else ())


def _text(value: str, cell: Cell) -> Shown:
    stored = safe_text(value[: LONGEST_TEXT + 1]).strip()
    text = safe_text(number_formats.shown_text(stored, cell.format)).strip()
    if stored and not text:
        return Shown("", ((Tale.UNSEEN, ""),))
    if len(value) > LONGEST_TEXT:
        return Shown(text[:LONGEST_TEXT].strip(), ((Tale.CUT, ""),))
    return Shown(text)
