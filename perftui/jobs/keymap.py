"""The keys that hold in a folder of forms."""

from pathlib import Path

from perftui.actions.keys import Keys
from perftui.actions.remapping import remap
from perftui.storage.configuration import find_configuration


def keys_for(folder: Path) -> tuple[Keys, tuple[str, ...]]:
    """Return the keys with those that the folder's `perftui.toml` puts in place, and its faults.

    Raises StorageError if that file cannot be read at all.
    """
    return remap(find_configuration(folder).keys)
