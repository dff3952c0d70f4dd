"""Where points are lost: by indicator, the same name in all forms, and by category."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from perftui.evaluation.model import ZERO
from perftui.evaluation.totals import per_cent
from perftui.writers.report.forms import FormKind, ReportedForm, ReportedRow


@dataclass
class Losses:
    """What indicators of one name, or of one category, weighed and lost in some forms."""

    name: str
    forms: int = 0
    losing: int = 0
    weight: Decimal = ZERO
    lost: Decimal = ZERO
    categories: Counter[str] = field(default_factory=Counter)

    @property
    def category(self) -> str:
        """The category it stands in most often."""
        return max(self.categories, key=lambda name: (self.categories[name], name), default="")

    @property
    def share(self) -> Decimal:
        """The points lost in per cent of those to be had."""
        return per_cent(self.lost, self.weight) or ZERO

    def add(self, rows: Iterable[ReportedRow]) -> None:
        """Add the rows of one form."""
        lost = ZERO
        for row in rows:
            self.weight += row.weight
            lost += row.lost
            self.categories[row.category] += 1
        self.lost += lost
        self.forms += 1
        self.losing += lost > 0


def by_indicator(forms: Iterable[ReportedForm]) -> tuple[Losses, ...]:
    """Return the indicators that lost points, most first."""
    found: dict[str, Losses] = {}
    for form in forms:
        rows: dict[str, list[ReportedRow]] = defaultdict(list)
        for row in form.rows:
            rows[row.key].append(row)
        for key, same in rows.items():
            found.setdefault(key, Losses(same[0].name)).add(same)
    losing = (one for one in found.values() if one.losing)
    return tuple(sorted(losing, key=lambda one: (-one.lost, -one.losing, one.name)))


def by_category(forms: Iterable[ReportedForm], kind: FormKind) -> tuple[Losses, ...]:
    """Return the categories of a kind of form in its order."""
    found = {name: Losses(name) for name in kind.categories}
    for form in forms:
        if form.kind.id == kind.id:
            for name, losses in found.items():
                rows = [row for row in form.rows if row.category == name]
                if rows:
                    losses.add(rows)
    return tuple(losses for losses in found.values() if losses.forms)
