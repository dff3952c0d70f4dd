"""What a language model answered, taken as a text and as nothing else."""

import json
import re
from collections.abc import Collection

from perftui.evaluation.one_line import join_lines
from perftui.evaluation.safe_text import safe_text
from perftui.phrases.slots import SLOT

_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"```\w*")
_BLANKS = re.compile(r"[ \u3000\xa0]{2,}")
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』"}
_STOPS = ("。", "；", ";")
_ROUND = str.maketrans("{}｛｝", "（）（）")


def wording_in(answer: str, original: str) -> str:
    """Return the one text that an answer is: in one line, with no gap that the original has not.

    What stops a point stands behind its words; an answer brings none along where they have none.
    A gap of a phrase, `{场次}`, is asked for and filled; so braces of the model's own become round.
    """
    text = _FENCE.sub("", safe_text(_THINKING.sub("", answer, count=1)))
    text = _BLANKS.sub(" ", join_lines(text.strip())).strip()
    closing = _QUOTES.get(text[:1])
    is_quoted = (
        closing and text.endswith(closing) and text.count(closing) == 1 + (text[0] == closing)
    )
    if is_quoted and not original.startswith(text[0]):
        text = text[1:-1].strip()
    if not original.endswith(_STOPS):
        text = text.rstrip("".join(_STOPS))
    return _without_new_gaps(text, set(SLOT.findall(original)))


def picks_in(answer: str, ids: Collection[str]) -> tuple[str, ...]:
    """Return the ids that an answer picks, as far as they are any; raises ValueError."""
    try:
        data = json.loads(_FENCE.sub("", _THINKING.sub("", answer, count=1)))
        picks = data["picks"]
    except (ValueError, RecursionError, TypeError, KeyError):
        raise ValueError("no picks") from None
    if not isinstance(picks, list):
        raise ValueError("no list of picks")
    known = (one for one in picks if isinstance(one, str) and one in ids)
    return tuple(dict.fromkeys(known))


def _without_new_gaps(text: str, gaps: set[str]) -> str:
    pieces, at = [], 0
    for match in SLOT.finditer(text):
        pieces.append(text[at : match.start()].translate(_ROUND))
        pieces.append(match[0] if match[1] in gaps else match[0].translate(_ROUND))
        at = match.end()
    return "".join([*pieces, text[at:].translate(_ROUND)])
