"""What was said about a form before: a few lines on return, and all of it as text."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from perftui.assistant.speaking import USER
from perftui.evaluation.history.telling import when
from perftui.storage.conversation_file import Utterance

_TURNS, _LONGEST = 2, 60


def last_words(utterances: Sequence[Utterance], now: datetime) -> tuple[str, ...]:
    """Return in a few lines what was said last; nothing where nobody said anything."""
    places = [n for n, one in enumerate(utterances) if one.is_users and any(one.lines)]
    if not places:
        return ()
    time = when(utterances[places[-1]].time, now)
    return (f"上次（{time}）说到：", *_turns(utterances, places[-_TURNS:]))


def transcript(utterances: Sequence[Utterance], name: str) -> str:
    """Return all that was said as text: day by day, who said what when."""
    return "\n".join(_transcript(utterances, name)) + "\n"


def _turns(utterances: Sequence[Utterance], places: Sequence[int]) -> Iterator[str]:
    """Yield what the user said at some places, and the first line of what was answered."""
    for place in places:
        said = " ".join(utterances[place].lines)
        behind = utterances[place + 1 : place + 2]
        answer = next((line for one in behind if not one.is_users for line in one.lines), "")
        answer = answer.partition(": ")[2]
        yield f"您说「{_short(said)}」" + (f"，答「{_short(answer)}」" if answer else "")


def _transcript(utterances: Sequence[Utterance], name: str) -> Iterator[str]:
    yield f"「{name or '未命名'}」的对话"
    minute = ""
    for one in utterances:
        now = f"{one.time.astimezone():%Y-%m-%d %H:%M}"
        if now != minute:
            minute = now
            yield from ("", now)
        who = f"{USER}（{one.who}）" if one.who else USER
        yield from (f"{who}: {line}" if one.is_users else line for line in one.lines)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
