"""`Finding`, one thing wrong with a form, and the `Fix` that would put it right."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is, the gravest first; a form with errors is not ready to submit."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """Its name on the screen."""
        return {"error": "错误", "warning": "警告", "hint": "提示"}[self]

    @property
    def rank(self) -> int:
        """Its place among the levels, 0 for the gravest."""
        return list(Level).index(self)


@dataclass(frozen=True)
class Evidence:
    """What a finding rests on: a cell, or the characters from `start` to `end` of a text.

    `end` is None for all of the field.
    """

    field: str
    start: int = 0
    end: int | None = None


@dataclass(frozen=True)
class Fix:
    """What puts a finding right: the text to set into a field, as the user would type it.

    It was made for the text that was checked: after setting one fix, check again for the next.
    A `certain` one needs no judgement and may be applied unasked; the others are offers.
    """

    field: str
    value: str
    label: str
    certain: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a form: where, which rule, what is wrong and how to remedy it."""

    code: str
    level: Level
    field: str
    message: str
    hint: str
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data, as `perftui check --json` prints it."""
        return {**asdict(self), "level": self.level.value}


@dataclass(frozen=True)
class Found:
    """What a rule yields: a finding whose code, and mostly its level, are those of the rule.

    Without evidence of its own it rests on the whole of its field.
    """

    field: str
    message: str
    hint: str
    fix: Fix | None = None
    level: Level | None = None
    evidence: tuple[Evidence, ...] = ()


def counted(findings: Iterable[Finding]) -> str:
    """Say how many findings of each level there are: 错误 1，警告 0，提示 2."""
    counts = Counter(finding.level for finding in findings)
    return "，".join(f"{level.label} {counts[level]}" for level in Level)
