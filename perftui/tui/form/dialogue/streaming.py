"""`Stream`, a text that the language model is putting in other words while the user goes on."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.assistant.language_model.helper import Proposal
    from perftui.assistant.language_model.polishing import Request


class Stream:
    """A request on its way in a thread of its own.

    `text` is what there is of the answer, `proposal` what came of it in the end.
    """

    def __init__(self, request: "Request") -> None:
        from perftui.assistant.language_model.stopping import Stop

        self.request = request
        self.text = ""
        self.proposal: Proposal | None = None
        self._stop = Stop()

    @property
    def is_stopped(self) -> bool:
        """Whether it was given up."""
        return self._stop.is_pulled

    def stop(self) -> None:
        """Give it up; what there is of it is then all that comes."""
        self._stop.pull()

    async def run(self) -> None:
        """Wait for what comes of it; it is given up when nobody waits any longer."""
        try:
            self.proposal = await asyncio.to_thread(self.request.run, self._grow, self._stop)
        except asyncio.CancelledError:
            self.stop()
            raise

    def broken_off(self) -> "Proposal":
        """Give it up and return what there is of it at this moment."""
        from perftui.assistant.language_model.faults import Fault
        from perftui.assistant.language_model.helper import Proposal

        self.stop()
        return self.proposal or Proposal(self.text, Fault.STOPPED)

    def _grow(self, text: str) -> None:
        self.text = text
