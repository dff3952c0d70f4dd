"""The forms of a folder as home lists them: figures, what is wrong, how far each is."""

from collections import Counter
from dataclasses import dataclass

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.evaluation.progress import next_step, steps
from perftui.evaluation.values import print_number
from perftui.jobs.rulebook import RuleBook
from perftui.rules.finding import Level
from perftui.storage.workspace import Entry


@dataclass(frozen=True)
class FormLine:
    """One form as the list shows it."""

    entry: Entry
    cells: dict[str, str]

    @property
    def searched(self) -> str:
        """What the filter looks into."""
        return " ".join((*self.cells.values(), self.entry.path.name)).casefold()


def line_of(entry: Entry, book: RuleBook) -> FormLine:
    """Return the line of a form; checks it by the rules of its folder, which takes a moment."""
    return FormLine(entry, _cells(entry, book))


def _cells(entry: Entry, book: RuleBook) -> dict[str, str]:
    evaluation = entry.evaluation
    if evaluation is None:
        return {"year": "", "name": entry.path.name, "progress": "读不出来"}
    profile = load_profile(evaluation.profile)
    return {
        "year": str(evaluation.year or ""),
        "name": evaluation.name or "（未命名）",
        "score": print_number(totals.total_score(evaluation)),
        "grade": totals.grade(evaluation, profile) or "未评完",
        "findings": _findings(evaluation, book),
        "progress": _progress(evaluation),
    }


def _findings(evaluation: Evaluation, book: RuleBook) -> str:
    counts = Counter(finding.level for finding in book.examine(evaluation).findings)
    grave = (level for level in (Level.ERROR, Level.WARNING) if counts[level])
    return " ".join(f"{level.label}{counts[level]}" for level in grave) or "通过"


def _progress(evaluation: Evaluation) -> str:
    done, step = steps(evaluation), next_step(evaluation)
    share = f"{sum(s.done for s in done)}/{len(done)}"
    return f"{share} 已填完" if step is None else f"{share} 待填{step.name}"
