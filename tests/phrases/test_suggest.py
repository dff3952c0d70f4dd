"""What to write next: wordings that fit this form, each with its reasons."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.fields import FieldError, cell
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.narrative import append
from perftui.evaluation.profile import load_profile
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank import Bank
from perftui.phrases.library import PhraseKind
from perftui.phrases.slot_values import slot_values
from perftui.phrases.slots import slot_names
from perftui.phrases.suggest import Suggester, Suggestion
from perftui.phrases.topics import detect_topics

Apart = Callable[[str], Suggester]
Seed = Callable[[str], Evaluation]

QUICK = settings(max_examples=25, deadline=None, database=None, derandomize=True)
NARRATIVES = ("achievements", "problems", "measures")
TYPED = ("", "执行率", "部分工程未验收", "加强", "完成招聘会")
# What the writers of the nine forms reported (domain.md 4.1): the topics of their problems.
REPORTED = {
    "长三角": {"P31", "P34", "P02"},
    "高峰人才": {"P02", "P20"},
    "高校毕业生": {"P25", "P31"},
    "公共服务专项": {"P36", "P25", "P02"},
    "科创人才": {"P03", "P09", "P02"},
    "人才大厦": {"P05", "P20"},
    "人才发展": {"P34", "P35", "P02"},
    "上海市流动": {"P02"},
    "外国人": {"P39"},
}


def unwritten(form: Evaluation) -> Evaluation:
    return form.model_copy(update={"problems": "", "measures": ""})


def texts(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.text for suggestion in suggestions]


def everything(wording: Suggester, form: Evaluation) -> list[tuple[Suggestion, ...]]:
    """Return what is suggested for each field of a form, with and without text typed."""
    remarks = [cell(n, "remark") for n, row in enumerate(form.indicators) if row.lost]
    return [
        wording.suggest(form, field, typed, limit=30)
        for field in (*NARRATIVES, *remarks)
        for typed in TYPED
    ]


def test_form_6_is_offered_its_low_execution_rate_or_late_acceptance_among_the_first_five(
    wording: Suggester, tower: Evaluation
) -> None:
    found = wording.suggest(tower, "problems")
    assert len(found) == 5
    (fitting,) = [s for s in found if s.topic in ("P01", "P20")]
    assert re.search("执行率|结余|验收", fitting.text)
    assert any("88.51%" in reason or "验收" in reason for reason in fitting.reasons)
    assert all(suggestion.reasons for suggestion in found)


def test_known_figures_are_filled_in_and_unknown_ones_named(
    wording: Suggester, tower: Evaluation
) -> None:
    found = wording.suggest(tower, "problems", limit=60)
    filled = [s for s in found if "11,666,020.85" in s.text or "88.51%" in s.text]
    assert filled
    for suggestion in found:
        assert set(suggestion.slots) == set(slot_names(suggestion.text))
        assert not {"年度", "项目", "预算数", "执行数", "执行率"} & set(suggestion.slots)


def test_each_topic_is_offered_once_before_its_second_wordings_crowd_in(
    wording: Suggester, tower: Evaluation
) -> None:
    topics = [suggestion.topic for suggestion in wording.suggest(tower, "problems")]
    assert len(set(topics)) == len(topics)


def test_what_is_written_already_is_not_offered_again(
    wording: Suggester, tower: Evaluation
) -> None:
    first = wording.suggest(tower, "problems")[0]
    written = tower.model_copy(update={"problems": append("", first.text)})
    assert first.topic not in {s.topic for s in wording.suggest(written, "problems", limit=30)}


def test_a_chosen_problem_is_answered_by_measures_of_its_topic(
    wording: Suggester, tower: Evaluation
) -> None:
    for problem in wording.suggest(tower, "problems", limit=20):
        answers = wording.answers(tower, problem.topic)
        assert answers
        assert {answer.topic for answer in answers} == {problem.topic}
        assert {answer.kind for answer in answers} == {PhraseKind.MEASURE}
        assert all(f"回应「{problem.topic_name}」" in answer.reasons for answer in answers)


def test_an_unknown_topic_has_no_answers(wording: Suggester, tower: Evaluation) -> None:
    with pytest.raises(KeyError):
        wording.answers(tower, "P99")


def test_measures_answer_the_problems_that_are_there(wording: Suggester, seed: Seed) -> None:
    form = seed("人才大厦").model_copy(update={"measures": ""})
    found = wording.suggest(form, "measures", limit=20)
    assert {suggestion.topic for suggestion in found} == {"P05", "P20"}
    assert {suggestion.topic for suggestion in found[:2]} == {"P05", "P20"}
    for suggestion in found:
        number = 1 if suggestion.topic == "P05" else 2
        assert f"第{number}点" in suggestion.reasons[0]


def test_the_problem_without_a_measure_is_answered_first(wording: Suggester, seed: Seed) -> None:
    form = seed("人才大厦")
    found = wording.suggest(form, "measures", limit=20)
    assert found[0].topic == "P05"
    best_for_answered = max(s.score for s in found if s.topic == "P20")
    assert found[0].score > best_for_answered
    swapped = form.model_copy(update={"measures": texts(wording.answers(form, "P05", 1))[0]})
    assert wording.suggest(swapped, "measures")[0].topic == "P20"


def test_without_problems_measures_follow_the_figures(
    wording: Suggester, tower: Evaluation
) -> None:
    found = wording.suggest(tower, "measures")
    assert len(found) == 5
    assert {suggestion.kind for suggestion in found} == {PhraseKind.MEASURE}


@pytest.mark.parametrize(
    ("typed", "topic"),
    [("资金批准时间较晚", "P05"), ("至年末尚未完成验收", "P20"), ("上半年支付较少", "P02")],
)
def test_typed_text_ranks_by_likeness(
    wording: Suggester, tower: Evaluation, typed: str, topic: str
) -> None:
    found = wording.suggest(tower, "problems", typed)
    assert found[0].topic == topic
    assert all(re.match(r"与所写相似\d+%", suggestion.reasons[0]) for suggestion in found)


def test_typing_a_wording_to_its_end_finds_it(wording: Suggester, tower: Evaluation) -> None:
    wanted = wording.suggest(tower, "problems")[0].text
    assert wanted in texts(wording.suggest(tower, "problems", wanted))
    assert wording.suggest(tower, "problems", wanted[:12])[0].text == wanted


def test_nothing_like_nonsense_is_offered(wording: Suggester, tower: Evaluation) -> None:
    assert wording.suggest(tower, "problems", "qwxyz") == ()
    assert wording.suggest(tower, "problems", "，。！") == ()


def test_blank_text_is_no_text(wording: Suggester, tower: Evaluation) -> None:
    assert wording.suggest(tower, "problems", " \n") == wording.suggest(tower, "problems")


@pytest.mark.parametrize("field", ["name", "budget", "goal", "indicators", "indicators[0].score"])
def test_fields_that_take_no_wording_are_refused(
    wording: Suggester, tower: Evaluation, field: str
) -> None:
    with pytest.raises(FieldError, match="不推荐措辞"):
        wording.suggest(tower, field)


@pytest.mark.parametrize("field", ["remark", "nothing", "indicators[99].remark", "problems.remark"])
def test_fields_that_are_not_there_are_refused(
    wording: Suggester, tower: Evaluation, field: str
) -> None:
    with pytest.raises(FieldError):
        wording.suggest(tower, field)


def test_reasons_for_a_deduction_are_about_that_row(
    seeds: tuple[Evaluation, ...], bank: Bank
) -> None:
    wording = suggester(bank, seeds)
    rows = 0
    for form in seeds:
        for index, row in enumerate(form.indicators):
            if not row.lost:
                continue
            rows += 1
            others = {r.name for r in form.indicators} - {row.name}
            for suggestion in wording.suggest(form, cell(index, "remark"), limit=10):
                assert any(f"「{row.name}」" in reason for reason in suggestion.reasons)
                assert not any(f"「{name}」" in " ".join(suggestion.reasons) for name in others)
                assert not any(f"“{name}”" in suggestion.text for name in others)
    assert rows == 38


def test_a_row_with_full_marks_needs_no_reason(wording: Suggester, tower: Evaluation) -> None:
    assert tower.indicators[0].lost == 0
    assert wording.suggest(tower, cell(0, "remark")) == ()


def test_scores_lie_between_0_and_100_and_fall(
    seeds: tuple[Evaluation, ...], apart_from: Apart
) -> None:
    for form in seeds:
        wording = apart_from(form.name)
        for found in everything(wording, form):
            scores = [suggestion.score for suggestion in found]
            assert all(0 <= score <= 100 for score in scores)
            assert all(first >= second for first, second in pairwise(scores))
            assert len(set(texts(found))) == len(found)


def test_no_figure_of_another_form_is_suggested(
    seeds: tuple[Evaluation, ...], apart_from: Apart
) -> None:
    for form in seeds:
        own = slot_values(form, load_profile(form.profile)).values()
        for found in everything(apart_from(form.name), form):
            for suggestion in found:
                text = suggestion.text
                for value in sorted([*own, *(row.name for row in form.indicators)], key=len)[::-1]:
                    text = text.replace(value, "")
                digits = re.findall(r"\d[\d,.]*", text)
                assert not digits or suggestion.source == "词库", (suggestion, digits)


def test_with_each_form_left_out_most_are_offered_a_problem_their_writers_reported(
    seed: Seed, apart_from: Apart
) -> None:
    hits = []
    for name, reported in REPORTED.items():
        form = seed(name)
        found = apart_from(form.name).suggest(unwritten(form), "problems")
        hits.append(bool(reported & {suggestion.topic for suggestion in found}))
    assert sum(hits) >= 6


def test_last_years_own_wording_comes_before_all_others(seed: Seed, bank: Bank) -> None:
    form = seed("人才大厦")
    this_year = unwritten(form).model_copy(update={"year": 2020})
    found = suggester(bank, [form]).suggest(this_year, "problems", limit=60)
    late = [suggestion for suggestion in found if suggestion.topic == "P20"]
    assert late[0].source == "2019年《人才大厦管理维护专项》"
    assert late[0].text == "未能在当年度验收。"


def test_a_harvested_year_is_filled_with_the_year_of_this_form(seed: Seed, bank: Bank) -> None:
    form = seed("高峰人才")
    this_year = unwritten(form).model_copy(update={"year": 2021})
    found = suggester(bank, [form]).suggest(this_year, "problems", "博士后公寓部分项目因施工问题")
    assert found[0].text == "博士后公寓部分项目因施工问题未在2021年内完成验收。"


def test_the_limit_is_kept(wording: Suggester, tower: Evaluation) -> None:
    assert [len(wording.suggest(tower, "problems", limit=n)) for n in (0, 1, 3)] == [0, 1, 3]
    assert wording.suggest(tower, "problems", limit=3) == wording.suggest(tower, "problems")[:3]


def test_what_the_bank_suggests_is_about_what_its_topic_says(
    wording: Suggester, tower: Evaluation, bank: Bank
) -> None:
    for suggestion in wording.suggest(tower, "problems", limit=15):
        assert suggestion.topic_name == bank.name_of(suggestion.topic)
        assert suggestion.topic in detect_topics(suggestion.text, bank, suggestion.kind)[:3]


def test_a_value_that_looks_like_a_slot_is_neither_filled_nor_asked_for(bank: Bank) -> None:
    row = Indicator(category="产出目标", name="{原因}完成率", weight="5", score="3")
    form = Evaluation(
        year=2019, name="{执行率}专项", budget="100", executed="50", indicators=(row,)
    )
    found = suggester(bank, ()).suggest(form, "problems", limit=60)
    named = [suggestion for suggestion in found if "{原因}完成率" in suggestion.text]
    assert named
    complete = [s for s in named if s.text.count("{") == s.text.count("{原因}完成率")]
    assert complete
    assert all(suggestion.slots == () for suggestion in complete)


@QUICK
@given(
    text=st.text("{}[]()\\%$ \n\t年0123456789执行率未验收，。；一是1、", max_size=40)
    | st.text(max_size=30),
    typed=st.sampled_from(TYPED) | st.text(max_size=10),
)
def test_hostile_texts_of_a_form_never_raise(bank: Bank, text: str, typed: str) -> None:
    row = Indicator(category=text, name=text, weight="5", score="3", remark=text, target=text)
    form = Evaluation(
        **dict.fromkeys(("name", "unit", "department", "goal", *NARRATIVES), text),
        budget=Decimal(100),
        executed=Decimal(50),
        indicators=(row,),
    )
    wording = suggester(bank, [form])
    for field in (*NARRATIVES, cell(0, "remark")):
        for suggestion in wording.suggest(form, field, typed):
            assert "\x1b" not in suggestion.text
    for topic in ("P01", "P20"):
        assert wording.answers(form, topic)


def test_escapes_in_a_bank_do_not_reach_the_screen(bank: Bank) -> None:
    topic = bank.topic("P01")
    hostile = type(topic).model_validate(
        {**topic.model_dump(exclude_unset=True), "problems": ("\x1b[2J甲{执行率}。",) * 3}
    )
    assert hostile.problems[0] == "甲{执行率}。"
