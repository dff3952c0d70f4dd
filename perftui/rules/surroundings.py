"""`Surroundings`: what lies beside a form and some rules look at, and how it is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process

from perftui.evaluation.copy_index import CopyIndex
from perftui.evaluation.likeness import Masked
from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.rules.bounds import bounded
from perftui.rules.reading.projects import Mention, Project, ProjectNames, project_of


class Sisters:
    """Forms that may have copied from one another.

    One object serves all forms of a run: whoever asks is told of other projects' forms only.
    Its indexes are made when they are first asked for. Forms without a name are left out, since
    they may be of any project.
    """

    def __init__(self, evaluations: Iterable[Evaluation] = ()) -> None:
        self._forms = tuple(form for form in evaluations if form.name.strip())
        self._indexes: dict[str, CopyIndex] = {}

    def __bool__(self) -> bool:
        return bool(self._forms)

    def are_beside(self, own: Evaluation) -> bool:
        """Whether there is a form of another project than this one."""
        return next(self._others(own, range(len(self._forms))), None) is not None

    def like(
        self, own: Evaluation, field: str, text: Masked, share: float
    ) -> Iterator[tuple[Evaluation, str]]:
        """Yield forms whose field may share so much with this text, with what it says masked.

        Of those that say the same the first is told.
        """
        for candidate in self._index(field).like(text, share):
            for sister in self._others(own, candidate.sayers):
                yield sister, candidate.text
                break

    def counting(self, own: Evaluation, field: str) -> Iterator[Evaluation]:
        """Yield forms in whose field a count of this one's stands, too."""
        return self._others(own, self._index(field).counting(getattr(own, field)))

    def mentions(self, own: Evaluation, text: str) -> tuple[Mention, ...]:
        """Return where a text names the project of another form."""
        return self._names.mentions(text, project_of(own))

    def _others(self, own: Evaluation, numbers: Iterable[int]) -> Iterator[Evaluation]:
        project = project_of(own)
        return (self._forms[n] for n in numbers if not project.is_same(self._projects[n]))

    def _index(self, field: str) -> CopyIndex:
        if field not in self._indexes:
            self._indexes[field] = CopyIndex(getattr(form, field) for form in self._forms)
        return self._indexes[field]

    @cached_property
    def _projects(self) -> tuple[Project, ...]:
        return tuple(map(project_of, self._forms))

    @cached_property
    def _names(self) -> ProjectNames:
        return ProjectNames(self._projects)


NO_SISTERS = Sisters()


@dataclass(frozen=True)
class Surroundings:
    """What lies beside a form.

    `last_year` is the form of the same project a year before, `sisters` are those of other
    projects. `today` is None where the day must not matter. Without a `bank` of its own a form is
    read with the shipped one.
    """

    last_year: Evaluation | None = None
    sisters: Sisters = NO_SISTERS
    today: date | None = None
    bank: Bank | None = None


NOTHING_BESIDE = Surroundings()


class Neighbours:
    """Forms that lie together: what is beside each of them, and beside others."""

    def __init__(self, evaluations: Iterable[Evaluation]) -> None:
        forms = tuple(bounded(form)[0] for form in evaluations)
        self._sisters = Sisters(forms)
        self._years: dict[int, dict[Project, Evaluation]] = {}
        for form in forms:
            if form.known_year is not None and form.name.strip():
                self._years.setdefault(form.known_year, {}).setdefault(project_of(form), form)

    def around(self, evaluation: Evaluation, today: date | None = None) -> Surroundings:
        """Return what lies beside a form, which may be one of these or another."""
        return Surroundings(self._last_year(evaluation), self._sisters, today)

    def _last_year(self, evaluation: Evaluation) -> Evaluation | None:
        """Return last year's form of the same project, the one whose name is nearest."""
        year, own = evaluation.known_year, project_of(evaluation)
        forms = {} if year is None else self._years.get(year - 1, {})
        if own in forms:
            return forms[own]
        projects = list(forms)
        names = [project.name for project in projects]
        near = process.extract(own.name, names, scorer=fuzz.ratio, score_cutoff=60, limit=None)
        same = (projects[place] for _, _, place in near if own.is_same(projects[place]))
        found = next(same, None)
        return None if found is None else forms[found]


def surroundings_of(
    evaluation: Evaluation, others: Iterable[Evaluation], today: date | None = None
) -> Surroundings:
    """Pick out of other forms last year's of the same project, and those of other projects.

    For many forms that lie together, make their `Neighbours` once instead.
    """
    return Neighbours(others).around(evaluation, today)
