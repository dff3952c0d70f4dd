"""What `lint` finds in a bank: each fault planted in a clean one gives its remark, nothing else."""

from pathlib import Path

import pytest

from perftui.phrases.bank.lint import Remark, lint

SHIPPED = Path(__file__).parents[2] / "phrasebank"
SLOTS = """\
[[slots]]
name = "原因"
known = false
ask = "主要原因是什么？"
example = "立项批复较晚"

[[slots]]
name = "科室"
known = true
ask = "由哪个科室负责？"
example = "市场管理部"
"""
TOPICS = """\
[[topics]]
id = "P01"
name = "执行率偏低"
keywords = ["执行率低", "未支出"]
triggers = [
    { rate_below = "80" },
    { rate_below = "90", weight = 0.9 },
    { lost = ["执行率", "支出进度"], weight = 0.5 },
    { lost = ["进度"], weight = 0.4 },
]
problems = [
    "预算执行率偏低，主要是{原因}。",
    "部分款项未在年内支付，第三季度才启动。",
    "用款计划与工作进度衔接不紧。",
]
measures = [
    "责任科室按月核对用款计划与实际支出，{原因}消除后及时支付。",
    "每季度末通报一次序时进度，由责任科室说明落后的原因。",
    "在合同中约定付款节点，财务部门逐笔登记到期的款项。",
]

[[topics]]
id = "P02"
name = "参与不足"
keywords = ["到场率"]
triggers = [{ common = true }]
problems = ["到场人数少于预期。", "报名后临时缺席的较多。", "活动时间与培训冲突。"]
measures = [
    "活动前一周和前一天各确认一次，缺席名额由候补对象递补。",
    "活动计划确定前向参与对象征集时间和内容方面的需求。",
    "对连续缺席的对象逐一了解情况，据此调整邀请的范围。",
]
"""
SHAPES = """\
[[shapes]]
id = "A01"
name = "完成数量"
keywords = ["到场率"]
triggers = [{ rows = ["完成率"] }]
wordings = ["全年任务如期办结。", "所列设备均已交付。", "发放范围覆盖到每个街道。"]
"""


def write_bank(folder: Path, topics: str = TOPICS, shapes: str = SHAPES) -> Path:
    for name, text in {"budget": topics, "shapes": shapes, "slots": SLOTS}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def line_of(text: str, part: str) -> int:
    """The line on which a part of a text begins."""
    return text[: text.index(part)].count("\n") + 1


def test_the_shipped_bank_has_nothing_to_remark() -> None:
    assert lint(SHIPPED) == []


def test_a_clean_bank_has_nothing_to_remark(tmp_path: Path) -> None:
    assert lint(write_bank(tmp_path)) == []


def test_a_bank_that_does_not_load_gives_its_faults_only(tmp_path: Path) -> None:
    topics = TOPICS.replace("衔接不紧。", "衔接不紧").replace("约定付款节点", "约定30日内付款")
    assert lint(write_bank(tmp_path, topics.replace('"未支出"', '""'))) == [
        Remark("budget.toml:4", "error", "“keywords”第2条不能为空"),
        Remark("budget.toml:14", "error", "“problems”第3条没有以“。”结尾"),
    ]


def test_a_folder_without_a_bank_is_an_error(tmp_path: Path) -> None:
    message = "这里没有短语文件（*.toml）"
    assert lint(tmp_path) == [Remark(f"{tmp_path}:1", "error", message)]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        pytest.param(
            "部分款项未在年内支付，第三季度才启动。",
            "预算的执行率偏低，主要是{科室}。",
            "near-identical",
            "“problems”第2条与 budget.toml:12 的“problems”第1条几乎相同（相似度95），"
            "请改写或删去一条",
            id="alike within an entry",
        ),
        pytest.param(
            "活动前一周和前一天各确认一次，缺席名额由候补对象递补。",
            "每季度末通报一次序时进度，由责任科室说明落后原因。",
            "near-identical",
            "“measures”第1条与 budget.toml:18 的“measures”第2条几乎相同（相似度98），"
            "请改写或删去一条",
            id="alike across entries",
        ),
        pytest.param(
            '{ rate_below = "90", weight = 0.9 }',
            '{ rate_below = "80", weight = 1 }',
            "dead-trigger",
            "“triggers”第2条（rate_below）的情况第1条都已包含，weight 也不更大，"
            "请删去或调高 weight",
            id="trigger repeated",
        ),
        pytest.param(
            '{ rate_below = "90", weight = 0.9 }',
            '{ rate_below = "75", weight = 0.9 }',
            "dead-trigger",
            "“triggers”第2条（rate_below）的情况第1条都已包含，weight 也不更大，"
            "请删去或调高 weight",
            id="narrower rate below",
        ),
        pytest.param(
            '{ rate_below = "80" }',
            '{ rate_below = "80", weight = 0.9 }',
            "dead-trigger",
            "“triggers”第1条（rate_below）的情况第2条都已包含，weight 也不更大，"
            "请删去或调高 weight",
            id="covered by a later one",
        ),
        pytest.param(
            '{ lost = ["进度"], weight = 0.4 }',
            '{ lost = ["预算执行率", "支出进度"], weight = 0.4 }',
            "dead-trigger",
            "“triggers”第4条（lost）的情况第3条都已包含，weight 也不更大，请删去或调高 weight",
            id="every word covered",
        ),
        pytest.param(
            "{ common = true }",
            "{ growth_at_least = 30 }, { growth_at_least = 100, weight = 0.5 }",
            "dead-trigger",
            "“triggers”第2条（growth_at_least）的情况第1条都已包含，weight 也不更大，"
            "请删去或调高 weight",
            id="higher bound",
        ),
        pytest.param(
            "{ common = true }",
            "{ common = true }, { common = true }",
            "dead-trigger",
            "“triggers”第2条（common）的情况第1条都已包含，weight 也不更大，请删去或调高 weight",
            id="said twice",
        ),
        pytest.param(
            '["执行率", "支出进度"]',
            '["预算执行率", "执行率"]',
            "dead-word",
            "“lost”第1条“预算执行率”不起作用，凡有它之处“执行率”已经符合，请删去",
            id="word within another",
        ),
        pytest.param(
            '["执行率", "支出进度"]',
            '["执行率", "执行率"]',
            "dead-word",
            "“lost”第2条“执行率”不起作用，凡有它之处“执行率”已经符合，请删去",
            id="word repeated",
        ),
        pytest.param(
            '"执行率低", "未支出"',
            '"执行率低", "未支出", "执行率低"',
            "keyword",
            "“keywords”第3条“执行率低”在本条目中重复，请删去",
            id="keyword repeated",
        ),
        pytest.param(
            "按月核对用款计划",
            "30日内核对用款计划",
            "figure",
            "“measures”第1条写有数字“30”，数字由填表人填写，请改用 {名称} 或改写",
            id="digits",
        ),
        pytest.param(
            "到场人数少于预期。",
            "到场人数为预期的９５．５％，缺席十二家。",
            "figure",
            "“problems”第1条写有数字“９５．５％”“十二家”，数字由填表人填写，请改用 {名称} 或改写",
            id="wide digits and an amount in words",
        ),
        pytest.param(
            "到场人数少于预期。",
            "进一步加强{科室}工作，切实提高认识，狠抓落实。",
            "slogan",
            "“problems”第1条只有口号，请写明具体的事项、做法或结果",
            id="slogan",
        ),
        pytest.param(
            "活动前一周和前一天各确认一次，缺席名额由候补对象递补。",
            "会前逐人电话确认到场情况。",
            "slogan",
            "“measures”第1条过于简短，没有写明由谁对什么做什么，请补充或用 {名称} 留出",
            id="measure of nothing",
        ),
    ],
)
def test_a_planted_fault_gives_exactly_its_remark(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    topics = TOPICS.replace(old, new, 1)
    place = f"budget.toml:{line_of(topics, new)}"
    assert lint(write_bank(tmp_path, topics)) == [Remark(place, code, message)]


def test_words_of_different_conditions_do_not_cover_each_other(tmp_path: Path) -> None:
    triggers = '{ rows = ["活动"] }, { zero = ["活动"] }, { words = ["活动", "参与"] }'
    assert lint(write_bank(tmp_path, TOPICS.replace("{ common = true }", triggers))) == []


def test_codes_that_begin_alike_do_not_cover_each_other(tmp_path: Path) -> None:
    trigger = '{ found = ["PT01", "PT011"] }, { found = ["PT0111"], weight = 0.5 }'
    assert lint(write_bank(tmp_path, TOPICS.replace("{ common = true }", trigger))) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "第一季度已办结一项，其中一次由一家单位承办。",
        "追加{原因}万元，由第三家单位承办。",
        "年初提前一个季度统一安排了各家单位的场地。",
        "近三年均未重新测算所需的场地。",
    ],
)
def test_counts_of_one_ordinals_and_units_after_a_slot_are_no_figures(
    tmp_path: Path, harmless: str
) -> None:
    assert lint(write_bank(tmp_path, TOPICS.replace("报名后临时缺席的较多。", harmless))) == []


@pytest.mark.parametrize("amount", ["二十万元", "三个百分点", "五％", "两场", "百分之五"])
def test_an_amount_in_words_is_a_figure(tmp_path: Path, amount: str) -> None:
    topics = TOPICS.replace("报名后临时缺席的较多。", f"报名后临时减少了{amount}。")
    (remark,) = lint(write_bank(tmp_path, topics))
    assert remark.code == "figure"
    assert f"“{amount}”" in remark.message


def test_a_slogan_followed_by_what_is_done_is_none(tmp_path: Path) -> None:
    wording = "进一步加强用款管理，由财务部门逐笔核对合同余款。"
    topics = TOPICS.replace("每季度末通报一次序时进度，由责任科室说明落后的原因。", wording)
    assert lint(write_bank(tmp_path, topics)) == []


def test_a_declared_question_that_no_wording_asks_is_named(tmp_path: Path) -> None:
    topics = TOPICS.replace("{原因}", "审批较晚")
    assert lint(write_bank(tmp_path, topics)) == [
        Remark("slots.toml:2", "unused-slot", "登记的词 {原因} 没有写法使用，请删去这一登记")
    ]


def test_a_keyword_of_three_topics_is_named_once_with_all_places(tmp_path: Path) -> None:
    write_bank(tmp_path, TOPICS.replace('["到场率"]', '["未支出"]'))
    assert lint(tmp_path) == []
    third = """
[[topics]]
id = "P03"
name = "尾款跨年"
keywords = ["尾款", "未支出"]
triggers = [{ unspent = true }]
problems = ["质保期未满。", "结算尚未办结。", "审价耽误了付款。"]
measures = [
    "{科室}建立付款台账。",
    "{科室}逐份清理未付款的合同。",
    "{科室}按约定期限申请支付。",
]
"""
    (tmp_path / "third.toml").write_text(third, encoding="utf-8")
    message = (
        "“keywords”的“未支出”在 budget.toml:25、third.toml:5 也有，分不清是哪一类，"
        "请只留在最贴切的条目"
    )
    assert lint(tmp_path) == [Remark("budget.toml:4", "keyword", message)]


def test_alike_wordings_of_two_files_are_both_placed(tmp_path: Path) -> None:
    shapes = SHAPES.replace("全年任务如期办结。", "到场的人数少于预期。")
    message = (
        "“wordings”第1条与 budget.toml:27 的“problems”第1条几乎相同（相似度94），请改写或删去一条"
    )
    assert lint(write_bank(tmp_path, shapes=shapes)) == [
        Remark("shapes.toml:6", "near-identical", message)
    ]


def test_remarks_come_by_file_and_line(tmp_path: Path) -> None:
    topics = TOPICS.replace("才启动", "启动5次").replace("{ common = true }", "RULE")
    topics = topics.replace("RULE", '{ rows = ["活动", "大活动"] }').replace("临时缺席", "缺席2人")
    topics = topics.replace("逐笔登记", "在10日内登记")
    places = [remark.place for remark in lint(write_bank(tmp_path, topics))]
    assert places == [f"budget.toml:{line}" for line in (13, 19, 26, 27)]
