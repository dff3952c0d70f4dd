"""What is done to the rows of the indicator table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation import rows
from perftui.evaluation.model import Direction, Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.evaluation.rows import Filled, Reading
from perftui.evaluation.values import Unread

PROFILE = load_profile("sh2019")
CATEGORIES = [category.name for category in PROFILE.categories]


def indicator(name="甲", weight="8", score=None, category=CATEGORIES[0], **others) -> Indicator:
    return Indicator(category=category, name=name, weight=weight, score=score, **others)


def form(*indicators: Indicator, **header) -> Evaluation:
    return Evaluation(indicators=indicators, **header)


def names(table: rows.Rows) -> str:
    return "".join(row.name for row in table)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", "7"),
        ("７．５", "7.5"),
        ("7。5", "7.5"),
        ("7、5", "7.5"),
        ("0", "0"),
        ("-1", "7"),
        ("－１", "7"),
        ("-0.5", "7.5"),
        ("-.5", "7.5"),
        ("-8", "0"),
        ("-8分", "0"),
        (" -1 ", "7"),
        ("-0.50", "7.5"),
    ],
)
def test_what_is_typed_into_a_score_is_the_score_or_points_off_the_weight(typed, value):
    reading = rows.read_typed(indicator(), "score", typed, PROFILE)
    assert (str(reading.value), reading.refusal) == (value, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "超过了权重 8"),
        ("-9", "扣 9 分超过了权重 8"),
        ("-", "减号后面写扣几分"),
        ("--1", "减号后面写扣几分"),
        ("1-1", "不是一个数"),
        ("1.2.3", "不是一个数"),
        ("-1.2.3", "不是一个数"),
        (".", "不是一个数"),
    ],
)
def test_a_score_that_cannot_stand_is_refused_with_the_reason(typed, said):
    assert said in rows.read_typed(indicator(), "score", typed, PROFILE).refusal


def test_points_are_not_taken_off_a_weight_that_is_not_known():
    refusal = rows.read_typed(indicator(weight=None), "score", "-1", PROFILE).refusal
    assert "没有权重" in refusal


def test_a_weight_is_no_negative_number():
    assert "是负数" in rows.read_typed(indicator(), "weight", "-1", PROFILE).refusal


def test_blank_clears_a_score():
    assert rows.read_typed(indicator(score="3"), "score", "", PROFILE) == Reading(None)


def test_a_value_goes_to_all_rows_or_to_none():
    table = (indicator(), indicator("乙", "5"), indicator("丙", "2"))
    filled = rows.fill(table, (0, 1), "score", "-1", PROFILE)
    assert isinstance(filled, Filled)
    assert [row.score for row in filled.rows] == [7, 4, None]
    refused = rows.fill(table, (0, 1, 2), "score", "4", PROFILE)
    assert isinstance(refused, Reading)
    assert refused.refusal == "选中的1格不能填，如「丙」：自评分 4 超过了权重 2，请改小"


def test_full_marks_leave_rows_without_weight_and_say_so():
    filled = rows.full_marks((indicator(), indicator("乙", None)), (0, 1))
    assert [row.score for row in filled.rows] == [8, None]
    assert rows.tell(filled, "打了") == "打了1格。「乙」没有权重，没有打分"


def test_scores_are_proposed_from_figures_and_what_is_missing_is_said():
    evaluation = form(
        indicator("甲", "10", target="100", actual="90"),
        indicator("乙"),
        indicator("丙", target="很多", actual="9"),
        indicator("预算执行率", "8"),
        budget="100",
        executed="50",
    )
    filled = rows.proposed_scores(evaluation, PROFILE, range(4))
    assert [row.score for row in filled.rows] == [9, None, None, 4]
    assert filled.told[0] == "「乙」要先填指标值和完成值，才算得出分数"
    assert "很多" in filled.told[1]
    without = rows.proposed_scores(form(indicator("预算执行率")), PROFILE, [0])
    assert "当年预算数" in without.told[0]


def test_a_direction_turns_round():
    turns = [None]
    for _ in range(5):
        turns.append(rows.next_direction(turns[-1]))
    assert turns[1:4] == [Direction.POSITIVE, Direction.NEGATIVE, Direction.EQUAL]
    assert turns[4:] == [Direction.QUALITATIVE, None]
    assert rows.next_direction(Unread("横向", "")) is Direction.POSITIVE


def test_rows_are_added_below_or_first_in_the_order_of_the_form():
    evaluation = form(indicator("甲"), indicator("丁", category=CATEGORIES[3]))
    below = rows.add(evaluation, PROFILE, CATEGORIES[0], 0)
    assert names(below) == "甲丁"
    assert [row.category for row in below] == [CATEGORIES[0], CATEGORIES[0], CATEGORIES[3]]
    first = rows.add(evaluation, PROFILE, CATEGORIES[1], None)
    assert [row.category for row in first] == [CATEGORIES[0], CATEGORIES[1], CATEGORIES[3]]


def test_a_row_moves_among_its_fellows_though_others_stand_between():
    table = (indicator("甲"), indicator("子", category=CATEGORIES[1]), indicator("乙"))
    moved, place = rows.move(form(*table), PROFILE, CATEGORIES, 2, -1)
    assert (names(moved), place) == ("乙甲子", 0)
    moved, place = rows.move(form(*table), PROFILE, CATEGORIES, 0, 1)
    assert (names(moved), place) == ("子乙甲", 2)


def test_a_row_moves_over_into_the_next_category_empty_ones_too():
    table = (indicator("甲"), indicator("乙"), indicator("子", category=CATEGORIES[2]))
    over, place = rows.move(form(*table), PROFILE, CATEGORIES, 1, 1)
    assert (names(over), place) == ("甲乙子", 1)
    assert over[1].category == CATEGORIES[1]
    over, place = rows.move(form(*over), PROFILE, CATEGORIES, place, 1)
    assert (over[place].name, over[place].category, names(over)) == ("乙", CATEGORIES[2], "甲乙子")
    assert rows.move(form(*table), PROFILE, CATEGORIES, 0, -1) is None


TABLES = st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=12).map(
    lambda chosen: tuple(
        indicator(chr(0x4E00 + place), category=category) for place, category in enumerate(chosen)
    )
)


def as_shown(table: rows.Rows) -> list[str]:
    """The table row by row: headings and the names under them."""
    return [
        text
        for category in CATEGORIES
        for text in (category, *(row.name for row in table if row.category == category))
    ]


@given(TABLES, st.data())
def test_a_move_goes_one_place_on_in_the_table_and_back(table, data):
    index = data.draw(st.integers(0, len(table) - 1))
    step = data.draw(st.sampled_from([-1, 1]))
    shown = as_shown(table)
    place = shown.index(table[index].name)
    moved = rows.move(form(*table), PROFILE, CATEGORIES, index, step)
    if moved is None:
        assert place == (1 if step < 0 else len(shown) - 1)
        return
    after, there = moved
    assert after[there].name == table[index].name
    expected = [text for text in shown if text != table[index].name]
    expected.insert(place + step, table[index].name)
    assert as_shown(after) == expected
    back = rows.move(form(*after), PROFILE, CATEGORIES, there, -step)
    assert as_shown(back[0]) == shown


def test_a_block_goes_in_to_the_right_and_down():
    table = (indicator("甲"), indicator("乙"), indicator("丙"))
    block = [["６分", "5", "晚了"], ["4", "４。５", ""]]
    pasted = rows.paste(table, [0, 2], ["weight", "score", "remark"], block, PROFILE)
    got = [(row.weight, row.score, row.remark) for row in pasted.rows]
    assert got == [(6, 5, "晚了"), (8, None, ""), (4, None, "")]
    assert pasted.count == 5
    assert pasted.told == ("「丙」自评分 4.5 超过了权重 4，请改小，没有填",)


def test_what_does_not_fit_is_said_and_what_cannot_be_read_is_kept():
    table = (indicator(),)
    pasted = rows.paste(table, [0], ["score"], [["约6", "多"], ["5"], [""]], PROFILE)
    assert pasted.rows[0].score == Unread("约6", "「约6」是约数，分数要填准确的数")
    assert rows.tell(pasted, "粘贴了") == (
        "粘贴了1格。「甲」「约6」是约数，分数要填准确的数，先照原样记下；"
        "下面没有行了，多出的1行没有填；右边没有列了，多出的1格没有填"
    )


def test_a_pasted_score_is_held_against_the_weight_pasted_beside_it():
    pasted = rows.paste((indicator(),), [0], ["score", "weight"], [["9", "10"]], PROFILE)
    assert (pasted.rows[0].score, pasted.told) == (9, ())


@pytest.mark.parametrize(
    ("cells", "is_heading"),
    [
        (["权重", "自评分"], True),
        ([" 指标 名称", "", "分值"], True),
        (["年度指标值"], True),
        (["权重", "6"], False),
        (["", " "], False),
        (["预算执行率"], False),
    ],
)
def test_headings_of_columns_are_known(cells, is_heading):
    assert rows.is_heading(cells, PROFILE) is is_heading


BLOCKS = st.lists(st.lists(st.text("0123456789.。-约=\n 分", max_size=4), max_size=4), max_size=5)


@given(BLOCKS, st.integers(0, 3))
def test_of_a_pasted_block_every_cell_is_filled_or_told(block, width):
    table = tuple(indicator(str(place), "9") for place in range(3))
    columns = ["weight", "score", "remark"][:width]
    pasted = rows.paste(table, range(3), columns, block, PROFILE)
    fitting = sum(min(len(cells), width) for cells in block[:3])
    refused = sum(said.endswith("没有填") and said.startswith("「") for said in pasted.told)
    assert pasted.count + refused == fitting
    left = any(any(map(str.strip, cells)) for cells in block[3:])
    assert left == any("下面没有行了" in said for said in pasted.told)
    assert all(row.lost >= 0 for row in pasted.rows)
