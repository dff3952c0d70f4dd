"""Is the program whole: Python, its libraries, its data, and every format it writes."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from perftui import __version__
from perftui.jobs.examining import Check, noted, wrong

_OLDEST = (3, 11)
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*([^;]*)")
_BOUND = re.compile(r"(==|>=|<=|<|>|!=|~=)\s*([\d.]+)")


def examine_python() -> Iterator[Check]:
    """Tell the versions of perftui and Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    yield Check("perftui", __version__)
    if sys.version_info < _OLDEST:
        yield wrong("Python", found, "请换用 Python 3.11 或更新的版本")
    else:
        yield Check("Python", found)


def examine_libraries() -> Iterator[Check]:
    """Tell the version of each library perftui needs, and how to install what is missing."""
    try:
        needed = requires("perftui") or []
    except PackageNotFoundError:
        yield noted("依赖", "perftui 不是安装的，查不到它要哪些依赖", "请用 pip install . 安装")
        return
    good: list[str] = []
    for name, bounds in _needed(needed):
        try:
            has = version(name)
        except PackageNotFoundError:
            yield wrong(name, "没有安装", f"请运行 pip install '{name}{bounds}'")
            continue
        if _is_within(has, bounds):
            good.append(f"{name} {has}")
        else:
            yield noted(name, f"{has}，要 {bounds}", f"请运行 pip install '{name}{bounds}'")
    yield Check("依赖", "，".join(good))


def examine_profiles() -> Iterator[Check]:
    """Read the kinds of form."""
    from perftui.evaluation.profile import load_profile, profile_ids

    names = [f"{load_profile(one).name}（{one}）" for one in profile_ids()]
    yield Check("表式", "，".join(names))


def examine_bank() -> Iterator[Check]:
    """Read the phrase bank that came with the program."""
    from perftui.phrases.bank.file import BankError
    from perftui.phrases.bank.shipped import shipped_bank
    from perftui.phrases.bank.wordings import bank_phrases

    try:
        count = sum(1 for _ in bank_phrases(shipped_bank()))
    except BankError as error:
        yield wrong("词库", _first_line(error), "请重新安装 perftui，或用 perftui bank lint 看全部")
        return
    yield Check("词库", f"{count} 句")


def examine_exports() -> Iterator[Check]:
    """Write a small form in each format."""
    from perftui.evaluation.drafting import blank_form
    from perftui.evaluation.profile import load_profile, profile_ids
    from perftui.writers.exporting import FORMATS, ExportError, render

    form = blank_form("试导出的项目", load_profile(profile_ids()[-1]), 2019)
    for name, made in FORMATS.items():
        try:
            size = len(render(form, name))
        except ExportError as error:
            yield wrong(name, _first_line(error), "照上面说的做，再运行一次 perftui doctor")
        except ImportError as error:
            yield wrong(name, f"缺少 {error.name}", "请重新安装 perftui")
        except Exception as error:  # each format is on its own
            yield wrong(name, f"导不出来：{type(error).__name__} {error}", "请把这一行告诉维护的人")
        else:
            yield Check(name, f"{made.label}导得出来（试写 {size:,} 字节）")


def _needed(requirements: list[str]) -> Iterator[tuple[str, str]]:
    """Yield name and bounds of what is needed always, not for development only."""
    for requirement in requirements:
        found = _REQUIREMENT.match(requirement)
        if found and "extra" not in requirement.partition(";")[2]:
            yield found[1], found[2].strip()


def _is_within(has: str, bounds: str) -> bool:
    """Whether a version keeps to bounds, as far as its numbers tell."""
    mine = _numbers(has)
    for sign, bound in _BOUND.findall(bounds):
        other = _numbers(bound)
        length = max(len(mine), len(other))
        left, right = (n + (0,) * (length - len(n)) for n in (mine, other))
        if not {
            "==": left == right,
            "!=": left != right,
            ">=": left >= right,
            "~=": left >= right,
            "<=": left <= right,
            "<": left < right,
            ">": left > right,
        }[sign]:
            return False
    return True


def _numbers(version_: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version_)[:4])


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
