"""A text written in the user's own editor: there and back, by a file of its own."""

import shlex
import subprocess
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from perftui import disk
from perftui.evaluation.safe_text import safe_text
from perftui.storage.errors import reason_of

_LARGEST = 1_000_000


class OutsideError(Exception):
    """Why nothing came back, in one Chinese sentence."""


def command(environ: Mapping[str, str]) -> list[str]:
    """Return the command of the user's editor; raises OutsideError."""
    for name in ("VISUAL", "EDITOR"):
        if environ.get(name, "").strip():
            try:
                return shlex.split(environ[name])
            except ValueError:
                raise OutsideError(f"环境变量 {name} 的引号不成对，请改正后再试。") from None
    raise OutsideError("没有设置外部编辑器：请先设置环境变量 EDITOR，例如 EDITOR=nano。")


def edited(
    text: str, environ: Mapping[str, str], away: Callable[[], AbstractContextManager[None]]
) -> str:
    """Return a text as the user leaves it in the editor, while the screen is `away`.

    Raises OutsideError, and what `away` raises where the screen cannot be left.
    """
    editor = command(environ)
    with TemporaryDirectory(prefix="perftui-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "自评表.txt"
        _write(path, text)
        with away():
            _run([*editor, str(path)])
        said = _read(path)
    return said if text.endswith("\n") else said.removesuffix("\n")


def _write(path: Path, text: str) -> None:
    try:
        disk.write_new(path, text.encode("utf-8", "replace"), 0o600)
    except OSError as error:
        why = reason_of(error, is_reading=False)
        raise OutsideError(f"不能写临时文件：{why}，文字没有改动。") from None


def _run(words: list[str]) -> None:
    try:
        code = subprocess.run(words, check=False).returncode
    except OSError:
        raise OutsideError(f"不能运行编辑器「{words[0]}」，请检查环境变量 EDITOR。") from None
    if code:
        raise OutsideError(f"编辑器「{words[0]}」没有正常结束（{code}），文字没有改动。")


def _read(path: Path) -> str:
    try:
        data = disk.read(path, _LARGEST + 1)
        if len(data) > _LARGEST:
            raise OutsideError("写回的文件太大，没有采用。")
        return safe_text(data.decode("utf-8-sig"))
    except OSError:
        raise OutsideError("编辑器没有留下文件，文字没有改动。") from None
    except UnicodeDecodeError:
        raise OutsideError("写回的文件不是 UTF-8 编码，没有采用；请在编辑器里改编码。") from None
