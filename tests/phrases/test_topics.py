"""Which topic a sentence is about, and when it is about none."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.phrases.bank import Bank, Topic
from perftui.phrases.library import PhraseKind
from perftui.phrases.topics import detect_topic, detect_topics

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
DATA = Path(__file__).parents[1] / "data" / "topics"
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
    cases = wordings(bank)[::3]  # each costs a bank without it
    right = [
        topic.id == detect_topic(text, without(bank, topic, kind, text), kind)
        for topic, kind, text in cases
    ]
    assert sum(right) >= 0.89 * len(cases)


class Labelled(NamedTuple):
    """A sentence as staff write it, and the topic it was given by hand: `none` for none."""

    topic: str
    kind: PhraseKind
    sentence: str

    def is_right(self, bank: Bank) -> bool:
        return (detect_topic(self.sentence, bank, self.kind) or "none") == self.topic


def labelled(file: str) -> list[Labelled]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return [Labelled(topic, PhraseKind(kind), sentence) for topic, kind, sentence in rows]


PART: dict[str, Callable[[Labelled], bool]] = {
    "problems": lambda one: one.kind is PhraseKind.PROBLEM and one.topic != "none",
    "measures": lambda one: one.kind is PhraseKind.MEASURE and one.topic != "none",
    "no problems": lambda one: one.kind is PhraseKind.PROBLEM and one.topic == "none",
    "no measures": lambda one: one.kind is PhraseKind.MEASURE and one.topic == "none",
    "problems or none": lambda one: one.kind is PhraseKind.PROBLEM,
}


@pytest.mark.parametrize(
    ("file", "part", "bound"),
    [
        ("development.tsv", "problems", 0.93),
        ("development.tsv", "measures", 0.92),
        ("development.tsv", "no problems", 0.95),
        ("development.tsv", "no measures", 0.95),
        ("held_out.tsv", "problems or none", 0.85),
    ],
)
def test_sentences_that_others_wrote_are_put_to_the_topic_they_were_given(
    bank: Bank, file: str, part: str, bound: float
) -> None:
    right = [one.is_right(bank) for one in labelled(file) if PART[part](one)]
    assert sum(right) >= bound * len(right)


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


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("计划检查企业300家，实际检查243家。", "P17"),
        ("防汛物资储备目标1.2万件，年末完成9800件", "P17"),
        ("巡查任务100次，实际完成326次，偏离较大。", "P13"),
        ("计划检查企业300家，实际检查300家。", ""),
        ("计划投入50万元，完成3个项目。", ""),
        ("计划6月15日开工，实际3月2日开工。", ""),
    ],
)
def test_what_is_said_by_figures_alone_is_understood(bank: Bank, sentence: str, topic: str) -> None:
    assert detect_topic(sentence, bank, PhraseKind.PROBLEM) == topic


@pytest.mark.parametrize(
    ("fault", "praise"),
    [
        ("个别设备发生故障，影响办公。", "全年未发生设备故障。"),
        ("工程未通过验收。", "工程全部通过验收。"),
        ("服务对象满意度偏低。", "服务对象满意度98%。"),
        ("固定资产账实不符。", "固定资产账实相符。"),
        ("活动现场接到投诉。", "活动现场没有接到投诉。"),
        ("项目档案不齐全，归档不及时。", "项目档案齐全，归档及时。"),
    ],
)
def test_praise_is_no_problem_though_it_speaks_of_the_same(
    bank: Bank, fault: str, praise: str
) -> None:
    assert detect_topics(fault, bank, PhraseKind.PROBLEM)
    assert detect_topics(praise, bank, PhraseKind.PROBLEM) == ()


@pytest.mark.parametrize(
    ("promise", "other"),
    [
        ("由资产科在6月底前完成固定资产盘点。", "固定资产盘点已完成。"),
        ("每季度组织一次业务培训，训后测试。", "加强政治学习，提高思想认识。"),
        ("尽快办理竣工验收手续。", "竣工验收手续完备。"),
        ("将满意度调查样本扩大到300份。", "满意度达到97%。"),
    ],
)
def test_what_is_done_or_only_vowed_is_no_measure(bank: Bank, promise: str, other: str) -> None:
    assert detect_topics(promise, bank, PhraseKind.MEASURE)
    assert detect_topics(other, bank, PhraseKind.MEASURE) == ()


def test_words_that_mean_the_same_are_the_same(bank: Bank) -> None:
    for sentence in ("设备尚未验收。", "设备没有验收。", "设备迟迟未能验收。"):
        assert detect_topic(sentence, bank, PhraseKind.PROBLEM) == "P20"


def test_a_topic_that_a_unit_adds_is_recognised_at_once(bank: Bank) -> None:
    sentence = "来访车辆的停放指引牌不够清楚，高峰时段车位周转不过来。"
    added = bank.topics[0].model_copy(
        update={
            "id": "U01",
            "name": "停车引导",
            "keywords": ("停放指引", "车位周转", "停车引导"),
            "problems": ("来访车辆停放秩序较乱。", "车位指引不清楚。", "车位周转慢。"),
            "measures": ("增设停车指引牌。", "高峰时段安排专人引导停车。", "公布车位余量。"),
        }
    )
    own = bank.model_copy(update={"topics": (*bank.topics, added)})
    assert detect_topic(sentence, bank, PhraseKind.PROBLEM) != "U01"
    assert detect_topic(sentence, own, PhraseKind.PROBLEM) == "U01"
    alone = bank.model_copy(update={"topics": (added,)})
    assert detect_topics(sentence, alone, PhraseKind.PROBLEM) == ("U01",)
    assert detect_topics("部分合同尾款未支付。", alone, PhraseKind.PROBLEM) == ()


@pytest.mark.parametrize("kind", PhraseKind)
def test_a_bank_without_topics_knows_none(kind: PhraseKind) -> None:
    assert detect_topics("设备尚未验收。", Bank(), kind) == ()


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
