"""What can be undone and done again, read from the edits of a form."""

from collections.abc import Iterable

from perftui.evaluation.history.edits import Edit


def reaches_back(edits: Iterable[Edit]) -> bool:
    """Whether some of the edits take back, or do again, what was done before all of them."""
    made = set()
    for edit in edits:
        if edit.kind and edit.step not in made:
            return True
        made.add(edit.step)
    return False


def undo_list(edits: Iterable[Edit]) -> tuple[list[Edit], int]:
    """Return the edits that can be taken back or done again, and how many of them are in force.

    Those in force come first, oldest first; behind them stands what was undone, next first.
    """
    found: list[Edit] = []
    applied = 0
    for edit in edits:
        if edit.kind == "undo":
            while applied and found[applied - 1].step == edit.step:
                applied -= 1
        elif edit.kind == "redo":
            while applied < len(found) and found[applied].step == edit.step:
                applied += 1
        else:
            del found[applied:]
            found.append(edit)
            applied += 1
    return found, applied
