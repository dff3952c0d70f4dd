"""Which topic a sentence is about, and when it is about none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.phrases.bank import Bank, Topic
from perftui.phrases.library import PhraseKind
from perftui.phrases.topics import detect_topic, detect_topics

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
FIELDS = {PhraseKind.PROBLEM: "problems", PhraseKind.MEASURE: "measures"}


def wordings(bank: Bank) -> list[tuple[Topic, PhraseKind, str]]:
    return [
        (topic, kind, wording)
        for topic in bank.topics
        for kind, field in FIELDS.items()
        for wording in getattr(topic, field)
    ]


def without(bank: Bank, topic: Topic, kind: PhraseKind, wording: str) -> Bank:
    """Return the bank as if a wording of a topic had never been written."""
    kept = tuple(text for text in getattr(topic, FIELDS[kind]) if text != wording)
    changed = topic.model_copy(update={FIELDS[kind]: kept})
    topics = tuple(changed if entry.id == topic.id else entry for entry in bank.topics)
    return bank.model_copy(update={"topics": topics})


def test_the_wordings_of_the_bank_are_about_their_topic(bank: Bank) -> None:
    cases = wordings(bank)
    right = [topic.id == detect_topic(text, bank, kind) for topic, kind, text in cases]
    assert sum(right) >= 0.98 * len(cases)


def test_a_wording_the_bank_does_not_have_is_put_to_the_right_topic(bank: Bank) -> None:
    cases = wordings(bank)
    right = [
        topic.id == detect_topic(text, without(bank, topic, kind, text), kind)
        for topic, kind, text in cases
    ]
    assert sum(right) >= 0.88 * len(cases)


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("个别项目因待分配资金批准时间较晚", "P05"),
        ("未能在当年度验收", "P20"),
        ("博士后公寓部分项目因施工问题未在2019年内完成验收。", "P20"),
        ("执行预算期较集中于下半年。", "P02"),
        ("预算执行进度不平衡，上半年预算执行率较低。", "P02"),
        ("对前期办公及接待场地预算估计不足，追加了新增部分面积的场地装修费用", "P03"),
        ("业务培训力度有待加强", "P36"),
        ("对各类长三角现场招聘活动的数据统计、后续跟踪调查力度不够", "P31"),
        ("三省一市网络招聘服务还未实现数据共享", "P34"),
        ("2020年1月1日，该项工作已全部移交至市科委平台服务中心，项目结束。", "P39"),
    ],
)
def test_problems_of_the_real_forms_are_understood(bank: Bank, sentence: str, topic: str) -> None:
    assert detect_topic(sentence, bank, PhraseKind.PROBLEM) == topic


@pytest.mark.parametrize("kind", PhraseKind)
@pytest.mark.parametrize(
    "sentence",
    [
        "本项目由上海市人才服务中心实施。",
        "项目名称为人才大厦管理维护专项。",
        "2020年4月20日。",
        "无。",
        "，。",
        "",
    ],
)
def test_a_sentence_about_nothing_of_the_kind_has_no_topic(
    bank: Bank, sentence: str, kind: PhraseKind
) -> None:
    assert detect_topics(sentence, bank, kind) == ()


@QUICK
@given(st.text(max_size=60) | st.text("预算执行率偏低未验收{}[]资金下达晚", max_size=60))
def test_any_text_has_topics_of_the_bank_each_once(bank: Bank, text: str) -> None:
    known = {topic.id for topic in bank.topics} | {shape.id for shape in bank.shapes}
    for kind in PhraseKind:
        found = detect_topics(text, bank, kind)
        assert len(found) == len(set(found))
        assert set(found) <= known
