"""What a scripted user takes for the wording he wants, and what it takes to make it that.

A suggestion says the same if it is at least 85 % like the wanted sentence, gaps and punctuation
not counted (Indel). Of the 75 sentences of the nine forms two stand in another form or the bank, to
the letter; the next is 49 % like its nearest, so that any bound between would take the same ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from perftui.phrases.slots import SLOT

SAME = 85
_GAP = "\ue000"
_STAND_IN = 4  # characters that are typed for what is not known
_PUNCTUATION = str.maketrans("", "", "，。、；：！？,.;:!? \n“”（）()")


@dataclass(frozen=True)
class Mend:
    """One correction: what stands at `start:end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fit:
    """A suggested wording held against a wanted sentence.

    `fillings` are what is typed into its gaps, `text` is it with them, `mends` make that the wanted
    sentence, the last place first.
    """

    text: str
    fillings: tuple[str, ...]
    mends: tuple[Mend, ...]
    likeness: float

    @property
    def filling_presses(self) -> int:
        """The keys that fill the gaps: the first is selected, a key leads to each further one."""
        typed = sum(max(len(filling), 1) for filling in self.fillings)
        return typed + max(len(self.fillings) - 1, 0)

    @property
    def mending_presses(self) -> int:
        """The keys that make it the wanted sentence, the caret being at its end."""
        presses, caret = 0, len(self.text)
        for mend in self.mends:
            presses += abs(caret - mend.end) + (mend.end - mend.start) + len(mend.text)
            caret = mend.start + len(mend.text)
        return presses + bool(self.mends)  # the key that goes back to the end

    @property
    def given(self) -> int:
        """How many characters the suggestion gave."""
        return len(self.text) - sum(map(len, self.fillings))

    @property
    def kept(self) -> int:
        """How many of them stay once it is mended."""
        return max(self.given - sum(mend.end - mend.start for mend in self.mends), 0)


def fit(suggested: str, wanted: str) -> Fit:
    """Hold a suggested wording against a wanted sentence."""
    alike = likeness(SLOT.sub("", suggested), wanted)
    names = SLOT.findall(suggested)
    fillings = _fillings(suggested, wanted, names) if alike >= SAME else tuple(map(stand_in, names))
    rest = iter(fillings)
    text = SLOT.sub(lambda _: next(rest), suggested)
    mends = tuple(
        Mend(start, end, wanted[slice(*there)]) for start, end, there in _changes(text, wanted)
    )
    return Fit(text, fillings, mends[::-1], alike)


def stand_in(name: str) -> str:
    """Return what is typed into a gap of other words than the wanted: its name over and over."""
    return (name * _STAND_IN)[:_STAND_IN]


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are from 0 to 100, whatever their punctuation."""
    return ratio(one.translate(_PUNCTUATION), other.translate(_PUNCTUATION))


def _fillings(suggested: str, wanted: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return what the wanted sentence has where a wording has gaps."""
    masked = SLOT.sub(_GAP, suggested)
    found: dict[int, str] = {}
    for start, end, there in _changes(masked, wanted):
        if _GAP in masked[start:end]:
            found[masked[: masked.index(_GAP, start)].count(_GAP)] = wanted[slice(*there)]
    return tuple(found.get(place) or name for place, name in enumerate(names))


def _changes(one: str, other: str) -> list[tuple[int, int, tuple[int, int]]]:
    """Return what differs: from and to in the one text, and the stretch of the other for it."""
    changes = []
    for is_equal, steps in groupby(Indel.opcodes(one, other), lambda step: step.tag == "equal"):
        run = list(steps)
        if not is_equal:
            there = (run[0].dest_start, run[-1].dest_end)
            changes.append((run[0].src_start, run[-1].src_end, there))
    return changes
