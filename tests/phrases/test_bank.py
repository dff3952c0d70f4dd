from pathlib import Path

import pytest

from perftui.phrases.bank import Bank, Topic
from perftui.phrases.bank.file import BankError, load_bank
from perftui.phrases.slots import has_stray_brace, slot_names

SHIPPED = Path(__file__).parents[2] / "phrasebank"
ROW_SLOTS = {"指标", "扣分", "分类"}
KNOWN_SLOTS = {"年度", "项目", "预算单位", "科室", "总分", "等级", *ROW_SLOTS}
KNOWN_SLOTS |= {"预算数", "执行数", "执行率", "结余", "上年预算数", "增幅"}

SLOTS = """\
[[slots]]
name = "原因"
known = false
ask = "主要原因是什么？"
example = "立项批复较晚"
"""

TOPIC = """\
# 说明
[[topics]]
id = "P01"
name = "执行率偏低"
keywords = ["执行率低"]
triggers = [
    { rate_below = "90" },
    { lost = ["预算执行率"], weight = 0.5 },
]
problems = [
    "执行率低，原因是{原因}。",
    "部分款项未支付。",  # 引号 " 和 [ 在注释里不算
    "支出进度偏慢。",
]
measures = ["按月核对。", "按季通报。",
    "及时支付。"]
"""


def write_bank(folder: Path, topics: str = TOPIC, slots: str = SLOTS) -> Path:
    (folder / "budget.toml").write_text(topics, encoding="utf-8")
    (folder / "slots.toml").write_text(slots, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(BankError) as caught:
        load_bank(folder)
    return str(caught.value).splitlines()


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load_bank(SHIPPED)


def test_the_shipped_bank_has_every_topic_and_shape(shipped: Bank) -> None:
    assert sorted(topic.id for topic in shipped.topics) == [f"P{n:02}" for n in range(1, 41)]
    assert sorted(shape.id for shape in shipped.shapes) == [f"A{n:02}" for n in range(1, 17)]
    assert shipped.topic("P37").name == "长效机制未成型"
    assert (shipped.name_of("A09"), shipped.name_of("P99")) == ("满意度", "")
    assert shipped.entries(achievements=True) == shipped.shapes


def test_every_topic_and_shape_offers_a_choice_of_three(shipped: Bank) -> None:
    for topic in shipped.topics:
        assert min(len(topic.problems), len(topic.measures)) >= 3, topic.id
    assert all(len(shape.wordings) >= 3 for shape in shipped.shapes)


def test_the_known_slots_are_those_a_form_knows(shipped: Bank) -> None:
    assert {slot.name for slot in shipped.slots if slot.known} == KNOWN_SLOTS


def test_every_declared_question_is_used(shipped: Bank) -> None:
    texts = [text for topic in shipped.topics for text in (*topic.problems, *topic.measures)]
    texts += [text for shape in shipped.shapes for text in shape.wordings]
    used = {name for text in texts for name in slot_names(text)}
    assert {slot.name for slot in shipped.slots} - KNOWN_SLOTS <= used


def test_every_topic_has_a_problem_and_a_measure_that_ask_nothing(shipped: Bank) -> None:
    for topic in shipped.topics:
        for wordings in (topic.problems, topic.measures):
            assert any(usable_whatever_triggered(topic, text) for text in wordings), topic.id


def usable_whatever_triggered(topic: Topic, text: str) -> bool:
    """Only a deducted row has a name and lost points; a department is often left blank."""
    always_known = KNOWN_SLOTS - {"科室"}
    if any(trigger.condition not in ("lost", "zero") for trigger in topic.triggers):
        always_known -= ROW_SLOTS
    return set(slot_names(text)) <= always_known


def test_only_topics_of_lost_points_name_the_row(shipped: Bank) -> None:
    for topic in shipped.topics:
        conditions = {trigger.condition for trigger in topic.triggers}
        for text in (*topic.problems, *topic.measures):
            assert conditions & {"lost", "zero"} or not ROW_SLOTS & set(slot_names(text)), text
    for shape in shipped.shapes:
        assert not any(ROW_SLOTS & set(slot_names(text)) for text in shape.wordings), shape.id


def test_a_small_bank_loads_and_is_frozen(tmp_path: Path) -> None:
    bank = load_bank(write_bank(tmp_path))
    assert bank.topic("P01").triggers[1].condition == "lost"
    with pytest.raises(ValueError, match="frozen"):
        bank.topic("P01").name = "别的"
    with pytest.raises(KeyError):
        bank.topic("P99")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('keywords = ["执行率低"]\n', 'keywords = ["执行率低"\n', "budget.toml:6: TOML 语法有误"),
        ('name = "执', 'nmae = 1\nname = "执', "budget.toml:4: 不认识的项“nmae”"),
        ('name = "执行率偏低"\n', "", "budget.toml:2: 缺少“name”"),
        ('"执行率偏低"', "12", "budget.toml:4: “name”应为带引号的文字"),
        ('["执行率低"]', '"执行率低"', "budget.toml:5: “keywords”应为方括号列出的多条内容"),
        ('["执行率低"]', '["执行率低", ""]', "budget.toml:5: “keywords”第2条不能为空"),
        ('"90"', '"九成"', "budget.toml:7: “rate_below”应为数字"),
        ('"90"', "true", "budget.toml:7: “rate_below”应为数字"),
        ("0.5", "1.5", "budget.toml:8: “weight”不能大于1"),
        ('rate_below = "90"', "common = false", "budget.toml:7: “common”只能写 true，不需要时删去"),
        (
            'rate_below = "90"',
            "lost_rows_at_least = 2.5",
            "budget.toml:7: “lost_rows_at_least”应为整数",
        ),
        ('rate_below = "90"', "weight = 1", "budget.toml:7: 触发条件是空的，应写一个条件"),
        (
            'rate_below = "90"',
            'rate_below = "90", unspent = true',
            "budget.toml:7: 一个触发条件只能写一项，现有：rate_below、unspent",
        ),
        (
            '    "支出进度偏慢。",\n',
            "",
            "budget.toml:10: “problems”至少要有3条，现有2条",
        ),
        (
            "{原因}",
            "{缘由}",
            "budget.toml:11: “problems”第1条用了没有登记的词 {缘由}，请先在 slots.toml 中登记",
        ),
        (
            "支出进度偏慢。",
            "支出进度{偏慢。",
            "budget.toml:13: “problems”第3条的大括号有误，应写作 {名称}，名称只用汉字",
        ),
        ("按季通报。", "按季通报", "budget.toml:15: “measures”第2条没有以“。”结尾"),
        (
            "及时支付。",
            "部分款项未支付。",
            "budget.toml:16: “measures”第3条与 budget.toml:12 重复",
        ),
        ("按季通报。", "按月核对。", "budget.toml:15: “measures”第2条与 budget.toml:15 重复"),
    ],
)
def test_a_faulty_topic_is_reported_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    faults = faults_of(write_bank(tmp_path, topics=TOPIC.replace(old, new, 1)))
    assert [line[: len(fault)] for line in faults] == [fault]


def test_a_second_topic_of_the_same_id_is_reported_with_its_line(tmp_path: Path) -> None:
    second = TOPIC.replace("。", "了。")
    faults = faults_of(write_bank(tmp_path, topics=TOPIC + second))
    assert faults == ["budget.toml:19: “id”的“P01”与 budget.toml:3 重复"]


def test_a_shape_id_is_not_repeated_in_another_file(tmp_path: Path) -> None:
    shape = """
[[shapes]]
id = "P01"
name = "完成数量"
keywords = ["完成"]
triggers = [{ common = true }]
wordings = ["甲。", "乙。", "丙。"]
"""
    (tmp_path / "shapes.toml").write_text(shape, encoding="utf-8")
    faults = faults_of(write_bank(tmp_path))
    assert faults == ["shapes.toml:3: “id”的“P01”与 budget.toml:3 重复"]


def test_a_slot_declared_twice_or_oddly_named_is_reported(tmp_path: Path) -> None:
    odd = SLOTS.replace('"原因"', '"原 因"').replace("false", '"否"')
    faults = faults_of(write_bank(tmp_path, slots=SLOTS + SLOTS + odd))
    assert faults == [
        "slots.toml:7: “name”的“原因”与 slots.toml:2 重复",
        "slots.toml:12: “name”只能用汉字，不带标点、空格和括号",
        "slots.toml:13: “known”应为 true 或 false",
    ]


def test_all_faults_of_all_files_are_listed_in_order(tmp_path: Path) -> None:
    topics = TOPIC.replace('id = "P01"\n', "").replace("按季通报。", "按季通报")
    faults = faults_of(write_bank(tmp_path, topics=topics, slots=SLOTS + 'hint = "无"\n'))
    assert faults == [
        "budget.toml:2: 缺少“id”",
        "budget.toml:14: “measures”第2条没有以“。”结尾",
        "slots.toml:6: 不认识的项“hint”",
    ]


def test_a_broken_slots_file_does_not_blame_the_wordings(tmp_path: Path) -> None:
    faults = faults_of(write_bank(tmp_path, slots=SLOTS + "ask =\n"))
    assert [fault.split(":")[:2] for fault in faults] == [["slots.toml", "6"]]


def test_an_unknown_table_is_reported(tmp_path: Path) -> None:
    faults = faults_of(write_bank(tmp_path, topics=TOPIC + '[[topcis]]\nid = "P02"\n'))
    assert faults == ["budget.toml:17: 不认识的项“topcis”"]


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    write_bank(tmp_path)
    (tmp_path / "old.toml").write_bytes("# ok\n# 说明\n".encode("gbk"))
    assert faults_of(tmp_path) == ["old.toml:2: 文件不是 UTF-8 编码，请另存为 UTF-8"]


def test_notepad_files_with_mark_and_crlf_keep_their_lines(tmp_path: Path) -> None:
    write_bank(tmp_path)
    saved = TOPIC.replace("按季通报。", "按季通报").replace("\n", "\r\n")
    (tmp_path / "budget.toml").write_bytes(saved.encode("utf-8-sig"))
    assert faults_of(tmp_path) == ["budget.toml:15: “measures”第2条没有以“。”结尾"]


def test_a_folder_without_files_is_reported(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == [f"{tmp_path}:1: 这里没有短语文件（*.toml）"]


def test_triggers_in_their_own_tables_are_located(tmp_path: Path) -> None:
    before, _, after = TOPIC.partition("triggers = [")
    rest = after.partition("]\nproblems")[2]
    tables = "[[topics.triggers]]\nunspent = true\n[[topics.triggers]]\nweight = 2\n"
    faults = faults_of(write_bank(tmp_path, topics=before + "problems" + rest + tables))
    assert faults == ["budget.toml:16: “weight”不能大于1"]


def test_slot_names_are_chinese_words_in_braces() -> None:
    assert slot_names("{结余}元，因{原因}，{结余}元。") == ("结余", "原因")
    assert not has_stray_brace("{结余}元。")
    for text in ("{结余元。", "结余}元。", "{}元。", "{a}元。", "｛结余｝元。", "{结 余}元。"):
        assert has_stray_brace(text), text
