"""Conversations in memory about the real forms, on a day that does not move."""

from collections.abc import Callable
from datetime import date

import pytest

from perftui.actions.table import ACTIONS
from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.parts import Part
from perftui.assistant.speaking import texts
from perftui.assistant.state import Aids
from perftui.evaluation.drafting import blank_form
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank.shipped import shipped_bank
from perftui.phrases.suggest import Suggester
from perftui.resources import sample_projects
from perftui.rules.checking import examine
from perftui.rules.surroundings import Surroundings
from perftui.storage.document import Document
from perftui.storage.workspace import Workspace

TODAY = date(2020, 4, 20)

Seed = Callable[[str], Evaluation]
Talk = Callable[..., Conversation]


class NoHands:
    """Neither disk nor screen: an action of the table cannot be carried out here."""

    def run(self, action: str, argument: str, document: Document) -> tuple[Part, ...] | None:
        return None


@pytest.fixture(scope="session")
def seeds() -> tuple[Evaluation, ...]:
    """The nine real forms of 2019."""
    forms = Workspace(sample_projects()).evaluations()
    return tuple(form for form in forms if form.year == 2019)


@pytest.fixture(scope="session")
def seed(seeds: tuple[Evaluation, ...]) -> Seed:
    """Return the real form whose name begins so."""

    def of_name(beginning: str) -> Evaluation:
        (form,) = (form for form in seeds if form.name.startswith(beginning))
        return form

    return of_name


@pytest.fixture(scope="session")
def suggester_of_samples(seeds: tuple[Evaluation, ...]) -> Suggester:
    """What knows the shipped bank and the wording of the nine real forms."""
    return suggester(shipped_bank(), seeds)


@pytest.fixture(scope="session")
def aids_of(suggester_of_samples: Suggester) -> Callable[..., Aids]:
    """Return what a dialogue about a form consults."""

    def of_form(form: Evaluation, last_year: Evaluation | None = None) -> Aids:
        return Aids(
            load_profile(form.profile),
            lambda now: examine(now, beside=Surroundings(today=TODAY)),
            suggester_of_samples,
            TODAY,
            last_year,
            ACTIONS,
        )

    return of_form


@pytest.fixture(scope="session")
def talk(seed: Seed, aids_of: Callable[..., Aids]) -> Talk:
    """Begin a conversation about a form, or the real one whose name begins so.

    `blank` leaves of it who, what for and the indicators; `last_year` is the form before it.
    """

    def begin(
        form: Evaluation | str, blank: bool = False, last_year: Evaluation | None = None
    ) -> Conversation:
        evaluation = seed(form) if isinstance(form, str) else form
        evaluation = emptied(evaluation) if blank else evaluation
        talking = Conversation(Document(evaluation), aids_of(evaluation, last_year), NoHands())
        talking.begin()
        return talking

    return begin


@pytest.fixture(scope="session")
def said() -> Callable[[Reply], list[str]]:
    """Return the lines of a reply, without labels."""
    return lambda reply: [line for part in reply.parts for line in texts(part)]


@pytest.fixture(scope="session")
def new_form() -> Callable[..., Evaluation]:
    """Return a new form of a kind with nothing in it but a name."""
    return lambda profile="sh2019": blank_form("招聘服务专项", load_profile(profile), 2019)


def emptied(form: Evaluation) -> Evaluation:
    """Empty a form of its figures, scores, remarks, date and narratives."""
    rows = tuple(row.model_copy(update={"score": None, "remark": ""}) for row in form.indicators)
    gone = dict.fromkeys(("budget", "last_year_budget", "executed", "date", "recurring", "stated"))
    texts_gone = dict.fromkeys(("achievements", "problems", "measures"), "")
    return form.model_copy(update={**gone, **texts_gone, "indicators": rows})
