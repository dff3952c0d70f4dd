"""Exports: the formats there are, and an evaluation rendered in one of them as bytes.

Nothing is written to disk here, and a document library is loaded when its format is rendered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile, load_profile
from perftui.writers.printed import ExportError, Form, printed

__all__ = ["FORMATS", "ExportError", "Format", "render"]


@dataclass(frozen=True)
class Format:
    """A kind of document: file suffix with its dot, Chinese label, and what renders a form."""

    suffix: str
    label: str
    render: Callable[[Form], bytes]


def render(evaluation: Evaluation, format_name: str) -> bytes:
    """Return the evaluation as a document; raises ExportError for an unknown format or profile."""
    chosen = _format_named(format_name)
    return chosen.render(printed(evaluation, _profile_of(evaluation)))


def _format_named(name: str) -> Format:
    if name == "pdf":
        raise ExportError("这个版本还不能导出 pdf，可先导出 docx 再另存。")
    if name not in FORMATS:
        raise ExportError(f"不能导出「{name}」格式，可以导出的有：{'、'.join(FORMATS)}。")
    return FORMATS[name]


def _profile_of(evaluation: Evaluation) -> Profile:
    try:
        return load_profile(evaluation.profile)
    except KeyError as error:
        raise ExportError(f"{error.args[0]}。") from None


def _docx(form: Form) -> bytes:
    from perftui.writers.docx import form as docx

    return docx.render(form)


def _xlsx(form: Form) -> bytes:
    from perftui.writers.xlsx import form as xlsx

    return xlsx.render(form)


def _html(form: Form) -> bytes:
    from perftui.writers.texts import form as texts

    return texts.render_html(form)


def _markdown(form: Form) -> bytes:
    from perftui.writers.texts import form as texts

    return texts.render_markdown(form)


def _text(form: Form) -> bytes:
    from perftui.writers.texts import form as texts

    return texts.render_text(form)


FORMATS = {
    "docx": Format(".docx", "Word 文档", _docx),
    "xlsx": Format(".xlsx", "Excel 表格", _xlsx),
    "html": Format(".html", "网页", _html),
    "md": Format(".md", "Markdown", _markdown),
    "txt": Format(".txt", "纯文本", _text),
}
