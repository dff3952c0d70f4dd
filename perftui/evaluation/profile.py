"""`Profile`, a kind of form as data: categories, grade bands, labels, layout, notes, rule levels.

The shipped profiles are the TOML files beside this module, in `profiles/`.
"""

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import Field

from perftui.evaluation.thresholds import ProfilePart, Thresholds

Level = Literal["error", "warning", "hint", "off"]


class Category(ProfilePart):
    """A first-level indicator, the points its rows must add up to, and other names it goes by."""

    name: str
    points: Decimal
    synonyms: tuple[str, ...] = ()


class FixedIndicator(ProfilePart):
    """A row that every form of this kind has, with its fixed weight and explanation."""

    category: str
    name: str
    weight: Decimal
    explanation: str = ""


class GradeBand(ProfilePart):
    """A grade and the lowest total that earns it; the bound itself belongs to this band."""

    label: str
    at_least: Decimal
    synonyms: tuple[str, ...] = ()


class Column(ProfilePart):
    """A column of the indicator table: the indicator's field and the headings it goes by.

    `width` is its share of the table's width.
    """

    field: str
    labels: tuple[str, ...]
    width: int

    @property
    def label(self) -> str:
        """The heading as printed."""
        return self.labels[0]


class MoneyColumn(ProfilePart):
    """A column of the money block: budget, executed or execution_rate, and its printed heading."""

    field: Literal["budget", "executed", "execution_rate"]
    label: str


class MoneyBlock(ProfilePart):
    """How a form prints its money in all and by source: the block's label, those of its rows.

    `among` is what stands before the name of the first source.
    """

    label: str
    total: str
    among: str = ""
    columns: tuple[MoneyColumn, ...]


class Profile(ProfilePart):
    """A kind of self-evaluation form.

    `labels` maps each header field to its label, the printed one first, then the synonyms a
    reader accepts. `header` lists the rows of the printed header block: one or two fields each, or
    "money" for the money block. Two texts of a row, such as goal and achievements, stand side by
    side below what their labels have before the brackets. `subtitle` is printed with the year in
    place of {year}. `unprinted` maps further fields of an indicator to headings a reader accepts.
    `money_factor` is how many 元 a bare amount counts (10000 for forms in 万元).
    """

    id: str
    name: str
    titles: tuple[str, ...]
    subtitle: str = ""
    money_factor: Decimal = Decimal(1)
    score_step: Decimal
    total_label: str
    execution_indicator: str
    categories: tuple[Category, ...]
    fixed_indicators: tuple[FixedIndicator, ...] = ()
    grades: tuple[GradeBand, ...]
    labels: dict[str, tuple[str, ...]]
    header: tuple[tuple[str, ...], ...]
    required: tuple[str, ...]
    money: MoneyBlock | None = None
    columns: tuple[Column, ...]
    unprinted: dict[str, tuple[str, ...]] = Field({})
    limits: dict[str, int] = Field({})
    rules: dict[str, Level] = Field({})
    thresholds: Thresholds = Thresholds()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.titles[0]

    @property
    def header_fields(self) -> tuple[str, ...]:
        """The fields of the header block in the order in which they are printed."""
        money = tuple(column.field for column in self.money.columns) if self.money else ()
        rows = (money if field == "money" else (field,) for row in self.header for field in row)
        return tuple(field for fields in rows for field in fields)

    def label(self, field: str) -> str:
        """Return the printed label of a header field."""
        return self.labels[field][0]

    def points_of(self, category: str) -> Decimal | None:
        """Return the points a category must add up to; None if the profile has no such one."""
        return next((c.points for c in self.categories if c.name == category), None)

    def grade_of(self, score: Decimal) -> str:
        """Return the grade of a total score."""
        earned = (band.label for band in self.grades if score >= band.at_least)
        return next(earned, self.grades[-1].label)

    def grade_named(self, text: str) -> str | None:
        """Return this profile's label for a grade spelt in any way, or None."""
        return next((b.label for b in self.grades if text in (b.label, *b.synonyms)), None)


def profile_ids() -> tuple[str, ...]:
    """Return the ids of the shipped profiles."""
    files = resources.files("perftui.evaluation").joinpath("profiles").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def load_profile(profile_id: str) -> Profile:
    """Return a shipped profile; raises KeyError with the known ids for an unknown one."""
    if profile_id not in profile_ids():
        raise KeyError(f"没有「{profile_id}」这种表式，可用的有：{'、'.join(profile_ids())}")
    file = resources.files("perftui.evaluation").joinpath("profiles", f"{profile_id}.toml")
    return Profile.model_validate(tomllib.loads(file.read_text("utf-8")))
