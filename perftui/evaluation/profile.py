"""`Profile`, a kind of form as data: categories, grade bands, labels, layout, notes, rule levels.

The shipped profiles are the TOML files beside this module, in `profiles/`.
"""

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

Level = Literal["error", "warning", "hint", "off"]


class ProfilePart(BaseModel):
    """What all parts of a profile share: immutable, and no key may be misspelt."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


class Cap(ProfilePart):
    """The highest total that a form may claim whose execution rate is below `rate_below`."""

    rate_below: Decimal
    total_at_most: Decimal


class Thresholds(ProfilePart):
    """From where on the rules find fault; rates, growth and likeness in per cent.

    - `low_rate`, `very_low_rate`: an execution rate below wants an explanation, or strongly so
    - `rate_gap`: how much better than the execution rate the other rows may score
    - `caps`: the highest total by execution rate, the lowest rate first
    - `over_target`: an actual value from here on, of the target, wants an explanation
    - `score_gap`: how many points a score may be off the one its target and actual value earn
    - `budget_growth`: growth or decline of the budget from here on wants an explanation
    - `heavy_row`: the weight from which one row is too much
    - `same_name`: how like two names are of the same indicator
    - `copied`, `half_copied`: how much of a narrative last year's already said
    - `shared`: how much of a narrative another project's already says
    - `first_month`, `last_month`: when a year's self-evaluation is due in the year after
    """

    low_rate: Decimal = Decimal(90)
    very_low_rate: Decimal = Decimal(80)
    rate_gap: Decimal = Decimal(5)
    caps: tuple[Cap, ...] = ()
    over_target: Decimal = Decimal(130)
    score_gap: Decimal = Decimal("0.1")
    budget_growth: Decimal = Decimal(30)
    heavy_row: Decimal = Decimal(15)
    same_name: Decimal = Decimal(90)
    copied: Decimal = Decimal(80)
    half_copied: Decimal = Decimal(60)
    shared: Decimal = Decimal(30)
    first_month: int = 1
    last_month: int = 6


class Profile(ProfilePart):
    """A kind of self-evaluation form.

    `labels` maps each header field to its label, the printed one first, then the synonyms a
    reader accepts. `header` lists the rows of the printed header block, one or two fields each.
    `unprinted` maps further fields of an indicator to headings a reader accepts.
    `money_factor` is how many 元 a bare amount counts (10000 for forms in 万元).
    """

    id: str
    name: str
    titles: tuple[str, ...]
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
    columns: tuple[Column, ...]
    unprinted: dict[str, tuple[str, ...]] = {}
    limits: dict[str, int] = {}
    rules: dict[str, Level] = {}
    thresholds: Thresholds = Thresholds()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.titles[0]

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
