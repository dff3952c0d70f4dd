"""The workbook of findings, read back with openpyxl."""

import tempfile
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from perftui.writers.findings.listed import ListedFinding, ListedForm, ListedText
from perftui.writers.findings.workbook import write_findings_book
from tests.writers.listed import QUOTED, RATE, WEIGHTS

TOWER = ListedForm(
    "2019/大厦.docx",
    "人才大厦",
    "上海市人才服务中心",
    "2019",
    "94.5",
    "优秀",
    findings=(WEIGHTS, RATE),
    suppressed=(replace(RATE, code="PT051", reason="原系统只印整数。"),),
    unchecked=("没有查 PT019：没有年度指标值。", "没有查 PT030：没有去年的表。"),
)
PLAIN = ListedForm("空.docx", findings=(replace(RATE, quotes=()),))
LOCKED = ListedForm("加密.docx", error="「加密.docx」有密码，打不开。")


def bytes_of(*forms):
    out = BytesIO()
    write_findings_book(iter(forms), out)
    return out.getvalue()


def book_of(*forms):
    return load_workbook(BytesIO(bytes_of(*forms)), rich_text=True)


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def book():
    return book_of(TOWER, LOCKED, PLAIN)


def test_each_finding_has_a_row_in_the_list(book):
    headings, first, second, *_ = values(book["问题清单"])
    assert headings == [
        *("序号", "文件", "项目名称", "预算单位", "年度"),
        *("级别", "规则", "标题", "栏目", "问题", "原文", "建议", "处理情况"),
    ]
    project = ["2019/大厦.docx", "人才大厦", "上海市人才服务中心", 2019]
    assert first == [
        *(1, *project, "错误", "PT001", "权重合计应为100", "指标表"),
        *("权重合计99，应为100。", None, "请调整权重。", None),
    ]
    assert second[:7] == [2, *project, "警告", "PT031"]


def test_wrong_stretches_are_set_apart_in_the_quoted_text(book):
    quoted = book["问题清单"]["K3"].value
    assert isinstance(quoted, CellRichText)
    assert str(quoted) == f"{QUOTED}\n预算执行数：11,666,020.85"
    marked = [run.text for run in quoted if run.font.b]
    assert marked == ["98%", "11,666,020.85"]
    assert {run.font.rFont for run in quoted} == {"宋体"}


def test_a_quote_that_is_wrong_as_a_whole_is_marked_as_one():
    quotes = (ListedText("", "5", ((0, 1),)),)
    cell = book_of(replace(PLAIN, findings=(replace(RATE, quotes=quotes),)))["问题清单"]["K2"]
    assert cell.value == "5"
    assert cell.font.b


def test_of_many_quotes_the_first_are_shown_and_the_others_counted():
    quotes = tuple(ListedText("甲", str(n), ((0, 1),)) for n in range(12))
    book = book_of(replace(PLAIN, findings=(replace(RATE, quotes=quotes),)))
    assert str(book["问题清单"]["K2"].value).endswith("甲：7\n另有 4 处")


def test_suppressed_findings_are_listed_with_their_reason(book):
    row = values(book["问题清单"])[3]
    assert row[5:7] == ["搁置", "PT051"]
    assert row[-1] == "已搁置：原系统只印整数。"


def test_levels_are_told_by_colour_too(book):
    column = [cell.fill.fgColor.rgb for cell in book["问题清单"]["F"]]
    assert len(set(column)) == 4
    assert column[2] == column[4]


def test_the_reviewer_chooses_how_a_finding_was_dealt_with(book):
    (validation,) = book["问题清单"].data_validations.dataValidation
    assert validation.formula1 == '"已改,说明,不改"'
    assert str(validation.sqref) == "M2:M5"
    assert validation.errorStyle == "information"


def test_lists_stay_readable_while_scrolled_filtered_and_printed(book):
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$1"


def test_rows_are_as_high_as_their_text():
    short, long = replace(RATE, quotes=()), replace(RATE, quotes=(), message="很长" * 200)
    sheet = book_of(replace(PLAIN, findings=(short, long)))["问题清单"]
    assert sheet.row_dimensions[2].height < 60
    assert 200 < sheet.row_dimensions[3].height < 409


def test_the_summary_counts_the_findings_of_each_form(book):
    headings, tower, locked, plain, total = values(book["汇总"])
    assert headings[5:] == ["总分", "等级", "错误", "警告", "提示", "搁置", "说明"]
    assert tower[:9] == [
        1,
        "2019/大厦.docx",
        "人才大厦",
        "上海市人才服务中心",
        2019,
        94.5,
        "优秀",
        1,
        1,
    ]
    assert tower[9:] == [0, 1, "没有查 PT019：没有年度指标值。\n没有查 PT030：没有去年的表。"]
    assert locked[:2] == [None, "加密.docx"]
    assert locked[-1] == "没有查成：「加密.docx」有密码，打不开。"
    assert plain[:3] == [2, "空.docx", None]
    assert total[:2] == ["合计", "2 份，1 份有错误"]
    assert total[7:11] == [1, 2, 0, 1]


def test_the_filter_of_the_summary_leaves_the_total_alone(book):
    assert book["汇总"].auto_filter.ref == "A1:L4"


def test_rules_are_ranked_with_their_share_of_the_forms(book):
    assert values(book["规则"])[1:] == [
        ["PT031", "数字与表中不一致", 2, 1, 0, 2, 0, 0],
        ["PT001", "权重合计应为100", 1, 0.5, 1, 0, 0, 0],
        ["PT051", "数字与表中不一致", 0, 0, 0, 0, 0, 1],
    ]
    assert book["规则"]["D2"].number_format == "0.0%"


def test_only_plain_numbers_are_numbers():
    sheet = book_of(replace(TOWER, year="2019年", total="约95"))["汇总"]
    assert [sheet.cell(2, column).value for column in (5, 6)] == ["2019年", "约95"]


def test_texts_of_forms_are_neither_formulas_nor_links_nor_markup(hostile_texts):
    texts = (*hostile_texts, "http://例.cn/", "{=1}", "mailto:a@b")
    findings = tuple(ListedFinding("x", text, "?", text, "", text, text) for text in texts)
    quoted = tuple(
        replace(finding, quotes=(ListedText("", text, ((0, 1),)),), reason=text)
        for finding, text in zip(findings, texts, strict=True)
    )
    forms = [ListedForm(text, text, text, text, text, text, findings, quoted) for text in texts]
    book = book_of(*forms, replace(LOCKED, error="=1+1"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert set(texts) <= {str(cell.value) for cell in cells}
    listed = values(book["问题清单"])[1:]
    assert [str(row[10]) for row in listed[len(texts) : 2 * len(texts)]] == list(texts)


def test_dirty_texts_are_cleaned(dirty_texts):
    forms = [ListedForm(dirty) for dirty in dirty_texts]
    assert [row[1] for row in values(book_of(*forms)["汇总"])[1:-1]] == list(dirty_texts.values())


def test_a_text_longer_than_a_cell_is_cut():
    huge = "😀" * 40_000
    quotes = (ListedText("", huge, ((5, 30_000),)), ListedText("", huge))
    finding = replace(RATE, message=huge, quotes=quotes)
    sheet = book_of(replace(PLAIN, findings=(finding,)))["问题清单"]
    assert set(str(sheet["J2"].value)) == {"😀"}
    assert set(str(sheet["K2"].value)) == {"😀"}


def test_the_same_forms_give_the_same_bytes():
    assert bytes_of(TOWER, LOCKED, PLAIN) == bytes_of(TOWER, LOCKED, PLAIN)


def test_no_forms_make_a_book_of_headings():
    book = book_of()
    assert [sheet.title for sheet in book] == ["问题清单", "汇总", "规则"]
    assert book["问题清单"].max_row == 1


def test_forms_that_fail_half_way_leave_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def forms():
        yield TOWER
        assert list(tmp_path.rglob("*"))
        raise OSError("磁盘坏了")

    with pytest.raises(OSError, match="磁盘坏了"):
        write_findings_book(forms(), BytesIO())
    assert list(tmp_path.rglob("*")) == []
