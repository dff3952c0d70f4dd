"""A document -> the evaluations in it, with what was repaired and what must be asked."""

import re
from dataclasses import replace
from pathlib import Path

from perftui.readers.formats import read_as
from perftui.readers.grid import Grid
from perftui.readers.guard import check, check_size
from perftui.readers.layout.evaluations import Imported, read_grid
from perftui.readers.report import DocumentError
from perftui.readers.sniffing import kind_of, mislabelled
from perftui.readers.sources import Source, sources_in

__all__ = [
    "DocumentError",
    "Imported",
    "NoFormError",
    "OtherDocumentError",
    "read_document",
    "read_source",
]

# The headings of a list of findings and of a report, which have project names and scores, too.
_LISTS = (
    frozenset({"项目名称", "级别", "规则", "问题", "处理情况"}),
    frozenset({"项目名称", "预算单位", "执行率", "总分", "等级", "错误", "警告", "提示"}),
)

# Two of these make a template; one may be what someone forgot to fill in.
_PLACEHOLDER = re.compile(
    r"\{\{\s*(项目名称|预算单位|一级指标|指标名称|权重|自评分|主要绩效|主要问题|改进措施)\b"
)


class NoFormError(DocumentError):
    """A document that was read, and holds no form."""


class OtherDocumentError(NoFormError):
    """A document that perftui knows and that is no form, whatever stands in it.

    It is a list of forms or of what was found in them, as perftui writes it, or a unit's template.
    """


def read_document(path: Path) -> tuple[Imported, ...]:
    """Read every form of a document, in its order, or of the documents in an archive.

    There is at least one. Raises DocumentError for what cannot be opened, is no document perftui
    reads, or holds no form.
    """
    return tuple(form for source in sources_in(path) for form in read_source(source))


def read_source(source: Source) -> tuple[Imported, ...]:
    """Read every form of one document, in its order; raises DocumentError, NoFormError for none."""
    grid = _grid_of(source.read(), source.name)
    if any(headings.issubset(row.cells) for headings in _LISTS for row in grid.rows):
        raise OtherDocumentError(f"「{source.name}」是检查出来的问题清单或汇总报告，不是自评表")
    if len({name for row in grid.rows for name in _PLACEHOLDER.findall(" ".join(row.cells))}) > 1:
        raise OtherDocumentError(f"「{source.name}」是导出用的模板，不是自评表，里面没有可读的内容")
    forms = read_grid(grid)
    if not forms:
        raise NoFormError(
            f"「{source.name}」里没有认出自评表（要有项目名称等栏目和指标表），"
            "请核对是不是选错了文件"
        )
    return forms


def _grid_of(data: bytes, name: str) -> Grid:
    """Read a document as what it is, whatever it is called; raises DocumentError."""
    check_size(len(data), name)
    if not data.strip():
        raise NoFormError(f"「{name}」是空文件，里面没有自评表")
    kind = kind_of(data, name)
    check(kind.id, data, name)
    grid = read_as(kind, data, name)
    return replace(grid, notes=(*mislabelled(kind, name), *grid.notes))
