"""`Form`, what a rule looks at: an evaluation with its profile, and what can be told of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from perftui.evaluation import fields, totals
from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.evaluation.profile import Profile
from perftui.evaluation.thresholds import Thresholds
from perftui.evaluation.values import FormDate, print_amount
from perftui.phrases.bank import Bank
from perftui.phrases.bank.file import BankError
from perftui.phrases.bank.shipped import shipped_bank
from perftui.phrases.library import PhraseKind
from perftui.phrases.topics import detect_topics
from perftui.rules.passage import Passage
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings

T = TypeVar("T")

_LARGEST_RATE = Decimal(10) ** 9
_UNITS = {Decimal(1): "元", Decimal(10_000): "万元"}


@dataclass(frozen=True)
class Form:
    """An evaluation under its profile; `beside` is what rules may compare it with.

    `lengths` are the whole lengths of fields of which it has only the beginning.
    """

    evaluation: Evaluation
    profile: Profile
    beside: Surroundings = NOTHING_BESIDE
    lengths: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def rate(self) -> Decimal | None:
        """The execution rate in per cent, unrounded; None where it is unknown or absurd."""
        rate = totals.execution_rate(self.evaluation)
        return None if rate is None or abs(rate) > _LARGEST_RATE else rate

    @property
    def stated(self) -> Stated:
        """What the imported document printed; all None for a form born here."""
        return self.evaluation.stated or Stated()

    @property
    def thresholds(self) -> Thresholds:
        """From where on the rules find fault."""
        return self.profile.thresholds

    @cached_property
    def year(self) -> int | None:
        """The year that is evaluated: as stated, else the one before the self-evaluation."""
        known, date = self.evaluation.known_year, self.evaluation.date
        return known or (date.year - 1 if isinstance(date, FormDate) else None)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """The texts that are not empty, by field: the goal, the narratives, the remarks."""
        texts = {field: getattr(self.evaluation, field) for field in ("goal", *fields.NARRATIVES)}
        texts |= {fields.cell(place, "remark"): row.remark for place, row in self.rows}
        return {field: Passage(field, text) for field, text in texts.items() if text.strip()}

    def passage(self, field: str) -> Passage:
        """Return the text of a field; an empty one where nothing is written."""
        return self.passages.get(field) or Passage(field, "")

    @cached_property
    def bank(self) -> Bank:
        """The phrase bank by which topics are recognised; an empty one if it is damaged."""
        try:
            return self.beside.bank or shipped_bank()
        except BankError:
            return Bank()

    def topics_of(self, text: str, kind: PhraseKind) -> tuple[str, ...]:
        """Return the topics a sentence is about, the surest first."""
        return detect_topics(text, self.bank, kind)

    def once(self, make: Callable[["Form"], T]) -> T:
        """Return what `make` makes of this form: made when first asked for, for all rules."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[["Form"], Any], Any]:
        return {}

    @cached_property
    def rows(self) -> tuple[tuple[int, Indicator], ...]:
        """The indicators with their places in the table."""
        return tuple(enumerate(self.evaluation.indicators))

    @property
    def is_scored(self) -> bool:
        """Whether there are indicators and every one has weight and score."""
        rows = self.evaluation.indicators
        return bool(rows) and all(row.is_scored for row in rows)

    @property
    def narratives(self) -> Iterator[tuple[str, str]]:
        """The narratives that are not empty, each with its field."""
        texts = ((field, getattr(self.evaluation, field)) for field in fields.NARRATIVES)
        return ((field, text) for field, text in texts if text.strip())

    def is_complete(self, column: str) -> bool:
        """Whether there are indicators and every one has a number in this column."""
        values = [getattr(row, column) for row in self.evaluation.indicators]
        return bool(values) and all(isinstance(value, Decimal) for value in values)

    def name_of(self, path: str) -> str:
        """Return what people call the field at a path."""
        return fields.name_of(self.evaluation, path, self.profile)

    def column(self, field: str) -> str:
        """Return the heading of a column, of one that this kind of form does not print, too."""
        unprinted = self.profile.unprinted.get(field, (field,))
        return next((c.label for c in self.profile.columns if c.field == field), unprinted[0])

    def money(self, value: Decimal) -> str:
        """Print an amount of 元 in the unit of the form."""
        factor = self.profile.money_factor
        if factor not in _UNITS:
            return f"{print_amount(value)}元"
        return f"{print_amount(value / factor)}{_UNITS[factor]}"
