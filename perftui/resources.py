"""Where the shipped phrase bank and sample projects lie, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return the folder `phrasebank` or `sample_projects` that came with this perftui."""
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def phrasebank() -> Path:
    """Return the folder of the shipped phrase bank."""
    return shipped("phrasebank")


def sample_projects() -> Path:
    """Return the folder of the shipped sample forms."""
    return shipped("sample_projects")
