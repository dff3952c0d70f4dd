"""What stands in the braces of a docx template: jinja2 expressions that can only print values.

There are no calls, no assignments, no loops in loops, and no filter that makes a long text of a
short one: what a placeholder prints is bounded by what is in the form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2 import nodes as n
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from perftui.writers.docx.own_names import unknown_name
from perftui.writers.docx.own_package import BadTemplateError

_QUOTED = r"[\"“”][^\"“”]*[\"“”]|['‘’][^'‘’]*['‘’]"
_INSIDE = rf"(?:{_QUOTED}|[^\"“”'‘’])*?"
TAG = re.compile(rf"\{{\{{{_INSIDE}\}}\}}|\{{%{_INSIDE}%\}}|\{{#.*?#\}}", re.DOTALL)
"""A placeholder, a condition or loop, or a comment; } may stand in quotes."""

OPENS = re.compile(r"\{[{%]")
"""What opens a placeholder, closed or not."""

_LONGEST_SOURCE, _LONGEST_RESULT = 20_000, 1_000_000
_WHOLE_QUOTED = re.compile(f"({_QUOTED})")
_AS_TYPED = str.maketrans("（），．｜＝！＜＞［］：　\xa0￼", "(),.|=!<>[]:   ", "\u200b")
_ALLOWED = (
    *(n.Template, n.Output, n.TemplateData, n.Name, n.Const, n.Tuple, n.List, n.Getattr),
    *(n.Getitem, n.Slice, n.Filter, n.Keyword, n.Test, n.If, n.CondExpr, n.Compare, n.Operand),
    *(n.And, n.Or, n.Not, n.For, n.Concat, n.Neg),
)
_FILTERS = (
    *("default", "d", "trim", "upper", "lower", "length", "count", "first", "last", "int"),
    *("list", "sort", "unique", "reverse", "map", "select", "reject", "selectattr", "rejectattr"),
)
_SAID = (
    (r"unexpected end of template.*'(end\w+)'", r"没有 {% \1 %}；它和开头要写在同一段里"),
    (r"unexpected end of template", "没有写完"),
    (r"encountered unknown tag '(end\w+|else|elif)'", r"{% \1 %} 前面没有开头；要写在同一段里"),
    (r"encountered unknown tag '(\w+)'", r"这里不能用 {% \1 %}，只能用 if 和 for"),
    (r"no filter named '(\w+)'", r"没有「\1」这种处理，可用的有 default、replace、join 等"),
    (r"no test named '(\w+)'", r"没有「\1」这种判断"),
    (r"expected token 'end of print statement', got '(.+)'", r"在「\1」处读不下去，请核对"),
    (r"expected token 'end of statement block', got '(.+)'", r"在「\1」处读不下去，请核对"),
    (r"unexpected char '(.+)' at", r"不能有「\1」，请核对"),
)


class Expression:
    """A text with placeholders, ready to print; `names` are those it uses."""

    def __init__(self, source: str) -> None:
        """Read a text; raises BadTemplateError saying what is wrong with it."""
        if len(source) > _LONGEST_SOURCE:
            raise BadTemplateError("太长，请分成几段")
        try:
            tree = _environment().parse(source)
            _refuse_programs(tree)
            self.names = frozenset(find_undeclared_variables(tree))
            self._template: Template = _environment().from_string(tree)
        except TemplateSyntaxError as error:
            raise BadTemplateError(_said(error)) from None
        except RecursionError:
            raise BadTemplateError("括号套得太深，请写得简单些") from None

    def print(self, values: Mapping[str, Any]) -> str:
        """Return the text with the values in it; raises BadTemplateError where that cannot be."""
        unknown = sorted(self.names - values.keys())
        if unknown:
            raise BadTemplateError(unknown_name(unknown[0], values))
        length, parts = 0, []
        try:
            for part in self._template.generate(values):
                length += len(part)
                if length > _LONGEST_RESULT:
                    raise BadTemplateError("填出来的内容太长")
                parts.append(part)
        except BadTemplateError:
            raise
        except UndefinedError:
            raise BadTemplateError("用了指标或资金里没有的名称，请核对") from None
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError):
            raise BadTemplateError("算不出来，请核对写法") from None
        return "".join(parts)


@lru_cache(1000)
def expression(source: str) -> Expression:
    """Return a text read once however often it is met; raises BadTemplateError."""
    return Expression(source)


def as_typed(tag: str) -> str:
    """Return a tag as it was meant: marks that a word processor or an input method widened.

    What stands in quotes is left as it is.
    """
    parts = _WHOLE_QUOTED.split(tag)
    for index, part in enumerate(parts):
        if index % 2 == 0:
            parts[index] = part.translate(_AS_TYPED)
        else:
            quote = '"' if part[0] in '"“”' else "'"
            parts[index] = f"{quote}{part[1:-1]}{quote}"
    return "".join(parts)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=_printable, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.filters = {name: FILTERS[name] for name in _FILTERS}
    environment.filters |= {"replace": _replaced, "join": _joined}
    return environment


def _printable(value: Any) -> str:
    if isinstance(value, (str, int, float)):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, StrictUndefined):
        value._fail_with_undefined_error()
    raise BadTemplateError("印的不是一项内容；指标和资金要逐行写在表格里，或用 for")


def _replaced(text: Any, old: str, new: str) -> str:
    """Put a text in the place of another, within bounds."""
    given = str(text)
    if len(given) + (given.count(old) if old else len(given)) * len(new) > _LONGEST_RESULT:
        raise BadTemplateError("填出来的内容太长")
    return given.replace(old, new)


def _joined(values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Join texts, or one value of each row, within bounds."""
    texts = [str(value[attribute] if attribute else value) for value in values]
    if sum(map(len, texts)) + len(texts) * len(between) > _LONGEST_RESULT:
        raise BadTemplateError("填出来的内容太长")
    return between.join(texts)


def _refuse_programs(tree: n.Template) -> None:
    """Raise BadTemplateError for what does more than print values."""
    for node in _all_nodes(tree):
        if not isinstance(node, _ALLOWED):
            _refuse(node)
        if isinstance(node, n.For) and any(True for _ in _inner_loops(node)):
            raise BadTemplateError("for 里面不能再有 for")


def _refuse(node: n.Node) -> NoReturn:
    if isinstance(node, n.Call):
        raise BadTemplateError("这里不能用「名称()」这样的写法，只能印内容")
    if isinstance(node, (n.BinExpr, n.UnaryExpr)):
        raise BadTemplateError("这里不能做运算，只能印内容；连接两段文字请用 ~")
    raise BadTemplateError("这里只能印内容，或用 if、for")


def _all_nodes(tree: n.Node) -> Iterator[n.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _all_nodes(child)


def _inner_loops(loop: n.For) -> Iterator[n.Node]:
    yield from loop.find_all(n.For)


def _said(error: TemplateSyntaxError) -> str:
    message = str(error.message).lower()
    for pattern, chinese in _SAID:
        if found := re.search(pattern, message, re.DOTALL):
            return found.expand(chinese)
    return "写法不对，请核对"
