"""Exports: the formats there are, and evaluations rendered in one of them as bytes.

Nothing is written to disk here, and a document library is loaded when its format is rendered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile, load_profile
from perftui.writers.book import Book, ExportError
from perftui.writers.cover import cover_of
from perftui.writers.printed import printed
from perftui.writers.values import values_of

__all__ = ["FORMATS", "ExportError", "Format", "format_named", "render", "render_together"]

_LISTED = 20

NO_TEMPLATES: Mapping[str, bytes] = {}


@dataclass(frozen=True)
class Format:
    """A kind of document: Chinese label, the writer's module, the function in it."""

    label: str
    module: str
    function: str = "render"

    def render(self, book: Book) -> bytes:
        """Write a book; raises ExportError."""
        writer: Callable[[Book], bytes] = getattr(import_module(self.module), self.function)
        return writer(book)


@dataclass(frozen=True)
class Ready:
    """An evaluation to be written, and whether each page of it says 草稿."""

    evaluation: Evaluation
    draft: bool = False


def render(
    evaluation: Evaluation,
    format_name: str,
    *,
    draft: bool = False,
    templates: Mapping[str, bytes] = NO_TEMPLATES,
) -> bytes:
    """Return the evaluation as a document; raises ExportError for an unknown format or profile."""
    return format_named(format_name).render(_book([Ready(evaluation, draft)], "", templates))


def render_together(
    ready: Sequence[Ready],
    format_name: str,
    title: str,
    *,
    templates: Mapping[str, bytes] = NO_TEMPLATES,
) -> bytes:
    """Return evaluations as one document with a cover that lists them; raises ExportError."""
    return format_named(format_name).render(_book(ready, title, templates))


def printed_otherwise(evaluation: Evaluation) -> str:
    """Say which characters of an evaluation a pdf cannot print; nothing where it prints all.

    Raises ExportError.
    """
    from perftui.writers.pdf.form import lacking

    signs = lacking(printed(evaluation, _profile_of(evaluation)))
    if not signs:
        return ""
    name = evaluation.name or "未命名"
    return f"「{name}」里的「{signs[:_LISTED]}」打印字库没有，PDF 里印作〓，请核对，或改用 docx。"


def format_named(name: str) -> Format:
    """Return a format by its name, which is its file suffix; raises ExportError for none."""
    if name not in FORMATS:
        raise ExportError(f"不能导出「{name}」格式，可以导出的有：{'、'.join(FORMATS)}。")
    return FORMATS[name]


def _book(ready: Sequence[Ready], title: str, templates: Mapping[str, bytes]) -> Book:
    profiles = [_profile_of(one.evaluation) for one in ready]
    pairs = list(zip(ready, profiles, strict=True))
    return Book(
        tuple(printed(one.evaluation, profile, draft=one.draft) for one, profile in pairs),
        tuple(values_of(one.evaluation, profile, draft=one.draft) for one, profile in pairs)
        if templates
        else (),
        cover_of(title, [one.evaluation for one in ready]) if title else None,
        templates,
    )


def _profile_of(evaluation: Evaluation) -> Profile:
    try:
        return load_profile(evaluation.profile)
    except KeyError as error:
        raise ExportError(f"{error.args[0]}。") from None


_TEXTS = "perftui.writers.texts.form"
FORMATS = {
    "docx": Format("Word 文档", "perftui.writers.docx.form"),
    "xlsx": Format("Excel 表格", "perftui.writers.xlsx.form"),
    "pdf": Format("PDF 文件", "perftui.writers.pdf.form"),
    "html": Format("网页", _TEXTS, "render_html"),
    "md": Format("Markdown", _TEXTS, "render_markdown"),
    "txt": Format("纯文本", _TEXTS, "render_text"),
    "tsv": Format("制表符分隔的文本", _TEXTS, "render_tabbed"),
}
