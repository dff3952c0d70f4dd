"""Figures, dates and names that stand neither in the form nor in what the user said are marked."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.assistant.grounding.checking import ungrounded
from perftui.assistant.grounding.facts import FactKind, facts
from perftui.assistant.grounding.sources import Sources, sources_of
from perftui.assistant.grounding.unsourced import NONE_FOUND, ungrounded_in
from perftui.assistant.grounding.warning import warn_of
from perftui.assistant.moves import Provenance
from perftui.assistant.parts import Warn
from perftui.assistant.state import Aids, Scene, State
from perftui.evaluation.drafting import blank_form
from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation
from perftui.evaluation.narrative import split
from perftui.evaluation.profile import load_profile

LEAST_MARKED = 0.97
AidsOf = Callable[..., Aids]
Seed = Callable[[str], Evaluation]
NOTHING = dict.fromkeys(NARRATIVES, "")


def told_by(form: Evaluation, aids: Aids) -> Sources:
    """Return the sources of a form whose narratives the user has said."""
    said = tuple(getattr(form, name) for name in NARRATIVES)
    return sources_of(Scene(State(form.model_copy(update=NOTHING), said=said), aids))


def texts(found: tuple[object, ...]) -> list[str]:
    return [fact.text for fact in found]  # type: ignore[attr-defined]


@pytest.fixture
def scene(seed: Seed, aids_of: AidsOf) -> Callable[..., Scene]:
    """Return a scene of the real form of the job fairs, without its narratives."""
    form = seed("高校").model_copy(update=NOTHING)

    def of(*said: str, last_year: Evaluation | None = None, **changes: object) -> Scene:
        state = State(form.model_copy(update=changes), said=said)
        return Scene(state, aids_of(form, last_year))

    return of


def test_true_text_raises_no_alarm(seeds: tuple[Evaluation, ...], aids_of: AidsOf) -> None:
    for form in seeds:
        sources = told_by(form, aids_of(form))
        for name in NARRATIVES:
            assert ungrounded(getattr(form, name), sources) == ()


def test_nearly_every_changed_digit_is_marked(
    seeds: tuple[Evaluation, ...], aids_of: AidsOf
) -> None:
    marked = [
        bool(ungrounded(text, sources))
        for form in seeds
        for sources in [told_by(form, aids_of(form))]
        for name in NARRATIVES
        for text in changed(getattr(form, name))
    ]
    assert len(marked) > 1000
    assert sum(marked) / len(marked) >= LEAST_MARKED


def changed(text: str) -> Iterator[str]:
    """Yield a text with each digit of each figure made each other; numbers of points stay."""
    numbering = {
        place
        for point in split(text)
        for place in range(point.start - 2, point.start)
        if place >= 0
    }
    for place, char in enumerate(text):
        if char in "0123456789" and place not in numbering:
            for digit in "0123456789".replace(char, ""):
                yield text[:place] + digit + text[place + 1 :]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("联合华东师范大学举办讲座。", "华东师范大学"),
        ("由上海云海科技有限公司负责实施。", "上海云海科技有限公司"),
        ("会同市财政局开展检查。", "市财政局"),
        ("邀请国际人才交流协会参与评审。", "国际人才交流协会"),
        ("委托中国银行代发补贴。", "中国银行"),
        ("走访静安区人才服务中心。", "静安区"),
        ("由云海人才服务中心承办。", "云海人才服务中心"),
        ("获得“先进集体”称号。", "先进集体"),
        ("根据《招聘会管理办法》执行。", "招聘会管理办法"),
        ("使用SAP系统登记。", "SAP"),
        ("在梅园路设立服务点。", "梅园路"),
        ("赴苏州调研。", "苏州"),
        ("自2017年起实施。", "2017年"),
        ("2020年6月底前完成。", "2020年6月底"),
        ("8月15日举办。", "8月15日"),
        ("四季度集中支付。", "四季度"),
        ("在3楼设立窗口。", "3楼"),
        ("举办招聘会一百零三场。", "一百零三场"),
        ("参会单位１０４２９家。", "１０４２９家"),
    ],
)
def test_what_nobody_said_is_named(scene: Callable[..., Scene], text: str, name: str) -> None:
    assert texts(ungrounded(text, sources_of(scene()))) == [name]
    assert ungrounded(text, sources_of(scene(text))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "全年预算211.09万元，支出210.83万元，结余2537.30元。",
        "预算约210万元，执行率99.88%，约为99.9%，即100%。",
        "预算较上年增加2.0879万元，增长1%，未执行0.12%。",
        "自评总分92分，扣8分，其中绩效目标合理性扣2分。",
        "共24项指标，其中6项扣分。",
        "2019年举办，2020年4月15日自评。",
        "举办招聘活动100场，10428家单位参会，提供10万余个岗位。",
        "提供岗位约10万个，参会单位一万零四百二十八家。",
        "由市人才中心、上海市人才服务中心和人才服务中心共同实施。",
        "以客户为中心，形成全市各区联动的工作格局，促进大学生就业，内部控制健全。",
        "下一年将进一步加强管理。",
    ],
)
def test_what_is_known_or_follows_is_not_marked(scene: Callable[..., Scene], text: str) -> None:
    assert ungrounded(text, sources_of(scene("办了100场，来了10428家，岗位10万余个"))) == ()


def test_last_years_figures_count_where_the_words_say_so(
    scene: Callable[..., Scene], seed: Seed
) -> None:
    before = seed("高校").model_copy(
        update={"year": 2018, "achievements": "举办招聘会87场，2313家单位参会。"}
    )
    sources = sources_of(scene("100场", last_year=before))
    assert ungrounded("上年举办87场，今年100场。", sources) == ()
    assert ungrounded("2018年举办87场。", sources) == ()
    assert texts(ungrounded("举办招聘会87场。", sources)) == ["87场"]


def test_a_sentence_with_figures_from_nowhere_is_warned_of(scene: Callable[..., Scene]) -> None:
    text = "举办招聘会100场，10428家单位参会。"
    assert warn_of(text, scene("100场")) == Warn("「10428家」在表里和您说的话里都没有，请核对。")
    assert warn_of(text, scene("100", "10428")) is None
    written = scene("100场", achievements=f"1、{text}2、另有87家单位咨询。")
    assert warn_of(text, written) is not None, "it is no source of itself"
    told = warn_of(f"{text}\n另有87家单位咨询。", written)
    assert told == Warn("「10428家」「87家」在表里和您说的话里都没有，请核对。")


def test_what_filled_a_gap_is_known(scene: Callable[..., Scene]) -> None:
    text = "举办招聘会87场。"
    of = Provenance("举办招聘会{数量}场。", "samples", filled=(("数量", "87"),))
    assert warn_of(text, scene().having(provenance={text: of})) is None


def test_words_that_any_form_may_say_are_not_warned_of(scene: Callable[..., Scene]) -> None:
    assert warn_of("预算执行集中在下半年，年底支付较多，每季度核对一次。", scene()) is None
    assert warn_of("“{指标}”扣{扣分}分，自评结束后两个月内整改。", scene()) is None
    assert warn_of("自评结束后60天内整改。", scene()) is not None
    assert ungrounded("集中在下半年。", sources_of(scene("上半年较少"))) != ()


def test_the_shipped_wordings_name_nobody(scene: Callable[..., Scene]) -> None:
    bank = scene().aids.wording.bank
    wordings = [
        text
        for several in (
            *((*topic.problems, *topic.measures) for topic in bank.topics),
            *(shape.wordings for shape in bank.shapes),
        )
        for text in several
    ]
    named = [fact for text in wordings for fact in facts(text, 2019) if fact.kind in NAMES]
    assert [fact.text for fact in named] == []


NAMES = (FactKind.NAME, FactKind.LATIN, FactKind.NUMBER)


def test_narratives_of_an_opened_form_are_looked_through(
    seed: Seed, aids_of: AidsOf, scene: Callable[..., Scene]
) -> None:
    form = seed("高校")
    told = ungrounded_in(Scene(State(form), aids_of(form)))
    assert "主要绩效：「100场」「10428家」「10万余个」「17万人次」" in told
    said = tuple(getattr(form, name) for name in NARRATIVES)
    assert ungrounded_in(Scene(State(form, said=said), aids_of(form))) == NONE_FOUND
    assert ungrounded_in(scene()) == NONE_FOUND


def test_a_form_without_a_year_or_figures_can_be_looked_through(aids_of: AidsOf) -> None:
    form = blank_form("新项目", load_profile("sh2019"))
    scene = Scene(State(form), replace(aids_of(form), today=date(2020, 4, 20)))
    assert texts(ungrounded("2017年举办3场。", sources_of(scene))) == ["2017年", "3场"]


PIECES = [
    "中心",
    "1",
    ",",
    "A-",
    "“",
    "《",
    "2019年",
    "3月",
    "上海",
    "一",
    "区路镇",
    "(1)",
    "1/",
    "服务",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_facts_stand_where_they_say(text: str) -> None:
    for fact in facts(text, 2019):
        assert text[fact.start : fact.end] == fact.text


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    sources = Sources(2019)
    ungrounded(piece, sources)
    begun = time.process_time()
    ungrounded((piece * 4000)[:4000], sources)
    assert time.process_time() - begun < 0.5
