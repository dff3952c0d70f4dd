"""`RuleBook`: which rules hold for the forms of a folder, at which level, from where on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Level, Profile, load_profile
from perftui.evaluation.thresholds import Thresholds
from perftui.rules.checking import Report, examine
from perftui.rules.registry import all_rules, find_rule
from perftui.rules.surroundings import NOTHING_BESIDE, Surroundings
from perftui.storage.configuration import FILE, CheckSettings, find_configuration
from perftui.storage.errors import StorageError


@dataclass(frozen=True)
class RuleBook:
    """Rules as chosen on the command line, by `perftui.toml` and by the profile, in this order.

    `select` and `ignore` are beginnings of codes; `levels` and `thresholds` replace those of the
    profile.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    thresholds: Mapping[str, Any] = field(default_factory=dict)

    def profile_of(self, evaluation: Evaluation) -> Profile:
        """Return the profile of a form with these levels and thresholds."""
        profile = load_profile(evaluation.profile)
        if not self.levels and not self.thresholds:
            return profile
        given = {**dict(profile.thresholds), **self.thresholds}
        return profile.model_copy(
            update={
                "rules": {**profile.rules, **self.levels},
                "thresholds": Thresholds.model_validate(given),
            }
        )

    def examine(self, evaluation: Evaluation, beside: Surroundings = NOTHING_BESIDE) -> Report:
        """Return what these rules say of a form."""
        return examine(evaluation, self.profile_of(evaluation), self.select, self.ignore, beside)

    def only(self, *codes: str) -> "RuleBook":
        """Return the same book with no other rules than these."""
        return self.without(*(rule.code for rule in all_rules() if rule.code not in codes))

    def without(self, *codes: str) -> "RuleBook":
        """Return the same book without some rules."""
        return replace(self, ignore=(*self.ignore, *codes))


def rulebook_for(folder: Path, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> RuleBook:
    """Return the rule book of a folder; what is selected by hand goes before its `perftui.toml`.

    Raises StorageError for a `perftui.toml` that is none or names rules there are not, KeyError
    for codes that no rule begins with.
    """
    settings = find_configuration(folder).check
    _refuse_unknown(settings)
    return RuleBook(
        known_codes(select) or known_codes(settings.select),
        (*known_codes(settings.ignore), *known_codes(ignore)),
        settings.levels,
        settings.thresholds,
    )


def known_codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Return beginnings of codes in capitals; raises KeyError for one that no rule has."""
    wanted = tuple(code.strip().upper() for code in codes)
    for code in wanted:
        if not any(rule.code.startswith(code) for rule in all_rules()):
            find_rule(code)
    return wanted


def _refuse_unknown(settings: CheckSettings) -> None:
    try:
        known_codes((*settings.select, *settings.ignore))
        for code in settings.levels:
            find_rule(code)
    except KeyError as error:
        raise StorageError(f"「{FILE}」：{error.args[0]}。") from None
