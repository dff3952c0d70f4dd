"""Further choices for what is asked; those on the screen keep their numbers."""

from dataclasses import replace
from itertools import islice

from perftui.assistant.doing.outcome import Outcome
from perftui.assistant.drafting.candidates import candidates
from perftui.assistant.drafting.proposal import choice_of
from perftui.assistant.drafting.written import stands, text_of
from perftui.assistant.parts import Explain
from perftui.assistant.state import Scene

_AT_ONCE = 3


def more(scene: Scene) -> Outcome:
    """Add further wordings to the list on the screen."""
    question = scene.question
    if question is None or scene.state.waiting is not None:
        return Outcome(scene.state, (Explain("现在没有更多的可选。"),))
    shown = {choice.text for choice in scene.state.choices}
    further = (
        proposal
        for proposal in candidates(scene, question.id)
        if proposal.words not in shown
        and not stands(proposal.words, text_of(scene.form, proposal.path))
    )
    added = tuple(choice_of(proposal) for proposal in islice(further, _AT_ONCE))
    if not added:
        return Outcome(scene.state, (Explain("没有更多的写法了，可以自己写一句。"),))
    return Outcome(replace(scene.state, choices=(*scene.state.choices, *added)))
