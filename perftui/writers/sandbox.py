"""The jinja2 environment of a unit's own templates: what they may use, and how much of it.

The sandbox of jinja2 keeps a template from the machine, but not from running for ever or filling
the memory. Here every turn of a loop, call, filter and joined text is counted against a budget.
What runs between two of these is bounded by the length of the template only.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import wraps
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from perftui.writers.cells import centre, pad, wrap

Filter = Callable[..., Any]

MOST_STEPS = 300_000
MOST_CHARACTERS = 20_000_000
MOST_SECONDS = 10.0

_LARGEST_NUMBER = 10**15
_LONGEST_RANGE = 10_000
_WIDEST = 1000
_TAKEN_OVER = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "sort", "title", "trim", "truncate"),
    *("unique", "upper", "wordcount"),
)
_OF_TEXTS = (
    *("count", "endswith", "find", "isdigit", "lower", "lstrip", "partition", "removeprefix"),
    *("removesuffix", "rpartition", "rstrip", "split", "splitlines", "startswith", "strip"),
    "upper",
)
_METHODS: tuple[tuple[Any, frozenset[str]], ...] = (
    (str, frozenset(_OF_TEXTS)),
    (dict, frozenset(("get", "items", "keys", "values"))),
    (tuple | list | range, frozenset(("count", "index"))),
)


class RefusedError(SecurityError):
    """What a template may not do, and its line where that is known. The message is Chinese."""

    def __init__(self, message: str | None = None, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _Budget:
    """What is left to a template that is being rendered."""

    def __init__(self) -> None:
        self.steps = MOST_STEPS
        self.characters = MOST_CHARACTERS
        self.until = time.monotonic() + MOST_SECONDS


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextmanager
def budgeted() -> Iterator[None]:
    """Render a template in here and it is stopped with RefusedError when it goes too far."""
    token = _budget.set(_Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def _step() -> None:
    if budget := _budget.get():
        budget.steps -= 1
        if budget.steps < 0 or time.monotonic() > budget.until:
            raise RefusedError("要做的步骤太多，请检查循环和宏有没有完")


def _write(characters: int) -> None:
    if budget := _budget.get():
        budget.characters -= characters
        if budget.characters < 0:
            raise RefusedError("印出来的内容太长，请检查有没有多余的循环")


class Missing(StrictUndefined):
    """A name that is not there; says so in Chinese."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if isinstance(self._undefined_name, int):
            return f"没有第{self._undefined_name + 1}项"
        return f"没有「{self._undefined_name}」这个名称"


class _Counting(NodeTransformer):
    """Has loops and joined texts counted."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        """Count the turns of a loop; a loop that calls itself is refused."""
        if node.recursive:
            raise RefusedError("循环不能写 recursive", node.lineno)
        self.generic_visit(node)
        items: Any = node.iter  # typed as a node, as are targets; what is looped over is an Expr
        node.iter = _call("counted", items)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        """Count the characters of texts joined by ~."""
        self.generic_visit(node)
        return _call("joined", *node.nodes)

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> NoReturn:  # noqa: N802
        """Refuse to turn escaping off."""
        raise RefusedError("不能用 {% autoescape %}", node.lineno)


def _call(name: str, *arguments: nodes.Expr) -> nodes.Call:
    line = arguments[0].lineno
    called = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(called, list(arguments), [], None, None, lineno=line)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which templates cannot do but what is allowed here."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(
        self, filters: Mapping[str, Callable[..., Any]] | None = None, **options: Any
    ) -> None:
        """Make one with filters beside the usual ones."""
        super().__init__(undefined=Missing, finalize=_printable, **options)
        self.globals.clear()
        self.globals["range"] = _range
        taken = {name: JINJA_FILTERS[name] for name in _TAKEN_OVER}
        self.filters = {
            name: _counted_filter(made)
            for name, made in {**taken, **_OWN, **(filters or {})}.items()
        }
        self.concat = self._concatenated  # type: ignore[method-assign]

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the items of a loop, each a step."""
        for item in items:
            _step()
            yield item

    def joined(self, *parts: Any) -> str:
        """Join what stands between ~, escaped where a part is."""
        texts = [_printable(part) for part in parts]
        if any(isinstance(text, Markup) for text in texts):
            texts = [escape(text) for text in texts]
            return Markup(self._concatenated(texts))
        return self._concatenated(map(str, texts))

    def _concatenated(self, parts: Iterable[str]) -> str:
        done: list[str] = []
        for part in parts:
            _write(len(part))
            done.append(part)
        return "".join(done)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        counting = _Counting().visit(source)
        counting.set_environment(self)
        return super()._generate(counting, *args, **options)

    def _load_template(self, *args: Any) -> Template:
        _step()
        return super()._load_template(*args)

    def call(self, context: Context, obj: Any, /, *args: Any, **options: Any) -> Any:
        """Call what may be called."""
        _step()
        return super().call(context, obj, *args, **options)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call an object."""
        if isinstance(obj, Macro | BlockReference | Undefined) or obj is _range:
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if owner is self:
            return name in ("counted", "joined")
        if isinstance(owner, LoopContext):
            return name in ("cycle", "changed")
        if any(isinstance(owner, kind) and name in names for kind, names in _METHODS):
            return True
        raise RefusedError(f"不能调用「{name or obj}」")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute: of texts and lists, the harmless methods."""
        for kind, names in _METHODS:
            if isinstance(obj, kind):
                return attr in names
        return super().is_safe_attribute(obj, attr, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what says that an attribute may not be used."""
        return self.undefined(f"不能用「{attribute}」", exc=RefusedError)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Leave the methods that format to `is_safe_attribute`, which refuses them."""
        return None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute with numbers of a form's size; join texts."""
        if isinstance(left, str) and isinstance(right, str) and operator == "+":
            return self.joined(left, right)
        for operand in (left, right):
            if isinstance(operand, Undefined):
                str(operand)  # says which name is missing
            is_number = isinstance(operand, int | float | Decimal)
            if not is_number or abs(operand) > _LARGEST_NUMBER or operator == "**":
                raise RefusedError(f"不能这样用「{operator}」，它只能算数；接文字请用 ~")
        return super().call_binop(context, operator, left, right)


def _printable(value: Any) -> Any:
    """Return a value that can be printed as it is; refuses lists and the like."""
    if value is None or isinstance(value, str | int | float | Decimal | Undefined):
        return "" if value is None else value
    raise RefusedError("这里是一组内容，不能直接印，请用 {% for %} 一个一个印")


def _counted_filter(made: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(made)
    def counted(*args: Any, **options: Any) -> Any:
        _step()
        return made(*args, **options)

    return counted


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > _LONGEST_RANGE:
        raise RefusedError(f"range 最多数到 {_LONGEST_RANGE}")
    return made


def _replace(text: str, old: str, new: str) -> str:
    _write(text.count(old) * len(new))
    return text.replace(old, new)


def _join(items: Iterable[Any], between: str = "") -> str:
    texts = [_printable(item) for item in items]
    if isinstance(between, Markup) or any(isinstance(text, Markup) for text in texts):
        texts, between = [escape(text) for text in texts], escape(between)
    plain = list(map(str, texts))
    _write(sum(map(len, plain)) + len(plain) * len(between))
    joined = str(between).join(plain)
    return Markup(joined) if isinstance(between, Markup) else joined


def _in_width(place: Callable[[str, int], str]) -> Callable[[str, int], str]:
    def placed(text: str, width: int) -> str:
        return place(str(text), max(2, min(int(width), _WIDEST)))

    return placed


_OWN: dict[str, Callable[..., Any]] = {
    "replace": _replace,
    "join": _join,
    "string": _printable,
    "pad": _in_width(pad),
    "centre": _in_width(centre),
    "wrap": lambda text, width: wrap(str(text), max(2, min(int(width), _WIDEST))),
}
