"""What a line means: the moves that it makes in the dialogue, before anything is done."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Give:
    """A field gets a value, as it was typed: `budget` 124.55万."""

    path: str
    typed: str


@dataclass(frozen=True)
class Score:
    """Rows, by their places in the table, get a score: 满分, -1 for a point off, or the score.

    `reason` is what was said to be why; it goes into the remark.
    """

    rows: tuple[int, ...]
    typed: str
    reason: str = ""


@dataclass(frozen=True)
class AddRow:
    """A new row of the table; what was not said is empty. `score` as in `Score`."""

    category: str
    name: str
    weight: str = ""
    score: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Provenance:
    """Where a wording comes from: its source and topic, why it was offered, what filled its gaps.

    `words` is the wording as it was offered, with the gaps still open.
    """

    words: str
    source: str
    topic: str = ""
    topic_name: str = ""
    reasons: tuple[str, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()


class Manner(StrEnum):
    """How words go into a text: as a further point, or in place of all that is there."""

    ADD = "add"
    REPLACE = "replace"


@dataclass(frozen=True)
class Write:
    """A text field (a narrative, the goal, a remark) gets words: the user's own, or a wording."""

    path: str
    words: str
    manner: Manner = Manner.ADD
    provenance: Provenance | None = None


@dataclass(frozen=True)
class Pick:
    """Choices of the list on the screen, by number; `changes` are parts to say otherwise.

    Number 0 is none of them.
    """

    numbers: tuple[int, ...]
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Draft:
    """All of a narrative is to be drafted."""

    path: str


class Revision(StrEnum):
    """What is done to one point of a narrative."""

    SWAP = "swap"
    SHORTEN = "shorten"
    DROP = "drop"


@dataclass(frozen=True)
class Revise:
    """A point of a narrative, by its number from 1 (0: the last written), is done otherwise."""

    how: Revision
    number: int = 0
    path: str = ""


class Word(StrEnum):
    """The control words, by what they do."""

    WHY = "why"
    SKIP = "skip"
    UNDO = "undo"
    REDO = "redo"
    BACK = "back"
    REPEAT = "repeat"
    PROGRESS = "progress"
    HELP = "help"
    SAVE = "save"
    QUIT = "quit"
    DONE = "done"
    MORE = "more"
    BRIEF = "brief"
    FULL = "full"
    DRAFTS = "drafts"


@dataclass(frozen=True)
class Control:
    """A control word with what follows it: 为什么 2, 跳过, 撤销 3."""

    word: Word
    argument: str = ""


@dataclass(frozen=True)
class Command:
    """An action of the table by its full id, with what was written behind it: /删行 5."""

    action: str
    argument: str = ""


@dataclass(frozen=True)
class Inquire:
    """A question about the form: `about` is a key of the answers, with what it asks of."""

    about: str
    argument: str = ""


@dataclass(frozen=True)
class Forget:
    """What was said is not to be used; `text` stays among the drafts."""

    text: str = ""


Move = Give | Score | AddRow | Write | Pick | Draft | Revise | Control | Command | Inquire | Forget
