"""The warning about a sentence whose figures, dates and names are known from nowhere."""

from collections.abc import Iterable

from perftui.assistant.grounding.checking import ungrounded
from perftui.assistant.grounding.facts import Fact
from perftui.assistant.grounding.sources import sources_of
from perftui.assistant.parts import Warn
from perftui.assistant.state import Scene

_MOST = 6


def warn_of(text: str, scene: Scene) -> Warn | None:
    """Warn of what a sentence states that neither the form nor the user has said.

    There may be several, a line each. They may stand in the form already, and are no source of
    themselves. 下半年 and the like are left to the user, who has read them.
    """
    found = [fact for fact in ungrounded(text, sources_of(scene, but=text)) if not fact.is_vague]
    if not found:
        return None
    return Warn(f"{quoted(found)}在表里和您说的话里都没有，请核对。")


def quoted(found: Iterable[Fact]) -> str:
    """Return facts as they are named to the user, each once."""
    texts = list(dict.fromkeys(fact.text.strip() for fact in found))
    shown = "".join(f"「{text}」" for text in texts[:_MOST])
    return shown if len(texts) <= _MOST else f"{shown}等{len(texts)}处"
