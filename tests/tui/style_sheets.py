"""Style sheets for tests, which start the program hundreds of times in one process."""

from functools import wraps

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Read what is the same at every start of the program, its colours too, only at the first."""
    parse, kept = Stylesheet._parse_rules, {}

    @wraps(parse)
    def parse_unless_kept(sheet: Stylesheet, *source: object, **more: object) -> list[RuleSet]:
        key = (source, tuple(more.items()), tuple(sheet._variables.items()))
        if key not in kept:
            kept[key] = parse(sheet, *source, **more)
        return kept[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_unless_kept)


def hash_quietly(patch: pytest.MonkeyPatch) -> None:
    """Hash rules as before, by their identity, but without `id`: the network watch hears of it."""
    patch.setattr(RuleSet, "__hash__", object.__hash__)
