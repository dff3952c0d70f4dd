"""Markdown, aligned text and text between tabs."""

import re

import pytest

from perftui.readers.reading import read_document
from perftui.writers.cells import cell_width
from perftui.writers.exporting import Ready, render, render_together
from perftui.writers.texts.plain_table import WIDTH
from perftui.writers.texts.wrapping import cell_lines

FIELDS = (
    *("name", "unit", "department", "recurring", "budget", "last_year_budget", "executed"),
    *("goal", "date", "achievements", "problems", "measures", "funds"),
)
CELLS = ("category", "name", "explanation", "weight", "score", "remark", "target", "actual")
READABLE = ["md", "txt", "tsv", "html"]


def text_of(evaluation, format_name, **more):
    return render(evaluation, format_name, **more).decode()


def seen(evaluation):
    """What of a form stands on its printed sheet, an empty cell the same as none."""
    rows = [[getattr(row, cell) or "" for cell in CELLS] for row in evaluation.indicators]
    return [getattr(evaluation, field) for field in FIELDS], rows


@pytest.fixture
def with_funds(national):
    """The national form with two sources of its money, and numbered texts of several lines."""
    rows = [row.model_dump() | {"measure_unit": ""} for row in national.indicators]
    rows[1] |= {"target": "≥95%", "actual": "94%"}
    funds = [
        {"name": "当年财政拨款", "budget": "13000000", "executed": "11500000"},
        {"name": "其他资金", "budget": "180638", "executed": None},
    ]
    texts = {
        "goal": "1、全年维修保养，逐项登记。\n2、检测6台客梯 2次，及时修复（含应急）。",
        "problems": "个别项目的资金到位时间较晚，" * 9 + "\n另有HR经理人评选 1 项未完成。",
    }
    return national.model_validate(
        {**national.model_dump(), "indicators": rows, "funds": funds, **texts}
    )


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("format_name", READABLE)
def test_what_is_written_is_read_back(format_name, draft, realistic, with_funds, tmp_path):
    for number, evaluation in enumerate((realistic, with_funds)):
        path = tmp_path / f"{number}.{format_name}"
        path.write_bytes(render(evaluation, format_name, draft=draft))
        (imported,) = read_document(path)
        assert seen(imported.evaluation) == seen(evaluation)
        assert imported.questions == ()


@pytest.mark.parametrize("format_name", ["md", "txt", "tsv"])
def test_blank_lines_and_ends_of_full_lines_are_read_back(format_name, build, tmp_path):
    paragraphs = [f"{n}、{'及时' * n}。" for n in range(1, 45)]
    row = {"category": "产出目标", "name": "甲", "weight": "34", "score": "34"}
    form = build(
        row, achievements="\n".join(paragraphs), problems="一、甲。\n\n二、乙。\n\n\n三、丙。"
    )
    path = tmp_path / f"表.{format_name}"
    path.write_bytes(render(form, format_name))
    (imported,) = read_document(path)
    assert seen(imported.evaluation) == seen(form)


@pytest.mark.parametrize("format_name", READABLE)
def test_a_book_is_read_back_form_by_form(format_name, realistic, with_funds, tmp_path):
    path = tmp_path / f"汇编.{format_name}"
    ready = [Ready(realistic), Ready(with_funds, draft=True), Ready(realistic)]
    path.write_bytes(render_together(ready, format_name, "2019年度自评表汇编"))
    read = [imported.evaluation for imported in read_document(path)]
    assert list(map(seen, read)) == [seen(one.evaluation) for one in ready]


@pytest.mark.parametrize("format_name", ["md", "txt", "tsv"])
def test_a_book_begins_with_a_table_of_its_forms(format_name, realistic, national):
    ready = [Ready(realistic), Ready(national)]
    text = render_together(ready, format_name, "2019年度自评表汇编").decode()
    cover = text[: text.index("项目绩效自我评价")]
    assert cover.lstrip("# ").startswith("2019年度自评表汇编")
    assert cover.count("人才大厦管理维护") == 2
    assert "26,361,276.00" in cover


@pytest.mark.parametrize("format_name", ["md", "txt", "tsv"])
def test_a_draft_says_so_before_anything_else(format_name, realistic):
    assert text_of(realistic, format_name, draft=True).startswith("草稿：")
    assert "草稿" not in text_of(realistic, format_name)


def test_markdown_has_the_category_on_every_row(realistic):
    markdown = text_of(realistic, "md")
    assert markdown.startswith("# 项目绩效自我评价\n")
    assert markdown.count("| 产出目标（34分） |") == 12
    assert "| 主要绩效： | 1、完成消防、强弱电、门禁等系统全年维修保养。<br>2、" in markdown
    assert "\n| 合计 |  |  | 100 | 94.5 |  |\n" in markdown
    assert markdown.endswith("自行增加绩效指标。\n")


def test_markdown_tables_have_as_many_cells_in_every_row(realistic, national, with_funds, hostile):
    for evaluation in (realistic, national, with_funds, hostile("sh2019")):
        tables = [t for t in re.split(r"\n\n+", text_of(evaluation, "md")) if t.startswith("|")]
        assert len(tables) > 1
        for table in tables:
            cells = {len(re.split(r"(?<!\\)\|", row)) for row in table.strip().split("\n")}
            assert len(cells) == 1


def test_markdown_has_the_money_in_a_table_of_its_own(with_funds):
    table = next(t for t in text_of(with_funds, "md").split("\n\n") if "资金总额" in t)
    assert table.split("\n") == [
        "| 项目资金（万元） |  | 全年预算数（A） | 全年执行数（B） | 执行率（B/A） |",
        "| --- | --- | ---: | ---: | ---: |",
        "|  | 年度资金总额 | 1,318.0638 | 1,166.602085 | 88.51% |",
        "|  | 其中：当年财政拨款 | 1,300.00 | 1,150.00 | 88.46% |",
        "|  | 其他资金 | 18.0638 |  |  |",
    ]


def test_markdown_marks_are_escaped(build):
    markdown = text_of(build({"category": "产出目标", "name": r"\`*_{}[]<>#|~&$"}), "md")
    assert r"| \\\`\*\_\{\}\[\]\<\>\#\|\~\&\$ |" in markdown


def test_text_lines_are_aligned(realistic, with_funds, hostile):
    ready = [Ready(realistic), Ready(with_funds)]
    texts = [render_together(ready, "txt", "汇编").decode()]
    texts += [text_of(hostile(profile), "txt") for profile in ("sh2019", "national2020")]
    for text in texts:
        ruled = [line for line in text.split("\n") if line[:1] in ("|", "+")]
        assert {cell_width(line) for line in ruled} == {WIDTH}


def test_text_shows_label_and_rows_side_by_side(realistic):
    text = text_of(realistic, "txt")
    assert re.search(r"\| 产出目标 +\| 工程审价完成率 +\| +\| +2 +\| +2 +\|", text)
    assert re.search(r"\| （34分） +\+--", text)
    assert re.search(r"\| +合计 +\| +100 +\| +94.5 +\| +\|", text)


def test_text_has_the_money_and_texts_abreast_one_below_the_other(with_funds):
    text = text_of(with_funds, "txt")
    assert text.index("（2019年度）") < text.index("项目名称：")
    assert re.search(r"\| 项目资金（万元） +\| +\| +全年预算数 +\| +全年执行数 +\|", text)
    assert re.search(r"\| +\| 其他资金 +\| +18\.0638 \| +\| +\|", text)
    assert re.search(r"\| 年度总体目标 +\| .*\n\| （预期目标）： +\|", text)
    assert re.search(r"\| 年度总体目标 +\| .*\n\| （实际完成情况）： +\|", text)


def test_a_category_of_one_row_has_room_for_its_label(build):
    text = text_of(build({"category": "影响力目标", "name": "甲"}), "txt")
    assert re.search(r"\| 影响力目标 +\| 甲 .*\n\| （15分） +\| +\|", text)


@pytest.mark.parametrize("width", [12, 21, 38, 80])
def test_lines_of_a_cell_fit_and_lose_nothing_but_blanks(width):
    text = (
        "1、对现场招聘活动（含网络）的“数据统计”不够 2、HR经理人 WPS Office评选95.33%\n2、"
        + "W" * 99
    )
    lines = cell_lines(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert [line[:4] for line in lines if line.startswith("  ")] == ["  1、", "  2、"]


def test_a_line_with_room_left_shows_by_an_indent_that_its_text_goes_on():
    assert cell_lines("合理分配使用全年的预算", 20) == ["合理分配使用全年的预", "算"]
    assert cell_lines("合理分配使用全年 2次预算", 17)[0] == "  合理分配使用全"


def test_no_bar_of_a_text_stands_where_other_rows_have_a_line(with_funds, tmp_path):
    goal = "".join(f"{n} | 甲｜乙|丙" for n in range(90))
    form = with_funds.model_copy(update={"goal": goal, "unit": "甲 | 乙 | 丙 | 丁 | 戊 | 己"})
    path = tmp_path / "表.txt"
    path.write_bytes(render(form, "txt"))
    (imported,) = read_document(path)
    assert imported.evaluation.goal == goal


def test_a_text_on_one_line_stands_as_it_is():
    assert cell_lines("人才 大厦", 20) == ["人才 大厦"]
    assert cell_lines("", 20) == [""]


def test_tabbed_text_is_laid_out_as_forms_were_published(build, realistic):
    lines = text_of(realistic, "tsv").split("\n")
    assert lines[:2] == [
        "项目绩效自我评价\t\t\t",
        "项目名称：\t人才大厦管理维护专项\t预算单位：\t上海市人才服务中心",
    ]
    assert "自评时间：\t2020-04-17\t\t" in lines
    at = lines.index("一级指标\t指标名称\t指标解释\t权重\t自评分\t备注")
    assert lines[at - 1] == ""
    assert lines[at + 1].startswith("投入与管理 (36分)\t资金使用的合规性\t")
    assert lines[at + 2].startswith("\t绩效目标合理性\t")
    assert lines[at + 27 : at + 30] == ["合计\t\t\t100\t94.5\t", "", lines[at + 29]]
    assert lines[at + 29].startswith("说明：1、")


def test_tabbed_text_has_the_money_and_texts_abreast_in_columns(with_funds):
    lines = text_of(with_funds, "tsv").split("\n")
    assert lines[1] == "（2019年度）\t\t\t"
    assert "项目资金（万元）\t\t全年预算数（A）\t全年执行数（B）\t执行率（B/A）" in lines
    assert "\t其中：当年财政拨款\t1,300.00\t1,150.00\t88.46%" in lines
    assert "年度总体目标\t预期目标\t实际完成情况\t" in lines


def test_tabbed_cells_are_quoted_as_spreadsheets_copy_them(build):
    form = build(
        {"category": "产出目标", "name": '"甲"', "explanation": '说"乙"', "remark": "=1+1"},
        {"category": "产出目标", "name": "丙\n丁", "explanation": "-5.5%", "remark": "-丙"},
    )
    text = text_of(form, "tsv")
    assert '\t"""甲"""\t说"乙"\t\t\t\xa0=1+1\n' in text
    assert '\t"丙\n丁"\t-5.5%\t\t\t\xa0-丙\n' in text


def test_an_amount_of_the_money_block_stands_on_one_line_however_long(national):
    funds = [{"name": "当年财政拨款", "budget": "73803965952.58", "executed": "73803965952.5895"}]
    form = national.model_validate({**national.model_dump(), "funds": funds})
    lines = render(form, "txt").decode().splitlines()
    assert any("7,380,396.595258 |" in line for line in lines)
    assert any("7,380,396.59525895 |" in line for line in lines)
    assert {cell_width(line) for line in lines if line.startswith(("|", "+"))} == {WIDTH}
