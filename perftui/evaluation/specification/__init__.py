"""The one specification of fields: what each is called, asked, checked and filled with.

Questions, the hints beside the fields, the help and the reading of what people type all rest on
it. A field is named by its path; cells of the table share one specification a column.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from perftui.evaluation.fields import bare_label, parse_path
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.specification.words import WORDS, Words
from perftui.evaluation.totals import HUNDRED, total_score
from perftui.evaluation.values import print_number

AMOUNTS = ("budget", "last_year_budget", "executed")
COMPUTED = ("execution_rate", "unspent", "grade", "total_score")
"""What a form computes: it can be said, but not filled in."""


class FieldType(StrEnum):
    """What a field holds; a line is a name, a text has sentences."""

    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    YEAR = "year"
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    LABEL = "label"
    COMPUTED = "computed"


@dataclass(frozen=True)
class FieldSpec:
    """What is to be known of a field, in words for the user.

    `aliases` are what people call it, the printed label first. `ask_long` and `ask_short` are
    questions for it, `item` is how it is named among others in one question, `saying` an answer
    with its name before it. `why` says what it is needed for and by which rule.
    """

    field: str
    type: FieldType
    label: str
    aliases: tuple[str, ...]
    ask_long: str
    ask_short: str
    item: str
    why: str
    example: str
    saying: str
    hint: str


def spec_of(field: str, profile: Profile) -> FieldSpec:
    """Return the specification of the field at a path, on forms of a profile."""
    return _spec(_key(field), _Reference(profile))


def hint_for(field: str, profile: Profile) -> str:
    """Return what may be typed into a field, in one line; "" where there is nothing to say."""
    return spec_of(field, profile).hint


def type_of(field: str) -> FieldType:
    """Return what the field at a path holds."""
    return _TYPES.get(_key(field), FieldType.LINE)


def is_relevant(field: str, evaluation: Evaluation, profile: Profile) -> bool:
    """Whether a form has use for a field: no problem needs telling where no point is lost."""
    key = _key(field)
    if key in ("problems", "measures"):
        rows = evaluation.indicators
        is_scored = bool(rows) and all(row.is_scored for row in rows)
        return not is_scored or total_score(evaluation) < HUNDRED
    if key == "funds":
        return profile.money is not None
    if key.startswith("indicators."):
        sub = key.removeprefix("indicators.")
        return sub in profile.unprinted or any(column.field == sub for column in profile.columns)
    return key in profile.labels or key == "year"


class _Reference:
    """A profile as a key: what a specification takes from it, its labels and its unit."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        columns = tuple((column.field, column.labels) for column in profile.columns)
        bounds = profile.thresholds
        self._known = (
            tuple(profile.labels.items()),
            columns,
            tuple(profile.unprinted.items()),
            profile.money_factor,
            (bounds.budget_growth, bounds.low_rate, bounds.first_month, bounds.last_month),
        )

    def __hash__(self) -> int:
        return hash(self._known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reference) and self._known == other._known


@lru_cache(512)
def _spec(key: str, reference: _Reference) -> FieldSpec:
    profile = reference.profile
    words, type_ = WORDS.get(key, Words()), _TYPES.get(key, FieldType.LINE)
    labels = _labels(key, profile)
    label = labels[0] if labels else key
    example, hint = words.example, words.hint
    if type_ is FieldType.MONEY:
        is_in_yuan = profile.money_factor == 1
        example = example if is_in_yuan else words.example_in_myriads
        hint = _IN_YUAN if is_in_yuan else _IN_MYRIADS
    bounds = profile.thresholds
    terms = {
        "label": label,
        "example": example,
        "budget": bare_label(profile, "budget"),
        "executed": bare_label(profile, "executed"),
        "growth": print_number(bounds.budget_growth),
        "low": print_number(bounds.low_rate),
        "months": f"{bounds.first_month}月至{bounds.last_month}月",
        "unit": "元" if profile.money_factor == 1 else "万元",
    }
    ask = words.ask or "{label}是什么？"
    return FieldSpec(
        field=key,
        type=type_,
        label=label,
        aliases=tuple(dict.fromkeys((*labels, *words.aliases.split()))),
        ask_long=_filled(words.ask_long or ask, terms),
        ask_short=_filled(ask, terms),
        item=_filled(words.item or "{label}", terms),
        why=_filled(words.why, terms),
        example=example,
        saying=_filled(words.saying or example, terms),
        hint=hint,
    )


def _filled(text: str, terms: dict[str, str]) -> str:
    for name, term in terms.items():
        text = text.replace(f"{{{name}}}", term)
    return text


def _labels(key: str, profile: Profile) -> tuple[str, ...]:
    """Return what a profile calls a field, the label as it is said first, without its unit."""
    label = WORDS[key].label if key in WORDS else ""
    if label:
        return (label,)
    if key.startswith("indicators."):
        sub = key.removeprefix("indicators.")
        found = next((column.labels for column in profile.columns if column.field == sub), ())
        return found or profile.unprinted.get(sub, ())
    return tuple(dict.fromkeys((bare_label(profile, key), *profile.labels.get(key, ()))))


def _key(field: str) -> str:
    """Return what a path's specification goes by: its field, or the column of its row."""
    step = parse_path(field)
    if step.field in ("funds", "stated") and step.sub:
        return step.sub
    name = step.sub if step.field == "indicators" and step.sub else step.field
    column = f"indicators.{name}"
    return column if column in WORDS and (step.sub or name not in WORDS) else name


_IN_YUAN = "如 1245505、1,245,505元、124.55万，不带单位按元"
_IN_MYRIADS = "如 386.5、386.5万、3865000元，不带单位按万元"
_TYPES = {
    **dict.fromkeys(AMOUNTS, FieldType.MONEY),
    **dict.fromkeys(COMPUTED, FieldType.COMPUTED),
    **dict.fromkeys(("goal", "achievements", "problems", "measures"), FieldType.TEXT),
    "year": FieldType.YEAR,
    "date": FieldType.DATE,
    "recurring": FieldType.YES_NO,
    "indicators.weight": FieldType.NUMBER,
    "indicators.score": FieldType.NUMBER,
    "indicators.direction": FieldType.LABEL,
    "indicators.remark": FieldType.TEXT,
    "indicators.explanation": FieldType.TEXT,
}
