"""The nine real forms, made by conversation alone: the transcripts in `golden` hold what was said.

The first comment lines say how the form begins: empty, or as last year's is rolled forward.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from perftui.assistant.conversation.conversation import Conversation
from perftui.assistant.speaking import lines
from perftui.evaluation import totals
from perftui.evaluation.drafting import blank_form
from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile

GOLDEN = Path(__file__).parent / "golden"
HEADER = ("year", "name", "unit", "department", "recurring", "goal", "date")
MONEY = ("budget", "last_year_budget", "executed")
_START = re.compile(r"# 开始：(?P<how>空白表|去年的表) (?P<name>.+)")


@dataclass(frozen=True)
class Transcript:
    """What a user said: about which form, begun how, and the lines."""

    name: str
    is_blank: bool
    said: tuple[str, ...]


def read(path: Path) -> Transcript:
    """Read a transcript; lines that begin with # and a blank are comments."""
    text = path.read_text(encoding="utf-8").split("\n")
    start = next(match for line in text if (match := _START.fullmatch(line)))
    said = tuple(line for line in text if line and not line.startswith("# "))
    return Transcript(start["name"], start["how"] == "空白表", said)


def begin(transcript: Transcript, talk: Callable[..., Conversation]) -> Conversation:
    """Begin the conversation from an empty form, or from the rows of the last one."""
    if not transcript.is_blank:
        return talk(transcript.name, blank=True)
    return talk(blank_form(transcript.name, load_profile("sh2019"), 2019))


def rows(form: Evaluation) -> Counter[tuple[object, ...]]:
    """Return the rows; a new form has its fixed ones in another order than some real ones."""
    return Counter(
        (row.category, row.name, row.explanation, row.weight, row.score, row.remark)
        for row in form.indicators
    )


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("F*.txt")), ids=lambda path: path.stem)
def test_what_was_said_makes_the_real_form(
    path: Path,
    talk: Callable[..., Conversation],
    seed: Callable[[str], Evaluation],
) -> None:
    transcript = read(path)
    wanted = seed(transcript.name)
    conversation = begin(transcript, talk)
    log: list[str] = []
    for line in transcript.said:
        log += [f"您: {line}", *lines(conversation.say(line).parts)]
    made = conversation.document.evaluation
    told = "\n".join(log)
    for name in (*HEADER, *MONEY):
        assert getattr(made, name) == getattr(wanted, name), f"{name}\n{told}"
    assert rows(made) == rows(wanted), told
    assert totals.total_weight(made) == totals.total_weight(wanted)
    assert totals.total_score(made) == totals.total_score(wanted)
    for name in NARRATIVES:
        assert getattr(made, name) == getattr(wanted, name), f"{name}\n{told}"
    assert conversation.state.evaluation == made


def test_all_nine_forms_have_a_transcript(seeds: tuple[Evaluation, ...]) -> None:
    names = {read(path).name for path in GOLDEN.glob("F*.txt")}
    assert names == {form.name for form in seeds}
