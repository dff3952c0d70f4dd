"""The problems that a form tells, one by one, however many stand in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.phrases.library import PhraseKind
from perftui.rules.form import Form
from perftui.rules.kinship import kindred
from perftui.rules.statements import Statement, statements, surest, topics, topics_of_whole

_COMPLAINT = re.compile(
    "有待|亟待|不足|不够|不强|不高|不完善|不健全|不到位|不均衡|不平衡|不及时|不规范|缺乏|欠缺|薄弱"
    "|滞后|单一|偏[低晚慢少粗]|较[低晚慢少粗]|现象"
)
_CONSEQUENCE = re.compile("^(?:导致|造成|使得?|致使|影响|从而|因此|因而|以致|不利于|难以|并|也)")
_CAUSE = re.compile("因|由于|受")


@dataclass(frozen=True)
class Problem:
    """A problem with the topics it may be about; `main` is the surest one, "" for none."""

    statement: Statement
    topics: frozenset[str]
    main: str


def problems_of(form: Form) -> list[Problem]:
    """Return the problems of a form: sentences, or the parts of one that lists several."""
    told = statements(form.evaluation.problems)
    return [problem for statement in told for problem in _listed(form, statement)]


def _listed(form: Form, statement: Statement) -> Iterator[Problem]:
    """Yield the problems of a sentence: a clause that complains of something new begins one."""
    starts, complained = [0], False
    known: set[str] = set()
    for place, clause in enumerate(statement.clauses):
        if not _COMPLAINT.search(clause.text):
            continue
        new = surest(form, clause.text, PhraseKind.PROBLEM)
        if (
            complained
            and new
            and not new & kindred(frozenset(known))
            and _stands_alone(statement, place)
        ):
            starts.append(place)
            known = set()
        complained = True
        known |= new
    ends = [start - 1 for start in starts[1:]] + [len(statement.clauses) - 1]
    for start, end in zip(starts, ends, strict=True):
        part = statement.part(start, end) if len(starts) > 1 else statement
        whole = topics_of_whole(form, part, PhraseKind.PROBLEM)
        yield Problem(part, topics(form, part, PhraseKind.PROBLEM), next(iter(whole), ""))


def _stands_alone(statement: Statement, place: int) -> bool:
    """Whether a clause is neither what came of the one before nor what that one is the cause of."""
    before, clause = statement.clauses[place - 1].text, statement.clauses[place].text
    return not _CONSEQUENCE.search(clause) and not _CAUSE.search(before)
