"""Where the user was in each form when they left it."""

from pathlib import Path

from perftui.evaluation.model import Evaluation


class Session:
    """The cell last at hand in each form, and which forms have been exported as they are now."""

    def __init__(self) -> None:
        self._places: dict[Path, str] = {}
        self._exported: dict[Path, Evaluation] = {}

    def place_in(self, form: Path) -> str:
        """Return the path of the field that was at hand in a form; "" if it was never open."""
        return self._places.get(form.resolve(), "")

    def leave(self, form: Path, place: str) -> None:
        """Note which field is at hand in a form."""
        self._places[form.resolve()] = place

    def is_exported(self, form: Path, evaluation: Evaluation) -> bool:
        """Whether a form has been exported with just this content."""
        return self._exported.get(form.resolve()) == evaluation

    def note_export(self, form: Path, evaluation: Evaluation) -> None:
        """Note that a form has been exported as it is now."""
        self._exported[form.resolve()] = evaluation
