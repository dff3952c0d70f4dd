"""Whose data this is, where it is kept, and which place somebody means."""

import getpass
import os
from pathlib import Path

from perftui.evaluation.safe_text import safe_text


def data_folder() -> Path:
    """Return the folder of the user's data: PERFTUI_DATA, or where the system keeps data."""
    named = os.environ.get("PERFTUI_DATA")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("perftui", appauthor=False)


def typed_path(text: str) -> Path:
    """Return the path that somebody typed, ~ being a home; that of nobody is a plain name."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def login_name() -> str:
    """Return the name the user has logged in with; "" where the system does not tell."""
    try:
        return " ".join(safe_text(getpass.getuser()).split())
    except (OSError, KeyError, ImportError):
        return ""
