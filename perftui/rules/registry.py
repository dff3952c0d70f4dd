"""The registry of rules: `@rule` enters a function, `all_rules` and `find_rule` hand it out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from perftui.rules import book
from perftui.rules.finding import Evidence, Finding, Found, Level
from perftui.rules.form import Form
from perftui.rules.requirements import Requirement

Check = Callable[[Form], Iterator[Found]]

_RULES: dict[str, "Rule"] = {}


@dataclass(frozen=True)
class Rule:
    """A rule: its code, the level of its findings unless they say otherwise, and the function.

    `needs` is what a form must have for it to judge at all.
    """

    code: str
    level: Level
    title: str
    check: Check
    needs: Requirement | None = None

    @property
    def explanation(self) -> str:
        """What is checked, why and how, with a wrong and a right example, in Chinese."""
        return getdoc(self.check) or self.title

    def lacks(self, form: Form) -> str:
        """Return in Chinese what the form would need for this rule; an empty text for nothing."""
        return "" if self.needs is None or self.needs.is_met(form) else self.needs.what

    def findings(self, form: Form) -> Iterator[Finding]:
        """Yield what this rule finds in a form that lacks nothing it needs.

        The profile's level, if it gives one, holds for all of it.
        """
        override = form.profile.rules.get(self.code)
        for found in self.check(form):
            level = Level(override) if override else found.level or self.level
            evidence = found.evidence or (Evidence(found.field),)
            yield Finding(
                self.code, level, found.field, found.message, found.hint, found.fix, evidence
            )


def rule(
    code: str,
    *,
    level: Literal["error", "warning", "hint"],
    title: str,
    needs: Requirement | None = None,
) -> Callable[[Check], Check]:
    """Enter a function as the rule of this code; its docstring explains the rule to the user."""

    def enter(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"two rules have the code {code}")
        _RULES[code] = Rule(code, Level(level), title, check, needs)
        return check

    return enter


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    for subject in iter_modules(book.__path__, f"{book.__name__}."):
        import_module(subject.name)
    return tuple(_RULES[code] for code in sorted(_RULES))


def find_rule(code: str) -> Rule:
    """Return the rule of a code; raises KeyError naming the nearest codes for an unknown one."""
    rules = {known.code: known for known in all_rules()}
    wanted = code.strip().upper()
    if wanted not in rules:
        ranked = process.extract(wanted, tuple(rules), scorer=JaroWinkler.similarity, limit=3)
        nearest = sorted(near for near, _, _ in ranked)
        raise KeyError(f"没有「{code}」这条规则，相近的有：{'、'.join(nearest)}")
    return rules[wanted]
