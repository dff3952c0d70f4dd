"""Text: whatever sets its cells apart, whatever its encoding, and what of it is damaged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.readers.formats.text import grid_of, read
from perftui.readers.layout.evaluations import read_grid
from perftui.readers.report import DocumentError, Question
from perftui.readers.sniffing import kind_of
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load
from perftui.writers.exporting import render

SAMPLES = sorted(sample_projects().glob("2019-*"))
QUICK = settings(max_examples=60, deadline=None, database=None, derandomize=True)


def _cells(text, name="x.txt"):
    return [row.cells for row in grid_of(text.strip("\n"), name).rows]


def _spaceless(evaluation: Evaluation):
    data = evaluation.model_copy(update={"stated": None}).model_dump(mode="json")
    narratives = ("goal", "achievements", "problems", "measures")
    return data | {field: "".join(data[field].split()) for field in narratives}


@pytest.mark.parametrize("kind", ["txt", "md", "html"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[5:8])
def test_what_perftui_exports_as_text_is_read_back(path, kind):
    written = load(path)
    data = render(written, kind)
    module = kind_of(data, f"x.{kind}").id
    reader = (
        read
        if module == "text"
        else __import__("perftui.readers.formats.html", fromlist=["read"]).read
    )
    (imported,) = read_grid(reader(data, f"x.{kind}"))
    assert _spaceless(imported.evaluation) == _spaceless(written)
    assert not imported.questions


def test_a_table_in_markdown_is_read():
    text = r"""
# 项目绩效自评价

**主要绩效**：甲

| 指标名称 | 权重 |
|:--|:-:|
| A \| B\*<br>C | 2 |
合计 | 2
"""
    assert _cells(text) == [
        ("项目绩效自评价",),
        ("主要绩效：甲",),
        ("指标名称", "权重"),
        ("A | B*\nC", "2"),
        ("合计", "2"),
    ]


def test_lines_between_bars_are_rows_without_a_rule():
    assert _cells("| 甲 | 1 |\n| 乙 | |\n| 丙 | 3 |") == [("甲", "1"), ("乙", ""), ("丙", "3")]


def test_a_bar_in_a_text_makes_no_table():
    assert _cells("甲|乙\n丙\n---") == [("甲|乙",), ("丙",), ("---",)]


@pytest.mark.parametrize(
    "table",
    [
        """
+--------+------+----+
| 产出   | 甲   | 1  |
| 目标   +------+----+
|        | 乙   | 2  |
+--------+------+----+
| 合计          | 3  |
+---------------+----+
""",
        """
┌────────┬──────┬────┐
│ 产出   │ 甲   │ 1  │
│ 目标   ├──────┼────┤
│        │ 乙   │ 2  │
├────────┴──────┼────┤
│ 合计          │ 3  │
└───────────────┴────┘
""",
        """
┌────┬───┬──┐
│产出    │甲    │1   │
│目标    ├───┼──┤
│        │乙    │2   │
├────┴───┼──┤
│合计            │3   │
└────────┴──┘
""",
    ],
    ids=["ascii", "narrow", "wide"],
)
def test_a_drawn_table_is_read_with_its_merged_cells(table):
    rows = grid_of(table, "x.txt").rows
    assert [tuple(cell.replace("\n", "") for cell in row.cells) for row in rows] == [
        ("产出目标", "甲", "1"),
        ("", "乙", "2"),
        ("合计", "", "3"),
    ]
    assert rows[1].from_above == {0}
    assert rows[2].from_left == {1}
    assert rows[0].where == "第3行"


def test_lines_wrapped_in_a_drawn_cell_are_joined_and_its_own_breaks_stay():
    table = """
+------------+
| 一二三四五 |
| 六七       |
| 八九       |
+------------+
"""
    assert _cells(table) == [("一二三四五六七\n八九",)]


def test_columns_under_one_another_are_cells():
    text = """
一级指标      指标名称        权重    自评分
投入与管理    资金的合规性    6       6
              绩效目标合理性  8       7
产出目标      培训完成率      2       2
"""
    assert _cells(text) == [
        ("一级指标", "指标名称", "权重", "自评分"),
        ("投入与管理", "资金的合规性", "6", "6"),
        ("", "绩效目标合理性", "8", "7"),
        ("产出目标", "培训完成率", "2", "2"),
    ]


def test_two_blanks_in_a_sentence_make_no_table():
    text = "项目名称：甲\n主要绩效：一是  好。\n主要问题：无"
    assert _cells(text) == [("项目名称：甲",), ("主要绩效：一是  好。",), ("主要问题：无",)]


def test_commas_set_cells_apart_in_a_csv_file():
    text = '项目名称：,甲,,\n指标,权重,得分,备注\n"甲,乙\n丙",2,"1,000",\n丁,3,3,无'
    assert _cells(text, "表.CSV") == [
        ("项目名称：", "甲", "", ""),
        ("指标", "权重", "得分", "备注"),
        ("甲,乙\n丙", "2", "1,000", ""),
        ("丁", "3", "3", "无"),
    ]
    assert grid_of(text, "表.csv").rows[3].where == "第5行"


def test_commas_in_sentences_and_amounts_set_nothing_apart():
    text = "预算数\t1,245,505.00\n执行数\t1,187,376.00\n绩效\t甲,乙,丙"
    assert _cells(text)[0] == ("预算数", "1,245,505.00")
    assert _cells(text, "x.csv")[2] == ("绩效", "甲,乙,丙")


TEXT = "项目绩效自评价\n项目名称：\t长三角（一）\n2019\t1,000.00 元\n" * 10


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8", "gb18030"])
def test_an_encoding_that_is_not_told_is_found_out(encoding):
    assert read(TEXT.encode(encoding), "x.txt") == grid_of(TEXT, "x.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_few_damaged_bytes_are_asked_about_and_the_rest_is_read(encoding):
    data = bytearray(TEXT.encode(encoding))
    place = data.index("长三角".encode("gb18030" if encoding == "gb18030" else "utf-8"))
    data[place] = 0xFF
    grid = read(bytes(data), "x.txt")
    (asked,) = grid.notes
    assert isinstance(asked, Question)
    assert asked.where == "第2行"
    assert grid.rows[3:] == grid_of(TEXT, "x.txt").rows[3:]


def test_a_text_cut_in_the_middle_of_a_character_is_read_up_to_there():
    grid = read((TEXT + "末").encode()[:-1], "x.txt")
    assert grid.rows[:-1] == grid_of(TEXT, "x.txt").rows
    assert len(grid.notes) == 1


@pytest.mark.parametrize("data", [bytes(range(256)), b"\0\1" * 50, b"\xff\xff\xff\x81", b"a\0b"])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(DocumentError, match="不是文本文件"):
        read(data, "x.txt")


def test_a_sign_that_ended_files_long_ago_is_dropped():
    assert read("项目名称\t甲\x1a".encode(), "x.txt").rows[0].cells == ("项目名称", "甲")


PIECES = st.lists(st.sampled_from([*'|+-─│┌┬┐├┼┤└┴┘ ,"\\\n', "  ", "甲", "**", "|-|", "\n|"]))


@QUICK
@given(PIECES.map("".join))
def test_any_drawing_keeps_what_is_written_in_it(text):
    written = sum(cell.count("甲") for row in grid_of(text, "x.csv").rows for cell in row.cells)
    assert written == text.count("甲")
