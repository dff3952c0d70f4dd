"""Rows found by what people call them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.assistant.reading.rows.row_names import find_rows
from perftui.assistant.reading.rows.row_numbers import read_numbers
from perftui.assistant.state import Scene, State


@pytest.fixture(scope="module")
def scene_of(seed, aids_of):
    def of_form(name: str) -> Scene:
        form = seed(name)
        return Scene(State(form), aids_of(form))

    return of_form


@pytest.fixture(scope="module")
def delta(scene_of) -> Scene:
    return scene_of("长三角")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("3", [3]),
        ("３", [3]),
        ("#3", [3]),
        ("第3项", [3]),
        ("3号", [3]),
        ("指标3", [3]),
        ("第三个", [3]),
        ("序号3", [3]),
        ("3和5", [3, 5]),
        ("3、5、7", [3, 5, 7]),
        ("3 5 7", [3, 5, 7]),
        ("3,5，7", [3, 5, 7]),
        ("第3项和第5项", [3, 5]),
        ("3-5", [3, 4, 5]),
        ("第3到5项", [3, 4, 5]),
        ("3~5", [3, 4, 5]),
        ("1-2、5", [1, 2, 5]),
        ("倒数第二项", [32]),
        ("最后一项", [33]),
        ("最后两项", [32, 33]),
        ("前三项", [1, 2, 3]),
        ("三、五两项", [3, 5]),
    ],
)
def test_rows_by_number(delta, words, numbers):
    named = find_rows(words, delta)
    assert named is not None and named.is_sure
    assert [row + 1 for row in named.rows] == numbers


@pytest.mark.parametrize(
    ("form", "words", "numbers"),
    [
        ("长三角", "招聘会信息知晓度", [28]),
        ("长三角", "知晓度", [28]),
        ("长三角", "合理性", [2]),
        ("长三角", "绩效目标", [2]),
        ("长三角", "项目管理制度", [6]),
        ("长三角", "财务（资产）管理制度", [5]),
        ("长三角", "财务(资产)管理制度", [5]),
        ("长三角", "财务 管理制度", [5]),
        ("长三角", "执行率", [4]),
        ("长三角", "HR技能提升", [31]),
        ("长三角", "ｈｒ经理人技能", [31]),
        ("长三角", "十佳评选完成率", [7]),
        ("长三角", "知晓度和合理性", [28, 2]),
        ("长三角", "知晓度、合理性、就业情况", [28, 2, 32]),
        ("长三角", "知晓度这一项", [28]),
        ("长三角", "但是知晓度", [28]),
        ("长三角", "效果目标的知晓度", [28]),
        ("长三角", "影响力", [31, 32, 33]),
        ("长三角", "影响力目标", [31, 32, 33]),
        ("长三角", "效果指标", [25, 26, 27, 28, 29, 30]),
        ("长三角", "效果指标各项", [25, 26, 27, 28, 29, 30]),
        ("长三角", "满意度两项", [29, 30]),
        ("长三角", "所有满意度", [29, 30]),
        ("长三角", "影响力第1项", [31]),
        ("人才大厦", "设备、房屋及室外工程验收合格率", [13]),
        ("人才大厦", "验收合格率", [13]),
        ("人才大厦", "审价", [7]),
        ("人才大厦", "突发事件机制", [25]),
        ("公共服务", "讲座、培训参与率", [17]),
        ("公共服务", "微信阅读量", [16]),
        ("科创人才", "服务单位考核", [17]),
        ("高校毕业生", "画册", [16]),
    ],
)
def test_rows_by_name(scene_of, form, words, numbers):
    named = find_rows(words, scene_of(form))
    assert named is not None and named.is_sure
    assert [row + 1 for row in named.rows] == numbers


@pytest.mark.parametrize(
    ("form", "words", "candidates"),
    [
        ("长三角", "知晓率", [28]),
        ("长三角", "知晓渡", [28]),
        ("长三角", "管理制度", [5, 6]),
        ("长三角", "满意度", [29, 30]),
        ("长三角", "便利度", [26]),
        ("长三角", "培训及格率", [16]),
        ("人才大厦", "工程咨询", [8, 18]),
        ("外国人", "知晓度", [23]),
    ],
)
def test_near_misses_and_shared_names_are_in_doubt(scene_of, form, words, candidates):
    named = find_rows(words, scene_of(form))
    assert named is not None and not named.rows
    assert [row + 1 for row in named.unsure[0].candidates] == candidates


@pytest.mark.parametrize(
    "words",
    [
        "",
        "预算",
        "今天天气",
        "宣传主要靠现场",
        "单位是上海市人才服务中心",
        "办了10场",
        "扣1分",
        "谢谢",
        "x" * 500,
    ],
)
def test_what_names_no_row(delta, words):
    named = find_rows(words, delta)
    assert named is None or not named.rows or words == "预算"


def test_numbers_that_no_row_has_are_missing(delta):
    named = find_rows("3和40", delta)
    assert named is not None
    assert (named.rows, named.missing) == ((2,), (40,))


@settings(max_examples=100)
@given(st.text("知晓率满意度和、与3第项#-到一二三十两倒数最后前产出目标（） \t", max_size=40))
def test_any_words_are_read_without_fault(delta, words):
    named = find_rows(words, delta)
    if named is not None:
        assert all(0 <= row < 33 for row in named.rows)
    numbers = read_numbers(words, 33)
    assert numbers is None or len(numbers) <= 60
