"""argparse in Chinese: usage, headings and errors; a wrong call is one line and exit status 2."""

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from perftui.cli.output import FAILED, complain

_ERRORS = (
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (
        r"argument (\S+): invalid choice: '?([^']*)'? \(choose from (.+)\)",
        lambda found: f"{found[1]} 没有「{found[2]}」，可选 {found[3].replace(chr(39), '')}",
    ),
    (r"argument (\S+): invalid \S+ value: ['\"](.*)['\"]", r"\1 的值「\2」不对"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 不能一起用"),
    (r"argument (\S+): expected .*", r"\1 后面缺少内容"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 后面不能写内容"),
    (r"argument (\S+): ", r"\1 "),
)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose usage line starts in Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Put the Chinese word for usage in front."""
        super().add_usage(usage, actions, groups, prefix or "用法：")


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=Formatter,
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the call, and leave with status 2."""
        for pattern, chinese in _ERRORS:
            message = re.sub(pattern, chinese, message)
        complain(f"{message}。用 {self.prog} --help 看用法。")
        self.exit(FAILED)


def listed(text: str) -> tuple[str, ...]:
    """Split a list as people type it: with commas or semicolons of either width, or blanks."""
    return tuple(filter(None, re.split(r"[,，、;；\s]+", text)))


def positive(text: str) -> int:
    """Read a count for argparse: a whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"的值「{text}」要是 1 或更大的整数")
    return int(text)
