"""How many turns a form takes by conversation: `python -m benchmarks.dialogue`.

    python -m benchmarks.dialogue [--told] [--forms N]

Each of the nine real forms of 2019 is made from last year's rows: who, what for and the indicators
are there, figures, scores, date and words are not. A novice answers what is asked, one question at
a time: figures from the real form, the first wording where one is offered, an example's value for a
gap. An expert says the header, the scores and each narrative in a line, then answers what is left.

A form is finished when nothing is missing and the rules find no error. Its money, date, scores and
total must be those of the real one. `--told` prints what was said.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.random_talk import begun
from benchmarks.talk_grammar import FORMS
from perftui.assistant.asking.attending import FINISH
from perftui.assistant.conversation.conversation import Conversation
from perftui.assistant.parts import Choice
from perftui.assistant.speaking import lines
from perftui.assistant.state import Question
from perftui.evaluation import totals
from perftui.evaluation.fields import NARRATIVES, parse_path
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.values import print_number

MOST_TURNS, MOST_LOST = 25, 6
MOST_LINES = 8
GIVES_UP = 90
_LABELS = {"achievements": "主要绩效", "problems": "主要问题", "measures": "改进措施"}
_ENOUGH = {"finding": "跳过", "achievements:more": "好了"}
_ALL_AT_ONCE, _FULL_AGAIN, _DROPPED = "都起草好", "改回满分", "丢弃"
_NO_REASONS = "这几项都不写原因"


def emptied(form: Evaluation) -> Evaluation:
    """Return what is there of a form before its year is told."""
    rows = tuple(row.model_copy(update={"score": None, "remark": ""}) for row in form.indicators)
    gone = dict.fromkeys(("budget", "last_year_budget", "executed", "date", "recurring", "stated"))
    words = dict.fromkeys(NARRATIVES, "")
    return form.model_copy(update={**gone, **words, "indicators": rows})


@dataclass
class Novice:
    """Knows the real form, and answers what is asked."""

    wanted: Evaluation
    named: bool = True

    def first_lines(self) -> Iterator[str]:
        """Yield what is said unasked: nothing."""
        yield from ()

    def is_done(self, talk: Conversation) -> bool:
        """Whether the user stops: once nothing more is asked."""
        return is_asked_out(talk)

    def answer(self, question: Question, choices: tuple[Choice, ...]) -> str:
        """Answer a question."""
        kind = question.id.partition(":")[0]
        if kind in ("basics", "money"):
            return "，".join(self.header(path) for path in question.paths)
        if kind == "scores":
            return self.scores()
        if kind == "reason":
            row = self.wanted.indicators[parse_path(question.path).index or 0]
            return row.remark or self.first(choices)
        enough = _ENOUGH.get(question.id, _ENOUGH.get(kind))
        if enough:
            return enough
        return question.example if kind == "slot" and question.example else self.first(choices)

    def waits(self, choices: tuple[Choice, ...]) -> str:
        """Answer what is doubtful: nothing unread is to be kept."""
        texts = [choice.text for choice in choices]
        dropped = (number for number, text in enumerate(texts, 1) if _DROPPED in text)
        return str(next(dropped, 1))

    def first(self, choices: tuple[Choice, ...]) -> str:
        """Take all that can be drafted at once, else the first wording; else go on."""
        for number, choice in enumerate(choices, 1):
            if choice.text.endswith(_ALL_AT_ONCE):
                return str(number)
        return "1" if choices and _FULL_AGAIN not in choices[0].text else "跳过"

    def header(self, path: str) -> str:
        """Say a value of the header as people do."""
        form = self.wanted
        if path == "recurring":
            return "是经常性项目" if form.recurring else "不是经常性项目"
        if path == "date":
            year, month, day = str(form.date).split("-")
            return f"自评时间{year}年{int(month)}月{int(day)}日"
        names = {"budget": "预算", "executed": "执行", "last_year_budget": "上年"}
        value = getattr(form, path)
        return f"{names[path]}{print_number(value)}元" if value else f"{names[path]}没有"

    def scores(self) -> str:
        """Say the scores by what is not full."""
        lost = [(place, row) for place, row in enumerate(self.wanted.indicators) if row.lost]
        said = "，".join(
            f"{self.named_row(place, row)}扣{print_number(row.lost)}分" for place, row in lost
        )
        return f"全部满分，除了{said}" if lost else "全部满分"

    def named_row(self, place: int, row: Indicator) -> str:
        """Name a row."""
        return row.name if self.named else f"第{place + 1}项"


@dataclass
class Expert(Novice):
    """Says all there is in a few lines, rows by their number."""

    named: bool = False

    def first_lines(self) -> Iterator[str]:
        """Yield header, scores and narratives, a line each."""
        header = ("recurring", "budget", "last_year_budget", "executed", "date")
        yield " ".join(self.header(path) for path in header)
        remarks = [
            f"{self.named_row(place, row)}备注：{row.remark}"
            for place, row in enumerate(self.wanted.indicators)
            if row.remark and row.lost
        ]
        yield self.scores()
        yield from remarks
        for name in NARRATIVES:
            if words := getattr(self.wanted, name):
                yield f"{_LABELS[name]}：{words}"

    def is_done(self, talk: Conversation) -> bool:
        """Whether the user stops: once the form is finished."""
        return is_asked_out(talk) or talk.is_complete

    def first(self, choices: tuple[Choice, ...]) -> str:
        """Leave the reasons out at once; else as anybody."""
        texts = [choice.text for choice in choices]
        return str(texts.index(_NO_REASONS) + 1) if _NO_REASONS in texts else super().first(choices)


@dataclass
class Outcome:
    """What a form took, and what of it is not as it should be."""

    form: Evaluation
    said: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """How many rows of the form lost points."""
        return sum(1 for row in self.form.indicators if row.lost)


def make(user: Novice) -> Outcome:
    """Let a user make his form by conversation."""
    outcome = Outcome(user.wanted)
    talk = begun(emptied(user.wanted), None)
    for line in user.first_lines():
        say(talk, line, outcome)
    while not user.is_done(talk) and len(outcome.said) < GIVES_UP:
        waiting, question = talk.state.waiting, talk.state.question
        if waiting:
            say(talk, user.waits(waiting.choices), outcome)
        elif question:
            say(talk, user.answer(question, talk.state.choices), outcome)
    outcome.faults = list(faults(talk, user.wanted))
    return outcome


def is_asked_out(talk: Conversation) -> bool:
    """Whether nothing is left to be asked."""
    question = talk.state.question
    return talk.state.waiting is None and question is not None and question.id == FINISH


def say(talk: Conversation, line: str, outcome: Outcome) -> None:
    """Say a line, and keep it and what was answered."""
    outcome.said.append(line)
    outcome.log += [f"您: {line}", *lines(talk.say(line).parts)]


def faults(talk: Conversation, wanted: Evaluation) -> Iterator[str]:
    """Yield what is not finished, or another than in the real form."""
    made = talk.document.evaluation
    if not talk.is_complete:
        yield "incomplete"
    for name in ("recurring", "budget", "last_year_budget", "executed", "date"):
        if getattr(made, name) != getattr(wanted, name):
            yield f"{name} {getattr(made, name)}"
    scores = [[row.score for row in form.indicators] for form in (made, wanted)]
    if scores[0] != scores[1]:
        yield "scores"
    if totals.total_score(made) != totals.total_score(wanted):
        yield f"total {totals.total_score(made)}"


def tell(name: str, outcomes: list[Outcome]) -> None:
    """Print what the forms took."""
    print(f"\n{name:<10}{'lost rows':>10}{'turns':>7}{'characters':>12}  faults")
    for number, outcome in enumerate(outcomes, 1):
        characters = sum(map(len, outcome.said))
        print(
            f"form {number:<5}{outcome.lost:10}{len(outcome.said):7}{characters:12}"
            f"  {'; '.join(outcome.faults) or 'none':<8}{outcome.form.name}"
        )
    turns = [len(outcome.said) for outcome in outcomes]
    print(f"{'mean':<20}{Decimal(sum(turns)) / len(turns):7.1f}")


def main() -> None:
    """Make all forms and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forms", type=int, default=None, help="only the first so many")
    parser.add_argument("--told", action="store_true", help="print what was said")
    options = parser.parse_args()
    forms = FORMS[: options.forms]
    novice, expert = ([make(user(form)) for form in forms] for user in (Novice, Expert))
    if options.told:
        for outcome in (*novice, *expert):
            print(f"\n== {outcome.form.name}", *outcome.log, sep="\n")
    tell("novice", novice)
    tell("expert", expert)
    few = [len(outcome.said) for outcome in novice if outcome.lost <= MOST_LOST]
    most, longest = max(few, default=0), max(len(outcome.said) for outcome in expert)
    print()
    for goal, reached, bound in (
        (f"novice, at most {MOST_LOST} rows with lost points: turns", most, MOST_TURNS),
        ("expert: lines", longest, MOST_LINES),
    ):
        print(f"{goal} {reached}, goal {bound}, {'met' if reached <= bound else 'missed'}")
    if any(outcome.faults for outcome in (*novice, *expert)):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
