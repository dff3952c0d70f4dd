"""Wordings in the order a language model gives them, before anyone sees the list."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from perftui.assistant.language_model.facts import facts_of
from perftui.assistant.language_model.helper import Helper
from perftui.assistant.state import Wording
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.phrases.bank import Bank
from perftui.phrases.suggestion import Suggestion

_MOST_RANKED = 12
_REMEMBERED = 200
_Key = tuple[object, ...]


class RankedWording:
    """What proposes wordings, its proposals put in order by a language model.

    An order once given, or not to be had, is kept: the same question has the same answer, and a
    list that is on the screen stays as it is.
    """

    def __init__(self, wording: Wording, helper: Helper, profile: Profile) -> None:
        self._wording = wording
        self._helper = helper
        self._profile = profile
        self._orders: OrderedDict[_Key, tuple[int, ...]] = OrderedDict()
        self._lock = Lock()

    @property
    def bank(self) -> Bank:
        """The bank of what it orders."""
        return self._wording.bank

    def suggest(
        self,
        evaluation: Evaluation,
        field: str,
        typed: str = "",
        limit: int = 5,
        found: Sequence[str] = (),
    ) -> tuple[Suggestion, ...]:
        """Return the best wordings for a field."""
        more = self._wording.suggest(evaluation, field, typed, max(limit, _MOST_RANKED), found)
        return self._ranked(more, evaluation, field, typed)[:limit]

    def answers(
        self, evaluation: Evaluation, topic: str, limit: int = 5, problem: str = ""
    ) -> tuple[Suggestion, ...]:
        """Return the measures that answer a problem."""
        more = self._wording.answers(evaluation, topic, max(limit, _MOST_RANKED), problem)
        return self._ranked(more, evaluation, "measures", problem)[:limit]

    def further(
        self, evaluation: Evaluation, field: str, suggestion: Suggestion, limit: int = 9
    ) -> tuple[Suggestion, ...]:
        """Return other wordings of a suggestion's topic, as they come."""
        return self._wording.further(evaluation, field, suggestion, limit)

    def _ranked(
        self, wordings: tuple[Suggestion, ...], evaluation: Evaluation, field: str, typed: str
    ) -> tuple[Suggestion, ...]:
        if len(wordings) < 2:
            return wordings
        told = {"栏目": field, "已写": typed} if typed else {"栏目": field}
        facts = facts_of(evaluation, self._profile) | told
        head, rest = wordings[:_MOST_RANKED], wordings[_MOST_RANKED:]
        key = (*facts.items(), *(one.text for one in head))
        with self._lock:
            order = self._orders.get(key) or self._asked(key, head, facts)
        return (*(head[place] for place in order), *rest)

    def _asked(
        self, key: _Key, wordings: Sequence[Suggestion], facts: dict[str, str]
    ) -> tuple[int, ...]:
        ids = {f"c{number}": number for number in range(len(wordings))}
        candidates = [(one, wordings[place].text) for one, place in ids.items()]
        order = tuple(ids[one] for one in self._helper.rank(candidates, facts))
        if not self._helper.needs_consent:
            self._orders[key] = order
            while len(self._orders) > _REMEMBERED:
                self._orders.popitem(last=False)
        return order
