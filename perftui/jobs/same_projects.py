"""Which of many forms are of the same project, whose name may differ a little over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from perftui.jobs.figures import Figures
from perftui.rules.reading.projects import Project

_ALIKE = 80  # of names that are not, none can be of the same project
_MOST_ALIKE = 8


@dataclass
class _Group:
    """Forms of one project: the names it goes by, the years it has forms of."""

    project: Project
    places: list[int] = field(default_factory=list)
    years: set[int | None] = field(default_factory=set)


def same_projects(figures: Sequence[Figures]) -> tuple[int, ...]:
    """Number the projects of some forms: forms of the same project have the same number.

    Forms of one name and unit are of one project. Others are where rules would take them for it,
    and no year is told of twice: two projects of a year may differ in little, too.
    """
    groups = list(_by_name(figures))
    numbers = [0] * len(figures)
    for number, group in enumerate(_joined(groups)):
        for place in group.places:
            numbers[place] = number
    return tuple(numbers)


def _by_name(figures: Iterable[Figures]) -> Iterable[_Group]:
    groups: dict[Project, _Group] = {}
    for place, one in enumerate(figures):
        # A form without a name is like no other.
        key = one.project if one.project.name else Project("", f"{place}")
        group = groups.setdefault(key, _Group(one.project))
        group.places.append(place)
        group.years.add(one.year)
    return groups.values()


def _joined(groups: Sequence[_Group]) -> list[_Group]:
    kept: list[_Group] = []
    stems: list[str] = []
    for group in groups:
        twin = _twin(group, kept, stems)
        if twin is None:
            kept.append(group)
            stems.append(group.project.stem)
        else:
            twin.places += group.places
            twin.years |= group.years
    return kept


def _twin(group: _Group, kept: Sequence[_Group], stems: Sequence[str]) -> _Group | None:
    """Return the project that a group is of, too, the one whose name is most like its own."""
    if not group.project.name or None in group.years:
        return None
    near = process.extract(
        group.project.stem, stems, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
    )
    for _, _, place in near:
        other = kept[place]
        is_apart = None not in other.years and not other.years & group.years
        if is_apart and other.project.is_same(group.project):
            return other
    return None
