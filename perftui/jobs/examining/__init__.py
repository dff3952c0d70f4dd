"""What `perftui doctor` looks at: the program, the library, a folder of forms, the terminal."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing is: fine, worth a look, or wrong."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"

    @property
    def label(self) -> str:
        """The word for it on the screen."""
        return {"fine": "正常", "note": "注意", "wrong": "错误"}[self.value]


@dataclass(frozen=True)
class Check:
    """What was found of one thing, and what to do about it where it is not fine."""

    name: str
    found: str
    state: State = State.FINE
    advice: str = ""


def noted(name: str, found: str, advice: str) -> Check:
    """Return a check that found something worth a look."""
    return Check(name, found, State.NOTE, advice)


def wrong(name: str, found: str, advice: str) -> Check:
    """Return a check that found something wrong."""
    return Check(name, found, State.WRONG, advice)
