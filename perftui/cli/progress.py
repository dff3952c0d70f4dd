"""The last line of a terminal, showing how far long work is."""

from typing import TextIO

from perftui.evaluation.safe_text import safe_text

_MANY = 5
_LONGEST = 36
_CELLS = 20
_CLEAR_LINE = "\r\x1b[K"


class ProgressLine:
    """How much of many files is done, with the name of one; nothing where no one watches."""

    def __init__(self, stream: TextIO | None, doing: str) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._doing = doing
        self._shown = ""

    def show(self, number: int, total: int, name: str) -> None:
        """Show the number of the file at hand, of how many, and its name."""
        if total >= _MANY:
            done = _CELLS * number // total
            bar = "█" * done + "░" * (_CELLS - done)
            file = " ".join(safe_text(name).split())[-_LONGEST:]
            self._shown = f"{self._doing} {bar} {number}/{total} {file}"
            self.again()

    def again(self) -> None:
        """Show once more what was shown last, below what has been said since."""
        self._print(self._shown)

    def clear(self) -> None:
        """Leave the line empty for what is said next."""
        self._print("")

    def _print(self, text: str) -> None:
        if self._stream is not None:
            print(f"{_CLEAR_LINE}{text}", end="", file=self._stream, flush=True)
