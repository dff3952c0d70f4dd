"""Start the terminal program."""

import gc
from pathlib import Path


def start(path: Path) -> None:
    """Run the terminal program on a folder or a form until the user leaves."""
    # What is imported stays for good: collecting while it loads costs a fifth of the start.
    gc.disable()
    from perftui.tui import app

    gc.enable()
    gc.freeze()
    app.run(path)
