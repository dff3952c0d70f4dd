"""What a past form teaches: sentences without its figures and names, pairs, and its topics."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation, Indicator
from perftui.phrases.bank import Bank
from perftui.phrases.figures import without_figures
from perftui.phrases.harvest import digest_of, harvest
from perftui.phrases.library import Form, Lesson, Origin, Phrase, PhraseKind, Status
from perftui.phrases.slots import has_stray_brace

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
LATE = "部分工程未能在当年度完成验收。"
# One sentence about two topics, longer than any phrase is.
OVERLONG = (
    "由于本年度各项工作任务较为繁重且前后衔接紧密，预算执行进度不平衡，上半年支付较少，"
    "加之各参建单位之间沟通协调所花费的时间远远超出原先的设想和安排，部分工程未能在当年度验收，"
    "上述情况在以往各个年度的工作当中也曾不同程度地出现过，需要引起各有关方面的充分重视，"
    "并在今后的各项工作当中认真加以研究和解决。"
)


def form(**fields: object) -> Evaluation:
    return Evaluation.model_validate({"year": 2019, "name": "甲专项", "unit": "乙中心", **fields})


def lesson_of(bank: Bank, **fields: object) -> Lesson:
    (lesson,) = harvest([form(**fields)], bank)
    return lesson


def harvested(bank: Bank, **fields: object) -> list[Phrase]:
    return [phrase for lesson in harvest([form(**fields)], bank) for phrase in lesson.phrases]


def row(name: str, weight: str = "5", score: str = "5", remark: str = "") -> Indicator:
    return Indicator(category="产出目标", name=name, weight=weight, score=score, remark=remark)


def pairs_of(lesson: Lesson) -> set[tuple[str, str]]:
    texts = [phrase.text for phrase in lesson.phrases]
    return {(texts[problem], texts[measure]) for problem, measure in lesson.pairs}


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("预算执行率为95.33%。", "预算执行率为{比例}。"),
        ("执行率95％，结余58,129.00元。", "执行率{比例}，结余{金额}元。"),
        ("追加5.5万元。", "追加{金额}万元。"),
        ("2019年度未验收项目。", "{年度}年度未验收项目。"),
        ("2019年完成，2017年成立。", "{年度}年完成，{年份}年成立。"),
        ("2020年第一季度验收。", "{年份}年{季度}验收。"),
        ("2020年1月1日移交。", "{年份}年{日期}移交。"),
        ("截止12月底办理1493件，3月启动。", "截止{日期}办理{数量}件，{日期}启动。"),
        ("提供岗位22000余个。", "提供岗位{数量}余个。"),
        ("提供10万余个岗位。", "提供{数量}万余个岗位。"),
        ("６台客梯运行正常。", "{数量}台客梯运行正常。"),
        ("业务制度不够完善。", "业务制度不够完善。"),
    ],
)
def test_figures_become_slots_and_the_own_year_is_the_year_of_the_form(
    sentence: str, phrase: str
) -> None:
    assert without_figures(sentence, 2019) == phrase


def test_without_a_year_of_its_own_every_year_is_some_year() -> None:
    assert without_figures("2019年完成2019年度任务。", None) == "{年份}年完成{年份}年度任务。"


def test_no_digit_of_the_nine_forms_survives(bank: Bank, seeds: tuple[Evaluation, ...]) -> None:
    phrases = [phrase for lesson in harvest(seeds, bank) for phrase in lesson.phrases]
    assert len(phrases) > 60
    assert not [phrase.text for phrase in phrases if re.search(r"\d|[①-⑩]", phrase.text)]
    assert not [phrase.text for phrase in phrases if has_stray_brace(phrase.text)]


def test_there_is_a_lesson_for_each_form_that_says_which_one(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    lessons = list(harvest(seeds, bank))
    assert [one.form for one in lessons] == [Form(f.unit, f.name, 2019) for f in seeds]
    assert len({lesson.digest for lesson in lessons}) == len(seeds)


def test_every_phrase_says_where_it_comes_from(bank: Bank, seeds: tuple[Evaluation, ...]) -> None:
    for lesson in harvest(seeds, bank):
        for phrase in lesson.phrases:
            assert phrase.form == lesson.form
            assert phrase.source == f"2019年《{lesson.form.project}》"
            assert (phrase.origin, phrase.status) == (Origin.LEARNED, Status.DRAFT)


def test_a_form_without_a_year_teaches_too(bank: Bank) -> None:
    lesson = lesson_of(bank, year=None, problems=LATE)
    assert lesson.form == Form("乙中心", "甲专项", None)
    assert [phrase.source for phrase in lesson.phrases] == ["《甲专项》"]


def test_each_narrative_and_the_remarks_have_a_kind_of_their_own(bank: Bank) -> None:
    found = harvested(
        bank,
        achievements="1、完成全部系统的维修保养工作。",
        problems="1、部分工程未能在当年度验收。\n2、预算集中在下半年使用。",
        measures="1、制定验收计划并按月检查。",
        indicators=(row("验收合格率", remark="部分工程受雨季影响延后"),),
    )
    assert [phrase.kind for phrase in found] == [
        PhraseKind.ACHIEVEMENT,
        *(PhraseKind.PROBLEM,) * 2,
        PhraseKind.MEASURE,
        PhraseKind.REMARK,
    ]
    assert [phrase.text for phrase in found[1:3]] == [
        "部分工程未能在当年度验收。",
        "预算集中在下半年使用。",
    ]
    assert [phrase.topic for phrase in found[1:3]] == ["P20", "P02"]
    assert found[-1].text == "部分工程受雨季影响延后。"


def test_scraps_and_monsters_are_left_out(bank: Bank) -> None:
    assert harvested(bank, problems="无。") == []
    assert harvested(bank, problems="甲" * 200 + "。") == []


def test_a_form_without_a_word_teaches_nothing(bank: Bank) -> None:
    rows = (row("验收合格率", score="3"),)
    silent = [form(), form(problems="无。"), form(budget="100", executed="50", indicators=rows)]
    assert not any(lesson.phrases or lesson.topics for lesson in harvest(silent, bank))


def test_points_are_cut_into_sentences_and_closed(bank: Bank) -> None:
    texts = [
        phrase.text for phrase in harvested(bank, problems="部分工程未验收；资金下达时间较晚，")
    ]
    assert texts == ["资金下达时间较晚。"]
    texts = [p.text for p in harvested(bank, problems="部分工程未能验收。资金下达时间较晚")]
    assert texts == ["部分工程未能验收。", "资金下达时间较晚。"]


def test_project_unit_and_department_become_slots(bank: Bank) -> None:
    (phrase,) = harvested(
        bank,
        name="人才大厦管理专项",
        unit="某区人才服务中心",
        department="综合管理科",
        problems="某区人才服务中心综合管理科对人才大厦管理专项的验收抓得不够紧",
    )
    assert phrase.text == "{预算单位}{科室}对{项目}的验收抓得不够紧。"
    assert phrase.names == ()


def test_names_too_short_to_be_sure_of_stay(bank: Bank) -> None:
    short = {"name": "培训", "unit": "中心", "department": "财务科"}
    (phrase,) = harvested(bank, **short, problems="财务科与中心对培训经费的核对不够及时。")
    assert phrase.text == "财务科与中心对培训经费的核对不够及时。"


def test_a_phrase_knows_the_things_of_its_own_form(bank: Bank) -> None:
    (phrase,) = harvested(
        bank,
        name="博士后公寓专项",
        problems="博士后公寓与梅园路总部的部分项目未完成验收。",
        indicators=(row("梅园路总部修缮完成率"),),
    )
    assert phrase.names == ("博士后公寓", "梅园路总部")
    assert phrase.text == "博士后公寓与梅园路总部的部分项目未完成验收。"


def test_an_overlong_sentence_is_no_phrase_but_gives_the_topics_of_its_clauses(bank: Bank) -> None:
    lesson = lesson_of(bank, problems=OVERLONG)
    assert lesson.phrases == ()
    assert {(PhraseKind.PROBLEM, "P02"), (PhraseKind.PROBLEM, "P20")} <= lesson.topics


def test_the_one_long_problem_of_a_real_form_gives_its_topics(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    (long,) = (one for one in harvest(seeds, bank) if one.form.project.startswith("高校毕业生"))
    assert PhraseKind.PROBLEM not in {phrase.kind for phrase in long.phrases}
    assert {(PhraseKind.PROBLEM, "P25"), (PhraseKind.PROBLEM, "P31")} <= long.topics


def test_a_reason_for_a_score_is_learnt_but_is_no_problem_reported(bank: Bank) -> None:
    lesson = lesson_of(bank, indicators=(row("完成率", remark=LATE),))
    assert [(phrase.kind, phrase.topic) for phrase in lesson.phrases] == [
        (PhraseKind.REMARK, "P20")
    ]
    assert lesson.topics == frozenset()


def test_lost_rows_are_named_as_if_no_cell_had_wrapped_them(bank: Bank) -> None:
    rows = (row("服务 工作\n机制", score="3"), row("满分项"), row("未评", score=""))
    assert lesson_of(bank, problems=LATE, indicators=rows).lost == ("服务工作机制",)


def test_what_the_figures_suggest_does_not_hang_on_what_was_written(bank: Bank) -> None:
    rows = (row("验收合格率", score="3"),)
    figures = {"budget": "100", "executed": "50", "indicators": rows}
    one = lesson_of(bank, **figures, problems="业务培训力度有待加强。")
    other = lesson_of(bank, **figures, achievements="完成全部系统的维修保养工作，举办招聘会。")
    assert one.fitting == other.fitting
    assert {(PhraseKind.PROBLEM, "P01"), (PhraseKind.PROBLEM, "P20")} <= one.fitting
    spent = lesson_of(bank, budget="100", executed="100", problems="业务培训力度有待加强。")
    assert (PhraseKind.PROBLEM, "P01") not in spent.fitting


def test_measures_are_paired_with_the_problems_they_answer_not_with_their_numbers(
    bank: Bank,
) -> None:
    lesson = lesson_of(
        bank,
        problems="1、预算集中在下半年使用。\n2、部分工程未能在当年度验收。",
        measures="1、会同监理抓紧验收。逐项办理未验收工程的移交手续。\n2、使全年预算执行更加均衡。",
    )
    assert pairs_of(lesson) == {
        ("预算集中在下半年使用。", "使全年预算执行更加均衡。"),
        ("部分工程未能在当年度验收。", "会同监理抓紧验收。"),
        ("部分工程未能在当年度验收。", "逐项办理未验收工程的移交手续。"),
    }


def test_in_a_real_form_the_missing_data_sharing_has_both_measures_about_data(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    (lesson,) = (one for one in harvest(seeds, bank) if one.form.project.startswith("长三角"))
    pairs = pairs_of(lesson)
    sharing = {other for one, other in pairs if one == "三省一市网络招聘服务还未实现数据共享。"}
    assert len(sharing) == 2
    assert any("数据汇总统计" in measure for measure in sharing)
    assert any("加强数据协同和资源共享" in measure for measure in sharing)
    # The third problem is answered by the first measure, the fourth by the third.
    assert ("预算使用集中在下半年，上半年相对较少，分布不均衡。", "合理分配使用全年预算。") in pairs
    (followed,) = {other for one, other in pairs if one.startswith("HR经理人评选活动")}
    assert followed.startswith("加大HR经理人评选活动前期宣传和后期跟踪")


def test_the_real_forms_pair_problems_with_measures_and_nothing_else(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    for lesson in harvest(seeds, bank):
        for problem, measure in lesson.pairs:
            assert lesson.phrases[problem].kind is PhraseKind.PROBLEM
            assert lesson.phrases[measure].kind is PhraseKind.MEASURE


TAUGHT = {
    "achievements": "完成全部系统的维修保养工作。",
    "problems": LATE,
    "measures": "制定验收计划并按月检查。",
    "indicators": (row("验收合格率", score="4", remark="受雨季影响"),),
}


@pytest.mark.parametrize(
    "changed",
    [
        {"achievements": "完成全部系统的维修保养工作！"},
        {"problems": LATE + "资金下达较晚。"},
        {"problems": ""},
        {"measures": "制定验收计划并按周检查。"},
        {"measures": LATE, "problems": "制定验收计划并按月检查。"},
        {"indicators": (row("验收合格率", score="4", remark="受雨季影响较大"),)},
        {"indicators": (row("验收及时率", score="4", remark="受雨季影响"),)},
        {"indicators": (row("验收合格率", score="3", remark="受雨季影响"),)},
        {"indicators": ()},
    ],
    ids=str,
)
def test_the_digest_changes_with_a_word_or_a_score(changed: dict[str, object]) -> None:
    assert digest_of(form(**TAUGHT | changed)) != digest_of(form(**TAUGHT))


def test_the_digest_changes_with_nothing_that_teaches_nothing(bank: Bank) -> None:
    explained = TAUGHT["indicators"][0].model_copy(update={"explanation": "指标的解释"})
    changed = {"date": "2020-04-20", "indicators": (explained,), "stated": {"grade": "优秀"}}
    assert digest_of(form(**TAUGHT | changed)) == digest_of(form(**TAUGHT))
    assert lesson_of(bank, **TAUGHT | changed) == lesson_of(bank, **TAUGHT)


def test_the_digest_is_told_with_the_lesson(bank: Bank) -> None:
    assert lesson_of(bank, **TAUGHT).digest == digest_of(form(**TAUGHT))


@QUICK
@given(st.text("1234567890年月日第一季度万元%％，。；{}执行率偏低未验收 \n", max_size=60))
def test_whatever_a_form_says_it_is_harvested_without_figures(bank: Bank, text: str) -> None:
    for field in NARRATIVES:
        for phrase in harvested(bank, **{field: text}):
            assert not re.search(r"\d", phrase.text)


@QUICK
@given(
    st.text("执行率偏低未验收{}预算单位项目科室事 \n。；1", max_size=24),
    st.text("执行率偏低未验收{}预算单位项目科室事 \n。；1", max_size=60),
)
def test_whatever_a_form_calls_itself_it_is_harvested(bank: Bank, name: str, text: str) -> None:
    named = form(
        name=name,
        unit=name[::-1],
        department=name,
        problems=text,
        measures=text + name,
        budget=Decimal(1),
        indicators=(row(name, score="2", remark=text),),
    )
    for lesson in harvest([named], bank):
        places = range(len(lesson.phrases))
        assert all(problem in places and measure in places for problem, measure in lesson.pairs)
        for phrase in lesson.phrases:
            assert all(one and one in phrase.text for one in phrase.names)
