"""Parts of a wording said otherwise, and two wordings held against each other."""

from collections.abc import Iterable

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from perftui.assistant.drafting.gaps import put_into
from perftui.assistant.drafting.written import key_of
from perftui.phrases.slots import SLOT

_ENDS = "。！？!?；;"
_NEAR = 40
_APART = 2
_MOST_TOLD = 3


class NotThereError(ValueError):
    """A part that a wording does not have; its message names the nearest part."""


def reworded(words: str, changes: Iterable[tuple[str, str]]) -> str:
    """Return words with parts put otherwise: "" for new takes it out, "" for old adds at the end.

    Raises NotThereError for a part that is not there.
    """
    for old, new in changes:
        if not old:
            words = _added(words, new)
        elif SLOT.fullmatch(old) and old in words:
            words = put_into(words, old[1:-1], new)
        elif old in words:
            words = words.replace(old, new)
        else:
            raise NotThereError(_not_there(words, old))
    return _tidy(words)


def difference(one: str, other: str) -> str:
    """Tell in words what stands in another wording instead of one's own: 「甲」→「乙」."""
    told = []
    for old, new in _exchanges(key_of(one), key_of(other))[:_MOST_TOLD]:
        told.append(
            f"「{old}」改为「{new}」" if old and new else f"加「{new}」" if new else f"去「{old}」"
        )
    return "，".join(told)


def _exchanges(one: str, other: str) -> list[tuple[str, str]]:
    """Return what of one text is something else in the other, neighbouring parts as one."""
    found: list[list[int]] = []
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            continue
        span = [step.src_start, step.src_end, step.dest_start, step.dest_end]
        if found and span[0] - found[-1][1] <= _APART:
            found[-1][1], found[-1][3] = span[1], span[3]
        else:
            found.append(span)
    return [(one[a:b], other[c:d]) for a, b, c, d in found]


def _added(words: str, new: str) -> str:
    bare = words.rstrip(_ENDS)
    return f"{bare}，{key_of(new).lstrip('，,')}{words[len(bare) :]}"


def _not_there(words: str, old: str) -> str:
    near = partial_ratio_alignment(old, words, score_cutoff=_NEAR)
    if near is None or near.dest_start == near.dest_end:
        return f"这一句里没有「{old}」"
    return f"这一句里没有「{old}」，最接近的是「{words[near.dest_start : near.dest_end]}」"


def _tidy(words: str) -> str:
    """Mend what taking a part out leaves: two commas, a comma before the stop or at the front."""
    for twice, once in (
        ("，，", "，"),
        ("，。", "。"),
        ("，；", "；"),
        ("；。", "。"),
        ("。。", "。"),
    ):
        words = words.replace(twice, once)
    return words.lstrip("，；、 ").rstrip("， ")
