"""A form as it will print: its pages, and what is to be known of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import note_on, obstacles
from perftui.storage.templates import FOR_ALL, find_templates

if TYPE_CHECKING:
    from perftui.writers.paged.canvas import Sheet

_OWN_WORD = "导出 Word 时用本单位的模板，以模板的版式为准；这里是导出 PDF 的样子。"


@dataclass(frozen=True)
class Preview:
    """The pages of a form; how many errors make it a draft; what else its reader should know."""

    pages: "tuple[Sheet, ...]"
    errors: int
    notes: tuple[str, ...]


def preview(evaluation: Evaluation, home: Path, today: date) -> Preview:
    """Return a form of a folder as an export would print it now.

    Raises StorageError for a bad `perftui.toml` or template, ExportError where it cannot be set.
    """
    from perftui.writers.exporting import render
    from perftui.writers.paged.pages import pages_of

    errors = len(obstacles(evaluation, home, today))
    templates = find_templates(home)
    pdf = render(evaluation, "pdf", draft=errors > 0, templates=templates)
    has_own = not templates.keys().isdisjoint((f"{evaluation.profile}.docx", f"{FOR_ALL}.docx"))
    notes = (_OWN_WORD if has_own else "", note_on(evaluation, ("pdf",)))
    return Preview(pages_of(pdf), errors, tuple(filter(None, notes)))
