"""The jinja2 environment of the templates that are shipped.

A template is fed strings, numbers, tuples and dicts. What stands in a form is never rendered as a
template.
"""

from functools import cache

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from perftui.writers.texts.escaping import FILTERS


def render_template(name: str, **values: object) -> str:
    """Return a template of this package rendered with plain values."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=PackageLoader("perftui.writers"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment
