"""What can go wrong on the disk, as one Chinese sentence for the user."""

from errno import ENAMETOOLONG, ENOSPC, EROFS
from pathlib import Path

from perftui.evaluation.safe_text import safe_text


class StorageError(Exception):
    """A file cannot be read or written. Its message says which, why and what to do."""


def explain(error: OSError, path: Path, doing: str) -> StorageError:
    """Turn an operating-system error into a sentence; `doing` is 读取 or 保存."""
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "没有这个文件或文件夹，请核对路径",
        PermissionError: "没有权限，请换一个文件夹或请管理员开通",
        IsADirectoryError: "这是文件夹，不是文件",
        NotADirectoryError: "路径里有一段不是文件夹，请核对路径",
        FileExistsError: "同名的文件已经在那里，请换一个名字",
    }
    by_number = {
        ENAMETOOLONG: "名字太长，请换一个短的",
        ENOSPC: "磁盘满了，请腾出地方或换一个文件夹",
        EROFS: "那里只能读、不能写，请换一个文件夹",
    }
    known = reasons.get(type(error)) or by_number.get(error.errno or 0)
    reason = known or f"系统说：{error.strerror or error}"
    return StorageError(f"不能{doing}「{shown(path)}」：{reason}。")


def shown(path: Path) -> str:
    """Return a path as messages show it: on one line, whatever its name holds."""
    return " ".join(safe_text(str(path)).split("\n"))
