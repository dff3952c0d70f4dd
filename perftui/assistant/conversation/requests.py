"""`Requests`, what a conversation has the user's language model asked: one text at a time."""

from typing import TYPE_CHECKING

from perftui.assistant.orders import AllowSending, Polish
from perftui.assistant.parts import Explain
from perftui.assistant.state import Scene

if TYPE_CHECKING:
    from perftui.assistant.language_model.helper import Helper, Proposal
    from perftui.assistant.language_model.polishing import Request, Said
    from perftui.assistant.language_model.switching import Off

_AT_WORK = "上一句还没有润色完，一次润色一句；等它写完再说。"


class Requests:
    """Takes orders up and settles what came of them; what is between may take its time elsewhere.

    The user's settings are read for the model, where it is not known, once it is asked for.
    """

    def __init__(self, model: "Helper | Off | None") -> None:
        self._model = model
        self._open: Request | None = None

    def take_up(self, order: Polish | AllowSending, scene: Scene) -> "Request | Said":
        """Return what is to be asked; or what is to be said because it is not, or not yet."""
        from perftui.assistant.language_model.polishing import Request, Said, take_up
        from perftui.assistant.language_model.switching import language_model

        if self._open is not None and isinstance(order, Polish):
            return Said(scene.state, (Explain(_AT_WORK),))
        self._model = self._model or language_model()
        taken = take_up(order, scene, self._model)
        if isinstance(taken, Request):
            self._open = taken
        return taken

    def settle(self, request: "Request", proposal: "Proposal", scene: Scene) -> "Said":
        """Put what came of a request on offer."""
        from perftui.assistant.language_model.polishing import settle

        self._open = None
        return settle(request, proposal, scene)
