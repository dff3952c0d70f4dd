"""A unit's own templates: which one lays out a form, and rendering it safely.

`sh2019.html.j2` is for forms of one kind, `form.html.j2` for all; html, md, txt and tsv have each
their own. A template sees what the shipped one sees, and the values of `writers/values.py`. It may
include or extend the unit's other templates and the shipped ones: `shipped/form.html.j2`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from traceback import extract_tb
from typing import Any

from jinja2 import FunctionLoader, TemplateNotFound, TemplateSyntaxError

from perftui.writers.allowance import RefusedError, within_bounds
from perftui.writers.book import ExportError
from perftui.writers.sandbox import Sandbox
from perftui.writers.template_faults import what_is_wrong
from perftui.writers.texts.escaping import FILTERS

FORMATS = ("html", "md", "txt", "tsv")
LONGEST_TEMPLATE = 200_000
MOST_TAGS = 1_000
"""How many {{ and {% a template may have: reading each takes time before anything is printed."""

_SHIPPED = "shipped/"
_SUFFIX = ".j2"
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def own_template(templates: Mapping[str, bytes], profile: str, format_name: str) -> str:
    """Return the file name of the unit's template for forms of a profile, nothing for none."""
    names = (f"{profile}.{format_name}{_SUFFIX}", f"form.{format_name}{_SUFFIX}")
    return next((name for name in names if name in templates), "")


def render_own(
    templates: Mapping[str, bytes], name: str, format_name: str, values: Mapping[str, Any]
) -> str:
    """Return a form laid out by a unit's template; raises ExportError with file and line."""
    try:
        with within_bounds():
            text = sandbox(templates, format_name).get_template(name).render(values)
    except Exception as error:  # what a template does wrong comes as exceptions of any type
        raise ExportError(fault(name, error)) from None
    if format_name == "html" and _WHOLE_PAGE.search(text):
        raise ExportError(
            f"模板「{name}」写了整个网页（有 <html> 或 <body>），请只写一份自评表的那一段，"
            "网页的头尾会自动加上。"
        )
    return text if text.endswith("\n") else f"{text}\n"


def sandbox(templates: Mapping[str, bytes], format_name: str) -> Sandbox:
    """Return the environment of a unit's templates for a format."""
    own = tuple(sorted(item for item in templates.items() if item[0].endswith(_SUFFIX)))
    return _sandbox(own, is_html=format_name == "html")


@lru_cache(maxsize=8)
def _sandbox(own: tuple[tuple[str, bytes], ...], *, is_html: bool) -> Sandbox:
    """Make an environment; all it renders is escaped or all is not, whatever a file is called."""
    contents = dict(own)

    def load(name: str) -> tuple[str, str, None]:
        return _source(contents, name), name, None

    return Sandbox(
        FILTERS,
        loader=FunctionLoader(load),
        autoescape=is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _source(contents: Mapping[str, bytes], name: str) -> str:
    if name in contents:
        return decoded(name, contents[name])
    if name in {f"{_SHIPPED}form.{one}{_SUFFIX}" for one in FORMATS}:
        folder = resources.files("perftui.writers").joinpath("templates")
        return folder.joinpath(name.removeprefix(_SHIPPED)).read_text("utf-8")
    raise TemplateNotFound(name)


def decoded(name: str, content: bytes) -> str:
    """Return the text of a template; raises RefusedError for one that is none."""
    if len(content) > LONGEST_TEMPLATE:
        raise RefusedError(f"「{name}」太大，超过 {LONGEST_TEMPLATE // 1000} KB")
    if content.count(b"{{") + content.count(b"{%") > MOST_TAGS:
        raise RefusedError(f"「{name}」里的 {{{{ 和 {{% 太多，超过 {MOST_TAGS} 处，请改用循环")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(f"「{name}」不是 UTF-8 编码，请用记事本另存为 UTF-8") from None


def fault(name: str, error: Exception) -> str:
    """Return the sentence for what went wrong with a template: its file, line and what it was."""
    file, line = _place(name, error)
    at = f"第{line}行" if line else ""
    return f"模板「{file}」{at}有误：{what_is_wrong(error)}。"


def _place(name: str, error: Exception) -> tuple[str, int]:
    """Return the template and the line that an error comes from, the innermost of a unit's own."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    if isinstance(error, RefusedError) and error.line:
        return name, error.line
    places = [place for place in _frames(error) if not place[0].startswith(_SHIPPED)]
    return places[-1] if places else (name, 0)


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    for frame in extract_tb(error.__traceback__):
        if frame.filename.endswith(_SUFFIX):
            yield frame.filename, frame.lineno or 0
