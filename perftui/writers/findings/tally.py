"""`Tally`, the counts at the head of a report, kept while the forms go by."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from perftui.writers.findings.listed import SUPPRESSED


class CountedFinding(Protocol):
    """A finding, as far as it is counted."""

    @property
    def code(self) -> str:
        """Its rule."""

    @property
    def title(self) -> str:
        """The rule in words."""

    @property
    def level(self) -> str:
        """How grave it is."""


class CountedForm(Protocol):
    """A form, as far as its findings are counted."""

    @property
    def findings(self) -> Sequence[CountedFinding]:
        """What is wrong with it."""

    @property
    def suppressed(self) -> Sequence[CountedFinding]:
        """What the unit has a reason to leave as it is."""


@dataclass
class RuleCount:
    """How often a rule fired: findings by level or 搁置, and the forms it found fault with."""

    code: str
    title: str
    counts: Counter[str] = field(default_factory=Counter)
    forms: list[int] = field(default_factory=list)


class Tally:
    """Counts of the forms added so far; a file that could not be checked is no form."""

    def __init__(self) -> None:
        self.forms = 0
        self.flawed = 0
        self.counts: Counter[str] = Counter()
        self._rules: dict[str, RuleCount] = {}

    def add(self, form: CountedForm) -> Counter[str]:
        """Count a form, which gets the next number; return its findings by level or 搁置."""
        self.forms += 1
        for finding in form.findings:
            rule = self._count(finding, finding.level)
            if self.forms not in rule.forms[-1:]:
                rule.forms.append(self.forms)
        for finding in form.suppressed:
            self._count(finding, SUPPRESSED)
        counts = Counter(finding.level for finding in form.findings)
        counts[SUPPRESSED] = len(form.suppressed)
        self.counts += counts
        self.flawed += counts["error"] > 0
        return counts

    @property
    def rules(self) -> tuple[RuleCount, ...]:
        """The rules that fired, those first that found fault with most forms."""
        ranked = sorted(self._rules.values(), key=lambda rule: (-len(rule.forms), rule.code))
        return tuple(ranked)

    def _count(self, finding: CountedFinding, kind: str) -> RuleCount:
        rule = self._rules.setdefault(finding.code, RuleCount(finding.code, finding.title))
        rule.counts[kind] += 1
        return rule
