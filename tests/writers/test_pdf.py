"""PDFs read back: what stands on which page, and what a reader is told of the document."""

import hashlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pypdfium2.raw as pdfium
import pytest

from perftui.resources import sample_projects
from perftui.writers.exporting import Ready, render, render_together
from tests.writers.pdf_pages import bookmarks, opened, outside, pages, shades, whole
from tests.writers.samples import NAMES, sample, written

DRAFT = "草稿：尚有错误未改，不作为正式件"


def row(category, name, **more):
    return {"category": category, "name": name, "weight": "2", "score": "2", **more}


def rows_of(category, count):
    return [row(category, f"第{n}号") for n in range(1, count + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_each_sample_is_printed_on_two_or_three_pages_in_a_small_file(name):
    pdf = written(name, "pdf")
    assert len(opened(pdf)) in (2, 3)
    assert len(pdf) < 200_000
    assert outside(pdf) == []


def test_text_is_copied_in_the_order_it_is_read_in(realistic):
    text = whole(render(realistic, "pdf"))
    expected = (
        *("项目绩效自我评价", "项目名称：人才大厦管理维护专项", "预算单位：上海市人才服务中心"),
        *("13,180,638.00", "11,666,020.85", "88.51%", realistic.goal, "优秀"),
        *("2、完成6台客梯年度检测。", realistic.problems, "一级指标指标名称指标解释"),
        *(realistic.indicators[0].explanation, "工程审价完成率22", "合计10094.5"),
        "说明：1、依据本项目",
    )
    places = [text.find(part) for part in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_the_national_form_has_its_year_its_money_and_two_texts_abreast(national):
    text = whole(render(national, "pdf"))
    assert "项目支出绩效自评表（2019年度）" in text
    assert "项目资金（万元）" in text
    assert "年度资金总额1,318.06381,166.60208588.51%" in text
    assert "预期目标实际完成情况" in text
    assert national.goal[:12] in text


def test_headings_and_category_stand_on_each_page_that_has_rows(build):
    printed = pages(render(build(*rows_of("产出目标", 70)), "pdf"))
    assert len(printed) > 2
    for page in printed:
        assert page.count("一级指标指标名称") == 1
        assert page.count("产出目标（34分）") == 1


@pytest.mark.parametrize("before", range(17, 25))
def test_a_label_is_seen_beside_a_single_row_at_the_end_of_a_page(build, before):
    rows = [*rows_of("产出目标", before), *[row("效果目标", f"{n}次") for n in range(1, 40)]]
    for page in pages(render(build(*rows), "pdf")):
        has_rows = any(f"{n}次22" in page for n in range(1, 40))
        assert page.count("（15分）") == has_rows


@pytest.mark.parametrize("count", range(16, 25))
def test_the_total_and_the_notes_stay_together(build, count):
    last = pages(render(build(*rows_of("产出目标", count)), "pdf"))[-1]
    assert f"合计{2 * count}{2 * count}" in last
    assert "说明：1、" in last


def test_a_row_stays_whole_where_half_a_page_holds_it(build):
    text = "甲" * 250
    rows = [row("产出目标", f"第{n}号", explanation=f"{text}末{n}。") for n in range(9)]
    for page in pages(render(build(*rows), "pdf")):
        assert page.count("末") == len(re.findall(r"第\d号", page)) > 0


def test_a_page_says_which_of_how_many_it_is(realistic):
    first, last = pages(render(realistic, "pdf"))
    assert first.endswith("第1页共2页")
    assert last.endswith("第2页共2页")


def test_a_reader_is_told_what_the_document_is(realistic):
    document = opened(render(realistic, "pdf"))
    about = document.get_metadata_dict()
    assert about["Title"] == "人才大厦管理维护专项项目绩效自我评价"
    assert about["Author"] == "上海市人才服务中心"
    words = {"项目绩效自我评价", "2019", "上海市人才服务中心", "人才大厦管理维护专项"}
    assert set(about["Keywords"].split(", ")) == words
    assert about["CreationDate"].startswith("D:20200101")
    assert document.is_tagged()


def test_bookmarks_lead_to_the_narratives_and_categories(realistic):
    assert bookmarks(render(realistic, "pdf")) == [
        (1, "人才大厦管理维护专项项目绩效自我评价", 1),
        (2, "基本情况", 1),
        *((3, name, 1) for name in ("项目年度总目标", "主要绩效", "主要问题", "改进措施")),
        (2, "绩效指标", 1),
        (3, "投入与管理（36分）", 1),
        (3, "产出目标（34分）", 1),
        (3, "效果目标（15分）", 2),
        (3, "影响力目标（15分）", 2),
    ]


def test_fonts_are_embedded(realistic):
    for page in opened(render(realistic, "pdf")):
        texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
        fonts = [pdfium.FPDFTextObj_GetFont(text.raw) for text in texts]
        assert all(pdfium.FPDFFont_GetIsEmbedded(font) for font in fonts)


def test_a_draft_says_so_on_each_page_and_the_mark_is_not_copied(realistic):
    draft, final = render(realistic, "pdf", draft=True), render(realistic, "pdf")
    assert [page.count("草稿") for page in pages(draft)] == [1, 1]
    assert all(DRAFT in page for page in pages(draft))
    assert "草稿" not in whole(final)
    for page in (1, 2):
        light = [sum(225 < shade < 238 for shade in shades(pdf, page)) for pdf in (draft, final)]
        assert light[0] > light[1] + 2000


@pytest.fixture
def book(realistic, national):
    forms = [Ready(realistic), Ready(national, draft=True), Ready(realistic)]
    return render_together(forms, "pdf", "2019年度自评汇总")


def test_a_book_begins_with_a_cover_that_says_where_each_form_is(book):
    cover, *rest = pages(book)
    first = "1人才大厦管理维护专项上海市人才服务中心201913,180,638.0011,666,020.8588.51%94.5优秀2"
    assert first in cover
    assert "合计3份" in cover
    assert "页共" not in cover
    assert rest[0].startswith("项目绩效自我评价")
    starts = [number for number, page in enumerate(rest, 2) if "第1页共" in page]
    places = [
        cover.find(f"{grade}{at}") for grade, at in zip(("优秀", "优", "优秀"), starts, strict=True)
    ]
    assert -1 not in places


def test_each_form_of_a_book_counts_its_own_pages_and_those_of_the_book(book):
    for number, page in enumerate(pages(book)[1:], 2):
        assert f"全册第{number}页" in page
    assert "第1页共2页全册第2页" in pages(book)[1]
    assert "第2页共2页全册第3页" in pages(book)[2]


def test_only_the_pages_of_a_draft_say_so_in_a_book(book):
    drafts = [number for number, page in enumerate(pages(book), 1) if DRAFT in page]
    assert drafts == [4]


def test_a_book_has_a_bookmark_for_each_form_and_links_on_its_cover(book):
    top = [(title, page) for level, title, page in bookmarks(book) if level == 1]
    assert top[0] == ("汇总表", 1)
    assert [page for _, page in top[1:]] == [2, 4, 5]
    assert pdfium.FPDFPage_GetAnnotCount(opened(book)[0].raw) >= 3


def test_a_cover_of_many_forms_has_headings_on_each_page(build):
    forms = [Ready(build(row("产出目标", "甲"), name=f"第{n}个项目" * 3)) for n in range(60)]
    printed = pages(render_together(forms, "pdf", "汇总"))
    covers = [page for page in printed if "页次" in page]
    assert len(printed) == 60 + len(covers)
    assert len(covers) > 1
    assert f"{len(covers) + 60}合计60份" in covers[-1]


def test_figures_on_a_cover_never_take_the_room_of_names(build):
    huge = {"budget": "0.01", "executed": "99999999999999.00", "last_year_budget": "1"}
    forms = [Ready(build(row("产出目标", "甲", weight="9" * 30), **huge)) for _ in range(2)]
    pdf = render_together(forms, "pdf", "汇总")
    assert outside(pdf) == []
    assert pages(pdf)[0].count("人才大厦管理维护专项") == 2


def test_a_form_is_printed_as_the_same_bytes_in_another_process():
    code = (
        "import sys, hashlib; from pathlib import Path\n"
        "from perftui.storage.evaluation_file import load\n"
        "from perftui.writers.exporting import render\n"
        "print(hashlib.sha256(render(load(Path(sys.argv[1])), 'pdf')).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, sample_projects() / NAMES[0]],
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(render(sample(NAMES[0]), "pdf")).hexdigest() for _ in range(2)]
    assert here == [ran.stdout.strip()] * 2


def test_several_threads_print_the_same_as_one(build):
    forms = [build(row("产出目标", "甲"), name=f"第{n}个项目") for n in range(8)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda form: render(form, "pdf"), forms))
    assert together == [render(form, "pdf") for form in forms]
