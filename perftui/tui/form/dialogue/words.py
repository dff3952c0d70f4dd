"""What was said, laid out for a width: each kind under a label of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from textual.content import Content
from textual.widgets import Static

from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Part, Warn
from perftui.assistant.speaking import ASSISTANT, ERROR, USER, WARNING, texts
from perftui.evaluation.history.telling import when
from perftui.storage.conversation_file import Utterance
from perftui.tui.widgets.hanging_list import hang, shortened

_LABELS: dict[type[Part], tuple[str, str]] = {
    Echo: (ASSISTANT, "$text-success"),
    Warn: (WARNING, "bold $text-warning"),
    Explain: ("说明", "$text-secondary"),
    Fail: (ERROR, "bold $text-error"),
    Ask: ("提问", "bold $text-primary"),
}
USERS = USER.ljust(3)
WELCOME = Explain(
    "想到什么说什么：报数（预算124.55万 执行118.7万）、打分（全部满分，除了第3项扣1分）、"
    "写原因和句子，也可以问（总分多少、还缺什么）。说「撤销」就收回上一步。"
)
_FURTHER = "    "
_NUMBER_WIDTH = 3
_BEFORE = 20


@dataclass(frozen=True)
class Spoken:
    """One paragraph: its label and the label's style, the words, and how those are shown.

    One that `is_brief` has one line only: all of it was to be read before.
    """

    label: str
    look: str
    words: str
    style: str = ""
    is_brief: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether it is one of a numbered list."""
        return self.label.strip().isdigit()


def own_words(line: str) -> tuple[Spoken, ...]:
    """Return what the user said."""
    return (Spoken(USERS, "bold $text-accent", _flat(line), "bold"),)


def spoken(parts: Iterable[Part], known: Sequence[Choice] = ()) -> Iterator[Spoken]:
    """Yield what the assistant says, paragraph by paragraph; choices that are known in brief."""
    for part in parts:
        if isinstance(part, Offer):
            for text in texts(part):
                number, _, words = text.partition(" ")
                yield replace(_choice(number, _flat(words)), is_brief=part.choices == known)
            continue
        label, look = _LABELS[type(part)]
        for place, text in enumerate(texts(part)):
            yield Spoken(_FURTHER if place else label, look, _flat(text))


def words_before(utterances: Sequence[Utterance]) -> list["Words"]:
    """Return the last of what was said before, turn by turn, and below it when that was."""
    latest = [one for one in utterances if any(one.lines)][-_BEFORE:]
    shown = [Words(_spoken_before(one), is_users=one.is_users) for one in latest]
    if shown:
        time = when(latest[-1].time, datetime.now(UTC))
        shown.append(Words([Spoken(_FURTHER, "", f"以上是{time}说的。", "dim")]))
    return shown


def _spoken_before(one: Utterance) -> Iterator[Spoken]:
    for line in one.lines:
        if one.is_users:
            yield from own_words(line)
            continue
        label, _, words = line.partition(": ")
        number, _, choice = words.partition(" ")
        if number.isdigit() and choice:
            yield _choice(number, choice)
        else:
            yield Spoken(label, "dim", words)


def _flat(text: str) -> str:
    return text.replace("\t", "  ")


def _choice(number: str, words: str) -> Spoken:
    label = number.rjust(_NUMBER_WIDTH).ljust(len(_FURTHER))
    return Spoken(label, "bold $text-accent", words)


class Words(Static):
    """What one of the two said in a turn. `is_past` dims choices that can be taken no more."""

    def __init__(self, paragraphs: Iterable[Spoken], *, is_users: bool = False) -> None:
        super().__init__(markup=False, classes="-users" if is_users else "")
        self.paragraphs = tuple(paragraphs)
        self._width = 0
        self._is_past = False

    def lay_out(self, width: int) -> None:
        """Break the lines for a width."""
        if width != self._width:
            self._width = width
            self._draw()

    def become_past(self) -> None:
        """Show that what was offered here is gone."""
        if not self._is_past:
            self._is_past = True
            if any(one.is_choice for one in self.paragraphs):
                self._draw()

    def _draw(self) -> None:
        self.update(Content("\n").join(map(self._paragraph, self.paragraphs)))

    def _paragraph(self, one: Spoken) -> Content:
        is_gone = one.is_choice and self._is_past
        label = Content.styled(f"{one.label} ", "dim" if is_gone else one.look)
        room = self._width - label.cell_length
        text = shortened(one.words, room) if one.is_brief else one.words
        return hang(label, Content.styled(text, "dim" if is_gone else one.style), self._width)
