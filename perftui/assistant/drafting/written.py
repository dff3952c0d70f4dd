"""What stands in the texts of a form already: their points by number, and whether words do."""

import re
from collections.abc import Iterator, Mapping

from perftui.assistant.moves import Provenance
from perftui.assistant.state import State
from perftui.evaluation.fields import NARRATIVES, parse_path
from perftui.evaluation.model import Evaluation
from perftui.evaluation.point_layout import STOPS, Layout, layout_of
from perftui.phrases.slots import stands_in

_NONE = re.compile("(?:目前|现阶段|本项目)?(?:暂?无|没有|未发现|不存在)[^，。；]{0,8}[。.]?")
_WHITE = re.compile(r"\s+")


def text_of(form: Evaluation, path: str) -> str:
    """Return the text of a narrative, the goal or a remark."""
    step = parse_path(path)
    if step.index is not None and step.sub:
        return str(getattr(form.indicators[step.index], step.sub) or "")
    return str(getattr(form, step.field))


def points_of(form: Evaluation, path: str) -> Layout:
    """Return the points of a narrative as they are laid out."""
    return layout_of(text_of(form, path))


def is_none(text: str) -> bool:
    """Whether a text says that there is nothing to say: 无, 暂无明显问题."""
    return bool(_NONE.fullmatch(text.strip()))


def is_blank(text: str) -> bool:
    """Whether nothing stands in a text, or only that there is nothing."""
    return not text.strip() or is_none(text)


def key_of(words: str) -> str:
    """Return words as they are known again: without their final stop."""
    return words.strip().rstrip(STOPS)


def stands(words: str, text: str) -> bool:
    """Whether words stand in a text already, whatever their gaps were filled with."""
    said = _bare(key_of(words))
    return bool(said) and stands_in(said, _bare(text))


def origin_of(words: str, state: State) -> Provenance | None:
    """Return where the words of a point come from, as far as it was noted."""
    return state.provenance.get(key_of(words))


def noted(state: State, words: str, origin: Provenance) -> Mapping[str, Provenance]:
    """Return what is known of words with these added, as the latest."""
    key = key_of(words)
    rest = {known: its for known, its in state.provenance.items() if known != key}
    return {**rest, key: origin} if key else rest


def answering(state: State, question: str) -> Iterator[str]:
    """Yield the words in the narratives that were given in answer to a question."""
    texts = [getattr(state.evaluation, field) for field in NARRATIVES]
    for words, origin in state.provenance.items():
        if origin.answers == question and any(words in text for text in texts):
            yield words


def last_written(state: State, path: str) -> int:
    """Return the number of the point of a narrative that was written last; 0 if it has none."""
    pieces = points_of(state.evaluation, path).pieces
    places = {key_of(piece.words): number for number, piece in enumerate(pieces, 1)}
    latest = (places[words] for words in reversed([*state.provenance]) if words in places)
    return next(latest, len(pieces))


def _bare(text: str) -> str:
    return _WHITE.sub("", text)
