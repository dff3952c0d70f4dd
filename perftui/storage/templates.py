"""A unit's own templates, which lie in a folder named 模板 beside or above the forms."""

from collections.abc import Mapping
from pathlib import Path

from perftui import disk
from perftui.evaluation.profile import profile_ids
from perftui.storage.errors import StorageError, explain, shown

FOLDER = "模板"
FOR_ALL = "自评表"
"""The name without suffix of a template for forms of every kind."""

_LARGEST = {".docx": 20 * 2**20, ".j2": 2**20}
_OTHER_DOCUMENTS = frozenset(
    (".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".odt", ".rtf")
)
_MOST = 100


def find_templates(folder: Path) -> Mapping[str, bytes]:
    """Return the templates that hold for the forms of a folder, by file name.

    They are those of the nearest 模板 in the folder or above; without one, there are none. Raises
    StorageError for one that cannot be read.
    """
    place = find_folder(folder)
    if place is None:
        return {}
    templates, others = files_in(place)
    for path in others:
        if path.suffix.lower() in _OTHER_DOCUMENTS and path.stem in (*profile_ids(), FOR_ALL):
            raise StorageError(f"模板「{shown(path)}」用不了，请另存为 docx，或移出这个文件夹。")
    return {path.name: read_template(path) for path in templates}


def find_folder(folder: Path) -> Path | None:
    """Return the nearest folder named 模板, in a folder or above."""
    try:
        here = folder.resolve()
        return next((p / FOLDER for p in (here, *here.parents) if (p / FOLDER).is_dir()), None)
    except (OSError, RuntimeError, ValueError):
        return None


def files_in(place: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the templates of a folder by their suffix, docx or j2, and its other files.

    Hidden files and those a word processor puts beside an open document are neither. Raises
    StorageError for a folder that is closed, or that holds far more than templates.
    """
    try:
        files = [path for path in sorted(place.iterdir()) if not path.name.startswith((".", "~$"))]
        kinds = [path.suffix.lower() in _LARGEST and path.is_file() for path in files]
    except OSError as error:
        raise explain(error, place, "读取") from error
    if sum(kinds) > _MOST:
        raise StorageError(f"「{shown(place)}」里的模板超过 {_MOST} 个，请移走不用的。")
    pairs = list(zip(files, kinds, strict=True))
    return tuple(p for p, known in pairs if known), tuple(p for p, known in pairs if not known)


def read_template(path: Path) -> bytes:
    """Return what a template holds; raises StorageError for one that cannot be read."""
    most = _LARGEST[path.suffix.lower()]
    try:
        content = disk.read(path, most + 1)
    except OSError as error:
        raise explain(error, path, "读取") from error
    if len(content) > most:
        raise StorageError(
            f"模板「{shown(path)}」超过 {most // 2**20} MB，请删去图片等多余的内容。"
        )
    return content
