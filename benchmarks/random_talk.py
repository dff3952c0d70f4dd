"""Talk at random, and see that all holds that must: `python -m benchmarks.random_talk`.

    python -m benchmarks.random_talk [LINES] [--seed N] [--processes N]

Hypothesis draws the lines (`talk_grammar.py`) and keeps the conversation going; after each line
`Watch` looks at what came of it. A line that breaks a promise is printed, the shortest of its kind,
and the conversation begins anew; without one the program ends well.
"""

import argparse
import re
import signal
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from benchmarks.talk_grammar import FORMS, LINES
from perftui.actions.table import ACTIONS
from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Part, Warn
from perftui.assistant.speaking import texts
from perftui.assistant.state import Aids
from perftui.evaluation.drafting import blank_form, roll_forward
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.evaluation.safe_text import safe_text
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank.shipped import shipped_bank
from perftui.phrases.suggest import Suggester
from perftui.rules.checking import examine
from perftui.rules.surroundings import Surroundings
from perftui.storage.document import Document

TODAY = date(2020, 4, 20)
STEPS, SEEDS_APART = 40, 1000
LONGEST = 10  # seconds that a line may take
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class Hands:
    """Says what would be done; there is neither disk nor screen."""

    def run(self, action: str, argument: str, document: Document) -> tuple[Part, ...] | None:
        return (Explain(f"{action} {argument}"),)


class Watched(Document):
    """A document that counts how often a line has put something into it."""

    puts = 0

    def put_all(self, values: object) -> None:
        self.puts += 1
        super().put_all(values)  # type: ignore[arg-type]


@cache
def _wording() -> Suggester:
    return suggester(shipped_bank(), FORMS)


def starts() -> tuple[Evaluation, ...]:
    """Return the forms to begin with: filled in, rolled forward, new."""
    new = tuple(
        blank_form("招聘服务专项", load_profile(name), 2019) for name in ("sh2019", "national2020")
    )
    return (*FORMS[:3], *map(roll_forward, FORMS[3:6]), *new)


def begun(form: Evaluation, last_year: Evaluation | None = FORMS[0]) -> Conversation:
    """Begin a conversation in memory."""
    aids = Aids(
        load_profile(form.profile),
        lambda now: examine(now, beside=Surroundings(today=TODAY)),
        _wording(),
        TODAY,
        last_year,
        ACTIONS,
    )
    conversation = Conversation(Watched(form), aids, Hands())
    conversation.begin()
    return conversation


class BrokenError(AssertionError):
    """A promise that a line has broken: which, and what of it there is to see."""

    def __init__(self, promise: str, seen: object) -> None:
        super().__init__(f"{promise}: {seen}")
        self.promise = promise


@dataclass
class Watch:
    """A conversation whose every line is looked at."""

    talk: Conversation
    changed: int = 0
    unread: tuple[str, str] = ("", "")
    waiting_lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> Reply:
        """Say a line; raises BrokenError where a promise is broken."""
        talk = self.talk
        document = talk.document
        form, question, waiting = document.evaluation, talk.state.question, talk.state.waiting
        choices, misses, writes = talk.state.choices, talk.state.misses, talk.writes
        edits, puts = document.edits, document.puts  # type: ignore[attr-defined]
        reply = talk.say(line)
        told = [part for part in reply.parts if not isinstance(part, Ask | Offer)]
        self._is_kept(line)
        self._is_sayable(reply)
        if reply.is_over:
            return reply
        if talk.state.evaluation != document.evaluation:
            raise BrokenError("the dialogue and the document hold one form", line)
        if any(isinstance(part, Fail) for part in told) and not any(
            isinstance(part, Echo | Explain | Warn) for part in told
        ):
            self._same(form, document.evaluation, "what is refused changes nothing")
        if talk.state.misses > misses and not writes:
            self._is_said_otherwise(line, reply)
        else:
            self.unread = ("", "")
        now_asked = talk.state.question
        if (
            question
            and now_asked
            and (question.id, question.paths) == (now_asked.id, now_asked.paths)
        ):
            now = talk.state.choices
            if waiting is None and talk.state.waiting is None and now[: len(choices)] != choices:
                raise BrokenError(
                    "numbers stay while a question is open", (question.id, _shown(choices, now))
                )
        self._scores_are_possible(form, document.evaluation)
        is_new = document.puts == puts + 1 and document.edits[: len(edits)] == edits  # type: ignore[attr-defined]
        if is_new and not writes and len(document.edits) > len(edits):
            self.changed += 1
            self._can_be_taken_back(form)
        return reply

    def _is_kept(self, line: str) -> None:
        clean = " ".join(safe_text(line).split("\n")).strip()
        if not clean:
            return
        self.waiting_lines.append(clean)
        if self.talk.writes:
            return
        said = "\n".join(self.talk.state.said)
        lost = [text for text in self.waiting_lines if text not in said and text not in "。．.｡"]
        self.waiting_lines = []
        if lost and not _BEGINS_TEXT.search(lost[0]):
            raise BrokenError("nothing typed is lost", lost)

    def _is_sayable(self, reply: Reply) -> None:
        for part in reply.parts:
            for text in texts(part):
                if found := _CONTROL.search(text):
                    raise BrokenError("what is said holds no control character", (found[0], text))

    def _is_said_otherwise(self, line: str, reply: Reply) -> None:
        said = "\n".join(
            text for part in reply.parts if not isinstance(part, Offer) for text in texts(part)
        )
        before, words = self.unread
        if words == said and before != line:
            raise BrokenError("no two lines get the same words for not being understood", said)
        self.unread = line, said

    def _can_be_taken_back(self, before: Evaluation) -> None:
        after = self.talk.document.evaluation
        self.talk.say("撤销")
        self._same(before, self.talk.document.evaluation, "one 撤销 takes a line's change back")
        self.talk.say("重做")
        self._same(after, self.talk.document.evaluation, "重做 does it again")

    def _same(self, one: Evaluation, other: Evaluation, promise: str) -> None:
        if one != other:
            names = [
                name
                for name in type(one).model_fields
                if getattr(one, name) != getattr(other, name)
            ]
            raise BrokenError(
                promise, [(name, getattr(one, name), getattr(other, name)) for name in names]
            )

    def _scores_are_possible(self, before: Evaluation, after: Evaluation) -> None:
        for row, was in zip(
            after.indicators, (*before.indicators, *[None] * len(after.indicators)), strict=False
        ):
            weight, score = row.weight, row.score
            if row == was or not (isinstance(weight, Decimal) and isinstance(score, Decimal)):
                continue
            if not 0 <= score <= weight:
                raise BrokenError("scores stay within weights", row)


_BEGINS_TEXT = re.compile(r"(?:[：:]|<<|＜＜|《《)$")


def _shown(*several: tuple[Choice, ...]) -> str:
    return " / ".join("；".join(choice.text for choice in choices) for choices in several)


@dataclass
class Tally:
    """What became of the lines of a run."""

    lines: int = 0
    changed: int = 0
    replies: Counter[str] = field(default_factory=Counter)
    broken: dict[str, tuple[str, str]] = field(default_factory=dict)
    times_broken: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add another run."""
        self.lines += other.lines
        self.changed += other.changed
        self.replies += other.replies
        self.times_broken += other.times_broken
        for promise, (line, seen) in other.broken.items():
            self.note(promise, line, seen)

    def note(self, promise: str, line: str, seen: str) -> None:
        """Keep the shortest line that breaks a promise."""
        if promise not in self.broken or len(line) < len(self.broken[promise][0]):
            self.broken[promise] = line, seen


class Talk(RuleBasedStateMachine):
    """A conversation of random lines; any broken promise fails it."""

    @initialize(number=st.integers(0, len(starts()) - 1))
    def begin(self, number: int) -> None:
        self.form = starts()[number]
        self.watch = Watch(begun(self.form))

    @rule(line=LINES)
    def say(self, line: str) -> None:
        if self.watch.say(line).is_over:
            self.watch = Watch(begun(self.form))


def _too_long(signum: int, frame: object) -> None:
    raise TimeoutError(f"no answer in {LONGEST} s")


def run(lines: int, number: int) -> Tally:
    """Say so many lines, and go on where one breaks a promise."""
    tally = Tally()
    signal.signal(signal.SIGALRM, _too_long)

    class Counted(Talk):
        history: list[str]

        @rule(line=LINES)
        def say(self, line: str) -> None:
            tally.lines += 1
            self.__dict__.setdefault("history", []).append(line)
            changed = self.watch.changed
            signal.alarm(LONGEST)
            try:
                reply = self.watch.say(line)
                tally.changed += self.watch.changed - changed
                tally.replies.update(type(part).__name__ for part in reply.parts)
                again = reply.is_over
            except Exception as error:
                self._tell(line, error)
                again = True
            finally:
                signal.alarm(0)
            if again:
                self.watch, self.history = Watch(begun(self.form)), []

        def _tell(self, line: str, error: Exception) -> None:
            if isinstance(error, BrokenError):
                promise, seen = error.promise, str(error)[-400:]
            elif isinstance(error, TimeoutError):
                promise, seen = f"a line is answered in {LONGEST} s", f"{len(line)} characters"
            else:
                frames = traceback.extract_tb(error.__traceback__)
                ours = [frame for frame in frames if "perftui" in frame.filename]
                last = (ours or frames)[-1]
                promise = (
                    f"{type(error).__name__} in {last.filename.rpartition('/')[2]}:{last.lineno}"
                )
                seen = str(error)[:400]
            tally.times_broken[promise] += 1
            tally.note(
                promise,
                line,
                f"{seen} AFTER {[one[:60] for one in self.history[-4:-1]]} ON {self.form.name}",
            )

    while tally.lines < lines:
        run_state_machine_as_test(
            seed(number)(Counted),
            settings=settings(
                max_examples=-(-(lines - tally.lines) // STEPS),
                stateful_step_count=STEPS,
                phases=[Phase.generate],
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        number += SEEDS_APART
    return tally


def main() -> None:
    """Talk and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lines", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    begun_at = time.perf_counter()
    shares = options.processes * 4
    tally = Tally()
    with ProcessPoolExecutor(options.processes) as pool:
        seeds = range(options.seed, options.seed + shares)
        for one in pool.map(run, [-(-options.lines // shares)] * shares, seeds):
            tally.add(one)
    seconds = time.perf_counter() - begun_at
    print(
        f"{tally.lines} lines in {seconds:.0f} s, {tally.changed} changes taken back and done again"
    )
    print("; ".join(f"{name} {count}" for name, count in tally.replies.most_common()))
    for promise, (line, seen) in tally.broken.items():
        print(
            f"\n{tally.times_broken[promise]} times broken: {promise}\n  {line[:200]!r}\n  {seen}"
        )
    if tally.broken:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
