"""The library in memory: near-identical wordings count as one, the most like come first."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.harvest import harvest
from perftui.phrases.library import Phrase, PhraseKind
from perftui.phrases.library.memory import MemoryLibrary
from perftui.phrases.similarity import comparable, similarity

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
PROBLEM, MEASURE = PhraseKind.PROBLEM, PhraseKind.MEASURE
LATE = Phrase(
    "个别项目因待分配资金批准时间较晚，未能在当年度完成验收。",
    PROBLEM,
    "P20",
    project="甲专项",
    unit="乙中心",
    year=2018,
    used=1,
)


def test_near_identical_wordings_are_one_that_was_used_twice() -> None:
    library = MemoryLibrary()
    again = replace(LATE, text=LATE.text.replace("，", "、"), project="丙专项", year=2019)
    assert library.add([LATE, again]) == 1
    (phrase,) = library.of_topic("P20", PROBLEM)
    assert phrase.used == 2
    assert (phrase.project, phrase.year, phrase.text) == ("丙专项", 2019, again.text)


def test_the_newest_stands_for_all_whatever_the_order() -> None:
    newer = replace(LATE, year=2019, project="丙专项")
    for order in ([LATE, newer], [newer, LATE]):
        library = MemoryLibrary(order)
        assert [p.project for p in library.of_topic("P20", PROBLEM)] == ["丙专项"]


def test_a_changed_wording_is_a_second_one() -> None:
    library = MemoryLibrary([LATE])
    assert library.add([replace(LATE, text="部分工程至年末尚未验收。")]) == 1
    assert len(library.of_topic("P20", PROBLEM)) == 2


def test_kinds_are_kept_apart() -> None:
    library = MemoryLibrary([LATE, replace(LATE, kind=MEASURE)])
    assert len(library.of_topic("P20", PROBLEM)) == 1
    assert len(library.of_topic("P20", MEASURE)) == 1
    assert library.of_topic("P21", PROBLEM) == []


def test_the_most_used_of_a_topic_comes_first() -> None:
    rare = replace(LATE, text="博士后公寓未完成验收。")
    library = MemoryLibrary([rare, LATE, replace(LATE, project="丙专项")])
    assert [phrase.used for phrase in library.of_topic("P20", PROBLEM)] == [2, 1]


def test_the_forms_that_wrote_of_a_topic_are_counted_each_once() -> None:
    other = replace(LATE, text="部分工程至年末尚未验收。")
    elsewhere = replace(LATE, project="丙专项")
    library = MemoryLibrary([LATE, other, elsewhere, Phrase("部分工程未验收。", PROBLEM, "P20")])
    assert dict(library.topic_counts(PROBLEM)) == {"P20": 2}
    assert not library.topic_counts(MEASURE)


def test_the_sentence_that_two_real_forms_share_is_used_twice(
    bank: Bank, seeds: tuple[Evaluation, ...]
) -> None:
    library = MemoryLibrary(harvest(seeds, bank))
    used = {p.text: p.used for p in library.of_topic("P02", MEASURE)}
    assert used["加强预算执行项目化管理，制定预算执行推进表。"] == 2
    assert library.topic_counts(PROBLEM)["P02"] >= 6


def test_the_bank_holds_no_two_wordings_that_count_as_one(bank: Bank) -> None:
    phrases = list(bank_phrases(bank))
    assert MemoryLibrary().add(phrases) == len(phrases)


def test_candidates_are_the_most_like_best_first(bank: Bank) -> None:
    library = MemoryLibrary(bank_phrases(bank))
    found = library.candidates("至年末尚未完成验收", PROBLEM, 5)
    assert len(found) == 5
    assert found[0][0].topic == "P20"
    likeness = [value for _, value in found]
    assert likeness == sorted(likeness, reverse=True)


def test_every_wording_of_the_bank_is_most_like_itself(bank: Bank) -> None:
    library = MemoryLibrary(bank_phrases(bank))
    for phrase in list(bank_phrases(bank))[::7]:
        ((found, likeness),) = library.candidates(phrase.text, phrase.kind, 1)
        assert found.text == phrase.text
        assert likeness > 0.99


def test_likeness_is_nothing_without_text_and_whole_for_the_same() -> None:
    assert similarity("", "执行率") == similarity("执行率", "") == 0
    assert similarity("执行率偏低", "执行率偏低") == 1
    assert comparable("执行率 95.33%，（偏低）。") == "执行率9533偏低"


@QUICK
@given(
    st.text("预算执行率偏低未验收资金下达晚ab1", max_size=15),
    st.text("预算执行率偏低未验收", max_size=15),
)
def test_likeness_lies_between_nothing_and_whole(typed: str, wording: str) -> None:
    assert 0 <= similarity(typed, wording) <= 1 + 1e-9
    if typed:
        assert abs(similarity(typed, typed) - 1) < 1e-9
