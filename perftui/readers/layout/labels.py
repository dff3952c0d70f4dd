"""`Vocabulary`, the words a kind of form goes by, compared regardless of how they are set.

Words are compared without white space, width, colons, and units in brackets: `项　目　名　称:`
is 项目名称, and 当年预算数（万元） is 当年预算数.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from perftui.evaluation.numbering import markers
from perftui.evaluation.profile import Profile, load_profile
from perftui.readers.grid import Row

LONGEST_LABEL = 60
POINTS = ("weight", "score")

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_UNIT = re.compile(r"\((?:(?:金额)?单位:?)?(?:万?元|%|A|B|B/A|分|盖章|公章|签章)\)$")
_HEADING_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])"
)
_MONEY_UNIT = re.compile(r"\((?:(?:金额)?单位:?)?(万?元)\):?$")
_UNIT_LINE = re.compile(r"\(?(?:金额)?单位:(?:人民币)?(万?元)\)?")
_CATEGORY_TAIL = re.compile(r"(?:\((?:[^()]*)\)|(?<!\d)\d+(?:\.\d+)?分?|续)$")
_POINTS = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)分?\)?$")
_NOTE_HEAD = re.compile(r"^(?:(?:填表)?说明:|注:|备注:)?(?:\d{1,2}[、.)])?")
_NOTE_MARK = re.compile(r"^(?:(?:填表)?说明|注):")
_BRACKETS = re.compile(r"\([^()]*\)$")
_TITLE_TAIL = re.compile(r"(?:\([^()]*\)|续)$")
_COLON = re.compile("[：:]")
_TOTALS = ("合计", "总计", "总分")
_TITLES = ("绩效自评表", "绩效自评价", "绩效自评价表", "绩效自我评价", "绩效自我评价表")
_HEADINGS_NEEDED = 3


def key(text: str) -> str:
    """Return a text as labels are compared: one width, no white space, no colon at the end."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).rstrip(":").lstrip("*")


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """Return the key of a label without units in brackets; nothing for what is too long."""
    if len(text) > LONGEST_LABEL:
        return ""
    bare, shorter = "", _without_mark(key(text))
    while bare != shorter:
        bare, shorter = shorter, _UNIT.sub("", shorter).rstrip(":")
    return bare


def _without_mark(label: str) -> str:
    """Return a label without the number that makes it a heading: 一、主要绩效."""
    match = _HEADING_MARK.match(label)
    return label[match.end() :] if match else label


def label_in(cell: str) -> str:
    """Return what may be the label at the beginning of a cell, up to a colon."""
    return _COLON.split(cell[:LONGEST_LABEL], maxsplit=1)[0]


def heading(text: str) -> tuple[str, int | None] | None:
    """Return the style and the number of what is numbered, as 三、主要问题; None if it is not."""
    first = next(iter(markers(text[:LONGEST_LABEL])), None)
    return (first.style.name, first.number) if first and first.start == 0 else None


def money_unit(label: str) -> str:
    """Return 元 or 万元 if a label says it in brackets, else nothing."""
    match = _MONEY_UNIT.search(key(label)) if len(label) <= LONGEST_LABEL else None
    return match[1] if match else ""


def unit_line(cell: str) -> str:
    """Return 元 or 万元 if a cell says what the whole form counts in, else nothing."""
    match = _UNIT_LINE.fullmatch(key(cell)) if len(cell) <= LONGEST_LABEL else None
    return match[1] if match else ""


def points_in(label: str) -> Decimal | None:
    """Return the points a category label prints, as in 产出目标 (34分)."""
    match = _POINTS.search(key(label)) if len(label) <= LONGEST_LABEL else None
    return Decimal(match[1]) if match else None


@dataclass(frozen=True)
class Vocabulary:
    """The words of a profile by their keys: header labels, headings, categories, titles, notes."""

    profile: Profile
    fields: Mapping[str, str]
    columns: Mapping[str, str]
    categories: Mapping[str, str]
    scrambled: Mapping[str, str]
    fixed: Mapping[str, str]
    titles: tuple[str, ...]
    totals: frozenset[str]
    notes: frozenset[str]

    def field_of(self, cell: str) -> str | None:
        """Return the header field a cell is the label of, or None."""
        label = label_key(cell)
        return self.fields.get(label) or self.fields.get(_BRACKETS.sub("", label))

    def field_of_heading(self, cell: str) -> str:
        """Return the field of a label or of a heading of the table, nothing for others."""
        return self.field_of(cell) or self.columns.get(label_key(cell), "")

    def starts_with_label(self, cell: str) -> bool:
        """Whether a cell is a label, or has one before a colon."""
        return self.field_of(label_in(cell)) is not None

    def category_of(self, cell: str) -> str | None:
        """Return the category a cell is the label of, or None.

        A label set as vertical text may come with its characters in another order.
        """
        if not cell or len(cell) > LONGEST_LABEL:
            return None
        bare, shorter = "", _without_mark(key(cell))
        while bare != shorter and shorter not in self.categories:
            bare, shorter = shorter, _CATEGORY_TAIL.sub("", shorter)
        return self.categories.get(shorter) or self.scrambled.get(_letters(key(cell)))

    def headings_of(self, row: Row) -> tuple[str, ...]:
        """Return the column fields of a heading row ("" for unknown ones), or nothing.

        Of several headings for one field it is the one that the profile names first.
        """
        ranks = list(self.columns)
        named = [label_key(cell) for cell in row.cells]
        best: dict[str, int] = {}
        for index, heading in enumerate(named):
            field = self.columns.get(heading)
            if field is None:
                continue
            other = best.get(field)
            if other is None or ranks.index(heading) < ranks.index(named[other]):
                best[field] = index
        if len(best) < _HEADINGS_NEEDED or "name" not in best or best.keys().isdisjoint(POINTS):
            return ()
        fields = {index: field for field, index in best.items()}
        return tuple(fields.get(index, "") for index in range(len(named)))

    def is_total(self, row: Row) -> bool:
        """Whether a row is the 合计 row."""
        return bool(row.filled) and _BRACKETS.sub("", label_key(row.filled[0])) in self.totals

    def is_subtotal(self, row: Row) -> bool:
        """Whether a row is the 小计 of a category."""
        return any(_BRACKETS.sub("", label_key(cell)).endswith("小计") for cell in row.filled[:2])

    def is_title(self, row: Row) -> bool:
        """Whether a row is a title, with whatever year or office stands around it."""
        return self.is_own_title(row) or _title(row).endswith(_TITLES)

    def is_own_title(self, row: Row) -> bool:
        """Whether a row is the title of just this kind of form."""
        return _title(row).endswith(self.titles)

    def is_note(self, row: Row) -> bool:
        """Whether a row is one of the notes under the table, or says that it is one."""
        head = key(row.only_cell[:LONGEST_LABEL])
        return self.is_printed_note(row) or _NOTE_MARK.match(head) is not None

    def is_printed_note(self, row: Row) -> bool:
        """Whether a row holds nothing but notes that are printed on every form of this kind."""
        lines = row.only_cell.splitlines()
        return bool(lines) and all(_note_key(line) in self.notes for line in lines)


@cache
def vocabulary(profile_id: str) -> Vocabulary:
    """Return the vocabulary of a shipped profile; raises KeyError for an unknown one."""
    profile = load_profile(profile_id)
    headings = {column.field: column.labels for column in profile.columns} | profile.unprinted
    return Vocabulary(
        profile=profile,
        fields={label_key(s): field for field, all_ in profile.labels.items() for s in all_},
        columns={label_key(s): field for field, all_ in headings.items() for s in all_},
        categories={key(s): c.name for c in profile.categories for s in (c.name, *c.synonyms)},
        scrambled={_letters(key(category.name)): category.name for category in profile.categories},
        fixed={key(fixed.name): fixed.category for fixed in profile.fixed_indicators},
        titles=tuple(key(title) for title in profile.titles),
        totals=frozenset(map(key, (profile.total_label, *_TOTALS))),
        notes=frozenset(map(_note_key, profile.notes)),
    )


def _title(row: Row) -> str:
    """Return the key of what may be a title, nothing for a sentence."""
    text = row.only_cell
    bare = _TITLE_TAIL.sub("", key(text)) if len(text) <= LONGEST_LABEL else ""
    return "" if set(bare) & set("。,;:!?") else bare


def _letters(label: str) -> str:
    """Return the Chinese characters of a label in an order of their own."""
    return "".join(sorted(char for char in label if "一" <= char <= "鿿" and char not in "分续"))


def _note_key(line: str) -> str:
    return _NOTE_HEAD.sub("", key(line))
