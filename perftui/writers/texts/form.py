"""A form as html, markdown and plain text, through the jinja2 templates beside this module.

A template is fed strings, tuples and dicts. What stands in a form is never rendered as a template.
"""

import re
from functools import cache
from typing import Any

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from perftui.writers.cells import centre, shares, wrap
from perftui.writers.printed import Form
from perftui.writers.texts.plain_table import WIDTH, header_lines, table_lines

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&]")


def render_html(form: Form) -> bytes:
    """Return the form as one self-contained html page in UTF-8."""
    widths = shares(tuple(heading.width for heading in form.headings), 100)
    return render_template("form.html.j2", form=_plain(form), widths=widths).encode()


def render_markdown(form: Form) -> bytes:
    """Return the form as Markdown with tables, in UTF-8."""
    return render_template("form.md.j2", form=_plain(form)).encode()


def render_text(form: Form) -> bytes:
    """Return the form as plain text aligned for a fixed-width font, in UTF-8."""
    return render_template(
        "form.txt.j2",
        title=centre(form.title, WIDTH).rstrip(),
        lines=(*header_lines(form), "", *table_lines(form)),
        notes=tuple(line for note in form.notes for line in wrap(note, WIDTH)),
    ).encode()


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
    environment.filters["markdown"] = _markdown
    return environment


def _markdown(text: str) -> str:
    """Escape a text so that Markdown shows it as it is, in a cell of a table too."""
    return _MARKDOWN.sub(r"\\\g<0>", text).replace("\n", "<br>")


def _plain(form: Form) -> dict[str, Any]:
    """Return a form as what a template may see."""
    return {
        "title": form.title,
        "name": form.name,
        "unit": form.unit,
        "header": tuple(
            tuple((entry.label, entry.value.text) for entry in row) for row in form.header
        ),
        "headings": tuple(
            {"label": heading.label, "centred": heading.is_centred} for heading in form.headings
        ),
        "groups": tuple(
            {
                "name": group.name,
                "points": group.points,
                "label": group.label,
                "rows": tuple(tuple(cell.text for cell in row) for row in group.rows),
            }
            for group in form.groups
        ),
        "total_label": form.total_label,
        "total_span": form.total_span,
        "total": tuple(cell.text for cell in form.total),
        "notes": form.notes,
    }
