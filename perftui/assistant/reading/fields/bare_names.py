"""Names without a label, told apart by their looks: a unit, a department, a project."""

import re

from perftui.assistant.moves import Give
from perftui.assistant.reading.fields.clauses import CLAUSE_END
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.fields.names_of_bodies import is_body, is_project
from perftui.assistant.state import Question

NAMED = ("name", "unit", "department", "goal")
_EVIDENT = ("recurring", "date")
_CUTS = (re.compile(f"[^{CLAUSE_END}]+"), re.compile(rf"[^{CLAUSE_END}\s]+"))


def named_in(text: str, question: Question) -> tuple[Give, ...] | None:
    """Return what a text of names gives to the fields that are asked for; None if it is none."""
    for cut in _CUTS:
        clauses = [match[0].strip(" 。") for match in cut.finditer(text)]
        gives = _by_looks([clause for clause in clauses if clause], question)
        if gives:
            return gives
    return None


def _by_looks(clauses: list[str], question: Question) -> tuple[Give, ...] | None:
    """Give each clause to the field whose names look like it; None if one fits nowhere."""
    left, gives = [path for path in question.paths if path in NAMED], list[Give]()
    for clause in clauses:
        fits = [path for path in _EVIDENT if path in question.paths and _is_value(path, clause)]
        fits += [path for path in left if path in ("unit", "department") and is_body(clause)]
        fits += [path for path in left if path == "name" and is_project(clause)]
        if not fits:
            return None
        gives.append(Give(fits[0], clause))
        left = [path for path in left if path != fits[0]]
    return tuple(gives)


def _is_value(path: str, clause: str) -> bool:
    return value_end(path, clause, 0, is_expected=False) == len(clause)
