"""The sample forms as they are written, each once a process however many tests look at it."""

from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook

from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load
from perftui.writers.exporting import Ready, render, render_together

NAMES = sorted(path.name for path in sample_projects().glob("*.perf.json"))
BOOK = "二〇一九年度自评表汇编"
"""The title of the book of all samples."""


@cache
def sample(name: str) -> Evaluation:
    """Return the sample form of a file's name."""
    return load(sample_projects() / name)


def samples() -> list[Evaluation]:
    """Return all sample forms, by their names."""
    return [sample(name) for name in NAMES]


@cache
def written(name: str, kind: str) -> bytes:
    """Return a sample form written as docx, xlsx, pdf, html, md, txt or tsv."""
    return render(sample(name), kind)


@cache
def book(kind: str) -> bytes:
    """Return all sample forms written together in one file, with a cover."""
    return render_together([Ready(one) for one in samples()], kind, BOOK)


def workbook(data: bytes, *, values: bool = False) -> Workbook:
    """Return a workbook with its formulas, or with the `values` stored with them."""
    return load_workbook(BytesIO(data), data_only=values)
