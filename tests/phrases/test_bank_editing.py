"""A wording put into a bank file: it is there, and nothing else of the file has changed."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.safe_text import safe_text
from perftui.phrases.bank.editing import add_wording, home_of
from perftui.phrases.bank.file import BankError, load_bank

QUICK = settings(max_examples=150, deadline=None, database=None, derandomize=True)
SHIPPED = Path(__file__).parents[2] / "phrasebank"
BANK = """\
# 说明：“problems”是问题的写法
[[topics]]
id = "P01"  # 编号
name = "执行率偏低"
keywords = ["执行率低"]
triggers = [
    { rate_below = "90" },
]
problems = [
    "执行率低。",
    "部分款项未支付。",  # 引号 " 和 ] 在注释里不算
    "支出进度偏慢。",
]
measures = [ LIST ]

[[shapes]]
id = "A01"
name = "完成数量"
keywords = ["完成"]
triggers = [{ common = true }]
wordings = ["甲。", "乙。", "丙。"]

# 与上面的问题相反
[[topics]]
id = "P02"
name = "前松后紧"
keywords = ["前松后紧"]
triggers = [{ common = true }]
problems = ["年末集中支付。", "上半年支付少。", "用款不均衡。"]
measures = ["分月用款。", "按季核对。", "及时结算。"]  # 完
"""


def bank(measures: str = '["按月核对。", "按季通报。", "及时支付。"]') -> str:
    return BANK.replace("[ LIST ]", measures)


def faults_of(source: str, entry_id: str, key: str, wording: str) -> tuple[str, ...]:
    with pytest.raises(BankError) as caught:
        add_wording(source, entry_id, key, wording)
    return caught.value.faults


def test_the_wording_is_one_line_more_and_nothing_else_changes() -> None:
    added = add_wording(bank(), "P01", "problems", "用款计划较粗，原因是{原因}。")
    last = '    "支出进度偏慢。",\n'
    assert added == bank().replace(last, last + '    "用款计划较粗，原因是{原因}。",\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('["甲。", "乙。"]', '["甲。", "乙。",\n    "新。",\n]'),
        ('["甲。", "乙。", ]', '["甲。", "乙。",\n    "新。",\n]'),
        ('["甲。",\n  "乙。"]', '["甲。",\n  "乙。",\n  "新。",\n]'),
        ('[\n\t"甲。",\n\t"乙。"\n]', '[\n\t"甲。",\n\t"乙。",\n\t"新。",\n]'),
        ("[\n  '甲。',\n  ]", "[\n  '甲。',\n  \"新。\",\n  ]"),
        ('[\n    "甲。",\n    # 待补\n]', '[\n    "甲。",\n    # 待补\n    "新。",\n]'),
        ('[\n    "甲。"  # 一\n]', '[\n    "甲。",  # 一\n    "新。",\n]'),
        ("[]", '[\n    "新。",\n]'),
    ],
)
def test_the_new_line_follows_the_layout_of_the_list(before: str, after: str) -> None:
    assert add_wording(bank(before), "P01", "measures", "新。") == bank(after)


def test_entries_of_two_kinds_may_take_turns_in_a_file() -> None:
    added = add_wording(bank(), "P02", "measures", "新。")
    assert added == bank().replace('"及时结算。"]', '"及时结算。",\n    "新。",\n]')
    added = add_wording(bank(), "A01", "wordings", "新。")
    assert added == bank().replace('"丙。"]', '"丙。",\n    "新。",\n]')


def test_a_list_like_another_is_told_apart_by_its_entry() -> None:
    alike = '["分月用款。", "按季核对。", "及时结算。"]'
    added = add_wording(bank(alike), "P02", "measures", "新。")
    assert added.startswith(bank(alike).partition("# 与上面")[0])
    assert tomllib.loads(added)["topics"][1]["measures"][-1] == "新。"


def test_windows_line_ends_stay() -> None:
    source = bank().replace("\n", "\r\n")
    added = add_wording(source, "P01", "measures", "新。")
    assert added == add_wording(bank(), "P01", "measures", "新。").replace("\n", "\r\n")


def test_the_mark_of_notepad_is_no_hindrance() -> None:
    assert add_wording("\ufeff" + bank(), "P01", "measures", "新。") == add_wording(
        bank(), "P01", "measures", "新。"
    )


def test_escape_sequences_and_outer_blanks_are_left_out() -> None:
    added = add_wording(bank(), "P01", "measures", " \x1b[31m新\u202e的。\n")
    assert tomllib.loads(added)["topics"][0]["measures"][-1] == "新的。"


@pytest.mark.parametrize(
    ("entry_id", "key", "wording", "faults"),
    [
        ("P09", "problems", "新。", ["没有编号为“P09”的条目，请核对编号"]),
        ("P01", "wordings", "新。", ["“P01”没有“wordings”这一组写法"]),
        ("A01", "problems", "新。", ["“A01”没有“problems”这一组写法"]),
        ("P01", "keywords", "新。", ["“P01”没有“keywords”这一组写法"]),
        (
            "P01",
            "problems",
            "因{原因，较慢。",
            ["写法的大括号有误，应写作 {名称}，名称只用汉字"],
        ),
        ("P01", "problems", "支出进度偏慢。", ["第12行已有这条写法，不必再加"]),
        ("P01", "problems", " 年末集中支付。", ["第29行已有这条写法，不必再加"]),
        ("P01", "problems", " ", ["写法不能为空"]),
        ("P01", "problems", "第一。\n第二。", ["写法应写在一行内，请去掉换行"]),
        (
            "P01",
            "problems",
            "较慢}",
            ["写法没有以“。”结尾", "写法的大括号有误，应写作 {名称}，名称只用汉字"],
        ),
    ],
)
def test_what_would_spoil_the_bank_is_refused(
    entry_id: str, key: str, wording: str, faults: list[str]
) -> None:
    assert list(faults_of(bank(), entry_id, key, wording)) == faults


def test_a_file_that_is_no_toml_is_refused_with_its_line() -> None:
    source = bank().replace('name = "完成数量"', "name =")
    assert faults_of(source, "P01", "problems", "新。") == (
        "短语文件:18: TOML 语法有误（第7列），请检查引号、逗号和括号",
    )


def test_odd_entries_do_not_hide_the_one_looked_for() -> None:
    source = 'shapes = [3, { id = 4 }]\n[[topics]]\nname = "无编号"\n' + bank().replace(
        "[[shapes]]", "[[others]]"
    )
    assert '"新。",\n]' in add_wording(source, "P01", "measures", "新。")


@QUICK
@given(
    wordings=st.lists(st.text(min_size=1, max_size=12).map(lambda text: text + "。"), max_size=4),
    entry=st.sampled_from([("P01", "problems"), ("P01", "measures"), ("A01", "wordings")]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_added_can_be_read_and_the_rest_is_as_it_was(
    wordings: list[str], entry: tuple[str, str], line_end: str
) -> None:
    entry_id, key = entry
    source = bank().replace("\n", line_end)
    expected = tomllib.loads(source)
    table = "shapes" if entry_id == "A01" else "topics"
    for wording in wordings:
        try:
            source = add_wording(source, entry_id, key, wording)
        except BankError:
            continue
        expected[table][0][key].append(safe_text(wording).strip())
    assert tomllib.loads(source) == expected
    kept = [line for line in bank().split("\n") if not line.startswith(key)]
    assert set(kept) <= set(source.split(line_end))


def test_the_home_of_an_entry_is_the_file_that_holds_it(tmp_path: Path) -> None:
    assert home_of(SHIPPED, "P30") == SHIPPED / "management.toml"
    assert home_of(SHIPPED, "A01") == SHIPPED / "achievements.toml"
    with pytest.raises(BankError, match="没有编号为“年度”的条目"):
        home_of(SHIPPED, "年度")
    with pytest.raises(BankError, match="这里没有短语文件"):
        home_of(tmp_path, "P30")


def test_any_list_of_the_shipped_bank_can_be_extended(tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    loaded = load_bank(SHIPPED)
    lists = [(topic.id, key) for topic in loaded.topics for key in ("problems", "measures")]
    lists += [(shape.id, "wordings") for shape in loaded.shapes]
    for entry_id, key in {*lists[1::3], lists[-1]}:
        home = tmp_path / home_of(SHIPPED, entry_id).name
        source = home.read_text("utf-8")
        added = add_wording(source, entry_id, key, f"{entry_id}{key}新增写法。")
        assert len(added.split("\n")) == len(source.split("\n")) + 1
        home.write_text(added, "utf-8")
    extended = load_bank(tmp_path)
    assert extended.topic("P01").measures == (
        *loaded.topic("P01").measures,
        "P01measures新增写法。",
    )
    assert len(extended.shapes[-1].wordings) == len(loaded.shapes[-1].wordings) + 1
