"""Rows of the table as people call them: by number, by name or a piece of it, by category."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from perftui.assistant.moves import Move
from perftui.assistant.parts import Choice
from perftui.assistant.reading.rows.row_categories import category_before, find_category
from perftui.assistant.reading.rows.row_likeness import fold, in_other_words, is_cut_short, misspelt
from perftui.assistant.reading.rows.row_numbers import count_behind, is_bare_count, read_numbers
from perftui.assistant.state import Doubt, Scene
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import print_number


@dataclass(frozen=True)
class Unsure:
    """Words that are not quite the name of a row, or of several, and the rows they may mean."""

    words: str
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Named:
    """The rows that words name, by their places in the table.

    `unsure` are those of the words that are in doubt, `missing` the numbers that no row has.
    `is_group` is True where one word stands for several rows.
    """

    rows: tuple[int, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    missing: tuple[int, ...] = ()
    is_group: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether all of the words are the name of rows that there are."""
        return bool(self.rows) and not self.unsure and not self.missing


_LONGEST = 120
_MOST_CANDIDATES = 9
_MOST_ATOMS = 14
_MOST_KNOWN = 5000
_SURE_LENGTH = 4
_WITH_NUMBER = re.compile(
    r"第?\s?(?P<number>\d{1,3})\s?(?:[项号]?[.、．:：,，)）\s]|[项号])\s*(?P<name>[^\d\s].*)"
)
# What a mistyped name does not hold: points, other clauses.
_NO_TYPO = re.compile(r"[\d扣？?！!，,。；;]|不得|满分|没得|[不没未]\Z")
_BEFORE = re.compile(
    r"(?:我(?:觉得|认为|想|们|这边)|就?是说|就是|应该?是|应当是|帮我|麻烦|请|那么?|就|把|将|给|对于?|关于|至于|但是?"
    r"|不过|只有|只是"
    r"|唯独|仅|其中|另外|还有|然后|再|嗯|好的?[，,\s]|可以|现在|今年|[这本]次|这回|总的来说|总体"
    r"|除了|除去|除开|除|因此|所以"
    r"|以外|之外|外|而|和"
    r"|且|并|主要是|扣分的?是|扣分项[是为]?|以及|同时|并且?)[\s，,：:]*"
)
_AFTER = re.compile(
    r"[\s，,：:]*(?:这一?[项个行条块栏]|那一?[项个行条]|一[项栏行]|这里|这方面|方面|上|指标"
    r"|的?自评分?|的?得分"
    r"|的?打?分数?|(?:[打写填输记算评说]错了?|不对|有误)(?:了|的)?|的|了|呢|吧|也|就|只|应该|应|还是"
    r"|刚才|刚刚|上面|前面|除外|以外|之外"
    r"|要|都|全都?|全部|各|均|分别)"
)
_ALL_OF = re.compile(
    r"(?P<count>[两二三四五六七八九]|\d{1,2})[个项条](?:的)?|(?:所有|全部|各个?|几个|全体)(?:的)?"
    r"|(?:这|那)几[个项](?:的)?"
)
_EACH_OF = re.compile(r"(?:类|这类|一类|各项|这几项|几项)(?:的)?(?:指标)?")
_AND = re.compile(r"[、，,/；;\s]+|以及|还有|[和与跟]|及(?![时格])")


def find_rows(words: str, scene: Scene, several: bool = False) -> Named | None:
    """Return the rows that words name; None if they name none.

    Near misses and names that several rows share are in doubt, but where `several` are said to be
    meant: 满意度都满分.
    """
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return None
    return _Table.of(scene).find(words, several)


def title(row: int, scene: Scene) -> str:
    """Return a row's number and name, as rows are listed: 第28项「知晓度」."""
    rows = scene.form.indicators
    name = "".join(rows[row].name.split()) if row < len(rows) else ""
    return f"第{row + 1}项「{name}」" if name else f"第{row + 1}项"


def doubt_about(
    unsure: Unsure, scene: Scene, moves_for: Callable[[int], tuple[Move, ...]]
) -> Doubt:
    """Ask which row was meant, with a choice for each that makes its moves."""
    choices = tuple(
        Choice(title(row, scene), moves_for(row), _points(row, scene))
        for row in unsure.candidates[:_MOST_CANDIDATES]
    )
    is_one = len(choices) == 1
    asked = f"是{choices[0].text}吗" if is_one else "是哪一项"
    words = unsure.words.strip(" 　，,、；;：:")
    return Doubt(f"「{words}」{asked}？", choices)


def _points(row: int, scene: Scene) -> str:
    weight = scene.form.indicators[row].weight
    return f"权重{print_number(weight)}" if isinstance(weight, Decimal) else ""


def _variants(words: str) -> Iterable[str]:
    """Yield the words, then without what people say around a name."""
    yield words
    for _ in range(4):
        before = _BEFORE.match(words)
        words = words[before.end() :] if before else words
        bare = words.rstrip(" 　，,、:：（(的")
        while (after := _trailing(bare)) is not None:
            bare = after
        if bare:
            yield bare
        if not before:
            return
        yield words


def _trailing(words: str) -> str | None:
    for length in range(min(5, len(words) - 1), 0, -1):
        if _AFTER.fullmatch(words, len(words) - length):
            return words[:-length].rstrip()
    return None


@dataclass(frozen=True)
class _Table:
    """The names of a table's rows as they are compared, and which of them are looked at."""

    names: tuple[str, ...]
    profile: Profile
    categories: tuple[str, ...]
    within: tuple[int, ...]
    known: dict[tuple[str, str, bool], Named | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, scene: Scene) -> "_Table":
        rows = scene.form.indicators
        names, categories = tuple(row.name for row in rows), tuple(row.category for row in rows)
        return _table(names, categories, scene.profile.id)

    def find(self, words: str, several: bool) -> Named | None:
        """Return what words name, taken as a whole or as a list."""
        return self._remembered("find", self._find, words, several)

    def called(self, words: str, several: bool) -> Named | None:
        """Return what words as a whole name."""
        return self._remembered("called", self._called, words, several)

    def _remembered(
        self,
        how: str,
        find: Callable[[str, bool], Named | None],
        words: str,
        several: bool,
    ) -> Named | None:
        """Look nothing up twice: a line is read from many places, and asks for the same words."""
        key = (how, words, several)
        if key not in self.known:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            self.known[key] = find(words, several)
        return self.known[key]

    def _find(self, words: str, several: bool) -> Named | None:
        for variant in _variants(words):
            named = self.called(variant, several)
            if named is not None and named.is_sure:
                return named
        for variant in _variants(words):
            named = self.listed(variant, several) or self.called(variant, several)
            if named is not None:
                return named
        return None

    def _called(self, words: str, several: bool) -> Named | None:
        numbers = read_numbers(words, len(self.within))
        if numbers is not None:
            return self._numbered(words, numbers)
        exact = self._exactly(words) or self._with_number(words)
        if exact is not None:
            return exact
        category = find_category(words, self.profile)
        if category is not None:
            rows = self._rows_of(category)
            return Named(rows, is_group=True) if rows else None
        return (
            self._counted(words) or self._named(words, several) or self._in_category(words, several)
        )

    def listed(self, words: str, several: bool) -> Named | None:
        """Return what the parts of a list name; None if one of them names nothing."""
        gaps = list(_AND.finditer(words))
        if not 0 < len(gaps) <= _MOST_ATOMS:
            return None
        rest, count = count_behind(words)
        words = rest if count == len(gaps) + 1 else words
        starts = [0, *(gap.end() for gap in gaps)]
        ends = [*(gap.start() for gap in gaps), len(words)]
        place, found = 0, []
        while place < len(starts):
            step = self._longest(words, starts[place], ends[place:], several)
            if step is None:
                return None
            found.append(step[1])
            place += step[0]
        groups = [named.is_group for named in found]
        return None if any(groups) and not (several or all(groups)) else _joined(found)

    def _longest(
        self, words: str, start: int, ends: Sequence[int], several: bool
    ) -> tuple[int, Named] | None:
        for length in range(len(ends), 0, -1):
            named = self._part(words[start : ends[length - 1]], several)
            if named is not None and named.is_sure:
                return length, named
        named = self._part(words[start : ends[0]], several)
        return None if named is None else (1, named)

    def _part(self, words: str, several: bool) -> Named | None:
        if not words.strip():
            return None
        for variant in _variants(words.strip()):
            named = self.called(variant, several)
            if named is not None:
                return named
        return None

    def _numbered(self, words: str, numbers: tuple[int, ...]) -> Named:
        count = len(self.within)
        rows = tuple(self.within[n - 1] for n in numbers if 0 < n <= count)
        missing = tuple(n for n in numbers if not 0 < n <= count)
        if rows and is_bare_count(words):
            return Named(unsure=(Unsure(words, rows),), missing=missing)
        return Named(rows, missing=missing)

    def _exactly(self, words: str) -> Named | None:
        key = fold(words)
        rows = tuple(row for row in self.within if key and self.names[row] == key)
        if len(rows) > 1:
            return Named(unsure=(Unsure(words, rows),))
        return Named(rows) if rows else None

    def _with_number(self, words: str) -> Named | None:
        """Return the row whose number and name both are said: 27.宣传方式多元性."""
        match = _WITH_NUMBER.fullmatch(words)
        row = int(match["number"]) - 1 if match else -1
        if match is None or row not in self.within or len(key := fold(match["name"])) < 2:
            return None
        name = self.names[row]
        return Named((row,)) if key in name or is_cut_short(key, name) else None

    def _counted(self, words: str) -> Named | None:
        """Return the rows of a category with how many these are: 影响力三项."""
        bare, count = count_behind(words)
        category = find_category(bare, self.profile) if count else None
        rows = self._rows_of(category) if category else ()
        return Named(rows, is_group=True) if rows and len(rows) == count else None

    def _named(self, words: str, several: bool) -> Named | None:
        bare, count = count_behind(words)
        begin = _ALL_OF.match(bare)
        if begin and begin["count"]:
            count = count or next(iter(read_numbers(begin["count"], len(self.within)) or ()), None)
        end = re.search(_EACH_OF.pattern + r"\Z", bare)
        bare = bare[begin.end() if begin else 0 : end.start() if end else len(bare)]
        are_many = several or bool(begin or end)
        key = fold(bare)
        if len(key) < 2:
            return None
        parts = tuple(row for row in self.within if key in self.names[row])
        if parts:
            is_all = len(parts) == (count or len(parts))
            if len(parts) == 1 and (count or 1) == 1:
                return Named(parts)
            if is_all and (are_many or count):
                return Named(parts, is_group=True)
            return Named(unsure=(Unsure(words, parts),))
        return self._nearly(words, key)

    def _nearly(self, words: str, key: str) -> Named | None:
        short = tuple(row for row in self.within if is_cut_short(key, self.names[row]))
        if short:
            sure = len(short) == 1 and len(key) >= _SURE_LENGTH
            return Named(short) if sure else Named(unsure=(Unsure(words, short),))
        if _NO_TYPO.search(words) and not any(char.isdecimal() for char in "".join(self.names)):
            return None
        other = self._otherwise(key) or self._misspelt(key)
        return Named(unsure=(Unsure(words, other),)) if other else None

    def _otherwise(self, key: str) -> tuple[int, ...]:
        """Return the rows that have another word of the same meaning in their name."""
        keys = in_other_words(key)
        return tuple(
            row
            for row in self.within
            if any(k in self.names[row] or is_cut_short(k, self.names[row]) for k in keys)
        )

    def _misspelt(self, key: str) -> tuple[int, ...]:
        return misspelt(key, [(row, self.names[row]) for row in self.within])[:_MOST_CANDIDATES]

    def _in_category(self, words: str, several: bool) -> Named | None:
        parted = category_before(words, self.profile)
        if parted is None or not parted[1].strip():
            return None
        rows = self._rows_of(parted[0])
        if not rows or len(rows) == len(self.within):
            return None
        numbers = read_numbers(parted[1], len(self.within))
        if numbers and all(number - 1 in rows for number in numbers):
            return Named(tuple(number - 1 for number in numbers))
        inner = _Table(self.names, self.profile, self.categories, rows)
        return inner.listed(parted[1], several) or inner.called(parted[1], several)

    def _rows_of(self, category: str) -> tuple[int, ...]:
        return tuple(row for row in self.within if self.categories[row] == category)


def _joined(found: Sequence[Named]) -> Named:
    rows = (row for named in found for row in named.rows)
    return Named(
        tuple(dict.fromkeys(rows)),
        tuple(unsure for named in found for unsure in named.unsure),
        tuple(number for named in found for number in named.missing),
        any(named.is_group for named in found),
    )


@lru_cache(8)
def _table(names: tuple[str, ...], categories: tuple[str, ...], profile_id: str) -> _Table:
    within = tuple(range(len(names)))
    return _Table(tuple(map(fold, names)), load_profile(profile_id), categories, within)


__all__ = ["Named", "Unsure", "doubt_about", "find_category", "find_rows", "fold", "title"]
