"""`Suggestion`: a proposed wording as it is shown, with all that is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from perftui.phrases.library import Phrase, PhraseKind
from perftui.phrases.slots import fill, slot_names


@dataclass(frozen=True)
class Suggestion:
    """A proposed wording: its fit from 0 to 100, where it comes from and why it is here.

    `text` has the known slots filled, as `filled` tells; `slots` names those the user must still
    fill. `differing` are the parts of `text`, from and to, that are not in what is typed.
    `phrase` is what the library holds.
    """

    text: str
    score: int
    topic: str
    topic_name: str
    kind: PhraseKind
    source: str
    used: int
    reasons: tuple[str, ...]
    slots: tuple[str, ...]
    filled: tuple[tuple[str, str], ...]
    differing: tuple[tuple[int, int], ...]
    phrase: Phrase

    @property
    def years(self) -> str:
        """When forms used it."""
        return self.phrase.years

    @property
    def origin(self) -> tuple[str, ...]:
        """Where it comes from, the years it was used in if they are several, and how often."""
        span = self.years if "–" in self.years else ""
        used = f"用过{self.used}次" if self.used > 1 else ""
        return tuple(filter(None, (self.source, span, used)))


@dataclass(frozen=True)
class Worded:
    """A phrase as a form would print it: `template` without names of another form."""

    phrase: Phrase
    template: str
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """The wording with the known slots filled."""
        return fill(self.template, self.values)

    @property
    def open_slots(self) -> tuple[str, ...]:
        """The slots that the user must fill."""
        return tuple(name for name in slot_names(self.template) if name not in self.values)

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """The slots that the form fills, and with what."""
        names = slot_names(self.template)
        return tuple((name, self.values[name]) for name in names if name in self.values)


def differing(typed: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return the parts of a text that are not in what is typed, from and to."""
    if not typed:
        return ()
    steps = Indel.opcodes(typed, text)
    return tuple((step.dest_start, step.dest_end) for step in steps if step.tag == "insert")
