"""The filters of a unit's own templates: jinja2's harmless ones and our own, all counted."""

from collections.abc import Callable, Iterable, Mapping, Sized
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2 import Undefined
from jinja2.filters import FILTERS as JINJA_FILTERS
from markupsafe import Markup, escape

from perftui.writers.allowance import RefusedError, count_characters, count_step
from perftui.writers.cells import centre, pad, wrap

Filter = Callable[..., Any]

_WIDEST = 1000
_TAKEN_OVER = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "sort", "title", "trim", "truncate"),
    *("unique", "upper", "wordcount"),
)


def filters_with(others: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return the filters by name, among them those of a format."""
    taken = {name: JINJA_FILTERS[name] for name in _TAKEN_OVER}
    return {name: _counted(made) for name, made in {**taken, **_OWN, **others}.items()}


def printable(value: Any) -> Any:
    """Return a value that can be printed as it is; refuses lists and the like."""
    if value is None or isinstance(value, str | int | float | Decimal | Undefined):
        return "" if value is None else value
    raise RefusedError("这里是一组内容，不能直接印，请用 {% for %} 一个一个印")


def _counted(made: Filter) -> Filter:
    @wraps(made)
    def counted(*args: Any, **options: Any) -> Any:
        count_step()
        for given in args:
            if isinstance(given, str):
                count_characters(len(given))
            elif isinstance(given, Sized):
                count_step(len(given))
        return made(*args, **options)

    return counted


def _replace(text: str, old: str, new: str) -> str:
    count_characters(text.count(old) * len(new))
    return text.replace(old, new)


def _join(items: Iterable[Any], between: str = "") -> str:
    texts = [printable(item) for item in items]
    if isinstance(between, Markup) or any(isinstance(text, Markup) for text in texts):
        texts, between = [escape(text) for text in texts], escape(between)
    plain = list(map(str, texts))
    count_characters(sum(map(len, plain)) + len(plain) * len(between))
    joined = str(between).join(plain)
    return Markup(joined) if isinstance(between, Markup) else joined


def _in_width(place: Callable[[str, int], Any]) -> Filter:
    def placed(text: Any, width: int) -> Any:
        return place(str(text), max(2, min(int(width), _WIDEST)))

    return placed


_OWN: dict[str, Filter] = {
    "replace": _replace,
    "join": _join,
    "string": printable,
    "pad": _in_width(pad),
    "centre": _in_width(centre),
    "wrap": _in_width(wrap),
}
