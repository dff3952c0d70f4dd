"""What is remembered from one start to the next: where the user was, and how they like it."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from perftui import disk
from perftui.evaluation.model import Evaluation
from perftui.storage.atomic import write_atomic
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import digest_of

FILE = "session.json"
_MOST = 500
_LARGEST = 2_000_000
_FORMS, _FOLDERS, _SETTINGS = "forms", "folders", "settings"


class Session:
    """The cell last at hand in each form, which forms have been exported as they are, and more.

    Kept in a folder, or for this time only where there is none. What this program has changed is
    put over what the file holds when it is saved, so that two at once lose nothing. A file that is
    broken or another's is as good as none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder and folder / FILE
        self._kept = _read(self._file)
        self._changed: dict[str, dict[str, Any]] = {_FORMS: {}, _FOLDERS: {}, _SETTINGS: {}}
        self._lock = Lock()

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever remembered here."""
        return not any(self._kept.values())

    def save(self) -> None:
        """Write what has changed to the disk; what cannot be written is not worth a message."""
        with self._lock:
            changed = {part: dict(entries) for part, entries in self._changed.items()}
            if self._file is None or not any(changed.values()):
                return
            merged = _merged(_read(self._file), changed)
            content = json.dumps({"format": 1, **merged}, ensure_ascii=False, indent=1)
            with suppress(OSError, StorageError, UnicodeEncodeError):
                disk.make_folder(self._file.parent, 0o700)
                write_atomic(self._file, f"{content}\n".encode())

    # In a form.

    def place_in(self, form: Path) -> str:
        """Return the path of the field that was at hand in a form; "" if it was never open."""
        return _text(self._of_form(form), "place")

    def leave(self, form: Path, place: str) -> None:
        """Note which field is at hand in a form."""
        self._note_form(form, place=place)

    def is_exported(self, form: Path | None, evaluation: Evaluation) -> bool:
        """Whether a form has been exported with just this content; never one without a file."""
        known = form and _text(self._of_form(form), "exported")
        return bool(known) and known == digest_of(evaluation)

    def note_export(self, form: Path, evaluation: Evaluation) -> None:
        """Note that a form has been exported as it is now."""
        self._note_form(form, exported=digest_of(evaluation))

    # In a folder.

    def left_inside(self, folder: Path) -> Path | None:
        """Return the form that was open when the program was left in a folder, if one was."""
        kept = self._entry(_FOLDERS, _key(folder))
        return Path(_text(kept, "form")) if kept.get("inside") and _text(kept, "form") else None

    def leave_folder(self, folder: Path, form: Path | None) -> None:
        """Note which form is open in a folder as the program is left; None for the list."""
        kept = self._entry(_FOLDERS, _key(folder))
        last = _key(form) if form is not None else _text(kept, "form")
        self._note(_FOLDERS, _key(folder), {"form": last, "inside": form is not None})

    # Everywhere.

    @property
    def theme(self) -> str:
        """The name of the theme last chosen; "" if none was."""
        return self._setting("theme")

    @theme.setter
    def theme(self, name: str) -> None:
        self._note(_SETTINGS, "theme", name)

    @property
    def sort(self) -> str:
        """How home is sorted; "" if that was never chosen."""
        return self._setting("sort")

    @sort.setter
    def sort(self, name: str) -> None:
        self._note(_SETTINGS, "sort", name)

    @property
    def is_tour_offered(self) -> bool:
        """Whether the tour has been offered."""
        return self._setting("tour") == "offered"

    def note_tour(self) -> None:
        """Note that the tour has been offered."""
        self._note(_SETTINGS, "tour", "offered")

    def _of_form(self, form: Path) -> dict[str, Any]:
        return self._entry(_FORMS, _key(form))

    def _note_form(self, form: Path, **what: str) -> None:
        self._note(_FORMS, _key(form), {**self._of_form(form), **what})

    def _setting(self, name: str) -> str:
        value = {**self._kept[_SETTINGS], **self._changed[_SETTINGS]}.get(name)
        return value if isinstance(value, str) else ""

    def _entry(self, part: str, key: str) -> dict[str, Any]:
        entry = self._changed[part].get(key) or self._kept[part].get(key)
        return entry if isinstance(entry, dict) else {}

    def _note(self, part: str, key: str, value: Any) -> None:
        with self._lock:
            self._changed[part].pop(key, None)  # the newest stands last
            self._changed[part][key] = value


def _merged(
    kept: dict[str, dict[str, Any]], changed: dict[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Put what has changed over what is there; of forms and folders the newest stay."""
    merged: dict[str, dict[str, Any]] = {}
    for part, entries in changed.items():
        old = {key: value for key, value in kept[part].items() if key not in entries}
        merged[part] = dict([*old.items(), *entries.items()][-_MOST:])
    return merged


def _read(path: Path | None) -> dict[str, dict[str, Any]]:
    """Return what a file holds, as far as it is a session."""
    data: Any = None
    with suppress(OSError, ValueError, RecursionError):
        if path is not None and path.stat().st_size <= _LARGEST:
            data = json.loads(disk.read(path, _LARGEST).decode("utf-8"))
    parts: Callable[[str], Any] = data.get if isinstance(data, dict) else lambda part: None
    kept = {part: parts(part) for part in (_FORMS, _FOLDERS, _SETTINGS)}
    return {part: value if isinstance(value, dict) else {} for part, value in kept.items()}


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _key(path: Path) -> str:
    return str(disk.real(path))
