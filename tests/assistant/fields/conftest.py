"""Lines typed at several places of the way, and what comes of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from perftui.assistant.dialogue import ask, step
from perftui.assistant.parts import Echo, Explain, Fail, Part, Warn
from perftui.assistant.speaking import texts
from perftui.assistant.state import Aids, State
from perftui.evaluation import fields
from perftui.evaluation.drafting import blank_form
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from tests.assistant.fields.figures import BUDGET, EXECUTED, LAST

HEADER = ("year", "name", "unit", "department", "recurring", "goal", "date")
FIELDS = (*HEADER, BUDGET, EXECUTED, LAST, "achievements", "problems", "measures")


@dataclass(frozen=True)
class Lines:
    """Dialogues about forms, by what they lack; lines typed into them."""

    forms: dict[str, Evaluation]
    aids_of: Callable[..., Aids]

    def after(self, kind: str, *lines: str) -> State:
        """Return where a dialogue stands after some lines."""
        return self._said(kind, lines)[0]

    def changed(self, kind: str, *lines: str) -> dict[str, str]:
        """Return the fields that some lines changed, as they are printed."""
        was, now = self.forms[kind], self.after(kind, *lines).evaluation
        changed = (path for path in FIELDS if fields.get(now, path) != fields.get(was, path))
        return {path: fields.show(now, path, load_profile(was.profile)) for path in changed}

    def reply(self, kind: str, *lines: str) -> str:
        """Return what is said to the last of some lines, but for the next question."""
        parts = self._said(kind, lines)[1]
        told = (part for part in parts if isinstance(part, Echo | Warn | Explain | Fail))
        return "\n".join(text for part in told for text in texts(part))

    def _said(self, kind: str, lines: tuple[str, ...]) -> tuple[State, tuple[Part, ...]]:
        aids = self.aids_of(self.forms[kind])
        turn = ask(State(self.forms[kind]), aids)
        for line in lines:
            turn = step(turn.state, line, aids)
        return turn.state, turn.parts


@pytest.fixture(scope="session")
def real(seed: Callable[[str], Evaluation]) -> Evaluation:
    """The first of the real forms."""
    return seed("长三角")


@pytest.fixture(scope="session")
def lines(real: Evaluation, aids_of: Callable[..., Aids]) -> Lines:
    """Dialogues about a blank form, one without money, without a header, and a whole one."""
    nothing = dict.fromkeys((BUDGET, EXECUTED, LAST))
    forms = {
        "blank": blank_form("", load_profile("sh2019"), 2019),
        "money": real.model_copy(update=nothing),
        "header": real.model_copy(update=nothing | {"date": None, "recurring": None}),
        "real": real,
        "national": blank_form("流动图书服务", load_profile("national2020"), 2019),
    }
    return Lines(forms, aids_of)
