"""What a line means: the moves that it makes in the dialogue, before anything is done."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Give:
    """A field gets a value, as it was typed: `budget` 124.55万."""

    path: str
    typed: str


@dataclass(frozen=True)
class GiveAll:
    """Values that were said in one line, are judged together and said back in one line."""

    gives: tuple[Give, ...]


@dataclass(frozen=True)
class Claim:
    """What the form computes is said to be so: `execution_rate` 95%. It is only compared."""

    field: str
    typed: str


@dataclass(frozen=True)
class Score:
    """Rows, by their places in the table, get a score: 满分, -1 for a point off, or the score.

    `reason` is what was said to be why; it goes into the remark. `only_blank` leaves rows that have
    a score as they are.
    """

    rows: tuple[int, ...]
    typed: str
    reason: str = ""
    only_blank: bool = False


@dataclass(frozen=True)
class Marks:
    """Scores that were said in one breath, and are said back in one line."""

    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Tally:
    """What the scores are said to add up to; nothing is changed, only compared."""

    total: str


@dataclass(frozen=True)
class AddRow:
    """A new row of the table; what was not said is empty. `score` as in `Score`."""

    category: str
    name: str
    weight: str = ""
    score: str = ""
    remark: str = ""
    explanation: str = ""
    target: str = ""
    actual: str = ""
    is_meant_twice: bool = False


@dataclass(frozen=True)
class BeginCategory:
    """The rows that are said next belong to this category."""

    category: str


@dataclass(frozen=True)
class DropRows:
    """Rows are taken out of the table."""

    rows: tuple[int, ...]


@dataclass(frozen=True)
class MoveRows:
    """Rows go to another category."""

    rows: tuple[int, ...]
    category: str


@dataclass(frozen=True)
class Reweigh:
    """A row gets another weight; its score stays as it is."""

    row: int
    typed: str


@dataclass(frozen=True)
class TakeRows:
    """The rows of last year's form are taken, without what they scored; `whole`: the header too."""

    whole: bool = False


@dataclass(frozen=True)
class PassOver:
    """Questions, by their ids, are not asked again."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Tell:
    """Something is only said; `is_refusal` where what was typed cannot be done, and why."""

    text: str
    is_refusal: bool = False


@dataclass(frozen=True)
class Provenance:
    """Where a wording comes from: its source and topic, why it was offered, what filled its gaps.

    `words` is the wording as it was offered, with the gaps still open; `answers` is the id of the
    question that it was the answer to.
    """

    words: str
    source: str
    topic: str = ""
    topic_name: str = ""
    reasons: tuple[str, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()
    answers: str = ""


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
class Fill:
    """The gaps of a point get what stands for them; "" takes the clause with the gap out.

    `path` is a narrative with `number` of the point from 1, or another text, whose number is 0.
    """

    path: str
    number: int
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reword:
    """Parts of a point, by its number from 1 (0: the last written), are said otherwise."""

    path: str
    number: int
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pick:
    """Choices of the list on the screen, by number; `changes` are parts to say otherwise.

    Number 0 is none of them.
    """

    numbers: tuple[int, ...]
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Draft:
    """All of a narrative is to be drafted; `anew` in place of what stands there, if that is meant.

    `is_meant` where the user has been asked whether it is.
    """

    path: str
    anew: bool = False
    is_meant: bool = False


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


@dataclass(frozen=True)
class Attend:
    """What is asked about next: a field by its path, or a question by its id."""

    path: str


@dataclass(frozen=True)
class Polish:
    """A text is to be put in other words by the language model.

    `path` is a narrative with `number` of the point from 1 (0: the last written), or another text.
    `is_agreed` where the user has just agreed that it is sent to another machine.
    """

    path: str = ""
    number: int = 0
    is_agreed: bool = False


@dataclass(frozen=True)
class TakePolished:
    """Words of a text give way to those of the language model, if they still stand there.

    `path` and `number` are as in `Polish`. `doubts` are sentences that say what must be looked at
    before; with any, the user is asked once more.
    """

    path: str
    number: int
    old: str
    new: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class AllowSending:
    """The user wants what the language model was to be asked to be sent to another machine."""

    is_agreed: bool = False


Move = (
    Give
    | GiveAll
    | Claim
    | Score
    | Marks
    | Tally
    | AddRow
    | BeginCategory
    | DropRows
    | MoveRows
    | Reweigh
    | TakeRows
    | PassOver
    | Tell
    | Write
    | Fill
    | Reword
    | Pick
    | Draft
    | Revise
    | Control
    | Command
    | Inquire
    | Forget
    | Attend
    | Polish
    | TakePolished
    | AllowSending
)
