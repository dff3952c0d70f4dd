from collections.abc import Callable

import pytest

from perftui.evaluation.model import Evaluation
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank import Bank
from perftui.phrases.bank.shipped import shipped_bank
from perftui.phrases.suggest import Suggester
from perftui.resources import sample_projects
from perftui.storage.workspace import Workspace

Seed = Callable[[str], Evaluation]


@pytest.fixture(scope="session")
def bank() -> Bank:
    return shipped_bank()


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
def tower(seed: Seed) -> Evaluation:
    """Form 6, as it was before its problems and measures were written."""
    return seed("人才大厦").model_copy(update={"problems": "", "measures": ""})


@pytest.fixture(scope="session")
def apart_from(bank: Bank, seeds: tuple[Evaluation, ...]) -> Callable[[str], Suggester]:
    """Return a suggester that knows the real forms but the one of a name."""
    return lambda name: suggester(bank, (form for form in seeds if form.name != name))


@pytest.fixture(scope="session")
def wording(apart_from: Callable[[str], Suggester], tower: Evaluation) -> Suggester:
    """What a user who fills in form 6 is offered, the others being past forms."""
    return apart_from(tower.name)
