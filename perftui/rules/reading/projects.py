"""Which project a form is of, and where a text names a project."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from perftui.evaluation.likeness import GRAM, grams_of
from perftui.evaluation.model import Evaluation

_SAME_NAME = 90

# A shorter name without its ending is a common word, 公共服务; a long one is known without it.
_SHORTEST, _LONG = 5, 8
_EDITION = re.compile("[（(]?(?:19|20)[0-9]{2}年?度?[）)]?|第.{1,3}届")
_NUMERAL = re.compile("[A-Za-z0-9一二三四五六七八九十]")
_ENDING = re.compile("(?:专项|项目|资金|经费|费用|补助|工程){1,9}")
_ENDED = re.compile(f"{_ENDING.pattern}$")
_PLACE = re.compile("(?:.{1,4}?(?:[省区县]|市(?!场)))+")
_QUOTES = {"“": "”", "「": "」", "《": "》", '"': '"'}

# What a form says of another project without having copied from it.
_TOGETHER_WITH = re.compile(
    "(?:会同|联合|配合|结合|依托|借助|参照|参考|借鉴|并入|转入|转至|划入|划至|调剂至|调整至|调至"
    '|移交|移交至|对接|衔接|区别于|不同于|不含|不包括)[“「《"]?$'
)
_TOGETHER = re.compile(
    '[”」》"]?[^，。；\n]{0,6}?(?:联合|合作|共同|协同|协作|配合|衔接|对接|统筹|合并|列支|承担|负担'
    "|调剂|分别|区分|联动|一并|重复|交叉|移交|等项目|等专项|与本项目|和本项目)"
)


@dataclass(frozen=True)
class Project:
    """A project as its forms name it: `name` and `unit` without blanks, years and editions."""

    name: str
    unit: str = ""

    def is_same(self, other: "Project") -> bool:
        """Whether two forms are of the same project; names differ a little over the years."""
        return (
            (self.stem == other.stem != "" or fuzz.ratio(self.name, other.name) >= _SAME_NAME)
            and self._numerals == other._numerals
            and _may_be_same_unit(self.unit, other.unit)
        )

    @cached_property
    def stem(self) -> str:
        """The name without endings such as 专项经费 and without the place that the unit names."""
        place = _PLACE.match(self.name)
        named = place[0] if place and self.unit.startswith(place[0]) else ""
        return _ENDED.sub("", self.name.removeprefix(named))

    @cached_property
    def _numerals(self) -> tuple[str, ...]:
        return tuple(_NUMERAL.findall(self.name))


def project_of(evaluation: Evaluation) -> Project:
    """Return the project a form is of."""
    bare = "".join(evaluation.name.split())
    # A project that is named by nothing but its edition keeps it.
    return Project(_EDITION.sub("", bare) or bare, "".join(evaluation.unit.split()))


@dataclass(frozen=True)
class Mention:
    """A project named at `start:end` of a text; `in_full` with its ending or in quotes."""

    project: Project
    start: int
    end: int
    in_full: bool

    @property
    def is_clear(self) -> bool:
        """Whether it can be nothing but the project that is meant."""
        return self.in_full or self.end - self.start >= _LONG

    def is_beside(self, text: str) -> bool:
        """Whether the text, in which it stands, only says what there is to do with the project."""
        before = text[max(0, self.start - 8) : self.start]
        return bool(_TOGETHER_WITH.search(before) or _TOGETHER.match(text, self.end))


class ProjectNames:
    """Many projects, found where a text names them."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._beginning: dict[int, list[tuple[str, Project]]] = {}
        for project in {project.name: project for project in projects}.values():
            wording = project.stem if len(project.stem) >= _SHORTEST else project.name
            if len(wording) >= _SHORTEST:
                gram = min(grams_of(wording[:GRAM]))
                self._beginning.setdefault(gram, []).append((wording, project))

    def mentions(self, text: str, own: Project) -> tuple[Mention, ...]:
        """Return where a text names a project other than its own, by place."""
        found = self._beginning.keys() & grams_of(text)
        if not found:
            return ()
        wordings = [wording for gram in found for wording in self._beginning[gram]]
        wordings += [(name, own) for name in (own.name, own.stem) if name]
        mentions = (mention for wording in wordings for mention in _mentions(text, *wording))
        return tuple(
            mention
            for mention in _longest(mentions)
            if mention.is_clear
            and not _is_part(text[mention.start : mention.end], mention.project, own)
        )


def _mentions(text: str, wording: str, project: Project) -> Iterator[Mention]:
    start = text.find(wording)
    while start >= 0:
        end = start + len(wording)
        ending = _ENDING.match(text, end)
        end = ending.end() if ending else end
        closing = _QUOTES.get(text[start - 1 : start])
        in_full = bool(ending) or wording == project.name or text[end : end + 1] == closing
        yield Mention(project, start, end, in_full)
        start = text.find(wording, end)


def _longest(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Leave out mentions within longer ones: 公共服务专项 in 科创人才公共服务专项."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _is_part(named: str, project: Project, own: Project) -> bool:
    """Whether a name may be the form's own, or part of it, unless it is another's to the letter."""
    is_other = named.startswith(project.name)
    return project.name in own.name or (project.stem in own.name and not is_other)


def _may_be_same_unit(one: str, other: str) -> bool:
    """Whether one name may be short for the other: 市人才中心 for 上海市人才服务中心."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(char in rest for char in short)
