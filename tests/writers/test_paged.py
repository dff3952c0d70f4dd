"""Pages of character cells: nothing of the pdf is lost, nothing written over anything else."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.writers.book import ExportError
from perftui.writers.cells import cell_width
from perftui.writers.exporting import render
from perftui.writers.paged.canvas import Canvas, Role, Sheet
from perftui.writers.paged.fitting import offset
from perftui.writers.paged.pages import pages_of
from tests.writers.pdf_pages import pages as texts_of
from tests.writers.samples import NAMES, written

RULES = re.compile("[─│┌┐└┘├┤┬┴┼]")


def lines_of(sheet: Sheet) -> list[str]:
    return ["".join(run.text for run in line) for line in sheet]


def characters(text: str) -> Counter[str]:
    return Counter("".join(RULES.sub("", text).split()))


def all_there(pdf: bytes) -> Sequence[Sheet]:
    """Return the pages of a pdf, which must hold all of its text."""
    sheets = pages_of(pdf)
    for sheet, text in zip(sheets, texts_of(pdf), strict=True):
        lines = lines_of(sheet)
        assert characters("".join(lines)) == characters(text)
        assert len({cell_width(line) for line in lines}) == 1
    return sheets


@pytest.mark.parametrize("name", NAMES)
def test_all_text_of_every_page_stands_on_it_and_fits_beside_another(name):
    for sheet in all_there(written(name, "pdf")):
        assert max(map(cell_width, lines_of(sheet))) <= 99


@pytest.mark.parametrize("profile", ["sh2019", "national2020"])
def test_nothing_of_a_hostile_form_is_lost(hostile: Callable[[str], Evaluation], profile: str):
    all_there(render(hostile(profile), "pdf", draft=True))


TEXTS = st.text("一二的，。（）“”、iIWM1.%\n 　〓", max_size=200)
ROWS = st.fixed_dictionaries(
    {"category": st.sampled_from(["产出目标", "效果目标"]), "name": TEXTS, "remark": TEXTS}
)


@settings(max_examples=12, deadline=None)
@given(TEXTS, TEXTS, st.lists(ROWS, max_size=12))
def test_whatever_is_written_all_of_it_stands_there(name, goal, rows):
    form = Evaluation.model_validate({"name": name, "goal": goal, "indicators": rows})
    all_there(render(form, "pdf"))


def test_rare_characters_beyond_the_first_plane_stand_there(build):
    text = "".join(lines_of(pages_of(render(build(goal="𠃌𠳐野"), "pdf"))[0]))
    assert "𠃌𠳐野" in text


def test_numbers_stand_to_the_right_and_points_in_the_middle(national):
    lines = lines_of(pages_of(render(national, "pdf"))[0])
    (money,) = [line for line in lines if "年度资金总额" in line]
    assert re.search(r"│ +[\d,.]+│ +[\d,.]+│ +[\d.]+%│$", money)
    (row,) = [line for line in lines if "入驻单位满意度" in line]
    assert re.search(r"│ {2,4}10 {2,4}│ {1,4}10 {1,4}│ *│$", row)


def test_a_merged_cell_has_no_line_through_it_and_its_label_in_the_middle(realistic):
    lines = [line for sheet in pages_of(render(realistic, "pdf")) for line in lines_of(sheet)]
    at = next(n for n, line in enumerate(lines) if "投入与管理" in line)
    assert lines[at + 1].startswith("│  （36分）")
    beside = [line for line in lines[at - 6 : at + 6] if "┼" in line]
    assert beside
    assert all(line.startswith(("│", "├──")) for line in beside)
    total = next(line for line in lines if "合计" in line)
    assert total.count("│") == 5


def test_a_table_that_goes_on_is_headed_again_on_its_page(realistic):
    sheets = pages_of(render(realistic, "pdf"))
    assert len(sheets) == 2
    assert all(any("指标名称" in line for line in lines_of(sheet)) for sheet in sheets)
    assert "第 1 页 共 2 页" in lines_of(sheets[0])[-1]
    assert "第 2 页 共 2 页" in lines_of(sheets[1])[-1]


def test_labels_titles_and_notes_are_told_from_text(realistic):
    sheets = pages_of(render(realistic, "pdf", draft=True))
    by_role = {
        role: "".join(r.text for s in sheets for line in s for r in line if r.role is role)
        for role in Role
    }
    assert "项目绩效自我评价" in by_role[Role.TITLE]
    assert "项目名称：" in by_role[Role.LABEL]
    assert "人才大厦管理维护专项" in by_role[Role.TEXT]
    assert "说明：1、" in by_role[Role.SMALL]
    assert "草稿：尚有错误未改，不作为正式件" in by_role[Role.SMALL]
    assert not RULES.sub("", by_role[Role.RULE])


def test_what_is_no_pdf_is_refused_in_one_sentence():
    with pytest.raises(ExportError, match="预览不了"):
        pages_of(b"no pdf")


def test_a_text_is_written_behind_what_stands_there():
    canvas = Canvas()
    canvas.write(0, 2, "先写", Role.TEXT)
    canvas.write(0, 0, "后写的", Role.TEXT)
    canvas.write(0, 9, "e\u0301", Role.TEXT)
    assert lines_of(canvas.sheet(14)) == ["  先写后写的e\u0301 "]


@pytest.mark.parametrize(
    ("before", "after", "free", "first"),
    [
        (0, 30, 5, 0),
        (30, 0, 5, 5),
        (15, 15.5, 5, 2),
        (15.5, 15, 5, 2),
        (10, 30, 4, 1),
        (9, 9, 0, 0),
    ],
)
def test_free_cells_are_shared_as_the_room_on_paper_is(before, after, free, first):
    assert offset(before, after, free) == first
