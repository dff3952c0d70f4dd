"""How long each pattern of perftui searches ten thousand characters made to keep it busy.

python -m benchmarks.soak.regexes
"""

import ast
import pkgutil
import re
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import perftui

SIZE = 10_000
_LITTLE = 500
_HOPELESS = 0.01  # seconds for a little: more is not waited for
_SHOWN = 15
_PATIENCE = 1.0
_WAYS = {
    **dict.fromkeys(("search", "findall", "finditer", "sub", "subn", "split"), "finditer"),
    **{"match": "match", "fullmatch": "fullmatch"},
}
_ALL_WAYS = frozenset(_WAYS.values())
_CALL = re.compile(rf"\b(_?[A-Z][A-Z0-9_]*)\.({'|'.join(_WAYS)})\b")
_TABLE = re.compile("_?[A-Z][A-Z0-9_]*")
_PASSED_ON = re.compile(rf"\b[a-z]\w*\.({'|'.join(_WAYS)})\((?!\))")
_DEEPEST = 3

_PIECES = (
    *("1", "1,", "1.", "1 ", "，", " ", "\t", "\n", " \n", "a", "a ", "A1", "甲", "甲、", "甲 "),
    *(
        "<",
        "<a ",
        "<!",
        '"',
        "'",
        '""',
        "(",
        "（",
        "[",
        "{",
        "{{",
        "{%",
        "{{'",
        "-",
        "—",
        "/",
        "\\",
    ),
    *(
        "。",
        "；",
        ":",
        "：",
        "=",
        "%",
        "万元",
        "元",
        "分",
        "年",
        "第",
        "一",
        "一、",
        "（一）",
        "\x1b[",
    ),
    *(
        "\x1b]",
        "2020年",
        "项目",
        "不",
        "未",
        "的",
        "&",
        "&#",
        "是",
        "了",
        "0x",
        "|",
        "|-",
        "_",
        "#",
    ),
)


@dataclass(frozen=True)
class Named:
    """A compiled pattern, where it stands, perftui.evaluation.values._PLAIN, and how it is used."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


@dataclass(frozen=True)
class Slowest:
    """A pattern, what it was slowest on, and how many seconds of computing that took."""

    name: str
    piece: str
    seconds: float


def patterns(package: str = perftui.__name__) -> tuple[Named, ...]:
    """Return every pattern that a module of a package holds, alone or in tables."""
    found: dict[re.Pattern[Any], Named] = {}
    used = _ways_by_name()
    for module in _modules(package):
        passed_on = used.get((module.__name__, ""), _ALL_WAYS)
        for name, value in vars(module).items():
            for pattern in _within(value, _DEEPEST):
                own = name.startswith("_")
                at = (module.__name__ if own else "", name)
                known = used.get(at, passed_on if own else _ALL_WAYS)
                found.setdefault(pattern, Named(f"{module.__name__}.{name}", pattern, known))
    return tuple(found.values())


def measure(size: int = SIZE) -> tuple[Slowest, ...]:
    """Return for each pattern what it is slowest on, the slowest first."""
    results = (_slowest(named, size) for named in patterns())
    return tuple(sorted(results, key=lambda result: -result.seconds))


def _ways_by_name() -> dict[tuple[str, str], frozenset[str]]:
    """Return how the program calls the patterns of a name: one with _ in its own module only.

    The name "" is of those that a module hands to its functions, which call them by other names.
    """
    ways: dict[tuple[str, str], set[str]] = {}
    root = Path(perftui.__path__[0])
    for path in root.rglob("*.py"):
        parts = path.relative_to(root.parent).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        source = path.read_text("utf-8")
        for name, method in (*_CALL.findall(source), *_called_in_turn(ast.parse(source))):
            at = (module if name.startswith("_") else "", name)
            ways.setdefault(at, set()).add(_WAYS[method])
        for method in _PASSED_ON.findall(source):
            ways.setdefault((module, ""), set()).add(_WAYS[method])
    return {at: frozenset(found) for at, found in ways.items()}


def _called_in_turn(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names that a loop goes through, with what is called of each of their patterns."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    for function in functions:
        within = tuple(ast.walk(function))
        called: dict[str, set[str]] = {}
        for node in within:
            is_call = isinstance(node, ast.Attribute) and node.attr in _WAYS
            if is_call and isinstance(node.value, ast.Name):
                called.setdefault(node.value.id, set()).add(node.attr)
        for node in within:
            if isinstance(node, ast.For | ast.comprehension):
                each = {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
                through = {one.id for one in ast.walk(node.iter) if isinstance(one, ast.Name)}
                methods = set().union(*(called.get(name, ()) for name in each))
                yield from ((name, m) for name in through if _TABLE.match(name) for m in methods)


def _modules(package: str) -> Iterator[Any]:
    for info in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        if not info.name.endswith("__main__"):
            yield import_module(info.name)


def _within(value: object, levels: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif levels and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _within(one, levels - 1)
    elif levels and isinstance(value, Mapping):
        yield from _within((*value.keys(), *value.values()), levels - 1)
    elif levels and (function := getattr(value, "func", None)) and isinstance(value, partial):
        yield from _within((*value.args, *value.keywords.values(), function), levels - 1)
    elif levels and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from (
            _within(tuple(vars(value).values()), levels - 1) if hasattr(value, "__dict__") else ()
        )


def _slowest(named: Named, size: int) -> Slowest:
    """Return what a pattern is slowest on: tried on a little of each piece, then on all of one."""
    tried = Slowest(named.name, "", 0.0)
    for piece in _pieces(named.pattern):
        seconds = _seconds(named, piece, _LITTLE)
        tried = max(tried, Slowest(named.name, piece, seconds), key=lambda one: one.seconds)
        if tried.seconds > _HOPELESS:
            return replace(tried, seconds=tried.seconds * (size / _LITTLE) ** 2)
    return replace(tried, seconds=_seconds(named, tried.piece or "1", size))


def _pieces(pattern: re.Pattern[Any]) -> Iterable[str]:
    """Return what texts are made of: what is usual, and the characters of the pattern itself."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    own = [char for char in dict.fromkeys(text) if char not in "\\()[]{}?*+|^$"]
    words = re.findall(r"[\u4e00-\u9fff]+|[A-Za-z]{2,}", text)
    return dict.fromkeys((*_PIECES, *own[:20], *words[:10]))


def _seconds(named: Named, piece: str, size: int) -> float:
    text: Any = (piece * (size // len(piece) + 1))[:size] + "\x00"
    if isinstance(named.pattern.pattern, bytes):
        text = text.encode("utf-8")
    began = time.process_time()
    with _patience():
        for way in named.ways:
            found = getattr(named.pattern, way)(text)
            if way == "finditer":
                deque(found, maxlen=0)
    return time.process_time() - began


@contextmanager
def _patience() -> Iterator[None]:
    """Give up what takes longer than is waited for, where the system can interrupt it."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        with suppress(TimeoutError):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> None:
    results = measure()
    for result in results[:_SHOWN]:
        print(f"{result.seconds * 1000:8.1f} ms  {result.piece!r:10} {result.name}")
    print(f"{len(results)} patterns, {SIZE} characters: slowest {results[0].seconds * 1000:.1f} ms")


if __name__ == "__main__":
    main()
