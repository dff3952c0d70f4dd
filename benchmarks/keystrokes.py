"""How many keys it takes to redo the real forms: `python -m benchmarks.keystrokes`.

    python -m benchmarks.keystrokes [--forms N]

Each of the nine real forms is redone in the program itself, the other eight being the past: from
last year's form rolled forward, or from nothing. Last year's form is this one a year earlier with
its indicators, weights, unit, goal and the budget of the year before; it has no scores and no words
of its own, so that no sentence comes from itself. A strict user takes a suggestion only if it says
the same, and makes it so to the letter; an easy one takes the first of the right topic and types
four characters into each of its gaps.

The measure is what differs between the start and the real form, in characters: figures without
separators or zeros at their end, texts as they are. At the end the saved file must hold the real
form's header, money and rows, and for the strict user its words.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.keyboard import Keyboard, LostError, Tally, is_han
from benchmarks.narrative_writer import Given
from benchmarks.same_wording import likeness
from benchmarks.scripted_user import (
    FULL,
    HEADER,
    MONEY,
    ROWS,
    TOUCHED,
    User,
    as_typed,
    figure,
    is_touched,
)
from perftui.evaluation.drafting import blank_form, roll_forward
from perftui.evaluation.fields import NARRATIVES, get
from perftui.evaluation.model import Evaluation
from perftui.evaluation.narrative import split
from perftui.evaluation.profile import load_profile
from perftui.phrases.bank.shipped import shipped_bank
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import SUFFIX, load, save
from perftui.storage.workspace import Workspace
from perftui.tui.app import PerftuiApp

SIZE = (140, 40)
YEAR = 2019
GOAL_SAVED, GOAL_FULL_ROW = 0.6, 1.2
PINYIN = 2.5  # keystrokes for a Han character, the middle of what input methods need
LEAST_LIKENESS = 97  # of the strict user's narratives, whose numbering the program may write
STARTS, USERS = ("rolled", "nothing"), ("strict", "easy")


@dataclass(frozen=True)
class Case:
    """One form to redo: which, from what start, by which user."""

    number: int
    start: str
    user: str


@dataclass(frozen=True)
class Result:
    """What it took.

    `characters` and `han` are of what differs from the start, `written` of the narratives as saved.
    """

    case: Case
    name: str
    characters: int
    han: int
    written: int
    rows: int
    full_rows: int
    tally: Tally
    given: Given
    likeness: float
    seconds: float

    @property
    def saved(self) -> float:
        """The share of presses saved against typing every character."""
        return 1 - self.tally.total / self.characters

    @property
    def saved_in_pinyin(self) -> float:
        """The same if every Han character is spelt."""
        more = PINYIN - 1
        return 1 - (self.tally.total + more * self.tally.han) / (self.characters + more * self.han)


def real_forms() -> list[Evaluation]:
    forms = Workspace(sample_projects()).evaluations()
    return [form for form in forms if form.year == YEAR]


def last_years(form: Evaluation) -> Evaluation:
    """Return last year's form as far as this year's tells of it: no scores and no words."""
    rows = tuple(
        row.model_copy(update={"score": None, "remark": "", "actual": None})
        for row in form.indicators
    )
    blank = dict.fromkeys(NARRATIVES, "") | dict.fromkeys(
        ("date", "executed", "last_year_budget", "stated")
    )
    changed = {"year": YEAR - 1, "budget": form.last_year_budget, "indicators": rows}
    return form.model_copy(update=blank | changed)


def draft(form: Evaluation, start: str) -> Evaluation:
    """Return what the user finds filled in before he begins."""
    if start == "rolled":
        return roll_forward(last_years(form))
    return blank_form("", load_profile(form.profile))


def to_write(form: Evaluation, start: Evaluation) -> Iterator[str]:
    """Yield every text of a form that its start does not have."""
    for name in (*HEADER, *MONEY):
        if get(form, name) != get(start, name):
            yield as_typed(form, name)
    known = {row.name: row for row in start.indicators}
    for row in form.indicators:
        found = known.get(row.name)
        yield from () if found else (row.name, row.explanation)
        yield "" if found and found.weight == row.weight else figure(row.weight)
        yield figure(row.score)
        yield row.remark
    yield from (getattr(form, name) for name in NARRATIVES)


async def redo(case: Case, folder: Path) -> Result:
    """Redo a form in a folder that has the others; fails if the outcome is another."""
    forms = real_forms()
    wanted = forms.pop(case.number)
    for form in forms:
        save(form, folder / f"{form.name}{SUFFIX}")
    if case.start == "rolled":
        save(last_years(wanted), folder / f"{YEAR - 1}{SUFFIX}")
    before = set(folder.iterdir())
    begun = time.perf_counter()
    app = PerftuiApp(folder)
    async with app.run_test(size=SIZE) as pilot:
        keys = Keyboard(pilot)
        await keys.settle()
        user = User(keys, wanted, shipped_bank(), is_easy=case.user == "easy")
        if case.start == "rolled":
            await user.begin_rolled(YEAR - 1)
        else:
            await user.begin_blank()
        await user.fill()
        await keys.settle()
    seconds = time.perf_counter() - begun
    (path,) = (path for path in set(folder.iterdir()) - before if path.name.endswith(SUFFIX))
    made = load(path)
    alike = compare(made, wanted, case)
    texts = list(to_write(wanted, draft(wanted, case.start)))
    return Result(
        case=case,
        name=wanted.name,
        characters=sum(map(len, texts)),
        han=sum(is_han(char) for text in texts for char in text),
        written=sum(len(getattr(made, name)) for name in NARRATIVES),
        rows=len(wanted.indicators),
        full_rows=sum(not is_touched(row) for row in wanted.indicators),
        tally=keys.tally,
        given=user.writer.given,
        likeness=alike,
        seconds=seconds,
    )


def compare(made: Evaluation, wanted: Evaluation, case: Case) -> float:
    """Return how alike the narratives are; fails if anything else differs.

    The order of rows may: the blank form has its fixed rows in another than some of the forms.
    """
    for name in (*HEADER, *MONEY):
        if get(made, name) != get(wanted, name):
            raise LostError(f"{name} is {get(made, name)}, not {get(wanted, name)}")
    rows = [
        Counter(
            (r.category, r.name, r.explanation, r.weight, r.score, r.remark) for r in f.indicators
        )
        for f in (made, wanted)
    ]
    if rows[0] != rows[1]:
        raise LostError(f"rows {rows[0] - rows[1]} instead of {rows[1] - rows[0]}")
    texts = [
        "".join(point.text for name in NARRATIVES for point in split(getattr(form, name)))
        for form in (made, wanted)
    ]
    alike = likeness(*texts)
    if case.user == "strict" and alike < LEAST_LIKENESS:
        raise LostError(f"the narratives are {alike:.0f} % alike:\n{texts[0]}\n{texts[1]}")
    return alike


def run(case: Case) -> Result | str:
    """Redo a form with a folder and data of its own; what went wrong comes back as text."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["PERFTUI_DATA"] = str(Path(place) / "data")
        folder = Path(place) / "forms"
        folder.mkdir()
        try:
            return asyncio.run(redo(case, folder))
        except LostError as error:
            return f"{case}: {error}"


LEGEND = """
saved: presses against characters; pinyin: the same with 2.5 keys for each Han character;
a row, full: presses for a row of the table, and for one that is just scored full;
same, topic: what of the narratives came from suggestions that said the same, or were of the topic;
passed: sentences with one of their topic in sight that was not taken; alike: to the real narratives
"""
HEADINGS = (
    f"{'':<18}{'presses':>8}{'chars':>7}{'saved':>7}{'pinyin':>8}{'a row':>7}{'full':>6}"
    f"{'same':>7}{'topic':>7}{'passed':>8}{'alike':>7}{'sec':>6}"
)


def line(name: str, results: list[Result]) -> str:
    """Return the line of some results put together."""
    presses: Counter[str] = Counter()
    for result in results:
        presses += result.tally.presses
    characters, written, rows, full = (
        sum(getattr(result, what) for result in results)
        for what in ("characters", "written", "rows", "full_rows")
    )
    table = presses[ROWS] + presses[FULL] + presses[TOUCHED]
    spelt = sum(r.tally.total + (PINYIN - 1) * r.tally.han for r in results)
    to_spell = sum(r.characters + (PINYIN - 1) * r.han for r in results)
    return (
        f"{name:<18}{presses.total():8}{characters:7}{1 - presses.total() / characters:7.0%}"
        f"{1 - spelt / to_spell:8.0%}"
        f"{table / rows:7.2f}{presses[FULL] / full:6.2f}"
        f"{sum(r.given.same for r in results) / written:7.0%}"
        f"{sum(r.given.accepted for r in results) / written:7.0%}"
        f"{sum(r.given.other_words for r in results):8}"
        f"{sum(r.likeness for r in results) / len(results):7.0f}"
        f"{sum(r.seconds for r in results):6.0f}"
    )


def main() -> None:
    """Redo all forms and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forms", type=int, default=None, help="only the first so many")
    options = parser.parse_args()
    numbers = range(len(real_forms()))[: options.forms]
    cases = [Case(n, start, user) for start in STARTS for user in USERS for n in numbers]
    with ProcessPoolExecutor() as pool:
        outcomes = list(pool.map(run, cases))
    results = [outcome for outcome in outcomes if isinstance(outcome, Result)]
    print(LEGEND.strip())
    for start in STARTS:
        for user in USERS:
            told = [r for r in results if (r.case.start, r.case.user) == (start, user)]
            print(f"\nfrom {start}, {user} user\n{HEADINGS}")
            for result in told:
                print(line(f"form {result.case.number + 1}", [result]))
            print(line("all", told))
    tell_goals(results)
    if failed := [outcome for outcome in outcomes if isinstance(outcome, str)]:
        raise SystemExit("\n".join(["", "not redone:", *failed]))


def tell_goals(results: list[Result]) -> None:
    """Print the goals beside what was reached."""
    print()
    for start in STARTS:
        for user in USERS:
            told = [r for r in results if (r.case.start, r.case.user) == (start, user)]
            saved = 1 - sum(r.tally.total for r in told) / sum(r.characters for r in told)
            rows = sum(r.tally.presses[FULL] for r in told) / sum(r.full_rows for r in told)
            print(
                f"from {start}, {user} user: {saved:.0%} fewer presses than characters, "
                f"goal {GOAL_SAVED:.0%}, {'met' if saved >= GOAL_SAVED else 'missed'}; "
                f"{rows:.2f} presses a row of full marks, goal {GOAL_FULL_ROW}, "
                f"{'met' if rows <= GOAL_FULL_ROW else 'missed'}"
            )


if __name__ == "__main__":
    main()
