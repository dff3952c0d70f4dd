"""Why a sentence of a narrative is there: where it was taken from, for what, what filled it."""

from perftui.assistant.drafting.proposal import OWN_WORDS, told
from perftui.assistant.drafting.written import key_of, origin_of, points_of, text_of
from perftui.assistant.moves import Provenance
from perftui.assistant.state import Scene
from perftui.evaluation.fields import NARRATIVES, name_of
from perftui.phrases.similarity import comparable, similarity
from perftui.phrases.suggestion import Suggestion

_ALIKE = 0.5


def why(scene: Scene, number: int, path: str) -> str:
    """Say where a point of a narrative, by its number from 1, comes from and why it is there.

    Of the goal or a remark the number does not matter.
    """
    name = name_of(scene.form, path, scene.profile)
    words = _words(scene, number, path)
    if words is None:
        count = len(points_of(scene.form, path).pieces)
        return f"{name}有{count}点，没有第{number}点。" if count else f"{name}还没有写。"
    where = f"{name}第{number}点" if path in NARRATIVES else name
    origin = origin_of(words, scene.state)
    if origin and origin.source != OWN_WORDS:
        return f"{where}「{key_of(words)}」。{told(origin)}{_since(words, origin)}"
    said = "是您自己写的" if origin else "原来就在表里"
    return f"{where}「{key_of(words)}」{said}。{_nearest(scene, words, path)}"


def standard_like(scene: Scene, words: str, path: str) -> tuple[Suggestion, float] | None:
    """Return the wording of the library that is most like words of the user's, and how much."""
    if path not in NARRATIVES:
        return None
    found = scene.aids.wording.suggest(scene.form, path, words, 1)
    if not found:
        return None
    likeness = similarity(comparable(words), comparable(found[0].text))
    return found[0], likeness


def _words(scene: Scene, number: int, path: str) -> str | None:
    if path not in NARRATIVES:
        return text_of(scene.form, path) or None
    pieces = points_of(scene.form, path).pieces
    return pieces[number - 1].words if 1 <= number <= len(pieces) else None


def _since(words: str, origin: Provenance) -> str:
    """Say that a wording is not as it was offered any more."""
    if key_of(origin.words) == key_of(words):
        return ""
    return f"原来的写法是「{key_of(origin.words)}」。"


def _nearest(scene: Scene, words: str, path: str) -> str:
    found = standard_like(scene, words, path)
    if found is None or found[1] < _ALIKE:
        return "词库和以往的自评表里没有相近的写法。"
    suggestion, likeness = found
    return (
        f"最接近的是{suggestion.source}的「{key_of(suggestion.text)}」，"
        f"相似{round(likeness * 100)}%。"
    )
