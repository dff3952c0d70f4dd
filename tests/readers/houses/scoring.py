"""The judge: an evaluation as it was read against its gold, field by field."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from itertools import zip_longest

from perftui.evaluation.model import Evaluation, Fund, Indicator
from perftui.evaluation.values import BLANKS
from perftui.readers.layout.evaluations import Imported
from perftui.readers.report import Question, Repair

HEADER = (
    "name",
    "unit",
    "department",
    "recurring",
    "budget",
    "last_year_budget",
    "executed",
    "goal",
    "date",
    "achievements",
    "problems",
    "measures",
)
STATED = ("execution_rate", "grade", "total_weight", "total_score")
SOURCES = ("name", "budget", "executed")
COLUMNS = ("category", "name", "explanation", "weight", "score", "remark")
MEASURED = ("target", "actual")
OPTIONAL = {"department", "problems", "measures", "explanation", "remark", "target", "actual"}
_QUOTE = re.compile("「(.*?)」")
NUMBERS = {"execution_rate", "total_weight", "total_score"}


@dataclass(frozen=True)
class Wrong:
    """A field that was not read as it stands; silent if nothing was said at or next to it."""

    field: str
    got: str
    wanted: str
    silent: bool


@dataclass(frozen=True)
class Score:
    """How many fields were judged, and which were wrong."""

    fields: int
    wrong: tuple[Wrong, ...] = ()

    @property
    def silent(self) -> tuple[Wrong, ...]:
        """The wrong fields of which nothing was said."""
        return tuple(wrong for wrong in self.wrong if wrong.silent)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.fields + other.fields, self.wrong + other.wrong)


def judge(got: Imported, gold: Evaluation) -> Score:
    """Hold a form that was read against its gold."""
    notes = [note for note in got.notes if isinstance(note, Question | Repair)]
    said = frozenset(note.field for note in notes if note.field)
    asked = tuple(
        plain(text)
        for note in notes
        if isinstance(note, Question)
        for text in _QUOTE.findall(note.what)
    )
    pairs = [
        *_header(got.evaluation, gold),
        *_funds(got.evaluation, gold),
        *_rows(got.evaluation, gold),
    ]
    return Score(
        len(pairs),
        tuple(
            Wrong(path, was, wanted, not (_told(path, said) or _quoted({wanted, name}, asked)))
            for path, was, wanted, name in pairs
            if was != wanted
        ),
    )


def judge_all(got: Sequence[Imported], gold: Sequence[Evaluation]) -> Score:
    """Hold the forms of a document against their gold; a form not read is wrong throughout."""
    total = Score(0)
    for index, form in enumerate(gold):
        total += judge(got[index], form) if index < len(got) else lost(form, "没有读出来")
    for extra in got[len(gold) :]:
        total += Score(1, (Wrong("form", extra.evaluation.name, "没有这张表", True),))
    return total


def lost(gold: Evaluation, why: str) -> Score:
    """Count a form that was not read at all; whoever refuses a document is not silent."""
    count = len(HEADER) + len(STATED) + len(gold.funds) * len(SOURCES)
    count += len(gold.indicators) * len(_columns(gold))
    return Score(count, tuple(Wrong("form", why, gold.name, False) for _ in range(count)))


def plain(value: object, name: str = "") -> str:
    """Bring a value to what is compared: NFKC without white space, a number as a number."""
    text = "".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split())
    if name in OPTIONAL and text in BLANKS:
        return ""
    if isinstance(value, Decimal) or name in NUMBERS:
        return _number(text)
    return text


def _number(text: str) -> str:
    try:
        return f"{Decimal(text.rstrip('%').replace(',', '')).normalize():f}"
    except InvalidOperation:
        return text


Pair = tuple[str, str, str, str]  # field, got, wanted, name of the row of the gold


def _header(got: Evaluation, gold: Evaluation) -> Iterator[Pair]:
    for name in HEADER:
        yield name, plain(getattr(got, name), name), plain(getattr(gold, name), name), ""
    for name in STATED:
        was = getattr(got.stated, name, None)
        wanted = getattr(gold.stated, name, None)
        yield f"stated.{name}", plain(was, name), plain(wanted, name), ""


def _funds(got: Evaluation, gold: Evaluation) -> Iterator[Pair]:
    """Yield the sources of the money, each beside the one at its place."""
    nothing = Fund()
    for index, (was, wanted) in enumerate(zip_longest(got.funds, gold.funds, fillvalue=nothing)):
        for name in SOURCES:
            got_text, gold_text = (
                plain(getattr(was, name), name),
                plain(getattr(wanted, name), name),
            )
            yield f"funds[{index}].{name}", got_text, gold_text, plain(wanted.name)


def _columns(gold: Evaluation) -> tuple[str, ...]:
    measured = any(row.target or row.actual for row in gold.indicators)
    return COLUMNS + MEASURED if measured else COLUMNS


def _rows(got: Evaluation, gold: Evaluation) -> Iterator[Pair]:
    """Yield the fields of the rows, each row of the gold beside the one it was read as."""
    columns = _columns(gold)
    for index, was, wanted in _aligned(got.indicators, gold.indicators):
        path = f"indicators[{index}]"
        for name in columns:
            yield (
                f"{path}.{name}",
                plain(getattr(was, name), name) if was else "没有这一行",
                plain(getattr(wanted, name), name) if wanted else "没有这一行",
                plain(wanted.name) if wanted else "",
            )


def _aligned(
    got: Sequence[Indicator], gold: Sequence[Indicator]
) -> Iterator[tuple[int, Indicator | None, Indicator | None]]:
    """Pair the rows by their names in order; what stands between equal names goes by place."""
    names = [plain(row.name) for row in got], [plain(row.name) for row in gold]
    for tag, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        del tag
        for step in range(max(b - a, d - c)):
            yield (
                min(a + step, max(len(got) - 1, 0)),
                got[a + step] if a + step < b else None,
                gold[c + step] if c + step < d else None,
            )


def _quoted(texts: Collection[str], asked: Sequence[str]) -> bool:
    """Return whether a question quotes one of the texts, or its beginning where it is long."""
    return any(
        text == quote or (quote.endswith("...") and text.startswith(quote[:-3]))
        for text in texts
        if text
        for quote in asked
    )


def _told(path: str, said: frozenset[str]) -> bool:
    """Return whether a question or a repair names the field, its row, or a row next to it."""
    if path in said or path.removeprefix("stated.") in said:
        return True
    if not path.startswith("indicators["):
        return False
    index = int(path[len("indicators[") :].partition("]")[0])
    near = [f"indicators[{index + step}]" for step in (-1, 0, 1)]
    return "indicators" in said or any(field.startswith(tuple(near)) for field in said)
