"""Lines of words said over and over: those of every repeated group of the assistant's patterns.

A program of its own, as only a process can be ended that does not come to an end by itself:

    python tests/assistant/repeated_words.py SECONDS

A pattern that can take a text in two ways takes one of forty such words in 2 ** 40. Each pattern
gets the words of its own groups, then a form hears lines with nothing but blanks between words.
"""

import re
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from benchmarks.soak.regexes import patterns
from perftui.actions.table import ACTIONS
from perftui.assistant.dialogue import hear
from perftui.assistant.parts import Choice
from perftui.assistant.state import Aids, Expects, Question, State
from perftui.evaluation.drafting import blank_form
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank.shipped import shipped_bank
from perftui.rules.checking import examine

TIMES, BLANKS, SAID = 40, 3000, 120
_WITHIN = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*"
_GROUP = re.compile(rf"\((?:\?:|\?P<\w+>)?({_WITHIN})\)(?:[*+]|\{{\d,\d+\}})")
_WORD = re.compile(r"[\u4e00-\u9fff]+\??")
_PASTED = (
    *("一", "1", "，", "的", "不对", "其余", "改成", "1 ", "a ", "1，", "1.", "第", "甲|", "甲\t"),
    *("预算124.55万，", "整体，满分 ", "还要", "全都", "那就", "看"),
)
_BETWEEN = (
    *("甲乙", "预算 100万", "第3项 扣1分", "把甲 改成乙", "第2句 短一点", "换 第1句"),
    *("润色 第2句", "去掉 甲", "主要问题 加一条 审批慢", "总分 多少"),
)


def repeated(source: str) -> Iterator[str]:
    """Yield each word of the repeated groups of a pattern many times, and each with the next."""
    for group in _GROUP.findall(source):
        words: dict[str, None] = {}
        for word in _WORD.findall(group):
            bare = word.removesuffix("?")
            words |= dict.fromkeys((bare, bare[:-1]) if word.endswith("?") and bare[1:] else [bare])
        listed = list(words)
        yield from (word * TIMES for word in listed)
        pairs = pairwise(listed)
        yield from ((one + other) * (TIMES // 2) for one, other in pairs)


def search_each() -> int:
    """Let each pattern look at the words of its own groups; return how many texts that were."""
    count = 0
    for named in patterns("perftui.assistant"):
        for text in dict.fromkeys(repeated(named.pattern.pattern)):
            for way in named.ways - {"finditer"} or {"search"}:
                getattr(named.pattern, way)(f"{text}\0")
            count += 1
    return count


def lines() -> Iterator[str]:
    """Yield lines that say one thing all the time, or hold little but blanks."""
    yield from ((piece * SAID)[:SAID] for piece in _PASTED)
    for blank in " \t\u3000":
        for words in _BETWEEN:
            yield words.replace(" ", blank * BLANKS)
        yield f"甲{blank * BLANKS}乙"


def hear_all() -> int:
    """Hear each of the lines wherever something else is being asked; return how many they were."""
    rows = tuple(
        Indicator(category="产出目标", name=name, weight="5") for name in ("招聘会完成率", "知晓率")
    )
    form = blank_form("招聘服务专项", load_profile("sh2019"), 2019)
    form = form.model_copy(update={"indicators": rows, "problems": "1、审批慢。2、人手少。"})
    consulted = aids(form)
    count = 0
    for state in states(form):
        for line in lines():
            hear(state, line, consulted)
            count += 1
    return count


def states(form: Evaluation) -> Iterator[State]:
    """Yield where a dialogue may stand: asking for a value, for words, for scores, for a choice."""
    state = State(form, choices=(Choice("甲"), Choice("乙")))
    yield state
    asked = ((Expects.VALUE, "budget"), (Expects.TEXT, "problems"), (Expects.SCORES, "indicators"))
    for expects, path in asked:
        yield replace(state, choices=(), question=Question(path, (path,), "", "", expects=expects))


def aids(form: Evaluation) -> Aids:
    """Return what the dialogue consults."""
    profile = load_profile(form.profile)
    return Aids(profile, examine, suggester(shipped_bank(), ()), date(2020, 4, 20), None, ACTIONS)


if __name__ == "__main__":
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    print(search_each(), hear_all())
