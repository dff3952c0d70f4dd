"""What can go wrong on the disk, as one Chinese sentence for the user."""

from dataclasses import dataclass
from errno import errorcode
from pathlib import Path

from perftui.evaluation.safe_text import safe_text

READING = "读取"


class StorageError(Exception):
    """A file cannot be read or written. Its message says which, why and what to do.

    `fault` is the message without the `remedy`, for who knows a better one.
    """

    def __init__(self, fault: str, remedy: str = "") -> None:
        super().__init__(f"{fault}{remedy}")
        self.fault = fault


@dataclass(frozen=True)
class Reason:
    """Why the system refuses: what is the matter, and what to do who reads or who writes."""

    matter: str
    reader: str
    writer: str

    def told(self, is_reading: bool) -> str:
        """Return it as the end of a sentence."""
        return f"{self.matter}，{self.reader if is_reading else self.writer}"


_ELSEWHERE = "请换一个文件夹"
_LATER = "请关掉那个程序，或过一会儿再试"
_DEVICE = "请先复制到别的盘再打开，并请管理员检查这个盘"

_NO_RIGHT = Reason(
    "没有权限", "请管理员开通，或请能打开的人复制一份给你", "请换一个文件夹或请管理员开通"
)
_IN_USE = Reason("别的程序正占着它", _LATER, f"{_LATER}，或换一个名字")
_FULL = Reason("磁盘满了", "请腾出地方再试", "请腾出地方或换一个文件夹")
_GONE = Reason(
    "没有这个文件或文件夹",
    "请核对路径",
    "可能刚被移走、改名或拔下了盘；请放回去再试，或换一个文件夹",
)
_READ_ONLY = Reason("那里只能读、不能写", "请先复制到别处再打开", _ELSEWHERE)
_TOO_LONG = Reason("名字太长", "请换一个短的", "请换一个短的")
_BAD_NAME = Reason(
    "那个盘不认这个名字，或不能这样读写",
    "请核对名字，或先复制到本机再打开",
    "请换一个只有汉字、字母和数字的名字，或换一个文件夹",
)
_NO_SHARE = Reason(
    "连不上那个共享文件夹或盘",
    "请检查网络和线再试",
    "请检查网络和线再试，或先存到本机的文件夹",
)
_BROKEN = Reason("磁盘或网络读写出错", _DEVICE, "请换一个盘保存，并请管理员检查这个盘")

_REASONS: dict[tuple[str, ...], Reason] = {
    ("EACCES", "EPERM"): _NO_RIGHT,
    ("EBUSY", "ETXTBSY", "EAGAIN", "EDEADLK"): _IN_USE,
    ("ENOSPC",): _FULL,
    ("EDQUOT",): Reason(
        "给你的磁盘份额用完了",
        "请腾出地方再试",
        "请删去不要的文件，请管理员加大，或换一个文件夹",
    ),
    ("ENOENT",): _GONE,
    ("EROFS",): _READ_ONLY,
    ("ENAMETOOLONG",): _TOO_LONG,
    ("EINVAL", "EILSEQ"): _BAD_NAME,
    ("EISDIR",): Reason("这是文件夹，不是文件", "请写到文件为止", "请换一个名字"),
    ("ENOTDIR",): Reason("路径里有一段不是文件夹", "请核对路径", "请核对路径"),
    ("EEXIST", "ENOTEMPTY"): Reason("同名的文件已经在那里", "请换一个名字", "请换一个名字"),
    ("ELOOP",): Reason(
        "路径里的链接互相指来指去", "请写真正的路径", "请写真正的路径，或换一个文件夹"
    ),
    ("EIO",): _BROKEN,
    ("ENODEV", "ENXIO", "ENOMEDIUM"): Reason(
        "那个盘不在了", "请插好再试", "请插好再试，或换一个文件夹"
    ),
    (
        *("ENOTCONN", "ESTALE", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
        *("ETIMEDOUT", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "EREMOTEIO", "ENOLINK"),
    ): _NO_SHARE,
    ("EMFILE", "ENFILE"): Reason("同时打开的文件太多", "请关掉一些程序再试", "请关掉一些程序再试"),
    ("ENOMEM",): Reason("内存不够", "请关掉一些程序再试", "请关掉一些程序再试"),
    ("EFBIG",): Reason("文件太大，那个盘放不下", "请换一个盘", "请换一个盘"),
    ("EXDEV",): Reason("两处不在同一个盘上", "请改用复制", "请复制过去，再删去原来的"),
    ("ENOTSUP", "EOPNOTSUPP", "ENOSYS"): Reason(
        "那个盘或共享不支持这样读写", "请先复制到本机再打开", _ELSEWHERE
    ),
}
_BY_NAME = {name: reason for names, reason in _REASONS.items() for name in names}

# What Windows says more exactly than by the number that stands for it elsewhere.
_BY_WINDOWS = {
    3: _GONE,
    5: Reason(
        "没有权限，或别的程序正占着它",
        "请关掉打开它的程序再试，或请管理员开通",
        "请关掉打开它的程序再试，或换一个文件夹",
    ),
    19: _READ_ONLY,
    21: _BY_NAME["ENODEV"],
    32: _IN_USE,
    33: _IN_USE,
    39: _FULL,
    53: _NO_SHARE,
    59: _NO_SHARE,
    64: _NO_SHARE,
    67: _NO_SHARE,
    112: _FULL,
    121: _NO_SHARE,
    123: _BAD_NAME,
    161: _BAD_NAME,
    206: _TOO_LONG,
    1117: _BROKEN,
    1224: _IN_USE,
    1231: _NO_SHARE,
    1295: _BY_NAME["EDQUOT"],
    1816: _BY_NAME["EDQUOT"],
}
# Raised by Python itself, which then gives no number.
_BY_TYPE: dict[type[OSError], Reason] = {
    FileNotFoundError: _GONE,
    PermissionError: _NO_RIGHT,
    FileExistsError: _BY_NAME["EEXIST"],
    IsADirectoryError: _BY_NAME["EISDIR"],
    NotADirectoryError: _BY_NAME["ENOTDIR"],
    TimeoutError: _NO_SHARE,
}


def explain(error: OSError, path: Path, doing: str) -> StorageError:
    """Turn an operating-system error into a sentence; `doing` is 读取, 保存, 移动 or the like."""
    reason = reason_of(error, is_reading=doing == READING)
    return StorageError(f"不能{doing}「{shown(path)}」：{reason}。")


def reason_of(error: OSError, *, is_reading: bool) -> str:
    """Return what is the matter and what to do, as the end of a sentence."""
    windows = getattr(error, "winerror", None)
    reason = (
        _BY_WINDOWS.get(windows or 0)
        or _BY_NAME.get(errorcode.get(error.errno or 0, ""))
        or _BY_TYPE.get(type(error))
    )
    if reason is None:
        said = " ".join(safe_text(str(error.strerror or error)).split())
        return f"系统说：{said}"
    return reason.told(is_reading)


def shown(path: Path) -> str:
    """Return a path as messages show it: on one line, whatever its name holds."""
    return " ".join(safe_text(str(path)).split("\n"))
