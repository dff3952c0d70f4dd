"""Writes narratives sentence by sentence, with what is suggested where it says the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.widgets import TextArea

from benchmarks.keyboard import Keyboard, LostError
from benchmarks.same_wording import SAME, Fit, fit, stand_in
from perftui.evaluation.model import Evaluation
from perftui.evaluation.narrative import Point, split
from perftui.evaluation.sentences import sentences
from perftui.phrases.bank import Bank
from perftui.phrases.library import NARRATIVE_KINDS
from perftui.phrases.slots import SLOT
from perftui.phrases.suggestion import Suggestion
from perftui.phrases.topics import detect_topics
from perftui.tui.form.suggestion_panel import SuggestionPanel

_LOOKS = (0, 4, 8, 16, 32, 64)
_MOVES_AT_MOST = 200


@dataclass
class Given:
    """What suggestions gave: characters kept of the same wording, and of another of the topic.

    `taken` counts them; `other_words` counts sentences for which one of their topic was in sight
    that the strict user did not take.
    """

    same: int = 0
    accepted: int = 0
    taken: int = 0
    other_words: int = 0


@dataclass(frozen=True)
class Offer:
    """A suggestion in sight by its number, held against the sentence that is wanted."""

    number: int
    suggestion: Suggestion
    fit: Fit
    sentence: str
    field: str

    @property
    def says_the_same(self) -> bool:
        """Whether it is the sentence but for gaps and details."""
        return self.fit.likeness >= SAME

    @property
    def presses(self) -> int:
        """How many presses it costs to take it, fill its gaps, and mend what says the same."""
        mending = self.fit.mending_presses if self.says_the_same else 0
        return 1 + self.fit.filling_presses + mending


class Writer:
    """Writes the narratives of a form. `is_easy`: takes the first wording of the right topic."""

    def __init__(self, keys: Keyboard, wanted: Evaluation, bank: Bank, *, is_easy: bool) -> None:
        self._keys = keys
        self._wanted = wanted
        self._bank = bank
        self._is_easy = is_easy
        self._said: set[str] = set()
        self._taken: set[str] = set()
        self.given = Given()

    def has_to_write(self, name: str, present: str) -> bool:
        """Whether a narrative lacks a sentence, or has a gap."""
        return any(self._left(name)) or SLOT.search(present) is not None

    async def write(self, name: str) -> None:
        """Write a narrative point by point, its section being on the screen."""
        await self._fill_gaps()
        for point in split(getattr(self._wanted, name)):
            left = [s.text for s in sentences(point.text) if s.text not in self._said]
            for number, sentence in enumerate(left):
                if not number:
                    await self._begin(point)
                await self._say(name, sentence)

    @property
    def _area(self) -> TextArea:
        return self._keys.editor.section.query_one(TextArea)

    @property
    def _caret(self) -> int:
        row, column = self._area.cursor_location
        return sum(len(line) + 1 for line in self._area.text.split("\n")[:row]) + column

    async def _begin(self, point: Point) -> None:
        """Begin a point: Enter, and its number unless the program has written one."""
        if self._area.text:
            await self._keys.do("narrative.new_point")
        if not self._area.text.rpartition("\n")[2].strip() and point.marker:
            await self._keys.type(point.marker)

    async def _say(self, name: str, sentence: str) -> None:
        """Type a sentence until something in sight says it."""
        typed, saw_other_words = 0, False
        for look in _LOOKS:
            if look >= len(sentence):
                break
            await self._keys.type(sentence[typed:look])
            typed = look
            offers = list(self._offers(name, sentence))
            saw_other_words = saw_other_words or any(map(self._is_of_topic, offers))
            chosen = self._choose(offers, len(sentence) - typed)
            if chosen is not None:
                await self._take(chosen)
                if self._is_easy and name == "problems":
                    await self._take_answer()
                return
        self.given.other_words += saw_other_words
        await self._keys.type(sentence[typed:])

    # What is in sight.

    def _offers(self, name: str, sentence: str) -> Iterator[Offer]:
        panel = self._keys.editor.query_one(SuggestionPanel)
        if panel.field != name:
            return
        for number, suggestion in enumerate(panel._suggestions, 1):
            if suggestion.text not in self._taken:
                yield Offer(number, suggestion, fit(suggestion.text, sentence), sentence, name)

    def _choose(self, offers: list[Offer], left_to_type: int) -> Offer | None:
        """Choose what is fewer presses than typing on: the fewest, or the easy user's first."""
        same = [o for o in offers if o.says_the_same and o.presses < left_to_type]
        if same:
            return min(same, key=lambda offer: offer.presses)
        if not self._is_easy:
            return None
        meant = (o for o in offers if o.presses < left_to_type and self._is_of_topic(o))
        return next(meant, None)

    def _is_of_topic(self, offer: Offer) -> bool:
        """Whether a suggestion is about what its sentence is about."""
        kind = NARRATIVE_KINDS[offer.field]
        return offer.suggestion.topic in detect_topics(offer.sentence, self._bank, kind)

    # Taking it.

    async def _take(self, offer: Offer) -> None:
        """Take a suggestion, fill its gaps, and where it says the same make it so to the letter."""
        self._taken.add(offer.suggestion.text)
        await self._keys.do(f"editor.take({offer.number})")
        await self._fill(offer.fit.fillings)
        if offer.says_the_same:
            await self._mend(offer.fit)
        await self._move_to_end()
        self.given.taken += 1
        if offer.says_the_same:
            self.given.same += offer.fit.kept
        else:
            self.given.accepted += offer.fit.given

    async def _fill(self, fillings: tuple[str, ...]) -> None:
        for number, filling in enumerate(fillings):
            if number:
                await self._keys.do("editor.next_gap")
            if SLOT.fullmatch(self._area.selected_text) is None:
                raise LostError(f"no gap is selected in {self._area.text[-80:]}")
            await self._keys.type(filling)

    async def _fill_gaps(self) -> None:
        """Fill what gaps are there from measures taken beside the problems."""
        while gap := SLOT.search(self._area.text):
            if SLOT.fullmatch(self._area.selected_text) is None:
                await self._keys.do("editor.next_gap")
            await self._keys.type(stand_in(gap[1]))
        await self._move_to_end()

    async def _mend(self, fit_: Fit) -> None:
        start = self._area.text.rfind(fit_.text)
        if start < 0:
            raise LostError(f"what was taken is not there: {fit_.text}")
        for mend in fit_.mends:
            await self._move_to(start + mend.end)
            await self._keys.press(*["backspace"] * (mend.end - mend.start))
            await self._keys.type(mend.text)

    async def _move_to(self, offset: int) -> None:
        """Move the caret with arrows."""
        for _ in range(_MOVES_AT_MOST):
            if self._caret == offset:
                return
            await self._keys.press("left" if self._caret > offset else "right")
        raise LostError(f"the caret stays at {self._caret}, {offset} was wanted")

    async def _move_to_end(self) -> None:
        """Go to the end of the text, where writing goes on: row by row, then along the last one."""
        for _ in range(_MOVES_AT_MOST):
            left = len(self._area.text) - self._caret
            if not left:
                return
            below = self._area.wrapped_document.location_to_offset(self._area.cursor_location).y
            is_last = below == self._area.wrapped_document.height - 1
            await self._keys.press("end" if is_last else "down")
        raise LostError("the caret does not get to the end")

    async def _take_answer(self) -> None:
        """After a problem was taken: take the measure beside it that is of a wanted one's topic."""
        for sentence in self._left("measures"):
            for offer in self._offers("measures", sentence):
                if self._is_of_topic(offer):
                    self._said.add(sentence)
                    self._taken.add(offer.suggestion.text)
                    self.given.taken += 1
                    self.given.accepted += offer.fit.given
                    await self._keys.do(f"editor.take({offer.number})")
                    return

    def _left(self, name: str) -> Iterator[str]:
        """Yield the sentences of a narrative that are still to be written."""
        for point in split(getattr(self._wanted, name)):
            yield from (s.text for s in sentences(point.text) if s.text not in self._said)
