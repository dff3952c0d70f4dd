"""What a reader tells about its work: repairs, questions, what it left out, and refusals."""

from dataclasses import dataclass


class DocumentError(Exception):
    """A document that cannot be read; its text is one Chinese sentence for the user."""


@dataclass(frozen=True)
class Repair:
    """Something read otherwise than it plainly stands: where it stood and what was done.

    `field` is the path of what it was read into, as indicators[7].score; empty if it is none.
    """

    where: str
    what: str
    field: str = ""


@dataclass(frozen=True)
class Question:
    """Something only the user can settle: where it stands, what to ask, the likely answers."""

    where: str
    what: str
    choices: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Something of the document that is no part of the form, or that could not be read."""

    where: str
    what: str
    field: str = ""


Note = Repair | Question | LeftOut


def quoted(text: str, longest: int = 40) -> str:
    """Quote a text for a message, on one line and cut where it is long."""
    line = " ".join(text.split())
    return f"「{line}」" if len(line) <= longest else f"「{line[: longest - 1]}…」"


def left_out(where: str, text: str) -> LeftOut:
    """Report a text that is no part of the form."""
    return LeftOut(where, f"{quoted(text)}不是表内的栏目，没有读入")
