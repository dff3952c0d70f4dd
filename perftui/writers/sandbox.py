"""The jinja2 environment of a unit's own templates: what they may use.

The sandbox of jinja2 keeps a template from the machine, but not from running for ever or filling
the memory. Here every turn of a loop, call, filter and joined text is counted (`allowance.py`).
What runs between two of these is bounded by the length of the template only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_eval_context
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from perftui.writers.allowance import RefusedError, count_characters, count_step, within_bounds
from perftui.writers.template_filters import Filter, filters_with, printable

_LARGEST_NUMBER = 10**15
_LONGEST_RANGE = 10_000
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

    def __init__(self, filters: Mapping[str, Filter] | None = None, **options: Any) -> None:
        """Make one with filters beside the usual ones."""
        super().__init__(undefined=Missing, finalize=_print, optimized=False, **options)
        self.globals.clear()
        self.globals["range"] = _range
        self.filters = filters_with(filters or {})
        self.concat = self._concatenated  # type: ignore[method-assign]

    def names_in(self, tree: nodes.Template) -> set[str]:
        """Return the names that a template uses and does not set itself.

        jinja2 works constants out on the way, whatever they cost, hence the bounds.
        """
        with within_bounds():
            return find_undeclared_variables(tree)

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the items of a loop, each a step."""
        for item in items:
            count_step()
            yield item

    def joined(self, *parts: Any) -> str:
        """Join what stands between ~, escaped where a part is."""
        texts = [printable(part) for part in parts]
        if any(isinstance(text, Markup) for text in texts):
            texts = [escape(text) for text in texts]
            return Markup(self._concatenated(texts))
        return self._concatenated(map(str, texts))

    def _concatenated(self, parts: Iterable[str]) -> str:
        done: list[str] = []
        for part in parts:
            count_characters(len(part))
            done.append(part)
        return "".join(done)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        counting = _Counting().visit(source)
        counting.set_environment(self)
        return super()._generate(counting, *args, **options)

    def _load_template(self, *args: Any) -> Template:
        count_step()
        return super()._load_template(*args)

    def call(self, context: Context, obj: Any, /, *args: Any, **options: Any) -> Any:
        """Call what may be called."""
        count_step()
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


@pass_eval_context
def _print(_: EvalContext, value: Any) -> Any:
    """Print a value; taking a context, it keeps constants from being worked out uncounted."""
    return printable(value)


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > _LONGEST_RANGE:
        raise RefusedError(f"range 最多数到 {_LONGEST_RANGE}")
    return made
