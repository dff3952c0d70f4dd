"""What stands in the braces of a docx template: jinja2, in the sandbox of a unit's templates."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Template, TemplateError, nodes

from perftui.writers.docx.own.names import unknown_name
from perftui.writers.docx.own.package import BadTemplateError
from perftui.writers.sandbox import Sandbox
from perftui.writers.template_faults import what_is_wrong

_QUOTED = r"[\"“”][^\"“”]*[\"“”]|['‘’][^'‘’]*['‘’]"
_INSIDE = rf"(?:{_QUOTED}|(?!\{{[{{%])[^\"“”'‘’])*?"  # what opens another begins anew
TAG = re.compile(rf"\{{\{{{_INSIDE}\}}\}}|\{{%{_INSIDE}%\}}|\{{#.*?#\}}", re.DOTALL)
"""A placeholder, a condition or loop, or a comment; } may stand in quotes."""

OPENS = re.compile(r"\{[{%]")
"""What opens a placeholder, closed or not."""

_LONGEST_SOURCE, _LONGEST_RESULT = 20_000, 1_000_000
_WHOLE_QUOTED = re.compile(f"({_QUOTED})")
_AS_TYPED = str.maketrans("（），．｜＝！＜＞［］：　\xa0￼", "(),.|=!<>[]:   ", "\u200b")
_USELESS: tuple[type[nodes.Node], ...] = (
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block),
    *(nodes.Macro, nodes.CallBlock),
)
_FAILURES: tuple[type[Exception], ...] = (
    *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    *(RecursionError, MemoryError),
)
_IN_ONE_PARAGRAPH = (
    (r"needs to be closed is '(\w+)'", r"没有 {% end\1 %}；它和开头要写在同一段里"),
    (r"unknown tag '(end\w+|else|elif)'", r"{% \1 %} 前面没有开头；要写在同一段里"),
)


class Expression:
    """A text with placeholders, ready to print; `names` are those it uses."""

    def __init__(self, source: str) -> None:
        """Read a text; raises BadTemplateError saying what is wrong with it."""
        if len(source) > _LONGEST_SOURCE:
            raise BadTemplateError("太长，请分成几段")
        try:
            tree = _sandbox().parse(source)
            if any(tree.find(kind) for kind in _USELESS):
                raise BadTemplateError("这里只能印内容，或用 if、for、set")
            self.names = frozenset(_sandbox().names_in(tree) - _sandbox().globals.keys())
            self._template: Template = _sandbox().from_string(tree)
        except (TemplateError, SyntaxError, RecursionError, MemoryError) as error:
            raise BadTemplateError(what_is_wrong(error, _IN_ONE_PARAGRAPH)) from None

    def print(self, values: Mapping[str, Any]) -> str:
        """Return the text with the values in it; raises BadTemplateError where that fails."""
        unknown = sorted(self.names - values.keys())
        if unknown:
            raise BadTemplateError(unknown_name(unknown[0], values))
        try:
            printed = self._template.render(values)
        except _FAILURES as error:
            raise BadTemplateError(what_is_wrong(error)) from None
        if len(printed) > _LONGEST_RESULT:
            raise BadTemplateError("填出来的内容太长")
        return printed


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
def _sandbox() -> Sandbox:
    return Sandbox(keep_trailing_newline=True)
