"""The problems that a form tells, one by one, however many stand in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from perftui.phrases.library import PhraseKind
from perftui.rules.form import Form
from perftui.rules.reading.keywords import called
from perftui.rules.reading.kinship import kindred
from perftui.rules.reading.statements import Statement, statements, surest, topics, topics_of_whole

_COMPLAINT = re.compile(
    "有待|亟待|不足|不够|不强|不高|不完善|不健全|不到位|不均衡|不平衡|不及时|不规范|缺乏|欠缺|薄弱"
    "|滞后|单一|偏[低晚慢少粗]|较[低晚慢少粗]|现象"
)
_CONSEQUENCE = re.compile("^(?:导致|造成|使得?|致使|影响|从而|因此|因而|以致|不利于|难以|并|也)")
_CAUSE = re.compile("因|由于|受")


@dataclass(frozen=True)
class Problem:
    """A problem with the topics it may be about; `main` is the surest one, "" for none.

    `called` are those of which it has a keyword.
    """

    statement: Statement
    topics: frozenset[str]
    main: str
    called: frozenset[str]


def problems_of(form: Form) -> list[Problem]:
    """Return the problems of a form: sentences, or the parts of one that lists several."""
    told = statements(form.evaluation.problems)
    return [problem for statement in told for problem in _listed(form, statement)]


def firm_topics(form: Form, problem: Problem) -> frozenset[str]:
    """Return the topics that a problem has a keyword of, or more characters than a fault needs.

    Where fault is found a few characters make a topic, and so many are there by chance.
    """
    if problem.topics == problem.called:
        return problem.called
    # as much as would tell a measure
    told = surest(form, problem.statement.text, PhraseKind.MEASURE)
    return problem.called | (problem.topics & told)


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
        yield _problem(form, part)


def _problem(form: Form, statement: Statement) -> Problem:
    told = topics(form, statement, PhraseKind.PROBLEM)
    whole = topics_of_whole(form, statement, PhraseKind.PROBLEM)
    if told and not whole:
        # 经费同比上升47%，而工作量没有变化: only a part of it finds fault
        whole = topics_of_whole(form, statement, PhraseKind.MEASURE)
        told = told.union(whole)
    return Problem(statement, told, next(iter(whole), ""), told & called(form, statement.text))


def _stands_alone(statement: Statement, place: int) -> bool:
    """Whether a clause is neither what came of the one before nor what that one is the cause of."""
    before, clause = statement.clauses[place - 1].text, statement.clauses[place].text
    return not _CONSEQUENCE.search(clause) and not _CAUSE.search(before)
