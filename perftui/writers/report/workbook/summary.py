"""The first sheet of a report's workbook: key figures, what to look at first, years, notes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perftui.evaluation.values import round_half_up
from perftui.writers.cells import wrap
from perftui.writers.findings.listed import LEVELS
from perftui.writers.report.attention import Attention
from perftui.writers.report.notes import notes_on, title_of
from perftui.writers.report.overview import Overview
from perftui.writers.report.printing import called
from perftui.writers.xlsx.numbers import fraction
from perftui.writers.xlsx.page import print_on_a4
from perftui.writers.xlsx.text import text_for_sheet

_WIDTHS = (30, 18, 18, 12, 12, 12, 12)
_MOST_ATTENTION = 20
_FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BOXED = {**_FONT, "border": 1, "border_color": "#BFBFBF"}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 18, "valign": "vcenter"},
    "heading": {"font_name": "黑体", "font_size": 12, "valign": "vcenter"},
    "label": {**_BOXED, "bold": True, "bg_color": "#E3E9F1"},
    "text": {**_BOXED, "text_wrap": True},
    "figure": {**_BOXED, "align": "right"},
    "money": {**_BOXED, "num_format": "#,##0.00"},
    "rate": {**_BOXED, "num_format": "0.00%"},
    "note": {**_FONT, "text_wrap": True},
    "wide": {**_BOXED, "text_wrap": True},
}

_Cell = tuple[str | int | Decimal | None, str]
"""What stands in a cell and its style; None leaves it empty."""

_Row = tuple[tuple[_Cell, ...], float]
"""The cells of a row and its height, 0 for any."""


def write_summary(book: Any, overview: Overview) -> None:
    """Add the sheet to a book."""
    sheet = book.add_worksheet("概览")
    looks = {style: book.add_format(look) for style, look in _STYLES.items()}
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    sheet.set_margins(left=0.5, right=0.5, top=0.65, bottom=0.6)
    print_on_a4(sheet)
    for row, (cells, height) in enumerate(_rows(overview)):
        if height:
            sheet.set_row(row, height)
        if cells and cells[-1][1] in ("note", "wide"):
            look = looks[cells[-1][1]]
            sheet.merge_range(row, len(cells) - 1, row, len(_WIDTHS) - 1, "", look)
        for place, (value, style) in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, place, text_for_sheet(value), looks[style])
            elif value is None:
                sheet.write_blank(row, place, None, looks[style])
            else:
                sheet.write_number(row, place, value, looks[style])


def _rows(overview: Overview) -> Iterator[_Row]:
    yield ((title_of(overview), "title"),), 36
    for note in notes_on(overview):
        yield ((note, "note"),), 18
    yield (), 8
    yield from _figures(overview)
    yield (), 8
    yield from _grades(overview)
    if len(overview.year_totals) > 1:
        yield (), 8
        yield from _years(overview)
    if overview.attention:
        yield (), 8
        yield from _attention(overview.attention[:_MOST_ATTENTION])


def _figures(overview: Overview) -> Iterator[_Row]:
    money, scores, counts = overview.money, overview.scores, overview.tally.counts
    years = "、".join(map(str, overview.years)) or "不明"
    yield (("主要数字", "heading"),), 24
    yield (("自评表（份）", "label"), (len(overview.forms), "figure")), 18
    yield (("预算单位（个）", "label"), (len(overview.units), "figure")), 18
    yield (("年度", "label"), (years, "figure")), 18
    yield (("预算数合计（元）", "label"), (money.budget, "money")), 18
    yield (("执行数合计（元）", "label"), (money.executed, "money")), 18
    yield (("总执行率", "label"), (fraction(money.rate), "rate")), 18
    yield (("平均分", "label"), (_points(scores.average), "figure")), 18
    yield (("中位数", "label"), (_points(scores.median), "figure")), 18
    yield (("最低分", "label"), (scores.lowest, "figure")), 18
    yield (("最高分", "label"), (scores.highest, "figure")), 18
    for level, label in LEVELS.items():
        yield ((f"查出的{label}（处）", "label"), (counts[level], "figure")), 18
    yield (("有错误的自评表（份）", "label"), (overview.tally.flawed, "figure")), 18


def _grades(overview: Overview) -> Iterator[_Row]:
    yield (("绩效等级", "heading"),), 24
    for kind in overview.kinds:
        of = [grade for grade in overview.grades if grade.kind.id == kind.id]
        yield ((kind.name, "label"), *((grade.label, "label") for grade in of)), 18
        yield (("份数", "label"), *((grade.count, "figure") for grade in of)), 18


def _years(overview: Overview) -> Iterator[_Row]:
    headings = ("年度", "预算数（元）", "执行数（元）", "执行率", "份数", "平均分", "错误")
    yield (("各年度合计", "heading"),), 24
    yield tuple((heading, "label") for heading in headings), 18
    for total in overview.year_totals:
        yield (
            (
                (total.year or "不明", "figure"),
                (total.money.budget, "money"),
                (total.money.executed, "money"),
                (fraction(total.money.rate), "rate"),
                (total.forms, "figure"),
                (_points(total.scores.average), "figure"),
                (total.errors, "figure"),
            ),
            18,
        )


def _attention(found: tuple[Attention, ...]) -> Iterator[_Row]:
    yield (("先看这些", "heading"),), 24
    yield (("项目名称", "label"), ("预算单位", "label"), ("理由", "wide")), 18
    for one in found:
        texts = (called(one.form, with_year=True), one.form.unit, "；".join(one.reasons))
        widths = (*_WIDTHS[:2], sum(_WIDTHS[2:]))
        lines = max(len(wrap(text, width)) for text, width in zip(texts, widths, strict=True))
        yield tuple(zip(texts, ("text", "text", "wide"), strict=True)), 6 + 14 * lines


def _points(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(value)
