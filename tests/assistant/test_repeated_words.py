"""No line keeps the dialogue busy: neither words said over and over, nor blanks, nor its length."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from perftui.assistant.conversation.conversation import Conversation
from perftui.assistant.dialogue import LONGEST
from perftui.assistant.parts import Fail
from perftui.assistant.reading.line import readable

Talk = Callable[..., Conversation]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECONDS = 20
"""Of computing, for what takes less than three: a line that is taken in all ways takes years."""


def test_words_said_over_and_over_are_read_in_no_time() -> None:
    """Each pattern reads the words of its repeated groups forty times, and lines full of blanks."""
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, HERE / "repeated_words.py", str(SECONDS)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    texts, lines = map(int, done.stdout.split())
    assert texts > 2000
    assert lines > 150


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("预算 100万", "预算 100万"),
        ("预算    100万", "预算    100万"),
        ("预算     100万", "预算 100万"),
        ("预算\u3000\u3000\u3000\u3000\u3000\u3000100万", "预算 100万"),
        ("产出目标\t\t\t\t\t\t招聘会", "产出目标\t\t\t\t\t\t招聘会"),
        ("产出目标 \t \t \t 招聘会", "产出目标\t\t\t招聘会"),
        (f"甲{chr(9) * 3000}乙", f"甲{chr(9) * 40}乙"),
    ],
)
def test_long_blanks_are_one_and_the_columns_of_a_table_stay(typed: str, read: str) -> None:
    assert readable(typed) == read


def test_figures_far_apart_are_read_as_if_they_stood_together(talk: Talk) -> None:
    conversation = talk("长三角", blank=True)
    conversation.say(f"预算{' ' * 3000}124.55万")
    assert str(conversation.document.evaluation.budget) == "1245500.00"


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_line_that_is_no_sentence_any_more_is_refused_whole(talk: Talk, beyond: int) -> None:
    """Half of what was pasted is not written; the whole is among the drafts."""
    conversation = talk("长三角", blank=True)
    line = "主要问题：" + "审批慢" * ((LONGEST - 5) // 3)
    line = line.ljust(LONGEST, "。") + "。" * beyond
    reply = conversation.say(line)
    refusals = [part.text for part in reply.parts if isinstance(part, Fail)]
    assert bool(refusals) is bool(beyond)
    assert (line in conversation.state.drafts) is bool(beyond)
    assert bool(conversation.document.evaluation.problems) is not bool(beyond)
    assert reply.is_understood is not bool(beyond)
    if beyond:
        assert refusals == ["这一行有4001个字，一行最多读4000个字，没有记入；请分成几行再写。"]
