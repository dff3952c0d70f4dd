"""`Evaluation`, one filled-in self-evaluation form, and its `Indicator` rows.

Both are immutable: an edit makes a new evaluation. The field order is the key order of the
evaluation file; keys this version does not know are kept.
"""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    InstanceOf,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import (
    FormDate,
    Unread,
    UnreadableError,
    attempt,
    read_amount,
    read_date,
    read_number,
    read_year,
    read_yes_no,
)

FORMAT = 1


class Direction(StrEnum):
    """How the actual value of an indicator is held against its target."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    EQUAL = "equal"
    QUALITATIVE = "qualitative"


DIRECTION_LABELS = {
    Direction.POSITIVE: "正向",
    Direction.NEGATIVE: "反向",
    Direction.EQUAL: "等于",
    Direction.QUALITATIVE: "定性",
}


def read_direction(text: str) -> Direction | None:
    """Read a direction by its label, the first character of it, or its name in the file."""
    label = text.strip()
    for direction, name in DIRECTION_LABELS.items():
        if label in (name, name[0], direction.value):
            return direction
    if label:
        raise UnreadableError(f"「{label}」不是指标方向，请填正向、反向、等于或定性")
    return None


def _loaded(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """Make a validator that reads a stored text and keeps what it cannot read."""

    def validate(value: Any) -> Any:
        if isinstance(value, bool | int | float) and read is not read_yes_no:
            value = str(value)
        return attempt(read, safe_text(value)) if isinstance(value, str) else value

    return validate


def _dump_number(value: Decimal | Unread | None) -> str | None:
    return f"{value:f}" if isinstance(value, Decimal) else _dump_text(value)


def _dump_text(value: object) -> str | None:
    return None if value is None else str(value)


def _dump_plain(value: bool | int | Unread | None) -> Any:
    """Write what JSON has a type for, a year or a yes or no, as it is (`Any`: True is no 1)."""
    return value.text if isinstance(value, Unread) else value


Text = Annotated[
    str, BeforeValidator(lambda value: safe_text(value) if isinstance(value, str) else value)
]
Amount = Annotated[
    Decimal | InstanceOf[Unread] | None,
    BeforeValidator(_loaded(read_amount)),
    PlainSerializer(_dump_number),
]
Number = Annotated[
    Decimal | InstanceOf[Unread] | None,
    BeforeValidator(_loaded(read_number)),
    PlainSerializer(_dump_number),
]
Day = Annotated[
    InstanceOf[FormDate] | InstanceOf[Unread] | None,
    BeforeValidator(_loaded(read_date)),
    PlainSerializer(_dump_text),
]
YesNo = Annotated[
    bool | InstanceOf[Unread] | None,
    BeforeValidator(_loaded(read_yes_no)),
    PlainSerializer(_dump_plain),
]
Year = Annotated[
    int | InstanceOf[Unread] | None,
    BeforeValidator(
        lambda value: attempt(read_year, safe_text(value)) if isinstance(value, str) else value
    ),
    PlainSerializer(_dump_plain),
]
LabelledDirection = Annotated[
    Direction | InstanceOf[Unread] | None,
    BeforeValidator(_loaded(read_direction)),
    PlainSerializer(_dump_text),
]


class Row(BaseModel):
    """What all parts of an evaluation share: immutable, unknown keys kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Indicator(Row):
    """One row of the indicator table; weight and score are points, not yet typed is None."""

    category: Text
    name: Text = ""
    explanation: Text = ""
    weight: Number = None
    score: Number = None
    remark: Text = ""
    target: Text | None = None
    actual: Text | None = None
    measure_unit: Text = ""
    direction: LabelledDirection = None

    @property
    def lost(self) -> Decimal:
        """Points lost: weight less score, 0 where either is not a number."""
        return max(points(self.weight) - points(self.score), ZERO) if self.is_scored else ZERO

    @property
    def is_scored(self) -> bool:
        """Whether weight and score are both numbers."""
        return isinstance(self.weight, Decimal) and isinstance(self.score, Decimal)


class Stated(Row):
    """What an imported document printed for things that perftui computes, as it stood there."""

    execution_rate: Text | None = None
    grade: Text | None = None
    total_weight: Text | None = None
    total_score: Text | None = None


class Fund(Row):
    """One source of the money, as the national form lists them: 当年财政拨款. Amounts in 元."""

    name: Text = ""
    budget: Amount = None
    executed: Amount = None


class Evaluation(Row):
    """One self-evaluation form: header, money in 元, three narratives and the indicators.

    `funds` are the sources of the money, on forms that list them. `suppressed` says for which rules
    the unit has a reason not to follow them: code to reason. Both are written only where they hold
    something.
    """

    format: int = FORMAT
    profile: Text = "sh2019"
    year: Year = None
    name: Text = ""
    unit: Text = ""
    department: Text = ""
    recurring: YesNo = None
    budget: Amount = None
    last_year_budget: Amount = None
    executed: Amount = None
    goal: Text = ""
    date: Day = None
    achievements: Text = ""
    problems: Text = ""
    measures: Text = ""
    indicators: tuple[Indicator, ...] = ()
    stated: Stated | None = None
    funds: tuple[Fund, ...] = ()
    suppressed: dict[Text, Text] = {}

    @model_serializer(mode="wrap")
    def _without_empty_additions(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        empty = {"funds", "suppressed"} & {key for key, value in written.items() if not value}
        return {key: value for key, value in written.items() if key not in empty}

    @property
    def known_year(self) -> int | None:
        """The year, None where it is blank or unreadable."""
        return self.year if isinstance(self.year, int) else None


ZERO = Decimal(0)


def points(value: Decimal | Unread | None) -> Decimal:
    """Return a number as it is, and 0 for what is blank or unreadable."""
    return value if isinstance(value, Decimal) else ZERO
