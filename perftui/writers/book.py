"""`Book`, what is written into one document: a form, or several with a cover."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from perftui.writers.cover import Cover
from perftui.writers.printed import Form
from perftui.writers.values import Values


class ExportError(Exception):
    """Forms that cannot be written in a format. Its message is one sentence for the user."""


@dataclass(frozen=True)
class Book:
    """Forms to be written into one document, each beginning on a page of its own.

    `cover` stands before several. `templates` are a unit's own, by file name: sh2019.docx,
    form.html.j2. With them, `values` are what they may print, one for each form.
    """

    forms: tuple[Form, ...]
    values: tuple[Values, ...] = ()
    cover: Cover | None = None
    templates: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title of the document, for its properties."""
        if self.cover:
            return self.cover.title
        return f"{self.forms[0].name}{self.forms[0].title}"

    @property
    def author(self) -> str:
        """The unit whose forms these are; empty where they are of several."""
        units = {form.unit for form in self.forms}
        return units.pop() if len(units) == 1 else ""

    @property
    def is_draft(self) -> bool:
        """Whether one of the forms is a draft."""
        return any(form.draft for form in self.forms)
