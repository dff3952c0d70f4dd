"""`Proposal`, a wording for a place of a narrative, and the choice it is offered as."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from perftui.assistant.moves import Provenance, Write
from perftui.assistant.parts import Choice
from perftui.phrases.slots import fill, slot_names
from perftui.phrases.suggestion import Suggestion

OWN_FIGURES = "表内数据"
OWN_REASON = "备注中的原因"
OWN_WORDS = "自己写的"


@dataclass(frozen=True)
class Proposal:
    """A wording for a narrative, with where it comes from; `fit` is from 0 to 100, 0 unknown."""

    path: str
    words: str
    origin: Provenance
    fit: int = 0
    used: int = 0

    @property
    def gaps(self) -> tuple[str, ...]:
        """The slots that are still open."""
        return slot_names(self.words)

    def having(self, values: Mapping[str, str]) -> "Proposal":
        """Return it with slots filled that the form has something for."""
        known = {name: value for name, value in values.items() if value and name in self.gaps}
        if not known:
            return self
        origin = replace(self.origin, filled=(*self.origin.filled, *known.items()))
        return replace(self, words=fill(self.words, known), origin=origin)

    def answering(self, question: str) -> "Proposal":
        """Return it as an answer to a question."""
        return replace(self, origin=replace(self.origin, answers=question))


def proposed(suggestion: Suggestion, path: str) -> Proposal:
    """Return a suggestion of the library as a proposal for a field."""
    origin = Provenance(
        words=suggestion.text,
        source=suggestion.source,
        topic=suggestion.topic,
        topic_name=suggestion.topic_name,
        reasons=suggestion.reasons,
        filled=suggestion.filled,
    )
    return Proposal(path, suggestion.text, origin, suggestion.score, suggestion.used)


def choice_of(proposal: Proposal) -> Choice:
    """Return the choice that writes a proposal into its field."""
    return Choice(
        proposal.words,
        (Write(proposal.path, proposal.words, provenance=proposal.origin),),
        note_of(proposal),
        told(proposal.origin, proposal.used),
    )


def note_of(proposal: Proposal) -> str:
    """Say in a few words where a proposal comes from, and why it is here."""
    why = proposal.origin.reasons[:1]
    gaps = len(proposal.gaps)
    wanting = (f"要填{gaps}处",) if gaps else ()
    return "，".join((proposal.origin.source, *why, *wanting))


def told(origin: Provenance, used: int = 0) -> str:
    """Say at length where a wording comes from and why it is here."""
    said = [f"出处：{origin.source}" + (f"，用过{used}次" if used > 1 else "")]
    if origin.topic_name:
        said.append(f"类别：{origin.topic}「{origin.topic_name}」")
    if origin.reasons:
        said.append(f"理由：{'，'.join(origin.reasons)}")
    if origin.filled:
        filled = "，".join(f"{name}填{value}" for name, value in origin.filled)
        said.append(f"表内已有的：{filled}")
    return "；".join(said) + "。"
