"""A form copied beside itself."""

from pathlib import Path

from perftui import disk
from perftui.storage.errors import StorageError, explain, shown
from perftui.storage.evaluation_file import SUFFIX, load
from perftui.storage.workspace import free_path

_TRIES = 100


def copy_beside(form: Path, mark: str) -> Path:
    """Copy a form to the first free name that ends with a mark; raises StorageError."""
    load(form)
    try:
        content = disk.read(form)
        for _ in range(_TRIES):
            path = free_path(form.parent, f"{form.name.removesuffix(SUFFIX)}{mark}", SUFFIX)
            try:
                disk.write_new(path, content, synced=True)
            except FileExistsError:  # another program was faster
                continue
            return path
    except OSError as error:
        raise explain(error, form, "另存") from error
    raise StorageError(f"不能另存「{shown(form)}」：同名的文件太多，请换一个名字。")
