"""What is asked for the three narratives, and that problems and measures go in pairs."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from perftui.assistant.asking.narrative_questions import ask_about_narratives
from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.drafting.written import points_of
from perftui.assistant.state import Aids, Scene, State
from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation
from perftui.evaluation.model import points as points_in

Begin = Callable[..., Conversation]
Said = Callable[[Reply], list[str]]
TEXTS = ("achievements", "problems", "measures")
REASONS = {
    "公共服务配套设施、装修工作完成率": "台风影响施工",
    "培训、讲座计划完成率": "报名人数不够，停办两场",
    "政策知晓率": "宣传主要靠现场",
    "招聘会就业率": "企业用工减少",
    "建设健全各机构协调长效管理机制": "没有成文的流程",
}
ENOUGH = "举办招聘会12场；发放资料3000份；培训4期。"


@pytest.fixture
def begin(seed: Callable[[str], Evaluation], talk: Callable[..., Conversation]) -> Begin:
    """Begin about a form with scores and reasons, and the texts that are given."""

    def with_texts(name: str = "公共服务", **texts: str) -> Conversation:
        form = seed(name)
        rows = tuple(
            row.model_copy(update={"remark": REASONS.get(row.name, "")}) for row in form.indicators
        )
        given = {**dict.fromkeys(TEXTS, ""), **texts}
        return talk(form.model_copy(update={**given, "department": "市场部", "indicators": rows}))

    return with_texts


def asked(talking: Conversation) -> str:
    question = talking.state.question
    assert question is not None
    return question.id


def points(talking: Conversation, path: str) -> list[str]:
    return [p.words for p in points_of(talking.document.evaluation, path).pieces]


def test_the_way_through_gives_each_loss_a_problem_and_each_problem_a_measure(
    begin: Begin,
) -> None:
    talking = begin(achievements=ENOUGH)
    turns = 0
    while asked(talking).startswith(("problems:", "measures:")):
        kind = asked(talking).partition(":")[0]
        talking.say("1")
        turns += 1
        told, answered = points(talking, "problems"), points(talking, "measures")
        assert len(told) - len(answered) == (1 if kind == "problems" else 0)
        assert turns < 20
    lost = sum(row.lost > 0 for row in talking.document.evaluation.indicators)
    assert len(points(talking, "problems")) <= lost and turns == 2 * len(
        points(talking, "problems")
    )


def test_each_question_for_a_problem_has_three_candidates_with_their_sources(
    begin: Begin,
) -> None:
    talking = begin(achievements=ENOUGH)
    choices = talking.state.choices
    assert asked(talking).startswith("problems:indicators[")
    assert len(choices) == 4 and "起草" in choices[-1].text
    assert all(choice.note and "出处：" in choice.reason for choice in choices[:3])
    assert "台风影响施工" in choices[0].text


def test_all_the_rest_is_written_at_once(begin: Begin) -> None:
    talking = begin(achievements=ENOUGH)
    talking.say(str(len(talking.state.choices)))
    assert asked(talking).startswith("measures:")
    talking.say(str(len(talking.state.choices)))
    assert not asked(talking).startswith(("problems", "measures"))
    assert len(points(talking, "problems")) == len(points(talking, "measures")) >= 5


def test_a_measure_gets_the_place_of_its_problem(begin: Begin) -> None:
    talking = begin(
        achievements=ENOUGH,
        problems="1、政策知晓率扣1分，宣传渠道单一。\n2、业务培训不够，培训后没有考核。",
        measures="增加业务培训的频次，训后测试。",
    )
    while not asked(talking).startswith("measures:政策知晓率"):
        talking.say("跳过")
    talking.say("每季度开展一次线上宣传并统计阅读量。")
    measures = points(talking, "measures")
    assert measures[0].startswith("每季度开展一次线上宣传") and "业务培训" in measures[1]


def test_ones_own_answer_is_an_answer_however_the_rules_judge_it(begin: Begin) -> None:
    talking = begin(achievements=ENOUGH)
    before = asked(talking)
    talking.say("今年遇到了不少没有想到的事情，办得不顺。")
    assert asked(talking).startswith("measures:")
    talking.say("以后会把该做的事情都做在前头。")
    assert asked(talking) != before and not asked(talking).startswith("measures:")
    talking.say("撤销 2")
    assert asked(talking) == before


def test_a_passed_over_loss_is_not_asked_about_again(begin: Begin) -> None:
    talking = begin(achievements=ENOUGH)
    before = asked(talking)
    talking.say("跳过")
    assert asked(talking).startswith("problems:") and asked(talking) != before


def test_a_sentence_that_stands_there_is_not_written_twice(begin: Begin, said: Said) -> None:
    talking = begin(achievements=ENOUGH)
    talking.say("宣传渠道相对单一，覆盖面窄。")
    lines = said(talking.say("主要问题：加一句 宣传渠道相对单一，覆盖面窄。"))
    talking.say("1")
    assert lines and sum("覆盖面窄" in words for words in points(talking, "problems")) <= 2


def test_what_is_like_ones_own_is_offered_with_the_difference(begin: Begin, said: Said) -> None:
    talking = begin(achievements=ENOUGH)
    own = "业务培训的针对性不够，培训后没有考核和跟踪，人员业务能力有差异。"
    lines = said(talking.say(own))
    assert own.rstrip("。") in talking.document.evaluation.problems
    assert any("相近的标准写法" in line and "「" in line for line in lines)
    talking.say("1")
    problems = talking.document.evaluation.problems
    assert own not in problems and "针对性和系统性" in problems
    assert len(points(talking, "problems")) == 1


def test_nobody_is_kept_by_what_is_like_ones_own(begin: Begin) -> None:
    talking = begin(achievements=ENOUGH)
    talking.say("业务培训的针对性不够，培训后没有考核和跟踪，人员业务能力有差异。")
    talking.say("下一年度训后全部测试，不合格的补训。")
    assert "训后全部测试" in talking.document.evaluation.measures
    assert "训后全部测试" not in talking.document.evaluation.problems


def test_achievements_are_asked_until_they_say_enough(begin: Begin) -> None:
    talking = begin()
    assert asked(talking) == "achievements"
    talking.say("举办招聘会12场。")
    assert asked(talking) == "achievements:more"
    talking.say("好了")
    assert not asked(talking).startswith("achievements")


def test_a_long_text_is_enough_and_stays_as_it_was_typed(begin: Begin) -> None:
    talking = begin()
    text = "1.举办招聘会12场，10428家单位参会；2.发放资料3000份；3.培训4期，120人次参加。"
    talking.say(text)
    assert talking.document.evaluation.achievements == text
    assert not asked(talking).startswith("achievements")


def test_more_adds_choices_that_keep_their_numbers(begin: Begin) -> None:
    talking = begin(achievements=ENOUGH)
    before = [choice.text for choice in talking.state.choices]
    talking.say("更多")
    after = [choice.text for choice in talking.state.choices]
    assert after[: len(before)] == before and len(after) > len(before)
    talking.say(str(len(after)))
    assert points(talking, "problems") == [after[-1].rstrip("。")]


def test_rows_with_one_cause_are_one_question(
    seed: Callable[[str], Evaluation], aids_of: Callable[..., Aids]
) -> None:
    form = seed("公共服务")
    rows = tuple(
        row.model_copy(
            update={"score": points_in(row.weight) - 1, "remark": "供应商延误"}
            if row.name in ("资料发放及时率", "微信推送及时率")
            else {"score": row.weight}
        )
        for row in form.indicators
    )
    changes = {"indicators": rows, "problems": "", "measures": ""}
    form = form.model_copy(update=changes)
    scene = Scene(State(form), aids_of(form))
    (one,) = ask_about_narratives(scene)
    assert "「资料发放及时率」「微信推送及时率」各扣1分" in one.question.long
    words = one.choices[0].text
    assert all(name in words for name in ("资料发放及时率", "微信推送及时率", "供应商延误"))


def test_nothing_is_asked_where_nothing_was_lost(
    seed: Callable[[str], Evaluation], aids_of: Callable[..., Aids]
) -> None:
    form = seed("公共服务")
    rows = tuple(row.model_copy(update={"score": row.weight}) for row in form.indicators)
    form = form.model_copy(update={"indicators": rows, "problems": "", "measures": ""})
    assert not list(ask_about_narratives(Scene(State(form), aids_of(form))))


def test_little_spent_is_asked_about_though_no_row_lost(
    seed: Callable[[str], Evaluation], aids_of: Callable[..., Aids]
) -> None:
    form = seed("公共服务")
    rows = tuple(row.model_copy(update={"score": row.weight}) for row in form.indicators)
    changes = {"indicators": rows, "problems": "", "measures": "", "executed": Decimal(5000000)}
    form = form.model_copy(update=changes)
    (one,) = ask_about_narratives(Scene(State(form), aids_of(form)))
    assert one.question.id == "problems:rate" and "74.52%" in one.question.long
    assert narrative.split(one.choices[0].text)


def test_the_real_forms_are_asked_no_more_than_the_rules_want(
    seeds: tuple[Evaluation, ...], aids_of: Callable[..., Aids]
) -> None:
    for form in seeds:
        ids = [a.question.id for a in ask_about_narratives(Scene(State(form), aids_of(form)))]
        assert len(ids) <= 6 and not any(asked.startswith("achievements") for asked in ids)
