"""`perftui`: the terminal program on a folder or form, or one of the commands."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from perftui import __version__
from perftui.cli.crash import quiet_threads, tell_crash
from perftui.cli.output import (
    CRASHED,
    DONE,
    FAILED,
    complain,
    flush,
    hang_up,
    on_terminal,
    say,
    speak_utf8,
)
from perftui.cli.parsing import Parser
from perftui.cli.terminal import start
from perftui.cli.utf8 import name_files_in_utf8

# A command's module is loaded only when it is called, so that each starts fast.
COMMANDS = {
    "demo": ("demo", "用一份临时的示例打开；没有终端时演示一遍全过程"),
    "chat": ("chatting", "用对话填一份自评表：一问一答，可以照稿子说，不用界面"),
    "new": ("forms", "新建自评表，或把上年的表结转为今年的草稿"),
    "import": ("importing", "把以往的文档读成自评表文件"),
    "check": ("checking", "检查自评表，列出全部问题"),
    "rule": ("rules", "列出或解释检查规则"),
    "suggest": ("suggesting", "为主要绩效、主要问题、改进措施或备注推荐措辞"),
    "learn": ("learning", "从以往的自评表学习措辞，记入自己的短语库"),
    "bank": ("bank", "查找、检查、增加、停用措辞"),
    "export": ("exporting", "导出成品文档，一份一份或合成一份"),
    "report": ("reporting", "汇总多份自评表：得分、执行率、失分和常见问题，可出网页或工作簿"),
    "keys": ("keys", "列出全部操作和它们的键，连同文件夹里改过的"),
    "history": ("history", "看一份自评表谁在什么时候改了什么，核对记录是否完整"),
    "recover": ("recovering", "找回没存上的改动，恢复损坏的自评表"),
    "doctor": ("doctor", "检查程序、短语库、文件夹和终端是否都正常"),
}
_HELP = """用法：perftui [文件夹或自评表]    打开填表界面（默认为当前文件夹）
      perftui 命令 …            不用界面，直接办一件事

命令：
{commands}

perftui 命令 --help 看一个命令的用法；perftui --version 看版本。"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run perftui with command-line arguments; returns the exit status."""
    if arguments is None:
        name_files_in_utf8()
    speak_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with quiet_threads():
            status = _run(words)
        flush()
    except BrokenPipeError:
        hang_up(sys.stdout, sys.stderr)
        return DONE
    except OSError as error:
        hang_up(sys.stdout)
        from perftui.storage.errors import reason_of, shown

        place = f"「{shown(Path(str(error.filename)))}」" if error.filename else "输出"
        complain(f"不能读写{place}：{reason_of(error, is_reading=False)}。")
        return FAILED
    except KeyboardInterrupt:
        complain("已取消。")
        return FAILED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except Exception as error:  # a fault of perftui itself
        hang_up(sys.stdout)
        tell_crash(error)
        return CRASHED
    return status


def _run(words: list[str]) -> int:
    first = words[0] if words else "."
    if first in COMMANDS:
        return _command(first, words[1:])
    if first in ("-h", "--help", "help"):
        commands = "\n".join(f"  {name:<9}{does}" for name, (_, does) in COMMANDS.items())
        say(_HELP.format(commands=commands))
        return DONE
    if first in ("-V", "--version"):
        say(f"perftui {__version__}")
        return DONE
    if first.startswith("-") or len(words) > 1:
        complain(f"不认识「{first}」。用 perftui --help 看用法。")
        return FAILED
    return _open(Path(first))


def _command(name: str, words: list[str]) -> int:
    module, does = COMMANDS[name]
    command = import_module(f"perftui.cli.{module}").COMMANDS[name]
    parser = Parser(f"perftui {name}", f"{does}。")
    command.arguments(parser)
    status: int = command.run(parser.parse_args(words))
    return status


def _open(path: Path) -> int:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        complain(f"没有「{path}」这个命令、文件夹或文件。用 perftui --help 看用法。")
        return FAILED
    if not on_terminal():
        complain("这里没有终端，打不开填表界面；可以用 perftui check、suggest、export 等命令。")
        return FAILED
    if path.is_file() and not path.name.endswith(".perf.json"):
        complain(f"「{path}」不是自评表文件（*.perf.json），请先用 perftui import 读入。")
        return FAILED
    start(path)
    return DONE
