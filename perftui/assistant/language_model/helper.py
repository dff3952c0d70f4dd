"""`Helper`, a language model that is switched on: it orders wordings, it rewords a text."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from perftui.assistant.language_model.answers import picks_in, wording_in
from perftui.assistant.language_model.faults import Fault
from perftui.assistant.language_model.queries import Query, ranking, rewording
from perftui.assistant.language_model.request_log import RequestLog
from perftui.assistant.language_model.stopping import Stop
from perftui.storage.own_settings import LanguageModelSettings

if TYPE_CHECKING:
    from perftui.assistant.language_model.client import Answer
    from perftui.assistant.language_model.wire import Limits

_TIMES_LONGER, _LONGER = 3, 100
_MOST_FAILED = 2
"""After so many requests in a row have failed, no order is asked for any more."""


@dataclass(frozen=True)
class Proposal:
    """A text in other words, and why it is not whole; "" if it is."""

    text: str
    fault: str = ""


class Helper:
    """A language model and what of it is remembered in a session: consent, failures.

    It may be used from several threads. `limits` and `rank_limits` are for tests.
    """

    def __init__(
        self,
        settings: LanguageModelSettings,
        log: RequestLog,
        limits: "Limits | None" = None,
        rank_limits: "Limits | None" = None,
    ) -> None:
        self.level = settings.level
        self._settings = settings
        self._server = settings.server
        self._log = log
        self._limits, self._rank_limits = limits, rank_limits
        self._is_agreed = not self._server.is_remote
        self._failed = 0
        self.withheld: Query | None = None

    @property
    def status(self) -> str:
        """What is permanently shown of it."""
        where = "（非本机）" if self._server.is_remote else ""
        return f"语言模型：{self._server.name}{where}"

    @property
    def place(self) -> str:
        """Where it is, as host and port."""
        return self._server.name

    @property
    def needs_consent(self) -> bool:
        """Whether nothing may be sent before the user has agreed."""
        return not self._is_agreed

    def agree(self) -> None:
        """Let text be sent for the rest of the session."""
        self._is_agreed = True

    def query(self, text: str, facts: Mapping[str, str]) -> Query:
        """Return what would be sent to have a text reworded."""
        return rewording(self._settings.model, text, facts)

    def reword(
        self,
        text: str,
        facts: Mapping[str, str],
        on_text: Callable[[str], None] = lambda _: None,
        stop: Stop | None = None,
    ) -> Proposal:
        """Put a text in other words; `on_text` gets what there is of it as it grows."""

        def show(so_far: str) -> None:
            on_text(wording_in(so_far, text))

        answer = self._ask(self.query(text, facts), show, stop or Stop(), self._limits)
        wording, most = wording_in(answer.text, text), _TIMES_LONGER * len(text) + _LONGER
        fault = answer.fault or ("" if wording else Fault.EMPTY)
        return Proposal(wording[:most], Fault.TOO_LONG if len(wording) > most else fault)

    def rank(
        self,
        candidates: Sequence[tuple[str, str]],
        facts: Mapping[str, str],
        stop: Stop | None = None,
    ) -> tuple[str, ...]:
        """Return the ids of candidates in a better order; in their own where none was to be had."""
        ids = tuple(one for one, _ in candidates)
        query = ranking(self._settings.model, candidates, facts)
        if self.needs_consent:
            self.withheld = query
            return ids
        if len(ids) < 2 or self._failed >= _MOST_FAILED:
            return ids
        answer = self._ask(query, lambda _: None, stop or Stop(), self._limits_of_ranking())
        try:
            picks = () if answer.fault else picks_in(answer.text, ids)
        except ValueError:
            picks = ()
        self._failed = 0 if picks else self._failed + 1
        return (*picks, *(one for one in ids if one not in picks))

    def _ask(
        self, query: Query, show: Callable[[str], None], stop: Stop, limits: "Limits | None"
    ) -> "Answer":
        # It takes a tenth of a second to load, and without a model it never is.
        from perftui.assistant.language_model.client import Answer, converse

        name = self._settings.key_variable
        key = os.environ.get(name, "").strip() if name else ""
        if name and not key:
            return Answer("", Fault.NO_KEY)
        try:
            self._log.prepare()
            answer = converse(self._server, query.body, key, show, stop, limits)
            self._log.note(self.place, query, answer.text, answer.received, answer.fault)
        except OSError:
            return Answer("", Fault.NOT_NOTED)
        return answer

    def _limits_of_ranking(self) -> "Limits":
        from perftui.assistant.language_model.wire import Limits

        return self._rank_limits or replace(Limits(), connect=1.0, first=4.0, idle=2.0, total=6.0)
