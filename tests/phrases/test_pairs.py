"""Which measure answers which problem, whatever the numbers say."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation
from perftui.evaluation.numbering import NUMBERINGS, Numbering
from perftui.phrases.bank import Bank
from perftui.phrases.pairs import Pairing, pair_up

Seed = Callable[[str], Evaluation]

QUICK = settings(max_examples=60, deadline=None, database=None, derandomize=True)
UNEVEN, LATE, TRAINING = (
    "预算集中在下半年使用，上半年支付较少。",
    "部分工程未能在当年度完成验收。",
    "业务培训力度有待加强。",
)
EVENLY, ACCEPT, TRAIN = (
    "制定预算执行推进表，使全年预算执行更加均衡。",
    "会同监理抓紧办理未验收工程的验收手续。",
    "增加业务培训的频次，丰富业务培训内容。",
)


def pairing(bank: Bank, problems: str, measures: str) -> Pairing:
    return pair_up(Evaluation(problems=problems, measures=measures), bank)


def test_a_measure_answers_the_problem_of_its_topic(bank: Bank) -> None:
    found = pairing(bank, f"1、{UNEVEN}\n2、{LATE}", f"1、{ACCEPT}\n2、{EVENLY}")
    assert found.problems == (UNEVEN, LATE)
    assert [topics[0] for topics in found.topics] == ["P02", "P20"]
    assert found.pairs == ((0, 1), (1, 0))
    assert found.unanswered == found.unasked == ()


def test_the_words_decide_where_no_topic_is_shared(bank: Bank) -> None:
    problems = "1、HR经理人评选宣传海报的张贴位置不够显眼\n2、来访车辆的停放指引不够清楚"
    found = pairing(bank, problems, "1、梳理来访车辆停放指引\n2、调整HR经理人评选宣传海报张贴位置")
    assert set(found.pairs) >= {(0, 1), (1, 0)}
    assert found.unanswered == found.unasked == ()


def test_what_is_not_answered_and_what_nobody_asked_for_is_told(bank: Bank) -> None:
    found = pairing(bank, f"1、{UNEVEN}\n2、{LATE}", f"1、{TRAIN}\n2、{EVENLY}")
    assert found.pairs == ((0, 1),)
    assert found.unanswered == (1,)
    assert found.unasked == (0,)


def test_one_measure_may_answer_several_problems_and_one_problem_have_several(bank: Bank) -> None:
    both = pairing(bank, f"1、{LATE}\n2、个别设备至年末尚未完成验收。", ACCEPT)
    assert both.pairs == ((0, 0), (1, 0))
    several = pairing(bank, LATE, f"1、{ACCEPT}\n2、制定验收计划，明确验收时间和责任人。")
    assert several.pairs == ((0, 0), (0, 1))


def test_the_numbers_of_a_real_form_do_not_mislead(bank: Bank, seed: Seed) -> None:
    found = pair_up(seed("长三角"), bank)
    assert len(found.problems) == 4
    # Data sharing: the second measure; uneven spending: the first; the selection: the third.
    assert {(1, 1), (2, 0), (3, 2)} <= set(found.pairs)
    assert (0, 0) not in found.pairs
    assert found.unasked == ()


def test_a_real_problem_without_a_measure_stays_open(bank: Bank, seed: Seed) -> None:
    found = pair_up(seed("人才大厦"), bank)
    assert found.pairs == ((1, 0),)
    assert found.unanswered == (0,)
    assert pair_up(seed("外国人"), bank).unanswered == (0,)


@pytest.mark.parametrize("numbering", NUMBERINGS, ids=lambda numbering: numbering.name)
def test_points_are_numbered_in_any_style(bank: Bank, numbering: Numbering) -> None:
    problems = narrative.join([UNEVEN, LATE, TRAINING], numbering)
    measures = narrative.join([TRAIN, EVENLY, ACCEPT], numbering)
    found = pairing(bank, problems, measures)
    assert found.problems == (UNEVEN, LATE, TRAINING)
    assert found.pairs == ((0, 1), (1, 2), (2, 0))


def test_unnumbered_points_are_paired_and_either_may_be_numbered(bank: Bank) -> None:
    found = pairing(bank, f"{UNEVEN}\n{LATE}", f"一是{ACCEPT}二是{EVENLY}")
    assert found.pairs == ((0, 1), (1, 0))
    assert pairing(bank, UNEVEN[:-1] + "；" + LATE, EVENLY).pairs == ((0, 0),)


@pytest.mark.parametrize(
    ("problems", "measures", "unanswered", "unasked"),
    [
        ("", "", (), ()),
        (" \n；", "　", (), ()),
        (LATE, "", (0,), ()),
        ("", ACCEPT, (), (0,)),
    ],
    ids=["empty", "blank", "no measures", "no problems"],
)
def test_where_nothing_is_written_nothing_is_paired(
    bank: Bank,
    problems: str,
    measures: str,
    unanswered: tuple[int, ...],
    unasked: tuple[int, ...],
) -> None:
    found = pairing(bank, problems, measures)
    assert found.pairs == ()
    assert (found.unanswered, found.unasked) == (unanswered, unasked)


@QUICK
@given(
    st.text("1234、。；（）一二是\n预算未验收培训{}", max_size=40),
    st.text("1234、。；（）一二是\n预算未验收培训{}", max_size=40),
)
def test_every_point_is_paired_or_left(bank: Bank, problems: str, measures: str) -> None:
    found = pairing(bank, problems, measures)
    asked, given_ = len(narrative.split(problems)), len(narrative.split(measures))
    assert len(found.problems) == len(found.topics) == asked
    assert list(found.pairs) == sorted(set(found.pairs))
    answered, used = {one for one, _ in found.pairs}, {other for _, other in found.pairs}
    assert sorted([*answered, *found.unanswered]) == list(range(asked))
    assert sorted([*used, *found.unasked]) == list(range(given_))
