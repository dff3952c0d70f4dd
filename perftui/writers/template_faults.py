"""What is wrong with a unit's template, or with a pattern of names: jinja2's errors in Chinese."""

import re

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from perftui.writers.allowance import RefusedError

Sayings = tuple[tuple[str, str], ...]
"""Patterns of jinja2's messages, each with what is said instead."""

_SAYINGS: Sayings = (
    (r"encountered unknown tag '(.+?)'", r"不认识 {% \1 %} 这个标签"),
    (r"no filter named '(.+?)'", r"没有「\1」这种处理，或者不能用"),
    (r"no test named '(.+?)'", r"没有「\1」这种判断"),
    (r"needs to be closed is '(\w+)'", r"到结尾还有没写完的，缺 {% end\1 %}"),
    (r"expected 'end of print statement'", r"到结尾还有没写完的，缺 }}"),
    (r"unexpected end of template|missing end", r"到结尾还有没写完的"),
    (r"expected an expression", r"有一处少写了内容"),
    (r"block '(.+?)' defined twice", r"「\1」这个 block 写了两次"),
    (r"unexpected (?:char )?'(.+?)'", r"「\1」写在这里看不懂"),
    (r"expected token '.+?', got '(.+?)'", r"写到「\1」这里看不懂"),
)
_OTHER_FAULTS: dict[type[Exception], str] = {
    RecursionError: "套得太深，请写得简单些",
    MemoryError: "要占的内存太多，请写得简单些",
    ZeroDivisionError: "除数是 0",
}


def what_is_wrong(error: Exception, sayings: Sayings = ()) -> str:
    """Return what an error means, to stand in a sentence; `sayings` go before the usual ones."""
    if isinstance(error, RefusedError | UndefinedError):
        return str(error)
    if isinstance(error, TemplateNotFound):
        return f"没有「{error.name}」这个模板"
    if isinstance(error, TemplateError):
        return _said(error.message or "", (*sayings, *_SAYINGS))
    return _OTHER_FAULTS.get(type(error), f"算不出来，请核对写法（{type(error).__name__}）")


def _said(message: str, sayings: Sayings) -> str:
    for pattern, said in sayings:
        if found := re.search(pattern, message, re.IGNORECASE):
            return found.expand(said)
    return f"写法看不懂（{message.rstrip('.')}）"
