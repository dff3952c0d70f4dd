"""What is said to what was not understood, or not wholly: an example that works, and ways out."""

from dataclasses import replace

from perftui.assistant.doing.outcome import Outcome
from perftui.assistant.moves import Forget, Write
from perftui.assistant.parts import Choice, Explain, Warn
from perftui.assistant.state import Doubt, Scene, Waiting
from perftui.evaluation.fields import NARRATIVES, bare_label


def not_understood(line: str, scene: Scene) -> Outcome:
    """Say what was expected and what would work; nothing that was typed is lost."""
    if not line:
        return Outcome(scene.state)
    misses = scene.state.misses + 1
    question = scene.question
    example = (
        f"可以写：{question.example}" if question and question.example else "说“帮助”看可以说什么"
    )
    state = replace(scene.state, misses=misses, drafts=(*scene.state.drafts, line))
    return Outcome(state, (Explain(f"没有读懂「{line}」。{example}。"),))


def settle_doubt(doubt: Doubt, scene: Scene) -> Outcome:
    """Let a doubt wait for an answer."""
    return Outcome(replace(scene.state, waiting=Waiting(doubt.text, doubt.choices)))


def leave_unread(unread: tuple[str, ...], scene: Scene) -> Outcome:
    """Name what was not read, and offer to keep it in the form."""
    text = "，".join(unread)
    kept = tuple(
        Choice(f"记入{bare_label(scene.profile, field)}", (Write(field, text),))
        for field in NARRATIVES
    )
    choices = (*kept, Choice("丢弃", (Forget(text),)))
    waiting = Waiting(f"没有读懂「{text}」，要留着吗？", choices)
    return Outcome(replace(scene.state, waiting=waiting), (Warn(f"没有读懂「{text}」。"),))
