"""The section of the money, with its sources on forms that list them."""

from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from perftui.evaluation.fields import get, parse_path
from perftui.evaluation.model import ZERO, Fund, points
from perftui.evaluation.totals import per_cent
from perftui.evaluation.values import Unread, print_rate
from perftui.storage.document import Document
from perftui.tui.bindings import bindings
from perftui.tui.form.header import HeaderSection, fields_of
from perftui.tui.widgets.field_input import FieldInput

_COLUMNS = ("name", "budget", "executed")


class MoneySection(HeaderSection):
    """Budget and what was spent; below them each source, where the form lists sources."""

    BINDINGS = bindings("funds")

    def __init__(self, document: Document) -> None:
        super().__init__(document, "money", fields_of(document, "money"))

    @property
    def lists_funds(self) -> bool:
        """Whether this kind of form lists the sources of its money."""
        return self.document.profile.money is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Sources can be added and deleted only where the form lists them."""
        is_possible = self.lists_funds or action not in ("add_fund", "delete_fund")
        return is_possible and super().check_action(action, parameters)

    def compose_below(self) -> ComposeResult:
        """Lay out the sources below the fields."""
        if self.lists_funds:
            yield FundsTable(self.document)

    def show(self) -> None:
        """Show the document anew, as many sources as it has now."""
        for table in self.query(FundsTable):
            table.show()
        super().show()

    def show_computed(self) -> None:
        """Show what is computed, of each source too."""
        super().show_computed()
        for table in self.query(FundsTable):
            table.show_computed()

    def reach(self, path: str) -> Widget:
        """Return a field, also one of a source."""
        step = parse_path(path)
        if step.field == "funds" and step.index is not None:
            wanted = f"funds[{step.index}].{step.sub or 'name'}"
            for field in self.query("FundsTable FieldInput").results(FieldInput):
                if field.path == wanted:
                    self._arrive(field)
                    return field
        return super().reach(path)

    async def action_add_fund(self) -> None:
        """Add a source below the one at hand."""
        funds = list(self.document.evaluation.funds)
        place = len(funds) if self._fund is None else self._fund + 1
        await self._put_funds([*funds[:place], Fund(), *funds[place:]], place)

    async def action_delete_fund(self) -> None:
        """Delete the source at hand."""
        if self._fund is not None:
            funds = list(self.document.evaluation.funds)
            del funds[self._fund]
            await self._put_funds(funds, min(self._fund, len(funds) - 1))

    @property
    def _fund(self) -> int | None:
        step = parse_path(self.here)
        return step.index if step.field == "funds" else None

    async def _put_funds(self, funds: list[Fund], place: int) -> None:
        self.document.put("funds", tuple(funds))
        await self.query_one(FundsTable).rebuild()
        self.go_to(f"funds[{place}].name" if place >= 0 else "budget")
        self.post_message(self.Edited("funds"))


class FundsTable(Vertical):
    """One line a source: name, budget, what was spent, rate; below it what they add up to."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._lines = 0

    def compose(self) -> ComposeResult:
        """Lay out a line for each source of the document."""
        profile, funds = self.document.profile, self.document.evaluation.funds
        self._lines = len(funds)
        labels = {column.field: column.label for column in profile.money.columns}  # type: ignore[union-attr]
        with Horizontal(classes="fund heading"):
            yield Static(Content("资金来源"), classes="name")
            yield Static(Content(labels["budget"]), classes="amount")
            yield Static(Content(labels["executed"]), classes="amount")
            yield Static(Content(labels["execution_rate"]), classes="rate")
        for place in range(len(funds)):
            with Horizontal(classes="fund"):
                for column in _COLUMNS:
                    path = f"funds[{place}].{column}"
                    field = FieldInput(path, self.document.show(path), numeric=column != "name")
                    yield field.add_class("name" if column == "name" else "amount")
                yield Static(markup=False, classes="rate")
        yield Static(markup=False, classes="sums")

    async def rebuild(self) -> None:
        """Lay the lines out anew, as many as there are sources."""
        await self.recompose()
        self.show_computed()

    def show(self) -> None:
        """Show what the document holds."""
        if self._lines != len(self.document.evaluation.funds):
            self.call_later(self.rebuild)
            return
        for field in self.query(FieldInput):
            shown = self.document.show(field.path)
            if field.value != shown:
                with field.prevent(FieldInput.Changed):
                    field.value = shown

    def show_computed(self) -> None:
        """Show the rate of each source, what cannot be read, and the sums against the totals."""
        funds = self.document.evaluation.funds
        lines = list(self.query(".fund").exclude(".heading"))
        for fund, line in zip(funds, lines, strict=False):
            rate = per_cent(fund.executed, fund.budget)
            line.query_one(".rate", Static).update(
                Content("" if rate is None else print_rate(rate))
            )
        for field in self.query(FieldInput):
            value = get(self.document.evaluation, field.path) if self._lines == len(funds) else None
            field.set_class(isinstance(value, Unread), "-unread")
        self.query_one(".sums", Static).update(Content(self._sums()))

    def _sums(self) -> str:
        if not self.document.evaluation.funds:
            return "还没有资金来源。"
        told = (self._sum(column) for column in ("budget", "executed"))
        return f"各项来源合计：{'，'.join(told)}"

    def _sum(self, column: str) -> str:
        evaluation, profile = self.document.evaluation, self.document.profile
        total: Decimal = sum((points(getattr(fund, column)) for fund in evaluation.funds), ZERO)
        due = getattr(evaluation, column)
        name = "预算" if column == "budget" else "执行"
        shown = f"{name} {total / profile.money_factor:,f}"
        if not isinstance(due, Decimal) or due == total:
            return f"{shown}（与总额一致）" if due == total else shown
        return f"{shown}（总额是 {due / profile.money_factor:,f}，对不上）"

    @on(FieldInput.Blurred)
    def _show_what_was_understood(self) -> None:
        self.show()
