"""What the assistant says, as typed parts; a screen, lines of text and JSON each show their own."""

from dataclasses import dataclass

from perftui.assistant.moves import Move


@dataclass(frozen=True)
class Echo:
    """What was understood and done, in one line."""

    text: str


@dataclass(frozen=True)
class Warn:
    """What the user should know though it was done: `124.55万` is exact to 100 元 only."""

    text: str


@dataclass(frozen=True)
class Explain:
    """The answer to a question: a line, or several."""

    text: str


@dataclass(frozen=True)
class Fail:
    """What was refused, with the rule, and what to type instead; nothing has changed."""

    text: str


@dataclass(frozen=True)
class Ask:
    """The question the assistant waits on; `example` is an answer that would work."""

    text: str
    example: str = ""


@dataclass(frozen=True)
class Choice:
    """One of a numbered list: what is shown, why it is there, and the moves that taking it makes.

    `reason` is the longer explanation that 为什么 with its number gives.
    """

    text: str
    moves: tuple[Move, ...] = ()
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Offer:
    """A list whose choices keep their numbers, from 1, while it is on the screen."""

    choices: tuple[Choice, ...]


Part = Echo | Warn | Explain | Fail | Ask | Offer
