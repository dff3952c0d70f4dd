"""What the user's data folder holds of a form: by what name, and that it follows the form."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from perftui import disk
from perftui.storage.evaluation_file import SUFFIX
from perftui.storage.user_data import data_folder
from perftui.storage.workspace import safe_stem

HISTORY, CONVERSATIONS = ("history", ".jsonl"), ("conversations", ".jsonl")
KEPT, JOURNALS = ("kept", SUFFIX), ("journal", ".journal")
_FOLLOWS = (HISTORY, CONVERSATIONS, KEPT)
_DIGITS = 16


def place_of(form: Path, kind: tuple[str, str], folder: Path | None = None) -> Path:
    """Return the file of a kind that belongs to a form; `folder` is the user's data folder."""
    room, ending = kind
    return (folder or data_folder()) / room / f"{_name_of(form)}{ending}"


def places_of(form: Path, kind: tuple[str, str], folder: Path | None = None) -> list[Path]:
    """Return the files of a kind that there are of a form, where there may be several."""
    within = (folder or data_folder()) / kind[0]
    start = f"{_name_of(form)}."
    with suppress(OSError):
        return sorted(p for p in within.iterdir() if p.name.startswith(start))
    return []


def follow(form: Path, target: Path) -> None:
    """Let what is kept of a form follow it to its new path; what cannot follow stays behind.

    What was done to a form, and said of it, is not worth leaving the form behind.
    """
    for kind in _FOLLOWS:
        with suppress(OSError):
            disk.replace(place_of(form, kind), place_of(target, kind))
    for place in places_of(form, JOURNALS):  # what was not saved when a program was killed
        ending = place.name.removeprefix(_name_of(form))
        with suppress(OSError):
            disk.replace(place, place.with_name(f"{_name_of(target)}{ending}"))


def forget(form: Path) -> None:
    """Remove what is kept of a form that has been deleted for good."""
    for kind in _FOLLOWS:
        with suppress(OSError):
            disk.remove(place_of(form, kind))
    for place in places_of(form, JOURNALS):
        with suppress(OSError):
            disk.remove(place)


def _name_of(form: Path) -> str:
    path = disk.real(form)
    stem = safe_stem(path.name.removesuffix(SUFFIX))
    return f"{stem}-{sha256(os.fsencode(path)).hexdigest()[:_DIGITS]}"
