"""What every store of phrases keeps to, whether it lies in memory, in a folder or in layers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.harvest import harvest
from perftui.phrases.library import (
    BORNE_OUT,
    EVERYWHERE,
    FITTING,
    Form,
    Learnt,
    Lesson,
    Library,
    Origin,
    Phrase,
    PhraseKind,
    Scope,
    Status,
    Tally,
)
from perftui.phrases.library.layers import Layers
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.phrases.similarity import comparable, similarity

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
PROBLEM, MEASURE, REMARK = PhraseKind.PROBLEM, PhraseKind.MEASURE, PhraseKind.REMARK
LATE = "个别项目因待分配资金批准时间较晚，未能在当年度完成验收。"
LATE_TOO = "个别项目因待分配资金批复时间较晚，未能在当年度完成验收。"
LATE_AS_WELL = "个别项目因待分配资金批复时间较晚，没能在当年度完成验收。"
UNCHECKED = "部分工程至年末尚未验收。"
FOLLOWED = "建立待分配资金台账，按月跟踪批复进度。"
PLANNED = "年初编制分月用款计划，逐季核对。"
ANYONE = Form("某中心", "某专项", 2021)


def _phrase(text: str, kind: PhraseKind = PROBLEM, topic: str = "P20") -> Phrase:
    return Phrase(text, kind, topic)


def _lesson(
    project: str,
    *texts: str | tuple[str, PhraseKind],
    year: int | None = 2019,
    unit: str = "乙中心",
    **further: Any,
) -> Lesson:
    """Return what a form teaches; its digest changes with all of it."""
    pairs = [text if isinstance(text, tuple) else (text, PROBLEM) for text in texts]
    phrases = tuple(
        Phrase(text, kind, "P20", unit, project, year, Origin.LEARNED, Status.DRAFT)
        for text, kind in pairs
    )
    return Lesson(
        Form(unit, project, year), repr((texts, sorted(further.items()))), phrases, **further
    )


def _answered(project: str, problem: str, *measures: str, year: int = 2019) -> Lesson:
    texts = (problem, *((text, MEASURE) for text in measures))
    pairs = tuple((0, place) for place in range(1, len(texts)))
    return _lesson(project, *texts, year=year, pairs=pairs)


def _reported(project: str, *topics: str, **further: Any) -> Lesson:
    return _lesson(project, topics=frozenset((PROBLEM, topic) for topic in topics), **further)


def _texts(library: Library, kind: PhraseKind = PROBLEM, topic: str = "P20") -> list[str]:
    return [phrase.text for phrase in library.of_topic(topic, kind, 99)]


def _only(library: Library, kind: PhraseKind = PROBLEM) -> Phrase:
    (phrase,) = library.of_topic("P20", kind, 99)
    return phrase


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteLibrary]:
    made = SqliteLibrary(tmp_path / "data" if request.param == "folder" else None)
    yield made
    made.close()


@pytest.fixture(params=["memory", "folder", "layers"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    first = SqliteLibrary(None if request.param == "memory" else tmp_path / "data")
    beside = SqliteLibrary()
    yield Layers(first, beside) if request.param == "layers" else first
    first.close()
    beside.close()


# Adding


def test_what_is_added_twice_is_there_once(library: Library) -> None:
    assert library.add([_phrase(LATE), _phrase(UNCHECKED), _phrase(LATE)]) == 2
    assert library.add(iter([_phrase(LATE), _phrase(UNCHECKED)])) == 0
    assert sorted(_texts(library)) == sorted([LATE, UNCHECKED])


def test_figures_slots_and_punctuation_make_no_second_wording(library: Library) -> None:
    assert library.add([_phrase("至{时限}尚有3项工程未验收。")]) == 1
    assert library.add([_phrase("至{日期}，尚有12项工程未验收")]) == 0


def test_what_is_added_is_kept_as_it_is_written(library: Library) -> None:
    library.add([_phrase("至{时限}，尚有HR系统未验收。")])
    phrase = _only(library)
    assert phrase.text == "至{时限}，尚有HR系统未验收。"
    assert (phrase.origin, phrase.status, phrase.used) == (Origin.BANK, Status.APPROVED, 0)
    assert (phrase.source, phrase.form) == ("词库", None)


def test_near_identical_wordings_that_are_authored_stay_apart(library: Library) -> None:
    assert library.add([_phrase(LATE), _phrase(LATE_TOO)]) == 2


def test_a_phrase_without_a_word_is_kept_too(library: Library) -> None:
    assert library.add([_phrase("——"), _phrase("95%")]) == 2
    assert library.add([_phrase("95%")]) == 0


def test_kinds_are_kept_apart(library: Library) -> None:
    assert library.add([_phrase(LATE), _phrase(LATE, MEASURE)]) == 2
    library.learn(_lesson("甲专项", LATE, (LATE, REMARK)))
    for kind in (PROBLEM, MEASURE, REMARK):
        assert _only(library, kind).kind is kind
        assert [phrase.kind for phrase, _ in library.candidates(LATE, kind, 9)] == [kind]
    assert [_only(library, kind).used for kind in (PROBLEM, MEASURE, REMARK)] == [1, 0, 1]


# Learning


def test_a_form_teaches_what_is_new_and_counts_what_is_known(library: Library) -> None:
    library.add([_phrase(UNCHECKED)])
    assert library.learn(_lesson("甲专项", LATE, UNCHECKED)) == Learnt(new=1, known=1)
    assert library.learn(_lesson("丙专项", LATE)) == Learnt(new=0, known=1)
    assert {p.text: p.used for p in library.of_topic("P20", PROBLEM, 9)} == {LATE: 2, UNCHECKED: 1}


def test_an_unchanged_form_teaches_nothing(library: Library) -> None:
    assert library.learn(_lesson("甲专项", LATE)) is not None
    assert library.learn(_lesson("甲专项", LATE)) is None
    assert _only(library).used == 1
    assert library.statistics().forms == 1


@pytest.mark.parametrize("other", ["丙专项", "甲专项"])
def test_forms_are_known_apart_by_unit_project_and_year(library: Library, other: str) -> None:
    library.learn(_lesson("甲专项", LATE))
    for lesson in (
        _lesson(other, LATE, year=2020),
        _lesson(other, LATE, year=None),
        _lesson(other, LATE, unit="丁中心"),
    ):
        assert library.learn(lesson) is not None
        assert library.learn(lesson) is None
    assert _only(library).used == 4


def test_near_identical_wordings_are_one_and_the_newest_stands_for_all(
    store: SqliteLibrary,
) -> None:
    store.learn(_lesson("甲专项", LATE, year=2018))
    assert store.learn(_lesson("丙专项", LATE_TOO, year=2019)) == Learnt(new=0, known=1)
    phrase = _only(store)
    assert (phrase.text, phrase.used) == (LATE_TOO, 2)
    assert (phrase.project, phrase.year, phrase.first_year) == ("丙专项", 2019, 2018)
    assert store.variants(phrase) == (LATE,)


def test_an_older_wording_that_is_learnt_later_is_but_a_variant(store: SqliteLibrary) -> None:
    store.learn(_lesson("丙专项", LATE_TOO, year=2019))
    store.learn(_lesson("甲专项", LATE, year=2018))
    phrase = _only(store)
    assert (phrase.text, phrase.used) == (LATE_TOO, 2)
    assert (phrase.project, phrase.year, phrase.first_year) == ("丙专项", 2019, 2018)
    assert store.variants(phrase) == (LATE,)


def test_what_stands_for_all_is_no_variant_of_itself(store: SqliteLibrary) -> None:
    for year, text in enumerate((LATE, LATE_TOO, LATE, LATE_TOO), 2016):
        store.learn(_lesson("甲专项", text, year=year))
    phrase = _only(store)
    assert (phrase.text, phrase.used, store.variants(phrase)) == (LATE_TOO, 4, (LATE,))


def test_the_same_words_otherwise_punctuated_are_one(store: SqliteLibrary) -> None:
    again = LATE.replace("，", "、")
    store.learn(_lesson("甲专项", LATE, year=2018))
    store.learn(_lesson("丙专项", again, year=2019))
    phrase = _only(store)
    assert (phrase.text, phrase.used, store.variants(phrase)) == (again, 2, (LATE,))


@pytest.mark.parametrize(("words", "phrases"), [(20, 1), (19, 2)])
def test_wordings_are_one_from_a_likeness_of_95(library: Library, words: int, phrases: int) -> None:
    one = "年初安排的房屋维修工程因资金下达较晚未能验收"[:words]
    other = one.replace("较", "过")  # one in twenty is exactly 95, one in nineteen is less
    library.learn(_lesson("甲专项", one))
    library.learn(_lesson("丙专项", other))
    assert len(_texts(library)) == phrases


def test_a_form_that_says_a_thing_twice_uses_it_once(library: Library) -> None:
    assert library.learn(_lesson("甲专项", LATE, LATE, LATE_TOO)) == Learnt(new=1, known=2)
    assert _only(library).used == 1


def test_an_authored_wording_stands_whatever_forms_write(store: SqliteLibrary) -> None:
    store.add([_phrase(LATE)])
    store.learn(_lesson("丙专项", LATE_TOO))
    phrase = _only(store)
    assert (phrase.text, phrase.origin, phrase.used) == (LATE, Origin.BANK, 1)
    assert phrase.form == Form("乙中心", "丙专项", 2019)
    assert store.variants(phrase) == (LATE_TOO,)


def test_the_names_of_the_newest_wording_are_kept(library: Library) -> None:
    older, newer = _lesson("甲专项", LATE, year=2018), _lesson("丙专项", LATE_TOO, year=2019)
    library.learn(replace(older, phrases=(replace(older.phrases[0], names=("博士后公寓", "甲")),)))
    assert _only(library).names == ("博士后公寓", "甲")
    library.learn(replace(newer, phrases=(replace(newer.phrases[0], names=("待分配资金",)),)))
    assert _only(library).names == ("待分配资金",)


def test_the_first_year_is_that_of_the_oldest_form(library: Library) -> None:
    for year in (2018, 2020, 2016, 2019):
        library.learn(_lesson("甲专项", LATE, year=year))
    assert (_only(library).first_year, _only(library).year) == (2016, 2020)


def test_a_form_without_a_year_leaves_the_first_year_as_it_is(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE, year=2018))
    library.learn(_lesson("丙专项", LATE, year=None))
    assert _only(library).first_year == 2018


def test_a_changed_form_replaces_what_it_taught(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE, (FOLLOWED, MEASURE), lost=("验收率",)))
    assert library.learn(_lesson("甲专项", UNCHECKED)) == Learnt(new=1, known=0)
    assert _texts(library) == [UNCHECKED]
    assert _texts(library, MEASURE) == []
    assert library.candidates(LATE, PROBLEM, 9)[0][0].text == UNCHECKED
    assert library.tally(PROBLEM, Scope("lost", "验收率")) == Tally(0, {})
    assert library.statistics().forms == 1


def test_what_another_form_wrote_too_stays_when_a_form_changes(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE))
    library.learn(_lesson("丙专项", LATE))
    library.learn(_lesson("甲专项", UNCHECKED))
    assert {p.text: p.used for p in library.of_topic("P20", PROBLEM, 9)} == {LATE: 1, UNCHECKED: 1}


def test_an_authored_phrase_stays_when_no_form_uses_it_any_more(library: Library) -> None:
    library.add([_phrase(LATE)])
    library.learn(_lesson("甲专项", LATE))
    library.learn(_lesson("甲专项", UNCHECKED))
    assert {p.text: p.used for p in library.of_topic("P20", PROBLEM, 9)} == {LATE: 0, UNCHECKED: 1}


def test_a_phrase_is_not_said_to_be_of_a_form_that_dropped_it(store: SqliteLibrary) -> None:
    store.learn(_lesson("甲专项", LATE, year=2018))
    store.learn(_lesson("丙专项", LATE, year=2019))
    store.learn(_lesson("丙专项", UNCHECKED, year=2019))
    (phrase,) = (p for p in store.of_topic("P20", PROBLEM, 9) if p.text != UNCHECKED)
    assert phrase.form == Form("乙中心", "甲专项", 2018)


def test_a_form_without_a_phrase_is_learnt_for_its_topics(library: Library) -> None:
    assert library.learn(_reported("甲专项", "P20")) == Learnt()
    assert library.learn(_reported("甲专项", "P20")) is None
    assert library.statistics().forms == 1


# Withdrawing


def test_a_withdrawn_phrase_is_never_found(library: Library) -> None:
    library.learn(_answered("甲专项", LATE, FOLLOWED))
    for kind, text in ((PROBLEM, LATE), (MEASURE, FOLLOWED)):
        assert library.remove(kind, text)
        assert _texts(library, kind) == []
        assert library.of_topic("P20", kind, 9, Form("乙中心", "甲专项", 2020)) == []
        assert library.candidates(text, kind, 9) == []
    assert library.answers(LATE, 9) == []
    assert library.statistics().withdrawn == 2
    assert not library.statistics().kinds


def test_what_is_withdrawn_stays_so_when_it_is_written_or_added_again(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE))
    library.remove(PROBLEM, LATE)
    library.learn(_lesson("丙专项", LATE))
    library.learn(_lesson("甲专项", UNCHECKED))
    library.learn(_lesson("丙专项", UNCHECKED))
    library.learn(_lesson("丁专项", LATE))
    assert library.add([_phrase(LATE)]) == 0
    assert _texts(library) == [UNCHECKED]


def test_withdrawing_is_of_a_kind(library: Library) -> None:
    library.add([_phrase(LATE), _phrase(LATE, MEASURE)])
    assert library.remove(PROBLEM, LATE)
    assert (_texts(library, PROBLEM), _texts(library, MEASURE)) == ([], [LATE])


def test_what_is_not_there_cannot_be_withdrawn(library: Library) -> None:
    library.add([_phrase(LATE)])
    assert not library.remove(PROBLEM, UNCHECKED)
    assert not library.remove(MEASURE, LATE)
    assert not library.remove(PROBLEM, "")
    assert library.remove(PROBLEM, f"　{LATE}　")


def test_the_wording_that_is_shown_can_be_withdrawn(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE, year=2018))
    library.learn(_lesson("丙专项", LATE_TOO, year=2019))
    assert library.remove(PROBLEM, _only(library).text)
    assert _texts(library) == []


# Finding


def test_candidates_are_the_most_like_best_first(library: Library, bank: Bank) -> None:
    library.add(bank_phrases(bank))
    found = library.candidates("至年末尚未完成验收", PROBLEM, 5)
    assert len(found) == 5
    assert found[0][0].topic == "P20"
    likeness = [value for _, value in found]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 < value <= 1 for value in likeness)
    assert library.candidates("至年末尚未完成验收", PROBLEM, 2) == found[:2]


@pytest.mark.parametrize("typed", ["", "  ", "，。", "95.3%", "{时限}", "\n"])
def test_nothing_is_like_what_has_no_word(library: Library, typed: str) -> None:
    library.add([_phrase(LATE)])
    assert library.candidates(typed, PROBLEM, 9) == []


def test_an_empty_library_has_nothing(library: Library) -> None:
    assert library.candidates(LATE, PROBLEM, 9) == []
    assert library.candidates("晚", PROBLEM, 9) == []
    assert library.candidates("ysjz", PROBLEM, 9) == []
    assert library.of_topic("P20", PROBLEM, 9, ANYONE) == []
    assert library.answers(LATE, 9) == []
    assert library.tally(PROBLEM) == Tally(0, {})
    assert library.statistics().forms == 0


def test_every_wording_of_the_bank_is_most_like_itself(bank: Bank) -> None:
    library = SqliteLibrary()
    library.add(bank_phrases(bank))
    for phrase in list(bank_phrases(bank))[::7]:
        ((found, likeness),) = library.candidates(phrase.text, phrase.kind, 1)
        assert found.text == phrase.text
        assert likeness > 0.99
    library.close()


def test_the_bank_holds_no_two_wordings_that_count_as_one(library: Library, bank: Bank) -> None:
    phrases = list(bank_phrases(bank))
    assert library.add(phrases) == len(phrases)


def test_of_two_that_match_alike_the_more_used_comes_first(library: Library) -> None:
    library.add([_phrase("预算执行率偏低，资金到位晚。")])
    library.learn(_lesson("甲专项", "预算执行率偏低，人员到位少。"))
    library.learn(_lesson("丙专项", "预算执行率偏低，人员到位少。"))
    found = library.candidates("预算执行率偏低", PROBLEM, 2)
    assert [phrase.used for phrase, _ in found] == [2, 0]


def test_the_most_used_of_a_topic_comes_first_and_no_more_than_asked(library: Library) -> None:
    library.learn(_lesson("甲专项", UNCHECKED, LATE))
    library.learn(_lesson("丙专项", LATE))
    assert [phrase.used for phrase in library.of_topic("P20", PROBLEM, 9)] == [2, 1]
    assert [phrase.text for phrase in library.of_topic("P20", PROBLEM, 1)] == [LATE]
    assert library.of_topic("P21", PROBLEM, 9) == []
    assert library.of_topic("P20", MEASURE, 9) == []


def test_what_a_project_wrote_comes_however_rare_it_is(library: Library) -> None:
    for number in "一二三":
        library.learn(_lesson(f"其他{number}专项", LATE))
    library.learn(_lesson("甲专项", UNCHECKED, year=2018))
    asking = Form("丁中心", "甲专项", 2021)
    found = library.of_topic("P20", PROBLEM, 1, asking)
    assert [phrase.text for phrase in found] == [LATE, UNCHECKED]
    assert [phrase.text for phrase in library.of_topic("P20", PROBLEM, 9, asking)] == [
        LATE,
        UNCHECKED,
    ]
    assert [phrase.text for phrase in library.of_topic("P20", PROBLEM, 1, ANYONE)] == [LATE]


# Answers


def test_the_measures_written_to_like_problems_come_the_most_frequent_first(
    library: Library,
) -> None:
    library.learn(_answered("甲专项", LATE, PLANNED))
    library.learn(_answered("丙专项", "因待分配资金批准较晚，个别项目未能完成验收。", FOLLOWED))
    library.learn(_answered("丁专项", LATE_TOO, FOLLOWED))
    library.learn(_answered("戊专项", "宣传材料印制数量偏多，年末仍有结余。", "按需印制。"))
    asked = "个别项目待分配资金批准时间晚，未能完成验收"
    assert [(p.text, n) for p, n in library.answers(asked, 9)] == [(FOLLOWED, 2), (PLANNED, 1)]
    assert [phrase.text for phrase, _ in library.answers(asked, 1)] == [FOLLOWED]
    assert library.answers("食堂用餐人数少", 9) == []
    assert library.answers("", 9) == []


def test_a_form_that_answers_twice_counts_once(library: Library) -> None:
    library.learn(
        _lesson("甲专项", LATE, UNCHECKED, (FOLLOWED, MEASURE), pairs=((0, 2), (1, 2), (0, 2)))
    )
    assert [n for _, n in library.answers(LATE, 9)] == [1]


def test_a_measure_that_was_answered_to_nothing_is_no_answer(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE, (FOLLOWED, MEASURE)))
    assert library.answers(LATE, 9) == []


def test_what_a_changed_form_no_longer_answers_is_forgotten(library: Library) -> None:
    library.learn(_answered("甲专项", LATE, FOLLOWED))
    library.learn(_answered("丙专项", LATE, FOLLOWED))
    library.learn(_answered("甲专项", LATE, PLANNED))
    assert {p.text: n for p, n in library.answers(LATE, 9)} == {FOLLOWED: 1, PLANNED: 1}


def test_the_answer_to_a_withdrawn_problem_is_not_given(library: Library) -> None:
    library.learn(_answered("甲专项", LATE, FOLLOWED))
    library.remove(PROBLEM, LATE)
    assert library.answers(LATE, 9) == []


# Use


def test_a_use_is_counted_once_for_each_form(library: Library) -> None:
    library.add([_phrase(LATE)])
    for form in (ANYONE, ANYONE, ANYONE._replace(year=2022), ANYONE._replace(year=None)):
        library.count_use(_only(library), form)
    assert _only(library).used == 3
    assert library.statistics().forms == 0


def test_what_a_form_uses_is_not_counted_again_when_it_is_learnt(library: Library) -> None:
    library.add([_phrase(LATE), _phrase(UNCHECKED)])
    form = _lesson("甲专项", LATE).form
    for phrase in library.of_topic("P20", PROBLEM, 9):
        library.count_use(phrase, form)
    assert library.learn(_lesson("甲专项", LATE)) == Learnt(new=0, known=1)
    assert {p.text: p.used for p in library.of_topic("P20", PROBLEM, 9)} == {LATE: 1, UNCHECKED: 0}
    library.count_use(_only_of(library, LATE), form)
    assert _only_of(library, LATE).used == 1


def _only_of(library: Library, text: str) -> Phrase:
    (phrase,) = (p for p in library.of_topic("P20", PROBLEM, 9) if p.text == text)
    return phrase


def test_a_use_of_what_is_not_there_adds_nothing(library: Library) -> None:
    library.add([_phrase(UNCHECKED)])
    library.count_use(_phrase(LATE), ANYONE)
    library.count_use(_phrase(UNCHECKED, MEASURE), ANYONE)
    assert [(p.text, p.used) for p in library.of_topic("P20", PROBLEM, 9)] == [(UNCHECKED, 0)]


def test_a_use_of_the_wording_that_is_shown_is_counted(library: Library) -> None:
    library.learn(_lesson("甲专项", LATE, year=2018))
    library.learn(_lesson("丙专项", LATE_TOO, year=2019))
    library.count_use(_only(library), ANYONE)
    assert _only(library).used == 3


# Tallies


def test_forms_are_tallied_everywhere_by_unit_by_project_and_by_lost_row(
    library: Library,
) -> None:
    library.learn(_reported("甲专项", "P20", "P01", lost=("验收率", "预算执行率")))
    library.learn(_reported("甲专项", "P20", year=2020, lost=("验收率",)))
    library.learn(_reported("甲专项", "P20", unit="丁中心"))
    library.learn(_reported("丙专项", lost=("验收率",)))
    for scope, tally in {
        EVERYWHERE: Tally(4, {"P20": 3, "P01": 1}),
        Scope("unit", "乙中心"): Tally(3, {"P20": 2, "P01": 1}),
        Scope("unit", "丁中心"): Tally(1, {"P20": 1}),
        Scope("project", "甲专项"): Tally(3, {"P20": 3, "P01": 1}),
        Scope("project", "丙专项"): Tally(1, {}),
        Scope("lost", "验收率"): Tally(3, {"P20": 2, "P01": 1}),
        Scope("lost", "预算执行率"): Tally(1, {"P20": 1, "P01": 1}),
        Scope("lost", "满意度"): Tally(0, {}),
    }.items():
        assert library.tally(PROBLEM, scope) == tally, scope
    assert library.tally(MEASURE) == Tally(4, {})


def test_what_fitted_is_tallied_and_what_was_then_written(library: Library) -> None:
    fitting = frozenset({(PROBLEM, "P20"), (PROBLEM, "P01")})
    library.learn(_reported("甲专项", "P20", "P02", fitting=fitting))
    library.learn(_reported("丙专项", "P20", fitting=fitting))
    library.learn(_reported("丁专项", "P01"))
    assert library.tally(PROBLEM, FITTING).topics == {"P20": 2, "P01": 2}
    assert library.tally(PROBLEM, BORNE_OUT).topics == {"P20": 2}


def test_a_form_is_left_out_of_its_own_tally(library: Library) -> None:
    one = _reported("甲专项", "P20", lost=("验收率",), fitting=frozenset({(PROBLEM, "P20")}))
    library.learn(one)
    library.learn(_reported("丙专项", "P20", "P01", year=None))
    assert library.tally(PROBLEM, EVERYWHERE, one.form) == Tally(1, {"P20": 1, "P01": 1})
    assert library.tally(PROBLEM, Scope("project", "甲专项"), one.form) == Tally(0, {})
    assert library.tally(PROBLEM, Scope("lost", "验收率"), one.form) == Tally(0, {})
    assert library.tally(PROBLEM, BORNE_OUT, one.form).topics == {}
    other = Form("乙中心", "丙专项", None)
    assert library.tally(PROBLEM, EVERYWHERE, other) == Tally(1, {"P20": 1})
    assert library.tally(PROBLEM, EVERYWHERE, ANYONE) == Tally(2, {"P20": 2, "P01": 1})


def test_a_changed_form_is_tallied_as_it_is_now(library: Library) -> None:
    library.learn(_reported("甲专项", "P20", "P01"))
    library.learn(_reported("甲专项", "P01", "P03"))
    assert library.tally(PROBLEM) == Tally(1, {"P01": 1, "P03": 1})


def test_a_tally_is_taken_at_one_moment(tmp_path: Path) -> None:
    library, other = SqliteLibrary(tmp_path), SqliteLibrary(tmp_path)
    lesson = _reported("甲专项", "P20")
    other.learn(_reported("甲专项", "P01"))

    def learn_meanwhile(statement: str) -> None:
        if "FROM evidence" in statement:
            other.learn(lesson)

    library._connection.set_trace_callback(learn_meanwhile)
    try:
        assert library.tally(PROBLEM, EVERYWHERE, lesson.form) == Tally(0, {})
    finally:
        library.close()
        other.close()


# What there is


def test_statistics_count_forms_kinds_origins_and_what_is_withdrawn(library: Library) -> None:
    library.add([_phrase(LATE), replace(_phrase(PLANNED, MEASURE), origin=Origin.OWN)])
    library.learn(_lesson("甲专项", UNCHECKED, (FOLLOWED, MEASURE), LATE))
    library.remove(MEASURE, FOLLOWED)
    found = library.statistics()
    assert (found.forms, found.withdrawn) == (1, 1)
    assert dict(found.kinds) == {PROBLEM: 2, MEASURE: 1}
    assert dict(found.origins) == {Origin.BANK: 1, Origin.OWN: 1, Origin.LEARNED: 1}


def test_the_sentence_that_two_real_forms_share_is_used_twice(
    library: Library, bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    for lesson in harvest(seeds, bank):
        library.learn(lesson)
    used = {p.text: p.used for p in library.of_topic("P02", MEASURE, 99)}
    assert used["加强预算执行项目化管理，制定预算执行推进表。"] == 2
    (most,) = Counter(library.tally(PROBLEM).topics).most_common(1)
    assert (most[0], most[1] > 2) == ("P02", True)
    assert library.tally(PROBLEM).forms == library.statistics().forms == len(seeds)


def test_a_store_knows_which_forms_it_has_learnt_as_they_are(store: SqliteLibrary) -> None:
    lesson = _lesson("甲专项", LATE, year=None)
    assert store.digest_of(lesson.form) is None
    store.learn(lesson)
    assert store.digest_of(lesson.form) == lesson.digest
    assert store.digest_of(lesson.form._replace(year=2019)) is None
    store.learn(replace(lesson, digest="changed"))
    assert store.digest_of(lesson.form) == "changed"
    store.count_use(_only(store), ANYONE)
    assert store.digest_of(ANYONE) is None


def test_what_is_often_written_is_what_was_learnt_of_forms(store: SqliteLibrary) -> None:
    store.add([_phrase(LATE)])
    for project in ("甲专项", "丙专项"):
        store.learn(_lesson(project, LATE, UNCHECKED, "食堂用餐人数少于预计。"))
    store.remove(PROBLEM, "食堂用餐人数少于预计。")
    assert [phrase.text for phrase in store.often_learnt(2, 9)] == [UNCHECKED]
    assert store.often_learnt(3, 9) == []


def test_a_lesson_that_fails_half_way_leaves_nothing(store: SqliteLibrary) -> None:
    store.learn(_answered("甲专项", UNCHECKED, PLANNED))
    before = store.statistics()
    with pytest.raises(IndexError):
        store.learn(_lesson("甲专项", LATE, pairs=((0, 7),)))
    assert store.statistics() == before
    assert (_texts(store), store.answers(UNCHECKED, 1)[0][0].text) == ([UNCHECKED], PLANNED)
    assert store.learn(_lesson("甲专项", LATE)) == Learnt(new=1, known=0)


# Layers


class _Layered(NamedTuple):
    whole: Layers
    first: SqliteLibrary
    beside: SqliteLibrary


@pytest.fixture
def layered() -> Iterator[_Layered]:
    first, beside = SqliteLibrary(), SqliteLibrary()
    first.learn(_answered("甲专项", LATE, FOLLOWED, year=2018))
    beside.learn(_answered("丙专项", LATE, FOLLOWED))
    beside.learn(_reported("丁专项", "P20", "P01"))
    yield _Layered(Layers(first, beside), first, beside)
    first.close()
    beside.close()


def test_layers_find_each_wording_once_its_uses_added_up(layered: _Layered) -> None:
    assert [(p.text, p.used) for p in layered.whole.of_topic("P20", PROBLEM, 9)] == [(LATE, 2)]
    ((phrase, likeness),) = layered.whole.candidates(LATE, PROBLEM, 9)
    assert (phrase.text, phrase.used, likeness) == (LATE, 2, 1.0)


def test_layers_add_up_their_tallies(layered: _Layered) -> None:
    layered.first.learn(_reported("戊专项", "P20"))
    assert layered.whole.tally(PROBLEM) == Tally(4, {"P20": 2, "P01": 1})
    left = _reported("戊专项").form
    assert layered.whole.tally(PROBLEM, EVERYWHERE, left) == Tally(3, {"P20": 1, "P01": 1})


def test_layers_write_into_the_first_and_withdraw_from_all(layered: _Layered) -> None:
    assert layered.whole.add([_phrase(UNCHECKED)]) == 1
    assert layered.whole.learn(_lesson("己专项", UNCHECKED)) == Learnt(new=0, known=1)
    assert _texts(layered.beside) == [LATE]
    assert layered.whole.remove(PROBLEM, LATE)
    assert (_texts(layered.first), _texts(layered.beside)) == ([UNCHECKED], [])
    assert not layered.whole.remove(PROBLEM, PLANNED)


def test_layers_count_a_use_wherever_the_phrase_is_known(layered: _Layered) -> None:
    layered.beside.add([_phrase(UNCHECKED)])
    for text in (LATE, UNCHECKED):
        layered.whole.count_use(_phrase(text), ANYONE)
    assert [(p.text, p.used) for p in layered.first.of_topic("P20", PROBLEM, 9)] == [(LATE, 2)]
    assert {p.text: p.used for p in layered.beside.of_topic("P20", PROBLEM, 9)} == {
        LATE: 2,
        UNCHECKED: 1,
    }


def test_layers_give_each_answer_once_its_forms_added_up(layered: _Layered) -> None:
    assert [(p.text, n) for p, n in layered.whole.answers(LATE, 9)] == [(FOLLOWED, 2)]


def test_layers_give_the_most_frequent_answer_first(layered: _Layered) -> None:
    for project in ("庚专项", "辛专项"):
        layered.beside.learn(_answered(project, LATE, PLANNED))
    assert layered.whole.answers(LATE, 1)[0][0].text == PLANNED


def test_a_layer_with_nothing_in_it_changes_no_order() -> None:
    first, beside = SqliteLibrary(), SqliteLibrary()
    first.add([_phrase("经费使用进度偏慢。")])
    for number in range(60):
        first.learn(_lesson(f"第{number}专项", "经费使用进度总体偏慢，原因有待分析。"))
    alone = [phrase.used for phrase, _ in first.candidates("经费进度", PROBLEM, 9)]
    whole = Layers(first, beside).candidates("经费进度", PROBLEM, 9)
    assert [phrase.used for phrase, _ in whole] == alone == [60, 0]
    first.close()
    beside.close()


# Keeping what is authored


def _keep(store: SqliteLibrary, version: str, *texts: str, origin: Origin = Origin.BANK) -> None:
    store.keep(origin, version, [replace(_phrase(text), origin=origin) for text in texts])


def test_kept_phrases_replace_those_of_their_origin(store: SqliteLibrary) -> None:
    _keep(store, "1", LATE, UNCHECKED)
    _keep(store, "1", PLANNED, origin=Origin.OWN)
    _keep(store, "2", UNCHECKED, FOLLOWED)
    assert sorted(_texts(store)) == sorted([UNCHECKED, FOLLOWED, PLANNED])
    origins = {p.text: p.origin for p in store.of_topic("P20", PROBLEM, 9)}
    assert origins == {UNCHECKED: Origin.BANK, FOLLOWED: Origin.BANK, PLANNED: Origin.OWN}


def test_a_version_that_was_kept_is_not_looked_at_again(store: SqliteLibrary) -> None:
    _keep(store, "1", LATE)
    _keep(store, "1", UNCHECKED)
    assert _texts(store) == [LATE]
    _keep(store, "2", UNCHECKED)
    _keep(store, "1", LATE)
    assert _texts(store) == [LATE]


def test_what_forms_use_stays_as_learnt_when_it_is_authored_no_more(
    store: SqliteLibrary,
) -> None:
    _keep(store, "1", LATE, UNCHECKED)
    store.learn(_lesson("甲专项", LATE))
    _keep(store, "2")
    phrase = _only(store)
    assert (phrase.text, phrase.used) == (LATE, 1)
    assert (phrase.origin, phrase.status) == (Origin.LEARNED, Status.DRAFT)
    store.learn(_lesson("甲专项", UNCHECKED))
    assert _texts(store) == [UNCHECKED]


def test_what_was_learnt_is_authored_from_when_it_is_kept(store: SqliteLibrary) -> None:
    store.learn(_lesson("甲专项", LATE))
    again = LATE.replace("，", "、")
    store.keep(Origin.BANK, "1", [_phrase(again, topic="P21")])
    (phrase,) = store.of_topic("P21", PROBLEM, 9)
    assert (phrase.text, phrase.used) == (again, 1)
    assert (phrase.origin, phrase.status) == (Origin.BANK, Status.APPROVED)


def test_a_phrase_may_be_kept_under_another_topic(store: SqliteLibrary) -> None:
    _keep(store, "1", LATE)
    store.keep(Origin.BANK, "2", [_phrase(LATE, topic="P21")])
    assert (_texts(store), _texts(store, topic="P21")) == ([], [LATE])


def test_what_is_withdrawn_stays_so_when_the_bank_changes(store: SqliteLibrary) -> None:
    _keep(store, "1", LATE)
    store.remove(PROBLEM, LATE)
    _keep(store, "2", LATE, UNCHECKED)
    assert _texts(store) == [UNCHECKED]


def test_what_the_bank_has_too_stays_when_it_is_no_longer_ones_own(store: SqliteLibrary) -> None:
    _keep(store, "1", LATE)
    _keep(store, "1", LATE, origin=Origin.OWN)
    _keep(store, "2", origin=Origin.OWN)
    assert _texts(store) == [LATE]


def test_just_the_texts_that_are_listed_are_withdrawn(store: SqliteLibrary) -> None:
    _keep(store, "1", LATE, UNCHECKED)
    store.keep(Origin.OWN, "1", [], [(PROBLEM, LATE)])
    assert _texts(store) == [UNCHECKED]
    store.keep(Origin.OWN, "2", [], [(PROBLEM, UNCHECKED), (MEASURE, LATE)])
    assert _texts(store) == [LATE]
    store.keep(Origin.OWN, "3", [])
    assert _texts(store) == [LATE]
    store.keep(Origin.OWN, "4", [], [])
    assert sorted(_texts(store)) == sorted([LATE, UNCHECKED])
    assert {p.status for p in store.of_topic("P20", PROBLEM, 9)} == {Status.APPROVED}


def test_a_text_may_be_withdrawn_before_it_is_known(store: SqliteLibrary) -> None:
    store.keep(Origin.OWN, "1", [], [(PROBLEM, LATE)])
    _keep(store, "1", LATE, UNCHECKED)
    store.learn(_lesson("甲专项", LATE))
    assert _texts(store) == [UNCHECKED]
    store.keep(Origin.OWN, "2", [], [])
    assert sorted(_texts(store)) == sorted([LATE, UNCHECKED])


def test_a_text_nobody_ever_wrote_is_not_found_once_it_is_no_longer_withdrawn(
    store: SqliteLibrary,
) -> None:
    store.keep(Origin.OWN, "1", [], [(PROBLEM, LATE)])
    store.keep(Origin.OWN, "2", [], [])
    assert store.candidates(LATE, PROBLEM, 9) == []


# Likeness


def test_likeness_is_nothing_without_text_and_whole_for_the_same() -> None:
    assert similarity("", "执行率") == similarity("执行率", "") == 0
    assert similarity("执行率偏低", "执行率偏低") == 1
    assert comparable("执行率 95.33%，（{偏低}）HR。") == "执行率hr"


@QUICK
@given(
    st.text("预算执行率偏低未验收资金下达晚ab", max_size=15),
    st.text("预算执行率偏低未验收", max_size=15),
)
def test_likeness_lies_between_nothing_and_whole(typed: str, wording: str) -> None:
    assert 0 <= similarity(typed, wording) <= 1 + 1e-9
    if typed:
        assert abs(similarity(typed, typed) - 1) < 1e-9


# Whatever is done

# Each row is near-identical among itself and far from the others: 45 characters, one of them other.
_BASES = (
    "受资金下达时间影响房屋及室外工程维修维护任务至年度末仍有部分尾款没能按照合同约定如期支付给施工单位",
    "宣传海报印制与发放数量超过实际需求且未做好事先调研造成库存积压浪费纸张建议下次依据报名人数核定规模",
    "年初绩效目标设定偏于笼统缺少可以量化考核的产出指标导致自评打分时难以取得客观可信并且完整的佐证材料",
)
_CLUSTERS = tuple(
    (base, f"{base[:20]}甲{base[21:]}", f"{base[:30]}乙{base[31:]}") for base in _BASES
)
_TOPICS = ("P1", "P2", "P3")
_FORMS = tuple(
    Form(unit, project, year)
    for unit, project, year in (
        ("东中心", "甲专项", 2018),
        ("东中心", "甲专项", 2019),
        ("东中心", "乙专项", None),
        ("西中心", "乙专项", 2019),
    )
)
_SCOPES = (
    EVERYWHERE,
    *(Scope("unit", name) for name in ("东中心", "西中心")),
    *(Scope("project", name) for name in ("甲专项", "乙专项")),
    *(Scope("lost", name) for name in ("验收率", "满意度")),
)


def _topics() -> st.SearchStrategy[frozenset[tuple[PhraseKind, str]]]:
    return st.frozensets(st.tuples(st.just(PROBLEM), st.sampled_from(_TOPICS)))


_said = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=4)
_learning = st.tuples(
    st.sampled_from(_FORMS),
    _said,
    _topics(),
    _topics(),
    st.lists(st.sampled_from(("验收率", "满意度")), unique=True).map(tuple),
)
_removing = st.tuples(st.integers(0, 2), st.integers(0, 2))


def _taught(
    form: Form,
    said: list[tuple[int, int]],
    topics: frozenset[tuple[PhraseKind, str]],
    fitting: frozenset[tuple[PhraseKind, str]],
    lost: tuple[str, ...],
) -> Lesson:
    phrases = tuple(
        Phrase(_CLUSTERS[one][other], PROBLEM, _TOPICS[one], *form, Origin.LEARNED, Status.DRAFT)
        for one, other in said
    )
    digest = repr((said, sorted(topics), sorted(fitting), lost))
    return Lesson(form, digest, phrases, (), lost, topics, fitting)


def _recounted(lessons: dict[Form, Lesson], scope: Scope, apart_from: Form | None) -> Tally:
    evidence = {
        form: [(kind, topic) for where, kind, topic in set(lesson.evidence()) if where == scope]
        for form, lesson in lessons.items()
        if form != apart_from
    }
    counts = Counter(topic for found in evidence.values() for _, topic in found if topic)
    return Tally(sum((None, "") in found for found in evidence.values()), dict(counts))


@settings(QUICK, max_examples=60)
@given(st.lists(st.one_of(_learning, _removing), max_size=10))
def test_whatever_is_done_uses_and_tallies_are_those_of_the_forms_there_are(
    steps: list[tuple[Any, ...]],
) -> None:
    store = SqliteLibrary()
    lessons: dict[Form, Lesson] = {}
    withdrawn: set[int] = set()
    for step in steps:
        if len(step) == 2:
            one, other = step
            if store.remove(PROBLEM, _CLUSTERS[one][other]):
                withdrawn.add(one)
            continue
        lesson = _taught(*step)
        known = lessons.get(lesson.form)
        unchanged = known is not None and known.digest == lesson.digest
        assert (store.learn(lesson) is None) == unchanged
        lessons[lesson.form] = lesson
    for place, cluster in enumerate(_CLUSTERS):
        used = sum(
            any(phrase.text in cluster for phrase in lesson.phrases) for lesson in lessons.values()
        )
        found = [phrase.used for phrase in store.of_topic(_TOPICS[place], PROBLEM, 9)]
        assert found == ([used] if used and place not in withdrawn else [])
    for scope in _SCOPES:
        for apart_from in (None, *_FORMS):
            counted = _recounted(lessons, scope, apart_from)
            assert store.tally(PROBLEM, scope, apart_from) == counted
    for scope in (FITTING, BORNE_OUT):
        assert store.tally(PROBLEM, scope).topics == _recounted(lessons, scope, None).topics
    assert store.statistics().forms == len(lessons)
    store.close()
