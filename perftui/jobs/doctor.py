"""`perftui doctor`: everything that must be right for perftui to work here, looked at in turn.

Whatever is broken, the rest is looked at: each examination is on its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from perftui.jobs.examining import Check, State, wrong

# Modules are loaded one by one, since one that cannot be loaded is itself a finding.
_EXAMINATIONS = (
    ("程序", "program", "examine_python"),
    ("程序", "program", "examine_libraries"),
    ("程序", "program", "examine_profiles"),
    ("程序", "program", "examine_bank"),
    ("程序", "language_model", "examine_language_model"),
    ("导出", "program", "examine_exports"),
    ("数据", "own_data", "examine_data"),
    ("数据", "own_data", "examine_leftovers"),
    ("短语库", "library", "examine_library"),
    ("短语库", "library", "examine_own_wording"),
    ("文件夹", "folder", "examine_forms"),
    ("文件夹", "folder", "examine_configuration"),
    ("文件夹", "templates", "examine_templates"),
    ("终端", "terminal", "examine_terminal"),
)
_OF_FOLDER = ("folder", "templates")


@dataclass(frozen=True)
class Examined:
    """A check and what it belongs to: 程序, 导出, 数据, 短语库, 文件夹, 终端."""

    area: str
    check: Check


def diagnose(folder: Path) -> Iterator[Examined]:
    """Yield what is found of the program, and of a folder of forms, one after another."""
    for area, module, function in _EXAMINATIONS:
        arguments = (folder,) if module in _OF_FOLDER else ()
        for check in _isolated(area, partial(_examine, module, function, *arguments)):
            yield Examined(area, check)


def is_wrong(examined: Iterable[Examined]) -> bool:
    """Whether anything is wrong."""
    return any(one.check.state is State.WRONG for one in examined)


def _examine(module: str, function: str, *arguments: Path) -> Iterable[Check]:
    examine = getattr(import_module(f"perftui.jobs.examining.{module}"), function)
    checks: Iterable[Check] = examine(*arguments)
    return checks


def _isolated(name: str, examine: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """Yield what an examination finds; one that fails is told and does not end the others."""
    try:
        yield from examine()
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except ImportError as error:
        missing = error.name or "程序的一部分"
        yield wrong(name, f"查不下去：缺少 {missing}", "请重新安装 perftui")
    except BaseException as error:
        yield wrong(name, f"查不下去：{type(error).__name__} {error}", "请把这一行告诉维护的人")
