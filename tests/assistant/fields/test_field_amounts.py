"""Amounts in every spelling, and what the form holds after them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.assistant.reading.fields.amounts import AMOUNT, plain, read_spoken_amount
from perftui.evaluation.values import UnreadableError, print_amount
from tests.assistant.fields.figures import BUDGET, EXECUTED, FIGURES, LAST, money


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("预算124.55万 执行1187376 上年没有", money("1245500", "1187376", "0")),
        ("预算124.55万，执行118.7万，去年没有", money("1245500", "1187000", "0")),
        ("预算1245505执行1187376上年0", FIGURES),
        ("预算 1245505 执行 1187376 上年 0", FIGURES),
        ("当年预算数1245505.00元，预算执行数1187376.00元，上年预算金额0元", FIGURES),
        ("当年预算数（元）：1245505.00；预算执行数（元）：1187376.00；上年预算金额：0", FIGURES),
        ("当年预算1245505上年预算0预算执行1187376", FIGURES),
        ("预算124万5505元 执行118万7376块 上年无", FIGURES),
        ("预算一百二十四万五千五百零五，执行一百一十八万七千三百七十六，上年零", FIGURES),
        ("预算壹佰贰拾肆万伍仟伍佰零伍元整", money("1245505")),
        ("执行一百一十八万七千三百七十六块五毛二", money("", "1187376.52")),
        ("执行1187376元5角2分", money("", "1187376.52")),
        ("执行1187376块5", money("", "1187376.5")),
        ("执行118万7千3百76", money("", "1187376")),
        ("1245505是预算 0是上年 1187376是执行", FIGURES),
        ("今年1245505，去年没有，花了1187376", FIGURES),
        ("预算1245505全部执行", money("1245505", "1245505")),
        ("预算１２４５５０５，执行１１８７３７６，上年０", FIGURES),
        ("预算1，245，505．00，执行1，187，376．00", money("1245505", "1187376")),
        ("预算1,245,505,执行1,187,376,上年0", FIGURES),
        ("预算 1 245 505 执行 1 187 376", money("1245505", "1187376")),
        ("预算0.0125亿", money("1250000")),
        ("预算124.5505w 执行118.7376W", money("1245505", "1187376")),
        ("预算124。5505万", money("1245505")),
        ("预算 124.5505 万元 执行 118.7376 万元 上年 无", FIGURES),
        ("预算（万元）124.5505", money("1245505")),
        ("预算是￥1,245,505.00", money("1245505")),
        ("我们预算是124.5505万，花了118.7376万，去年没有", FIGURES),
        ("我们单位的预算是1245505元", money("1245505")),
        ("这个项目今年的预算一共1245505元，实际花了1187376元", money("1245505", "1187376")),
        ("今年预算1245505，实际支出118万7376元，去年没有这个项目", FIGURES),
        ("预算数是1245505元，实际执行1187376元，上年预算为零", FIGURES),
        ("批了1245505，用了1187376", money("1245505", "1187376")),
        ("1245505的预算，1187376元执行", money("1245505", "1187376")),
        ("预算1245505了 执行1187376吧", money("1245505", "1187376")),
        ("预算和执行都是100万", money("1000000", "1000000")),
        ("预算执行都一样，117万", money("1170000", "1170000")),
        ("预算执行都是117万", money("1170000", "1170000")),
        ("预算跟执行都100万", money("1000000", "1000000")),
        ("预算和执行一样，都是100万", money("1000000", "1000000")),
        ("预算、执行、上年都是100万", money("1000000", "1000000", "1000000")),
        ("预算、执行分别是124.55万、118.7万", money("1245500", "1187000")),
        ("预算/执行：124.55万/118.7万", money("1245500", "1187000")),
        ("都是100万", money("1000000", "1000000", "1000000")),
        ("预算124万，全部执行完了", money("1240000", "1240000")),
        ("预算124万，执行和预算一样", money("1240000", "1240000")),
        ("预算124万，执行一分没花", money("1240000", "0")),
        ("预算124万，上年一样", money("1240000", "", "1240000")),
        ("上年预算124万，今年一样", money("1240000", "", "1240000")),
        ("2018年预算100万，2019年预算120万", money("1200000", "", "1000000")),
        ("今年1245505，去年没有，花了1187376", FIGURES),
        ("1245505预算 1187376元支出 去年没", FIGURES),
        ("总预算124万，总支出118万", money("1240000", "1180000")),
        ("已经花了118.74万", money("", "1187400")),
        ("目前执行118.74万", money("", "1187400")),
        ("执行数同预算，预算124万", money("1240000", "1240000")),
        ("预算嘛，124万", money("1240000")),
        ("钱：预算124万 用了118万", money("1240000", "1180000")),
        ("预算124万.执行118万.", money("1240000", "1180000")),
        ("预算124万/执行118万/上年0", money("1240000", "1180000", "0")),
        ("预算：壹佰万元整（￥1,000,000.00）", money("1000000")),
        ("预算124.55（万元） 执行118.74（万元）", money("1245500", "1187400")),
        ("1、预算124万 2、执行118万", money("1240000", "1180000")),
        ("上年没做这个项目", money("", "", "0")),
        ("去年还没立项", money("", "", "0")),
        ("执行还没有", money("", "0")),
        ("1245505元", money("1245505")),
        ("12455.05百元", money("1245505")),
        ("1245505 0 1187376", FIGURES),
        ("124.5505万、0、118.7376万", FIGURES),
        ("1245505，1187376，没有", FIGURES),
        ("一百二十四万 没有 一百一十八万", money("1240000", "1180000", "0")),
        ("1245505", money("1245505")),
        ("124.55万", money("1245500")),
        ("预算：124.55万", money("1245500")),
        ("上年预算金额：无", money("", "", "0")),
        ("去年预算200万，今年预算300万", money("3000000", "", "2000000")),
        ("预算124万，结余5万", money("1240000")),
        ("预算124.5505万，执行118.7376万，执行率95%，等级优秀", money("1245505", "1187376")),
    ],
)
def test_amounts_are_read_in_every_spelling(lines, line, expected):
    assert lines.changed("money", line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "预算大概124万",
        "预算约124万",
        "预算124万左右",
        "预算124万多",
        "预算好像是124万",
        "预算九十几万",
        "预算一百多万",
        "预算124到125万",
        "预算-5万",
        "执行-100",
        "预算1245505.005",
        "预算12,34,567",
        "预算1.245.505",
        "预算999999999999999999",
        "预算：一大笔",
        "预算124万5",
        "预算一百二十四万五",
        "自评时间2020年4月31日",
        "自评时间：过几天",
    ],
)
def test_what_cannot_be_a_value_is_refused_with_the_reason(lines, line):
    state = lines.after("money", line)
    assert state.evaluation == lines.forms["money"]
    assert "没有改" in lines.reply("money", line)


@pytest.mark.parametrize(
    "line",
    [
        "预算是124万吗？",
        "如果预算是130万呢",
        "预算NaN",
        "预算$124万",
        "预算没有变化",
        "不知道",
        "你好",
        "哈哈哈",
        "asdfgh",
        "124人参加",
        "4月20日评的吗",
        "招聘会办了100场，效果很好",
    ],
)
def test_what_says_no_value_changes_nothing(lines, line):
    assert lines.after("money", line).evaluation == lines.forms["money"]


@pytest.mark.parametrize(
    ("line", "choice", "expected"),
    [
        ("预算124.55", "是", money("1245500")),
        ("预算124.55 执行118.7", "1", money("1245500", "1187000")),
        ("预算1245505 执行118.7376", "是", money("1245505", "1187376")),
        ("予算124万", "是", money("1240000")),
        ("执形数118万", "1", money("", "1180000")),
        ("预算5万用于培训", "是", money("50000")),
        ("支出5万元用于宣传", "1", money("", "50000")),
        ("上年执行100万", "2", money("", "", "1000000")),
        ("1245505 1187376", "1", money("1245505", "1187376")),
        ("1245505；1187376；0", "1", FIGURES),
        ("没有", "是", money("", "", "0")),
        ("项目经费124.55万", "1", money("1245500")),
        ("年初预算120万", "1", money("1200000")),
        ("124.55万元，118.74万元，0元", "1", money("1245500", "1187400", "0")),
    ],
)
def test_what_is_doubtful_is_asked_with_choices(lines, line, choice, expected):
    assert lines.changed("money", line).items() <= expected.items()
    assert lines.after("money", line).waiting is not None
    assert lines.changed("money", line, choice) == expected


@pytest.mark.parametrize("line", ["予算124万", "支出5万元用于宣传", "预算124.55", "上年执行100万"])
def test_nothing_changes_while_it_is_in_doubt_or_denied(lines, line):
    assert lines.after("money", line).evaluation == lines.forms["money"]
    assert lines.after("money", line, "不是").evaluation == lines.forms["money"]


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("money", "预算124.55万 执行130万", "超过当年预算数"),
        ("money", "预算124.55万", "只到百元"),
        ("money", "预算0", "算不出来"),
        ("money", "上年没有", "PT033"),
        ("money", "上年-", "空着"),
        ("header", "自评时间2020年12月1日", "还没有到"),
        ("header", "自评时间2019年4月20日", "年度结束之前"),
        ("header", "自评时间2018年4月20日", "年度结束之前"),
        ("header", "年度2030", "还没有结束"),
    ],
)
def test_what_is_odd_is_taken_and_told(lines, kind, line, said):
    assert said in lines.reply(kind, line)


def test_all_values_of_a_line_are_said_back_in_one(lines):
    said = lines.reply("money", "预算124.55万 执行1187376")
    first = "记下：当年预算数 1,245,500.00（只到百元），预算执行数 1,187,376.00，预算执行率 95.33%"
    assert said.splitlines()[0] == first


def test_that_the_form_wants_whole_amounts_is_told_once(lines):
    assert "填到元" in lines.reply("money", "预算124.55万")
    assert "填到元" not in lines.reply("money", "预算124.55万", "执行118.7万")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("预算386.5 执行372.25 上年没有", {BUDGET: "386.50", EXECUTED: "372.25", LAST: "0.00"}),
        ("预算386.5万元，执行3722500元", {BUDGET: "386.50", EXECUTED: "372.25"}),
        ("全年预算数3865000元", {BUDGET: "386.50"}),
    ],
)
def test_bare_amounts_count_in_the_unit_of_the_form(lines, line, expected):
    assert lines.changed("national", line) == expected


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("预算124万，招聘会办了100场，效果很好", "招聘会办了100场，效果很好"),
        ("招聘会办了100场，效果很好。预算124万", "招聘会办了100场，效果很好。"),
        ("预算124万；服务了3,000人，反响不错；执行118万", "服务了3,000人，反响不错"),
    ],
)
def test_what_is_left_unread_stays_whole(lines, line, unread):
    waiting = lines.after("money", line).waiting
    assert waiting is not None
    assert f"「{unread}」" in waiting.text


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_printed_amount_is_read_as_what_it_is(value):
    for text in (print_amount(value), f"{value:f}", f"{value:f}元", f"￥{value:,}"):
        assert read_spoken_amount(text) == value
        match = AMOUNT.match(plain(text))
        assert match is not None
        assert match.end() == len(text)


@given(st.text("0123456789,，.。万亿千百元块角分零一二三五十两约多左右到-~ ", max_size=40))
def test_any_jumble_is_an_amount_or_refused(text):
    try:
        value = read_spoken_amount(text)
    except UnreadableError:
        return
    assert value is None or isinstance(value, Decimal)
