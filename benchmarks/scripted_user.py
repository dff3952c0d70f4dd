"""A user who knows the form he wants and types it into perftui, key by key.

He reads off the screen what is at hand and what is suggested, and presses the keys that the table
of actions names. He changes nothing but by keys.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from benchmarks.keyboard import Keyboard, LostError
from benchmarks.narrative_writer import Writer
from perftui.evaluation.fields import NARRATIVES, get, parse_path, show
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import Unread
from perftui.phrases.bank import Bank
from perftui.tui.screens.editor import EditorScreen

HEADER = ("year", "name", "unit", "department", "recurring", "goal", "date")
MONEY = ("budget", "last_year_budget", "executed")
ROWS, FULL, TOUCHED = "rows", "full marks", "touched rows"
_COLUMNS = ("name", "weight", "score", "remark")
_WHOLE_COLUMN = ("grid.select_all", "grid.full_marks")
_STEPS_AT_MOST = 60


def figure(value: Decimal | Unread | None) -> str:
    """Return a number as it is typed: no separators, no zeros at its end."""
    if not isinstance(value, Decimal):
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def as_typed(form: Evaluation, name: str) -> str:
    """Return a field of the header as it is typed."""
    value = get(form, name)
    return figure(value) if name in MONEY else show(form, name, load_profile(form.profile))


def is_touched(row: Indicator) -> bool:
    """Whether a row is not just scored full: points are lost or something is remarked."""
    return bool(row.lost or row.remark)


def _saves_keys(rows: Sequence[Indicator]) -> bool:
    """Whether a whole column at once takes fewer keys than row by row, from the top."""
    last = max((n for n, row in enumerate(rows) if is_touched(row)), default=0)
    passed_by = sum(not is_touched(row) for row in rows[:last])
    one_by_one = sum(1 if not is_touched(row) else 2 * (not row.lost) for row in rows)
    return len(_WHOLE_COLUMN) + passed_by < one_by_one


class User:
    """Redoes a form. `is_easy`: takes the first wording of the right topic, not only the same."""

    def __init__(self, keys: Keyboard, wanted: Evaluation, bank: Bank, *, is_easy: bool) -> None:
        self._keys = keys
        self._wanted = wanted
        self.writer = Writer(keys, wanted, bank, is_easy=is_easy)

    async def begin_rolled(self, last_year: int) -> None:
        """Find last year's form at home by its year and roll it forward."""
        self._keys.part = "begin"
        await self._keys.type(str(last_year))
        await self._keys.do("home.roll_forward")
        await self._reach_editor()

    async def begin_blank(self) -> None:
        """Make a new form: its name, its year, the kind at the top."""
        self._keys.part = "begin"
        await self._keys.do("home.new_form")
        await self._keys.type(self._wanted.name)
        await self._keys.press("enter")
        await self._keys.type(str(self._wanted.year))
        await self._keys.press("enter")
        await self._reach_editor()

    async def _reach_editor(self) -> None:
        for _ in range(3):
            if isinstance(self._keys.pilot.app.screen, EditorScreen):
                return
            await self._keys.press("enter")
        raise LostError("the form did not open")

    async def fill(self) -> None:
        """Fill the form in, part by part, in the order in which the program leads through it."""
        await self._fill_fields("basics", HEADER)
        await self._fill_fields("money", MONEY)
        await self._fill_table()
        for name in NARRATIVES:
            self._keys.part = name
            if self.writer.has_to_write(name, getattr(self._form, name)):
                await self._go_to_part(name)
                await self.writer.write(name)

    @property
    def _form(self) -> Evaluation:
        return self._keys.editor.document.evaluation

    @property
    def _here(self) -> str:
        return self._keys.editor.section.here

    async def _go_to_part(self, part: str) -> None:
        """Go to a part of the form: where the next thing to do is, or page by page."""
        if self._keys.editor.section.part != part:
            await self._keys.do("editor.next_step")
        for _ in range(_STEPS_AT_MOST):
            if self._keys.editor.section.part == part:
                return
            await self._keys.do("editor.next_section")
        raise LostError(f"no way to {part}")

    # Header and money.

    def _is_right(self, name: str) -> bool:
        return bool(get(self._form, name) == get(self._wanted, name))

    async def _fill_fields(self, part: str, names: Sequence[str]) -> None:
        """Go to each field that is not right yet: on to the next, where F8 leads, or one by one."""
        self._keys.part = part
        leads = True
        for _ in range(_STEPS_AT_MOST):
            wrong = [name for name in names if not self._is_right(name)]
            if not wrong:
                return
            if self._here in wrong:
                await self._keys.type(as_typed(self._wanted, self._here))
                if not self._is_right(self._here):
                    raise LostError(f"{self._here} is {get(self._form, self._here)}")
            elif leads and not self._is_beside(wrong, names):
                await self._keys.do("editor.next_step")
                leads = self._here in wrong
            else:
                await self._step_towards(wrong[0], part, names)
        raise LostError(f"{wrong} stay wrong, {self._here} is at hand")

    def _is_beside(self, wrong: Sequence[str], names: Sequence[str]) -> bool:
        return (self._here, wrong[0]) in pairwise(names)

    async def _step_towards(self, name: str, part: str, names: Sequence[str]) -> None:
        """Go to the part of a field, or a field nearer to it."""
        for key in ("editor.previous_section", "editor.next_section"):
            if self._keys.editor.section.part == part:
                break
            await self._keys.do(key)
        is_on = self._here not in names or names.index(self._here) < names.index(name)
        await self._keys.do("editor.step_on" if is_on else "editor.step_back")

    # The table.

    async def _fill_table(self) -> None:
        self._keys.part = ROWS
        if any(row.name not in self._names() for row in self._wanted.indicators):
            await self._go_to_part("indicators")
            await self._add_rows()
        await self._go_to_part("indicators")
        await self._score_rows()

    def _names(self) -> list[str]:
        return [row.name for row in self._form.indicators]

    async def _add_rows(self) -> None:
        """Type the rows that are missing, each below the one before it."""
        for row in self._wanted.indicators:
            if row.name not in self._names():
                await self._go_to_end_of(row.category)
                await self._keys.do("grid.add_row")
                await self._keys.type(row.name)
                await self._across_to("weight")
                await self._keys.type(figure(row.weight))

    async def _go_to_end_of(self, category: str) -> None:
        """Go to the last row of a category, or to its heading if it has none yet."""
        rows = self._form.indicators
        last = max((i for i, row in enumerate(rows) if row.category == category), default=None)
        for _ in range(_STEPS_AT_MOST):
            at = parse_path(self._here).index
            if at == last:
                return
            is_below = at is not None and last is not None and at > last
            await self._keys.press("up" if is_below else "down")
        raise LostError(f"no way to {category}")

    async def _across_to(self, column: str) -> None:
        for _ in range(_STEPS_AT_MOST):
            at = parse_path(self._here).sub or column
            if at == column:
                return
            is_on = _COLUMNS.index(at) < _COLUMNS.index(column)
            await self._keys.press("tab" if is_on else "shift+tab")
        raise LostError(f"no way to the column {column}")

    async def _score_rows(self) -> None:
        """Score the rows from where the cursor is, the whole column full at once if that saves."""
        wanted = {row.name: row for row in self._wanted.indicators}
        rows = [wanted[row.name] for row in self._form.indicators]
        touched = [number for number, row in enumerate(rows) if is_touched(row)]
        here = parse_path(self._here).index or 0
        if not here and not _saves_keys(rows):
            visited: Sequence[int] = range(len(rows))
        else:
            self._keys.part = FULL
            await self._across_to("score")
            await self._keys.do(*_WHOLE_COLUMN)
            visited = touched if here <= min(touched, default=0) else touched[::-1]
        for number in visited:
            await self._score_row(number, rows[number])

    async def _score_row(self, number: int, row: Indicator) -> None:
        self._keys.part = FULL
        if row.lost:
            await self._go_to_row(number)
            self._keys.part = TOUCHED
            await self._lose_points(row)
        elif not self._has(number, row):
            await self._go_to_row(number)
            self._keys.part = TOUCHED if row.remark else FULL
            await self._keys.do("grid.full_marks")
        if self._form.indicators[number].remark != row.remark:
            await self._go_to_row(number)
            self._keys.part = TOUCHED
            await self._across_to("remark")
            await self._keys.type(row.remark)
            await self._keys.press("enter")
            await self._across_to("score")

    def _has(self, number: int, row: Indicator) -> bool:
        return self._form.indicators[number].score == row.score

    async def _go_to_row(self, number: int) -> None:
        await self._across_to("score")
        for _ in range(_STEPS_AT_MOST):
            at = parse_path(self._here).index
            if at == number:
                return
            await self._keys.press("up" if at is not None and at > number else "down")
        raise LostError(f"no way to row {number}")

    async def _lose_points(self, row: Indicator) -> None:
        """Type what is lost or what is left, whichever is shorter; then the reason if there is."""
        lost, left = f"-{figure(row.lost)}", figure(row.score)
        await self._keys.type(min(lost, left, key=len))
        await self._keys.press("enter")
        if row.remark:  # the program asks for it, and typing answers
            await self._keys.type(row.remark)
            await self._keys.press("enter")
