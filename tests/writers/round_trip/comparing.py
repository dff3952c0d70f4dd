"""What a form that was written and read back must be: the same on every field it prints.

What a page cannot keep stands here, once, with the reason.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile, zip_longest
from typing import Any

from perftui.evaluation import totals
from perftui.evaluation.model import Evaluation, Fund, Indicator
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.values import BLANKS, FormDate, Unread, print_number, print_rate
from perftui.readers.layout.evaluations import Imported
from perftui.readers.report import Question, Repair

HEADER = (
    *("name", "unit", "department", "recurring", "budget", "last_year_budget", "executed"),
    *("goal", "date", "achievements", "problems", "measures"),
)
STATED = ("execution_rate", "grade", "total_weight", "total_score")
_BREAK, _TAG = re.compile("<br>|</p>"), re.compile("</?(?:b|i|p)>")
_ENTITIES = {"&amp;": "&", "&nbsp;": " ", "&lt;": "<", "&gt;": ">"}
_ENTITY = re.compile("|".join(_ENTITIES))
_RARE = re.compile("[\U00010000-\U0010ffff]")
_BLANKS, _LONG_WORD = re.compile(" +"), re.compile("[!-~]{25}")
PRINTED = ("html", "pdf", "txt")
PROSE = ("goal", "achievements", "problems", "measures")
ONE_LINE = ("name", "unit", "department", "explanation", "remark")


@dataclass(frozen=True)
class Difference:
    """A field that came back otherwise, and whether the reader said a word about it."""

    path: str
    wrote: Any
    read: Any
    told: bool

    def __str__(self) -> str:
        word = "told" if self.told else "SILENT"
        wrote, read = str(self.wrote), str(self.read)
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(wrote, read, strict=False))
        at = max(len(list(alike)) - 20, 0)
        return f"{self.path} ({word}): wrote {wrote[at : at + 90]!r}, read {read[at : at + 90]!r}"


def differences(wrote: Evaluation, imported: Imported, kind: str) -> list[Difference]:
    """Return every field that did not come back as it was written in a kind of document."""
    said = {note.field for note in imported.notes if isinstance(note, Repair | Question)}
    profile = load_profile(wrote.profile)
    if any("网页标记" in repair.what for repair in imported.repairs):
        wrote = without_tags(wrote)
    if any("〓" in question.what for question in imported.questions):
        wrote = without_rare_characters(wrote)
    found = []
    shown = _on_paper if kind in PRINTED else plain
    for path, was, now in _pairs(wrote, imported.evaluation, profile):
        told = path in said
        if not same(path.rpartition(".")[2], shown(was), shown(now), told, kind):
            found.append(Difference(path, was, now, told))
    return found


def doubts(imported: Imported) -> list[Question]:
    """Return what a reader asks about a form, but for a year that the form does not print."""
    year = imported.evaluation.year
    return [q for q in imported.questions if q.field != "year" or year is not None]


def same(field: str, wrote: Any, read: Any, told: bool, kind: str) -> bool:
    """Whether a value came back."""
    if wrote == read:
        return True
    # A blank line between paragraphs of a line each is a distance that nothing is there to tell by.
    if kind == "pdf" and isinstance(wrote, str) and isinstance(read, str):
        wrote, read = wrote.replace("\n\n", "\n"), read.replace("\n\n", "\n")
        if wrote == read:
            return True
    # A word too long for a line is cut, and whether the lines are one word, a printed page hides.
    if kind == "pdf" and isinstance(wrote, str) and _LONG_WORD.search(wrote):
        return "".join(wrote.split()) == "".join(str(read).split())
    # A blank or a break beside Chinese in a text of one line may be a wrap: it is taken out, and
    # the reader says so.
    # So does a break of a longer text where a page of a PDF ends: nothing shows whether it is one.
    loose = ONE_LINE + PROSE if kind == "pdf" else ONE_LINE
    if field in loose and isinstance(wrote, str) and isinstance(read, str):
        return told and "".join(wrote.split()) == "".join(read.split())
    return False


def plain(value: Any) -> Any:
    """Return a value as it is compared."""
    if isinstance(value, Unread):
        return value.text.strip()
    # Blanks at the ends of lines show nowhere.
    if isinstance(value, str):
        text = "\n".join(line.strip() for line in value.replace("\t", " ").strip().split("\n"))
        # A dash, a slash and 无 in a cell mean that there is nothing.
        return "" if text in BLANKS else text
    return "" if value is None else value


def without_tags(wrote: Evaluation) -> Evaluation:
    """Return a form without tags and entities: a reader takes them out as what a conversion left.

    It says so, once for each row of the document.
    """
    texts = json.dumps(wrote.model_dump(mode="json"), ensure_ascii=False)
    bare = _TAG.sub("", _BREAK.sub(r"\\n", texts))
    return Evaluation.model_validate_json(_ENTITY.sub(lambda e: _ENTITIES[e[0]], bare))


def without_rare_characters(wrote: Evaluation) -> Evaluation:
    """Return a form with a mark for each character that no embedded font has, as PDF prints it.

    The reader asks about the marks.
    """
    texts = json.dumps(wrote.model_dump(mode="json"), ensure_ascii=False)
    return Evaluation.model_validate_json(_RARE.sub("〓", texts))


def _on_paper(value: Any) -> Any:
    """Return a text as a page shows it: a run of blanks as one."""
    text = plain(value)
    return _BLANKS.sub(" ", text) if isinstance(text, str) else text


def expected_rows(evaluation: Evaluation, profile: Profile) -> list[Indicator]:
    """Return the rows as a form prints them: those of a category together."""
    known = [category.name for category in profile.categories]
    order = list(dict.fromkeys([*known, *(row.category for row in evaluation.indicators)]))
    return sorted(evaluation.indicators, key=lambda row: order.index(row.category))


def stated_of(evaluation: Evaluation, profile: Profile) -> dict[str, str]:
    """Return what a form prints of itself."""
    rate = totals.execution_rate(evaluation)
    rows = evaluation.indicators
    weights = [row.weight for row in rows if isinstance(row.weight, Decimal)]
    scores = [row.score for row in rows if isinstance(row.score, Decimal)]
    return {
        "execution_rate": "" if rate is None else print_rate(rate),
        "grade": totals.grade(evaluation, profile) or "",
        "total_weight": print_number(sum(weights, Decimal(0))) if weights else "",
        "total_score": print_number(sum(scores, Decimal(0))) if scores else "",
    }


def _pairs(wrote: Evaluation, read: Evaluation, profile: Profile) -> Iterator[tuple[str, Any, Any]]:
    yield "profile", wrote.profile, read.profile
    yield "year", _year(wrote, profile), read.year
    for field in HEADER:
        yield field, getattr(wrote, field), getattr(read, field)
    for field, printed in stated_of(wrote, profile).items():
        yield f"stated.{field}", printed, getattr(read.stated, field, None)
    if profile.money:
        yield from _funds(wrote, read)
    yield from _rows(expected_rows(wrote, profile), read.indicators, profile)


def _year(wrote: Evaluation, profile: Profile) -> int | None:
    """Return the year a reader can know: of the title, else the one before it was filled in."""
    if profile.subtitle and wrote.known_year is not None:
        return wrote.known_year
    return wrote.date.year - 1 if isinstance(wrote.date, FormDate) else None


def _funds(wrote: Evaluation, read: Evaluation) -> Iterator[tuple[str, Any, Any]]:
    pairs = zip_longest(wrote.funds, read.funds, fillvalue=Fund(name="—没有这一项—"))
    for index, (was, now) in enumerate(pairs):
        for field in ("name", "budget", "executed"):
            yield f"funds[{index}].{field}", getattr(was, field), getattr(now, field)


def _rows(wrote: Any, read: Any, profile: Profile) -> Iterator[tuple[str, Any, Any]]:
    nothing = Indicator(category="", name="—没有这一行—")
    for index, (was, now) in enumerate(zip_longest(wrote, read, fillvalue=nothing)):
        for column in profile.columns:
            path = f"indicators[{index}].{column.field}"
            yield path, _printed(was, column.field), getattr(now, column.field)


def _printed(row: Indicator, field: str) -> Any:
    """Return a cell as it is printed: the unit behind a bare figure, for it has no column."""
    value = getattr(row, field)
    if field in ("target", "actual") and value and value[-1].isdigit():
        return value + row.measure_unit
    return value
