"""The findings of many forms as an Excel workbook: a list to work off, a summary, the rules.

What stands in a form is written as text, never as a formula or a link.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from perftui.writers.findings.listed import LEVELS, SUPPRESSED, ListedFinding, ListedForm, cleaned
from perftui.writers.findings.tally import RuleCount, Tally
from perftui.writers.properties import MADE
from perftui.writers.xlsx.list_sheet import Column, ListSheet, Value

_ABOUT = "自评表检查"
_QUOTES_SHOWN = 8  # a row grows no higher than a screen
_PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,3})?")
_KINDS = (*LEVELS, SUPPRESSED)
_KIND_COLUMNS = tuple(Column(LEVELS.get(kind, kind), 7, "centred") for kind in _KINDS)
_PROJECT_COLUMNS = (
    Column("序号", 5, "centred"),
    Column("文件", 18),
    Column("项目名称", 16),
    Column("预算单位", 13),
    Column("年度", 6, "centred"),
)
_FINDING_COLUMNS = (
    *_PROJECT_COLUMNS,
    Column("级别", 6, "centred"),
    Column("规则", 7, "centred"),
    Column("标题", 13),
    Column("栏目", 12),
    Column("问题", 30),
    Column("原文", 36),
    Column("建议", 24),
    Column("处理情况", 11, choices=("已改", "说明", "不改")),
)
_FORM_COLUMNS = (
    *_PROJECT_COLUMNS,
    Column("总分", 8, "centred"),
    Column("等级", 8, "centred"),
    *_KIND_COLUMNS,
    Column("说明", 40),
)
_RULE_COLUMNS = (
    Column("规则", 9, "centred"),
    Column("标题", 36),
    Column("涉及自评表", 12, "centred"),
    Column("占比", 16, "share"),
    *_KIND_COLUMNS,
)
_KIND_AT = len(_PROJECT_COLUMNS)
_COUNTS_AT = len(_PROJECT_COLUMNS) + 2
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_findings_book(forms: Iterable[ListedForm], out: BinaryIO) -> None:
    """Write the workbook, the same bytes for the same forms, which are gone through once."""
    with TemporaryDirectory() as folder, Workbook(out, {**_OPTIONS, "tmpdir": folder}) as book:
        book.set_properties({"title": "自评表问题清单", "created": MADE})
        _write_sheets(book, map(cleaned, forms))


def _write_sheets(book: Any, forms: Iterable[ListedForm]) -> None:
    worklist = ListSheet(book, "问题清单", _FINDING_COLUMNS, _ABOUT)
    summary = ListSheet(book, "汇总", _FORM_COLUMNS, _ABOUT)
    rules = ListSheet(book, "规则", _RULE_COLUMNS, _ABOUT)
    tally = Tally()
    for form in forms:
        if form.error:
            summary.add(_unread(form))
            continue
        counts = tally.add(form)
        summary.add(_form(form, tally.forms, counts), _tones(counts))
        for finding, kind in _listed(form):
            worklist.add(_finding(form, finding, kind, worklist.count + 1), {_KIND_AT: kind})
    for rule in tally.rules:
        rules.add(_rule(rule, tally.forms))
    worklist.finish()
    summary.finish(_total(tally))
    rules.finish()


def _project(form: ListedForm, number: Value) -> tuple[Value, ...]:
    return (number, form.file, form.name, form.unit, _number(form.year))


def _number(text: str) -> Value:
    """Return a plain number as one, so that it is sorted and added up as one."""
    return Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else text


def _listed(form: ListedForm) -> Iterator[tuple[ListedFinding, str]]:
    yield from ((finding, finding.level) for finding in form.findings)
    yield from ((finding, SUPPRESSED) for finding in form.suppressed)


def _finding(form: ListedForm, finding: ListedFinding, kind: str, number: int) -> tuple[Value, ...]:
    return (
        *_project(form, number),
        LEVELS.get(kind, kind),
        finding.code,
        finding.title,
        finding.where,
        finding.message,
        tuple(_quotes(finding)),
        finding.hint,
        f"已搁置：{finding.reason}" if kind == SUPPRESSED else None,
    )


def _quotes(finding: ListedFinding) -> Iterator[tuple[str, bool]]:
    """Yield the quotes in pieces, each on a line of its own."""
    for place, quoted in enumerate(finding.quotes[:_QUOTES_SHOWN]):
        name = finding.name_before(quoted)
        yield ("\n" if place else "") + (f"{name}：" if name else ""), False
        yield from quoted.pieces
    if left := len(finding.quotes[_QUOTES_SHOWN:]):
        yield f"\n另有 {left} 处", False


def _form(form: ListedForm, number: int, counts: Counter[str]) -> tuple[Value, ...]:
    found = (counts[kind] for kind in _KINDS)
    notes = "\n".join(form.unchecked)
    return (*_project(form, number), _number(form.total), form.grade, *found, notes)


def _tones(counts: Counter[str]) -> dict[int, str]:
    """Return the styles of a form's counts that are not 0, by place in its row."""
    return {place: kind for place, kind in enumerate(_KINDS, _COUNTS_AT) if counts[kind]}


def _unread(form: ListedForm) -> tuple[Value, ...]:
    nothing = (None,) * (len(_FORM_COLUMNS) - len(_PROJECT_COLUMNS) - 1)
    return (*_project(form, None), *nothing, f"没有查成：{form.error}")


def _total(tally: Tally) -> tuple[Value, ...]:
    found = (tally.counts[kind] for kind in _KINDS)
    nothing = (None,) * (_COUNTS_AT - 2)
    return ("合计", f"{tally.forms} 份，{tally.flawed} 份有错误", *nothing, *found, None)


def _rule(rule: RuleCount, forms: int) -> tuple[Value, ...]:
    found = (rule.counts[kind] for kind in _KINDS)
    share = Decimal(len(rule.forms)) / forms
    return (rule.code, rule.title, len(rule.forms), share, *found)
