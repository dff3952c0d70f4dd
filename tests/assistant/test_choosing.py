"""Numbers, words and changes that take choices of the list on the screen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.assistant.conversation.conversation import Conversation
from perftui.assistant.doing.outcome import perform_all
from perftui.assistant.drafting.rewording import NotThereError, difference, reworded
from perftui.assistant.moves import Pick, Write
from perftui.assistant.parts import Choice, Fail
from perftui.assistant.reading.wordings.choosing import read_choice
from perftui.assistant.reading.wordings.numbered import numbers_in
from perftui.assistant.state import Aids, Expects, Question, Scene, State, Waiting
from perftui.evaluation.model import Evaluation

WORDINGS = (
    "上半年支付较少，支出主要集中在下半年，均衡性不足。",
    "宣传主要依靠{渠道}，覆盖不足。",
    "培训{场次}场，未覆盖{人群}。",
)


@pytest.fixture(scope="module")
def scene(seed: Callable[[str], Evaluation], aids_of: Callable[..., Aids]) -> Scene:
    form = seed("公共服务").model_copy(update={"problems": ""})
    question = Question("problems:indicators[3]", ("problems",), "写什么？", "写什么？")
    choices = tuple(Choice(words, (Write("problems", words),)) for words in WORDINGS)
    asked = replace(question, expects=Expects.TEXT)
    return Scene(State(form, asked, choices), aids_of(form))


def asking(scene: Scene, expects: Expects, path: str = "") -> Scene:
    question = scene.question
    assert question is not None
    paths = (path,) if path else question.paths
    return scene.having(question=replace(question, expects=expects, paths=paths))


def picked(line: str, scene: Scene) -> Pick | None:
    reading = read_choice(line, scene)
    if reading is None:
        return None
    (move,) = reading.moves
    assert isinstance(move, Pick)
    return move


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("2", (2,)),
        ("２", (2,)),
        ("2.", (2,)),
        ("2。", (2,)),
        ("#2", (2,)),
        ("＃2", (2,)),
        ("第2条", (2,)),
        ("第二个", (2,)),
        ("第二个吧", (2,)),
        ("选2", (2,)),
        ("我选2", (2,)),
        ("就2", (2,)),
        ("就用第二个", (2,)),
        ("要第一条和第三条", (1, 3)),
        ("选第1、2条", (1, 2)),
        ("1 3", (1, 3)),
        ("1、3", (1, 3)),
        ("1，3", (1, 3)),
        ("1和3", (1, 3)),
        ("1-3", (1, 2, 3)),
        ("1到3", (1, 2, 3)),
        ("3 1 3", (3, 1)),
        ("0", (0,)),
        ("都不要", (0,)),
        ("都不合适。", (0,)),
        ("全选", (1, 2, 3)),
        ("7", (7,)),
    ],
)
def test_numbers_choose(line: str, numbers: tuple[int, ...], scene: Scene) -> None:
    assert picked(line, scene) == Pick(numbers)


@pytest.mark.parametrize(
    "line",
    [
        "2019",
        "2场招聘会",
        "1、举办招聘会12场，参加10428人",
        "举办招聘会12场",
        "第3项扣1分",
        "3 5各扣1分",
        "1.5",
        "一",
        "是",
        "",
    ],
)
def test_other_lines_choose_nothing(line: str, scene: Scene) -> None:
    assert read_choice(line, scene) is None


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("1 但是把下半年改成四季度", (("下半年", "四季度"),)),
        ("1，下半年改四季度", (("下半年", "四季度"),)),
        ("1 下半年换成第四季度", (("下半年", "第四季度"),)),
        ("选1，不过去掉最后半句", (("，均衡性不足", ""),)),
        ("1 不要“主要”两个字", (("主要", ""),)),
        ("1 把较少去掉", (("较少", ""),)),
        ("1 把较少改成偏少，把下半年改成四季度", (("较少", "偏少"), ("下半年", "四季度"))),
        ("1 后面加上已作说明", (("", "已作说明"),)),
        ("2 渠道现场", (("{渠道}", "现场"),)),
        ("2，把渠道改成现场", (("{渠道}", "现场"),)),
        ("3 场次12，人群新进人员", (("{场次}", "12"), ("{人群}", "新进人员"))),
    ],
)
def test_a_choice_is_taken_with_changes(
    line: str, changes: tuple[tuple[str, str], ...], scene: Scene
) -> None:
    move = picked(line, scene)
    assert move is not None and move.changes == changes
    outcome = perform_all([move], scene)
    written = outcome.state.evaluation.problems
    for old, new in changes:
        assert new in written and (not old or old.strip("{}") not in written)


def test_a_change_of_what_is_not_there_names_the_nearest_and_writes_nothing(scene: Scene) -> None:
    outcome = perform_all([Pick((1,), (("下半季", "四季度"),))], scene)
    (part,) = outcome.parts
    assert isinstance(part, Fail) and "下半年" in part.text
    assert not outcome.edits and outcome.state == scene.state


@pytest.mark.parametrize("numbers", [(4,), (2, 9)])
def test_a_number_beyond_the_list_is_refused_with_its_range(
    numbers: tuple[int, ...], scene: Scene
) -> None:
    outcome = perform_all([Pick(numbers)], scene)
    (part,) = outcome.parts
    assert isinstance(part, Fail) and "1到3" in part.text and not outcome.edits


def test_bare_digits_are_no_choice_where_they_may_be_scores_or_values(scene: Scene) -> None:
    assert picked("2", asking(scene, Expects.SCORES)) == Pick((2,))
    assert read_choice("2 5", asking(scene, Expects.SCORES)) is None
    assert picked("#2", asking(scene, Expects.SCORES)) == Pick((2,))
    assert picked("2", asking(scene, Expects.VALUE, "budget")) == Pick((2,))
    assert read_choice("0", asking(scene, Expects.VALUE, "last_year_budget")) is None
    assert read_choice("7", asking(scene, Expects.VALUE, "budget")) is None


def test_without_a_list_digits_are_nothing_and_choosing_is_refused(scene: Scene) -> None:
    bare = scene.having(choices=())
    assert read_choice("2", bare) is None
    assert picked("选2", bare) == Pick((2,))
    assert isinstance(perform_all([Pick((2,))], bare).parts[0], Fail)


@pytest.mark.parametrize(
    ("line", "number"),
    [("是", 1), ("好的", 1), ("可以", 1), ("对", 1), ("不是", 0), ("不用", 0), ("否", 0), ("2", 2)],
)
def test_yes_and_no_answer_what_waits(line: str, number: int, scene: Scene) -> None:
    waiting = Waiting("换吗？", (Choice("换成它"), Choice("用自己的")))
    assert picked(line, scene.having(waiting=waiting)) == Pick((number,))


def test_taken_choices_keep_their_numbers(talk: Callable[..., Conversation]) -> None:
    talking = talk(scored_without_texts())
    before = [choice.text for choice in talking.state.choices]
    talking.say("4")
    talking.say("撤销")
    assert [choice.text for choice in talking.state.choices] == before


def scored_without_texts() -> Evaluation:
    from perftui.resources import sample_projects
    from perftui.storage.workspace import Workspace

    forms = Workspace(sample_projects()).evaluations()
    form = next(form for form in forms if form.name.startswith("公共服务"))
    rows = tuple(
        row.model_copy(update={"remark": "人手不足"}) if row.lost else row
        for row in form.indicators
    )
    texts = dict.fromkeys(("achievements", "problems", "measures"), "")
    return form.model_copy(update={**texts, "department": "市场部", "indicators": rows})


def test_a_difference_is_told_in_words() -> None:
    told = difference("宣传渠道单一，覆盖不够。", "宣传渠道单一，覆盖面不足。")
    assert "「" in told and ("改为" in told or "加" in told)


def test_a_part_taken_out_leaves_no_stray_marks() -> None:
    assert reworded("甲，乙，丙。", [("，丙", "")]) == "甲，乙。"
    assert reworded("甲，乙，丙。", [("甲", "")]) == "乙，丙。"
    with pytest.raises(NotThereError):
        reworded("甲，乙。", [("丁", "戊")])


@given(st.text(alphabet="0123456789#第条、，,-~到和 选一二三", max_size=24))
@settings(max_examples=100)
def test_whatever_looks_like_numbers_is_read_without_harm(text: str) -> None:
    assert all(0 <= number < 200 for number in numbers_in(text))


def test_a_sum_of_money_is_no_choice(scene: Scene) -> None:
    assert read_choice("1300000", asking(scene, Expects.VALUE, "budget")) is None
