"""What is asked beneath the grid: why a row lost points, then whether that is a problem."""

from dataclasses import dataclass

from perftui.evaluation.fields import cell, parse_path
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.rows import wants_reason
from perftui.evaluation.values import print_number
from perftui.tui.form.grid.cells import shortened


@dataclass(frozen=True)
class Question:
    """The row that is asked about, the reason once it was given, and where the cursor was then.

    The first question stands while the cursor goes on, until it comes to another row without a
    reason; the second, whether to report the reason as a problem, until anything else is done.
    """

    index: int
    landed: int | None
    reason: str = ""

    @property
    def path(self) -> str:
        """The path of the remark that is asked for."""
        return cell(self.index, "remark")

    def stands(self, evaluation: Evaluation) -> bool:
        """Whether the answer is still wanting."""
        if self.reason:
            return self.reason not in evaluation.problems
        rows = evaluation.indicators
        return self.index < len(rows) and wants_reason(rows[self.index])

    def after_move(self, evaluation: Evaluation, here: int | None) -> "Question | None":
        """Return what is asked when the cursor has come to another row."""
        if here == self.landed:
            return self
        if self.reason or here is None or here == self.index:
            return None
        return None if wants_reason(evaluation.indicators[here]) else self


def ask(evaluation: Evaluation, path: str, width: int) -> str:
    """Return the question for the reason of a row, its name cut to fit a width in cells."""
    row: Indicator = evaluation.indicators[parse_path(path).index or 0]
    name = shortened(row.name or "这一行", max(width - 22, 8))
    return f"「{name}」扣{print_number(row.lost)}分，为什么？"
