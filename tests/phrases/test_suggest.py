"""What to write next: wordings that fit this form, each with its reasons."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.fields import FieldError, cell
from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.narrative import append
from perftui.evaluation.profile import load_profile
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank import Bank, Trigger
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.context import context_of, offers, topics_of_goal
from perftui.phrases.harvest import harvest
from perftui.phrases.library import Form, Library, Origin, Phrase, PhraseKind
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.phrases.names import form_of
from perftui.phrases.slot_values import slot_values
from perftui.phrases.slots import slot_names
from perftui.phrases.suggest import Suggester
from perftui.phrases.suggestion import Suggestion
from perftui.phrases.topics import detect_topics

Apart = Callable[[str], Suggester]
Seed = Callable[[str], Evaluation]

QUICK = settings(max_examples=25, deadline=None, database=None, derandomize=True)
NARRATIVES = ("achievements", "problems", "measures")
TYPED = ("", "执行率", "部分工程未验收", "加强", "完成招聘会")
TRAINING, ACCEPTANCE, ODD = (
    "业务培训力度有待加强。",
    "部分工程未能在当年度完成验收。",
    "来访车辆的停放指引不够清楚。",
)
REPORTED = Path(__file__).parents[1] / "data" / "topics" / "reported.tsv"


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


def past_form(name: str = "甲馆专项", year: int = 2018, **fields: str) -> Evaluation:
    return Evaluation.model_validate({"name": name, "unit": "乙中心", "year": year, **fields})


def new_form(**fields: object) -> Evaluation:
    return Evaluation.model_validate({"name": "丙馆专项", "unit": "丁所", "year": 2019, **fields})


def learnt(bank: Bank, forms: Iterable[Evaluation]) -> SqliteLibrary:
    """Return a library that knows the bank and has learnt these forms."""
    library = SqliteLibrary()
    library.add(bank_phrases(bank))
    for lesson in harvest(forms, bank):
        library.learn(lesson)
    return library


def test_form_6_is_offered_its_low_execution_rate_or_late_acceptance_among_the_first_five(
    wording: Suggester, tower: Evaluation
) -> None:
    found = wording.suggest(tower, "problems")
    assert len(found) == 5
    fitting = [s for s in found if s.topic in ("P01", "P20")]
    assert fitting
    assert all(re.search("执行率|结余|验收", suggestion.text) for suggestion in fitting)
    reasons = [reason for suggestion in fitting for reason in suggestion.reasons]
    assert any("88.51%" in reason or "验收" in reason for reason in reasons)
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


@pytest.mark.parametrize("field", NARRATIVES)
def test_every_topic_is_offered_once_before_a_second_wording_of_any(
    wording: Suggester, tower: Evaluation, field: str
) -> None:
    topics = [suggestion.topic for suggestion in wording.suggest(tower, field, limit=300)]
    assert len(topics) > len(set(topics)) > 5
    assert len(set(topics[: len(set(topics))])) == len(set(topics))


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
    assert {suggestion.topic for suggestion in found[:2]} == {"P05", "P20"}
    for suggestion in found:
        if suggestion.topic in ("P05", "P20"):
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
    assert re.match(r"与所写相似\d+%", found[0].reasons[0])
    assert all(re.match(r"与所写相似\d+%|所写像是", s.reasons[0]) for s in found)


def test_what_is_typed_in_other_words_finds_its_topic(wording: Suggester, bank: Bank) -> None:
    typed = "因施工单位更换，到十二月还不能组织验收"
    found = wording.suggest(new_form(), "problems", typed, limit=50)
    assert detect_topics(typed, bank, PhraseKind.PROBLEM)[0] == "P20"
    same = [s for s in found if s.reasons[0] == "所写像是「未按期验收」"]
    assert {suggestion.topic for suggestion in same} == {"P20"}
    assert len(set(texts(found))) == len(found)
    alike = [s for s in found if s.reasons[0].startswith("与所写相似")]
    assert found == (*alike, *same)


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


def test_scores_fall_from_what_is_like_to_what_is_of_the_same_topic(bank: Bank) -> None:
    half_alike = "部分工程未能在车辆停放指引海报张贴。"
    wording = suggester(bank, [past_form(year=2013, problems=half_alike)])
    found = wording.suggest(new_form(), "problems", ACCEPTANCE[:10] + "验收。", limit=50)
    assert half_alike in texts(found)
    assert all(one.score >= other.score for one, other in pairwise(found))


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


@dataclass(frozen=True)
class LeftOut:
    """What a writer reported, and what is suggested with all other forms as past ones."""

    reported: set[str]
    suggested: list[str]
    chosen: str
    answer: Suggestion


@pytest.fixture(scope="module")
def left_out(seed: Seed, apart_from: Apart) -> list[LeftOut]:
    """Each of the nine forms, before its problems and measures were written.

    The problem that is chosen is the first that was reported, the first of all if none was.
    """
    found = []
    for line in REPORTED.read_text("utf-8").splitlines()[1:]:
        name, topics_of_it = line.split("\t")
        form, reported = unwritten(seed(name)), set(topics_of_it.split())
        wording = apart_from(form.name)
        problems = wording.suggest(form, "problems", limit=10)
        chosen = next((problem for problem in problems if problem.topic in reported), problems[0])
        answer = wording.answers(form, chosen.topic, problem=chosen.text)[0]
        topics = [problem.topic for problem in problems]
        found.append(LeftOut(reported, topics, chosen.topic, answer))
    return found


def test_a_reported_topic_is_among_the_first_five(left_out: list[LeftOut]) -> None:
    assert sum(bool(one.reported & set(one.suggested[:5])) for one in left_out) >= 8


def test_a_reported_topic_is_first_more_often_than_not(left_out: list[LeftOut]) -> None:
    assert sum(one.suggested[0] in one.reported for one in left_out) >= 5


def test_most_reported_topics_are_among_the_first_ten(left_out: list[LeftOut]) -> None:
    recalls = [len(one.reported & set(one.suggested)) / len(one.reported) for one in left_out]
    assert mean(recalls) >= 0.70


def test_the_chosen_problem_is_answered_by_a_measure_of_its_topic(
    left_out: list[LeftOut], bank: Bank
) -> None:
    answered = [
        one.answer.topic == one.chosen
        and one.chosen in detect_topics(one.answer.text, bank, PhraseKind.MEASURE)[:2]
        for one in left_out
    ]
    assert sum(answered) >= 8


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


def test_with_nothing_typed_the_likelier_topic_comes_first(bank: Bank) -> None:
    trained = [past_form(f"{name}馆专项", problems=TRAINING) for name in "子丑寅"]
    late = past_form("卯馆专项", problems=ACCEPTANCE)
    assert [s.topic for s in suggester(bank, [*trained, late]).suggest(new_form(), "problems")][
        :2
    ] == ["P36", "P20"]
    others = [past_form(f"{name}馆专项", problems=ACCEPTANCE) for name in "辰巳午未"]
    assert [
        s.topic for s in suggester(bank, [*trained, late, *others]).suggest(new_form(), "problems")
    ][:2] == ["P20", "P36"]


def test_the_score_of_a_topics_first_wording_is_its_chance(
    wording: Suggester, tower: Evaluation, bank: Bank
) -> None:
    goal = topics_of_goal(tower.goal, bank)
    context = context_of(tower, wording.library, PhraseKind.PROBLEM, goal=goal)
    chances = offers(bank, context, PhraseKind.PROBLEM)
    assert [o.strength for o in chances] == sorted((o.strength for o in chances), reverse=True)
    assert all(0 < o.strength <= 1 for o in chances)
    by_topic = {o.topic: round(o.strength * 100) for o in chances}
    for suggestion in wording.suggest(tower, "problems", limit=len(chances)):
        taken_off = sum(map(int, re.findall(r"减(\d)分", "".join(suggestion.reasons))))
        assert abs(suggestion.score - (by_topic[suggestion.topic] - taken_off)) <= 1


def test_the_figures_of_the_form_make_a_topic_likelier(bank: Bank) -> None:
    wording = suggester(bank, [past_form(problems=TRAINING), past_form("子", problems=ACCEPTANCE)])
    row = Indicator(category="产出目标", name="工程验收合格率", weight="5", score="3")
    assert wording.suggest(new_form(indicators=(row,)), "problems")[0].topic == "P20"


def test_a_measure_gains_that_a_past_form_gave_to_such_a_problem(bank: Bank) -> None:
    answered = past_form(problems=ACCEPTANCE, measures="会同监理逐项抓紧验收未验收的工程。")
    wording = suggester(bank, [answered])

    def found(problem: str) -> tuple[int, Suggestion]:
        answers = wording.answers(new_form(), "P20", limit=50, problem=problem)
        ((place, answer),) = [(n, a) for n, a in enumerate(answers) if a.text == answered.measures]
        return place, answer

    unasked, plain = found("")
    asked, answer = found("部分改造工程未能在年度内完成验收。")
    assert asked == 0 < unasked
    assert answer.score > plain.score
    assert answer.reasons[-1] == "以往1份自评表这样回应"
    assert not any("这样回应" in reason for reason in plain.reasons)
    unlike, same = found("资金下达较晚。")
    assert (unlike, same.score) == (unasked, plain.score)


def test_answers_tell_how_many_forms_answered_so(bank: Bank) -> None:
    written = {"problems": ACCEPTANCE, "measures": "会同监理逐项抓紧验收未验收的工程。"}
    forms = [past_form(f"{name}馆专项", **written) for name in "子丑寅"]
    answers = suggester(bank, forms).answers(new_form(), "P20", limit=50, problem=ACCEPTANCE)
    (given_,) = [answer for answer in answers if answer.text == written["measures"]]
    assert given_.used == 3
    assert "以往3份自评表这样回应" in given_.reasons


def test_answers_keep_their_limit_and_fall(wording: Suggester, tower: Evaluation) -> None:
    answers = wording.answers(tower, "P20", limit=4, problem=ACCEPTANCE)
    assert len(answers) == 4
    assert answers[0].topic == "P20"
    assert all(one.score >= other.score for one, other in pairwise(answers))


def test_the_other_wordings_of_a_topic_follow_the_one_they_are_wanted_for(
    wording: Suggester, tower: Evaluation, bank: Bank
) -> None:
    for suggestion in wording.suggest(tower, "problems", limit=3):
        found = wording.further(tower, "problems", suggestion)
        assert found[0] == suggestion
        assert {one.topic for one in found} == {suggestion.topic}
        assert {one.kind for one in found} == {PhraseKind.PROBLEM}
        assert len(set(texts(found))) == len(found) >= len(bank.topic(suggestion.topic).problems)
        assert wording.further(tower, "problems", suggestion, limit=2) == found[:2]


@pytest.mark.parametrize(
    ("field", "kind"),
    [("achievements", PhraseKind.ACHIEVEMENT), ("measures", PhraseKind.MEASURE)],
)
def test_achievements_and_measures_have_other_wordings_too(
    wording: Suggester, tower: Evaluation, field: str, kind: PhraseKind
) -> None:
    suggestion = wording.suggest(tower, field)[0]
    found = wording.further(tower, field, suggestion)
    assert len(found) > 2
    assert found[0] == suggestion
    assert {(one.topic, one.kind) for one in found} == {(suggestion.topic, kind)}


def test_what_belongs_to_no_topic_has_no_other_wordings(bank: Bank) -> None:
    library = learnt(bank, [])
    library.add([Phrase(ODD, PhraseKind.PROBLEM)])
    wording = suggester(bank, [], library)
    (suggestion,) = wording.suggest(new_form(), "problems", ODD, limit=1)
    assert suggestion.topic == ""
    assert wording.further(new_form(), "problems", suggestion) == (suggestion,)


def test_a_suggestion_tells_which_slots_the_form_filled_and_with_what(
    wording: Suggester, tower: Evaluation
) -> None:
    known = slot_values(tower, load_profile(tower.profile))
    found = wording.suggest(tower, "problems", limit=100)
    assert any(suggestion.filled for suggestion in found)
    for suggestion in found:
        names = [name for name, _ in suggestion.filled]
        assert not set(names) & set(suggestion.slots)
        for name, value in suggestion.filled:
            assert value in suggestion.text
            assert f"{{{name}}}" in suggestion.phrase.text
            assert known.get(name, value) == value
    (rate,) = {dict(s.filled)["执行率"] for s in found if "执行率" in dict(s.filled)}
    assert rate == "88.51%"


def test_a_suggestion_tells_where_it_differs_from_what_is_typed(bank: Bank) -> None:
    wording = suggester(bank, [past_form(problems=ODD)])
    typed = "来访车辆停放指引不清楚"
    (suggestion,) = wording.suggest(new_form(), "problems", typed, limit=1)
    parts = [ODD[start:end] for start, end in suggestion.differing]
    assert parts == ["的", "够", "。"]
    (whole,) = wording.suggest(new_form(), "problems", f" {ODD}\n", limit=1)
    assert whole.differing == ()
    assert wording.suggest(new_form(), "problems")[0].differing == ()


def test_a_suggestion_tells_in_which_years_forms_used_it(bank: Bank) -> None:
    wording = suggester(bank, [past_form(year=year, problems=ODD) for year in (2017, 2016, 2018)])
    (suggestion,) = wording.suggest(new_form(), "problems", ODD, limit=1)
    assert suggestion.years == "2016–2018"
    assert (suggestion.used, suggestion.source) == (3, "2018年《甲馆专项》")
    (once,) = suggester(bank, [past_form(problems=ODD)]).suggest(new_form(), "problems", ODD, 1)
    assert once.years == "2018"
    (never,) = suggester(bank, []).suggest(new_form(), "problems", TRAINING, 1)
    assert (never.years, never.source) == ("", "词库")


def test_a_suggestion_holds_the_phrase_of_the_library(bank: Bank) -> None:
    wording = suggester(bank, [past_form(problems="甲馆展厅部分工程未能在2018年度完成验收。")])
    (suggestion,) = wording.suggest(new_form(), "problems", "部分工程未能完成验收", 1)
    assert suggestion.phrase.text == "甲馆展厅部分工程未能在{年度}年度完成验收。"
    assert suggestion.text == "甲馆展厅部分工程未能在2019年度完成验收。"
    assert suggestion.phrase.form == Form("乙中心", "甲馆专项", 2018)
    wording.library.count_use(suggestion.phrase, form_of(new_form()))
    (again,) = wording.suggest(new_form(), "problems", "部分工程未能完成验收", 1)
    assert again.used == suggestion.used + 1


@pytest.mark.parametrize(
    ("unit", "year", "points", "told"),
    [
        ("乙中心", 2018, 0, ()),
        ("乙中心", 2019, 1, ("2018年的写法，减1分",)),
        ("乙中心", 2021, 3, ("2018年的写法，减3分",)),
        ("乙中心", 2023, 5, ("2018年的写法，减5分",)),
        ("乙中心", 2040, 5, ("2018年的写法，减5分",)),
        ("乙中心", 2017, 0, ()),
        ("乙中心", None, 0, ()),
        ("丁所", 2018, 3, ("其他单位的写法，减3分",)),
        ("丁所", 2020, 5, ("2018年的写法，减2分", "其他单位的写法，减3分")),
    ],
)
def test_what_is_old_or_another_units_counts_less_and_says_so(
    bank: Bank, unit: str, year: int | None, points: int, told: tuple[str, ...]
) -> None:
    library = learnt(bank, [])
    library.add([Phrase(ODD, PhraseKind.PROBLEM, "", "乙中心", "甲馆专项", 2018, Origin.LEARNED)])
    wording = suggester(bank, [], library)
    (found,) = wording.suggest(new_form(unit=unit, year=year), "problems", ODD, 1)
    assert found.score == 85 - points
    assert found.reasons == ("与所写相似100%", *told)


def test_the_bank_has_neither_years_nor_units_to_lose_for(bank: Bank) -> None:
    found = suggester(bank, []).suggest(new_form(year=2040), "problems", limit=50)
    assert found
    assert not any("减" in reason for suggestion in found for reason in suggestion.reasons)


def test_rules_that_a_form_breaks_make_a_topic_fit(bank: Bank) -> None:
    checked = bank.topic("P39").model_copy(
        update={"triggers": (Trigger.model_validate({"found": ["PT998", "PT999"]}),)}
    )
    topics = tuple(checked if topic.id == "P39" else topic for topic in bank.topics)
    wording = suggester(bank.model_copy(update={"topics": topics}), [])

    def offered(*codes: str) -> list[Suggestion]:
        found = wording.suggest(new_form(), "problems", limit=99, found=codes)
        return [suggestion for suggestion in found if suggestion.topic == "P39"]

    assert offered() == offered("PT001") == []
    assert all(suggestion.reasons == ("检查发现 PT999",) for suggestion in offered("PT999"))
    assert len(offered("PT001", "PT999")) == len(checked.problems)


def test_what_only_this_very_form_has_used_is_no_past_wording(bank: Bank) -> None:
    own = past_form(problems=ACCEPTANCE, measures="会同监理逐项抓紧验收未验收的工程。")
    wording = suggester(bank, [], learnt(bank, [own]))
    empty = unwritten(own)
    shown = [
        *wording.suggest(empty, "problems", limit=300),
        *wording.suggest(own, "measures", limit=300),
        *wording.answers(empty, "P20", limit=300, problem=ACCEPTANCE),
    ]
    assert shown
    assert {suggestion.source for suggestion in shown} == {"词库"}
    assert not any("以往" in reason for s in shown for reason in s.reasons)
    next_year = empty.model_copy(update={"year": 2019})
    assert ACCEPTANCE in texts(wording.suggest(next_year, "problems", limit=300))


def test_what_only_this_very_form_has_used_is_not_found_by_typing_either(bank: Bank) -> None:
    own = past_form(problems=ACCEPTANCE)
    wording = suggester(bank, [], learnt(bank, [own]))
    found = wording.suggest(unwritten(own), "problems", ACCEPTANCE, limit=50)
    assert {suggestion.source for suggestion in found} == {"词库"}


def test_what_another_form_has_used_too_is_a_past_wording(bank: Bank) -> None:
    own, other = past_form(problems=ACCEPTANCE), past_form("子馆专项", problems=ACCEPTANCE)
    wording = suggester(bank, [], learnt(bank, [other, own]))
    assert ACCEPTANCE in texts(wording.suggest(unwritten(own), "problems", limit=300))


def test_a_withdrawn_phrase_is_not_suggested(bank: Bank) -> None:
    measure = "会同监理逐项抓紧验收未验收的工程。"
    library = learnt(bank, [past_form(problems=ACCEPTANCE, measures=measure)])
    gone = {PhraseKind.PROBLEM: [ACCEPTANCE], PhraseKind.MEASURE: [measure]}
    gone[PhraseKind.PROBLEM].append(bank.topic("P20").problems[0])
    for kind, withdrawn in gone.items():
        assert all(library.remove(kind, text) for text in withdrawn)
    wording, form = suggester(bank, [], library), new_form(problems=ACCEPTANCE)
    late = next(s for s in wording.suggest(new_form(), "problems") if s.topic == "P20")
    for found in (
        wording.suggest(new_form(), "problems", limit=300),
        wording.suggest(form, "problems", ACCEPTANCE, limit=300),
        wording.suggest(form, "measures", limit=300),
        wording.suggest(form, "measures", measure, limit=300),
        wording.answers(form, "P20", limit=300, problem=ACCEPTANCE),
        wording.further(new_form(), "problems", late, limit=300),
    ):
        assert found
        assert not {s.phrase.text for s in found} & {text for one in gone.values() for text in one}


def test_a_withdrawn_phrase_is_not_suggested_from_the_forms_beside_either(bank: Bank) -> None:
    library = learnt(bank, [past_form(problems=ODD)])
    library.remove(PhraseKind.PROBLEM, ODD)
    wording = suggester(bank, [past_form("子馆专项", problems=ODD)], library)
    assert ODD not in texts(wording.suggest(new_form(), "problems", ODD, limit=50))


def test_what_the_library_has_learnt_is_not_counted_twice(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    library: Library = suggester(bank, seeds, learnt(bank, seeds)).library
    assert library.tally(PhraseKind.PROBLEM).forms == len(seeds)
    fresh = suggester(bank, seeds).library
    assert library.tally(PhraseKind.PROBLEM) == fresh.tally(PhraseKind.PROBLEM)


def test_a_form_that_was_changed_since_is_not_counted_twice(bank: Bank) -> None:
    before, now = past_form(problems=TRAINING), past_form(problems=TRAINING + ACCEPTANCE)
    library = suggester(bank, [now], learnt(bank, [before])).library
    assert library.tally(PhraseKind.PROBLEM).forms == 1


def test_the_other_wordings_of_a_reason_are_about_its_row_too(bank: Bank, seed: Seed) -> None:
    form, wording = seed("公共服务"), suggester(bank, [])
    for index, row in enumerate(form.indicators):
        others = {one.name for one in form.indicators} - {row.name}
        for suggestion in wording.suggest(form, cell(index, "remark"), limit=3):
            for further in wording.further(form, cell(index, "remark"), suggestion):
                assert not any(f"“{name}”" in further.text for name in others)


def test_a_reason_of_ones_own_is_suggested_for_the_row(bank: Bank) -> None:
    library = learnt(bank, [])
    library.add([Phrase("{指标}受雨季影响，验收顺延。", PhraseKind.REMARK, "P20")])
    row = Indicator(category="产出目标", name="工程验收合格率", weight="5", score="3")
    found = suggester(bank, [], library).suggest(
        new_form(indicators=(row,)), cell(0, "remark"), limit=300
    )
    assert "工程验收合格率受雨季影响，验收顺延。" in texts(found)
    assert {suggestion.kind for suggestion in found} == {PhraseKind.PROBLEM, PhraseKind.REMARK}


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
