"""The phrase bank: topics with their wordings, achievement shapes, and slots to be filled."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    model_validator,
)
from pydantic_core import PydanticCustomError

from perftui.evaluation.safe_text import safe_text
from perftui.phrases.slots import SLOT_NAME

Word = Annotated[str, Field(min_length=1), AfterValidator(safe_text)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Wordings = Annotated[tuple[Word, ...], Field(min_length=3)]
Percentage = Annotated[Decimal, Field(gt=0)]
Yes = Literal[True]

WORDING_KEYS = ("problems", "measures", "wordings")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trigger(_Entry):
    """One condition under which a form is offered a topic or shape."""

    lost: Words | None = None
    zero: Words | None = None
    rows: Words | None = None
    words: Words | None = None
    rate_below: Percentage | None = None
    rate_above: Percentage | None = None
    unspent: Yes | None = None
    growth_at_least: Percentage | None = None
    new_project: Yes | None = None
    row_weight_at_least: Annotated[Decimal, Field(gt=0)] | None = None
    retired_rows: Yes | None = None
    lost_rows_at_least: Annotated[int, Field(gt=0)] | None = None
    over_target_at_least: Percentage | None = None
    found: Words | None = None
    common: Yes | None = None
    weight: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(1)

    @property
    def condition(self) -> str:
        """The name of the condition, such as `rate_below`."""
        return next(iter(self.model_fields_set - {"weight"}))

    @model_validator(mode="after")
    def _has_one_condition(self) -> Self:
        names = sorted(self.model_fields_set - {"weight"})
        if not names:
            raise PydanticCustomError("no_condition", "no condition")
        if len(names) > 1:
            listed = {"names": "、".join(names)}
            raise PydanticCustomError("many_conditions", "several conditions: {names}", listed)
        return self


class Topic(_Entry):
    """A kind of problem, with wordings of the problem and of the measures that answer it."""

    id: Word
    name: Word
    keywords: Words
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1)]
    problems: Wordings
    measures: Wordings


class Shape(_Entry):
    """A kind of achievement sentence, with its wordings."""

    id: Word
    name: Word
    keywords: Words
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1)]
    wordings: Wordings


class SlotDefinition(_Entry):
    """A gap that wordings may have, and the question that fills it."""

    name: Annotated[str, Field(pattern=f"^{SLOT_NAME}$")]
    known: StrictBool
    ask: Word
    example: Word


class Bank(_Entry):
    """Everything the files of a phrase bank hold."""

    topics: tuple[Topic, ...] = ()
    shapes: tuple[Shape, ...] = ()
    slots: tuple[SlotDefinition, ...] = ()

    def topic(self, topic_id: str) -> Topic:
        """The topic of this id."""
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)

    def entries(self, achievements: bool) -> tuple[Topic | Shape, ...]:
        """The shapes for the narrative of achievements, the topics for the other two."""
        return self.shapes if achievements else self.topics

    def entry(self, entry_id: str) -> Topic | Shape | None:
        """The topic or shape of this id."""
        entries: tuple[Topic | Shape, ...] = (*self.topics, *self.shapes)
        return next((entry for entry in entries if entry.id == entry_id), None)

    def name_of(self, entry_id: str) -> str:
        """The name of the topic or shape of this id; an empty text if there is none."""
        entry = self.entry(entry_id)
        return entry.name if entry else ""
