"""Whatever happens to a text, it is read or refused; nothing crashes, no row is doubled."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.readers.formats.text import grid_of
from perftui.readers.layout.cleaning import unwrap
from perftui.readers.layout.evaluations import read_grid
from perftui.readers.reading import DocumentError, read_document

QUICK = settings(max_examples=60, deadline=None, database=None, derandomize=True)
SCRAPS = [
    *(
        "",
        " ",
        "\t",
        "合计",
        "投入与管理",
        "产出目标 (34分)",
        "说明：",
        "<p>",
        "2",
        "2.5",
        "项目名称：",
    ),
    *(
        "项目绩效自评价",
        '"',
        "一级指标\t指标名称\t权重",
        "万元",
        "年",
        "\u3000",
        "主要问题：",
        "成率",
    ),
]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "blank", "cut", "join", "insert", "swap"]),
        st.integers(0, 10_000),
        st.sampled_from(SCRAPS),
    ),
    max_size=8,
)


def _changed(lines, changes):
    lines = list(lines)
    for kind, number, scrap in changes:
        at = number % len(lines)
        match kind:
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "blank":
                lines.insert(at, "")
            case "cut":
                lines[at] = lines[at][: number % (len(lines[at]) + 1)]
            case "join" if at + 1 < len(lines):
                lines[at : at + 2] = [lines[at] + scrap + lines[at + 1]]
            case "insert":
                place = number % (len(lines[at]) + 1)
                lines[at] = lines[at][:place] + scrap + lines[at][place:]
            case "swap":
                lines[at], lines[0] = lines[0], lines[at]
    return lines


@QUICK
@given(index=st.integers(0, 8), changes=CHANGES)
def test_a_damaged_form_is_read_without_a_crash(seed_lines, index, changes):
    lines = _changed(seed_lines[index], changes)
    for imported in read_grid(grid_of("\n".join(lines), "x.txt")):
        assert len(imported.evaluation.indicators) <= len(lines)
        assert all("\n" not in note.what for note in imported.repairs + imported.questions)
        assert all(note.where for note in imported.repairs + imported.questions)


@QUICK
@given(index=st.integers(0, 8), blanks=st.sets(st.integers(1, 60), max_size=30))
def test_blank_lines_never_change_a_form_silently(seeds, seed_lines, read, index, blanks):
    lines = []
    for number, line in enumerate(seed_lines[index]):
        lines += ["", line] if number in blanks else [line] if line else []
    imported = read(lines)
    assert imported.evaluation == seeds[index].evaluation or imported.questions


@QUICK
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "任意.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert "\n" not in str(caught.value)


@QUICK
@given(text=st.text(max_size=300))
def test_any_text_becomes_a_grid_with_its_visible_characters(text):
    grid = grid_of(text, "x.txt")
    assert all(any(row.cells) for row in grid.rows)


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@QUICK
@given(
    words=st.lists(st.text(HAN, min_size=1), min_size=1, max_size=5),
    gap=st.sampled_from(" \n\u3000\u00a0"),
)
def test_blanks_between_chinese_characters_go_wherever_they_are(words, gap):
    text = gap.join(words)
    assert set(text) - set(unwrap(text)) <= {gap}
    numbered = any(word[0] in "一二三四五六七八九十" for word in words)
    assert numbered or unwrap(text) == "".join(words)


@QUICK
@given(words=st.lists(st.text(string.ascii_letters, min_size=1), min_size=1, max_size=5))
def test_one_blank_between_latin_words_stays(words):
    assert unwrap("  ".join(words)) == " ".join(words)
