"""The pile of imported forms that are looked through one by one: which is next, which are done."""

from collections.abc import Sequence
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.jobs.importing import Intake
from perftui.jobs.reviewing import Review
from perftui.readers.layout.evaluations import Imported


class Pile:
    """Imported forms in their order, the undecided ones among them, and the one at hand.

    A form is decided when it has been saved or is not wanted.
    """

    def __init__(self, forms: Sequence[Imported], intake: Intake) -> None:
        """`forms` is not empty; `intake` knows which forms are in the workspace."""
        self._forms = tuple(forms)
        self._intake = intake
        self._reviews: dict[int, Review] = {}
        self._left = list(range(len(forms)))
        self._at = 0
        self.saved: list[Path] = []

    @property
    def total(self) -> int:
        """How many forms there are in all."""
        return len(self._forms)

    @property
    def left(self) -> tuple[int, ...]:
        """The indices of the undecided forms."""
        return tuple(self._left)

    @property
    def at(self) -> int:
        """The index of the form at hand."""
        return self._at

    @property
    def review(self) -> Review:
        """The review of the form at hand, as far as it has got."""
        if self._at not in self._reviews:
            self._reviews[self._at] = Review(self._forms[self._at])
        return self._reviews[self._at]

    def step(self, by: int) -> None:
        """Go so many undecided forms on, going round at the ends."""
        here = self._left.index(self._at)
        self._at = self._left[(here + by) % len(self._left)]

    def decide(self, index: int, path: Path | None) -> None:
        """Note where a form was saved, or that it is not wanted, and go on from it."""
        place = self._left.index(index)
        self._left.remove(index)
        if path is not None:
            self.saved.append(path)
        if self._left and index == self._at:
            self._at = self._left[place % len(self._left)]

    def evaluation(self, index: int) -> Evaluation:
        """Return a form as it is now."""
        review = self._reviews.get(index)
        return review.document.evaluation if review else self._forms[index].evaluation

    def twin(self, index: int) -> Path | None:
        """Return the file of a form of the same project and year in the workspace, if any."""
        return self._intake.twin(self.evaluation(index))

    def is_known(self, index: int) -> bool:
        """Whether the very same form is in the workspace."""
        return self._intake.is_known(self.evaluation(index))

    def sure(self) -> tuple[int, ...]:
        """Return the undecided forms in which nothing is asked."""
        return tuple(index for index in self._left if not self._asks(index))

    def keep(self, index: int, instead_of: Path | None) -> Path:
        """Save a form as it is now; raises StorageError."""
        return self._intake.keep(self.evaluation(index), instead_of)

    def _asks(self, index: int) -> bool:
        review = self._reviews.get(index)
        return review.has_questions if review else bool(self._forms[index].questions)
