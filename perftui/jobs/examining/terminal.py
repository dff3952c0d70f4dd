"""Does the terminal show perftui as it should: encoding, size, colours, the width of Chinese."""

import locale
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from perftui.jobs.examining import Check, noted, wrong
from perftui.jobs.examining.asking import width_drawn

_COLUMNS, _LINES = 80, 24
_UTF8_PAGE = 65001
_SET_UTF8 = "请运行 export LANG=zh_CN.UTF-8（或 C.UTF-8），并把终端的字符编码设为 UTF-8"
_KITTY = "TEXTUAL_DISABLE_KITTY_KEY"


@dataclass(frozen=True)
class Terminal:
    """What is known of the terminal, and how it is asked for the width of a text.

    `encoding` is that of its locale or code page, `names` that in which files are named.
    """

    is_there: bool
    encoding: str
    size: tuple[int, int]
    variables: Mapping[str, str] = field(default_factory=dict)
    width: Callable[[str], int | None] = lambda _: None
    names: str = "utf-8"


def examine_terminal() -> Iterator[Check]:
    """Look at the terminal this runs in."""
    streams = (sys.stdin, sys.stdout)
    is_there = all(stream is not None and stream.isatty() for stream in streams)
    columns, lines = shutil.get_terminal_size()
    size, names = (columns, lines), sys.getfilesystemencoding()
    terminal = Terminal(is_there, _own_encoding(), size, os.environ, width_drawn, names)
    yield from examine(terminal)


def _own_encoding() -> str:
    """Return the encoding of the locale, or of the console on Windows."""
    if sys.platform != "win32":
        return locale.getencoding()
    import ctypes

    page = ctypes.windll.kernel32.GetConsoleOutputCP()
    return "utf-8" if page in (0, _UTF8_PAGE) else f"cp{page}"


def examine(terminal: Terminal) -> Iterator[Check]:
    """Look at a terminal."""
    yield _encoding(terminal)
    yield from _names(terminal)
    yield _keyboard(terminal)
    if not terminal.is_there:
        found = "这里没有终端（输出到文件或管道），大小、颜色和汉字宽度没有查"
        yield noted("界面", found, "要查这几项，请直接在终端里运行 perftui doctor")
        return
    yield _kind(terminal)
    yield _size(terminal)
    yield _colours(terminal)
    yield _han(terminal)
    yield from _quotes(terminal)


def _encoding(terminal: Terminal) -> Check:
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    said = next((f"{n}={terminal.variables[n]}" for n in names if terminal.variables.get(n)), "")
    if terminal.encoding.startswith("cp"):
        found = f"代码页 {terminal.encoding.removeprefix('cp')}，汉字会成乱码"
        return noted("编码", found, f"请先运行 chcp {_UTF8_PAGE}，再启动 perftui")
    found = f"{terminal.encoding.upper()}（{said or '没有设置 LANG'}）"
    if _is_utf8(terminal.encoding):
        return Check("编码", found)
    return noted("编码", f"{found}，不是 UTF-8，汉字会成乱码、打不进去", _SET_UTF8)


def _names(terminal: Terminal) -> Iterator[Check]:
    if not _is_utf8(terminal.names):
        found = f"文件名按 {terminal.names.upper()} 读写，别处存的中文名会读错"
        yield wrong("文件名", found, "请运行 export PYTHONUTF8=1，再启动 perftui")


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "") == "utf8"


def _keyboard(terminal: Terminal) -> Check:
    value = terminal.variables.get(_KITTY, "")
    if value == "1":
        return Check("输入法", f"按键扩展协议已关（{_KITTY}=1），输入法可以正常上屏")
    found = f"{_KITTY}={value}，按键扩展协议开着，输入法可能丢字"
    return noted("输入法", found, f"请运行 unset {_KITTY}，让 perftui 自己关上")


def _kind(terminal: Terminal) -> Check:
    kind = terminal.variables.get("TERM", "")
    if not kind and sys.platform == "win32":
        return Check("类型", "Windows 终端")
    if kind in ("", "dumb", "unknown"):
        found = f"TERM={kind or '没有设置'}，填表界面画不出来"
        return wrong("类型", found, "请换一个终端，或运行 export TERM=xterm-256color")
    if kind == "linux":
        return noted("类型", "TERM=linux，这种控制台不显示汉字", "请在图形界面的终端或远程终端里用")
    return Check("类型", f"TERM={kind}")


def _size(terminal: Terminal) -> Check:
    columns, lines = terminal.size
    found = f"{columns} 列 {lines} 行"
    if columns >= _COLUMNS and lines >= _LINES:
        return Check("大小", found)
    return noted("大小", found, f"请把窗口拉大到 {_COLUMNS} 列 {_LINES} 行以上，或缩小字号")


def _colours(terminal: Terminal) -> Check:
    of = terminal.variables
    if of.get("NO_COLOR"):
        return noted("颜色", "设了 NO_COLOR，界面没有颜色", "要颜色请运行 unset NO_COLOR")
    if of.get("COLORTERM", "").lower() in ("truecolor", "24bit") or "WT_SESSION" in of:
        return Check("颜色", "1600 万色")
    if "256" in of.get("TERM", ""):
        return Check("颜色", "256 色")
    return noted("颜色", "只报 16 色，颜色会不准", "能显示的话，请运行 export COLORTERM=truecolor")


def _han(terminal: Terminal) -> Check:
    width = terminal.width("中文")
    if width is None:
        return noted("汉字", "问不出汉字占几格", "看这一行的竖线是否对齐：|中文|，下一行：|abcd|")
    if width == 4:
        return Check("汉字", "一个汉字占两格")
    if width == len("中文".encode()):
        found = "两个汉字占了 6 格：终端没有按 UTF-8 显示，汉字是乱码"
        return wrong("汉字", found, _SET_UTF8 if os.name == "posix" else "请先运行 chcp 65001")
    found = f"两个汉字占了 {width} 格，应是 4 格，表格会错位"
    return wrong("汉字", found, "请换等宽的中文字体，并确认终端的编码是 UTF-8")


def _quotes(terminal: Terminal) -> Iterator[Check]:
    """Ask for characters that a terminal set up for East Asia may draw two cells wide."""
    width = terminal.width("“…")
    if width is not None and width != 2:
        found = f"引号、省略号各占 {width / 2:g} 格，界面按一格排，会错位"
        yield noted("标点", found, "请在终端的设置里把「宽度不明的字符」设为窄（一格）")
